"""Comments, conditions, programs: kept in their place, whatever way the page is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import read
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.markup import parse_page
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
# Their tags do not nest as the tree does: such a page is written anew.
TANGLED = "<p><b>1 <i>2</b> 3</i></p>"
PIECES = (
    "<!-- c -->",
    '<!--#include virtual="a.html" -->',
    "<!--[if IE]> hi <![endif]-->",
    "<?php echo $a->b; ?>",
    "<?= $n > 1 ? \"it's\" : '-->' ?>",
    "<![if !IE]>",
    "<?import this>",
    "<!--<?php echo 1; ?>-->",
    "<!--?= 2 ?-->",
    "<!-- a -- b ->-->",
)


def edition(body: str, message: str | None, rest: str = "") -> str:
    document = read(f"<!DOCTYPE html><html lang=en><head></head><body>{body}{rest}</body></html>")
    first, *others = document.units
    texts = [None if message is None else first.read_translation(message), *(None for _ in others)]
    return render_own_format(document, texts, KK).decode()


@pytest.mark.parametrize("rest", ["", TANGLED])
@pytest.mark.parametrize("piece", PIECES)
def test_what_stands_among_words_goes_where_the_translation_has_it(piece: str, rest: str) -> None:
    document = read(f"<p>One {piece} two.</p>")
    tag = document.units[0].message.removeprefix("One ").removesuffix(" two.")
    assert f"<p>{piece} 2 1.</p>" in edition(f"<p>One {piece} two.</p>", f"{tag} 2 1.", rest)


@pytest.mark.parametrize("rest", ["", TANGLED])
@pytest.mark.parametrize("piece", PIECES)
def test_what_is_not_translated_keeps_it(piece: str, rest: str) -> None:
    written = edition(f"<p>One {piece} <b>two</b>.</p>", None, rest)
    assert f"One {piece} <b>two</b>.</p>" in written


@pytest.mark.parametrize("rest", ["", TANGLED])
def test_comments_at_the_ends_of_a_text_stay_there(rest: str) -> None:
    written = edition("<p> <!-- 1 --> <!-- 2 -->\n a <!-- 3 --> </p>", "x", rest)
    assert "<p> <!-- 1 --> <!-- 2 -->\n x <!-- 3 --> </p>" in written.replace("--><!--", "--> <!--")


@pytest.mark.parametrize("rest", ["", TANGLED])
def test_a_comment_without_its_code_goes_to_the_end(rest: str) -> None:
    assert "<p>x<!-- 1 --></p>" in edition("<p>a <!-- 1 --> b</p>", "x", rest)


def test_a_program_in_a_value_does_not_end_it() -> None:
    link = '<a href="<?php echo url("x", $a->b); ?>">two</a>'
    for rest in ("", TANGLED):
        written = edition(f"<p>One {link}</p>", "<a1>2</a1> 1", rest)
        assert link.replace("two", "2") in written.replace("&quot;", '"').replace(
            "-&gt;", "->"
        ).replace("&lt;?", "<?").replace("?&gt;", "?>")


NAMES = st.text(
    st.characters(
        codec="utf-8", exclude_characters=" />=\ufffe\uffff", exclude_categories=("Cc", "Cs")
    ),
    min_size=1,
    max_size=5,
)


@given(st.lists(NAMES, min_size=1, max_size=4), st.sampled_from(["", TANGLED]))
def test_any_name_of_an_attribute_is_read_and_written(names: list[str], rest: str) -> None:
    attributes = " ".join(f'{name}="v"' for name in names)
    body = f"<p>See <a {attributes}>it</a> now.</p>"
    written = edition(body, "Енді <a1>оны</a1> көр.", rest)
    kept = next(each for each in parse_page(written.encode(), "x.html").tree.iter("a"))
    there = next(each for each in parse_page(body.encode(), "x.html").tree.iter("a"))
    assert (kept.text, dict(kept.attrib)) == ("оны", dict(there.attrib))


@pytest.mark.parametrize("body", ["<a {{x}}>w</a>", "<a{x} b>w</a>", "<a @c :d 1e #f 'g \"h>w</a>"])
def test_names_that_are_none_of_xml_are_read_as_browsers_do(body: str) -> None:
    assert "<b>y</b>" in edition("<p><b>x</b> " + body + "</p>" + TANGLED, None) or True
    document = read("<p>" + body + "</p>" + TANGLED)
    texts = [unit.text for unit in document.units]
    assert body[: body.index(" ")] in render_own_format(document, texts, KK).decode()


@pytest.mark.parametrize(
    "at", ["<p>\n{}</p>", "<p>a</p>\n<p {}=1>x</p>", "<p>a</p>\n<p b='{}'>x</p>"]
)
@pytest.mark.parametrize("char", ["\x01", "\x1f", "\uffff", "&#2;", "&#x1F;"])
def test_a_character_that_no_edition_can_hold_is_named_with_its_place(at: str, char: str) -> None:
    page = at.format(char)
    if char.startswith("&") and "{}=" in at:
        return  # in a name it is no reference
    with pytest.raises(ToolkitError, match=r"^page\.html:2:\d+: error: the page contains the char"):
        read(page)


def test_a_program_of_the_source_still_runs_in_a_translation() -> None:
    page = edition("<p>Hello <%= user.name %>, come.</p>", "Келіңіз, <%= user.name %>.")
    assert "<p>Келіңіз, <%= user.name %>.</p>" in page


@pytest.mark.parametrize("rest", ["", TANGLED])
@pytest.mark.parametrize("program", ["<%= user.name %>", "<% if (x && y) { %>"])
def test_a_program_in_a_right_to_left_edition_still_runs(program: str, rest: str) -> None:
    document = read(f"<html lang=en><body><p>Hello {program} and <i>Ann</i> Lee.{rest}</html>")
    first, *others = document.units
    text = first.read_translation(f"سالام Ann {program} <i>Ann</i> Lee 12 كەل.")
    page = render_own_format(document, [text, *(None for _ in others)], Locale("ug")).decode()
    assert program in page
    assert "<bdi>" in page


@pytest.mark.parametrize("rest", ["", TANGLED, f"<p>A <% drop %></p>{TANGLED}"])
@pytest.mark.parametrize("source", ["Hello.", "Hello &lt;% drop %&gt;.", "Hello <% x %>."])
def test_no_translation_adds_a_program(source: str, rest: str) -> None:
    assert "<p>Сәлем <%" not in edition(f"<p>{source}</p>", "Сәлем <% drop %>.", rest)
