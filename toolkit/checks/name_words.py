"""Words that are parts of names, though they look like others."""

from collections.abc import Iterable

from toolkit.base.bcp47 import Locale
from toolkit.catalog.terms import Term, forms_in
from toolkit.catalog.terms.finding import source_forms
from toolkit.language.transcription import transcribed
from toolkit.language.words import fold, is_capital, words_of

__all__ = ["in_term", "sounds_like_name"]

_SHORTEST = 3
"""Fewer sounds are those of too many words."""
_MOST_WORDS = 400


def in_term(word: str, terms: Iterable[Term], locale: Locale | None) -> bool:
    """Whether a word is one of those that terms are made of.

    Args:
        word: a word of a text, without any of its suffixes or with some.
        terms: those that stand in the source.
        locale: the language whose forms count; None for the source's.

    """
    folded = fold(word)
    return any(
        folded.startswith(fold(part))
        for term in terms
        for form in _forms(term, locale)
        for part in words_of(form)
        if len(part) >= _SHORTEST
    )


def _forms(term: Term, locale: Locale | None) -> tuple[str, ...]:
    if locale is None:
        return source_forms(term)
    forms = forms_in(term, locale)
    return () if forms is None else forms.allowed


def sounds_like_name(word: str, source: str) -> bool:
    """Whether a word of a translation begins as a name of its source sounds.

    >>> sounds_like_name("مىڭنىڭ", "Gu Ming left"), sounds_like_name("مىڭ", "a thousand")
    (True, False)
    """
    sound = transcribed(word)
    names = (each for each in words_of(source)[:_MOST_WORDS] if is_capital(each))
    sounds = (transcribed(each) for each in names)
    return any(len(each) >= _SHORTEST and sound.startswith(each) for each in sounds)
