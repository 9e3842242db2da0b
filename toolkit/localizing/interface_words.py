"""Words: what the pages themselves say, in the language of the page."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import babel

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry, read
from toolkit.catalog.po.plural import PluralForms, parse_plural_forms
from toolkit.catalog.po.plural_rules import plural_header
from toolkit.language.alphabets import CONVERSIONS, Conversion, convert

__all__ = ["ENGLISH", "Words", "date_in", "derivation", "words"]

ENGLISH = Locale("en")
"""The language in which the toolkit's own words are written."""


@dataclass(frozen=True, slots=True)
class Words:
    """The interface's own words in one language."""

    locale: Locale
    """The language they are in, which may not be the one that was asked for."""
    _entries: Mapping[str, Entry] = field(repr=False, compare=False)
    _plural_forms: PluralForms = field(repr=False, compare=False)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield each message with its entry."""
        yield from self._entries.items()

    def gettext(self, message: str) -> str:
        """Return the translation of a message, or the message itself."""
        entry = self._entries.get(message)
        return (entry.msgstr if entry else "") or message

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the form of a message that goes with a number."""
        entry = self._entries.get(singular)
        if entry is None:
            return singular if count == 1 else plural
        return entry.msgstr_plural[self._plural_forms.index(count)]

    def language_name(self, locale: Locale) -> str:
        """Return a language's name as it stands inside a sentence (CLDR).

        >>> words(Locale("ru")).language_name(Locale("en"))
        'английский'
        """
        return _language_name(self.locale, locale)


@lru_cache(maxsize=1024)
def _language_name(own: Locale, locale: Locale) -> str:
    """Return a language's name in another one; every page asks CLDR for the same ones."""
    way = derivation(own)
    spoken = own if way is None else way.source
    names = babel.Locale.parse(spoken.tag, sep="-").languages
    subtags = locale.tag.replace("-", "_")
    name = str(names.get(subtags) or names.get(locale.language) or locale.tag)
    return name if way is None else convert(name, way)


@lru_cache
def words(locale: Locale) -> Words:
    """Return the interface's words for the pages of a locale.

    They are the locale's own, else those of its language in the same script, else those made from
    its language's by a change of alphabet, else English: a page never mixes scripts within its
    language.

    >>> words(Locale("kk-KZ")).locale.tag, words(Locale("kk-Arab")).locale.tag
    ('kk', 'kk-Arab')
    """
    for candidate in _candidates(locale):
        catalog = _catalog(candidate)
        if candidate.script == locale.script and catalog.is_file():
            entries = read(catalog.read_bytes(), catalog.name)
            found = {entry.msgid: entry for entry in entries if not entry.obsolete}
            return Words(candidate, found, parse_plural_forms(plural_header(candidate)))
    way = derivation(locale)
    if way is not None and _catalog(way.source).is_file():
        return _in_alphabet(words(way.source), locale, way)
    return Words(ENGLISH, {}, parse_plural_forms(plural_header(ENGLISH)))


def derivation(locale: Locale) -> Conversion | None:
    """Return how texts in a locale are made from its language's usual script; None for no way."""
    usual = Locale(locale.language)
    for each in CONVERSIONS:
        if each.source == usual and locale.is_variety_of(each.target):
            return each
    return None


@lru_cache(maxsize=4096)
def date_in(locale: Locale, day: dt.date) -> str:
    """Return a day in a locale's words: CLDR's, or made from those of its language's usual script.

    >>> print(date_in(Locale("ug-Cyrl"), dt.date(2021, 2, 22)))
    22-феврал, 2021
    """
    shown = locale.date(day)
    way = derivation(locale)
    if way is None or shown != day.isoformat():
        return shown
    return convert(way.source.date(day), way)


def _in_alphabet(spoken: Words, locale: Locale, way: Conversion) -> Words:
    """Return the words of a language in another of its alphabets."""
    return replace(
        spoken, locale=locale, _entries={m: _converted(e, way) for m, e in spoken.entries()}
    )


def _converted(entry: Entry, way: Conversion) -> Entry:
    own = entry.copy()
    own.msgstr = convert(entry.msgstr, way)
    own.msgstr_plural = {n: convert(form, way) for n, form in entry.msgstr_plural.items()}
    return own


def _candidates(locale: Locale) -> Iterator[Locale]:
    """Yield where a locale's words may be: under its tag, its parents', its language and script."""
    subtags = locale.tag.split("-")
    for length in range(len(subtags), 0, -1):
        yield Locale("-".join(subtags[:length]))
    yield Locale(f"{locale.language}-{locale.script}")


def _catalog(locale: Locale) -> Traversable:
    return resources.files("toolkit").joinpath("locale", locale.tag, "LC_MESSAGES", "toolkit.po")
