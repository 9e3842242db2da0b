import pytest
from lxml import etree

from tests.documents import messages, read
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.formats import read_document
from toolkit.document.model import Document, Run
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")


def markdown(source: str) -> Document:
    return read(source, "a.md")


def body(source: str) -> str:
    (element,) = markdown(source).tree.getroot().iterchildren("div")
    return "".join(etree.tostring(each, encoding="unicode") for each in element)


HTML = [
    '<div class="note">A <b>b</b> &amp; c</div>',
    "<details>\n<summary>A</summary>\n<p>B</p>\n</details>",
    '<figure>\n<img src="a.png" alt="A" title="B">\n<figcaption>C</figcaption>\n</figure>',
    "<table>\n<caption>A</caption><tr><th>B<td>C\n<tr><td>D</table>",
    "<ul>\n<li>A\n<li>B <ul><li>C</ul>\n</ul>",
    '<p align="center"><a href="b" title="T">A</a><br>c</p>',
    "<dl><dt>A</dt><dd>B</dd></dl>",
    "<blockquote>\n<p>A\n<p>B\n</blockquote>",
    "<section><h2>A</h2>\nB\n<hr>\nC</section>",
    "<div>A<!-- x --> <svg><text>B</text></svg> C</div>",
    "<p lang=ru dir=ltr>А</p>",
    "<center>A</center>",
]


@pytest.mark.parametrize("block", HTML)
def test_a_block_has_the_texts_that_a_page_of_it_has(block: str) -> None:
    page = [each.replace("comment1", "pi1") for each in messages(read(block))]
    assert [each.replace("pi2", "svg1") for each in messages(markdown(f"{block}\n"))] == [
        each for each in page if each != "B" or "<svg>" not in block
    ]


def test_a_block_is_part_of_the_article() -> None:
    assert body("a\n\n<div>b</div>\n\nc\n") == "<p>a</p><div><p>b</p></div><p>c</p>"


def test_an_element_may_hold_markdown_between_two_blocks() -> None:
    source = "<details>\n<summary>A</summary>\n\n- *b*\n\n</details>\n\nc\n"
    assert body(source) == "<div><p>A</p><ul><li><em>b</em></li></ul></div><p>c</p>"


def test_a_list_item_ends_what_was_opened_in_it() -> None:
    assert body("- <div>\n\n  a\n\nb\n") == "<ul><li><div><p>a</p></div></li></ul><p>b</p>"


def test_the_first_heading_may_be_html() -> None:
    document = markdown('<h1 align="center">A</h1>\n\n# B\n')
    assert [(unit.role, unit.message) for unit in document.units] == [
        ("headline", "A"),
        ("heading", "B"),
    ]


def test_programs_are_no_text() -> None:
    assert messages(markdown("<script>\nlet a\n\nb\n</script>\n\n<style>c</style>\n\nd\n")) == ["d"]


def test_code_in_html_is_no_text() -> None:
    assert messages(markdown("<pre><code>a</code></pre>\n\n<pre>b\n  c</pre>\n")) == ["b\n  c"]


def test_a_template_in_html_is_a_code() -> None:
    assert messages(markdown("<p>A {{ b }} {% c %}</p>\n")) == ["A <x1/> <x2/>"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('a <a href="b" title="T">c</a>', ["a <a1>c</a1>", "T"]),
        ('a <img src="b" alt="C"> d', ["a <img1/> d", "C"]),
        ('<span lang="ru">А</span> b', ["<span1>А</span1> b"]),
        ("<KBD>a</KBD> b", ["<kbd>a</kbd> b"]),
        ("a <input> b", ["a <pi1/> b"]),
    ],
)
def test_inline_html_is_read_as_html(source: str, found: list[str]) -> None:
    assert messages(markdown(f"{source}\n")) == found


@pytest.mark.parametrize("prefix", ["", "> ", "- ", "  "])
def test_the_spans_of_a_block_are_its_bytes(prefix: str) -> None:
    source = f"é\n\n{prefix}<div>\n{prefix.replace('-', ' ')}<p>ә <i>б</i></p></div>\n"
    document = markdown(source)
    unit = document.units[-1]
    assert isinstance(unit.home, Run)
    span = document.spans[unit.element]
    data = source.encode()
    assert data[span.start : span.end].decode() == "<p>ә <i>б</i></p>"
    assert data[span.content_start : span.content_end].decode() == "ә <i>б</i>"


@pytest.mark.parametrize("tag", ["div", "b", "span"])
def test_markup_that_no_edition_could_hold_is_an_error(tag: str) -> None:
    text = f"# h\n\n{f'<{tag}>' * 400}x{f'</{tag}>' * 400}\n"
    with pytest.raises(ToolkitError, match="nested deeper than 256"):
        read_document(text.encode(), "a.md", "a")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<iframe src="m.html" title="Map"></iframe>', ["Map"]),
        ('See <iframe title="Map"></iframe> here.', ["See <x1/><pi1/> here.", "Map"]),
        ('<div>See <object title="Map">A</object> B</div>', ["See <x1/><pi1/> B", "Map"]),
        ('<video title="Film"><track label="Kazakh" src="k"></video>', ["Film", "Kazakh"]),
        ('<input placeholder="Name" name="who">', ["Name"]),
        ('<svg aria-label="Chart"></svg>', ["Chart"]),
        ('<script title="no">var title = "No";</script>', []),
        ('<iframe title="" src="m.html"></iframe>', []),
    ],
)
def test_what_no_article_has_still_has_texts_in_its_tags(source: str, found: list[str]) -> None:
    assert messages(markdown(source)) == found


@pytest.mark.parametrize("source", ["A {} b\n", "<p>A {} b</p>\n"])
def test_the_reading_above_a_word_is_an_element(source: str) -> None:
    ruby = "<ruby>漢<rt>kan</rt></ruby>"
    document = markdown(source.format(ruby))
    assert messages(document) == [f"A {ruby} b"]


TEMPLATED = {
    '<div>\n{{< include "../a.md" >}} B\n</div>\n': ["<x1/> B"],
    '<a href="{{< ref "a.md" >}}" class="b">C</a> D\n': ["<a1>C</a1> D"],
    '<div><a href="{{< ref "a.md" >}}" title="E">C</a> D</div>\n': ["<a1>C</a1> D", "E"],
    "<p>{{< comment >}} <b>a</b> {{< /comment >}} B</p>\n": ["<x1/> B"],
    'A <img src="{{< url "a.png" >}}" alt="F"> B\n': ["A <img1/> B", "F"],
}


@pytest.mark.parametrize(("source", "found"), list(TEMPLATED.items()))
def test_a_tag_of_a_template_ends_no_tag_of_html(source: str, found: list[str]) -> None:
    assert messages(markdown(source)) == found


@pytest.mark.parametrize("source", TEMPLATED)
def test_html_with_tags_of_a_template_is_written_back(source: str) -> None:
    document = markdown(source)
    texts = [
        tuple(x.lower() if isinstance(x, str) else x for x in each.text) for each in document.units
    ]
    written = render_own_format(document, texts, KK).decode()
    assert " ".join(written.lower().split()) == " ".join(source.lower().split())


def test_a_link_whose_address_a_template_makes_is_told() -> None:
    (told,) = markdown('<a href="{{< ref "a.md" >}}">C</a> D\n').unshown
    assert str(told.location) == "a.md:1:1"
