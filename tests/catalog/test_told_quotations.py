"""Quotations in the notes of a catalog: read as they were written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.catalog.notes import Notes
from toolkit.catalog.told_quotations import (
    Quotation,
    QuotationStatus,
    plain_field,
    quotations_of,
)

SAID = Quotation(
    "We were never told why",
    QuotationStatus.TRANSLATED,
    Locale("kk"),
    "Бізге себебін айтқан жоқ",
    own=True,
    speaker="a woman from Urumchi",
    recording="call of 2 March",
    time="00:12:07",
)
FIELDS = (st.text(max_size=20) | st.sampled_from(["· a", "a ·", "a · as said: b", "at: 1"])).map(
    plain_field
)


@st.composite
def quotations(draw: st.DrawFn) -> Quotation:
    original = draw(FIELDS)
    return Quotation(
        draw(FIELDS.filter(bool)),
        draw(st.sampled_from(list(QuotationStatus))),
        Locale(draw(st.sampled_from(["kk", "kk-Arab", "ug", "pt-BR"]))),
        original,
        bool(original) and draw(st.booleans()),
        *(draw(FIELDS) for _ in range(3)),
    )


@given(quotations())
def test_a_quotation_is_read_as_it_was_written(said: Quotation) -> None:
    assert Quotation.parse(str(said)) == said


@pytest.mark.slow
@given(st.lists(quotations(), max_size=3, unique_by=str))
def test_notes_hold_several_quotations_above_terms_and_ids(said: list[Quotation]) -> None:
    notes = Notes.of_unit("paragraph", notes=["Mind it."]).with_ids(["p-7f3c"])
    notes = notes.with_terms(["camp → лагерь"]).with_quotations(map(str, said))
    assert quotations_of(Notes.parse(str(notes))) == tuple(said)
    assert notes.with_quotations(map(str, said)) == notes
    assert notes.ids == ("p-7f3c",)
    assert [str(each) for each in notes.lines[-2:]] == ["term: camp → лагерь", "id: p-7f3c"]


def test_a_note_reads_like_this() -> None:
    assert str(SAID) == (
        "translated · said in: Kazakh (kk) · words: We were never told why"
        " · write as said: Бізге себебін айтқан жоқ · speaker: a woman from Urumchi"
        " · recording: call of 2 March · at: 00:12:07"
    )


def test_in_another_language_nothing_has_to_be_written() -> None:
    assert "· as said: Бізге" in str(replace(SAID, own=False))


@pytest.mark.parametrize(
    "text",
    ["", "said", "translated", "translated · said in: kk · words: x", "translated · words: x",
     "guessed · said in: Kazakh (kk) · words: x", "translated · said in: Klingon (xxq) · words: x"],
)  # fmt: skip
def test_what_is_no_quotation_is_none(text: str) -> None:
    assert Quotation.parse(text) is None


def test_a_dot_inside_a_word_stays() -> None:
    assert plain_field("col·laborar · ja") == "col·laborar • ja"
