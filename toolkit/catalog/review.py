"""Review: who translated, reviewed and approved each text of a catalog, kept beside it.

A record holds for exactly the texts that it was made for: its digest covers context, source and
translation. The file has a line a record, in the order of ids, and of two versions of it the union
of their lines says all that both say: git merges it without asking.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import shortened
from toolkit.catalog.merge_entry import texts_of
from toolkit.catalog.po import Catalog, Entry

__all__ = [
    "HUMAN",
    "MACHINE",
    "MEMORY",
    "Act",
    "Record",
    "Review",
    "Stage",
    "Step",
    "is_hand",
    "is_machine_name",
    "keys_of",
    "number_text",
    "review_digest",
    "with_words",
    "without_words",
]

HUMAN = "human"
MEMORY = "memory"
MACHINE = "machine:"
"""Begins the origin of a translation that a machine has made; the machine's name follows."""
_HEAD = "# Who translated, reviewed and approved each passage. “toolkit review” writes this file.\n"
_HAND = re.compile(r"[^\W_][\w.-]{0,31}")
_ID = re.compile(r"p-[\w.\-]+")
_DIGEST = re.compile(r"[0-9a-f]{16}")
_ORIGIN = re.compile(r"human|memory|machine:[\w.\-]+")
_CONFIDENCE = re.compile(r"confidence:(0(?:\.\d{1,4})?|1)")
_ORIGINS = (HUMAN, MEMORY, "machine")
"""The origins, those that must never be forgotten last."""
_RETURNED = "returned: "
"""Begins the line of a translator's comment that has the reviewer's words."""


class Stage(StrEnum):
    """How far a text of a catalog is on its way to be published."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    """It has a translation that is flagged fuzzy."""
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    APPROVED = "approved"

    def reaches(self, wanted: "Stage") -> bool:
        """Whether it is as far as another stage, or further."""
        order = tuple(Stage)
        return order.index(self) >= order.index(wanted)


class Act(StrEnum):
    """What a hand has done with a translation."""

    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RETURNED = "returned"
    """Sent back to its translator: nothing that was said for it counts any more."""


@frozen
class Step:
    """An act, and whose it was."""

    act: Act
    hand: str
    """A pseudonym that the newsroom has given."""

    def __str__(self) -> str:
        """Return the step as it stands in the file.

        >>> str(Step(Act.REVIEWED, "r2"))
        'reviewed:r2'
        """
        return f"{self.act}:{self.hand}"


@frozen
class Record:
    """What has been done with one translation of a text."""

    id: str
    """The first of the ids of the text's units."""
    digest: str
    """Of context, source and translation: see `review_digest`."""
    origin: str = HUMAN
    """Where the translation came from: `human`, `memory` or `machine:NAME`."""
    steps: frozenset[Step] = frozenset()
    confidence: float | None = None
    """How confident the machine was of it, from 0 to 1 in steps of 0.0001; None where it has not
    said so."""

    def __str__(self) -> str:
        """Return the record's line.

        >>> str(Record("p-7f3c", "0123456789abcdef", steps=frozenset({Step(Act.APPROVED, "e1")})))
        'p-7f3c 0123456789abcdef human approved:e1'
        """
        order = tuple(Act)
        steps = sorted(self.steps, key=lambda step: (order.index(step.act), step.hand))
        said = [] if self.confidence is None else [f"confidence:{number_text(self.confidence)}"]
        return " ".join([self.id, self.digest, self.origin, *said, *map(str, steps)])

    @classmethod
    def parse(cls, line: str) -> "Record | None":
        """Read a record's line; None where it is none."""
        id_, digest, origin, *rest = [*line.split(), "", "", ""]
        said = _CONFIDENCE.fullmatch(rest[0]) if rest and origin.startswith(MACHINE) else None
        confidence = float(said[1]) if said else None
        rest = rest[1:] if said else rest
        steps = [_step(each) for each in rest if each]
        if None in steps or not _ID.fullmatch(id_) or not _DIGEST.fullmatch(digest):
            return None
        if not _ORIGIN.fullmatch(origin):
            return None
        known = frozenset(each for each in steps if each is not None)
        return cls(id_, digest, origin, known, confidence)

    @property
    def translators(self) -> frozenset[str]:
        """The hands that translated."""
        return self.hands(Act.TRANSLATED)

    @property
    def by_machine(self) -> bool:
        """Whether a machine has made the translation, and nobody has changed a word of it."""
        return self.origin.startswith(MACHINE)

    @property
    def stage(self) -> Stage:
        """How far a finished translation is: what its own translators say for it does not count.

        A machine's has no hand for a translator: one that reviews it is the second already.
        """
        known = bool(self.translators) or self.by_machine
        if not known or self.hands(Act.RETURNED):
            return Stage.TRANSLATED
        if self.hands(Act.APPROVED) - self.translators:
            return Stage.APPROVED
        return Stage.REVIEWED if self.hands(Act.REVIEWED) - self.translators else Stage.TRANSLATED

    def hands(self, act: Act) -> frozenset[str]:
        """Return the hands whose act it was."""
        return frozenset(step.hand for step in self.steps if step.act is act)

    def joined(self, other: "Record") -> "Record":
        """Return what this record and another of the same texts say together."""
        origin = max(self.origin, other.origin, key=_rank)
        said = [each.confidence for each in (self, other) if each.origin == origin]
        least = min((each for each in said if each is not None), default=None)
        return replace(self, origin=origin, steps=self.steps | other.steps, confidence=least)


def number_text(number: float) -> str:
    """Return a number from 0 to 1 as a record and an edition write it.

    >>> number_text(0.9), number_text(0.12345), number_text(1)
    ('0.9', '0.1235', '1')
    """
    return f"{number:.4f}".rstrip("0").rstrip(".")


def _rank(origin: str) -> tuple[int, str]:
    return _ORIGINS.index(origin.partition(":")[0]), origin


def _step(text: str) -> Step | None:
    act, _, hand = text.partition(":")
    return Step(Act(act), hand) if act in set(Act) and is_hand(hand) else None


def is_hand(text: str) -> bool:
    """Whether a text can be a hand's pseudonym: letters, digits, `.`, `_` and `-`, no address.

    >>> is_hand("t3"), is_hand("somebody@example.org")
    (True, False)
    """
    return _HAND.fullmatch(text) is not None


def is_machine_name(text: str) -> bool:
    """Whether a text can name a machine in an origin.

    >>> is_machine_name("apertium-eng-kaz"), is_machine_name("my machine")
    (True, False)
    """
    return _ORIGIN.fullmatch(f"{MACHINE}{text}") is not None


def review_digest(entry: Entry) -> str:
    """Return the digest of an entry's context, source and translation."""
    texts = [entry.msgctxt, entry.msgid, entry.msgid_plural, *texts_of(entry)]
    return hashlib.sha256(json.dumps(texts).encode("ascii")).hexdigest()[:16]


def keys_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what an entry's records can be found by: each of its ids, with its digest."""
    digest = review_digest(entry)
    return ((id_, digest) for id_ in entry.notes.ids)


@frozen
class Review:
    """The records of a catalog. Nothing changes one: what is said anew makes another."""

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    """By id and digest."""
    lines: Mapping[str, Record] = field(default_factory=dict, compare=False, repr=False)
    """Those of the file that it was read from, by their lines."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Review":
        """Return a review of records; those of the same texts are joined."""
        found: dict[tuple[str, str], Record] = {}
        for each in records:
            key = each.id, each.digest
            found[key] = found[key].joined(each) if key in found else each
        return cls(found)

    @classmethod
    def parse(cls, text: str, path: str, before: "Review | None" = None) -> "Review":
        """Read a review's file.

        Args:
            text: what it holds.
            path: its name, for messages.
            before: a review that was read before: a line that it has is not parsed again.

        Raises:
            ToolkitError: with a finding for each line that is no record.

        """
        wrong: list[Finding] = []
        lines: dict[str, Record] = {}
        known = {} if before is None else before.lines
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            record = known.get(line) or Record.parse(line)
            if record is None:
                wrong.append(_syntax(Location(path, number)))
            else:
                lines[line] = record
        if wrong:
            raise ToolkitError(*wrong)
        return replace(cls.of(lines.values()), lines=lines)

    def __str__(self) -> str:
        """Return the file: a line a record, sorted by id; empty where there is none.

        A record that was read, and to which nothing was added, keeps its line.
        """
        as_read = {id(record): line for line, record in self.lines.items()}
        records = (self.records[key] for key in sorted(self.records))
        lines = [f"{as_read.get(id(record)) or record}\n" for record in records]
        return "".join([_HEAD, *lines]) if lines else ""

    def record(self, entry: Entry, digest: str = "") -> Record | None:
        """Return what was said of an entry as it is now; None where nothing was.

        Args:
            entry: the entry.
            digest: its `review_digest` where it is known.

        """
        if not self.records:
            return None
        digest = digest or review_digest(entry)
        found = [self.records.get((each, digest)) for each in entry.notes.ids]
        records = [each for each in found if each is not None]
        if not records:
            return None
        first, *others = records
        for each in others:
            first = first.joined(each)
        return first

    def stage(self, entry: Entry, digest: str = "") -> Stage:
        """Return how far an entry is; the arguments are those of `record`."""
        if not all(texts_of(entry)):
            return Stage.UNTRANSLATED
        if entry.fuzzy:
            return Stage.DRAFT
        record = self.record(entry, digest)
        return Stage.TRANSLATED if record is None else record.stage

    def is_machines_alone(self, entry: Entry, digest: str = "") -> bool:
        """Return whether a machine has made an entry's translation, and nobody has reviewed it."""
        record = self.record(entry, digest)
        return record is not None and record.by_machine and not record.stage.reaches(Stage.REVIEWED)

    def publishable(self, entry: Entry, required: Stage) -> bool:
        """Return whether an entry is as far as it must be to be published.

        What a machine has translated is never published before somebody has reviewed it, whatever
        is required: taking the flag fuzzy away is no review.

        Args:
            entry: a text with its translation.
            required: how far the policy of its locale wants it.

        """
        digest = review_digest(entry)
        reached = self.stage(entry, digest).reaches(required)
        return reached and not self.is_machines_alone(entry, digest)

    def drafted(self, entry: Entry, origin: str, confidence: float | None = None) -> "Review":
        """Return the review after an entry has got a translation that no hand has made.

        Args:
            entry: a text with that translation.
            origin: `memory`, or `machine:NAME`.
            confidence: how confident a machine was of it, from 0 to 1; None where it has not said.

        """
        known = self._known(entry)
        drafted = Record(known.id, known.digest, origin, confidence=confidence)
        return self._with(entry, known.joined(drafted))

    def translated(self, entry: Entry, hand: str, origin: str = HUMAN) -> "Review":
        """Return the review after a hand has translated an entry."""
        return self._with(entry, self._known(entry).joined(_one(entry, hand, origin)))

    def signed(self, entry: Entry, act: Act, hand: str, translator: str = "") -> "Review":
        """Return the review after a hand has reviewed or approved an entry.

        Args:
            entry: a text with a finished translation, as the hand has seen it.
            act: `REVIEWED` or `APPROVED`.
            hand: whose act it is.
            translator: who translated it, where nothing says so yet.

        Raises:
            ToolkitError: when it is not finished, nobody is known to have translated it, or the
                hand itself has: four eyes are wanted.

        """
        if not self.stage(entry).reaches(Stage.TRANSLATED):
            raise _refused("review-unfinished", entry, "has no finished translation", "translate")
        known = self._known(entry)
        if translator and not known.translators:
            known = known.joined(_one(entry, translator, HUMAN))
        if not known.translators and not known.by_machine:
            raise _refused(
                "review-translator", entry, "has no translator that anybody knows of", "who"
            )
        if hand in known.translators:
            raise _refused("review-four-eyes", entry, f"was translated by “{hand}”", "other")
        steps = {each for each in known.steps if each.act is not Act.RETURNED}
        return self._with(entry, replace(known, steps=frozenset({*steps, Step(act, hand)})))

    def returned(self, entry: Entry, hand: str) -> "Review":
        """Return the review after a hand has sent an entry back to its translator."""
        known = self._known(entry)
        return self._with(
            entry, replace(known, steps=known.steps | frozenset({Step(Act.RETURNED, hand)}))
        )

    def carried(self, before: Catalog, after: Catalog, ids: Collection[str]) -> "Review":
        """Return the review in which what was said of texts holds although their source changed.

        Args:
            before: the catalog that it was said of.
            after: the same one now.
            ids: of units whose edit leaves their translations as right as they were; one whose
                translation is another now, or unfinished, is reviewed anew.

        """
        old = {each: entry for entry in before for each in entry.notes.ids if not entry.obsolete}
        review = self
        for entry in after:
            found = [old[each] for each in entry.notes.ids if each in ids and each in old]
            if entry.obsolete or entry.fuzzy or not found:
                continue
            record = self.record(found[0])
            if record is not None and [*texts_of(entry)] == [*texts_of(found[0])]:
                said = replace(record, digest=review_digest(entry))
                review = review._with(entry, said)
        return review

    def kept(self, catalog: Catalog) -> "Review":
        """Return the review without what was said of texts that the catalog no longer has."""
        present = (entry for entry in catalog if not entry.obsolete)
        return self.within({key for entry in present for key in keys_of(entry)})

    def within(self, keys: Collection[tuple[str, str]]) -> "Review":
        """Return the review of some texts alone, by their ids and digests."""
        records = {key: each for key, each in self.records.items() if key in keys}
        return replace(self, records=records)

    def _known(self, entry: Entry) -> Record:
        return self.record(entry) or Record(entry.notes.ids[0], review_digest(entry))

    def _with(self, entry: Entry, record: Record) -> "Review":
        """Return the review with one record for an entry, under the first of its ids."""
        others = dict(self.records)
        for id_ in entry.notes.ids:
            others.pop((id_, record.digest), None)
        record = replace(record, id=entry.notes.ids[0])
        return replace(self, records={**others, (record.id, record.digest): record})


def _one(entry: Entry, hand: str, origin: str) -> Record:
    step = Step(Act.TRANSLATED, hand)
    return Record(entry.notes.ids[0], review_digest(entry), origin, frozenset({step}))


def with_words(entry: Entry, words: str) -> None:
    """Make an entry fuzzy, and put a reviewer's words into its translator's comment."""
    said = f"{_RETURNED}{' '.join(words.split())}"
    entry.tcomment = "\n".join([*_own_lines(entry), said])
    if not entry.fuzzy:
        entry.flags = ["fuzzy", *entry.flags]


def without_words(entry: Entry) -> None:
    """Take the words of earlier reviewers out of an entry's comment: they are answered."""
    if _RETURNED in entry.tcomment:
        entry.tcomment = "\n".join(_own_lines(entry))


def _own_lines(entry: Entry) -> Iterator[str]:
    return (each for each in entry.tcomment.split("\n") if each and not each.startswith(_RETURNED))


def _syntax(place: Location) -> Finding:
    hint = "take the line out, or restore the file from git; what it said must be said again"
    return Finding("review-syntax", "the line is no record of a review", place, hint)


_HINTS = {
    "translate": "finish it first, without the flag fuzzy",
    "who": "name its translator with --translator",
    "other": "somebody else must review and approve it",
}


def _refused(code: str, entry: Entry, why: str, hint: str) -> ToolkitError:
    shown = shortened(entry.msgid)
    return ToolkitError.because(code, f"“{shown}” {why}", None, _HINTS[hint])
