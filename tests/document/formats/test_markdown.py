import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from tests.documents import messages, read
from toolkit.base.errors import ToolkitError
from toolkit.base.text import plain
from toolkit.document.model import Document, Run

DATA = Path(__file__).parents[2] / "data" / "markdown"


def markdown(source: str) -> Document:
    return read(source, "a.md")


def body(source: str) -> str:
    (element,) = markdown(source).tree.getroot().iterchildren("div")
    inner = "".join(etree.tostring(each, encoding="unicode") for each in element)
    return inner.replace(' translate="no"', "")


def roles(source: str) -> list[tuple[str, str]]:
    return [(unit.role, unit.message) for unit in markdown(source).units]


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".MD"])
def test_markdown_is_known_by_its_suffix(suffix: str) -> None:
    assert read("a", f"x{suffix}").format == "markdown"


def test_the_first_heading_of_level_1_is_the_headline() -> None:
    source = "Before\n\n# One *two*\n\n## Three\n\n# Four\n"
    assert roles(source) == [
        ("headline", "One <em>two</em>"),
        ("paragraph", "Before"),
        ("heading", "Three"),
        ("heading", "Four"),
    ]


def test_a_heading_inside_a_quotation_is_no_headline() -> None:
    assert roles("> # One\n") == [("heading", "One")]


def test_front_matter_gives_the_header() -> None:
    source = (DATA / "article.md").read_text("utf-8")
    document = markdown(source)
    assert roles(source)[:2] == [("headline", "What we know"), ("byline", "A. Writer")]
    assert document.metadata.date == dt.date(2021, 2, 22)


def test_a_headline_in_the_front_matter_leaves_the_headings_in_the_body() -> None:
    assert roles("---\ntitle: A\n---\n# B\n") == [("headline", "A"), ("heading", "B")]


@pytest.mark.parametrize(
    "front",
    [
        "---\nlinks:\n  - a\neditor:\n  name: x\ndate: 2021-02-22\nnote: {x: y}\n---\n",
        "---\nlayout: post # comment\neditors: [a, b]\nmap: {a: b}\n---\n",
        '+++\nweight = 1\n[params]\nauthor = "x"\n+++\n',
    ],
)
def test_other_keys_of_a_front_matter_are_left_alone(front: str) -> None:
    assert messages(markdown(f"{front}Text\n")) == ["Text"]


def test_a_thematic_break_is_no_front_matter() -> None:
    assert messages(markdown("---\nFoo\n---\nBar\n")) == ["Foo", "Bar"]


def test_a_bad_value_of_a_known_key_says_its_line() -> None:
    with pytest.raises(ToolkitError, match=r"a\.md:3:7: error: “soon” is not a date"):
        markdown("---\ntags: []\ndate: soon\n---\n")


def test_code_is_not_translated() -> None:
    source = "`a` b\n\n    indented\n\n```sh\nfenced\n```\n"
    document = markdown(source)
    assert messages(document) == ["<code1/> b"]
    assert document.units[0].legend == ("<code1> = “a”",)
    assert '<code class="language-sh">fenced\n</code>' in body(source)


def test_a_script_is_no_part_of_the_article() -> None:
    assert body("<script>alert(1)</script>\n\na\n") == "<p>a</p>"


def test_inline_html_is_a_code_that_is_not_published() -> None:
    document = markdown("a <script>b</script> c<br>d\n")
    assert messages(document) == ["a <pi1/>b<pi2/> c<br/>d"]
    assert not list(document.tree.getroot().iter("script"))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("<b>a *b* c</b>", "<b>a <em>b</em> c</b>"),
        ("<b>a <i>b</b> c</i>", "<pi1/>a <pi2/>b<pi3/> c<pi4/>"),
        ("*a <b>b* c</b>", "<em>a <pi1/>b</em> c<pi2/>"),
        ('<span class="x">a</span>', "<span1>a</span1>"),
        ("a</b>", "a<pi1/>"),
    ],
)
def test_harmless_pairs_of_html_are_elements(source: str, message: str) -> None:
    assert messages(markdown(source)) == [message]


def test_the_legend_shows_inline_html() -> None:
    assert markdown("a <x y>").units[0].legend == ("<pi1> = <?html <x y>?>",)


def test_tight_items_hold_their_text() -> None:
    assert body("- a\n  - b\n") == "<ul><li>a<ul><li>b</li></ul></li></ul>"
    assert body("2. a\n\n3. b\n") == '<ol start="2"><li><p>a</p></li><li><p>b</p></li></ol>'


def test_an_image_alone_is_a_figure() -> None:
    source = '![a *b*](c.png "d")'
    assert body(source) == '<figure><img src="c.png" alt="a b" title="d"/></figure>'
    assert roles(source) == [("alt", "a b"), ("title", "d")]


def test_units_say_their_line_and_column() -> None:
    document = markdown("---\ntitle: x\n---\n\n> - é *a*\n\n| b |\n|--|\n|  ә\\|c |\n")
    places = [str(unit.location) for unit in document.units]
    assert places == ["a.md:2:8", "a.md:5:5", "a.md:7:3", "a.md:9:4"]


@pytest.mark.parametrize("name", ["article.md", "toml.md", "crlf.md"])
def test_the_spans_are_the_bytes_of_the_units(name: str) -> None:
    data = (DATA / name).read_bytes()
    document = read(data, name)
    for unit in document.units:
        if isinstance(unit.home, Run) and not unit.codes and "\\" not in unit.message:
            span = document.spans[unit.element]
            found = data[span.content_start : span.content_end].decode()
            words = found.replace("&copy;", "©").replace("\\", "").replace(">", "").split()
            assert " ".join(words) == unit.message


PIECES = st.lists(
    st.sampled_from(
        ["a", "ә", " ", "\n", "\n\n", "*", "**", "_", "`", "[", "](b)", "![", "<b>", "</b>", "> ",
         "- ", "1. ", "# ", "|", "|-|", "\\", "&amp;", "    ",
         "\t", "~~", "---", "===", "<br>", "  \n"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


# Two lines of verse, which CommonMark does not know; HTML has laws of its own.
BEYOND = re.compile(r"\|[ \n].*\n?[\s>]*\|", re.DOTALL)


@given(PIECES)
def test_every_character_of_text_is_in_the_tree_once(source: str) -> None:
    """The tree holds what markdown-it itself renders, but for HTML."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = []
    tokens = parser.parse(source)
    assume(not BEYOND.search(source) and all(each.type != "html_block" for each in tokens))
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            shown.append(token.content)
        children = token.children or []
        shown += [each.content for each in children if each.type in {"text", "code_inline"}]
    document = read(source, "a.md")
    root = document.tree.getroot()
    found = sorted("".join(str(root.xpath("string()")).split()))
    assert found == sorted("".join("".join(shown).split()))


@given(PIECES.filter(lambda source: "`" not in source))
def test_every_character_of_text_is_in_exactly_one_unit(source: str) -> None:
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    assume(not BEYOND.search(source) and all(each.type != "html_block" for each in found))
    children = [child for token in found for child in token.children or []]
    shown = "".join(child.content for child in children if child.type == "text")
    units = [unit for unit in read(source, "a.md").units if isinstance(unit.home, Run)]
    assert sorted("".join(plain(unit.text) for unit in units).replace(" ", "")) == sorted(
        "".join(shown.split())
    )


def test_footnotes_keep_their_marks() -> None:
    source = "Text[^1].\n\n[^1]: Note\n"
    assert roles(source) == [("paragraph", "Text<sup1/>."), ("paragraph", "<sup1/>: Note")]
    assert body(source) == "<p>Text<sup>[1]</sup>.</p><p><sup>[1]</sup>: Note</p>"


@pytest.mark.parametrize(
    "source",
    ["[^1]: A\n[^note]: B\n", "> [^1]: A\n> [^note]: B\n", "> [^1]: A\n[^note]: B\n",
     "- [^1]: A\n   [^note]: B\n"],
)  # fmt: skip
def test_a_line_that_begins_with_a_mark_and_a_colon_is_a_note_of_its_own(source: str) -> None:
    assert messages(markdown(source)) == ["<sup1/>: A", "<sup1/>: B"]


@pytest.mark.parametrize(
    "line", ["[^note] B", "\\[^note]: B", "     [^note]: B", "[^a b]: B", "[note]: B"]
)
def test_a_line_that_begins_no_note_goes_on_with_its_paragraph(line: str) -> None:
    assert len(messages(markdown(f"[^1]: A\n{line}\n"))) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n\n" + "> " * 200 + "b", "a.md:3:1: error: lists and quotations are nested deeper"),
        ("- " * 200 + "b", "a.md:1:1: error: lists and quotations are nested deeper"),
        ("\n" + "[" * 5000, "a.md:2:1: error: the block contains “[” more than 3,000 times"),
        ("*a **b\n" * 30_000, "a.md:1:1: error: the block contains “*” more than"),
        ("a" * 300_000, "a.md:1:1: error: the block has more than 262,144 characters"),
        ("a" * 3_000_000, "a.md: error: the file has 3,000,000 bytes"),
        ("a\n\0", "a.md:2:1: error: the text contains the control character U+0000"),
    ],
    ids=["quotes", "lists", "brackets", "emphasis", "line", "file", "nul"],
)
def test_what_would_take_long_is_refused_with_its_place(source: str, message: str) -> None:
    with pytest.raises(ToolkitError, match=re.escape(message)):
        markdown(source)


@pytest.mark.slow
def test_a_large_table_is_read() -> None:
    document = markdown("|a|b|\n|-|-|\n" + "|x|ә *z*|\n" * 2000)
    assert len(document.units) == 4002


def test_the_front_matter_may_end_as_a_yaml_document_does() -> None:
    assert messages(markdown("---\ntitle: A\n...\n\nB\n")) == ["A", "B"]


@pytest.mark.parametrize(
    "front",
    [
        "---\nauthor: [A. One, 'B. Two, Jr.']\n---\n",
        "---\nauthor:\n  - A. One\n  - B. Two, Jr.\n---\n",
        "---\nauthor:\n  - name: A. One\n    url: /a\n  - name: B. Two, Jr.\n---\n",
        '+++\nauthor = ["A. One", "B. Two, Jr."]\n+++\n',
    ],
)
def test_each_author_of_a_list_is_a_unit(front: str) -> None:
    assert roles(f"{front}\nText.\n") == [
        ("byline", "A. One"),
        ("byline", "B. Two, Jr."),
        ("paragraph", "Text."),
    ]


def test_an_author_with_a_comma_is_one() -> None:
    assert roles("---\nauthor: Dana, of the desk\n---\n\nText.\n")[0] == (
        "byline",
        "Dana, of the desk",
    )


def test_a_list_behind_a_line_with_a_bar_is_no_table() -> None:
    assert roles("a|b\n- |-|\n") == [("paragraph", "a|b"), ("item", "|-|")]
