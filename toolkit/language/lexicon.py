"""Lexicon: the words of a language that have to do with numbers, in one script.

What `data/` says of a language goes before what CLDR says: scales, months, weekdays, units. Of a
language without a folder CLDR alone is asked; its number words are not known then.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import CONVERSIONS
from toolkit.language.character_numbers import Characters
from toolkit.language.known import GENERAL, facts
from toolkit.language.measures import NO_UNIT, unit_names
from toolkit.language.number_phrases import EASTERN, bound_words, clock, fraction_words
from toolkit.language.number_words import NumberWord, Numerals, dates, number_words, scales
from toolkit.language.word_forms import Forms, Spelling
from toolkit.language.words import fold

__all__ = ["Lexicon", "lexicon"]

_CACHED = 1 << 15
_TEN = Decimal(10)
# “Two” is often said by other words, and “one” is an article.
_OFTEN_NONE = Decimal(2)


class Lexicon:
    """The words of a language in one script that have to do with numbers."""

    def __init__(self, base: Locale, forms: Locale) -> None:
        """Collect them.

        Args:
            base: the locale whose words are known.
            forms: the one in whose script they are wanted.

        """
        language = cast("Numerals", facts(base.language, "numbers"))
        spelled = Spelling(base, forms)
        bends = spelled.inflection()
        self.knows_words = bool(language.get("numbers"))
        """Whether numbers in words are known, or those in figures only."""
        self.knows_clock = bool(language.get("clock"))
        """Whether the parts of the day are."""
        self.joined = frozenset(language.get("joined", []))
        """What may stand between the words of one number, other than a space."""
        self.before_half = frozenset(language.get("before_half", []))
        """What stands before “half” where it is added: two and a half."""
        self.before_scale = frozenset(language.get("before_scale", []))
        """What stands before a scale that multiplies it: tens of thousands."""
        self.minus = tuple(spelled.spell(language.get("minus", [])))
        """Words that say that a figure is below zero."""
        self.ordinal_before = frozenset(language.get("ordinal_before", []))
        """What makes an ordinal of the figure that it touches, which no scale multiplies."""
        self.scales_touch = bool(language.get("scales_touch"))
        """Whether nothing stands between a figure and its scale."""
        self.vigesimal = bool(language.get("vigesimal"))
        """Whether 70 is sixty and ten, and 80 four times twenty."""
        multipliers = scales(base, language, spelled)
        self.scales = Forms(multipliers, None)
        """Scale words as they stand behind a figure; known in nearly every language."""
        self.characters = _characters(language, multipliers, self.ordinal_before)
        """What writes numbers without being a word: 三百万."""
        self.units = Forms(unit_names(base, spelled), bends)
        self.fractions = fraction_words(language, spelled)
        self.bounds = bound_words(language, spelled)
        self.clock = clock(language, spelled)
        self._words = spelled.mapping(number_words(language))
        self._never = frozenset(spelled.spell(language.get("never", [])))
        self._compounds = Forms(spelled.values(language.get("compounds", {})), None)
        self._multiples = Forms(spelled.values(language.get("multiples", {})), None)
        full, short = dates(base, language, spelled)
        self._dates = Forms(full, bends)
        self._short = {fold(word): worth for word, worth in short.items()}
        self.read = lru_cache(_CACHED)(self._read)
        """Returns what a word is worth, in lower case; None for most."""

    def _read(self, word: str) -> NumberWord | None:
        multiple = self._multiples.beginning(word)
        if multiple is not None:
            times = multiple[1]
            return NumberWord((f"×{times}", times), weak=True, alone=True)
        found = self._words.get(word) or self._dates.get(word)
        if found is not None or word in self._never:
            return found
        return self._compound(word) or self._short.get(fold(word))

    def _compound(self, word: str) -> NumberWord | None:
        """Return the number that a word begins with, with what else it says: сорокапятилетний.

        A scale in it multiplies what stands before it, and what follows is added: zweitausendfünf.
        """
        total, (part, rest) = Decimal(0), self._part(word)
        while part:
            scale = self.scales.beginning(rest) if rest else None
            if scale is None:
                break
            total += part * scale[1]
            rest = rest[len(scale[0]) :]
            part, rest = self._part(rest)
        total += part
        if not total:
            return None
        unit = self.units.get(rest) or NO_UNIT
        weak = bool(rest) or total <= _OFTEN_NONE
        return NumberWord((total,), weak=weak, alone=weak, unit=unit)

    def _part(self, word: str) -> tuple[Decimal, str]:
        """Return what a word begins with below a thousand, and the rest of it."""
        total, rest = Decimal(0), word
        found = self._compounds.beginning(rest) if rest else None
        while found is not None and (not total or _fits(found[1], total)):
            total += found[1]
            rest = rest[len(found[0]) :]
            found = self._compounds.beginning(rest) if rest else None
        return total, rest


def _characters(
    language: Numerals, multipliers: Mapping[str, Decimal], ordinal_before: frozenset[str]
) -> Characters:
    own = language.get("characters", {})
    values = {char: Decimal(value) for value, chars in own.items() for char in chars}
    digits = {char: value for char, value in values.items() if value < _TEN}
    units = {char: value for char, value in values.items() if value >= _TEN}
    wide = {char: value for char, value in multipliers.items() if char >= EASTERN}
    return Characters.of(digits, {**wide, **units}, ordinal_before)


def _fits(value: Decimal, total: Decimal) -> bool:
    """Whether a value is smaller than the last digit of a number that is not zero."""
    return total % 10 == 0 and value < (100 if total % 100 == 0 else 10)


@lru_cache
def lexicon(locale: Locale) -> Lexicon:
    """Return a locale's words.

    Those of a derived script are the language's own, converted; where there is no conversion,
    they are not known.
    """
    for each in CONVERSIONS:
        if locale.is_variety_of(each.target) and Locale(locale.language).is_variety_of(each.source):
            return Lexicon(each.source, each.target)
    if locale.has_usual_script:
        return Lexicon(Locale(locale.language), Locale(locale.language))
    # Characters are no words of one script: what stands in zh holds for 萬 as well as for 万.
    knows_words = "numbers" in facts(locale.language, "numbers")
    return _nothing(locale) if knows_words else Lexicon(locale, locale)


def _nothing(locale: Locale) -> Lexicon:
    """Return the lexicon of a language whose words are known in another script only."""
    return Lexicon(Locale(f"{GENERAL}-{locale.script}"), locale)
