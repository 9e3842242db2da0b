"""Right-to-left editions in their source's own format keep numbers and foreign words in order."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents import page, read, xml
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

UG, KK = Locale("ug"), Locale("kk")
MARKUP = re.compile("</?bd[io][^<>]*>")


def edition(document: Document, *messages: str, locale: Locale = UG) -> str:
    """Return an edition of a document; isolating characters are shown as brackets."""
    texts = [
        unit.read_translation(message)
        for unit, message in zip(document.units, messages, strict=True)
    ]
    shown = render_own_format(document, texts, locale).decode()
    return shown.replace("\u2066", "[").replace("\u2069", "]")


def paragraph(source: str, message: str) -> str:
    return edition(page(f"<p>{source}</p>"), message)


def test_a_page_isolates_by_markup() -> None:
    shown = paragraph("Call x.", "ئۇ +1 202 555 0100 BBC گە")
    assert 'ئۇ <bdi dir="ltr">+1 202 555 0100</bdi> <bdi>BBC</bdi> گە' in shown


def test_a_number_in_a_link_is_isolated_in_it() -> None:
    source = 'Call <a href="tel:+12025550100">+1 202 555 0100</a>.'
    shown = paragraph(source, "ئۇ <a1>+1 202 555 0100</a1> گە")
    assert '<a href="tel:+12025550100"><bdi dir="ltr">+1 202 555 0100</bdi></a>' in shown


def test_a_number_goes_through_emphasis() -> None:
    shown = paragraph("Call <b>+1</b> 202.", "ئۇ <b>+1</b> 202 555 گە")
    assert 'ئۇ <bdi dir="ltr"><b>+1</b> 202 555</bdi> گە' in shown
    shown = paragraph("Call 1 <b>202</b>.", "ئۇ +1 202 <b>555</b> گە")
    assert 'ئۇ <bdi dir="ltr">+1 202 <b>555</b></bdi> گە' in shown


def test_a_number_that_ends_inside_emphasis_is_isolated_in_parts() -> None:
    shown = paragraph("Call 1 <b>202 now</b>.", "ئۇ 10-15 <b>20-30 دا</b>")
    first, second = '<bdi dir="ltr">10-15</bdi>', '<bdi dir="ltr">20-30</bdi>'
    assert f"ئۇ {first} <b>{second} دا</b>" in shown


@pytest.mark.parametrize("tag", ["bdi", 'span dir="ltr"'])
def test_what_the_source_isolates_is_left_alone(tag: str) -> None:
    name = tag.partition(" ")[0]
    code = "span1" if "dir" in tag else "bdi"
    shown = paragraph(f"Call <{tag}>1-2</{name}>.", f"ئۇ <{code}>1-2</{code}> گە")
    assert f"<{tag}>1-2</{name}>" in shown


def test_what_a_translator_isolates_is_left_alone() -> None:
    assert "ئۇ [+1 202] گە" in paragraph("Call.", "ئۇ \u2066+1 202\u2069 گە")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<title>T</title>", "<title>ئۇ [3-2]</title>"),
        ('<img alt="T">', '<img alt="ئۇ [3-2]">'),
        ("<textarea>T</textarea>", ">ئۇ [3-2]<"),
        ("<select><option>T</select>", "<option>ئۇ [3-2]"),
    ],
)
def test_what_holds_no_markup_is_isolated_by_characters(source: str, shown: str) -> None:
    assert shown in edition(page(source), "ئۇ 3-2")


def test_a_broken_page_is_isolated_too() -> None:
    document = page("<title>T</title><table><p>One <b>two</table><p>three</b> four")
    shown = edition(document, *("ئۇ 3-2" for _ in document.units))
    assert "<title>ئۇ [3-2]</title>" in shown
    assert '<bdi dir="ltr">3-2</bdi>' in shown


def test_xml_isolates_by_characters() -> None:
    document = xml('<p>Call <em its:withinText="yes">1</em> now</p>')
    shown = edition(document, "ئۇ <em1>+1 202</em1> 555 BBC گە")
    assert '<p>ئۇ [<em its:withinText="yes">+1 202</em> 555] BBC گە</p>' in shown


@pytest.mark.parametrize("text", ["ئۇ %1$s 5", "ئۇ {count, plural, one {# x} other {# y}} 5"])
def test_placeholders_stay_whole(text: str) -> None:
    assert f"<p>{text}</p>" in edition(xml("<p>T</p>"), text)


def test_a_text_of_limited_size_gets_no_characters() -> None:
    rules = (
        '<its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">'
        '<its:storageSizeRule selector="//p" storageSize="60"/></its:rules>'
    )
    assert "<p>ئۇ 3-2</p>" in edition(xml(f"{rules}<p>T</p>"), "ئۇ 3-2")


def test_markdown_and_plain_text_isolate_by_characters() -> None:
    assert edition(read("Text.\n", "a.md"), "-15 گرادۇس") == "[-15] گرادۇس\n"
    assert "ئۇ [3-2] دېدى" in edition(read("Title\n\nText.\n", "a.txt"), "سۆز", "ئۇ 3-2 دېدى")


@pytest.mark.parametrize("source", ["<p>Call.</p>", "<title>T</title>"])
def test_an_edition_from_left_to_right_gets_nothing(source: str) -> None:
    assert "3-2 ئۇ BBC" in edition(page(source), "3-2 ئۇ BBC", locale=KK)


@given(st.text(alphabet="12٣ +-–./:,()°aZ ئۇ", min_size=1, max_size=30))
def test_isolation_keeps_every_character(text: str) -> None:
    document = page("<p>T <em>x</em> y</p>")
    (unit,) = document.units
    message = f"{text}<em>{text}</em>{text}"
    shown = render_own_format(document, [unit.read_translation(message)], UG).decode()
    assert f"<p>{message}</p>" in MARKUP.sub("", shown)
    assert etree.fromstring(shown.partition("<body>")[2].partition("</body>")[0]) is not None
