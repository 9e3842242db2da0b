"""Conversions: which alphabets are made from which, and by what; the registry."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.faces import Later
from toolkit.base.frozen import frozen
from toolkit.language.alphabets.tables import section

if TYPE_CHECKING:
    from toolkit.language.alphabets.chinese_names import Spelled

__all__ = ["CONVERSIONS", "Casing", "Conversion", "conversion", "derivation"]


class Casing(StrEnum):
    """What becomes of capitals."""

    KEEP = "keep"
    """Both alphabets have them; the word function sees to them."""
    NONE = "none"
    """The target has none."""
    SENTENCE = "sentence"
    """The source has none: sentences and names begin with one."""


def _later(module: str, name: str) -> Later:
    """Return a function of one alphabet, whose tables take a while to load."""
    return Later(f"toolkit.language.alphabets.{module}", name)


_composed = _later("kazakh", "normalise")


def _nothing() -> Mapping[str, str]:
    return {}


def _no_names(_text: str) -> "Iterable[Spelled]":
    return ()


@frozen
class Conversion:
    """How a text of one locale becomes that of another."""

    source: Locale
    target: Locale
    word: Callable[[str], str]
    """A word of the source's letters to the target's."""
    casing: Casing
    ending: Callable[[str], str]
    """What follows a stem that has a form of its own, as `word` does for words."""
    normalise: Callable[[str], str] = _composed
    """The source's text with composed letters, and no presentation forms."""
    resolve: Callable[[str], str] = str
    """A word of mixed alphabets in one of them, where it is clear in which; else as it is."""
    punctuation: Callable[[], Mapping[str, str]] = _nothing
    """The source's signs and the target's; what is not among them stays."""
    loans: str = ""
    """The file of loanwords that the target spells in its own way, in the form of exceptions."""
    also_written: Callable[[str], str] = str
    """How another press writes a small word of the target."""
    foreign_names: "Callable[[str], Iterable[Spelled]]" = _no_names
    """Finds names in a text that are spelled by another system than its words."""


def _arabic_punctuation() -> Mapping[str, str]:
    return section("kk/arabic", "punctuation")


def _latin_punctuation() -> Mapping[str, str]:
    return {theirs: ours for ours, theirs in _arabic_punctuation().items()}


CONVERSIONS = (
    Conversion(
        Locale("kk"),
        Locale("kk-Latn"),
        _later("kazakh", "to_latin"),
        Casing.KEEP,
        _later("kazakh", "to_latin"),
        resolve=_later("kazakh", "resolve"),
        foreign_names=_later("chinese_names", "names_in_latin"),
    ),
    Conversion(
        Locale("kk"),
        Locale("kk-Arab"),
        _later("kazakh", "to_arabic"),
        Casing.NONE,
        _later("kazakh", "to_arabic_ending"),
        resolve=_later("kazakh", "resolve"),
        punctuation=_arabic_punctuation,
        loans="kk/arabic-loans",
        foreign_names=_later("chinese_names", "names_in_arabic"),
    ),
    Conversion(
        Locale("ug"),
        Locale("ug-Latn"),
        _later("uyghur", "to_latin"),
        Casing.SENTENCE,
        _later("uyghur", "latin_ending"),
        _later("uyghur", "normalise"),
        punctuation=_latin_punctuation,
    ),
    Conversion(
        Locale("ug"),
        Locale("ug-Cyrl"),
        _later("uyghur", "to_cyrillic"),
        Casing.SENTENCE,
        _later("uyghur", "cyrillic_ending"),
        _later("uyghur", "normalise"),
        also_written=_later("uyghur", "by_letters"),
        punctuation=_latin_punctuation,
    ),
    Conversion(
        Locale("ug-Latn"),
        Locale("ug"),
        _later("uyghur", "from_latin"),
        Casing.NONE,
        _later("uyghur", "from_latin_ending"),
        punctuation=_arabic_punctuation,
    ),
    Conversion(
        Locale("ug-Cyrl"),
        Locale("ug"),
        _later("uyghur", "from_cyrillic"),
        Casing.NONE,
        _later("uyghur", "from_cyrillic_ending"),
        punctuation=_arabic_punctuation,
    ),
)


def conversion(source: Locale, target: Locale) -> Conversion:
    """Return the conversion between two locales; a region makes no difference, a script does.

    Raises:
        ToolkitError: when there is none; the message names those that there are.

    >>> conversion(Locale("kk-KZ"), Locale("kk-Arab")).casing
    <Casing.NONE: 'none'>
    """
    for each in CONVERSIONS:
        if source.is_variety_of(each.source) and target.is_variety_of(each.target):
            return each
    known = ", ".join(f"{each.source} to {each.target}" for each in CONVERSIONS)
    raise ToolkitError.because(
        "no-conversion",
        f"the toolkit cannot convert from {source} to {target}",
        hint=f"known are {known}",
    )


def derivation(locale: Locale) -> Conversion | None:
    """Return how texts in a locale are made from its language's usual script; None for no way."""
    usual = Locale(locale.language)
    for each in CONVERSIONS:
        if each.source == usual and locale.is_variety_of(each.target):
            return each
    return None
