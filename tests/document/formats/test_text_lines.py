import pytest

from tests.documents import messages, read
from toolkit.base.bcp47 import Locale
from toolkit.document.formats.bare_addresses import bare_addresses
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
HEAD = "Headline\n\n"


def roles(block: str) -> list[tuple[str, str]]:
    return [(unit.role[:1], unit.message) for unit in read(f"{HEAD}{block}\n", "a.txt").units][1:]


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("They ask:\n- a\n- b", [("p", "They ask:"), ("i", "a"), ("i", "b")]),
        ("They ask:\n- a", [("p", "They ask:"), ("i", "a")]),
        ("* a\n  b\n* c", [("i", "a b"), ("i", "c")]),
        ("• a\nb\n• c\nd\nThen e", [("i", "a b"), ("i", "c d"), ("p", "Then e")]),
        ("1. a\n2. b\n10) c", [("i", "a"), ("i", "b 10) c")]),
        ("9. a\n10. b", [("i", "a"), ("i", "b")]),
        ("(1) a\n(2) b", [("i", "a"), ("i", "b")]),
        ("(a) a\nb\n(b) c", [("p", "(a) a b"), ("p", "(b) c")]),
        (
            "(a) a:\n- b\n- c\n(b) d",
            [("p", "(a) a:"), ("i", "b"), ("i", "c"), ("p", "(b) d")],
        ),
        ("[1] a\n[2] b", [("p", "[1] a"), ("p", "[2] b")]),
        ("a. a\nb. b", [("p", "a. a"), ("p", "b. b")]),
        ("а) а\nб) б", [("p", "а) а"), ("p", "б) б")]),
        ("| A | b |\n| C | d |", [("p", "| A | b |"), ("p", "| C | d |")]),
        ("A\tb\nC\td", [("p", "A b"), ("p", "C d")]),
        ("A | b\nC\n\td", [("p", "A | b C d")]),
        ("9:00 a\n10:30 b", [("p", "9:00 a"), ("p", "10:30 b")]),
        ("一、甲\n二、乙", [("p", "一、甲"), ("p", "二、乙")]),
        ("a\n[1] b\n[2] c", [("p", "a [1] b [2] c")]),
        ("– A, – he said.\n— B.", [("p", "– A, – he said."), ("p", "— B.")]),
        (
            "They ask:\n– a\n– b\n  c\n– d",
            [("p", each) for each in ("They ask:", "– a", "– b c", "– d")],
        ),
        ("– A and\nb.\n– C?", [("p", "– A and b."), ("p", "– C?")]),
        ("They ask:\n– a\nThen b", [("p", "They ask:"), ("p", "– a"), ("p", "Then b")]),
        ("He came\n– and left", [("p", "He came – and left")]),
        ("Name: A\nPhone: +7 1", [("p", "Name: A"), ("p", "Phone: +7 1")]),
        ("He meant\n- and said - that", [("p", "He meant - and said - that")]),
        ("It was in\n2019. Then", [("p", "It was in 2019. Then")]),
        ("- a lone line", [("p", "- a lone line")]),
        ("Note: a\nand b", [("p", "Note: a and b")]),
    ],
)
def test_lines_that_look_like_a_list_are_one(block: str, found: list[tuple[str, str]]) -> None:
    assert roles(block) == found


def test_a_numbered_list_begins_with_its_number() -> None:
    (items,) = read(f"{HEAD}3. a\n4. b\n", "a.txt").tree.getroot().iter("ol")
    assert items.get("start") == "3"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_items_are_written_behind_their_marks(end: str) -> None:
    source = f"{HEAD}They ask:\n- a\n  b\n- c\n\n1) d\n2) e\n".replace("\n", end)
    document = read(source, "a.txt")
    texts = [("Ә",), ("Ө:",), ("б",), ("в",), ("г",), ("д",)]
    assert render_own_format(document, texts, KK).decode() == (
        "Ә\n\nӨ:\n- б\n- в\n\n1) г\n2) д\n".replace("\n", end)
    )


def test_an_address_is_a_link_and_stays_as_it_is() -> None:
    document = read(f"{HEAD}See https://a.example/b_(c) (http://d.example/e).\n", "a.txt")
    assert messages(document)[1] == "See <a1/> (<a2/>)."
    texts = [None, document.units[1].read_translation("<a2/> мен <a1/> қара")]
    assert render_own_format(document, texts, KK).decode() == (
        f"{HEAD}http://d.example/e мен https://a.example/b_(c) қара\n"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a https://b.c/d.", ["https://b.c/d"]),
        ("“https://b.c” and http://d", ["https://b.c", "http://d"]),
        ("见https://b.c/d。", ["https://b.c/d"]),
        ("xhttps://b.c", []),
        ("https://", []),
    ],
)
def test_addresses_end_before_the_marks_of_a_sentence(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in bare_addresses(text)] == found


@pytest.mark.parametrize("line", ["====", "-----", "~~~"])
def test_a_line_drawn_below_a_heading_is_no_part_of_it(line: str) -> None:
    assert messages(read(f"Headline\n{line}\n\nPart\n{line}\n", "a.txt")) == ["Headline", "Part"]
