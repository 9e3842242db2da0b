"""Provenance: what is true of the making of all passages that an edition publishes.

It is told by the records of reviews only. Where nothing is known of a passage, nothing is claimed
of the whole. Whose hands they were is not in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from itertools import groupby

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.review import HUMAN, MEMORY, Record, Review, Stage
from toolkit.localizing.targets import Passage, State

__all__ = [
    "Confidence",
    "Provenance",
    "Share",
    "block_confidences",
    "passage_records",
    "provenance_of",
]


class Share(StrEnum):
    """How many of the published passages something is true of."""

    NONE = "none"
    PARTS = "parts"
    ALL = "all"


@frozen
class Confidence:
    """How confident a machine was of a translation that a person has reviewed since."""

    value: float
    """From 0 to 1 (ITS 2.0, section 8.18)."""
    tool: str
    """The machine's name."""


@frozen
class Provenance:
    """How the passages of an edition were made."""

    translated: bool = False
    """Whether a person of the newsroom has translated each."""
    machine: Share = Share.NONE
    """How many were drafted by a machine."""
    memory: Share = Share.NONE
    """How many were taken from earlier translations."""
    reviewed: bool = False
    """Whether each was reviewed by another person than its translator."""
    machine_reviewed: bool = False
    """Whether each that a machine drafted was."""
    tool: str = ""
    """The machine that drafted all; empty where there is none, or several, or others drafted."""
    confidences: Mapping[str, Confidence] = field(default_factory=dict)
    """What machines have said of their drafts, by the id of the one unit that a block has."""


def provenance_of(records: Iterable[Record | None]) -> Provenance:
    """Return what is true of the making of passages.

    Args:
        records: what was said of each published passage; None where nothing was.

    """
    found = list(records)
    machines = [each for each in found if each is not None and each.by_machine]
    remembered = sum(each is not None and each.origin == MEMORY for each in found)
    machine = _share(len(machines), len(found))
    tools = {each.origin.partition(":")[2] for each in machines}
    return Provenance(
        translated=bool(found) and all(map(_is_translated, found)),
        machine=machine,
        memory=_share(remembered, len(found)),
        reviewed=bool(found) and all(map(_is_reviewed, found)),
        machine_reviewed=bool(machines) and all(map(_is_reviewed, machines)),
        tool=tools.pop() if machine is Share.ALL and len(tools) == 1 else "",
    )


def passage_records(
    passages: Iterable[Passage], review: Review, of: Locale
) -> Iterator[Record | None]:
    """Yield what was said of each passage that has a translation to publish.

    An older text that stands until its source's change is translated has no record: nobody has
    seen it as it stands now.

    Args:
        passages: those of an edition.
        review: the records of a catalog.
        of: the locale of that catalog; of what another catalog has, nothing is known.

    """
    for each in passages:
        if each.target is None or each.state is State.WORDLESS:
            continue
        known = each.entry is not None and each.locale == of and each.state is State.TRANSLATED
        yield review.record(each.entry) if known and each.entry is not None else None


def block_confidences(
    passages: Iterable[Passage], review: Review, of: Locale
) -> Mapping[str, Confidence]:
    """Return how confident machines were of what an edition publishes of theirs, block by block.

    Of a block of several units nothing is said: each has its own.

    Args:
        passages: those of an edition, in order.
        review: the records of a catalog.
        of: the locale of that catalog.

    """
    found: dict[str, Confidence] = {}
    for _, block in groupby(passages, lambda each: id(each.block)):
        first, *others = block
        if first.state is not State.TRANSLATED or first.entry is None or others:
            continue
        record = review.record(first.entry) if first.locale == of else None
        if record is None or record.confidence is None or not _is_reviewed(record):
            continue
        found[first.block.id] = Confidence(record.confidence, record.origin.partition(":")[2])
    return found


def _share(count: int, of: int) -> Share:
    if not count:
        return Share.NONE
    return Share.ALL if count == of else Share.PARTS


def _is_translated(record: Record | None) -> bool:
    return record is not None and record.origin == HUMAN and bool(record.translators)


def _is_reviewed(record: Record | None) -> bool:
    return record is not None and record.stage.reaches(Stage.REVIEWED)
