"""Checks of terms: what is decided is not said so, or is said in a way that is ruled out."""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import Text
from toolkit.catalog.terms import Term, TermForms, forms_in, places_of
from toolkit.catalog.terms.finding import Finder
from toolkit.catalog.terms.termbase import Alone, Gender
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.mending import mend
from toolkit.checks.pair import Pair
from toolkit.language.endings import inflection
from toolkit.language.words import WORD, fold, is_capital, words_of

__all__ = ["CHECKS", "forbidden_forms", "missing_terms"]

_CACHED = 1 << 12
# How like the decided form, in per cent, a word must be that was probably meant to be it.
_LIKE, _VERY_LIKE = 75.0, 85.0
# Words of Kazakh that take the vowels of the word before them: where
# one follows, a form cannot be exchanged unseen.
_HARMONIC_WORDS = "мен бен пен да де та те ма ме ба бе па пе ша ше шы ші ғой қой"
_HARMONIC = frozenset(_HARMONIC_WORDS.split())
# Languages in which a form without an ending can be more than one case.
_AMBIGUOUS = frozenset({"be", "bg", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})


@frozen
class _Finders:
    """What finds the forms of a term in translations into a locale."""

    allowed: Finder
    strict: Finder
    """Finds the allowed forms too, but not the words derived from them."""
    forbidden: Finder


def _finders_of(term: Term, forms: TermForms, locale: Locale) -> _Finders:
    return _finders(forms, term.alone, locale, term.gender if term.is_person else None)


@lru_cache(_CACHED)
def _finders(forms: TermForms, alone: Alone, locale: Locale, person: Gender | None) -> _Finders:
    """Return what finds forms; those of a person's name with its own endings only."""
    lone = (alone.of(form) for form in forms.preferred)
    allowed = list(dict.fromkeys((*forms.allowed, *(each for each in lone if each))))
    numbered = [(form, number) for number, form in enumerate(allowed)]
    bound = _bound_words(forms, locale, person)
    strict = Finder(numbered, locale, bound=bound)
    return _Finders(
        Finder(numbered, locale, loosely=True, bound=bound) if person is None else strict,
        strict,
        Finder([(form, number) for number, form in enumerate(forms.forbidden)], locale),
    )


def _bound_words(
    forms: TermForms, locale: Locale, person: Gender | None
) -> dict[str, tuple[str, ...]]:
    """Return the words, folded, that have none but these forms.

    They take no ending, or are the surname of somebody of whom it is known whether she is a woman.
    """
    split = [[fold(word) for word in words_of(form)] for form in forms.allowed]
    words = {word for each in split for word in each}
    if not forms.declined:
        return {word: (word,) for word in words}
    if person is None:
        return {}
    woman, bends = person is Gender.FEMALE, inflection(locale)
    found: dict[str, tuple[str, ...]] = {}
    found |= {word: (word,) for word in words if bends.is_fixed(word, woman=woman)}
    if person is not Gender.NONE:
        last = {each[-1] for each in split if len(each) > 1}
        known = {word: bends.surnames(word, woman) for word in last - found.keys()}
        found |= {word: every for word, every in known.items() if every}
    return found


def missing_terms(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield the terms of the source for which the translation has no decided form."""
    said: set[str] = set()
    missing: list[tuple[Term, TermForms]] = []
    for term in pair.terms:
        forms = forms_in(term, locale)
        if forms is None or not forms.allowed:
            continue
        hits = _finders_of(term, forms, locale).allowed.find(pair.target_words)
        if hits:
            places = [(hit.start, hit.end) for hit in hits]
            said.update(map(str.casefold, term.source.allowed))
            yield from _small_names(pair, term, forms, places)
            yield from _half_names(pair, term, forms, places)
        else:
            missing.append((term, forms))
    for term, forms in missing:
        # Of terms that are spelled alike, such as a state and the State, one is meant.
        if said.isdisjoint(map(str.casefold, term.source.allowed)):
            yield _missing(pair, term, forms)


def _small_names(
    pair: Pair, term: Term, forms: TermForms, places: list[Place]
) -> Iterator[Problem]:
    """Yield a problem where a name is written exactly as decided, but for its capital."""
    if not term.name:
        return
    for start, end in places:
        words = pair.target_words[start:end]
        for form in forms.allowed:
            if is_capital(form) and words != form and words == form[0].lower() + form[1:]:
                message = f"the name “{form}” has lost its capital"
                # Where it names a language or a plant, it has none by right.
                yield Problem(message, target=(start, end), suggestion=form, severity=Severity.HINT)


def _half_names(pair: Pair, term: Term, forms: TermForms, places: list[Place]) -> Iterator[Problem]:
    """Yield a problem where only the word that stands alone is right of a name in full."""
    full = tuple(form for form in forms.preferred if term.alone.of(form))
    if not full or any(len(words_of(pair.target_words[start:end])) > 1 for start, end in places):
        return
    near = _nearest(pair.target_words, full, _VERY_LIKE)
    if near is not None:
        words = pair.target_words[near[0] : near[1]]
        message = f"“{words}” is not the form decided on for “{term.said}”: “{full[0]}”"
        yield Problem(message, target=near, suggestion=full[0])


def _missing(pair: Pair, term: Term, forms: TermForms) -> Problem:
    wanted = forms.allowed[0]
    place = next(iter(places_of(term, pair.source_words, pair.language)), None)
    shown = pair.source_words[place[0] : place[1]] if place else term.said
    near = _nearest(pair.target_words, forms.allowed)
    if near is None:
        message = f"“{shown}” must be translated as “{wanted}”, which is missing"
        return Problem(message, source=place, suggestion=wanted)
    words = pair.target_words[near[0] : near[1]]
    message = f"“{words}” is not the form decided on for “{shown}”: “{wanted}”"
    return Problem(message, target=near, source=place, suggestion=wanted)


def _nearest(text: str, forms: tuple[str, ...], least: float = _LIKE) -> Place | None:
    """Return where the words stand that are most like one of the forms, if any are."""
    spans = [match.span() for match in WORD.finditer(text)]
    folded = [fold(text[start:end]) for start, end in spans]
    best, place = least, None
    for form in forms[:3]:
        wanted = [fold(word) for word in words_of(form)]
        if not wanted:
            continue
        more, longest = len(wanted) - 1, len(wanted[-1])
        # An ending is not compared: the word is cut where the form ends.
        reaches = [
            " ".join([*folded[at : at + more], folded[at + more][:longest]])
            for at in range(len(folded) - more)
        ]
        found = extractOne(" ".join(wanted), reaches, scorer=ratio, score_cutoff=best)
        if found is not None and (place is None or found[1] > best):
            best, place = found[1], (spans[found[2]][0], spans[found[2] + more][1])
    return place


def forbidden_forms(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield where a translation says a term of its source as it must not be said."""
    for term in pair.terms:
        forms = forms_in(term, locale)
        if forms is None or not forms.forbidden:
            continue
        finders = _finders_of(term, forms, locale)
        found = finders.forbidden.find(pair.target_words)
        allowed = finders.strict.find(pair.target_words) if found else []
        for hit in found:
            place = (hit.start, hit.end)
            if any(each.start <= hit.start and hit.end <= each.end for each in allowed):
                continue  # part of a longer form that is right
            words = pair.target_words[hit.start : hit.end]
            wanted = forms.allowed[0] if forms.allowed else ""
            message = f"“{term.said}” must not be translated as “{words}”"
            fix = _fixed(pair, place, forms.forbidden[hit.number], wanted, locale)
            yield Problem(message, target=place, suggestion=wanted, fix=fix)


def _fixed(pair: Pair, place: Place, form: str, wanted: str, locale: Locale) -> Text | None:
    """Return the translation with a form exchanged, where no ending can come out wrong."""
    start, end = place
    after = words_of(pair.target_words[end : end + 12])[:1]
    if not wanted or pair.target_words[start:end] != form or set(after) & _HARMONIC:
        return None
    if locale.language in _AMBIGUOUS and (form[-1] != wanted[-1] or " " in form or " " in wanted):
        return None
    return mend(pair.target, [(place, wanted)])


CHECKS: tuple[Check, ...] = (
    Check(
        "terms",
        Severity.WARNING,
        "Names and terms are translated as the termbase says.",
        missing_terms,
        "write the decided form, or allow another in locales/terms.toml",
    ),
    Check(
        "forbidden-terms",
        Severity.ERROR,
        "No name or term is translated in a way that the termbase rules out.",
        forbidden_forms,
        "write the decided form; locales/terms.toml says why",
    ),
)
