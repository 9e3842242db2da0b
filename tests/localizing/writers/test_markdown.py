import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.document.formats.test_markdown import PIECES
from tests.documents import messages, read
from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.text import Code, Text
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
DATA = Path(__file__).parents[2] / "data" / "markdown"


def markdown(source: str) -> Document:
    return read(source, "a.md")


def translated(document: Document, *translations: str | None) -> str:
    texts = [
        None if each is None else unit.read_translation(each)
        for unit, each in zip(document.units, translations, strict=True)
    ]
    return render_own_format(document, texts, KK).decode()


def one(source: str, translation: str) -> str:
    return translated(markdown(source), translation)


def outline(document: Document) -> list[str]:
    """The elements of a document, without those inside its units."""
    inline = {"em", "strong", "a", "code", "br", "s", "sub", "img"}
    tags = (str(each.tag) for each in document.tree.getroot().iter("*"))
    return [tag for tag in tags if tag not in inline]


@pytest.mark.parametrize("name", ["article.md", "toml.md", "crlf.md"])
def test_markdown_without_translations_is_the_source(name: str) -> None:
    data = (DATA / name).read_bytes()
    document = read(data, name)
    assert render_own_format(document, [None] * len(document.units), KK) == data


@pytest.mark.parametrize("name", ["article.md", "toml.md", "crlf.md"])
def test_markdown_translated_by_itself_reads_as_itself(name: str) -> None:
    document = read((DATA / name).read_bytes(), name)
    result = render_own_format(document, [unit.text for unit in document.units], KK)
    again = read(result, name)
    assert (messages(again), outline(again)) == (messages(document), outline(document))


def test_a_block_is_written_on_one_line_after_its_own_prefix() -> None:
    document = markdown("> - one\n>   two\n>\n>   next\n")
    assert translated(document, "A", "B") == "> - A\n>\n>   B\n"


def test_codes_are_written_by_the_delimiters_of_the_source() -> None:
    document = markdown('_a_ *b* __c__ **d** ~~e~~ [f](</x y> "t") `` g ``\n')
    source = "<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <s>e</s>"
    assert messages(document)[0].startswith(source)
    result = translated(document, messages(document)[0].replace("a", "A").replace("f", "F"), None)
    assert result.startswith("_A_ *b*")


def test_a_link_keeps_its_destination_and_title() -> None:
    document = markdown('See [it](</x y> "t").\n')
    assert translated(document, "<a1>Оны</a1> қара.", None) == '[Оны](</x y> "t") қара.\n'


def test_a_title_is_written_into_its_link() -> None:
    document = markdown("See [it](</x y> 't').\n\n| [c](/d \"e\") |\n|---|\n")
    assert messages(document) == ["See <a1>it</a1>.", "t", "<a1>c</a1>", "e"]
    assert translated(document, "<a1>Оны</a1> қара.", 'т"', None, "ә|б") == (
        '[Оны](</x y> "т\\"") қара.\n\n| [c](/d "ә\\|б") |\n|---|\n'
    )


def test_a_title_alone_leaves_the_text_of_its_link_as_it_stands() -> None:
    assert translated(markdown('a  *b* [c](d "e")  &copy;\n'), None, "ж") == (
        'a  *b* [c](d "ж")  &copy;\n'
    )


def test_a_title_of_a_links_definition_is_written_in_place() -> None:
    document = markdown("[c][d] x\n\n[d]: /i 'e'\n")
    assert translated(document, "<a1>г</a1> x", "т") == "[г](</i> \"т\") x\n\n[d]: /i 'e'\n"


@pytest.mark.parametrize("link", ["[label]", "[label][]", "[label][label]"])
def test_a_reference_link_keeps_its_label(link: str) -> None:
    result = one(f"{link} x\n\n[label]: /u\n", "<a1>сөз</a1> ы")
    assert result == "[сөз][label] ы\n\n[label]: /u\n"


def test_an_autolink_and_code_are_kept() -> None:
    document = markdown("a <https://x.y> `b  c`\n")
    assert messages(document) == ["a <a1/> <code1/>"]
    assert translated(document, "<code1/> б <a1/>") == "`b  c` б <https://x.y>\n"


@pytest.mark.parametrize("source", ["> x\n---\n", "# x\n---\n", "x\n---\n"])
def test_a_bar_before_a_rule_makes_no_table(source: str) -> None:
    document = markdown(source)
    again = markdown(one(source, "а |"))
    assert (messages(again), outline(again)) == (["а |"], outline(document))


def test_a_footnote_keeps_its_mark() -> None:
    document = markdown("Text[^a].\n\n[^a]: Note\n")
    result = translated(document, "Мәтін<sup1/>", "<sup1/>: Ескертпе [^b]")
    assert result == "Мәтін[^a]\n\n[^a]: Ескертпе \\[^b\\]\n"


def test_notes_on_neighbouring_lines_stay_on_theirs() -> None:
    document = markdown("[^1]: A\n[^b]: B\n")
    assert translated(document, "<sup1/>: Ә", "<sup1/>: Б") == "[^1]: Ә\n[^b]: Б\n"


@pytest.mark.parametrize("prefix", ["", "> ", "   "])
def test_a_note_that_loses_its_place_stays_a_paragraph(prefix: str) -> None:
    document = markdown(f"- x\n\n{prefix}[^1]: A\n{prefix}[^b]: B\n")
    again = markdown(translated(document, None, None, "Б <sup1/>"))
    assert messages(again)[1:] == ["<sup1/>: A", "Б <sup1/>"]


def test_a_mark_moved_behind_a_line_break_begins_no_note() -> None:
    again = markdown(one("a[^1] b\\\nc\n", "а<br1/><sup1/>: б"))
    assert messages(again) == ["а<br1/><sup1/>: б"]


def test_a_bracket_behind_a_mark_makes_no_link() -> None:
    assert one("a[^1] b\n", "а<sup1/>(б)") == "а[^1]\\(б)\n"


def test_inline_html_is_kept_verbatim() -> None:
    assert one('a <x-y class="x">b</x-y>\n', "<pi1/>б<pi2/> а") == (
        '&#32;<x-y class="x">б</x-y> а\n'
    )


def test_a_description_is_written_into_its_image() -> None:
    document = markdown('![old *x*](i.png "t")\n')
    assert messages(document) == ["old x", "t"]
    assert translated(document, "[жаңа]", 'т"') == '![\\[жаңа\\]](i.png "т\\"")\n'


def test_a_description_alone_leaves_the_block_as_it_stands() -> None:
    document = markdown("a  *b*\n![c][d]  &copy;\n\n[d]: /i 'e'\n")
    assert translated(document, None, "ж", None).startswith("a  *b*\n![ж][d]  &copy;\n")


def test_a_title_of_a_definition_is_written_in_place() -> None:
    document = markdown("![c][d]\n\n[d]: /i 'e'\n")
    assert translated(document, None, "т").startswith('![c](</i> "т")\n')


def test_a_bar_in_a_cell_is_escaped() -> None:
    document = markdown("| a | b |\n|---|---|\n| c | `d\\|e` f |\n")
    result = translated(document, "x|y", None, None, "<code1/> \\|")
    assert result == "| x\\|y | b |\n|---|---|\n| c | `d\\|e` \\\\\\| |\n"
    assert messages(markdown(result))[0] == "x|y"


@pytest.mark.parametrize(
    "translation",
    [
        "# a", "- a", "+ a", "1. a", "12) a", "> a", "===", "---", "-", "***", "~~~", "```", "+++",
        "[a]: /b", "![a](b)", "[a](b)", "<b>a</b>", "<https://a.b>", "&copy; a", "a\\", "\\*a",
        "*a*", "_a_", "__a__ b", "a #", "a ##", "| a |", ":--", "<!-- a -->", "    a",
        "\u00a0a\u00a0", '"a"', "C:\\*", "`a`", "2021", "-ның", "a_b_c", "~~a~~", "<?a?>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("source", ["x\n", "- x\n", "> x\n", "# x\n", "x\n===\n", "1) x\n\n   y\n"])
def test_what_looks_like_markup_in_a_translation_is_text(source: str, translation: str) -> None:
    document = markdown(source)
    rest = [None] * (len(document.units) - 1)
    again = markdown(translated(document, translation, *rest))
    assert "".join(again.units[0].text[0:1]) == translation.strip(" ")  # type: ignore[arg-type]
    assert outline(again) == outline(document)


@pytest.mark.parametrize(
    "translation",
    [
        "<em>«Times»</em>тің",
        "«<em>Times</em>»тің",
        "сөз<em>Times</em>тің",
        "a<em> Times </em>b",
        "<em>(a)</em>b",
        "a<em>!</em>",
    ],
)
@pytest.mark.parametrize("mark", ["*", "_"])
def test_emphasis_is_read_as_such_wherever_it_stands(mark: str, translation: str) -> None:
    assert messages(markdown(one(f"a {mark}b{mark} c\n", translation))) == [translation]


@pytest.mark.parametrize(
    "translation",
    [
        "<strong>a</strong><em>b</em><code1/>",
        "<em>a</em><strong>b</strong><code1/>",
        "<em><strong>a</strong></em> <code1/>b",
        "<em>a <strong>b</strong></em><code1/>",
        "<code1/><strong>a<em>b</em></strong>",
    ],
)
def test_codes_may_move_into_and_beside_each_other(translation: str) -> None:
    document = markdown("**x** *y* `` ` ``\n")
    again = messages(markdown(translated(document, translation)))
    assert [re.sub(r"<pi\d/>", "", each) for each in again] == [translation]


@pytest.mark.parametrize("translation", ["<br/>a b", "a b<br/>", "a<br/>b"])
@pytest.mark.parametrize("prefix", ["", "> ", "  "])
def test_a_line_break_keeps_the_prefix_of_its_line(prefix: str, translation: str) -> None:
    first = "- " if prefix == "  " else prefix
    document = markdown(f"{first}a  \n{prefix}b\n\n{first}c\n")
    again = markdown(translated(document, translation, None))
    assert messages(again) == [translation, "c"]
    assert outline(again) == outline(document)


def test_what_markdown_cannot_say_is_an_error() -> None:
    with pytest.raises(ToolkitError, match=r"a.md:1:1: error: Markdown cannot say “x y”"):
        one("[a](b) [c](d)\n", "<a1>x <a2>y</a2></a1>")


def test_a_quotation_after_a_definition_is_no_title() -> None:
    again = markdown(one("[a]: /b\ntext\n", '"сөз"'))
    assert messages(again) == ['"сөз"']


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("title: Old", 'title: "a: #b"'),
        ('title: "Old"', 'title: "a: #b"'),
    ],
)
def test_the_front_matter_stays_yaml(field: str, written: str) -> None:
    source = f"---\n{field}\ntags:\n  - x\n---\n\nText\n"
    assert one_of(markdown(source), "a: #b") == source.replace(field, written)


def one_of(document: Document, first: str) -> str:
    rest: Sequence[None] = [None] * (len(document.units) - 1)
    return translated(document, first, *rest)


def rendered(source: str) -> str:
    """HTML without white space beside tags, which units do not keep at their ends."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)
    html = html.replace("<!-- -->", "")
    return re.sub(r'\s*([<>"]|\Z)\s*', r"\1", re.sub(r"(?:\s|&nbsp;)+", " ", html))


@pytest.mark.slow
@examples(200)
@given(PIECES)
def test_markdown_translated_by_itself_renders_as_the_source(source: str) -> None:
    document = markdown(source)
    result = render_own_format(document, [unit.text for unit in document.units], KK)
    assert rendered(result.decode()) == rendered(source)


SOURCES = [
    "a *b* c\n",
    "- a **b**\n- _c_\n\n  d\n",
    "> a [b](c) ~~d~~\n> e  \n> f\n",
    "# a\n\nb\n===\n\n1. c\n2. d\n",
    "| a | b |\n|---|---|\n| *c* | `d` e |\n",
    "x<sub>2</sub> <i>a</i> [r] <https://a.b>\n\n[r]: /u\n",
]
TEXTS = st.text("ab әй1.)*_`[]()<>\\&;#+-=|~!:\"' »«\u00a0", max_size=12)


@pytest.mark.slow
@examples(200)
@given(st.sampled_from(SOURCES), st.data())
def test_any_translation_reads_back_as_it_was(source: str, data: st.DataObject) -> None:
    document = markdown(source)
    texts = [
        tuple(
            data.draw(TEXTS.filter(str.strip)) if isinstance(part, str) else part
            for part in unit.text
        )
        for unit in document.units
    ]
    again = read(render_own_format(document, texts, KK), "a.md")
    assert outline(again) == outline(document)
    assert [said(spelled(unit.text)) for unit in again.units] == [
        said(spelled(text)) for text in texts
    ]


def test_a_text_that_looks_like_a_code_reads_back_as_it_was() -> None:
    document = markdown("a [b](c) d\n")
    (unit,) = document.units
    texts = iter(("x", "y", "<a1>"))
    text = tuple(next(texts) if isinstance(part, str) else part for part in unit.text)
    (again,) = read(render_own_format(document, [text], KK), "a.md").units
    assert spelled(again.text) == spelled(text)


def spelled(text: Text) -> str:
    """A message whose codes are numbered by their order: a text that says “<a1>” takes the name."""
    codes = list(dict.fromkeys(part.tag for part in text if isinstance(part, Code)))
    return "".join(
        f"<{part.kind} {part.tag.rstrip('0123456789')} {codes.index(part.tag)}>"
        if isinstance(part, Code)
        else part
        for part in text
    )


def said(message: str) -> str:
    """A message without the white space at its ends and beside its codes, which is collapsed."""
    return re.sub(r"\s*(<[^<>]*>|\A|\Z)\s*", r"\1", re.sub(r"\s+", " ", message))


def test_a_pandoc_title_stays_one_without_quotation_marks() -> None:
    source = markdown("% A dry\n  spring\n% Ann Lee\n\nText.\n")
    written = translated(source, "Көктем: құрғақ", "Анн Ли", "Мәтін.")
    assert written == "% Көктем: құрғақ\n% Анн Ли\n\nМәтін.\n"


@pytest.mark.parametrize(
    "source",
    [
        '<iframe title="Map"></iframe>\n',
        '<table><tr><td><video title="Map"></video></td></table>\n',
    ],
)
def test_a_text_in_a_tag_is_written_as_html(source: str) -> None:
    titled = translated(markdown(source), *_only_the_title(source, 'Қ "к" & м'))
    assert titled == source.replace("Map", "Қ &quot;к&quot; &amp; м")


@pytest.mark.parametrize("translation", ["% 40 of them", "{aside}"])
def test_a_translation_is_no_comment_and_no_mark_of_a_dialect(translation: str) -> None:
    assert messages(markdown(one("Text\n", translation))) == [translation]


def test_a_value_without_quotation_marks_is_written_as_it_is() -> None:
    source = markdown("Title: A\n    bridge\nSlug: a\n\nText.\n")
    assert translated(source, "Көпір: «жаңа»", None) == "Title: Көпір: «жаңа»\nSlug: a\n\nText.\n"


def _only_the_title(source: str, title: str) -> list[str | None]:
    return [title if each == "Map" else None for each in messages(markdown(source))]


@pytest.mark.parametrize(
    ("source", "translation", "written"),
    [
        (": a", ": b", ": b"),  # a caption above a table, to Pandoc
        ("a", ": b", "&#58; b"),
        ("| a", ": b", "&#58; b"),
    ],
)
def test_a_block_may_begin_as_the_source_s_own_does(
    source: str, translation: str, written: str
) -> None:
    assert one(source + "\n", translation) == written + "\n"


def test_a_caption_of_a_table_keeps_its_mark() -> None:
    table = "| a | b |\n|---|---|\n| c | d |\n\n: {} {{#e}}\n"
    document = markdown(table.format("f"))
    assert translated(document, "g", *["x"] * 4) == table.format("g").replace(
        "| a | b |", "| x | x |"
    ).replace("| c | d |", "| x | x |")
