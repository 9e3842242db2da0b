"""Conversions: which alphabets are made from which, and by what; the registry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.language.alphabets import kazakh, uyghur
from toolkit.language.alphabets.chinese_names import Spelled, names_in_arabic, names_in_latin
from toolkit.language.alphabets.tables import section

__all__ = ["CONVERSIONS", "Casing", "Conversion", "conversion"]


class Casing(StrEnum):
    """What becomes of capitals."""

    KEEP = "keep"
    """Both alphabets have them; the word function sees to them."""
    NONE = "none"
    """The target has none."""
    SENTENCE = "sentence"
    """The source has none: sentences and names begin with one."""


def _nothing() -> Mapping[str, str]:
    return {}


def _no_names(_text: str) -> Iterable[Spelled]:
    return ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a text of one locale becomes that of another."""

    source: Locale
    target: Locale
    word: Callable[[str], str]
    """A word of the source's letters to the target's."""
    casing: Casing
    ending: Callable[[str], str]
    """What follows a stem that has a form of its own, as `word` does for words."""
    normalise: Callable[[str], str] = kazakh.normalise
    """The source's text with composed letters, and no presentation forms."""
    resolve: Callable[[str], str] = str
    """A word of mixed alphabets in one of them, where it is clear in which; else as it is."""
    punctuation: Callable[[], Mapping[str, str]] = _nothing
    """The source's signs and the target's; what is not among them stays."""
    loans: str = ""
    """The file of loanwords that the target spells in its own way, in the form of exceptions."""
    also_written: Callable[[str], str] = str
    """How another press writes a small word of the target."""
    foreign_names: Callable[[str], Iterable[Spelled]] = _no_names
    """Finds names in a text that are spelled by another system than its words."""


def _arabic_punctuation() -> Mapping[str, str]:
    return section("kk/arabic", "punctuation")


def _latin_punctuation() -> Mapping[str, str]:
    return {theirs: ours for ours, theirs in _arabic_punctuation().items()}


def _from_latin_ending(ending: str) -> str:
    return uyghur.from_latin(ending).removeprefix("ئ")


def _from_cyrillic_ending(ending: str) -> str:
    return uyghur.from_cyrillic(ending).removeprefix("ئ")


CONVERSIONS = (
    Conversion(
        Locale("kk"),
        Locale("kk-Latn"),
        kazakh.to_latin,
        Casing.KEEP,
        kazakh.to_latin,
        resolve=kazakh.resolve,
        foreign_names=names_in_latin,
    ),
    Conversion(
        Locale("kk"),
        Locale("kk-Arab"),
        kazakh.to_arabic,
        Casing.NONE,
        kazakh.to_arabic_ending,
        resolve=kazakh.resolve,
        punctuation=_arabic_punctuation,
        loans="kk/arabic-loans",
        foreign_names=names_in_arabic,
    ),
    Conversion(
        Locale("ug"),
        Locale("ug-Latn"),
        uyghur.to_latin,
        Casing.SENTENCE,
        uyghur.latin_ending,
        uyghur.normalise,
        punctuation=_latin_punctuation,
    ),
    Conversion(
        Locale("ug"),
        Locale("ug-Cyrl"),
        uyghur.to_cyrillic,
        Casing.SENTENCE,
        uyghur.cyrillic_ending,
        uyghur.normalise,
        also_written=uyghur.by_letters,
        punctuation=_latin_punctuation,
    ),
    Conversion(
        Locale("ug-Latn"),
        Locale("ug"),
        uyghur.from_latin,
        Casing.NONE,
        _from_latin_ending,
        punctuation=_arabic_punctuation,
    ),
    Conversion(
        Locale("ug-Cyrl"),
        Locale("ug"),
        uyghur.from_cyrillic,
        Casing.NONE,
        _from_cyrillic_ending,
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
