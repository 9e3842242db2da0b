import pytest

from tests.documents import read
from toolkit.base.errors import ToolkitError
from toolkit.document.formats.markdown_grids import read_grid, width_of
from toolkit.document.model import Document

GRID = """+------+---------+
| A    | B *c*   |
+=:====+:=======:+
| d    | - e     |
| f 漢 | - g     |
+------+---------+
"""


def markdown(source: str) -> Document:
    return read(source, "a.md")


def tags(document: Document) -> list[str]:
    (body,) = document.tree.getroot().iterchildren("div")
    return [str(each.tag) for each in body]


def test_a_grid_is_a_table_whose_cells_hold_blocks() -> None:
    document = markdown(f"A b.\n\n{GRID.replace('=:=', '===')}\nLast.\n")
    assert tags(document) == ["p", "table", "p"]
    assert [(each.role, each.message) for each in document.units] == [
        ("paragraph", "A b."),
        ("cell", "A"),
        ("cell", "B <em>c</em>"),
        ("cell", "d f 漢"),
        ("item", "e"),
        ("item", "g"),
        ("paragraph", "Last."),
    ]
    assert [each.location.line for each in document.units] == [1, 4, 4, 6, 6, 7, 10]


def test_a_grid_says_how_its_columns_are_aligned() -> None:
    grid = read_grid(["+----+----+---+", "| a  | b  | c |", "+:===+===:+:=:+", *["| d  | e  | f |"],
                      "+----+----+---+"])  # fmt: skip
    assert grid is not None
    assert (grid.head, grid.aligned) == (1, ("left", "right", "center"))


@pytest.mark.parametrize(
    "lines",
    [
        ["+---+---+", "| a | b |", "|   +---+", "| c | d |", "+---+---+"],
        ["+---+---+", "| a     |", "+---+---+"],
        ["+---+---+", "| a | b |", "+-------+"],
        ["+---+---+", "+---+---+"],
        ["+---+---+", "| a | b |"],
    ],
)
def test_what_goes_over_several_cells_is_no_grid(lines: list[str]) -> None:
    assert read_grid(lines) is None


def test_a_table_that_cannot_be_read_keeps_its_lines_and_is_told() -> None:
    table = "+---+---+\n| a | b |\n|   +---+\n| c | d |\n+---+---+\n"
    document = markdown(f"A b.\n\n{table}")
    assert tags(document) == ["p", "pre"]
    (told,) = document.findings
    assert (told.code, str(told.location)) == ("markdown-grid", "a.md:3")


@pytest.mark.parametrize("source", ["```\n{}```\n", " +---+\n | a |\n +---+\n", "a\n{}"])
def test_a_grid_in_code_or_words_or_indented_is_none(source: str) -> None:
    assert "table" not in tags(markdown(source.format(GRID)))


def test_a_source_may_not_hold_what_parts_cells() -> None:
    with pytest.raises(ToolkitError, match=r"a\.md:2:3: error: the text contains U\+FDD0"):
        markdown("a\n\nb \ufdd0end\n".replace("\n\n", "\n"))


@pytest.mark.parametrize(("text", "width"), [("ab", 2), ("漢a", 3), ("e\u0301", 1), ("\u2068a", 1)])
def test_a_text_has_a_width(text: str, width: int) -> None:
    assert width_of(text) == width
