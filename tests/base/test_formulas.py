"""Formulas: nothing is computed that is a text, and nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.formulas import guarded, unguarded

CELLS = st.text() | st.text(st.sampled_from("'=+-@\t\ra"), max_size=4)


@given(CELLS)
def test_what_was_guarded_comes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("begins", "=+-@\t\r")
def test_no_guarded_cell_begins_as_a_formula(begins: str) -> None:
    assert guarded(f"{begins}1") == f"'{begins}1"
