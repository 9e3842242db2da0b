"""List patterns: how a language says several things as one: “A, B and C” (Unicode CLDR)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets import convert
from toolkit.language.alphabets.conversions import derivation
from toolkit.language.marks import marks_of

__all__ = ["around", "comma"]

_IDEOGRAPHIC = frozenset({"Hans", "Hant", "Jpan"})
_ITEMS = re.compile(r"\{[01]\}")
_PAIR = 2
# What a language says otherwise before some words (CLDR leaves it to programs): Spanish “e” before
# the sound of “i”, and a hyphen behind the Hebrew letter before what is not written in Hebrew.
_OTHERWISE = {
    "es": (" y ", re.compile(r"[iíy](?![aeouáéóú])|hi(?![aeáé])", re.IGNORECASE), " e "),
    "he": (" ו", re.compile(r"[^\u0590-\u05ff]"), " ו-"),
}


def around(locale: Locale, items: Sequence[str]) -> tuple[str, ...]:
    """Return what a language says before, between and behind the items of a list.

    Args:
        locale: the language.
        items: what is listed, one or more; some languages go by how the next one begins.

    Returns:
        the texts, one more than there are items.

    >>> around(Locale("ru"), ("Анна", "Борис", "Вера"))
    ('', ', ', ' и ', '')
    >>> around(Locale("es"), ("Ana", "Inés"))
    ('', ' e ', '')
    """
    texts = _texts(locale, len(items))
    if locale.language not in _OTHERWISE:
        return texts
    usual, before, otherwise = _OTHERWISE[locale.language]
    between = zip(texts[1:-1], items[1:], strict=True)
    said = (otherwise if text == usual and before.match(item) else text for text, item in between)
    return (texts[0], *said, texts[-1])


def comma(locale: Locale) -> str:
    """Return what stands between things that are listed without an “and”."""
    if locale.script in _IDEOGRAPHIC:
        return "、"
    return "، " if locale.direction == "rtl" else ", "


@lru_cache(1024)
def _texts(locale: Locale, count: int) -> tuple[str, ...]:
    """Return what stands around so many items: patterns inside one another (UTS 35, part 2)."""
    if count < _PAIR:
        return ("",) * (count + 1)
    patterns = _patterns(locale)
    if count == _PAIR:
        return patterns["2"]
    texts = patterns["end"]
    for part in ("middle",) * (count - 3) + ("start",):
        before, between, behind = patterns[part]
        texts = (before, between + texts[0], *texts[1:-1], texts[-1] + behind)
    return texts


def _patterns(locale: Locale) -> dict[str, tuple[str, ...]]:
    """Return what stands before, between and behind two things of a list, by their place in it."""
    last = marks_of(locale).last
    way = derivation(locale)
    if last:
        between, end = ("", comma(locale), ""), ("", f" {last} ", "")
        return {"start": between, "middle": between, "end": end, "2": end}
    if locale.cldr is not None:
        found = locale.cldr.list_patterns["standard"]
        return {part: tuple(_ITEMS.split(found[part])) for part in ("start", "middle", "end", "2")}
    if way is not None:
        own = _patterns(way.source).items()
        return {part: tuple(convert(each, way) for each in texts) for part, texts in own}
    return dict.fromkeys(("start", "middle", "end", "2"), ("", comma(locale), ""))
