import datetime as dt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree, html

from tests.documents import page, read, xml
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.markup import parse_page, serialize_page
from toolkit.base.text import Text
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
UG = Locale("ug")


def translated(document: Document, *messages: str | None, locale: Locale = KK) -> str:
    """Return the edition in which each unit is translated by a message; None leaves it."""
    texts = [
        None if message is None else unit.read_translation(message)
        for unit, message in zip(document.units, messages, strict=True)
    ]
    return render_own_format(document, texts, locale).decode()


def nothing(document: Document) -> list[Text | None]:
    return [None] * len(document.units)


@pytest.mark.parametrize(
    "source",
    [
        "Headline\r\n\r\nBy A. Writer 2021-02-22\r\n\r\nText  with   spaces \r\n",
        "\ufeff---\ntitle: X\n---\n\n\n Text\n\n\u00a0\n\nNote",
        "",
    ],
)
def test_text_without_translations_is_the_source(source: str) -> None:
    document = read(source, "a.txt")
    assert render_own_format(document, nothing(document), KK) == source.encode()


def test_xml_without_translations_is_the_source() -> None:
    document = xml("<!-- c --><p a='1'  b = \"2\">x &amp; <![CDATA[y]]></p><?pi?>")
    assert render_own_format(document, nothing(document), KK) == document.source


def test_what_looks_like_a_program_is_text_in_xml() -> None:
    document = xml("<p>Hello <![CDATA[<%= name %>]]>.</p>")
    assert "<p>Сәлем &lt;%= name %&gt;.</p>" in translated(document, "Сәлем <%= name %>.")


def test_a_signature_is_in_no_translation() -> None:
    document = read("Headline\n\nText.\n\n-- \nJane\n+7 701 555 01 02\n", "a.txt")
    assert translated(document, "Тақырып", None) == "Тақырып\n\nText.\n\n"


def test_text_keeps_what_is_between_its_blocks() -> None:
    document = read("Title\n\n\u00a0\n\n  One\n  two.\n\n\n***\n\nThree.\n", "a.txt")
    assert translated(document, "T", "Q", "R") == "T\n\n\u00a0\n\n  Q\n\n\n***\n\nR\n"


def test_the_date_of_a_text_is_written_as_the_locale_does() -> None:
    document = read("Title\n\nA. Writer Feb 22, 2021\n\nText here.\n", "a.txt")
    day = KK.date(dt.date(2021, 2, 22))
    assert f"А. Райтер {day}\n" in translated(document, "T", "А. Райтер", "M")


@pytest.mark.parametrize(
    ("field", "translation", "written"),
    [
        ("headline: Old", "New", "headline: New"),
        ("headline: 'It''s old'", 'a "b\'s" \\', "headline: 'a \"b''s\" \\'"),
        ("headline = 'C:\\x'", "C:\\ж", "headline = 'C:\\ж'"),
        ("headline = 'C:\\x'", "C:\\'ж", 'headline = "C:\\\\\'ж"'),
        ("headline: Old", "2021", 'headline: "2021"'),
        ('headline = "Old"  # comment', "New", 'headline = "New"  # comment'),
        ("headline: Old", '"New"', 'headline: "\\"New\\""'),
    ],
)
def test_a_field_of_the_front_matter_is_read_back_as_it_was_written(
    field: str, translation: str, written: str
) -> None:
    document = read(f"---\n{field}\n---\nText.\n", "a.txt")
    result = translated(document, translation, None)
    assert result == f"---\n{written}\n---\nText.\n"
    assert read(result, "a.txt").units[0].message == translation


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "head", ["-----\n\n", "---\n\n", "--- x ---\n\n", "\ufeff-----\n\n", "***\n\n---\n\n"]
)
def test_a_text_that_begins_with_a_rule_has_no_front_matter(name: str, head: str) -> None:
    source = f"{head}Text here.\n\n-----\n\nMore."
    document = read(source, name)
    texts = [unit.read_translation("Ол: бітті.") for unit in document.units]
    written = render_own_format(document, texts, KK).decode()
    assert '"' not in written
    assert written.count("Ол: бітті.") == len(document.units)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("body", ["", "Text: here.", "---"])
def test_a_field_is_quoted_where_it_must_be_whatever_ends_the_lines(
    name: str, end: str, body: str
) -> None:
    source = end.join(["\ufeff---", "title: Old", "---", body])
    document = read(source, name)
    first, *rest = document.units
    texts = [
        first.read_translation("Ол: бітті"),
        *(each.read_translation("М: а.") for each in rest),
    ]
    written = render_own_format(document, texts, KK).decode()
    assert written.startswith(end.join(["\ufeff---", 'title: "Ол: бітті"', "---"]))
    assert written.count('"') == 2
    assert written.endswith("М: а.") == bool(rest)


_LINES = st.sampled_from(["---", "-----", "--- x", "+++", "title: a", "Text here.", "", "* * *"])


@given(st.lists(_LINES, max_size=9), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@example(["--- x", "", "---", "", "* * *", "* * *"], "\n", False)
def test_a_translated_text_is_read_with_its_translations(
    lines: list[str], end: str, marked: bool
) -> None:
    source = "\ufeff" * marked + end.join(lines)
    try:
        document = read(source, "a.txt")
    except ToolkitError:
        return
    texts = [unit.read_translation("Ол: бітті.") for unit in document.units]
    again = read(render_own_format(document, texts, KK).decode(), "a.txt")
    assert [unit.message for unit in again.units] == ["Ол: бітті."] * len(document.units)


def test_xml_keeps_the_bytes_around_a_translation() -> None:
    document = xml("<p  x = '1' >\n  old &#169;\n</p><!-- c --><q its:translate='no'>&lt;</q>")
    assert "<p  x = '1' >\n  new\n</p><!-- c --><q its:translate='no'>&lt;</q>" in translated(
        document, "new"
    )


def test_xml_says_its_language() -> None:
    document = read('<doc xml:lang="en"><p>a</p></doc>', "a.xml")
    assert translated(document, "b", locale=UG).startswith('<doc xml:lang="ug">')


def test_what_stays_in_the_source_language_says_so() -> None:
    document = read("<doc><p>a</p><p>b</p></doc>", "a.xml")
    assert (
        translated(document, "x", None) == '<doc xml:lang="kk"><p>x</p><p xml:lang="en">b</p></doc>'
    )


def test_inline_elements_keep_their_own_tags_in_a_new_order() -> None:
    document = xml("<p>a <its:span  its:term='yes'>b</its:span> c<its:span/></p>")
    result = translated(document, "<span2/>X <span1>Y</span1>".replace("span2", "span"))
    assert "<p><its:span/>X <its:span  its:term='yes'>Y</its:span></p>" in result


def test_text_in_a_translation_is_escaped() -> None:
    assert "<p>a &lt;b&gt; &amp; c</p>" in translated(xml("<p>x</p>"), "a <b> & c")


def test_attributes_are_translated_in_their_own_quotation_marks() -> None:
    document = read(
        '<d xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"><its:rules version="2.0">'
        '<its:translateRule selector="//@alt" translate="yes"/></its:rules>'
        "<i alt='old'/></d>",
        "d.xml",
    )
    assert "<i alt='it&#39;s \"new\"'/>" in translated(document, 'it\'s "new"')


def test_an_element_kept_whole_brings_the_translations_inside_it() -> None:
    document = read(
        '<d xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"><its:rules version="2.0">'
        '<its:withinTextRule selector="//fn" withinText="nested"/></its:rules>'
        "<p>text<fn>note</fn> more</p></d>",
        "d.xml",
    )
    assert "<p>MORE<fn>NOTE</fn> TEXT</p>" in translated(document, "MORE<fn1/> TEXT", "NOTE")


def test_other_encodings_are_kept() -> None:
    source = '<?xml version="1.0" encoding="iso-8859-1"?><d><p>é</p></d>'.encode("iso-8859-1")
    document = read(source, "d.xml")
    texts: list[Text | None] = [("ә é",)]
    assert "<p>&#1241; é</p>".encode("iso-8859-1") in render_own_format(document, texts, KK)


def test_content_of_another_locale_is_left_out() -> None:
    document = xml("<p>a</p><p its:localeFilterList='kk'>b</p>")
    assert "b" not in translated(document, "x", None, locale=UG).partition("<p>x</p>")[2]


def test_html_says_its_language_and_direction() -> None:
    result = translated(page("<p>a</p>"), "ئا", locale=UG)
    assert dict(html.document_fromstring(result).attrib) == {"lang": "ug", "dir": "rtl"}


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE html>\n"])
def test_html_keeps_its_doctype_or_its_lack(doctype: str) -> None:
    result = translated(read(f"{doctype}<html lang=en><p>a</p></html>"), "b")
    assert result.startswith(f'{doctype}<html lang="kk">')


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "\n<!doctype html>", "<!-- a -->\n<!DOCTYPE html>"]
)
def test_a_page_without_an_html_tag_gets_it_after_its_doctype(start: str) -> None:
    result = translated(read(f"{start}<title>a</title><p>a"), "b", "b")
    assert result == f'{start}<html lang="kk"><title>b</title><p>b'


def test_html_marks_what_stays_in_the_source_language() -> None:
    result = translated(page("<p>a</p><p>b</p>"), "ئا", None, locale=UG)
    assert '<p lang="en" dir="ltr">b</p>' in result


def test_html_keeps_attributes_away_from_translators() -> None:
    document = page('<p>See <a href="https://a.b/?c=d&amp;e">it</a>.</p>')
    assert '<a href="https://a.b/?c=d&amp;e">оны</a> қараңыз' in translated(
        document, "<a1>оны</a1> қараңыз"
    )


TEXT = st.text("ab <>&\"'é\u0627", max_size=12)


@pytest.mark.slow
@given(st.lists(TEXT.filter(str.strip), min_size=1, max_size=5), st.data())
def test_xml_with_any_translation_is_well_formed_and_says_it(
    sources: list[str], data: st.DataObject
) -> None:
    root = etree.Element("d")
    for source in sources:
        etree.SubElement(root, "p").text = source
    document = read(etree.tostring(root, encoding="utf-8"), "d.xml")
    targets = data.draw(st.lists(TEXT, min_size=len(sources), max_size=len(sources)))
    texts: list[Text | None] = [(target,) if target else () for target in targets]
    result = etree.fromstring(render_own_format(document, texts, KK))
    assert [" ".join((p.text or "").split()) for p in result] == [
        " ".join(target.split()) for target in targets
    ]


def own(document: Document) -> list[Text | None]:
    return [unit.text for unit in document.units]


PAGE = """<!DOCTYPE html>
<HTML Lang=en><head><title>T &amp; U</title>
<meta name=description content='D'><script>if (a < b) {}</script></head>
<body class = x>
<!-- c --><p>One <B>two</B>
<ul><li>Three<li>Four <br> five</ul>
<table><tr><td>Six</table>
<img src=a.png alt=seven><!--[if IE]><p>x</p><![endif]--></body>
</HTML>
"""


def test_a_page_without_translations_keeps_every_byte() -> None:
    document = read(PAGE)
    assert render_own_format(document, nothing(document), KK) == PAGE.encode()


def test_a_page_keeps_the_bytes_around_its_translations() -> None:
    document = read(PAGE)
    result = translated(document, "Т & У", "Д", "Бір <b>екі</b>", "Үш", "4 <br/> 5", "6", "7 'x'")
    expected = PAGE
    for old, new in (
        ("Lang=en><head>", 'lang="kk"><head><meta charset="utf-8">'),
        ("T &amp; U", "Т &amp; У"),
        ("'D'", "'Д'"),
        ("One <B>two</B>", "Бір <B>екі</B>"),
        ("Three", "Үш"),
        ("Four <br> five", "4 <br> 5"),
        ("Six", "6"),
        ("alt=seven", "alt=\"7 'x'\""),
    ):
        expected = expected.replace(old, new)
    assert result == expected


def test_a_cell_that_stays_in_the_source_language_keeps_its_place() -> None:
    document = page("<table><tr><td>One<td>Two</table>")
    shown = translated(document, None, "ئىككى", locale=UG)
    assert '<td><span lang="en" dir="ltr">One</span><td>ئىككى' in shown


def test_a_piece_of_a_page_stays_a_piece() -> None:
    assert translated(read("<p>a</p>\n<p>b"), "ئا", "بە", locale=UG) == "<p>ئا</p>\n<p>بە"


def test_untranslated_text_without_an_element_is_wrapped() -> None:
    result = translated(page("a<p>b</p>c"), None, "x", None)
    assert '<span lang="en" dir="ltr">a</span><p>x</p><span lang="en" dir="ltr">c</span>' in result


def test_a_page_whose_tags_do_not_nest_is_written_as_browsers_read_it() -> None:
    result = translated(page("<table>a<tr><td>b</table>"), "x", "y")
    assert "<body>x<table><tbody><tr><td>y</td></tr></tbody></table></body>" in result


def test_the_prose_of_linked_data_is_translated_in_its_string() -> None:
    script = '<script type="application/ld+json">{"headline": "a \\"b\\""}</script>'
    result = translated(page(script), 'ә "</script>"')
    assert '{"headline": "ә \\"\\u003c/script>\\""}' in result


def test_comments_inside_a_translated_text_stay() -> None:
    result = translated(page("<p><!-- 1 -->a <b>b<!-- 2 --></b> c</p>"), "x <b>y</b>")
    assert "<p><!-- 1 -->x <b>y</b><!-- 2 --></p>" in result
    assert "<p>x<!-- 1 --></p>" in translated(xml("<p>a<!-- 1 -->b</p>"), "x")


def test_a_page_in_another_charset_stays_in_it() -> None:
    data = '<meta charset="windows-1251"><p>Привет</p>'.encode("windows-1251")
    document = read(data)
    result = render_own_format(document, [("Сәлем",)], KK)
    assert result == '<meta charset="windows-1251"><p>С&#1241;лем</p>'.encode("windows-1251")


@pytest.mark.parametrize(
    ("body", "message", "written"),
    [
        ("<pre>a <b>b</b>\nc</pre>", "1 <b>2</b>\n3", "<pre>1 <b>2</b>\n3</pre>"),
        ("<pre>a <!-- c -->\nb</pre>", "1<comment1/>\n2", "<pre>1<!-- c -->\n2</pre>"),
        ("<pre><!-- c -->\nb</pre>", "\n2", "<pre><!-- c -->\n2</pre>"),
    ],
)
def test_a_line_feed_within_a_pre_stays_one(body: str, message: str, written: str) -> None:
    assert written in translated(page(body), message)


def test_a_line_feed_at_the_head_of_a_pre_is_kept() -> None:
    assert "<pre>\n\nx</pre>" in translated(page("<pre>\na</pre>"), "\nx")


TAGS = ("p", "div", "b", "a", "ul", "li", "table", "td", "h1", "form", "label", "svg", "em", "pre")
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(["a", " b", "\n", "&lt;i>", "<br>", "<img alt=x>", "</>", "é"]),
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(SOUP)
def test_any_page_translated_by_itself_is_the_same_to_a_browser(source: str) -> None:
    data = f"<!DOCTYPE html><html lang=en><meta charset=utf-8>x{source}".encode()
    # Some trees that broken pages make no page can say (HTML Standard, section 13.3): a link in a
    # link, out of a table.
    assume(dom(dom(data).encode()) == dom(data))
    document = read(data)
    result = render_own_format(document, own(document), Locale("en"))
    assert dom(result) == dom(data)


def dom(data: bytes) -> str:
    """Return a page's tree; white space where it does not count is left out."""
    tree = parse_page(data, "x.html").tree
    for element in tree.getroot().iter("*"):
        element.text = " ".join((element.text or "").split())
        element.tail = " ".join((element.tail or "").split())
    return serialize_page(tree.getroot())
