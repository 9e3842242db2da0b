"""Suffixes: what may be hung on a word of a language, and how the word bends for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.language.words import fold

__all__ = ["Inflection", "inflection"]

_MOST_LETTERS = 24
_CACHED = 1 << 14
# A stem of fewer letters is found with endings that are known only.
_SURE = 4


@dataclass(frozen=True, slots=True)
class Inflection:
    """How the words of a language are inflected, as far as finding them needs it."""

    stems: Callable[[str], tuple[str, ...]]
    """Returns what a folded word may have become before a suffix; the word itself among them."""
    is_ending: Callable[[str], bool]
    """Whether letters can stand behind a stem."""

    def matches(self, word: str, stems: tuple[str, ...], *, loosely: bool = False) -> bool:
        """Whether a folded word is one of the stems with an ending.

        Args:
            word: the word.
            stems: of the word looked for.
            loosely: whether any letters may follow a stem that is long enough, as in a word
                derived from it: Китай, китайский.

        """
        for stem in stems:
            if word.startswith(stem):
                ending = word[len(stem) :]
                if self.is_ending(ending) or (loosely and len(stem) >= _SURE):
                    return True
        return False


def inflection(language: Locale) -> Inflection:
    """Return the inflection of a language; for one that the toolkit does not know, a guess."""
    return _inflection(language.language, language.script)


@lru_cache
def _inflection(language: str, script: str) -> Inflection:
    known = {
        ("en", "Latn"): Inflection(_english_stems, _ENGLISH.__contains__),
        ("ru", "Cyrl"): Inflection(_russian_stems, _RUSSIAN.__contains__),
        ("kk", "Cyrl"): Inflection(_kazakh_stems, _chain(_KAZAKH)),
        ("ug", "Arab"): Inflection(_uyghur_stems, _chain(_UYGHUR)),
    }
    if (language, script) in known:
        return known[language, script]
    if language in _AGGLUTINATIVE:
        return Inflection(_guessed_stems, _is_long_ending)
    return Inflection(_guessed_stems, _is_short_ending)


def _chain(suffixes: frozenset[str]) -> Callable[[str], bool]:
    """Return a function that tells whether letters are nothing but suffixes, one after another."""
    longest = max(map(len, suffixes))

    @lru_cache(_CACHED)
    def is_chain(letters: str) -> bool:
        if len(letters) > _MOST_LETTERS:
            return False
        reached = {0}
        for start in range(len(letters)):
            if start in reached:
                reached.update(
                    end
                    for end in range(start + 1, min(start + longest, len(letters)) + 1)
                    if letters[start:end] in suffixes
                )
        return len(letters) in reached

    return is_chain


_ENGLISH = frozenset({"", "s", "es"})


def _english_stems(word: str) -> tuple[str, ...]:
    # A possessive is a word of its own by now: Akan’s is Akan, s.
    return (word, word[:-1] + "ie") if word.endswith("y") else (word,)


# Endings of Russian nouns, adjectives and surnames, in all cases (folded: е for ё).
_RUSSIAN_ENDINGS = """
    а у ом ем е ы и о я ю й ь ов ев ей ам ям ами ями ах ях ой ою ею ью ия ие ий ию ием иям
    иями иях ии ией ым им ых их ыми ими ый ого его ому ему ая яя ую юю ое ее ые
"""
_RUSSIAN = frozenset({"", *_RUSSIAN_ENDINGS.split()})
_RUSSIAN_ADJECTIVE = re.compile(r"(?:[ыио]й|[ая]я|[ое]е|[ыи]е)\Z")
_RUSSIAN_FLEETING = re.compile(r"(.{2,})[ое]([бвгджзйклмнпрстфхцчшщ])ь?\Z")
_RUSSIAN_CLUSTER = re.compile(r"(.+[бвгджзйклмнпрстфхцчшщ])ь?([кнлврцт])[аоыие]\Z")
_SHORTEST = 2


def _russian_stems(word: str) -> tuple[str, ...]:
    """Return a Russian word without its ending, with and without its fleeting vowel.

    >>> _russian_stems("турция"), _russian_stems("китаец")
    (('турция', 'турци'), ('китаец', 'китайц'))
    """
    stems = [word]
    adjective = _RUSSIAN_ADJECTIVE.search(word)
    if adjective and adjective.start() > _SHORTEST:
        stems.append(word[: adjective.start()])
    if word[-1:] in "аеиойуыьюя" and len(word) > _SHORTEST:
        stems.append(word[:-1])
    if word.endswith(("ия", "ие")) and len(word) > _SURE + _SHORTEST:
        stems.append(word[:-2])  # Эстония, эстонский
    fleeting = _RUSSIAN_FLEETING.match(word)
    if fleeting:
        soft = "й" if fleeting[1][-1] in "аеиоуыэюя" else ""
        stems.append(fleeting[1] + soft + fleeting[2])
    cluster = _RUSSIAN_CLUSTER.match(word)
    if cluster:
        stems.extend(f"{cluster[1]}{vowel}{cluster[2]}" for vowel in "ое")
    return tuple(dict.fromkeys(stems))


_KAZAKH_SUFFIXES = """
    лар лер дар дер тар тер м ым ім ң ың ің ы і сы сі мыз міз ымыз іміз ңыз ңіз ыңыз іңіз
    ның нің дың дің тың тің ға ге қа ке а е на не ны ні ды ді ты ті н да де та те нда нде
    нан нен дан ден тан тен мен бен пен дағы дегі тағы тегі ндағы ндегі ғы гі қы кі нікі
    дікі тікі лық лік дық дік тық тік шы ші сыз сіз лы лі дай дей тай тей ша ше нша нше шыл
    шіл мын мін бын бін пын пін сың сің быз біз пыз піз сыңдар сіңдер сыздар сіздер лығ ліг
    дығ діг тығ тіг
"""
_KAZAKH = frozenset(_KAZAKH_SUFFIXES.split())
_KAZAKH_VOICED = str.maketrans("кқп", "гғб")


def _kazakh_stems(word: str) -> tuple[str, ...]:
    """Return a Kazakh word as it stands before suffixes.

    >>> _kazakh_stems("халық"), _kazakh_stems("лагері")
    (('халық', 'халығ', 'халқ'), ('лагері', 'лагер'))
    """
    stems = [word]
    if word[-1:] in "кқп":
        stems.append(word[:-1] + word[-1].translate(_KAZAKH_VOICED))
    if len(word) > _SURE and word[-2] in "ыі" and word[-1] in "қкнлрзсм":
        stems.append(word[:-2] + word[-1])  # мойын, мойны
    if len(word) > _SURE and word[-1] in "ыіь":
        stems.append(word[:-1])  # a possessive, which the plural precedes
    return tuple(stems)


_UYGHUR_SUFFIXES = """
    لار لەر لىر م ىم ۇم ۈم ڭ ىڭ ۇڭ ۈڭ ى سى مىز ىمىز ۇمىز ۈمىز ڭىز ىڭىز ڭلار ىڭلار نىڭ نى غا
    قا گە كە غى قى گى كى دا تا دە تە دى تى دىن تىن دىكى تىكى غىچە قىچە گىچە كىچە چە مۇ لا لە
    دەك تەك دىكىچە لىق لىك لۇق لۈك لىغ لىگ چى سىز پەرەس راق رەك مەن سەن سىلەر نىڭكى داش كار
    ۇ ۈ ۋى
"""
_UYGHUR = frozenset(map(fold, _UYGHUR_SUFFIXES.split()))
_UYGHUR_SOFT = {"ق": "غ", "ك": "گ", "پ": "بۋ", "ب": "ۋ"}
_UYGHUR_LAST = re.compile(r"(.*)([اە])([^اەوۇۆۈېي]?)\Z")
_UYGHUR_CLOSED = re.compile(r"(.{2,})[يۇۈ]([قكنلرزسمت])\Z")
_UYGHUR_VOWELS = frozenset("اەوۇۆۈېي")


def _uyghur_stems(word: str) -> tuple[str, ...]:
    """Return a Uyghur word as it stands before suffixes: vowels raised, consonants softened.

    >>> fold("ئەنقەرى") in _uyghur_stems(fold("ئەنقەرە"))
    True
    """
    stems = [word]
    raised = _UYGHUR_LAST.match(word)
    if raised:
        vowels = "ي" if not raised[3] else "يې"
        stems.extend(raised[1] + vowel + raised[3] for vowel in vowels)
    stems += [
        stem[:-1] + soft for stem in stems for soft in _UYGHUR_SOFT.get(stem[-1:], "") if stem
    ]
    closed = _UYGHUR_CLOSED.match(word)
    if closed:
        stems.append(closed[1] + closed[2])  # ئوغۇل, ئوغلى
    if len(word) > _SURE and word[-1] == "ي":
        stems.append(word[:-1])  # a possessive, which the plural precedes
    return tuple(dict.fromkeys(stems))


# Turkic, Mongolic, Uralic and other languages whose words take one suffix after another.
_AGGLUTINATIVE_LANGUAGES = """
    az ba cv et eu fi hu ja ka kk kaa krc ko ky mn sah ta te tk tr tt tyv ug uz
"""
_AGGLUTINATIVE = frozenset(_AGGLUTINATIVE_LANGUAGES.split())
_LONG, _SHORT = 12, 4


def _guessed_stems(word: str) -> tuple[str, ...]:
    """Return a word, and all of it but its last letter where it is long enough to tell."""
    return (word, word[:-1]) if len(word) > _SURE else (word,)


def _is_long_ending(letters: str) -> bool:
    return len(letters) <= _LONG


def _is_short_ending(letters: str) -> bool:
    return len(letters) <= _SHORT
