import re

import pytest

from tests.documents import KK, read
from toolkit.localizing.writers.own_format import render_own_format

GRID = """A b.

+------+---------+
| A    | B *c*   |
+======+:=======:+
| d    | - e     |
| f    | - g     |
+------+---------+

+---+---+
| h | i |
+---+---+
"""


def written(source: str, **texts: str) -> str:
    document = read(source, "a.md")
    given = [
        tuple(texts.get(each, each) if isinstance(each, str) else each for each in unit.text)
        for unit in document.units
    ]
    return render_own_format(document, given, KK).decode()


def test_a_grid_without_a_change_keeps_its_bytes() -> None:
    assert written(GRID, h="j") == GRID.replace("| h |", "| j |")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_column_is_as_wide_as_its_longest_word(end: str) -> None:
    found = written(GRID.replace("\n", end), e="eeeeeeeeee")
    assert found == GRID.replace(
        """+------+---------+
| A    | B *c*   |
+======+:=======:+
| d    | - e     |
| f    | - g     |
+------+---------+
""",
        """+------+--------------+
| A    | B *c*        |
+======+:============:+
| d    | - eeeeeeeeee |
| f    | - g          |
+------+--------------+
""",
    ).replace("\n", end)


def test_a_long_text_goes_over_several_lines() -> None:
    found = written(GRID, A="one two three 四")
    assert "| one   | B *c*   |\n| two   |         |\n| three |" in found
    assert [each.message for each in read(found, "a.md").units][1] == "one two three 四"


@pytest.mark.parametrize("text", ["a | b", "# a b", "- a", "+--+", "a\ufdd0b", "1. a", "\ufdd0end"])
def test_a_text_of_a_cell_stays_text(text: str) -> None:
    found = written(GRID, A=text, i=text)
    shown = [re.sub("\\s", " ", each.message) for each in read(found, "a.md").units]
    assert (shown[1], shown[-1]) == (text.replace("\ufdd0", ""),) * 2
