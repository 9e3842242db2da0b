"""Plain text as an article: each case of tests/data/text, the laws of spans, hostile files."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.markup import Span
from toolkit.document.formats.parsed import Parsed
from toolkit.document.formats.plaintext import parse_plaintext

LAW = examples(200)
TESTS = Path(__file__).parents[2]
SAMPLE = TESTS.parent / "seeds" / "kazakhstan-xinjiang-activism.txt"
CASES = sorted((TESTS / "data" / "text").glob("*.txt"))
EN = Locale("en")
RULES = "*-–—_#~⁂•·"
BYLINE = "By:,;·|/—–-،؛"

LINES = st.sampled_from(
    [
        *("", "", "", "\u00a0", "  \t", "* * *", "—", "text", "  indented text  ", "Әлем, ئالەم."),
        *("By Ann Lee, Feb 22, 2021", "Ann Lee — 2021-02-22", "22.02.2021", "BY: Ann | 1 May 2021"),
        *("He came on May 1, 2021.", "Ann Lee is a reporter.", "a" * 250, "\u00a0x\u00a0", "----"),
    ]
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    lines = draw(st.lists(LINES | st.text("ab ә.<&>\u2028", max_size=8), max_size=12))
    return (mark + end.join(lines) + draw(st.sampled_from(["", end]))).encode()


def parse(text: str | bytes, language: Locale = EN) -> Parsed:
    return parse_plaintext(text.encode() if isinstance(text, str) else text, "a.txt", language)


def texts(parsed: Parsed, path: str) -> list[str]:
    return [str(element.text) for element in parsed.tree.getroot().iterfind(path)]


def placed(parsed: Parsed) -> Iterator[tuple[etree._Element, str, Span]]:
    """Yield the elements that hold text, with it and its span, in the order of the spans."""
    spans = sorted(parsed.spans.items(), key=lambda item: item[1].start)
    for element, span in spans:
        yield element, element.text or "", span


# --- the sample, and the cases


@pytest.fixture(scope="module")
def sample() -> Parsed:
    return parse(SAMPLE.read_bytes())


def test_the_sample_has_a_headline(sample: Parsed) -> None:
    headline = "After tentative start, Kazakhstan is obliterating Xinjiang activism"
    assert texts(sample, ".//h1") == [headline]


def test_the_sample_has_a_standfirst(sample: Parsed) -> None:
    standfirst = "Kazakhstan is no longer a safe haven for asylum seekers from China."
    assert texts(sample, ".//p[@class='standfirst']") == [standfirst]


def test_the_sample_has_an_author(sample: Parsed) -> None:
    assert texts(sample, ".//span[@class='author']") == ["Chris Rickleton"]


def test_the_sample_has_a_date(sample: Parsed) -> None:
    assert sample.metadata.date == dt.date(2021, 2, 22)
    assert texts(sample, ".//time[@datetime='2021-02-22']") == ["Feb 22, 2021"]


def test_the_sample_has_27_paragraphs(sample: Parsed) -> None:
    assert len(texts(sample, ".//div[@class='body']/p")) == 27


def test_the_sample_has_a_note(sample: Parsed) -> None:
    note = "Chris Rickleton is a journalist based in Almaty."
    assert texts(sample, "./footer/p[@class='note']") == [note]


def test_the_samples_block_of_a_no_break_space_is_nothing(sample: Parsed) -> None:
    assert all(text.strip() for _, text, _ in placed(sample))
    assert sample.tree.getroot().find(".//hr") is None


def test_a_list_below_a_rule_is_no_note() -> None:
    parsed = parse("Headline\n\nText.\n\n* * *\n\n- One more.\n- Two more.\n")
    assert texts(parsed, ".//li") == ["One more.", "Two more."]


@pytest.mark.parametrize("path", CASES, ids=[path.name for path in CASES])
def test_a_case_is_the_article_beside_it(path: Path) -> None:
    language = Locale(path.suffixes[-2].removeprefix("."))
    parsed = parse_plaintext(path.read_bytes(), path.name, language)
    tree = etree.tostring(parsed.tree, encoding="unicode", pretty_print=True)
    assert tree == path.with_suffix(".xml").read_text(encoding="utf-8")


# --- laws


@pytest.mark.slow
@LAW
@given(files())
@example(SAMPLE.read_bytes())
@example(b"x\n\n***\n\nBy Feb 22, 2021")
def test_a_span_holds_the_text_of_its_element(data: bytes) -> None:
    for element, text, span in placed(parse(data)):
        held = data[span.start : span.end].decode()
        lines = [line.strip() for line in re.split(r"\r\n|\r|\n", held)]
        if element.get("class") == "author":
            lines = [re.sub(r"(?i)^by\b[:\s]*", "", line) for line in lines]
        assert "\n".join(lines) == text


@LAW
@given(files())
@example(SAMPLE.read_bytes())
def test_no_two_spans_overlap(data: bytes) -> None:
    end = 0
    for _, _, span in placed(parse(data)):
        assert end <= span.start < span.end <= len(data)
        end = span.end


@LAW
@given(files())
@example(SAMPLE.read_bytes())
def test_what_stands_in_no_element_is_space_rules_and_marks_of_the_byline(data: bytes) -> None:
    left, end = [], 0
    for _, _, span in placed(parse(data)):
        left.append(data[end : span.start])
        end = span.end
    outside = b"".join([*left, data[end:]]).decode().removeprefix("\ufeff")
    assert set("".join(outside.split())) <= set(RULES + BYLINE)


@LAW
@given(files())
def test_the_articles_order_is_the_files(data: bytes) -> None:
    parsed = parse(data)
    body = parsed.tree.getroot().iterfind("./div/p")
    starts = [parsed.spans[element].start for element in body]
    assert starts == sorted(starts)


@LAW
@given(files())
def test_every_ending_of_lines_gives_the_same_article(data: bytes) -> None:
    text = re.sub("\r\n|\r", "\n", data.decode())
    trees = [parse(text.replace("\n", end)).tree for end in ("\n", "\r\n", "\r")]
    assert len({etree.tostring(tree) for tree in trees}) == 1


@LAW
@given(files(), st.sampled_from(["headline: a", "author: a", "note: a", "detect: no", "lang: kk"]))
def test_front_matter_moves_no_span_out_of_place(data: bytes, field: str) -> None:
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    whole = mark + f"---\n{field}\n---\n".encode() + data.removeprefix(mark)
    for element, text, span in placed(parse(whole)):
        if element.get("class") != "author":
            held = whole[span.start : span.end].decode()
            assert "".join(held.split()) == "".join(text.split())


# --- places and metadata


def test_a_span_says_line_and_column() -> None:
    parsed = parse("Headline\r\n\r\n  Әнн, Feb 22, 2021\r\n")
    places = [(element.tag, span.line, span.column) for element, _, span in placed(parsed)]
    assert places == [("h1", 1, 1), ("span", 3, 3), ("time", 3, 8)]


def test_a_date_of_the_front_matter_has_no_span() -> None:
    parsed = parse("---\ndate: 2021-02-22\n---\ntext\n")
    assert texts(parsed, ".//time") == ["2021-02-22"]
    assert "time" not in {element.tag for element in parsed.spans}


def test_the_front_matters_date_wins() -> None:
    parsed = parse("---\ndate: 2021-03-01\n---\nA\n\nAnn Feb 22, 2021\n")
    assert parsed.metadata.date == dt.date(2021, 3, 1)


def test_updated_is_metadata() -> None:
    assert parse("---\nupdated: 1 March 2021\n---\n").metadata.updated == dt.date(2021, 3, 1)


def test_no_is_norwegian() -> None:
    assert parse("---\nlang: no\n---\nTekst\n").language == Locale("no")


def test_an_empty_language_is_the_projects() -> None:
    assert parse("---\nlang:\n---\nМәтін\n", Locale("kk")).language == Locale("kk")


def test_the_documents_language_reads_its_date() -> None:
    parsed = parse("---\nlang: ru\n---\nА\n\nАня, 22 февраля 2021\n")
    assert parsed.metadata.date == dt.date(2021, 2, 22)


@pytest.mark.parametrize("value", ["31.02.2021", "yesterday", "22 ақпан 2021"])
def test_a_date_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ToolkitError, match=f"^a.txt:2:7: error: “{value}” is not a date"):
        parse(f"---\ndate: {value}\n---\n")


def test_a_language_that_is_none_is_refused_with_its_place() -> None:
    with pytest.raises(ToolkitError, match=r"^a\.txt:2:7: error: “xx” is not a language tag"):
        parse("---\nlang: xx\n---\n")


def test_a_byline_of_a_date_alone_has_no_author() -> None:
    parsed = parse("A\n\nFeb 22, 2021\n\ntext\n")
    assert texts(parsed, ".//span") == []
    assert parsed.metadata.date == dt.date(2021, 2, 22)


@pytest.mark.parametrize("name", ["Byron", "Bya Lee"])
def test_a_name_that_begins_like_by_is_whole(name: str) -> None:
    assert texts(parse(f"A\n\n{name}, Feb 22, 2021\n"), ".//span") == [name]


@pytest.mark.parametrize("text", ["a" * 201, "It ends.", "It ends…", "* * *", "这样。", "شۇنداق۔"])
def test_a_first_block_that_is_no_headline(text: str) -> None:
    assert texts(parse(f"{text}\n\ntext\n"), ".//h1") == []


def test_a_block_after_a_separator_that_is_not_last_is_a_paragraph() -> None:
    parsed = parse("A\n\nb\n\n\u00a0\n\nc\n\nd\n")
    assert texts(parsed, ".//div/p") == ["b", "c", "d"]


def picture(text: str) -> etree._Element:
    (figure,) = parse(text).tree.iterfind(".//header/figure")
    return figure


def test_a_picture_of_the_front_matter_has_its_alternative_text_and_caption() -> None:
    figure = picture("---\nimage: a.png\nimage_alt: A river\nimage_caption: In May\n---\nT\n")
    image = figure.find("img")
    assert image is not None
    assert (image.get("src"), image.get("alt")) == ("a.png", "A river")
    assert texts(parse("---\nimage: a\nimage_caption: In May\n---\nT\n"), ".//figcaption") == [
        "In May"
    ]


def test_a_picture_without_words_has_an_empty_alternative_text_and_no_caption() -> None:
    figure = picture("---\nimage: a.png\n---\nT\n")
    assert [(each.tag, dict(each.attrib)) for each in figure] == [
        ("img", {"src": "a.png", "alt": ""})
    ]


def test_the_alternative_text_has_its_span() -> None:
    text = "---\nimage: a.png\nimage_alt: A river\n---\nT\n"
    parsed = parse(text)
    (image,) = parsed.tree.iterfind(".//img")
    span = parsed.spans[image]
    assert text.encode()[span.start : span.end] == b"A river"


# --- hostile files


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n" * 100_000, "\u00a0\r".encode() * 9])
def test_a_file_without_text_is_an_article_without_text(data: bytes) -> None:
    parsed = parse(data)
    assert "".join(map(str, parsed.tree.getroot().itertext())) == ""
    assert parsed.spans == {}


def test_one_endless_line_is_one_paragraph() -> None:
    line = "word " * 1_000_000 + "end"
    assert texts(parse(line), ".//p") == [line]


@pytest.mark.slow
def test_many_lines_are_one_paragraph() -> None:
    assert len(texts(parse("word\n" * 100_000), ".//p")) == 1


@pytest.mark.slow
def test_many_blocks_are_many_paragraphs() -> None:
    assert len(texts(parse("A.\n\n" * 20_000), ".//p")) == 20_000


def test_markup_is_text() -> None:
    parsed = parse("<script>alert(1)</script> &amp; ]]>\n")
    assert texts(parsed, ".//h1") == ["<script>alert(1)</script> &amp; ]]>"]


@pytest.mark.parametrize("data", [b"a\0b", b"a\x0cb", b"a\x0bb", b"\xff", b"\xfe\xff\0a"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ToolkitError):
        parse(data)


@LAW
@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    try:
        parsed = parse(data)
    except ToolkitError:
        return
    assert etree.tostring(parsed.tree)


def test_a_front_matter_tells_partners_what_no_edition_translates() -> None:
    text = b"---\nurgency: 3\nplace: Aksu\nsubjects: [20000087 speech, 02000000]\n---\n\nText.\n"
    parsed = parse_plaintext(text, "a.txt", Locale("en"))
    wire = parsed.metadata.wire
    assert (wire.urgency, wire.place.name, len(wire.subjects)) == (3, "Aksu", 2)
    assert "".join(parsed.tree.getroot().itertext()) == "Text."


def test_a_list_that_partners_are_told_may_have_a_line_for_each_item() -> None:
    text = b"---\nsubjects:\n  - medtop:20000087 speech # YAML\n  - 02000000\n---\n\nText.\n"
    subjects = parse_plaintext(text, "a.txt", Locale("en")).metadata.wire.subjects
    assert [(each.code, each.name) for each in subjects] == [
        ("20000087", "speech"),
        ("02000000", ""),
    ]


def test_an_urgency_that_is_none_has_its_place() -> None:
    with pytest.raises(ToolkitError, match=r"a\.txt:2:10: error: “12” is not an urgency"):
        parse_plaintext(b"---\nurgency: 12\n---\n\nText.\n", "a.txt", Locale("en"))
