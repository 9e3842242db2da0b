"""Provenance: each claim holds for every passage, or it is not made."""

from itertools import product

import pytest

from toolkit.catalog.review import Act, Record, Step
from toolkit.localizing.provenance import Provenance, Share, provenance_of

T, R = Step(Act.TRANSLATED, "t3"), Step(Act.REVIEWED, "r2")
OWN_REVIEW, RETURNED = Step(Act.REVIEWED, "t3"), Step(Act.RETURNED, "r2")
APPROVED = Step(Act.APPROVED, "e1")


def record(origin: str, *steps: Step) -> Record:
    return Record("p-7f3c", "0123456789abcdef", origin, frozenset(steps))


HUMAN, CHECKED = record("human", T), record("human", T, R)
MACHINE, MACHINE_CHECKED = record("machine:apertium", T), record("machine:apertium", T, R)
MEMORY, MEMORY_CHECKED = record("memory", T), record("memory", T, R)
NONE, PARTS, ALL = Share.NONE, Share.PARTS, Share.ALL


@pytest.mark.parametrize(
    ("records", "made"),
    [
        ([], Provenance()),
        ([None], Provenance()),
        ([HUMAN], Provenance(translated=True)),
        ([CHECKED, CHECKED], Provenance(translated=True, reviewed=True)),
        ([CHECKED, HUMAN], Provenance(translated=True)),
        ([CHECKED, None], Provenance()),
        ([record("human")], Provenance()),
        ([MACHINE], Provenance(machine=ALL, tool="apertium")),
        (
            [MACHINE_CHECKED],
            Provenance(machine=ALL, reviewed=True, machine_reviewed=True, tool="apertium"),
        ),
        ([MACHINE_CHECKED, MACHINE], Provenance(machine=ALL, tool="apertium")),
        ([MACHINE, HUMAN], Provenance(machine=PARTS)),
        ([MACHINE, None], Provenance(machine=PARTS)),
        ([MACHINE, MACHINE_CHECKED, HUMAN], Provenance(machine=PARTS)),
        ([MACHINE, CHECKED], Provenance(machine=PARTS)),
        ([MACHINE_CHECKED, HUMAN], Provenance(machine=PARTS, machine_reviewed=True)),
        (
            [MACHINE_CHECKED, CHECKED],
            Provenance(machine=PARTS, reviewed=True, machine_reviewed=True),
        ),
        ([MACHINE, record("machine:other", T)], Provenance(machine=ALL)),
        ([MEMORY], Provenance(memory=ALL)),
        ([MEMORY_CHECKED], Provenance(memory=ALL, reviewed=True)),
        ([MEMORY, HUMAN], Provenance(memory=PARTS)),
        ([MEMORY_CHECKED, CHECKED], Provenance(memory=PARTS, reviewed=True)),
        (
            [MEMORY, MACHINE_CHECKED, HUMAN],
            Provenance(machine=PARTS, memory=PARTS, machine_reviewed=True),
        ),
    ],
)
def test_what_is_claimed_holds_for_every_passage(
    records: list[Record | None], made: Provenance
) -> None:
    assert provenance_of(records) == made


@pytest.mark.parametrize(
    "steps", [(T, OWN_REVIEW), (T, R, RETURNED), (R,), (T, Step(Act.APPROVED, "t3"))]
)
def test_nothing_but_the_review_of_another_hand_counts(steps: tuple[Step, ...]) -> None:
    assert not provenance_of([record("human", *steps)]).reviewed


def test_what_is_approved_is_reviewed() -> None:
    assert provenance_of([record("human", T, APPROVED)]).reviewed


def test_a_passage_more_never_makes_a_claim_of_all_true() -> None:
    known: list[Record | None] = [HUMAN, CHECKED, MACHINE, MACHINE_CHECKED, MEMORY, None]
    for few in product(known, repeat=2):
        for one in known:
            before, after = provenance_of(few), provenance_of([*few, one])
            assert before.translated or not after.translated
            assert before.reviewed or not after.reviewed


def test_whose_hands_they_were_is_not_in_it() -> None:
    made = str(provenance_of([CHECKED, MACHINE_CHECKED]))
    assert "t3" not in made
    assert "r2" not in made
