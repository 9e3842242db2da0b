"""What finished translations give a memory, and what a memory gives back."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.entry import Level, MemoryEntry
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import Catalog, Entry, new_catalog
from toolkit.catalog.remember import finished_entries, recall
from toolkit.document.model import JOINED

EN, KK = Locale("en"), Locale("kk")
SENTENCES = [
    ("The bridge opened on 3 May 2021.", "Көпір 2021 жылғы 3 мамырда ашылды."),
    ("It cost 12 million.", "Оның құны 12 миллион."),
]
WHOLE = tuple(" ".join(each) for each in zip(*SENTENCES, strict=True))


def catalog(*entries: Entry, date: str = "2026-03-04 05:06+0000") -> Catalog:
    made = new_catalog({"Language": "kk", "PO-Revision-Date": date})
    made.extend(entries)
    return made


def remembered(
    *entries: Entry, origin: str = "a", known: Collection[tuple[str, str, str]] = ()
) -> list[MemoryEntry]:
    return list(finished_entries(catalog(*entries), EN, KK, origin, known))


def pairs(*entries: Entry, known: Collection[tuple[str, str, str]] = ()) -> list[tuple[str, str]]:
    return [(each.source, each.target) for each in remembered(*entries, known=known)]


def test_a_finished_translation_is_a_unit_of_its_document_with_its_date() -> None:
    (only,) = remembered(Entry(msgid="Flood", msgstr="Тасқын"))
    assert (only.source, only.target, only.origin, only.level) == (
        "Flood",
        "Тасқын",
        "a",
        Level.UNIT,
    )
    assert (only.source_locale, only.target_locale) == (EN, KK)
    assert only.date == dt.datetime(2026, 3, 4, 5, 6, tzinfo=dt.UTC)


def test_a_date_that_a_template_left_open_is_none() -> None:
    made = catalog(Entry(msgid="a", msgstr="b"), date="YEAR-MO-DA HO:MI+ZONE")
    (only,) = finished_entries(made, EN, KK, "a")
    assert only.date is None


@pytest.mark.parametrize(
    "entry",
    [
        Entry(msgid="a", msgstr=""),
        Entry(msgid="a", msgstr="b", flags=["fuzzy"]),
        Entry(msgid="a", msgstr="b", obsolete=True),
        Entry(msgid="a", msgstr=f" {JOINED} "),
    ],
    ids=["untranslated", "fuzzy", "obsolete", "joined"],
)
def test_what_is_not_finished_is_not_remembered(entry: Entry) -> None:
    assert pairs(entry, Entry(msgid="c", msgstr="d")) == [("c", "d")]


def test_what_is_known_is_not_given_again_and_the_rest_is() -> None:
    entries = Entry(msgid="a", msgstr="b"), Entry(msgid="c", msgstr="d")
    assert pairs(*entries, known={("a", "a", "b")}) == [("c", "d")]
    assert pairs(*entries, known={("other", "a", "b")}) == [("a", "b"), ("c", "d")]


def test_sentences_are_remembered_after_their_unit() -> None:
    found = remembered(Entry(msgid=WHOLE[0], msgstr=WHOLE[1]))
    assert [(each.source, each.target) for each in found] == [WHOLE, *SENTENCES]
    assert [each.level for each in found] == [Level.UNIT, Level.SENTENCE, Level.SENTENCE]


def test_sentences_of_a_unit_that_is_known_are_not_given_again() -> None:
    assert pairs(Entry(msgid=WHOLE[0], msgstr=WHOLE[1]), known={("a", WHOLE[0], WHOLE[1])}) == []


def test_without_a_document_the_first_reference_says_where_a_text_stands() -> None:
    (only,) = remembered(
        Entry(msgid="a", msgstr="b", occurrences=[("x.txt", "1"), ("y.txt", "2")]), origin=""
    )
    assert only.origin == "x.txt"


def test_a_plural_gives_its_first_form_for_one_and_its_last_for_many() -> None:
    days = Entry(
        msgid="a day", msgid_plural="%d days", msgstr_plural={0: "день", 1: "дня", 2: "дней"}
    )
    assert pairs(days) == [("a day", "день"), ("%d days", "дней")]


def test_a_plural_of_one_form_gives_it_for_many() -> None:
    days = Entry(msgid="a day", msgid_plural="%d days", msgstr_plural={0: "%d күн"})
    assert pairs(days) == [("%d days", "%d күн")]


def test_what_a_memory_has_of_a_text_is_exact_only_as_a_unit(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "m.sqlite", create_missing=True) as memory:
        memory.add(remembered(Entry(msgid=WHOLE[0], msgstr=WHOLE[1])))
        find = recall(memory, EN, KK)
        whole, sentence = find(WHOLE[0]), find(SENTENCES[1][0])
        assert find("Nobody knows why it rained.") is None
    assert whole is not None
    assert (whole.translation, whole.exact) == (WHOLE[1], True)
    assert sentence is not None
    assert (sentence.translation, sentence.exact) == (SENTENCES[1][1], False)
