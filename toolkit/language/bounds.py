"""Bounds: whether a number is the least or the most there is, “at least five”."""

import re
from dataclasses import replace

from toolkit.language.figures import Number
from toolkit.language.lexicon import Lexicon

__all__ = ["bounded"]

_WINDOW = 40
# How many words may stand between a number and what is said behind it: 5 адамнан кем емес.
_MOST_WORDS = 3
_END = re.compile(r"[.,;:!?()\n\d«»“”،؛؟]")


def bounded(number: Number, folded: str, known: Lexicon) -> Number:
    """Return a number as a bound, if the words around it make it one.

    Args:
        number: one of a text.
        folded: the text in lower case.
        known: the words of its language.

    """
    if not known.bounds:
        return number
    start, end = number.place
    before = folded[max(0, start - _WINDOW) : start].rstrip(" \u00a0$€£¥")
    after = _END.split(folded[end : end + _WINDOW], maxsplit=1)[0]
    near = {before.rpartition(" ")[2], *after.split()}
    if known.bound_words.isdisjoint(near):
        return number
    for side, phrase, bound in known.bounds:
        found = _stands_before(before, phrase) if side == "before" else _stands(after, phrase)
        if found:
            return replace(number, bound=bound)
    return number


def _stands_before(text: str, phrase: str) -> bool:
    return text.endswith(phrase) and not text[: -len(phrase)][-1:].isalpha()


def _stands(text: str, phrase: str) -> bool:
    at = text.find(phrase)
    if at < 0 or text[at - 1 : at].isalpha() or text[at + len(phrase) :][:1].isalpha():
        return False
    return len(text[:at].split()) <= _MOST_WORDS
