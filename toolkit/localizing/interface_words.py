"""Words: what the pages themselves say, in the language of the page."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeAlias

import babel

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, read
from toolkit.catalog.po.plural import PluralForms, parse_plural_forms
from toolkit.catalog.po.plural_rules import plural_header
from toolkit.language.alphabets import Conversion, convert
from toolkit.language.alphabets.conversions import derivation
from toolkit.language.digits import ASCII_DIGITS, digits_of
from toolkit.language.directions import direction_runs
from toolkit.language.list_patterns import around
from toolkit.localizing.isolation import isolate_text

__all__ = [
    "ENGLISH",
    "Phrase",
    "Value",
    "Wording",
    "Words",
    "date_in",
    "list_in",
    "list_parts",
    "size_in",
    "wording_of",
    "words",
]

_THOUSAND, _MILLION = 1000, 1_000_000
ENGLISH = Locale("en")
"""The language in which the toolkit's own words are written."""
Value: TypeAlias = int | dt.date | Locale | Sequence[str]
"""What fills a placeholder: a number, a day, a language, or names."""
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# CLDR gives Arabic ٠١٢ or 012 by country; what is published for all of them has 012.
_WESTERN_DIGITS = frozenset({"ar"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text on one line, and the language it is in."""

    text: str
    locale: Locale


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one catalog."""

    locale: Locale
    messages: Mapping[str, tuple[str, ...]]
    """For each message its translation, or all plural forms of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The interface's own words for the pages of one locale."""

    locale: Locale
    """The language they are in, which may not be the one that was asked for."""
    asked: Locale
    """The language of the page."""
    _wordings: tuple[Wording, ...] = field(repr=False, compare=False)
    """The newsroom's before the toolkit's, the page's language before English."""

    def gettext(self, message: str) -> str:
        """Return the translation of a message, or the message itself."""
        return self._found(message)[0][0]

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the form of a message that goes with a number."""
        forms, own = self._found(singular)
        if len(forms) == 1:
            return forms[0] if count == 1 or forms[0] != singular else plural
        return forms[_plural_forms(own).index(count)]

    def spoken_in(self, message: str) -> Locale:
        """Return the language that a message is said in: the page's, or English."""
        return self._page_like(self._found(message)[1])

    def speak(self, message: str, **values: Value) -> Phrase:
        """Return a message with its placeholders filled, in one language throughout.

        Names are isolated by characters, and what would be shown in a wrong order is too.
        """
        own = self.spoken_in(message)
        text = self.gettext(message)
        if values:
            text = text.format(**{name: value_in(own, value) for name, value in values.items()})
        return Phrase(isolate_text(text, own.direction), own)

    def language_name(self, locale: Locale) -> str:
        """Return a language's name as it stands inside a sentence (CLDR).

        >>> words(Locale("ru")).language_name(Locale("en"))
        'английский'
        """
        return _language_name(self.locale, locale)

    def _found(self, message: str) -> tuple[tuple[str, ...], Locale]:
        for wording in self._wordings:
            forms = wording.messages.get(message)
            if forms is not None:
                return forms, wording.locale
        return (message,), ENGLISH

    def _page_like(self, own: Locale) -> Locale:
        """Return the page's locale for another of its language and script: de-AT for de."""
        return self.asked if own.is_variety_of(self.asked) else own


def value_in(own: Locale, value: Value) -> str:
    """Return what fills a placeholder, in words of a language."""
    if isinstance(value, Locale):
        return _language_name(own, value)
    if isinstance(value, dt.date):
        return date_in(own, value)
    if isinstance(value, int):
        return _digits(str(value), own)
    return list_in(own, value)


def list_in(locale: Locale, names: Sequence[str]) -> str:
    """Return names as a list in a language's words; those that go another way are isolated.

    >>> list_in(Locale("ug"), ("ئەلى", "گۈلنار")), list_in(Locale("kk"), ("Әли", "Гүлнар"))
    ('ئەلى ۋە گۈلنار', 'Әли және Гүлнар')
    """
    return "".join(list_parts(locale, names))


def list_parts(locale: Locale, names: Sequence[str]) -> list[str]:
    """Return each name of a list with what stands behind it, so that a line may end there."""
    texts = around(locale, names)
    said = [_isolated(_plain(name), locale.direction) for name in names]
    said[:1] = [texts[0] + name for name in said[:1]]
    return [name + behind for name, behind in zip(said, texts[1:], strict=True)]


def _isolated(name: str, direction: str) -> str:
    """Return a name so that it turns nothing round beside it, and nothing beside it turns it."""
    if direction_runs(name, direction):
        return f"{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}"
    return name


def _plain(name: str) -> str:
    """Return a name without the characters that would turn round what is beside it."""
    return "".join(char for char in name if not _turns(char))


def _turns(char: str) -> bool:
    return "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


@lru_cache(maxsize=1024)
def _language_name(own: Locale, locale: Locale) -> str:
    """Return a language's name in another one; every page asks CLDR for the same ones."""
    way = derivation(own)
    spoken = own if way is None else way.source
    cldr = spoken.cldr or babel.Locale(spoken.language)
    subtags = locale.tag.replace("-", "_")
    name = str(cldr.languages.get(subtags) or cldr.languages.get(locale.language) or locale.tag)
    return name if way is None else convert(name, way)


def words(locale: Locale, own: Iterable[Wording] = ()) -> Words:
    """Return the interface's words for the pages of a locale.

    They are the locale's own, else those of its language in the same script, else those made from
    its language's by a change of alphabet, else English: a page never mixes scripts within its
    language.

    Args:
        locale: the page's language.
        own: the newsroom's catalogs of such words, which stand before the toolkit's; what they do
            not have, the toolkit says.

    >>> words(Locale("kk-KZ")).locale.tag, words(Locale("kk-Arab")).locale.tag
    ('kk', 'kk-Arab')
    """
    catalogs = {each.locale: each for each in own}
    found = [*_spoken(locale, catalogs), *_toolkit_wordings(locale)]
    english = () if locale.is_variety_of(ENGLISH) else _spoken(ENGLISH, catalogs)
    spoken = found[0].locale if found else ENGLISH
    return Words(spoken, locale, (*found, *english))


def wording_of(catalog: Catalog, locale: Locale) -> Wording:
    """Return the finished messages of a catalog."""
    messages: dict[str, tuple[str, ...]] = {}
    for entry in catalog:
        forms = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
        if not entry.obsolete and not entry.fuzzy and all(forms):
            messages[entry.msgid] = forms
    return Wording(locale, messages)


def _spoken(locale: Locale, catalogs: Mapping[Locale, Wording]) -> Iterator[Wording]:
    """Yield a newsroom's words for a locale, those made from another alphabet last."""
    for candidate in _candidates(locale):
        if candidate in catalogs and candidate.script == locale.script:
            yield catalogs[candidate]
    way = derivation(locale)
    if way is not None and way.source in catalogs:
        yield _in_alphabet(catalogs[way.source], locale, way)


@lru_cache
def _toolkit_wordings(locale: Locale) -> tuple[Wording, ...]:
    """Return the toolkit's words for a locale: of one catalog, or of none."""
    for candidate in _candidates(locale):
        catalog = _catalog(candidate)
        if candidate.script == locale.script and catalog.is_file():
            return (wording_of(read(catalog.read_bytes(), catalog.name), candidate),)
    way = derivation(locale)
    if way is not None and _catalog(way.source).is_file():
        (spoken,) = _toolkit_wordings(way.source)
        return (_in_alphabet(spoken, locale, way),)
    return ()


@lru_cache(maxsize=4096)
def date_in(locale: Locale, day: dt.date) -> str:
    """Return a day in a locale's words: CLDR's, or made from those of its language's usual script.

    >>> print(date_in(Locale("ug-Cyrl"), dt.date(2021, 2, 22)))
    22-феврал, 2021
    """
    shown = locale.date(day)
    if shown == day.isoformat():
        way = derivation(locale)
        return shown if way is None else convert(way.source.date(day), way)
    return _digits(shown, locale)


def size_in(locale: Locale, size: int) -> str:
    """Return how large a file is, as a language writes it (CLDR): thousands of bytes, or millions.

    >>> size_in(Locale("ru"), 34_200).replace("\u00a0", " "), size_in(Locale("en"), 2_340_000)
    ('35 кБ', '2.3 MB')
    """
    from babel.units import format_unit  # noqa: PLC0415 - only pages with copies need it

    known = locale.cldr or Locale("en").cldr
    thousands = -(-size // _THOUSAND)
    if thousands < _THOUSAND:
        shown = format_unit(thousands, "kilobyte", "short", locale=known)
    else:
        shown = format_unit(size / _MILLION, "megabyte", "short", "#,##0.#", locale=known)
    return _digits(str(shown), locale)


def _digits(text: str, locale: Locale) -> str:
    """Return a text with the digits that a language is written with (CLDR).

    >>> _digits("3 of 12", Locale("fa")), _digits("3 of 12", Locale("ug"))
    ('۳ of ۱۲', '3 of 12')
    """
    if locale.language in _WESTERN_DIGITS:
        return text
    return text.translate(str.maketrans(ASCII_DIGITS, digits_of(locale)))


def _in_alphabet(spoken: Wording, locale: Locale, way: Conversion) -> Wording:
    """Return the words of a language in another of its alphabets."""
    converted = {
        message: tuple(convert(form, way) for form in forms)
        for message, forms in spoken.messages.items()
    }
    return Wording(locale, converted)


@lru_cache
def _plural_forms(locale: Locale) -> PluralForms:
    return parse_plural_forms(plural_header(locale))


def _candidates(locale: Locale) -> Iterator[Locale]:
    """Yield where a locale's words may be: under its tag, its parents', its language and script."""
    subtags = locale.tag.split("-")
    for length in range(len(subtags), 0, -1):
        yield Locale("-".join(subtags[:length]))
    if len(subtags) < 2 or subtags[1] != locale.script:  # noqa: PLR2004 - else it was the parent
        yield Locale(f"{locale.language}-{locale.script}")


def _catalog(locale: Locale) -> Traversable:
    return resources.files("toolkit").joinpath("locale", locale.tag, "LC_MESSAGES", "toolkit.po")
