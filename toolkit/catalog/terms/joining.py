"""Joining: another termbase's terms put to one's own, whose decisions hold."""

from collections.abc import Iterable
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.terms.termbase import Alone, Term, Termbase, TermForms, numbered

__all__ = ["Joined", "join"]


@frozen
class Joined:
    """A termbase that was added to."""

    termbase: Termbase
    new: int
    """How many terms it did not have."""
    extended: int
    """How many have more forms than before."""
    unchanged: int
    """How many of those added said nothing new."""

    def __str__(self) -> str:
        return f"{self.new} new, {self.extended} extended, {self.unchanged} unchanged"


def join(own: Termbase, others: Iterable[Term]) -> Joined:
    """Add terms to a termbase: new ones as they are, the forms of known ones behind its own.

    What the termbase forbids stays forbidden, and its preferred form the first. Of terms that are
    spelled alike, the one with the same note is meant, else the first.

    Args:
        own: the termbase.
        others: the terms to add.

    """
    terms = list(own.terms)
    places: dict[str, list[int]] = {}
    for at, term in enumerate(terms):
        places.setdefault(term.said, []).append(at)
    counts = {"new": 0, "extended": 0, "unchanged": 0}
    for other in others:
        known = places.setdefault(other.said, [])
        if not known:
            known.append(len(terms))
            terms.append(other)
            counts["new"] += 1
            continue
        at = next((each for each in known if terms[each].note == other.note), known[0])
        joined = _joined(terms[at], other)
        counts["unchanged" if joined == terms[at] else "extended"] += 1
        terms[at] = joined
    return Joined(Termbase(tuple(numbered(terms)), own.source), **counts)


def _joined(mine: Term, other: Term) -> Term:
    locales: list[Locale] = sorted({*mine.forms, *other.forms})
    forms = {
        locale: mine.forms.get(locale, TermForms()) + other.forms.get(locale, TermForms())
        for locale in locales
    }
    joined = Term(
        mine.id,
        mine.source + other.source,
        forms,
        mine.note or other.note,
        mine.name or other.name,
        mine.alone or other.alone,
        mine.gender or other.gender,
    )
    if joined.alone and not joined.has_lone_word:
        return replace(joined, alone=Alone.NONE)
    return joined
