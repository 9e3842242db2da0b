import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.archives import zipped
from tests.document.formats.docx_files import (
    bullets,
    paragraph,
    read,
    run,
    styled,
    word_file,
    word_parts,
)
from tests.documents import messages
from toolkit.base.bcp47 import Locale
from toolkit.document.formats.docx import parse_docx
from toolkit.document.model import Metadata

PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="A map"/><a:graphic>'
    '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{}"/><a:graphic><a:graphicData>'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="x" descr="{}"/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)


GRAPHIC = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData"
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/{}"/></a:graphic></wp:inline>'
    "</w:drawing></w:r>"
)


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def set_in(font: str, content: str) -> str:
    return run(content, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


def body(content: str, **options: object) -> str:
    tree = parse_docx(word_file(content, **options), "a.docx", Locale("en")).tree
    (element,) = tree.getroot().iterchildren("div")
    return "".join(etree.tostring(each, encoding="unicode") for each in element)


def text(content: str, **options: object) -> str:
    """Return the one paragraph of a body; one that ends in a stop is no headline."""
    shown = body(paragraph(content + run(" End.")), **options)
    return shown.removeprefix("<p>").removesuffix(" End.</p>")


def roles(content: str) -> list[tuple[str, str]]:
    return [(unit.role, unit.message) for unit in read(word_file(content)).units]


def field(instruction: str, result: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")
    ]
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{marks[0]}{told}{marks[1]}{result}{marks[2]}"


def test_a_docx_is_known_by_its_suffix() -> None:
    assert read(word_file(paragraph("A"))).format == "docx"


def test_an_article_s_units_are_what_a_translator_expects() -> None:
    content = (
        styled("Title", run("What we ") + '<w:proofErr w:type="spellStart"/>' + run("know"))
        + styled("Subtitle", "In short.")
        + paragraph("By A. Writer, Feb 22, 2021")
        + paragraph(run("The ") + run("min", "<w:b/>") + run("istry ", "<w:b/>") + run("spoke."))
        + styled("Heading1", "Why")
    )
    assert roles(content) == [
        ("headline", "What we know"),
        ("standfirst", "In short."),
        ("byline", "A. Writer"),
        ("paragraph", "The <strong>ministry</strong> spoke."),
        ("heading", "Why"),
    ]


def test_a_file_without_styles_is_read_as_plain_text_is() -> None:
    given = ("Silence", "Activists say so.", "A. Writer, Feb 22, 2021", "Body.", "A. Writer edits.")
    assert [role for role, _ in roles("".join(map(paragraph, given)))] == [
        "headline",
        "standfirst",
        "byline",
        "paragraph",
        "note",
    ]


def test_the_first_heading_of_level_1_is_the_headline_where_there_is_no_title() -> None:
    assert roles(styled("Heading1", "One") + styled("Heading1", "Two")) == [
        ("headline", "One"),
        ("heading", "Two"),
    ]


def test_a_heading_is_known_by_its_style_s_name_in_any_language() -> None:
    assert body(styled("Heading1", "A") + styled("berschrift3", "B")) == "<h2>B</h2>"


def test_a_heading_is_known_by_what_its_style_is_based_on() -> None:
    assert body(styled("Title", "A") + styled("Zwischentitel", "B")) == "<h2>B</h2>"


def test_a_heading_is_known_by_its_outline_level() -> None:
    assert body(styled("Title", "A") + styled("Outlined", "B")) == "<h2>B</h2>"


def test_headings_skip_no_level() -> None:
    content = styled("Title", "A") + styled("Heading1", "B") + styled("berschrift3", "C")
    assert body(content) == "<h2>B</h2><h3>C</h3>"


def test_a_style_that_is_based_on_itself_is_a_paragraph() -> None:
    assert body(styled("Loop", "A.")) == "<p>A.</p>"


def test_a_byline_is_known_by_its_style() -> None:
    assert ("byline", "B. Writer") in roles(styled("Title", "A") + styled("Byline", "By B. Writer"))


@pytest.mark.parametrize(
    ("properties", "element"),
    [
        ("<w:b/>", "strong"),
        ("<w:i/>", "em"),
        ("<w:strike/>", "s"),
        ('<w:u w:val="single"/>', "u"),
        ('<w:vertAlign w:val="superscript"/>', "sup"),
        ('<w:vertAlign w:val="subscript"/>', "sub"),
        ('<w:position w:val="8"/><w:sz w:val="19"/>', "sup"),
        ('<w:position w:val="-2"/><w:sz w:val="19"/>', "sub"),
        ('<w:rStyle w:val="Strong"/>', "strong"),
        ("<w:rtl/><w:bCs/>", "strong"),
    ],
)
def test_emphasis_is_an_element(properties: str, element: str) -> None:
    assert text(run("a", properties)) == f"<{element}>a</{element}>"


@pytest.mark.parametrize(
    "properties",
    [
        '<w:b w:val="0"/>', "<w:bCs/>", '<w:u w:val="none"/>', '<w:position w:val="4"/>',
        '<w:position w:val="0"/><w:sz w:val="19"/>',
    ],
)  # fmt: skip
def test_what_is_switched_off_is_no_emphasis(properties: str) -> None:
    assert text(run("a", properties)) == "a"


def test_a_heading_s_own_bold_is_no_emphasis() -> None:
    content = styled("Title", "T") + styled("Heading1", run("A ", "<w:b/>") + run("B", "<w:i/>"))
    assert body(content) == "<h2>A <em>B</em></h2>"


def test_white_space_at_the_edge_of_emphasis_stands_outside() -> None:
    assert text(run("a") + run(" b ", "<w:b/>") + run("c")) == "a <strong>b</strong> c"


def test_white_space_between_emphasised_words_is_emphasised() -> None:
    words = run("a", "<w:b/>") + run(" ") + run("b", "<w:b/>")
    assert text(words) == "<strong>a b</strong>"


def test_the_longest_emphasis_stands_outermost() -> None:
    words = run("a ", "<w:i/>") + run("b", "<w:b/><w:i/>") + run(" c", "<w:i/>")
    assert text(words) == "<em>a <strong>b</strong> c</em>"


def test_a_link_has_its_address() -> None:
    shown = run("a", '<w:rStyle w:val="Hyperlink"/>')
    link = f'<w:hyperlink r:id="l">{shown}</w:hyperlink>'
    assert text(link, links={"l": "https://example.org/"}) == '<a href="https://example.org/">a</a>'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JAVASCRIPT:x", "file:///etc/passwd", "data:,x", "a.docx"]
)
def test_a_link_that_could_run_something_is_its_text(address: str) -> None:
    link = f'<w:hyperlink r:id="l">{run("a")}</w:hyperlink>'
    assert text(link, links={"l": address}) == "a"


def test_a_field_is_what_it_shows() -> None:
    assert text(field(" PAGE ", run("7"))) == "7"


def test_a_hyperlink_field_is_a_link() -> None:
    linked = field(' HYPERLINK "https://example.org/" \\l "b" ', run("a"))
    assert text(linked) == '<a href="https://example.org/#b">a</a>'


@pytest.mark.parametrize(
    "instruction",
    [
        "HYPERLINK https://example.org/",
        'hyperlink "https://example.org/" \\t "_blank" \\o "A tip"',
        '  HYPERLINK \\t "_blank" "https://example.org/" ',
        '  HYPERLINK \\n "https://example.org/" \\h',
    ],
)
def test_a_hyperlink_field_s_address_may_stand_anywhere(instruction: str) -> None:
    assert text(field(instruction, run("a"))) == '<a href="https://example.org/">a</a>'


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (' SYMBOL 179 \\f "Symbol" \\s 12 ', "≥"),
        ("SYMBOL 0xF04A \\f Wingdings", "☺"),
        ("SYMBOL 147 \\a", "“"),
        ("SYMBOL 8211 \\u", "–"),
        ('SYMBOL "x"', ""),
        ("PAGE", ""),
    ],
)
def test_a_sign_that_is_a_field_is_read_where_nothing_is_shown(
    instruction: str, shown: str
) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end"))
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    assert text(run("5") + begin + told + end + run("3")) == f"5{shown}3"
    simple = f"<w:fldSimple w:instr='{instruction}'/>"
    assert text(run("5") + simple + run("3")) == f"5{shown}3"


def test_a_field_without_an_end_hides_no_more_than_its_paragraph() -> None:
    broken = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    assert body(broken + paragraph("A.")) == "<p>A.</p>"


def test_a_table_of_contents_is_left_out() -> None:
    listing = paragraph(field(' TOC \\o "1-3" ', run("A 1"))) + styled("TOC1", "B 2")
    assert body(listing + paragraph("C.")) == "<p>C.</p>"


def test_tracked_changes_are_accepted() -> None:
    changed = f"{run('a')}<w:del>{run('b')}</w:del><w:ins>{run('c')}</w:ins>"
    moved = f"<w:moveFrom>{run('d')}</w:moveFrom><w:moveTo>{run('e')}</w:moveTo>"
    assert text(changed + moved) == "ace"


def test_paragraphs_whose_division_was_deleted_are_one() -> None:
    content = paragraph("A ", "<w:rPr><w:del/></w:rPr>") + paragraph("b.")
    assert body(content) == "<p>A b.</p>"


def test_a_paragraph_whose_end_was_deleted_stays_before_a_table() -> None:
    table = f"<w:tbl><w:tr>{cell(paragraph('b'))}</w:tr></w:tbl>"
    content = paragraph("A.", "<w:rPr><w:del/></w:rPr>") + table + paragraph("C.")
    assert body(content) == ("<p>A.</p><table><tbody><tr><td>b</td></tr></tbody></table><p>C.</p>")


def test_a_text_box_stands_after_all_of_its_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Box.')}</w:txbxContent></w:pict></w:r>"
    content = paragraph(run("A ") + box, "<w:rPr><w:del/></w:rPr>") + paragraph("b.")
    assert body(content) == "<p>A b.</p><p>Box.</p>"


def test_an_end_that_was_deleted_leaves_no_empty_paragraph() -> None:
    assert body(paragraph("A.") + paragraph(run(" "), "<w:rPr><w:del/></w:rPr>")) == "<p>A.</p>"


def test_comments_and_hidden_text_are_left_out() -> None:
    marked = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    assert text(marked + run("a") + run("b", "<w:vanish/>")) == "a"


def test_text_that_its_paragraph_s_style_hides_is_left_out() -> None:
    shown = run("a", '<w:vanish w:val="0"/>')
    assert body(styled("Hidden", "Top of form.") + paragraph("B.")) == "<p>B.</p>"
    assert body(paragraph("B.") + styled("Hidden", run("A ") + shown)) == "<p>B.</p><p>a</p>"


def test_controls_and_tags_are_their_content() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>"
    assert text(f"{control}<w:smartTag>{run('b')}</w:smartTag>") == "ab"


def test_a_control_that_nobody_filled_is_left_out() -> None:
    empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert text(empty.format(run("Click here")) + run("a")) == "a"
    for content, line in (
        (paragraph(empty.format(run("Click here")) + run("A.")), 1),
        (paragraph("A.") + empty.format(paragraph("Click here")) + paragraph("B."), 2),
        (paragraph("A.") + empty.format(paragraph("Click here")), 1),
    ):
        (told,) = read(word_file(content)).findings
        assert str(told).startswith(f"a.docx:{line}: warning: “Click here”, the placeholder")


def test_breaks_tabs_and_hyphens_are_text() -> None:
    marks = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/></w:r>"
    assert text(marks) == "a<br/>b c‑"


def test_a_page_break_is_a_space() -> None:
    assert text('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>') == "a b"


def test_a_formula_is_not_translated() -> None:
    formula = "<m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath>"
    assert text(run("a ") + formula) == 'a <span translate="no">E=m</span>'


def test_a_footnote_s_mark_does_not_make_a_headline_of_a_sentence() -> None:
    note = f'<w:footnote w:id="2">{paragraph("b")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    units = read(word_file(paragraph(run("A.") + reference), notes=note)).units
    assert units[0].role == "paragraph"


def test_a_text_box_stands_after_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('b')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert body(paragraph(run("A.") + shape) + paragraph("c")) == "<p>A.</p><p>b</p><p>c</p>"


def alternatives(requires: str, new: str, old: str) -> str:
    return (
        '<w:r><mc:AlternateContent xmlns:w16se="urn:new" xmlns:wps='
        '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<mc:Choice Requires="{requires}">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_of_alternatives_the_first_that_is_understood_is_read() -> None:
    emoji = alternatives("w16se", '<w16se:symEx w16se:char="1F60F"/>', "<w:t>😏</w:t>")
    assert text(emoji) == "😏"
    assert text(alternatives("wps", "<w:t>a</w:t>", "<w:t>b</w:t>")) == "a"


def test_a_picture_alone_is_a_figure_with_its_caption() -> None:
    content = paragraph(PICTURE) + styled("Caption", "Map 1")
    assert body(content, pictures={"p1": "media/image1.png"}) == (
        '<figure><img src="image1.png" alt="A map"/><figcaption>Map 1</figcaption></figure>'
    )


def test_a_table_s_caption_may_stand_above_it() -> None:
    one_cell = f"<w:tbl><w:tr>{cell(paragraph('b'))}</w:tr></w:tbl>"
    shown = "<table><caption>Table {}</caption><tbody><tr><td>b</td></tr></tbody></table>"
    above = styled("Caption", "Table {}") + one_cell
    assert body(above.format(1) + above.format(2)) == shown.format(1) + shown.format(2)


def test_a_caption_that_stays_with_a_table_is_not_the_picture_s_before_it() -> None:
    one_cell = f"<w:tbl><w:tr>{cell(paragraph('b'))}</w:tr></w:tbl>"
    caption = paragraph("Cases", '<w:pStyle w:val="Caption"/><w:keepNext/>')
    figure = '<figure><img src="x.png" alt="A map"/>{}</figure>'
    shown = "<table><caption>Cases</caption><tbody><tr><td>b</td></tr></tbody></table>"
    pictures = {"p1": "media/x.png"}
    assert body(paragraph(PICTURE) + caption + one_cell, pictures=pictures) == (
        figure.format("") + shown
    )
    assert body(paragraph(PICTURE) + caption + paragraph("C."), pictures=pictures) == (
        figure.format("<figcaption>Cases</figcaption>") + "<p>C.</p>"
    )


def test_a_picture_s_description_is_a_unit() -> None:
    data = word_file(paragraph(run("A.") + PICTURE), pictures={"p1": "media/image1.png"})
    assert messages(read(data)) == ["A.<img1/>", "A map"]


@pytest.mark.parametrize("target", ["../../..", "media/a b?.png", ""])
def test_a_picture_s_name_is_never_a_path(target: str) -> None:
    assert text(run("a") + PICTURE, pictures={"p1": target}) == "a"


def test_lists_are_nested_by_their_levels() -> None:
    assert body(paragraph("A.") + bullets((0, "a"), (1, "b"), (0, "c"))) == (
        "<p>A.</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    )


def test_a_list_that_goes_on_after_a_paragraph_goes_on_counting() -> None:
    content = bullets((0, "a"), number=2) + paragraph("B.") + bullets((0, "c"), number=2)
    assert body(content) == '<ol><li>a</li></ol><p>B.</p><ol start="2"><li>c</li></ol>'


def test_a_list_begins_where_its_numbering_does() -> None:
    assert body(bullets((0, "a"), number=3)) == '<ol start="5"><li>a</li></ol>'


def test_a_list_is_known_by_its_style_s_name() -> None:
    assert body(styled("ListBullet2", "a")) == "<ul><li>a</li></ul>"


def test_quotations_in_a_row_are_one() -> None:
    content = styled("Quote", run("A.", "<w:i/>")) + styled("Quote", "b")
    assert body(content) == "<blockquote><p>A.</p><p>b</p></blockquote>"


def test_a_separator_is_a_rule() -> None:
    assert body(paragraph("A.") + paragraph("* * *")) == "<p>A.</p><hr/>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_merged_cells_stand_once() -> None:
    rows = [
        cell(paragraph("a"), '<w:gridSpan w:val="2"/>'),
        cell(paragraph("b"), '<w:vMerge w:val="restart"/>') + cell(paragraph("c")),
        cell(paragraph("b"), "<w:vMerge/>") + cell(paragraph("d")),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert body(f"<w:tbl>{table}</w:tbl>") == (
        '<table><tbody><tr><td colspan="2">a</td></tr><tr><td rowspan="2">b</td><td>c</td></tr>'
        "<tr><td>d</td></tr></tbody></table>"
    )


def test_a_repeated_row_is_a_table_s_head() -> None:
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(paragraph(run('a', '<w:b/>')))}</w:tr>"
    assert body(f"<w:tbl>{head}</w:tbl>") == ("<table><thead><tr><th>a</th></tr></thead></table>")


HEAD = "<w:trPr><w:tblHeader/></w:trPr>"
BEGUN, CONTINUED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def table(*rows: str) -> str:
    """Return the rows that a table is read as, each of them written without its element."""
    shown = body(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    return shown.removeprefix("<table>").removesuffix("</table>")


def test_a_row_that_continues_a_cell_of_the_head_is_of_the_head() -> None:
    first = HEAD + cell(paragraph("a"), BEGUN) + cell(paragraph("b"))
    second = cell(paragraph(""), CONTINUED) + cell(paragraph("c"))
    assert table(first, second, cell(paragraph("d")) * 2) == (
        '<thead><tr><th rowspan="2">a</th><th>b</th></tr><tr><th>c</th></tr></thead>'
        "<tbody><tr><td>d</td><td>d</td></tr></tbody>"
    )


def test_a_row_without_a_cell_of_its_own_is_left_out() -> None:
    rows = [cell(paragraph("a"), BEGUN) * 2, cell("", CONTINUED) * 2, cell(paragraph("b")) * 2]
    assert table(*rows) == (
        "<tbody><tr><td>a</td><td>a</td></tr><tr><td>b</td><td>b</td></tr></tbody>"
    )


def test_a_row_that_begins_late_keeps_its_columns() -> None:
    late = '<w:trPr><w:gridBefore w:val="{}"/></w:trPr>'
    first = late.format(1) + cell(paragraph("a")) + cell(paragraph("b"), BEGUN)
    assert table(first, late.format(2) + cell("", CONTINUED) + cell(paragraph("c"))) == (
        '<tbody><tr><td>a</td><td rowspan="2">b</td><td/></tr><tr><td/><td>c</td></tr></tbody>'
    )


def test_a_row_that_ends_early_is_filled_up() -> None:
    wide = cell(paragraph("b"), '<w:gridSpan w:val="2"/>')
    assert table(cell(paragraph("a")) + wide, cell(paragraph("c"))) == (
        '<tbody><tr><td>a</td><td colspan="2">b</td></tr>'
        '<tr><td>c</td><td colspan="2"/></tr></tbody>'
    )


def test_cells_that_are_merged_the_old_way_are_one() -> None:
    wide = cell(paragraph("a"), '<w:hMerge w:val="restart"/>')
    merged = '<w:hMerge w:val="continue"/>'
    assert table(wide + cell(paragraph(""), merged)) == (
        '<tbody><tr><td colspan="2">a</td></tr></tbody>'
    )
    assert table(wide + cell(paragraph("b"), merged)) == (
        "<tbody><tr><td>a</td><td>b</td></tr></tbody>"
    )


def test_a_deleted_cell_is_left_out() -> None:
    gone = cell(paragraph(f"<w:del>{run('b')}</w:del>"), "<w:cellDel/>")
    assert table(cell(paragraph("a")) + gone) == "<tbody><tr><td>a</td></tr></tbody>"


def test_a_row_that_is_expressly_not_repeated_is_no_head() -> None:
    row = f'<w:tr><w:trPr><w:tblHeader w:val="false"/></w:trPr>{cell(paragraph("a"))}</w:tr>'
    assert body(f"<w:tbl>{row}</w:tbl>") == "<table><tbody><tr><td>a</td></tr></tbody></table>"


def test_a_deleted_row_is_left_out() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('a'))}</w:tr>"
    assert body(f"<w:tbl>{row}</w:tbl>{paragraph('B.')}") == "<p>B.</p>"


def test_footnotes_stand_at_the_end() -> None:
    note = f'<w:footnote w:id="2">{paragraph(run(" A note"))}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert body(paragraph(run("A.") + reference), notes=note) == (
        '<p>A.<sup translate="no">1</sup></p>'
        '<ol class="footnotes"><li class="footnote">A note</li></ol>'
    )


@pytest.mark.parametrize("mark", [run("*", '<w:vertAlign w:val="superscript"/>'), run("*")])
def test_a_note_with_a_mark_of_its_own_has_a_number(mark: str) -> None:
    notes = [
        f'<w:footnote w:id="2">{paragraph(mark + run(" A note"))}</w:footnote>',
        f'<w:footnote w:id="3">{paragraph(run(" *B"))}</w:footnote>',
    ]
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    counted = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    shown = body(paragraph(run("A.") + own + run(" B.") + counted), notes="".join(notes))
    assert shown == (
        '<p>A.<sup translate="no">1</sup> B.<sup translate="no">2</sup></p><ol class="footnotes">'
        '<li class="footnote">A note</li><li class="footnote">*B</li></ol>'
    )


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ('<w:ddList><w:result w:val="1"/>{}</w:ddList>', "yes"),
        ('<w:ddList><w:default w:val="1"/>{}</w:ddList>', "yes"),
        ("<w:ddList>{}</w:ddList>", "no"),
        ('<w:ddList><w:result w:val="7"/>{}</w:ddList>', ""),
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "☐"),
        ("<w:textInput/>", ""),
    ],
)
@pytest.mark.parametrize("middle", ["", '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'])
def test_a_form_of_old_shows_what_is_chosen(data: str, shown: str, middle: str) -> None:
    entries = '<w:listEntry w:val="no"/><w:listEntry w:val="yes"/>'
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin">'
        f"<w:ffData>{data.format(entries)}</w:ffData></w:fldChar></w:r>"
    )
    told = "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(run("a") + begin + told + middle + end + run("b")) == f"a{shown}b"


def test_the_reading_above_a_word_is_kept() -> None:
    ruby = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('kan')}</w:rt>"
        f"<w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"
    )
    assert text(run("A ") + ruby + run(" b")) == "A <ruby>漢<rt>kan</rt></ruby> b"


def test_a_link_that_is_left_out_is_told() -> None:
    link = f'<w:hyperlink r:id="l">{run("a")}</w:hyperlink>'
    (told,) = read(word_file(paragraph(link), links={"l": "file:///c/a.docx"})).findings
    assert str(told).startswith("a.docx:1: warning: the link to “file:///c/a.docx” is left out")


def test_a_unit_s_line_is_the_number_of_its_paragraph() -> None:
    document = read(word_file(styled("Title", "A") + paragraph("") + paragraph("B.")))
    assert [unit.location.line for unit in document.units] == [1, 3]


def test_no_property_of_the_file_is_published() -> None:
    core = (
        "<dc:title>A title</dc:title><dc:creator>A. Writer</dc:creator><dc:subject>S</dc:subject>"
        "<cp:keywords>Aral, water; Aral</cp:keywords><cp:lastModifiedBy>B</cp:lastModifiedBy>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2021-02-22T10:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2021-03-01T10:00:00Z</dcterms:modified>'
    )
    document = read(word_file(paragraph("A text."), core=core))
    assert messages(document) == ["A text."]
    assert document.metadata == Metadata()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (sign("Symbol", "F0B3"), "5 ≥ 3"),
        (sign("symbol", "B3"), "5 ≥ 3"),
        (sign("Times New Roman", "201C"), "5 “ 3"),
        (sign("Wingdings", "F04A"), "5 ☺ 3"),
        (sign("Wingdings 3", "F072"), "5 △ 3"),
        (set_in("Symbol", "\uf061b"), "5 αβ 3"),
        (set_in("Arial", "a"), "5 a 3"),
        (run("a", '<w:rStyle w:val="Greek"/>'), "5 α 3"),
        (run("a", '<w:rStyle w:val="Greek"/><w:rFonts w:asciiTheme="minorHAnsi"/>'), "5 a 3"),
        (run("\uf0b3", '<w:rFonts w:ascii="Arial" w:hAnsi="Symbol"/>'), "5 ≥ 3"),
        (run("\N{SOFT HYPHEN}a"), "5 \N{SOFT HYPHEN}a 3"),
    ],
)
def test_a_sign_is_what_its_font_shows(content: str, expected: str) -> None:
    document = read(word_file(paragraph(run("5 ") + content + run(" 3"))))
    assert messages(document) == [expected]
    assert document.doubts == ()


@pytest.mark.parametrize(
    "content",
    [sign("Odd Symbols", "F041"), sign("Wingdings", "F0FF"), sign("Symbol", "zz"), run("\ue001")],
)
def test_a_sign_without_a_character_is_told(content: str) -> None:
    document = read(word_file(paragraph("One.") + paragraph(run("5 ") + content)))
    assert messages(document)[-1] == "5 \N{REPLACEMENT CHARACTER}"
    (finding,) = document.doubts
    assert str(finding).startswith("a.docx:2: warning: the symbol ")


def test_words_of_wordart_are_a_text_box() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="Breaking &amp; new"/></v:shape></w:pict></w:r>'
    assert body(paragraph(run("A.") + art)) == "<p>A.</p><p>Breaking &amp; new</p>"


@pytest.mark.parametrize(
    ("content", "left_out"),
    [
        (paragraph(run("A.") + GRAPHIC.format("chart")), "the chart"),
        (paragraph(run("A.") + GRAPHIC.format("diagram")), "the diagram (SmartArt)"),
        (paragraph("A.") + '<w:altChunk r:id="c"/>', "the text of a file that is embedded here"),
    ],
)
def test_words_that_cannot_be_read_are_told(content: str, left_out: str) -> None:
    document = read(word_file(content))
    assert messages(document) == ["A."]
    (finding,) = document.doubts
    assert str(finding).startswith(f"a.docx:1: warning: {left_out} is left out")


@pytest.mark.parametrize("place", ["drop", "margin"])
def test_a_drop_cap_belongs_to_its_paragraph(place: str) -> None:
    capital = paragraph(
        run("W", '<w:b/><w:sz w:val="90"/>'), f'<w:framePr w:dropCap="{place}" w:lines="3"/>'
    )
    said = "hen the river rose, people left."
    assert body(capital + paragraph(run(said))) == f"<p>W{said}</p>"
    assert body(paragraph("A.", '<w:framePr w:dropCap="none"/>') + paragraph(run("B."))) == (
        "<p>A.</p><p>B.</p>"
    )


# ECMA-376-1, section 17.3.3: all that a run can hold, and what of it is shown.
CONTENT = {
    "annotationRef": "", "br": "<br/>", "commentReference": "", "contentPart": "",
    "continuationSeparator": "", "cr": "<br/>", "dayLong": "", "dayShort": "", "delInstrText": "",
    "delText": "", "drawing": "", "endnoteRef": "", "endnoteReference": "", "fldChar": "",
    "footnoteRef": "", "footnoteReference": "", "instrText": "", "lastRenderedPageBreak": "",
    "monthLong": "", "monthShort": "", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}", "object": "",
    "pgNum": "", "pict": "", "ptab": " ", "ruby": "", "separator": "", "softHyphen": "",
    "sym": "\N{REPLACEMENT CHARACTER}", "tab": " ", "yearLong": "", "yearShort": "",
}  # fmt: skip


@pytest.mark.parametrize("name", CONTENT)
def test_all_that_a_run_can_hold_is_shown_or_left_out_on_purpose(name: str) -> None:
    assert text(f"{run('a')}<w:r><w:{name}/></w:r>{run('b')}") == f"a{CONTENT[name]}b"


@pytest.mark.parametrize(
    ("outer", "inner", "alt"),
    [("The court", "x.png", "The court"), ("", "The court", "The court"), ("", "", "")],
)
def test_the_alternative_text_is_the_drawing_s(outer: str, inner: str, alt: str) -> None:
    data = word_file(paragraph(DRAWING.format(outer, inner)), pictures={"p1": "media/x.png"})
    (image,) = read(data).tree.getroot().iter("img")
    assert image.get("alt") == alt


@pytest.mark.parametrize(
    ("marked", "project", "found"),
    [
        ("kk-KZ", "en", "kk-KZ"),
        ("kk-KZ", "kk", "kk"),
        ("en-US", "kk", "kk"),
        ("x-none", "kk", "kk"),
    ],
)
def test_the_language_is_the_text_s(marked: str, project: str, found: str) -> None:
    data = word_file(paragraph("Қазақстан туралы."), language=marked)
    assert read(data, project).language == Locale(found)


def test_a_run_s_language_counts_more_than_the_file_s() -> None:
    content = paragraph(run("Қазақстан туралы.", '<w:lang w:val="kk-KZ"/>'))
    assert read(word_file(content, language="ru-RU")).language == Locale("kk-KZ")


def test_what_python_docx_writes_is_read() -> None:
    written = docx.Document()
    written.add_heading("A", 0)
    written.add_paragraph("b", style="List Bullet")
    written.add_paragraph("c", style="List Number")
    written.add_paragraph("d", style="Intense Quote")
    written.add_table(1, 1).cell(0, 0).text = "e"
    written.core_properties.author = ""
    buffer = io.BytesIO()
    written.save(buffer)
    assert messages(read(buffer.getvalue())) == ["A", "b", "c", "d", "e"]


def test_a_strict_document_is_read() -> None:
    old = "http://schemas.openxmlformats.org/"
    strict = {
        name: content.replace(
            f"{old}wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
        ).replace(
            f"{old}officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in word_parts(styled("Title", "A")).items()
    }
    assert messages(read(zipped(strict))) == ["A"]


FORMATS = st.sets(st.sampled_from(["<w:b/>", "<w:i/>", "<w:strike/>"]))


@pytest.mark.slow
@given(st.lists(st.tuples(st.text("ab ", min_size=1), FORMATS), min_size=1))
def test_however_runs_are_cut_and_set_their_text_is_kept(runs: list[tuple[str, set[str]]]) -> None:
    content = "".join(run(each, "".join(sorted(formats))) for each, formats in runs)
    tree = etree.fromstring(f"<p>{body(paragraph(content + run('End.')))}</p>")
    shown = " ".join("".join(tree.itertext()).split())
    assert shown == " ".join("".join([*(each for each, _ in runs), "End."]).split())


@given(st.lists(st.sampled_from([run("a"), run("b", "<w:b/>")]), min_size=1, max_size=20))
def test_no_two_neighbours_are_the_same_code(runs: list[str]) -> None:
    assert "</strong><strong>" not in text("".join(runs))
