"""Facts: what one document is in one locale, in a small record that lists and reports go by."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.text import plain
from toolkit.document.model import Document, Metadata
from toolkit.editions.article import ListedArticle
from toolkit.localizing.localize import Localized
from toolkit.localizing.policy import WITHDRAWN, Decision, Outcome, embargo_reason, is_embargoed
from toolkit.localizing.targets import State
from toolkit.newsroom.publishing.report import EditionOutcome
from toolkit.newsroom.settings import ProjectSettings

__all__ = [
    "Facts",
    "alternates",
    "facts_of",
    "headline_of",
    "held_facts",
    "localized_facts",
    "original_facts",
]


@frozen
class Facts:
    """What a document is in a locale: all that its other editions and reports need of it."""

    document_id: str
    locale: Locale
    decision: Decision
    """Whether it is published there, and how much of it."""
    states: Mapping[str, State]
    """What each unit's translation is fit for, by the unit's id; none for the original."""
    headline: str
    """In the source language; empty where the document has none."""
    metadata: Metadata
    """Its dates and tags."""
    held: bool = False
    """Whether the edition cannot be made now: what is published of it stays as it is."""
    waits: bool = False
    """Whether its policy lets it be published, and its launch does not yet."""

    def waiting(self) -> "Facts":
        """Return the facts of an edition that only its launch holds back, if anything lets it."""
        if not self.decision.published or self.held:
            return self
        decision = replace(self.decision, outcome=Outcome.WITHHELD, indexed=False, stays=False)
        return replace(self, decision=decision, waits=True)

    @property
    def report(self) -> EditionOutcome:
        """What a build says of it."""
        decision = self.decision
        return EditionOutcome(
            self.locale,
            decision.published and not self.held,
            decision.translated_words,
            decision.words,
            decision.reason,
            summary=decision.outcome is Outcome.SUMMARY,
            stays=decision.stays,
            held=self.held,
            ready=decision.published or self.waits,
        )


def embargo_moment(
    document: Document, now: dt.datetime, published: Mapping[Locale, ListedArticle]
) -> dt.datetime:
    """Return the moment that a document's embargo is held against.

    What came out when it had ended does not disappear because a clock was put back: then this is
    the end of the embargo. Another embargo than that one counts by the clock.

    Args:
        document: the source.
        now: the present moment, with a time zone.
        published: what lists say of it in the locales in which it is published.

    """
    end = document.metadata.embargo
    if end is None or now >= end or end >= WITHDRAWN:
        return now
    return end if any(each.metadata.embargo == end for each in published.values()) else now


def original_facts(document: Document, now: dt.datetime) -> Facts:
    """Return the facts of a document in its own language.

    Args:
        document: the source.
        now: the present moment, with a time zone.

    """
    words = sum(unit.words for unit in document.units)
    decision = Decision(Outcome.PUBLISHED, words=words, translated_words=words)
    end = document.metadata.embargo
    if end is not None and is_embargoed(document.metadata, now):
        reason = embargo_reason(end)
        decision = Decision(Outcome.WITHHELD, reason, False, words=words, translated_words=words)
    return Facts(
        document.id, document.language, decision, {}, headline_of(document), document.metadata
    )


def localized_facts(localized: Localized) -> Facts:
    """Return the facts of a document in a locale that it is translated into."""
    document = localized.document
    return Facts(
        document.id,
        localized.locale,
        localized.decision,
        localized.states,
        headline_of(document),
        document.metadata,
    )


def facts_of(  # noqa: PLR0913, PLR0917 - what editions hang on
    settings: ProjectSettings,
    document: Document,
    now: dt.datetime,
    made: Mapping[Locale, Localized],
    held: Collection[Locale],
    published: Mapping[Locale, ListedArticle],
) -> list[Facts]:
    """Return the facts of a document in its own language, then in each locale.

    Args:
        settings: the newsroom.
        document: the source, with ids.
        now: the present moment, with a time zone, which embargoes are held against.
        made: what locales make of it.
        held: the locales whose files cannot be read.
        published: what lists say of it in the locales in which it is published.

    """
    facts = [original_facts(document, now)]
    for locale in settings.locales:
        if locale in made:
            facts.append(localized_facts(made[locale]))
        elif locale in held:
            facts.append(held_facts(document, locale, published.get(locale)))
    return facts


def held_facts(document: Document, locale: Locale, published: ListedArticle | None) -> Facts:
    """Return the facts of a document in a locale in which it cannot be made now.

    Args:
        document: the source.
        locale: the locale whose files cannot be read.
        published: what lists say of what is published there; None where nothing is.

    """
    reason = "its files cannot be read; what is published of it stays"
    decision = Decision(Outcome.WITHHELD, "its files cannot be read", False)
    if published is not None:
        decision = Decision(Outcome.PUBLISHED, reason, published.indexed)
    return Facts(
        document.id, locale, decision, {}, headline_of(document), document.metadata, held=True
    )


def headline_of(document: Document) -> str:
    """Return a document's headline in its own language; empty where it has none."""
    return next((plain(unit.text) for unit in document.units if unit.role == "headline"), "")


def alternates(facts: Iterable[Facts], locale: Locale) -> tuple[Locale, ...]:
    """Return the locales that an edition names: those published for search engines, and its own.

    Args:
        facts: those of its document, in order.
        locale: the edition's.

    """
    shown = [each for each in facts if each.decision.published]
    indexed = tuple(each.locale for each in shown if each.decision.indexed)
    return indexed if locale in indexed else (*indexed, locale)
