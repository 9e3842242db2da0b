"""Spoken numbers: what a figure is in words, in languages that put the words side by side."""

import re
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.language.cldr_words import date_words
from toolkit.language.known import facts, has

__all__ = ["number_in_words", "with_spoken_numbers"]

# Their numbers say hundreds, tens and ones one after the other and change no word; others agree
# with the noun, or turn ones and tens round.
_SIDE_BY_SIDE = frozenset({"kk", "ky", "ug"})
_MOST = 10**12
_SPACES = " \u00a0\u202f"
# A whole number that nothing is joined to: no ending, no sign, no other figure.
_FIGURE = re.compile(
    rf"(?<![\w.,:/$€£₸₽%+\-–])(\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d+)"
    rf"(?![\w%‰°/:\-–'’])(?![.,]\d)(?![{_SPACES}]\d)",
    re.ASCII,
)
_YEARS = range(1000, 2100)


def with_spoken_numbers(text: str, locale: Locale) -> str:
    """Return a text in which each whole number has its words after it, in brackets.

    Figures with an ending, a sign or a fraction stay alone, and so do days and what may be years:
    their words would be ordinal ones.
    """

    def spoken(match: re.Match[str]) -> str:
        figure = match[1]
        value = int(re.sub(r"\D", "", figure))
        is_year = figure.isdecimal() and value in _YEARS
        is_day = text[match.end() :].lstrip().lower().startswith(_months(locale))
        silent = is_year or is_day or figure.startswith("0")
        words = "" if silent else number_in_words(value, locale)
        return f"{figure} ({words})" if words else figure

    return _FIGURE.sub(spoken, text) if locale.language in _SIDE_BY_SIDE else text


def number_in_words(value: int, locale: Locale) -> str:
    """Return a whole number above zero in words; empty where the language's are not known.

    >>> number_in_words(123, Locale("kk"))
    'жүз жиырма үш'
    """
    known = _words(locale)
    if not known or not 0 < value < _MOST:
        return ""
    said: list[str] = []
    for scale in (10**9, 10**6, 10**3):
        count, value = divmod(value, scale)
        if count:
            said += [*(_below_thousand(count, known) if count > 1 or scale > 10**3 else ())]
            said.append(known[scale])
    said += _below_thousand(value, known)
    return " ".join(said)


def _below_thousand(value: int, known: dict[int, str]) -> list[str]:
    hundreds, rest = divmod(value, 100)
    said = [known[hundreds]] if hundreds > 1 else []
    said += [known[100]] if hundreds else []
    tens, ones = rest - rest % 10, rest % 10
    return said + [known[each] for each in (tens, ones) if each]


@lru_cache
def _months(locale: Locale) -> tuple[str, ...]:
    return tuple(each.name for each in date_words(locale, "months") if not each.short)


@lru_cache
def _words(locale: Locale) -> dict[int, str]:
    """Return the words by what they are worth; none where one is missing."""
    if locale.language not in _SIDE_BY_SIDE or not has(locale.language, "numbers"):
        return {}
    if not locale.has_usual_script:
        return {}
    known = facts(locale.language, "numbers")
    found: dict[int, str] = {}
    for table in ("numbers", "weak", "scales"):
        for key, words in dict(known.get(table, {})).items():  # type: ignore[call-overload]
            if str(key).replace("_", "").isdecimal():
                found.setdefault(int(str(key).replace("_", "")), words[0])
    needed = (*range(1, 10), *range(10, 100, 10), 100, 10**3, 10**6, 10**9)
    return {each: found[each] for each in needed} if found.keys() >= set(needed) else {}
