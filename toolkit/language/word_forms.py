"""Word forms: a language's words in all their forms and scripts, by what they are worth."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Generic, TypeVar

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import CONVERSIONS
from toolkit.language.endings import Inflection, inflection, spelled_inflection
from toolkit.language.known import facts
from toolkit.language.words import fold

__all__ = ["Forms", "Spelling"]

_Worth = TypeVar("_Worth")


class Forms(Generic[_Worth]):
    """Words with what they are worth, found in all their forms."""

    def __init__(self, words: Mapping[str, _Worth], bends: Inflection | None) -> None:
        self._bends = bends
        self._stems: dict[str, _Worth] = {}
        for word, worth in words.items():
            folded = fold(word)
            for stem in bends.stems(folded) if bends else (folded,):
                self._stems.setdefault(stem, worth)
        for word, worth in words.items():
            self._stems[fold(word)] = worth
        self._longest = max(map(len, self._stems), default=0)

    def get(self, word: str) -> _Worth | None:
        """Return what a word is worth; the longest stem decides."""
        folded = fold(word)
        for end in range(min(len(folded), self._longest), 0, -1):
            worth = self._stems.get(folded[:end])
            if worth is not None and self._may_end(folded[end:]):
                return worth
        return None

    def beginning(self, word: str) -> tuple[str, _Worth] | None:
        """Return the longest of the words that a word begins with, and what it is worth."""
        folded = fold(word)
        for end in range(min(len(folded), self._longest), 0, -1):
            worth = self._stems.get(folded[:end])
            if worth is not None:
                return folded[:end], worth
        return None

    def _may_end(self, rest: str) -> bool:
        return not rest or (self._bends is not None and self._bends.is_ending(rest))


class Spelling:
    """Writes forms in a locale's script, folded as texts are when they are read."""

    def __init__(self, base: Locale, wanted: Locale) -> None:
        found = (each for each in CONVERSIONS if (each.source, each.target) == (base, wanted))
        self._conversion = next(found, None)
        self._base = base

    def inflection(self) -> Inflection | None:
        """Return how words bend; None where it is not known, and words stand as they are."""
        if not facts(self._base.language, "endings"):
            return None
        if self._conversion is None:
            return inflection(self._base)
        return spelled_inflection(self._base.language, self.spell)

    def mapping(self, forms: Mapping[str, _Worth]) -> dict[str, _Worth]:
        """Return the same mapping by the forms in the script."""
        return {form: worth for each, worth in forms.items() for form in self.spell((each,))}

    def values(self, forms: Mapping[str, list[str]]) -> dict[str, Decimal]:
        """Return the value of each form."""
        return {
            word: Decimal(value) for value, words in forms.items() for word in self.spell(words)
        }

    def spell(self, forms: Iterable[str]) -> list[str]:
        """Return forms in the script, in lower case, in each way that they are written."""
        return [form for each in forms for form in self._spellings(each)]

    def _spellings(self, form: str) -> Iterable[str]:
        if self._conversion is None:
            return (form.lower().replace("ё", "е"),)
        from toolkit.language.alphabets import convert  # noqa: PLC0415 - its tables take a while

        written = convert(form, self._conversion).lower().replace("ё", "е")
        return dict.fromkeys((written, self._conversion.also_written(written)))

    @property
    def converts(self) -> bool:
        """Whether the forms are those of another script."""
        return self._conversion is not None
