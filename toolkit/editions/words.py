"""Words: what the pages themselves say, in the language of the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import babel

from toolkit.bcp47 import Locale
from toolkit.catalog.plural import PluralForms, parse_plural_forms
from toolkit.catalog.po import Entry, read

__all__ = ["ENGLISH", "Words", "words"]

ENGLISH = Locale("en")
"""The language in which the toolkit's own words are written."""


@dataclass(frozen=True, slots=True)
class Words:
    """The interface's own words in one language."""

    locale: Locale
    """The language they are in, which may not be the one that was asked for."""
    _entries: Mapping[str, Entry] = field(repr=False, compare=False)
    _plural_forms: PluralForms = field(repr=False, compare=False)

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
        names = babel.Locale.parse(self.locale.tag, sep="-").languages
        subtags = locale.tag.replace("-", "_")
        return str(names.get(subtags) or names.get(locale.language) or locale.tag)


@lru_cache
def words(locale: Locale) -> Words:
    """Return the interface's words for the pages of a locale.

    They are the locale's own, else those of its language when that is written in the same script,
    else English: a page never mixes scripts within its language.

    >>> words(Locale("kk-KZ")).locale.tag, words(Locale("kk-Arab")).locale.tag
    ('kk', 'en')
    """
    for candidate in _candidates(locale):
        catalog = _catalog(candidate)
        if candidate.script == locale.script and catalog.is_file():
            entries = read(catalog.read_bytes(), catalog.name)
            found = {entry.msgid: entry for entry in entries if not entry.obsolete}
            return Words(candidate, found, parse_plural_forms(candidate.plural_forms))
    return Words(ENGLISH, {}, parse_plural_forms(ENGLISH.plural_forms))


def _candidates(locale: Locale) -> Iterator[Locale]:
    subtags = locale.tag.split("-")
    for length in range(len(subtags), 0, -1):
        yield Locale("-".join(subtags[:length]))


def _catalog(locale: Locale) -> Traversable:
    return resources.files("toolkit").joinpath("locale", locale.tag, "LC_MESSAGES", "toolkit.po")
