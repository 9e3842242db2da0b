import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry, new_catalog, read, write
from toolkit.catalog.update import UpdateSummary, update_catalog
from toolkit.catalog.update_plan import Remembered

KK = Locale("kk")
A = "The first of them left early in the morning."
B = "Nobody saw the second one go, not even the guard."
C = "A third had stayed behind to feed the animals."
D = "By noon the whole village was looking for them."
E = "The search went on for three days and nights."


CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхийклмнопқрстувшхызАБЦДЕФГХИЙКЛМНОПҚРСТУВШХЫЗ",
)


def translation(text: str) -> str:
    """Return a text that stands for another, sentence for sentence and word for word."""
    return text.translate(CYRILLIC)


def template(*messages: str, ids: str = "") -> Catalog:
    made = new_catalog({"Content-Type": "text/plain; charset=UTF-8", "X-Source-Language": "en"})
    made.extend(Entry(msgid=message, comment=ids) for message in messages)
    return made


def translated(*messages: str) -> Catalog:
    catalog, _ = update_catalog(template(*messages), None, KK)
    for entry in catalog:
        entry.msgstr = translation(entry.msgid)
    return read(write(catalog), "kk.po")


def update(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[list[Entry], UpdateSummary]:
    catalog, summary = update_catalog(template(*new), translated(*old), KK)
    return list(catalog), summary


@pytest.mark.slow
def test_each_part_of_a_split_text_has_its_own_translation() -> None:
    entries, summary = update((f"{A} {B} {C}",), (f"{A} {B}", C))
    assert [entry.msgstr for entry in entries] == [translation(f"{A} {B}"), translation(C)]
    assert summary == UpdateSummary(split=2)
    assert not any(entry.fuzzy for entry in entries)


@pytest.mark.slow
def test_parts_whose_translations_cannot_be_told_apart_are_fuzzy_and_have_the_whole() -> None:
    short = "He left."
    old = translated(f"{short} {B}")
    old[0].msgstr = f"{translation(B)} {translation(short)}"
    catalog, _ = update_catalog(template(short, B), old, KK)
    assert [entry.msgstr for entry in catalog] == [old[0].msgstr, old[0].msgstr]
    assert all(entry.fuzzy for entry in catalog)


def test_a_joined_text_has_both_translations() -> None:
    entries, summary = update((A, B), (f"{A} {B}",))
    assert [entry.msgstr for entry in entries] == [translation(f"{A} {B}")]
    assert summary == UpdateSummary(joined=1)
    assert not entries[0].fuzzy


def test_a_sentence_that_moved_to_its_neighbour_takes_its_translation_along() -> None:
    entries, _ = update((f"{A} {B}", f"{C} {D}"), (A, f"{B} {C} {D}"))
    assert [entry.msgstr for entry in entries] == [translation(A), translation(f"{B} {C} {D}")]


def test_swapped_sentences_swap_their_translations() -> None:
    entries, _ = update((f"{A} {B} {C}",), (f"{C} {A} {B}",))
    assert entries[0].msgstr == translation(f"{C} {A} {B}")


def test_an_edited_sentence_keeps_the_rest_of_its_paragraph() -> None:
    edited = B.replace("guard", "old watchman")
    entries, summary = update((f"{A} {B} {C}",), (f"{A} {edited} {C}",))
    assert entries[0].msgstr == translation(f"{A} {B} {C}")
    assert entries[0].fuzzy
    assert summary == UpdateSummary(fuzzy=1)


def test_a_removed_sentence_takes_its_translation_out_and_asks_for_a_look() -> None:
    entries, summary = update((f"{A} {B} {C}",), (f"{A} {C}",))
    assert entries[0].msgstr == translation(f"{A} {C}")
    assert entries[0].fuzzy
    assert (summary.fuzzy, summary.obsolete) == (1, 1)


def test_a_split_whose_part_was_edited_too_is_fuzzy_where_it_was_edited() -> None:
    edited = C.replace("animals", "old horses")
    entries, _ = update((f"{A} {B} {C}",), (f"{A} {B}", edited))
    assert [entry.msgstr for entry in entries[:2]] == [translation(f"{A} {B}"), translation(C)]
    assert entries[1].fuzzy


def test_both_paragraphs_split_give_each_part_its_own() -> None:
    entries, _ = update((f"{A} {B}", f"{C} {D}"), (A, B, C, D))
    assert [entry.msgstr for entry in entries] == [translation(each) for each in (A, B, C, D)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("“Yes,” he said – twice…", '"Yes," he said — twice...'),
        ("One  two\nthree.", "One two three."),
        ("It was 10\u00a0km away.", "It was 10 km away."),
    ],
)
def test_a_mechanical_change_is_not_fuzzy(before: str, after: str) -> None:
    entries, summary = update((before,), (after,))
    assert (entries[0].msgstr, entries[0].fuzzy) == (translation(before), False)
    assert summary == UpdateSummary(mechanical=1)


def test_a_typo_that_the_editor_declares_is_not_fuzzy() -> None:
    new = template(A.replace("early", "erly"), ids="id: p-1234")
    catalog, summary = update_catalog(new, translated(A), KK, keep={"p-1234"})
    assert not catalog[0].fuzzy
    assert summary == UpdateSummary(mechanical=1)


def test_a_fuzzy_entry_tells_what_kind_of_change_it_was() -> None:
    old = "The police held 12 people on Tuesday."
    entries, _ = update((old,), (old.replace("12", "17"),))
    assert entries[0].comment.split("\n")[0] == "changed: number 12 → 17"


def test_a_split_of_a_fuzzy_translation_stays_fuzzy() -> None:
    old = translated(f"{A} {B}")
    old[0].flags.append("fuzzy")
    catalog, _ = update_catalog(template(A, B), old, KK)
    assert all(entry.fuzzy for entry in catalog)


def test_an_exact_text_of_the_memory_is_taken_as_it_is() -> None:
    catalog, summary = update_catalog(
        template(A), None, KK, memory=lambda text: Remembered(text, "x", exact=True)
    )
    assert (catalog[0].msgstr, catalog[0].fuzzy) == ("x", False)
    assert summary == UpdateSummary(from_memory=1)


def test_a_similar_text_of_the_memory_is_fuzzy_and_says_its_source() -> None:
    catalog, _ = update_catalog(
        template(A), None, KK, memory=lambda _: Remembered(B, "x", exact=False)
    )
    assert (catalog[0].fuzzy, catalog[0].previous_msgid) == (True, B)


def test_the_catalogs_own_translations_come_before_the_memory() -> None:
    catalog, _ = update_catalog(
        template(A.replace("early", "late")),
        translated(A),
        KK,
        memory=lambda text: Remembered(text, "x", exact=True),
    )
    assert catalog[0].msgstr == translation(A)


def test_codes_stay_with_their_sentence() -> None:
    old = "The <em>first</em> left. The <a1>second</a1> stayed. All is well."
    catalog, _ = update_catalog(template(old), None, KK)
    catalog[0].msgstr = "Бірінші <em>кетті</em>. Екінші <a1>қалды</a1>. Бәрі жақсы."
    new, _ = update_catalog(
        template("The <em>first</em> left.", "The <a1>second</a1> stayed. All is well."),
        catalog,
        KK,
    )
    assert [entry.msgstr for entry in new] == [
        "Бірінші <em>кетті</em>.",
        "Екінші <a1>қалды</a1>. Бәрі жақсы.",
    ]


SENTENCES = [A, B, C, D, E]
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True).map(" ".join),
    min_size=1,
    max_size=4,
    unique=True,
)


@pytest.mark.slow
@given(PARAGRAPHS, PARAGRAPHS)
def test_every_translated_sentence_stands_somewhere(old: list[str], new: list[str]) -> None:
    entries, _ = update(tuple(old), tuple(new))
    everything = " ".join(entry.msgstr for entry in entries)
    for paragraph in old:
        for sentence in SENTENCES:
            assert sentence not in paragraph or translation(sentence) in everything


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_is_not_fuzzy_is_right(old: list[str], new: list[str]) -> None:
    entries, _ = update(tuple(old), tuple(new))
    for entry in entries:
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            assert entry.msgstr == translation(entry.msgid)


@pytest.mark.slow
@given(PARAGRAPHS, PARAGRAPHS, st.integers(0, 2**16))
def test_updating_twice_is_updating_once(old: list[str], new: list[str], seed: int) -> None:
    random.Random(seed).shuffle(new)
    once, _ = update_catalog(template(*new), translated(*old), KK)
    twice, summary = update_catalog(template(*new), read(write(once), "kk.po"), KK)
    assert write(twice) == write(once)
    assert summary.kept == len(new)
