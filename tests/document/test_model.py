"""Units: how their codes are spelled, and how translations are read back."""

from dataclasses import replace

import pytest
from lxml import etree

from tests.documents import read
from toolkit.base.errors import Location, Place
from toolkit.base.text import Code, CodeKind, Inline, Text
from toolkit.document.model import AttributeHome, Run, Unit

LINKS = '<p>See <a href="x?a=1&amp;b=&quot;2&quot;">one</a> &amp; <a href="y">two</a>.</p>'
KEPT = "<p>Type <code>ls</code> or <code>rm</code>.</p>"


def element_of(source: str) -> etree._Element:
    return etree.fromstring(source)


def opened(tag: str) -> Code:
    return Code(tag, CodeKind.OPEN)


def closed(tag: str) -> Code:
    return Code(tag, CodeKind.CLOSE)


def empty(tag: str) -> Code:
    return Code(tag, CodeKind.EMPTY)


def at_line(line: int) -> Place:
    return lambda: Location("a.html", line)


def unit_of(source: str, text: Text, *tags: str) -> Unit:
    """Make a unit of a paragraph, whose children stand for the given tags in turn."""
    paragraph = element_of(source)
    codes = {tag: (child,) for tag, child in zip(tags, paragraph, strict=True)}
    return Unit(text, "paragraph", Run(paragraph, 0, len(paragraph)), at_line(1), codes=codes)


def links() -> Unit:
    text = (
        *("See ", opened("a1"), "one", closed("a1")),
        *(" & ", opened("a2"), "two", closed("a2"), "."),
    )
    return unit_of(LINKS, text, "a1", "a2")


def kept() -> Unit:
    text = ("Type ", empty("code1"), " or ", empty("code2"), ".")
    whole = frozenset({"code1", "code2"})
    return replace(unit_of(KEPT, text, "code1", "code2"), kept=whole)


def test_a_message_shows_no_attributes() -> None:
    assert links().message == "See <a1>one</a1> & <a2>two</a2>."


def test_a_raw_message_shows_the_source() -> None:
    assert f"<p>{links().message_in(Inline.RAW)}</p>" == LINKS


def test_a_raw_message_shows_attributes_whose_names_are_none_of_xmls() -> None:
    page = '<html><body><p>Hot <b @click="x" (y)="2">day</b>.</p></body></html>'
    (unit,) = read(page, "a.html").units
    assert unit.message_in(Inline.RAW) == 'Hot <b @click="x" (y)="2">day</b>.'


def test_a_raw_message_shows_an_element_whose_name_is_none_of_xmls() -> None:
    page = '<html><body><p>Hot <o:p its-within-text="nested">day</o:p>.</p></body></html>'
    unit = read(page, "a.html").units[0]
    assert unit.message_in(Inline.RAW) == "Hot <_:o:p-1/>."
    assert unit.read_translation("<_:o:p-1/> hot", Inline.RAW) == (empty("o_p1"), " hot")


@pytest.mark.parametrize("inline", Inline)
@pytest.mark.parametrize("unit", [links(), kept()], ids=["links", "kept"])
def test_a_message_is_read_back(unit: Unit, inline: Inline) -> None:
    assert unit.read_translation(unit.message_in(inline), inline) == unit.text


def test_elements_that_are_kept_whole_do_not_look_alike() -> None:
    assert kept().message_in(Inline.RAW) == "Type <_:code-1/> or <_:code-2/>."


def test_kept_elements_may_change_places() -> None:
    read = kept().read_translation("<_:code-2/> не <_:code-1/> теріңіз", Inline.RAW)
    assert [part for part in read if isinstance(part, Code)] == [empty("code2"), empty("code1")]


def test_a_translation_cannot_bring_an_element_in() -> None:
    read = links().read_translation("<a1>бір</a1><script>x</script><a2>екі</a2>")
    assert "".join(part for part in read if isinstance(part, str)) == "бір<script>x</script>екі"


@pytest.mark.parametrize(
    ("child", "spelled"),
    [
        ('<x:b xmlns:x="urn:x" x:c="1">t</x:b>', '<x:b x:c="1">t</x:b>'),
        ('<b xmlns="urn:x" xmlns:y="urn:x" y:c="1">t</b>', '<b y:c="1">t</b>'),
        ('<b xml:lang="kk">t</b>', '<b xml:lang="kk">t</b>'),
        ('<b c="&lt;&gt;">t</b>', '<b c="&lt;&gt;">t</b>'),
    ],
)
def test_a_raw_code_has_the_names_of_the_source(child: str, spelled: str) -> None:
    unit = unit_of(f"<p>{child}</p>", (opened("b1"), "t", closed("b1")), "b1")
    assert unit.message_in(Inline.RAW) == spelled


def test_an_empty_element_is_spelled_empty() -> None:
    unit = unit_of('<p><img alt="a"/></p>', (empty("img1"),), "img1")
    assert unit.message_in(Inline.RAW) == '<img alt="a"/>'


@pytest.mark.parametrize(
    ("instruction", "message"),
    [("<?page break?>", ""), ("<?markup <?php echo 1 ?>", "<pi1/>")],
    ids=["of XML", "a program in HTML"],
)
def test_an_instruction_is_left_out_of_raw_messages(instruction: str, message: str) -> None:
    unit = unit_of(f"<p>{instruction}</p>", (empty("pi1"),), "pi1")
    assert unit.message_in(Inline.RAW) == message
    assert unit.read_translation(message, Inline.RAW) == unit.text


@pytest.mark.parametrize(("first", "end", "whole"), [(0, 2, True), (1, 2, False), (0, 1, False)])
def test_a_run_is_whole_when_it_holds_all(first: int, end: int, *, whole: bool) -> None:
    assert Run(element_of(LINKS), first, end).whole is whole


def test_a_units_place_is_no_part_of_what_it_is() -> None:
    paragraph = Run(element_of("<p/>"), 0, 0)
    one, other = (Unit(("x",), "paragraph", paragraph, at_line(line)) for line in (1, 2))
    assert one == other


def test_a_unit_knows_the_element_that_holds_it() -> None:
    paragraph = element_of("<p title='x'/>")
    for home in (Run(paragraph, 0, 0), AttributeHome(paragraph, "title")):
        assert Unit(("x",), "paragraph", home, at_line(1)).element is paragraph
