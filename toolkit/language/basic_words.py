"""Basic words: countries, languages and the calendar (CLDR), and the commonest words of some."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.language.known import facts

__all__ = ["Translated", "basic_words"]

Translated = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What a word is called here, how it begins in one language, and how in the other."""

_ISO = 2
_SHORTEST = 3
# A form of so few letters is looked for as a whole word: too many others begin so.
_WHOLE, _WHOLE_ENGLISH = 2, 3
_INFLECTED = 5


@lru_cache
def basic_words(one: Locale, other: Locale) -> tuple[Translated, ...]:
    """Return words with their translations, as they begin in a text of words and single spaces.

    >>> [each for each in basic_words(Locale("en"), Locale("kk")) if each[0] == "territory CN"]
    [('territory CN', (' china',), (' қытай',))]
    """
    ours, theirs = _named(one), _named(other)
    return tuple(
        (name, forms, theirs[name])
        for name, forms in ours.items()
        if name in theirs and set(forms) != set(theirs[name])
    )


@lru_cache
def _named(locale: Locale) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, word in _cldr_names(locale):
        begun = _begun(word)
        if begun:
            found[name] = (*found.get(name, ()), begun)
    return found | _common_words(locale)


def _common_words(locale: Locale) -> dict[str, tuple[str, ...]]:
    if not locale.has_usual_script:
        return {}
    shortest = _WHOLE_ENGLISH if locale.language == "en" else _WHOLE
    return {
        name: tuple(
            f" {form} " if len(form) <= shortest else f" {form}" for form in str(forms).split(",")
        )
        for name, forms in facts(locale.language, "basic_words").items()
    }


def _cldr_names(locale: Locale) -> Iterator[tuple[str, str]]:
    if locale.cldr is None:
        return
    for kind, names in (
        ("territory", locale.cldr.territories),
        ("language", locale.cldr.languages),
    ):
        for code, name in names.items():
            if len(code) == _ISO:
                yield f"{kind} {code}", str(name).split("(")[0]
    for kind, widths in (("weekday", locale.cldr.days), ("month", locale.cldr.months)):
        for context in ("format", "stand-alone"):
            for number, name in widths[context]["wide"].items():
                yield f"{kind} {number}", str(name)


def _begun(word: str) -> str:
    """Return how a word begins, whatever ending it has; nothing for what is too short to tell."""
    small = " ".join(word.lower().replace("-", " ").split())
    if any(unicodedata.east_asian_width(each) in "WF" for each in small[:1]):
        return small if len(small) > 1 else ""
    if len(small) < _SHORTEST or "." in small:
        return ""
    return f" {small[:-1] if len(small) > _INFLECTED else small}"
