"""Pages: read as browsers read them, and refused where something would be lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import JSON_STRING, is_fragment, parse_html, parse_page, serialize_page


def body(data: bytes) -> str:
    element = parse_html(data, "x.html").getroot().find("body")
    assert element is not None
    return "".join(map(str, element.itertext()))


@pytest.mark.parametrize(
    "data",
    [
        "<p>Әлем".encode(),
        "\ufeff<p>Әлем".encode(),
        "<p>Әлем".encode("utf-16"),
        '<meta charset="utf-8"><p>Әлем'.encode(),
        '<meta charset="windows-1251"><p>Әлем'.encode(),  # the bytes are UTF-8, whatever it says
    ],
)
def test_html_in_unicode_is_read(data: bytes) -> None:
    assert body(data) == "Әлем"


def test_html_in_a_charset_that_it_names_is_read() -> None:
    assert body('<meta charset="windows-1251"><p>Привет'.encode("windows-1251")) == "Привет"


@pytest.mark.parametrize("data", [b"<p>a<b>b</p>c", b"a<b>bc", b"</x>a<p>b</b></p>c<q"])
def test_html_that_is_broken_is_read(data: bytes) -> None:
    assert body(data) == "abc"


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", b"<!-- x -->", b"<!DOCTYPE html>"])
def test_html_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(ToolkitError, match="the page is empty"):
        parse_html(data, "x.html")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<p>\nПривет".encode("windows-1251"), "x.html:2:1: error: byte 0xcf is not UTF-8"),
        ("<p>a".encode("utf-16-le"), "x.html:1:2: error: the page contains the character U+0000"),
        (b"<p>a\0b", "x.html:1:5: error: the page contains the character U+0000"),
        (
            b'<meta charset="nonsense"><p>\xe9',
            "error: the page declares the charset “nonsense”, which the toolkit does not know",
        ),
        (
            b'<meta charset="utf-8"><p>\xe9t\xe9',
            "error: the page is not in utf-8, the charset that",
        ),
        (b"<div>" * 300 + b"deep", "error: elements are nested deeper than 256."),
        (b"<p>" + b"x" * 11_000_000, "error: a text has more than 10,000,000 characters"),
        pytest.param(
            b"<div>" * 1_000_000, "error: tags are nested 1000000 deep", marks=pytest.mark.slow
        ),
        (b"<p>a&#x1;b", "error: the page contains the character U+0001, near “a b”"),
    ],
)
def test_html_of_which_something_would_be_lost_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        parse_html(data, "x.html")
    assert message in str(caught.value)


def tree(source: str) -> str:
    return serialize_page(parse_page(source.encode(), "x.html").tree.getroot())


# What browsers make of broken pages (HTML Standard, section 13.2; html5lib's tests know the like).
@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("<p>a<div>b</div></p>c", "<p>a</p><div>b</div><p></p>c"),
        ("<p>1<b>2<i>3</b>4</i>5", "<p>1<b>2<i>3</i></b><i>4</i>5</p>"),
        ("<table>a<tr><td>b</table>", "a<table><tbody><tr><td>b</td></tr></tbody></table>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<a href=x>a<a href=y>b", '<a href="x">a</a><a href="y">b</a>'),
        ("<pre>\n\na</pre>", "<pre>\n\na</pre>"),
        ("a &amp b &copy; &nbsp;c", "a &amp; b © &nbsp;c"),
        ("<svg viewbox=1><foreignobject><p>x</svg>", None),
        ("<p a'b=1>x", '<p a\'b="1">x</p>'),
        ("<!-- a -- b --><p>x", None),
    ],
)
def test_a_broken_page_is_the_tree_that_browsers_make(source: str, body: str | None) -> None:
    made = tree(source)
    if body is not None:
        assert made == f"<html><head></head><body>{body}</body></html>"
    assert tree(made) == made


def places(source: str) -> list[tuple[str, str, str, str]]:
    """Return each element's name, start tag, content and end tag, as they stand in a page."""
    data = source.encode()
    return [
        (
            str(element.tag),
            data[span.start : span.content_start].decode(),
            data[span.content_start : span.content_end].decode(),
            data[span.content_end : span.end].decode(),
        )
        for element, span in parse_page(data, "x.html").spans.items()
        if element.tag not in {"html", "head", "body"}
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>a<b>c</b></p>", [("p", "<p>", "a<b>c</b>", "</p>"), ("b", "<b>", "c", "</b>")]),
        ("<LI>x\n<li a='>'>y", [("li", "<LI>", "x\n", ""), ("li", "<li a='>'>", "y", "")]),
        ("<p>é<br>ә</p>", [("p", "<p>", "é<br>ә", "</p>"), ("br", "<br>", "", "")]),
        (
            "<table><tr><td>1</table>",
            [
                ("table", "<table>", "<tr><td>1", "</table>"),
                ("tbody", "", "<tr><td>1", ""),
                ("tr", "<tr>", "<td>1", ""),
                ("td", "<td>", "1", ""),
            ],
        ),
        ("<script>'<p>'</script>x", [("script", "<script>", "'<p>'", "</script>")]),
        ("<title>a<b>&amp;</title>", [("title", "<title>", "a<b>&amp;", "</title>")]),
        (
            "<svg><title>a<b/></title></svg>",
            [
                ("svg", "<svg>", "<title>a<b/></title>", "</svg>"),
                ("title", "<title>", "a<b/>", "</title>"),
                ("b", "<b/>", "", ""),
            ],
        ),
        ("</span><p>a</i></p>", [("p", "<p>", "a</i>", "</p>")]),
        ("<p>1<b>2<i>3</b>4</i>5", []),
        ("<table>a<tr><td>b</table>", []),
    ],
)
def test_an_element_stands_where_its_tags_do(
    source: str, found: list[tuple[str, str, str, str]]
) -> None:
    assert places(source) == found


def test_what_stands_behind_the_body_is_not_in_it() -> None:
    data = b"<html><body><p>a</p></body>\n<!-- c --></html>\n"
    page = parse_page(data, "x.html")
    body = next(span for element, span in page.spans.items() if element.tag == "body")
    assert data[body.content_end : body.end] == b"</body>"


def test_lines_and_columns_count_characters() -> None:
    spans = parse_page("<p>a</p>\n  әә<b>c</b>".encode(), "x.html").spans
    (bold,) = (span for element, span in spans.items() if element.tag == "b")
    assert (bold.line, bold.column) == (2, 5)


def test_a_byte_order_mark_keeps_the_places() -> None:
    data = b"\xef\xbb\xbf<p>a</p>"
    (span,) = (s for e, s in parse_page(data, "x.html").spans.items() if e.tag == "p")
    assert data[span.start : span.end] == b"<p>a</p>"


TAGS = [
    "p", "div", "b", "i", "a", "span", "ul", "li", "table", "tr", "td", "caption", "h1", "pre",
    "textarea", "title", "svg", "math", "form", "label", "input", "br", "select", "option",
    "button", "template", "script", "style", "dl", "dt", "em", "noscript", "foreignObject", "html",
    "head", "body",
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(TAGS).flatmap(
        lambda tag: st.sampled_from(
            [f"<{tag}>", f"</{tag}>", f"<{tag} class='a>b' x>", f"<{tag}/>"]
        )
    ),
    st.sampled_from(["a", "b ", "\n", "&amp;", "&lt;x", "é", "<!-- c -->", "</>", "x<y", "\r\n"]),
)
SOUP = st.lists(PIECES, min_size=1, max_size=14).map("".join).filter(str.strip)


@given(SOUP)
def test_the_places_in_any_page_are_those_of_its_tags(source: str) -> None:
    try:
        page = parse_page(source.encode(), "x.html")
    except ToolkitError:
        return
    for element, span in page.spans.items():
        assert 0 <= span.start <= span.content_start <= span.content_end <= span.end
        tag = source.encode()[span.start : span.content_start].decode().lower()
        assert not tag or tag.startswith(f"<{str(element.tag).lower()}"[:2])


@pytest.mark.slow
def test_a_long_row_of_open_elements_takes_no_long_time() -> None:
    assert len(parse_page(b"<li>a" * 50_000, "x.html").tree.findall(".//li")) == 50_000


# --- linked data

SCRIPT = """<script type="application/ld+json">{"headline": "A \\"q\\"", "author": {"name": "B"},
"x": "\\"headline\\": \\"no\\""}</script>"""


def strings(source: str) -> list[tuple[str | None, str | None]]:
    found = parse_page(source.encode(), "x.html").tree.iter(JSON_STRING)
    return [(each.get("class"), each.text) for each in found]


def test_the_prose_of_linked_data_has_elements() -> None:
    assert strings(SCRIPT) == [("headline", 'A "q"')]


@pytest.mark.parametrize(
    "script",
    [
        '<script>{"headline": "a"}</script>',
        '<script type="application/ld+json">{"headline": "a",}</script>',
        '<script type="application/ld+json">{"headline": ["a"]}</script>',
    ],
)
def test_other_scripts_stay_as_they_are(script: str) -> None:
    assert strings(script) == []
    assert script in tree(script)


def test_linked_data_stands_in_its_script() -> None:
    data = SCRIPT.encode()
    spans = parse_page(data, "x.html").spans
    (span,) = (s for element, s in spans.items() if element.tag == JSON_STRING)
    assert data[span.start : span.end] == b'A \\"q\\"'
    assert tree(SCRIPT) == f"<html><head>{SCRIPT}</head><body></body></html>"


@pytest.mark.parametrize("comment", ["a", "a-", "-", "--", "a--b", "a---", "a -- b --- c"])
def test_a_comment_of_dashes_is_written_as_it_was_read(comment: str) -> None:
    data = f"<!DOCTYPE html><html><body><!--{comment}--><p>x</p></body></html>".encode()
    assert f"<!--{comment}--><p>" in serialize_page(parse_html(data, "x.html").getroot())


def test_a_string_of_linked_data_has_its_span() -> None:
    script = '<script type="application/ld+json">\n{"headline": "Мир"}\n</script>'
    data = f"<!DOCTYPE html><html><head>{script}</head><body><p>x</p></body></html>".encode()
    page = parse_page(data, "x.html")
    (string,) = (each for each in page.tree.iter(JSON_STRING) if each.text == "Мир")
    span = page.spans[string]
    assert data[span.start : span.end].decode() in {"Мир", '"Мир"'}
    assert span.line == 2


@pytest.mark.parametrize(
    "begin", ["<!DOCTYPE html>", "<html>", "<head>", "<BODY class=a>", "x<body>"]
)
def test_a_page_has_a_doctype_or_a_frame(begin: str) -> None:
    assert not is_fragment(f"{begin}<p>text".encode())


@pytest.mark.parametrize("data", ["<p>text", "", "text", "<!-- <html> -->", "</body>", "<header>"])
def test_a_piece_of_a_page_has_neither(data: str) -> None:
    assert is_fragment(data.encode())


@pytest.mark.parametrize("before", ["<svg>", "<svg><a/>"])
def test_linked_data_in_a_drawing_whose_strings_stand_elsewhere_has_no_spans(before: str) -> None:
    script = '<script type="application/ld+json">{"headline": "H"}<script>'
    page = parse_page(f"<!doctype html>{before}{script}".encode(), "x.html")
    assert [each.text for each in page.tree.iter(JSON_STRING)] == ["H"]
    assert dict(page.spans) == {}
