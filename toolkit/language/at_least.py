"""At least: whether a number is the least or the most there is, “at least five”."""

import re
from dataclasses import replace

from toolkit.language.figures import Number
from toolkit.language.lexicon import Lexicon

__all__ = ["bounded"]

_WINDOW = 56
# How many words may stand between a number and what is said behind it (5 адамнан кем емес), or
# between what is said and what turns it round (не могут содержать более 5).
_MOST_WORDS = 4
_END = re.compile(r"[.,;:!?()\n\d«»“”،؛؟]")


def bounded(number: Number, folded: str, known: Lexicon) -> Number:
    """Return a number as a bound, if the words around it make it one.

    Args:
        number: one of a text.
        folded: the text in lower case.
        known: the words of its language.

    """
    if not known.bounds.phrases:
        return number
    start, end = number.place
    before = _END.split(folded[max(0, start - _WINDOW) : start])[-1].rstrip(" \u00a0$€£¥")
    after = _END.split(folded[end : end + _WINDOW], maxsplit=1)[0]
    near = {before.rpartition(" ")[2], *after.split()}
    if known.bounds.near.isdisjoint(near):
        return number
    for side, phrase, bound in known.bounds.phrases:
        if side == "before" and _stands_before(before, phrase):
            words = before[: -len(phrase)].split()[-_MOST_WORDS:]
            return number if known.bounds.unless_before.intersection(words) else _as(number, bound)
        at = _place_behind(after, phrase) if side == "after" else -1
        if at >= 0:
            words = after[at + len(phrase) :].split()[:_MOST_WORDS]
            is_turned = any(part in word for word in words for part in known.bounds.unless_after)
            return number if is_turned else _as(number, bound)
    return number


def _as(number: Number, bound: str) -> Number:
    return replace(number, bound=bound)


def _stands_before(text: str, phrase: str) -> bool:
    return text.endswith(phrase) and not text[: -len(phrase)][-1:].isalpha()


def _place_behind(text: str, phrase: str) -> int:
    """Return where a phrase stands behind a number, near enough to be said of it; else -1."""
    at = text.find(phrase)
    if at < 0 or text[at - 1 : at].isalpha() or text[at + len(phrase) :][:1].isalpha():
        return -1
    return at if len(text[:at].split()) <= _MOST_WORDS else -1
