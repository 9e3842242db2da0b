"""Page tokens: plain examples of how a page is cut, of CDATA in foreign markup, and of nesting."""

import pytest

from toolkit.base.markup.html_tokens import Kind, nesting, start_tags, tokens


def cut(page: str) -> list[tuple[str, str]]:
    """Return the tokens' kinds and bytes; they cover the page."""
    data = page.encode()
    found = list(tokens(data))
    assert b"".join(data[token.start : token.end] for token in found) == data
    return [(token.kind.name, data[token.start : token.end].decode()) for token in found]


def kinds(page: str) -> str:
    return " ".join(kind for kind, _ in cut(page))


def depth(page: str) -> tuple[int, int]:
    return nesting(list(tokens(page.encode())))


# --- tags, texts and comments


def test_a_page_is_cut_into_tags_and_texts() -> None:
    assert cut('<p id="a>b">x &amp; y</p>\n') == [
        ("START", '<p id="a>b">'),
        ("TEXT", "x &amp; y"),
        ("END", "</p>"),
        ("TEXT", "\n"),
    ]


def test_names_of_tags_are_in_lower_case() -> None:
    assert [token.name for token in tokens(b"<P><Br/></P>")] == [b"p", b"br", b"p"]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("<!-- a > b -->", "COMMENT"),
        ("<!-->", "COMMENT"),
        ("<!-- a", "COMMENT"),
        ("<!doctype html>", "DOCTYPE"),
        ("<?php a ?>", "COMMENT"),
        ("</ a>", "COMMENT"),
        ("<![CDATA[a]]>", "COMMENT"),
        ("</>", "DROPPED"),
        ("<p class='a", "DROPPED"),
        ("<", "TEXT"),
        ("a", "TEXT"),
    ],
)
def test_what_is_no_tag(page: str, kind: str) -> None:
    assert kinds(page) == kind


def test_a_less_than_sign_before_a_space_is_text() -> None:
    assert cut("1 < 2") == [("TEXT", "1 "), ("TEXT", "<"), ("TEXT", " 2")]


# --- texts in which tags mean nothing


@pytest.mark.parametrize("name", ["script", "style", "iframe", "noembed", "noframes", "xmp"])
def test_tags_in_raw_text_mean_nothing(name: str) -> None:
    assert cut(f"<{name}><b>&amp;</{name}>x") == [
        ("START", f"<{name}>"),
        ("RAW", "<b>&amp;"),
        ("END", f"</{name}>"),
        ("TEXT", "x"),
    ]


@pytest.mark.parametrize("name", ["textarea", "title"])
def test_tags_mean_nothing_where_references_do(name: str) -> None:
    assert kinds(f"<{name}><b>&amp;</{name}>") == "START TEXT END"


def test_only_the_elements_own_end_tag_ends_its_text() -> None:
    assert cut("<title></b></titles></TITLE >x")[1:] == [
        ("TEXT", "</b></titles>"),
        ("END", "</TITLE >"),
        ("TEXT", "x"),
    ]


def test_an_element_without_text_has_no_token_of_it() -> None:
    assert kinds("<style></style><title></title>") == "START END START END"


def test_a_text_without_an_end_tag_reaches_to_the_end_of_the_page() -> None:
    assert cut("<style>a</styl")[1:] == [("RAW", "a</styl")]
    assert cut("<plaintext>a</plaintext>")[1:] == [("RAW", "a</plaintext>")]


def test_a_script_that_opens_a_script_in_a_comment_ends_after_both() -> None:
    inner = "<!-- <script>a</script> -->b"
    assert cut(f"<script>{inner}</script>c")[1:] == [
        ("RAW", inner),
        ("END", "</script>"),
        ("TEXT", "c"),
    ]


def test_a_script_with_a_comment_ends_at_its_first_end_tag() -> None:
    assert cut("<script><!-- a</script>b")[1:] == [
        ("RAW", "<!-- a"),
        ("END", "</script>"),
        ("TEXT", "b"),
    ]


def test_a_script_in_a_script_without_a_comment_means_nothing() -> None:
    assert cut("<script><script>a</script>b")[1:] == [
        ("RAW", "<script>a"),
        ("END", "</script>"),
        ("TEXT", "b"),
    ]


# --- CDATA: in foreign markup only


def raw(page: str) -> list[str]:
    """Return the contents of what was taken for CDATA."""
    return [token.name.decode() for token in tokens(page.encode()) if token.kind is Kind.RAW]


@pytest.mark.parametrize("name", ["svg", "math"])
def test_cdata_in_foreign_markup_is_text(name: str) -> None:
    assert raw(f"<{name}><![CDATA[a<b>]]></{name}>") == ["a<b>"]


def test_cdata_without_an_end_reaches_to_the_end_of_the_page() -> None:
    assert raw("<svg><![CDATA[a</svg>") == ["a</svg>"]


def test_cdata_after_a_nested_svg_is_still_inside_the_outer_one() -> None:
    assert raw("<svg><svg></svg><![CDATA[a]]></svg>") == ["a"]
    assert raw("<svg><g><svg><svg></svg></svg><![CDATA[a]]></g></svg>") == ["a"]


def test_cdata_after_the_outer_svg_is_a_comment() -> None:
    assert raw("<svg><svg></svg></svg><![CDATA[a]]>") == []


def test_an_end_tag_of_the_outer_element_ends_the_inner_ones() -> None:
    assert raw("<svg><math></svg><![CDATA[a]]>") == []
    assert raw("<svg><math></b><![CDATA[a]]></math><![CDATA[b]]></svg>") == ["a", "b"]


def test_an_svg_that_closes_itself_holds_nothing() -> None:
    assert raw("<svg/><![CDATA[a]]>") == []
    assert raw("<svg><svg/><![CDATA[a]]></svg>") == ["a"]


@pytest.mark.parametrize("name", ["foreignObject", "desc", "title"])
def test_cdata_in_html_inside_svg_is_a_comment(name: str) -> None:
    assert raw(f"<svg><{name}><![CDATA[a]]></{name}><![CDATA[b]]></svg>") == ["b"]


def test_svg_in_html_in_svg_is_foreign_again() -> None:
    page = "<svg><desc><svg><![CDATA[a]]></svg><![CDATA[b]]></desc><![CDATA[c]]></svg>"
    assert raw(page) == ["a", "c"]


def test_names_of_html_in_svg_mean_nothing_outside_of_it() -> None:
    assert raw("<desc><![CDATA[a]]></desc>") == []
    assert kinds("<title><b></title>") == "START TEXT END"


def test_a_style_in_svg_is_markup() -> None:
    assert kinds("<svg><style><b></b></style></svg>") == "START START START END END END"
    assert kinds("<svg></svg><style><b></style>") == "START END START RAW END"


# --- nesting


def test_a_row_of_elements_is_no_nesting() -> None:
    assert depth("<b>x</b>" * 5) == (1, 0)


def test_the_depth_is_that_of_the_deepest_place() -> None:
    assert depth("<b><i>x</i><u><s></s></u></b><b></b>") == (3, 14)


def test_a_page_without_tags_has_no_depth() -> None:
    assert depth("x") == (0, 0)


def test_an_end_tag_of_nothing_makes_nothing_less_deep() -> None:
    assert depth("<b></i></i><b>") == (2, 11)
    assert depth("</b></b><b>") == (1, 8)


def test_each_end_tag_ends_one_element_only() -> None:
    assert depth("<b></b></b></b><b><b>") == (2, 18)


@pytest.mark.parametrize("name", ["br", "img", "li", "p", "td"])
def test_elements_that_end_by_themselves_are_no_nesting(name: str) -> None:
    assert depth(f"<{name}>" * 5) == (0, 0)
    assert depth(f"<div><{name}><div>") == (2, 7 + len(name))


# --- the start tags of some elements


@pytest.mark.parametrize(
    "page",
    [
        "<head><META charset=utf-8><link></head><p>text</p>",
        "<p>a &lt;meta> <!-- <meta> --> </p><script>'<meta>'</script><metal><meta/>",
        "<p title='<link>'>x</p>",
        "<?php <meta> ?><meta>",
        "<meta",
        "text",
    ],
)
def test_start_tags_are_those_among_all_tokens(page: str) -> None:
    data = page.encode()
    names = (b"link", b"meta")
    among = [each for each in tokens(data) if each.kind is Kind.START and each.name in names]
    assert list(start_tags(data, *names)) == among
