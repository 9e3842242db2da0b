"""Chinese names in Kazakh texts: from the Russian system back to pinyin, or to their sounds.

A name is a run of words with capitals that are nothing but syllables of that system, the last with
a Kazakh suffix or without, and that has чж or цз in it, which no other words have.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from toolkit.base.bcp47 import Locale
from toolkit.language.alphabets.kazakh import to_arabic_ending, to_latin
from toolkit.language.alphabets.tables import section
from toolkit.language.endings import inflection

__all__ = ["names_in_arabic", "names_in_latin"]

_TABLE = "kk/chinese"
_EVIDENT = re.compile("чж|цз", re.IGNORECASE)
_RUN = re.compile(r"(?<!\w)[А-Я][а-яәғқңөұүһі]*(?: [А-Я][а-яәғқңөұүһі]*){0,2}(?!\w)")
_PALATAL = frozenset("иеяю")
_UNSURE = re.compile("^ж|ю[йэ]")
_KAZAKH = Locale("kk")

_WORD = re.compile(r"\w+")
# A given name has so many syllables at most.
_GIVEN = 2
_LONGEST = 40

_Read = tuple[list[str], str]
"""The syllables of a word, and the Kazakh suffix behind them; none of what is no such word."""
Spelled = tuple[int, int, str]
"""A word of a name: where it begins and ends in a text, and how it is written."""


def names_in_latin(text: str) -> Iterator[Spelled]:
    """Yield the words of Chinese names in a text, in pinyin.

    >>> [form for _, _, form in names_in_latin("Кеше Чжан Вэйдің інісі келді.")]
    ['Zhang', 'Weidıñ']
    """
    return _names(text, _pinyin, to_latin)


def names_in_arabic(text: str) -> Iterator[Spelled]:
    """Yield the words of Chinese names in a text, in Arabic letters by their sounds.

    >>> [form for _, _, form in names_in_arabic("Си Цзиньпин")]
    ['شي', 'جينپيڭ']
    """
    return _names(text, _arabic, to_arabic_ending)


def _names(
    text: str, spell: Callable[[list[str]], str], end: Callable[[str], str]
) -> Iterator[Spelled]:
    if not _EVIDENT.search(text):
        return
    for run in _RUN.finditer(text):
        words = [(match.start(), match[0]) for match in _WORD.finditer(text, *run.span())]
        read = [_read(word.lower()) for _, word in words]
        for at in _named(read):
            start, word = words[at]
            syllables, rest = read[at]
            if spelled := spell(syllables):
                yield start, start + len(word), spelled + (end(rest) if rest else "")


def _named(read: list[_Read]) -> Iterator[int]:
    """Yield which words of a run are a name: the evident ones, and what belongs to them.

    A surname of one syllable may stand before, a given name of two may follow.
    """
    evident = {at for at, (each, _) in enumerate(read) if _EVIDENT.search("".join(each))}
    for at, (syllables, rest) in enumerate(read):
        is_surname = at + 1 in evident and len(syllables) == 1 and not rest
        is_given = at - 1 in evident and len(syllables) <= _GIVEN and not read[at - 1][1]
        is_word = "".join(syllables) in section(_TABLE, "words")
        if syllables and (at in evident or ((is_surname or is_given) and not is_word)):
            yield at


@cache
def _syllable() -> re.Pattern[str]:
    hard = section(_TABLE, "hard")
    known = {
        initial + final
        for initial in section(_TABLE, "initials")
        for final in section(_TABLE, "finals")
        if final[0] not in hard.get(initial, "")
    } | {*section(_TABLE, "whole")}
    longest = sorted(known, key=lambda each: (-len(each), each))
    # An н before a vowel begins the next syllable; a ъ says that it does not.
    return re.compile(rf"({'|'.join(longest)})(?:ъ|(?<!н)|(?![аоуэиыеяюй]))")


def _read(word: str) -> _Read:
    """Return a word's syllables and its Kazakh suffix; none where it is no Chinese name."""
    if len(word) > _LONGEST:
        return [], ""
    syllables: list[str] = []
    at = 0
    best: _Read = ([], "")
    while match := _syllable().match(word, at):
        syllables.append(match[1])
        at = match.end()
        rest = word[at:]
        # One letter is too little to tell: Чжанмен is “with Zhang”, and no ме with an н.
        if not rest or (len(rest) > 1 and inflection(_KAZAKH).is_ending(rest)):
            best = list(syllables), rest
    return best


def _pinyin(syllables: list[str]) -> str:
    return "".join(map(_in_pinyin, syllables)).capitalize()


def _in_pinyin(syllable: str) -> str:
    whole = section(_TABLE, "whole").get(syllable)
    if whole is not None:
        return whole
    initial, final = _parted(syllable)
    is_palatal = final[0] in _PALATAL
    heard = section(_TABLE, "palatals").get(initial) if is_palatal else None
    return (heard or section(_TABLE, "initials")[initial]) + section(_TABLE, "finals")[final]


def _parted(syllable: str) -> tuple[str, str]:
    initials = sorted(section(_TABLE, "initials"), key=len, reverse=True)
    initial = next(each for each in initials if syllable.startswith(each))
    return initial, syllable[len(initial) :]


def _arabic(syllables: list[str]) -> str:
    if any(_UNSURE.search(each) for each in syllables):
        return ""
    return "".join(map(_in_arabic, syllables))


# Sounds that two Arabic letters, or one of another name, stand for.
_HEARD = {"zh": "ж", "j": "ж", "z": "з", "q": "ч", "x": "ш", "c": "с"}


def _in_arabic(syllable: str) -> str:
    initial, final = "", syllable
    if syllable not in section(_TABLE, "whole"):
        initial, final = _parted(syllable)
        palatals = section(_TABLE, "palatals") if final[0] in _PALATAL else {}
        latin = palatals.get(initial) or section(_TABLE, "initials")[initial]
        initial = _HEARD.get(latin, initial)
    for ending, sound in section(_TABLE, "sounds").items():
        if final.endswith(ending):
            final = final.removesuffix(ending) + sound
            break
    if final.startswith("в"):
        final = "у" + final[1:]
    return to_arabic_ending(initial + final)
