"""Checks of marks: at the end of a text, of the locale's script, dashes, ellipses, repetitions."""

import re
from collections.abc import Iterator
from itertools import islice

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import CodeKind, Text
from toolkit.checks.check import Check, Problem
from toolkit.checks.mending import MOST_REPORTED, Flaw, code_places, reported, touches
from toolkit.checks.pair import Pair
from toolkit.checks.spaces import unspaced_marks
from toolkit.language.marks import final_marks, marks_of

__all__ = ["CHECKS"]

_CLOSERS = " \t\n\u00a0\u200e\u200f\u061c\u2066-\u2069»«”“’‘‹'\")\\]}›》〉）］】」』*"
_MARKS = "".join(re.escape(mark) for mark in final_marks())
# The marks that end a text, and brackets and quotation marks among them; at most 20, so that no
# text of marks alone takes long.
_TAIL = re.compile(f"(?:[{_MARKS}{_CLOSERS}]){{1,20}}\\Z")
_MOST_TAIL = 20
_SHOWN = {
    "stop": "a full stop",
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "colon": "a colon",
    "semicolon": "a semicolon",
    "comma": "a comma",
    "ellipsis": "an ellipsis",
}
# A word whose full stop is its own: etc., a.m., U.S., Inc., т. е., км., 2021 г.
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\.[^\W\d_]{1,3}|\b(?:etc|Inc|Ltd|Corp|Co|Jr|Sr|Dr|Mr|Mrs|vs|al|No|approx|min|max|sec"
    r"|гг|руб|др|пр|стр|сек|мин|млн|млрд|тыс|им|ул|т|т\.б|жж|ж|б|см|кг|км))\.\Z"
)
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_REPEATED = re.compile(
    r"(?<![,،;؛:.\\/])([,،;؛:])\1+|(?<![./\\\w])(?<!\.)\.\.(?![./\\\w])"
    r"|(?<=\w)\.\.(?![./\\\w])"
)
# Two marks side by side are found far faster than what may not stand before them.
_TWO_MARKS = re.compile(r"[,،;؛:.](?:(?<=\.)\.|(?<=([^.]))\1)")
_SPACED_HYPHEN = re.compile(
    r"(?<=[^\W\d_»”)\]])[ \u00a0]--?[ \u00a0](?=[^\W\d_]|[«“„(\[])"
    r"|(?<=[^\W\d_»”])[ \u00a0]-(?=[^\W\d_a-zA-Z])"
)
_JOINED = "[\u0620-\u063f\u0641-\u06d3\u06d5]"
_KASHIDA = re.compile(f"(?<={_JOINED})\u0640+(?={_JOINED})")
_EXCLAMATION = re.compile("[!！]")
_LATIN_MARK = re.compile(r"[,;?]")
_ARABIC_MARK = re.compile("[،؛؟]")
_TO_LATIN = {"،": ",", "؛": ";", "؟": "?"}
_ARABIC_LETTER = re.compile(
    "[\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufefc]"
)
_HAN_SCRIPTS = frozenset({"Hans", "Hant", "Jpan"})
_FULL_WIDTH = "\u3040-\u30ff\u4e00-\u9fff"
_HALF_WIDTH = re.compile(f"(?<=[{_FULL_WIDTH}])[,;?!](?=[\\s{_FULL_WIDTH}]|\\Z)")
_TO_FULL_WIDTH = 0xFEE0
_NEAR = 4
"""How far from each other marks stand in a list of letters."""
_BETWEEN = ' \t\n\u00a0»”’")]}›》〉'


def final_mark(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield how a translation ends in another mark than its source.

    A full stop and an exclamation mark may stand for each other, and a mark may be in a
    quotation or after it. Where the source ends in a code without words, the mark may be in that.
    """
    source, target = pair.source_words.rstrip(), pair.target_words.rstrip()
    if not (source and target and marks_of(locale).ends and marks_of(pair.language).ends):
        return
    if source[-1] == target[-1] or len(pair.source_words) in _empty_codes(pair.source):
        return
    wanted, there = (
        _final(words, max(_empty_codes(text), default=0))
        for words, text in ((source, pair.source), (target, pair.target))
    )
    if wanted & there or (not wanted and not there) or _is_excused(wanted, there, source, target):
        return
    meant = next(iter(wanted), "")
    has, lacks = _named(there), _named(wanted)
    end = len(target)
    place = (end - 1, end) if there else (end, end)
    message = f"the source ends in {lacks}, the translation in {has}"
    yield Problem(message, place, suggestion=_mark(meant, locale), severity=_how_bad(wanted, there))


def _ends_in_mark(pair: Pair, _locale: Locale) -> bool:
    return pair.source_words.rstrip()[-1:] in final_marks()


def _final(words: str, since: int) -> frozenset[str]:
    """Return the kinds of the marks that end a text, with or without closing brackets.

    What stands before `since`, the place of a code without words, is not at the end.
    """
    if words[-1].isalnum():
        return frozenset()
    tail = _TAIL.search(words[max(len(words) - _MOST_TAIL, since) :])
    if tail is None:
        return frozenset()
    kinds = final_marks()
    found = {kinds[mark] for mark in tail[0] if mark in kinds}
    return frozenset({"ellipsis"} if "..." in tail[0] else found)


def _empty_codes(text: Text) -> frozenset[int]:
    return code_places(text, CodeKind.EMPTY)


def _is_excused(wanted: frozenset[str], there: frozenset[str], source: str, target: str) -> bool:
    # Kazakh, Russian and Uyghur shout less than English.
    if {*wanted, *there} <= {"stop", "exclamation"} and wanted and there:
        return True
    if wanted == {"stop"} and not there:
        return _ABBREVIATION.search(source[-10:]) is not None
    if there == {"stop"} and not wanted:
        return _ABBREVIATION.search(target[-10:]) is not None
    return False


def _how_bad(wanted: frozenset[str], there: frozenset[str]) -> Severity | None:
    """Return less than a warning for what good translators do on purpose.

    A colon for a full stop announces what follows anyway.
    """
    purposeful = {"exclamation", "semicolon", "comma", "ellipsis"}
    if wanted == {"stop"} and there == {"colon"}:
        return Severity.HINT
    return Severity.HINT if wanted <= purposeful and there <= purposeful | {"stop"} else None


def _named(kinds: frozenset[str]) -> str:
    return " and ".join(_SHOWN[kind] for kind in sorted(kinds)) or "no mark"


def _mark(kind: str, locale: Locale) -> str:
    mark = {"stop": ".", "question": "?", "exclamation": "!", "colon": ":", "semicolon": ";"}
    latin = {**mark, "comma": ",", "ellipsis": "…"}.get(kind, "")
    return marks_of(locale).arabic.get(latin, latin)


def marks_of_another_script(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield Latin commas, semicolons and question marks in Arabic letters, and the reverse.

    A mark between figures or inside a Latin name stays, and what parts a source's items without
    spaces, which no reader sees.
    """
    arabic = marks_of(locale).arabic
    words = pair.target_words
    if locale.script in _HAN_SCRIPTS:
        return _half_width(pair)
    pattern = _LATIN_MARK if arabic else _ARABIC_MARK
    if pattern.search(words) is None:
        return iter(())
    codes = code_places(pair.target)
    if not arabic:
        flaws = [
            Flaw(each.span(), f"{each[0]} is an Arabic mark", mended=_TO_LATIN[each[0]])
            for each in _ARABIC_MARK.finditer(words)
            if not _is_arabic(_beside(words, each.start(), -1))
        ]
        return reported(pair, flaws)
    kept = unspaced_marks(pair.source_words)
    flaws = [
        Flaw(each.span(), f"{each[0]} is a Latin mark among Arabic letters", mended=arabic[each[0]])
        for each in _LATIN_MARK.finditer(words)
        if _is_among_arabic(words, each.start(), codes)
        and (words[each.end() : each.end() + 1].isspace() or each[0] not in kept)
    ]
    return reported(pair, flaws)


def _half_width(pair: Pair) -> Iterator[Problem]:
    """Yield half-width marks behind Chinese or Japanese letters, where full-width ones belong."""
    for each in islice(_HALF_WIDTH.finditer(pair.target_words), MOST_REPORTED):
        meant = chr(ord(each[0]) + _TO_FULL_WIDTH)
        message = f"{each[0]} is a half-width mark among full-width letters"
        yield Problem(message, each.span(), suggestion=meant, severity=Severity.HINT)


def _is_among_arabic(words: str, at: int, codes: frozenset[int]) -> bool:
    before, after = _beside(words, at, -1), _beside(words, at, 1)
    if _is_arabic(before):
        return True
    if not words[at + 1 : at + 2].isspace():
        return False
    # After a figure, a Latin name or a code without words, what follows decides.
    if _is_arabic(after):
        return bool(before) or at == 0 or at in codes
    # Codes without words are parted as the text is, other names as their neighbours are.
    if at in codes and at + 2 in codes:
        return True
    return _ARABIC_MARK.search(words, max(0, at - _NEAR), at + _NEAR + 1) is not None


def _beside(words: str, at: int, step: int) -> str:
    """Return the nearest character that is no space, bracket or quotation mark; at most 5 off."""
    for distance in range(1, 6):
        index = at + step * distance
        if not 0 <= index < len(words):
            return ""
        if words[index] not in _BETWEEN and words[index] not in "«“‹《(":
            return words[index]
    return ""


def _is_arabic(char: str) -> bool:
    return bool(char) and _ARABIC_LETTER.match(char) is not None


def ellipses(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield three full stops where the source has an ellipsis."""
    words = pair.target_words
    if "..." not in words or "…" not in pair.source_words:
        return iter(())
    found = _ELLIPSIS.finditer(words)
    return reported(
        pair, (Flaw(each.span(), "... is written instead of …", mended="…") for each in found)
    )


def repeated_marks(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield a comma, semicolon, colon or full stop written twice, where no source has it."""
    words = pair.target_words
    if _TWO_MARKS.search(words) is None or not _REPEATED.search(words):
        return iter(())
    if _REPEATED.search(pair.source_words):
        return iter(())
    codes = code_places(pair.target)
    flaws = (
        Flaw(each.span(), f"the mark {each[0][0]} is written twice", mended=each[0][0])
        for each in _REPEATED.finditer(words)
        if not touches((each.start() + 1, each.end() - 1), codes)
    )
    return reported(pair, flaws)


def hyphens_for_dashes(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield hyphens between words and spaces: what belongs there is a dash."""
    dashes = marks_of(locale).dashes
    words = pair.target_words
    if not dashes or " -" not in words:
        return iter(())
    dash = "—" if "—" in pair.source_words and "—" in dashes else dashes[0]
    flaws = (
        Flaw(each.span(), "a hyphen is written instead of a dash", *_dash(each[0], dash))
        for each in _SPACED_HYPHEN.finditer(words)
    )
    return reported(pair, flaws)


def _dash(hyphen: str, dash: str) -> tuple[str, str | None]:
    """Return the suggestion and, where there are spaces on both sides, what mends it."""
    meant = f"{hyphen[0]}{dash} "
    return meant, meant if hyphen[-1] in " \u00a0" else None


def exclamation_marks(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield that one text exclaims more often than the other."""
    source = len(_EXCLAMATION.findall(pair.source_words))
    target = len(_EXCLAMATION.findall(pair.target_words))
    if source != target:
        marks = "mark" if source == 1 else "marks"
        yield Problem(f"the source has {source} exclamation {marks}, the translation {target}")


def stretched_letters(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield kashidas: they stretch a line by hand, and keep a word from being found."""
    if "\u0640" not in pair.target_words:
        return iter(())
    found = _KASHIDA.finditer(pair.target_words)
    flaw = "a kashida (U+0640) stretches the word"
    return reported(pair, (Flaw(each.span(), flaw, mended="") for each in found))


CHECKS = (
    Check(
        "final-mark",
        Severity.WARNING,
        "The translation ends as its source does: with a full stop, a question mark or no mark.",
        final_mark,
        "end it as the source ends, or waive the check and say why",
        may_occur=_ends_in_mark,
    ),
    Check(
        "marks-of-script",
        Severity.WARNING,
        "Commas, semicolons and question marks are those of the locale’s script.",
        marks_of_another_script,
        "write ، ؛ ؟ in Arabic letters, and , ; ? in others",
    ),
    Check(
        "ellipses",
        Severity.HINT,
        "An ellipsis is one character, as in the source.",
        ellipses,
        "write …",
    ),
    Check(
        "repeated-marks",
        Severity.WARNING,
        "No punctuation mark is doubled.",
        repeated_marks,
        "delete one",
    ),
    Check(
        "dashes",
        Severity.HINT,
        "Between words with spaces there is a dash, not a hyphen.",
        hyphens_for_dashes,
        "write the locale’s dash",
    ),
    Check(
        "exclamation-marks",
        Severity.HINT,
        "The translation has as many exclamation marks as its source.",
        exclamation_marks,
        "use as many exclamation marks as the source",
    ),
    Check(
        "kashidas",
        Severity.WARNING,
        "No word is stretched by hand (U+0640).",
        stretched_letters,
        "delete the kashida",
    ),
)
