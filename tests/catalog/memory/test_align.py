from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.memory.align import align_passages
from toolkit.catalog.po import load

ROOT = Path(__file__).parents[3]


def sample(tag: str) -> tuple[list[str], list[str]]:
    path = ROOT / "locales" / tag / "LC_MESSAGES" / "kazakhstan-xinjiang-activism.po"
    entries = list(load(path))
    return [entry.msgid for entry in entries], [entry.msgstr for entry in entries]


def pairs(source: list[str], target: list[str]) -> list[tuple[range, range]]:
    return [(bead.source, bead.target) for bead in align_passages(source, target)]


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_the_paragraphs_of_the_sample_find_their_translations(tag: str) -> None:
    source, target = sample(tag)
    assert pairs(source, target) == [(range(n, n + 1), range(n, n + 1)) for n in range(31)]


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_an_omitted_paragraph_is_found(tag: str) -> None:
    source, target = sample(tag)
    omitted = [each for each in pairs(source, target[:12] + target[13:]) if not each[1]]
    assert omitted == [(range(12, 13), range(12, 12))]


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_joined_paragraphs_are_found(tag: str) -> None:
    source, target = sample(tag)
    joined = [*target[:5], f"{target[5]} {target[6]}", *target[7:]]
    assert (range(5, 7), range(5, 6)) in pairs(source, joined)


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_a_split_paragraph_is_found(tag: str) -> None:
    source, target = sample(tag)
    first, stop, rest = target[8].partition(". ")
    split = [*target[:8], first + stop, rest, *target[9:]]
    assert (range(8, 9), range(8, 10)) in pairs(source, split)


def test_confidence_is_high_where_lengths_and_numbers_agree() -> None:
    source, target = sample("kk")
    assert all(bead.confidence > 0.9 for bead in align_passages(source, target))


def test_numbers_find_each_other_against_length() -> None:
    source = ["It began in 2018.", "It went on.", "In 2019 it had come to an end."]
    target = ["2018 жылы басталды.", "2019 жылы ол аяқталған еді."]
    assert pairs(source, target)[-1] == (range(2, 3), range(1, 2))


def test_nothing_has_no_beads() -> None:
    assert align_passages([], []) == []


PASSAGES = st.lists(st.text("ab 12.?<>", max_size=30), max_size=12)


@given(PASSAGES, PASSAGES)
def test_every_passage_is_in_exactly_one_bead(source: list[str], target: list[str]) -> None:
    beads = align_passages(source, target)
    assert [n for bead in beads for n in bead.source] == list(range(len(source)))
    assert [n for bead in beads for n in bead.target] == list(range(len(target)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
