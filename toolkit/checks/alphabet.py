"""Checks of letters: one alphabet in a word, the locale's own letters, in their composed form."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.frozen import frozen
from toolkit.checks.check import Check, Place, Problem
from toolkit.checks.mending import Flaw, reported
from toolkit.checks.pair import Pair
from toolkit.language.alphabets import kazakh, uyghur
from toolkit.language.alphabets.alphabet import alphabet, problems
from toolkit.language.alphabets.tables import section
from toolkit.language.digits import digits_of, usual_digits
from toolkit.language.known import facts
from toolkit.language.scripts import is_word, letters_of, pattern, runs_of, script_of

__all__ = ["CHECKS"]

_MARKS = "\u0300-\u036f\u0483-\u0487\u0653-\u0655"
_WITH_MARKS = re.compile(f"[^\\W\\d_][{_MARKS}]+")
_BRAND = 2
"""From how many letters on a Latin stem with another script's ending is a name."""
_LONGEST = 100
"""What is longer is no word, but something to look at as a whole."""
_MOST_LETTER = 0x2000
_SCRIPTS = ("Arab", "Cyrl", "Latn")
# Between two consonants, or after one at the end of a word, no Uyghur word has ي: it has ى.
_UG_CONSONANT = "بتپجچخدرزژسشغفقكگڭلمنھۋ"
_UG_YA = re.compile(f"(?<=[{_UG_CONSONANT}])ي(?=[{_UG_CONSONANT}]|(?![^\\W_]))")
# Languages that join an ending to a foreign name by other means than a hyphen.
_UNHYPHENED = frozenset({"ar", "ckb", "fa", "he", "ps", "ur"})
_DIGITS = re.compile(r"(?:(?![0-9])\d)+")
# As wide as the letters round them (Unicode Standard Annex 11).
_WIDE, _WIDE_SCRIPTS = "０１２３４５６７８９", frozenset({"Hans", "Hant", "Jpan", "Kore"})


@frozen
class _Suspect:
    """A word that is not in the locale's letters."""

    place: Place
    word: str
    kind: str
    """What toolkit.language.alphabets calls it; `brand` for a foreign name with an ending."""
    meant: str
    """How it is read; empty where that is not clear."""


def mixed_words(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield words of two alphabets: they look right, and no search finds them.

    A foreign name may have the locale's ending after a hyphen or an apostrophe. Without one it is
    a hint.
    """
    kinds_wanted = {"mixed-alphabets", "brand"}
    if locale.language in _UNHYPHENED:
        kinds_wanted.discard("brand")
    found = [
        each
        for each in _suspects(pair.target_words, locale)
        if each.kind in kinds_wanted and each.word not in pair.source_words
        if not _is_numbered(each.word, pair)
    ]
    flaws = (
        Flaw(
            each.place,
            f"“{each.word}” mixes alphabets",
            each.meant,
            each.meant if each.kind != "brand" and each.meant else None,
        )
        for each in found
    )
    kinds = {each.place: each.kind for each in found}
    for problem in reported(pair, flaws):
        if problem.target is not None and kinds[problem.target] == "brand":
            yield Problem(
                f"{problem.message}: put a hyphen between a foreign name and its ending",
                problem.target,
                suggestion=problem.suggestion,
                severity=Severity.HINT,
            )
        else:
            yield problem


def _is_numbered(word: str, pair: Pair) -> bool:
    """Whether a word has a letter for its number, as file N has in the source: fileN, файлN."""
    if word[-1:] not in "NXY" or not word[:-1].isalpha() or word[:-1].isascii():
        return False
    return re.search(rf"[a-z]{word[-1]}\b", pair.source_words) is not None


def look_alikes(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield words in another language's code points, or in presentation forms; digits too."""
    flaws = [
        Flaw(
            each.place,
            f"“{each.word}” is in letters that look like those of {locale}, but are others"
            if each.meant
            else f"“{each.word}” is not a letter of {locale}",
            each.meant,
            each.meant or None,
        )
        for each in _suspects(pair.target_words, locale)
        if each.kind == "look-alikes"
    ]
    if _DIGITS.search(pair.target_words):
        flaws += _foreign_digits(pair, locale)
        flaws.sort(key=lambda flaw: flaw.place)
    return reported(pair, flaws)


def _foreign_digits(pair: Pair, locale: Locale) -> Iterator[Flaw]:
    """Yield the digits that the locale does not write (Unicode CLDR, numbering systems)."""
    own, usual = digits_of(locale), usual_digits(locale)
    for match in _DIGITS.finditer(pair.target_words):
        is_usual = any(match[0].strip(each) == "" for each in usual)
        is_wide = match[0].strip(_WIDE) == "" and locale.script in _WIDE_SCRIPTS
        if is_usual or is_wide or match[0] in pair.source_words:
            continue
        meant = "".join(own[int(digit)] for digit in match[0])
        message = f"“{match[0]}” is not in the digits of {locale}"
        yield Flaw(match.span(), message, meant, meant)


def foreign_letters(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield words with letters of the script that the locale's alphabet does not have.

    A word that the source has too, and a letter alone, which the text may talk of, are left out.
    """
    flaws = (
        Flaw(each.place, f"“{each.word}” has letters that {locale} does not use: {each.meant}")
        for each in _suspects(pair.target_words, locale)
        if each.kind == "unknown-letter" and len(each.word) > 1
    )
    return reported(pair, flaws)


def misplaced_ya(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield Uyghur words with a ي that no vowel is beside, where ى is meant."""
    if locale.language != "ug" or locale.script != "Arab":
        return iter(())
    found = _UG_YA.finditer(pair.target_words)
    message = "ي (y) stands between consonants, where ى (i) is meant"
    return reported(pair, (Flaw(each.span(), message, "ى", "ى") for each in found))


def decomposed_letters(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield letters written as a base and a mark where Unicode has them in one (NFC, UAX #15)."""
    words = pair.target_words
    if unicodedata.is_normalized("NFC", words):
        return iter(())
    flaws = (
        Flaw(
            match.span(),
            f"“{composed}” is written as {len(match[0])} characters instead of one",
            mended=composed,
        )
        for match in _WITH_MARKS.finditer(words)
        if len(match[0]) < _LONGEST
        and (composed := unicodedata.normalize("NFC", match[0])) != match[0]
    )
    return reported(pair, flaws)


@lru_cache(maxsize=8)
def _suspects(words: str, locale: Locale) -> tuple[_Suspect, ...]:
    """Return a text's words that are not in the locale's letters; most texts have none."""
    gate = _gate(locale)
    if gate is None or _is_plain(words, locale) or gate.search(words) is None:
        return ()
    found: list[_Suspect] = []
    for match in pattern(locale.script, locale.script).finditer(words):
        token = match[0]
        if len(token) < _LONGEST and gate.search(token) and is_word(token):
            found += _look(token, match.span(), locale)
    return tuple(found)


def _is_plain(words: str, locale: Locale) -> bool:
    """Whether all letters of a text are the locale's; whole Latin words may be among them."""
    strange, joined = _plain(locale)
    if strange.search(words) is None:
        return True
    letters = "".join(char for char in set(strange.findall(words)) if char.isalpha())
    return not letters or (letters.isascii() and joined.search(words) is None)


@lru_cache
def _plain(locale: Locale) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what is none of the locale's letters and signs, and where Latin ones meet them."""
    own = letters_of(locale.script)
    signs = frozenset(" \n\u00a0!\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_{|}~«»‹›“”„‘’–—…،؛؟№")
    joined = f"[A-Za-z][{own}]|[{own}][A-Za-z]" if locale.script != "Latn" else "(?!)"
    strangers = set(map(chr, _more_look_alikes(f"{locale.language}-{locale.script}")))
    letters = (alphabet(locale) or _letters_of(locale.script)) - strangers
    strange = "".join(map(re.escape, sorted(signs | letters)))
    return re.compile(f"[^{strange}]"), re.compile(joined)


@lru_cache
def _letters_of(script: str) -> frozenset[str]:
    return frozenset(each for each in map(chr, range(_MOST_LETTER)) if script_of(each) == script)


@lru_cache
def _gate(locale: Locale) -> re.Pattern[str] | None:
    """Return what a text has that has a word to look at: linear, and quick."""
    if locale.script not in _SCRIPTS:
        return None
    own = letters_of(locale.script)
    letters = alphabet(locale)
    choices = [f"(?<=[{own}])(?![{own}])[^\\W\\d_]", f"(?<![{own}\\W\\d_])[{own}]"]
    strangers = "".join(map(chr, _more_look_alikes(f"{locale.language}-{locale.script}")))
    if strangers:
        choices.append(f"[{strangers}]")
    if letters is not None and locale.language != "en":
        choices.append(f"(?=[{own}])[^{''.join(sorted(letters))}]")
    return re.compile("|".join(choices))


def _look(word: str, place: Place, locale: Locale) -> Iterator[_Suspect]:
    scripts = {script for char in word if (script := script_of(char))}
    if locale.script not in scripts:
        return
    if unclear := _unclear(word, locale):
        yield _Suspect(place, unclear, "look-alikes", "")
        return
    meant = _meant(word, locale) if len(word) > 1 else ""
    if meant:
        kind = "mixed-alphabets" if len(scripts) > 1 else "look-alikes"
        yield _Suspect(place, word, kind, meant)
    elif len(scripts) > 1:
        yield from _mixed(word, place, locale)
    elif alphabet(locale) is not None:
        for finding in problems(word, locale) if len(word) > 1 else ():
            named = finding.message.rpartition(": ")[2] if finding.code == "unknown-letter" else ""
            yield _Suspect(place, word, finding.code, named)


def _mixed(word: str, place: Place, locale: Locale) -> Iterator[_Suspect]:
    """Yield a word of two scripts that are no look-alikes, unless it is a name with its ending."""
    runs = runs_of(word)
    if len(runs) == 2 and runs[1][0] == locale.script and len(runs[0][1]) >= _BRAND:  # noqa: PLR2004
        stem, ending = runs[0][1], runs[1][1]
        if stem[-1] not in "'’ʼ":
            yield _Suspect(place, word, "brand", f"{stem}-{ending}")
    elif alphabet(locale) is not None:
        yield _Suspect(place, word, "mixed-alphabets", "")


def _unclear(word: str, locale: Locale) -> str:
    """Return a word's letters that are never the language's, and of which none is surely meant."""
    meant = _more_look_alikes(f"{locale.language}-{locale.script}")
    return "".join(char for char in word if meant.get(ord(char)) == "")


def _meant(word: str, locale: Locale) -> str:
    """Return how a word of look-alikes is read; empty where it is none, or not clear."""
    key = f"{locale.language}-{locale.script}"
    composed = kazakh.normalise(word).translate(_more_look_alikes(key))
    if key == "kk-Cyrl":
        meant = kazakh.resolve(composed)
    elif key == "ug-Arab":
        meant = uyghur.normalise(composed)
    else:
        meant = composed.translate(_to_script(locale.script))
    letters = alphabet(locale)
    fits = all(script_of(char) in {None, locale.script} for char in meant)
    if meant == kazakh.normalise(word) or not fits:
        return ""
    return (
        meant
        if letters is None or letters.issuperset(each for each in meant if each.isalpha())
        else ""
    )


@lru_cache
def _more_look_alikes(key: str) -> Mapping[int, str]:
    language, _, script = key.partition("-")
    tables = cast(
        "Mapping[str, Mapping[str, str]]", facts(language, "alphabet").get("look-alikes", {})
    )
    return {ord(one): other for one, other in tables.get(script, {}).items()}


@lru_cache
def _to_script(script: str) -> Mapping[int, str]:
    """Return Latin look-alikes of Cyrillic letters, or Cyrillic ones of Latin letters."""
    latin = dict(section("kk/look-alikes", "letters"))
    if script == "Cyrl":
        return {ord(one): other for one, other in latin.items()}
    if script == "Latn":
        return {ord(other): one for one, other in latin.items() if one.isascii()}
    return {}


CHECKS = (
    Check(
        "mixed-alphabets",
        Severity.WARNING,
        "Every word is in one alphabet: search does not find a word with a look-alike letter.",
        mixed_words,
        "write the word in one alphabet; put a hyphen between a foreign name and its ending",
    ),
    Check(
        "look-alikes",
        Severity.WARNING,
        "Letters are the code points of the locale’s alphabet, not presentation forms.",
        look_alikes,
        "write the word in the locale’s own letters",
    ),
    Check(
        "foreign-letters",
        Severity.HINT,
        "Words in the locale’s script have only letters of its alphabet.",
        foreign_letters,
        "correct the word, or keep it if it is a foreign name",
    ),
    Check(
        "uyghur-ya",
        Severity.WARNING,
        "In Uyghur, ى (i) and ي (y) are not confused.",
        misplaced_ya,
        "write ى",
    ),
    Check(
        "decomposed-letters",
        Severity.WARNING,
        "Letters are composed (NFC), so that search finds them.",
        decomposed_letters,
        "write the letter as one character",
    ),
)
