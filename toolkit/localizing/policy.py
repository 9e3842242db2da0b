"""Policy: whether an edition is published, how much of it, and whether search engines list it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import groupby

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.text import read_message, word_count
from toolkit.catalog.notes import is_addition
from toolkit.catalog.po import Catalog
from toolkit.catalog.review import Stage
from toolkit.document.formats import formats
from toolkit.document.model import Document, Metadata
from toolkit.localizing.targets import Passage, State
from toolkit.localizing.vocabulary import ALWAYS_SHOWN

__all__ = [
    "WITHDRAWN",
    "Decay",
    "Decision",
    "EditionFacts",
    "Outcome",
    "Policy",
    "UnitFacts",
    "Untranslated",
    "decide",
    "edition_facts",
    "embargo_end",
    "embargo_reason",
    "is_embargoed",
]

WITHDRAWN = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
"""The end of the embargo of a document that is withdrawn."""
_WAITING = frozenset({State.FUZZY, State.UNREVIEWED, State.BROKEN, State.PREVIOUS})
_FIRST_ROLES = ("headline", "standfirst")
# What a page that is no article has instead of a headline: its title, and its first heading.
_TITLE_ROLES = ("title", "heading")


class Untranslated(StrEnum):
    """What an edition does with a unit that has no translation."""

    SOURCE = "source"
    OMIT = "omit"
    WITHHOLD = "withhold"


class Decay(StrEnum):
    """What becomes of an edition whose source changes after its translations were finished."""

    KEEP = "keep"
    """It stays, and its changed passages are shown or left out as any without a translation."""
    PREVIOUS = "previous"
    """It stays, and shows their last finished translations where no fact has changed."""
    SOURCE = "source"
    """It stays, and shows them in the source language."""
    WITHHOLD = "withhold"
    """It is withdrawn when it falls below its policy."""


@frozen
class Policy:
    """A locale that a newsroom publishes in, and when, and how much."""

    locale: Locale
    threshold: int = 0
    """The share of words, in per cent, that must be translated; some word must be anyway."""
    untranslated: Untranslated = Untranslated.SOURCE
    notice: str = ""
    """What stands at the foot of each of the locale's translated editions, in its language."""
    credit: bool = False
    """Whether the catalog's Last-Translator is named on the page: translators need protection."""
    provenance: bool = False
    """Whether its editions say how they were translated and reviewed, as far as that is known."""
    quotations: bool = False
    """Whether its parallel view shows what people said in their own language."""
    base: Locale | None = None
    """The locale that it is derived from by a change of alphabet; None for one of its own."""
    priority: int | None = None
    """How many first paragraphs must be translated before anything is published, with the headline
    and the standfirst; None where nothing must be first."""
    noindex: int | None = None
    """The share of words, in per cent, below which an edition asks not to be indexed; None where
    only summaries ask it."""
    summary: bool = False
    """Whether what is translated is published as a summary when the whole may not be yet."""
    decay: Decay = Decay.KEEP
    """What becomes of an edition whose source changes after its translations were finished."""
    require: Stage = Stage.TRANSLATED
    """How far a passage must be to count as translated: reviewed, or approved, where the newsroom
    wants that."""

    says_enough: bool = False
    """Whether the newsroom has said how much of an edition is enough: what is to appear with others
    is not begun only, where it has not."""

    @property
    def goal(self) -> Stage:
        """How far a passage is to come in the end: approved, unless a review is all that counts."""
        return Stage.REVIEWED if self.require is Stage.REVIEWED else Stage.APPROVED


class Outcome(StrEnum):
    """What becomes of an edition."""

    PUBLISHED = "published"
    SUMMARY = "summary"
    """Only what is translated is published, and said to be a summary."""
    WITHHELD = "withheld"


@frozen
class UnitFacts:
    """What a decision needs to know of a unit."""

    role: str
    words: int
    translated: bool
    """Whether it has a finished translation to publish."""
    block: int
    """The number of its block: the sentences of a paragraph share one."""
    counted: bool = True
    """Whether it has words, and the edition a place for it: it is not excluded or omitted. A
    correction does not count: it must reach readers, translated or not."""
    changed: bool = False
    """Whether its source has changed since its translation was finished."""
    previous: bool = False
    """Whether that translation is shown."""
    waits: bool = False
    """Whether it has a translation that is not to be published as it is."""
    by_machine: bool = False
    """Whether that is a machine's, and nobody has reviewed it."""
    added: bool = False
    """Whether it is newer than a translation that was enough, and has none yet."""
    stale: bool = False
    """Whether the catalog does not know it: it is newer than that, and has no translation."""


@frozen
class EditionFacts:
    """What a decision needs to know of a document in a locale."""

    units: tuple[UnitFacts, ...]
    """The document's, in order."""
    embargo: dt.datetime | None = None
    """The end of the embargo that it is under now; None where it is under none."""
    departed: tuple[UnitFacts, ...] = ()
    """What the catalog has for units that the document had when it was updated the last time; they
    are only asked for where some of its units are newer than that."""
    can_be_cut: bool = True
    """Whether it can be made a summary of: not so a page in its own format, which has no place
    for the words that say what it is."""


@frozen
class Decision:
    """What becomes of an edition, and why."""

    outcome: Outcome
    reason: str = ""
    """Why it is not published as a whole, or would not be if it had not been already, in one
    sentence without a full stop."""
    indexed: bool = True
    """Whether search engines may list it; if not, no sitemap, `hreflang` or feed names it."""
    left_out: frozenset[int] = frozenset()
    """The indexes of the units that have no place in what is published."""
    words: int = 0
    """Words of the source in the units that count."""
    translated_words: int = 0
    priority_units: int = 0
    """How many units must be translated first."""
    priority_translated: int = 0
    stays: bool = False
    """Whether it falls below its policy, and stays because only its source has changed."""

    @property
    def published(self) -> bool:
        """Whether anything is published."""
        return self.outcome is not Outcome.WITHHELD

    @property
    def percent(self) -> int:
        """The share of words that are translated, in whole per cent, rounded down."""
        return 100 * self.translated_words // self.words if self.words else 100


def edition_facts(
    document: Document,
    passages: Sequence[Passage],
    embargo: dt.datetime | None = None,
    catalog: Catalog | None = None,
) -> EditionFacts:
    """Return what a decision needs to know.

    Args:
        document: the source.
        passages: its units, with what their translations are fit for.
        embargo: the end of the embargo that holds now.
        catalog: what they are translated by.

    """
    blocks = groupby(passages, lambda each: id(each.block))
    units = tuple(
        UnitFacts(
            each.unit.role,
            each.unit.words,
            each.target is not None and each.state is not State.PREVIOUS,
            at,
            each.state not in {State.EXCLUDED, State.WORDLESS} and each.unit.role != "correction",
            each.changed,
            each.state is State.PREVIOUS,
            each.state in _WAITING,
            each.by_machine,
            each.added,
            each.state is State.STALE,
        )
        for at, (_, block) in enumerate(blocks)
        for each in block
    )
    is_older = catalog is not None and any(unit.stale for unit in units)
    departed = tuple(_departed(passages, catalog)) if catalog is not None and is_older else ()
    return EditionFacts(units, embargo, departed, formats()[document.format].article)


def _departed(passages: Iterable[Passage], catalog: Catalog) -> Iterator[UnitFacts]:
    """Yield what a catalog has for units that are not, or not so, in their document any more."""
    there = {id(each.entry) for each in passages}
    for at, entry in enumerate(catalog):
        notes = entry.notes
        if entry.obsolete or not notes.ids or id(entry) in there or notes.role == "correction":
            continue
        words = word_count(read_message(entry.msgid))
        finished = bool(entry.msgstr) and not entry.fuzzy
        added = is_addition(entry.comment) and not finished
        yield UnitFacts(notes.role, words, finished, -1 - at, words > 0, added=added)


def decide(facts: EditionFacts, policy: Policy) -> Decision:
    """Decide what becomes of an edition.

    An embargo comes first, then what must be translated before anything is published, then the
    threshold and the passages that are missing; a summary may stand for an edition that only the
    last two hold back. An edition that all of these let through before its source changed stays
    what it was then, unless its policy withholds it.

    Args:
        facts: the document, and how much of it is translated.
        policy: the locale's.

    """
    outcome, reason = _verdict(facts, policy)
    stays = False
    if outcome is not Outcome.PUBLISHED and policy.decay is not Decay.WITHHOLD:
        before = _verdict_before(facts, policy)
        stays = before is not outcome and before is not Outcome.WITHHELD
        outcome = before if stays else outcome
    counted = [unit for unit in facts.units if unit.counted]
    first = tuple(_first_units(counted, policy))
    words = sum(unit.words for unit in counted)
    done = sum(unit.words for unit in counted if unit.translated)
    published, whole = outcome is not Outcome.WITHHELD, outcome is not Outcome.SUMMARY
    cut = published and (not whole or policy.untranslated is Untranslated.OMIT)
    return Decision(
        outcome,
        reason,
        published and _is_indexed(done, words, policy, whole=whole),
        frozenset(_left_out(facts, policy) if cut else ()),
        words,
        done,
        len(first),
        sum(unit.translated for unit in first),
        stays,
    )


def _verdict_before(facts: EditionFacts, policy: Policy) -> Outcome:
    """Return what became of an edition before the source of its translations changed.

    What was translated then may be gone altogether: that there are units which were added to it
    says that it was enough.
    """
    known = [*(unit for unit in facts.units if not unit.stale), *facts.departed]
    units = tuple(
        replace(unit, translated=unit.translated or unit.changed)
        for unit in known
        if not unit.added
    )
    is_new = any(unit.added for unit in known) and not any(unit.counted for unit in units)
    if is_new and facts.embargo is None:
        return Outcome.PUBLISHED
    return _verdict(replace(facts, units=units), policy)[0]


def _verdict(facts: EditionFacts, policy: Policy) -> tuple[Outcome, str]:
    """Return what becomes of an edition as its translations are, and why it is not whole."""
    counted = [unit for unit in facts.units if unit.counted]
    first = tuple(_first_units(counted, policy))
    ready = sum(unit.translated for unit in first)
    words = sum(unit.words for unit in counted)
    done = sum(unit.words for unit in counted if unit.translated)
    if facts.embargo is not None:
        return Outcome.WITHHELD, embargo_reason(facts.embargo)
    if not done:
        return Outcome.WITHHELD, _nothing_reason(counted, policy)
    if ready < len(first):
        return Outcome.WITHHELD, _priority_reason(policy, ready, len(first))
    reason = _reason(counted, done, words, policy)
    if reason and not (policy.summary and facts.can_be_cut):
        return Outcome.WITHHELD, reason
    return (Outcome.SUMMARY if reason else Outcome.PUBLISHED), reason


def _nothing_reason(counted: Sequence[UnitFacts], policy: Policy) -> str:
    """Return why nothing of an edition can be published."""
    waiting = [unit for unit in counted if unit.waits]
    if waiting and all(unit.by_machine for unit in waiting):
        return "there are only drafts by a machine, which wait for a person"
    return f"nothing is {policy.require} yet"


def _reason(counted: Sequence[UnitFacts], done: int, words: int, policy: Policy) -> str:
    """Return why an edition cannot be published as a whole; empty where it can."""
    percent = 100 * done // words
    if percent < policy.threshold:
        return (
            f"{percent} % of the words are {policy.require}, but {policy.threshold} % are required"
        )
    whole = all(unit.translated for unit in counted)
    if policy.untranslated is Untranslated.WITHHOLD and not whole:
        missing = "finished" if policy.require is Stage.TRANSLATED else policy.require
        return f"some passages have no {missing} translation"
    return ""


def _priority_reason(policy: Policy, ready: int, wanted: int) -> str:
    paragraphs = policy.priority or 0
    named = "the headline and the standfirst"
    if paragraphs == 1:
        named = "the headline, the standfirst and the first paragraph"
    elif paragraphs:
        named = f"the headline, the standfirst and the first {paragraphs} paragraphs"
    how = policy.require
    return f"{named} must be {how} first: {ready} of {wanted} passages are {how}"


def _first_units(counted: Sequence[UnitFacts], policy: Policy) -> Iterator[UnitFacts]:
    """Yield the units that must be translated before anything is published."""
    if policy.priority is None and not policy.summary:
        return
    roles = {unit.role for unit in counted}
    titles = () if "headline" in roles else _TITLE_ROLES
    first_of = {
        role: next((unit.block for unit in counted if unit.role == role), -1) for role in titles
    }
    paragraphs = dict.fromkeys(unit.block for unit in counted if unit.role == "paragraph")
    chosen = {*list(paragraphs)[: policy.priority or 0], *first_of.values()}
    yield from (unit for unit in counted if unit.role in _FIRST_ROLES or unit.block in chosen)


def _is_indexed(done: int, words: int, policy: Policy, *, whole: bool) -> bool:
    if policy.noindex is None:
        return whole
    return not words or 100 * done >= policy.noindex * words


def _left_out(facts: EditionFacts, policy: Policy) -> Iterator[int]:
    """Yield the indexes of what is left out; a headline and a correction never are."""
    for at, unit in enumerate(facts.units):
        shown = unit.translated or unit.previous or unit.role in ALWAYS_SHOWN
        shown = shown or (unit.changed and policy.decay is Decay.SOURCE)
        if unit.counted and not shown:
            yield at


def embargo_end(metadata: Metadata, of_set: dt.datetime | None) -> dt.datetime | None:
    """Return the moment at which a document may be published; None where nothing holds it.

    Where both the document and its set name one, the later counts.

    Args:
        metadata: the document's.
        of_set: the moment that the set it belongs to names; None where it names none.

    """
    named = [each for each in (metadata.embargo, of_set) if each is not None]
    return max(named, default=None)


def embargo_reason(end: dt.datetime) -> str:
    """Return why a document under an embargo is not published."""
    if end >= WITHDRAWN:
        return "it is withdrawn: its embargo never ends"
    return f"it is embargoed until {end.isoformat(' ', 'minutes')}"


def is_embargoed(metadata: Metadata, now: dt.datetime) -> bool:
    """Return whether no edition of a document may be published, listed or named yet.

    Args:
        metadata: the document's, with the embargo of its set in it: see `embargo_end`.
        now: the present moment, with a time zone.

    """
    return metadata.embargo is not None and now < metadata.embargo
