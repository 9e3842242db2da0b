"""Texts of which a passage is missing, exchanged or joined: no pair may be wrong and sure."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.align import Bead, align_texts, share_out
from toolkit.catalog.po import load

ROOT = Path(__file__).parents[3]
EN, KK, RU = Locale("en"), Locale("kk"), Locale("ru")
ARTICLES = sorted(path.stem for path in (ROOT / "locales" / "kk" / "LC_MESSAGES").glob("*.po"))
SOURCE = [
    "The flood came at night.",
    "Police closed the bridge to the north.",
    "Almaty sent 40 doctors.",
    "The school will open on Monday.",
    "“We lost our house,” Aigul Omarova said.",
]
TARGET = [
    "Наводнение случилось ночью.",
    "Полиция закрыла мост на север.",
    "Алматы отправил 40 врачей.",
    "Школа откроется в понедельник.",
    "«Мы потеряли дом», — сказала Айгуль Омарова.",
]


def sample(article: str, tag: str) -> tuple[list[str], list[str]]:
    path = ROOT / "locales" / tag / "LC_MESSAGES" / f"{article}.po"
    entries = [entry for entry in load(path) if entry.msgstr and not entry.obsolete]
    return [entry.msgid for entry in entries], [entry.msgstr for entry in entries]


def sure(beads: list[Bead]) -> dict[int, range]:
    return {
        bead.source.start: bead.target
        for bead in beads
        if len(bead.source) == 1 and bead.target and bead.confidence >= 0.5
    }


def wrong(wanted: dict[int, str], target: list[str], beads: list[Bead]) -> list[int]:
    """Return the passages of the source that surely stand for something else."""
    return [
        at
        for at, places in sure(beads).items()
        if " ".join(target[place] for place in places) != wanted.get(at)
    ]


@pytest.mark.slow
def test_what_two_texts_have_in_common_makes_their_pairs_sure() -> None:
    found = sure(align_texts(SOURCE, TARGET, (EN, RU)))
    assert found == {at: range(at, at + 1) for at in range(5)}


@pytest.mark.slow
def test_without_anything_in_common_nothing_is_sure() -> None:
    source = ["Axx bxx cxx.", "Dxx exx fxx.", "Gxx hxx ixx."]
    target = ["Жщщ ъщщ ыщщ.", "Эщщ ющщ ящщ.", "Цщщ чщщ шщщ."]
    assert sure(align_texts(source, target, (EN, RU))) == {}


def test_a_passage_that_is_missing_is_found() -> None:
    beads = align_texts(SOURCE, [*TARGET[:2], *TARGET[3:]], (EN, RU))
    assert [bead.source for bead in beads if not bead.target] == [range(2, 3)]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (1, 3), (0, 4)])
def test_passages_that_changed_places_are_paired_crosswise(one: int, other: int) -> None:
    target = list(TARGET)
    target[one], target[other] = target[other], target[one]
    beads = align_texts(SOURCE, target, (EN, RU))
    found = {bead.source.start: bead for bead in beads if bead.source}
    assert (found[one].target, found[other].target) == (
        range(other, other + 1),
        range(one, one + 1),
    )


@pytest.mark.parametrize("target", ["Алматы отправил 14 врачей.", "Алматы отправил врачей."])
def test_a_figure_that_one_side_lacks_makes_a_pair_doubtful(target: str) -> None:
    assert 2 not in sure(align_texts(SOURCE, [*TARGET[:2], target, *TARGET[3:]], (EN, RU)))


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 1, 3, 4])
def test_what_was_written_in_the_place_of_a_passage_is_doubtful(at: int) -> None:
    target = [*TARGET[:at], "Больница переехала в новое здание.", *TARGET[at + 1 :]]
    assert set(sure(align_texts(SOURCE, target, (EN, RU)))) == set(range(5)) - {at}


def test_a_figure_in_words_is_no_contradiction() -> None:
    target = [*TARGET[:2], "Алматы отправил сорок врачей.", *TARGET[3:]]
    assert 2 in sure(align_texts(SOURCE, target, (EN, RU)))


def test_equal_translations_are_never_exchanged() -> None:
    source = ["Yes.", "He came from Almaty in 2019.", "Yes."]
    target = ["Да.", "Он приехал из Алматы в 2019 году.", "Да."]
    beads = align_texts(source, target, (EN, RU))
    assert [bead.target for bead in beads] == [range(at, at + 1) for at in range(3)]


def test_sentences_are_shared_out_by_what_they_have_in_common() -> None:
    source = [f"{SOURCE[0]} {SOURCE[1]}", SOURCE[2]]
    beads = share_out(source, TARGET[:3], [2, 1], (EN, RU))
    assert [(bead.target, bead.confidence >= 0.5) for bead in beads] == [
        (range(2), True),
        (range(2, 3), True),
    ]


def test_a_heading_without_a_stop_cannot_be_told_from_what_follows_it() -> None:
    beads = share_out(["Flood", SOURCE[2]], [f"Потоп {TARGET[2]}"], [1, 1], (EN, RU))
    assert [bead.confidence for bead in beads] == [0.0, 0.0]


def left_out(rng: random.Random, target: list[str]) -> None:
    del target[rng.randrange(len(target))]


def exchanged(rng: random.Random, target: list[str]) -> None:
    one, other = rng.sample(range(len(target)), 2)
    target[one], target[other] = target[other], target[one]


def neighbours(rng: random.Random, target: list[str]) -> None:
    at = rng.randrange(len(target) - 1)
    target[at : at + 2] = target[at + 1], target[at]


@pytest.mark.slow
@pytest.mark.parametrize("change", [left_out, neighbours, exchanged])
@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_that_was_changed_has_no_wrong_pair_that_is_sure(
    article: str, tag: str, change: object
) -> None:
    source, target = sample(article, tag)
    wanted = dict(enumerate(target))
    changed = list(target)
    assert callable(change)
    change(random.Random(f"{article} {tag}"), changed)
    beads = align_texts(source, changed, (EN, Locale(tag)))
    assert wrong(wanted, changed, beads) == []


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_most_pairs_of_an_unchanged_article_are_sure(tag: str) -> None:
    found = total = 0
    for article in ARTICLES:
        source, target = sample(article, tag)
        beads = align_texts(source, target, (EN, Locale(tag)))
        assert wrong(dict(enumerate(target)), target, beads) == []
        found += len(sure(beads))
        total += len(source)
    assert found >= 0.85 * total


PASSAGES = st.lists(st.text("ab Аб12.?<>«»", max_size=30), max_size=8)


@pytest.mark.slow
@given(PASSAGES, PASSAGES)
def test_every_passage_is_in_exactly_one_bead(source: list[str], target: list[str]) -> None:
    beads = align_texts(source, target, (EN, RU))
    assert [at for bead in beads for at in bead.source] == list(range(len(source)))
    assert sorted(at for bead in beads for at in bead.target) == list(range(len(target)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
