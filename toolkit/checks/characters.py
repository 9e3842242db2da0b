"""Checks of characters: what no reader sees, what no font shows, what turns a line round."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.check import Check, Problem
from toolkit.checks.mending import MOST_REPORTED, Flaw, reported
from toolkit.checks.pair import Pair

__all__ = ["CHECKS", "unfit_for_xml"]

# XML 1.0, section 2.2: what is no Char. Lone surrogates cannot come out of UTF-8.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
# XML 1.0 allows them and discourages them: DEL, the C1 controls, and two ends of line.
_CONTROL = re.compile("[\u007f-\u009f\u2028\u2029]")
# Unicode Bidirectional Algorithm (UAX #9), section 2.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]|[\u206a-\u206f]+")
_ISOLATES, _EMBEDDINGS, _OVERRIDES = "\u2066\u2067\u2068", "\u202a\u202b", "\u202d\u202e"
_PDI = "\u2069"
# Zero width space, no-break space of no width, fillers, invisible operators, tag characters.
_INVISIBLE = re.compile(
    "[\u200b\ufeff\u034f\u115f\u1160\u17b4\u17b5\u180e\u2061-\u2064\u3164\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# A joiner is at home between letters of the scripts that join, and in emoji.
_JOINERS = re.compile("[\u200c\u200d]")
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\u00a9\u00ae\u2190-\u2bff\ufe0f\ufb50-\ufefc"
    "\U0001e900-\U0001e95f\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_BLACK_FLAG = "\U0001f3f4"
# Languages that are written without spaces mark where a line may break.
_BREAKING = frozenset({"bo", "dz", "ja", "km", "lo", "my", "shn", "th", "yue", "zh"})
_SOFT_HYPHEN = re.compile("\u00ad+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
# UTF-8 read as Latin-1 or Windows-1252: the first bytes of Cyrillic (Ð, Ñ) and Arabic (Ø, Ù),
# each with what a second byte becomes; and those of the marks of U+2000.
_SECOND = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]"
)
_BROKEN = re.compile(
    f"\ufffd+|(?:[ÐÑÒÓØÙÚÛ]{_SECOND}){{2,}}|â€[\u0080-\u00bf\u0152-\u02dc\u2013-\u203a\u2122]"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f"
)
_MOST_MARKS = 3
_MARK_RUN = re.compile(f"[{_MARKS}]{{{_MOST_MARKS + 1},}}")
# What most texts are made of; every one of it is assigned.
_RARE = re.compile(
    "[^\\s -~\u00a0-\u0377\u0400-\u052f\u0600-\u06ff\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20c0\u2100-\u218b"
    "\u4e00-\u9fff]"
)
# What a text has that has anything for these checks to find: none of it is in most texts, and to
# look for it once is quicker than to look for each.
_ODD = re.compile(
    "[^\t\n\r -~\u00a0-\u00ac\u00ae-\u00cf\u00d4-\u00d7\u00dc-\u00e1\u00e3-\u02ff"
    "\u0370-\u0377\u0400-\u0482\u048a-\u052f\u060c\u061b\u061f\u0620-\u064a\u0660-\u066d"
    "\u0671-\u06d5\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2100-\u218b]"
)
# A host of an address; its labels have at most 63 characters (RFC 1035, section 2.3.4).
_ADDRESS = re.compile(r"(?:https?://|www\.|@)((?:[\w\-]{1,63}\.){1,8}[\w\-]{1,63})")
_MOST_SHOWN = 40
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LOOK_ALIKES = str.maketrans("асеһіјорхуԁԛѕԝАВСЕНІЈКМОРТХУЅοαν", "acehijopxydqswABCEHIJKMOPTXYSoav")


@lru_cache(maxsize=8)
def _is_common(words: str) -> bool:
    """Whether nothing in a text can be wrong for these checks."""
    return _ODD.search(words) is None


def unfit_for_xml(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield the characters that XML (1.0, section 2.2), and so every edition, cannot hold."""
    if _is_common(pair.target_words):
        return iter(())
    found = _UNFIT.finditer(pair.target_words)
    return reported(pair, (_deleted(each, "is not allowed on any page") for each in found))


def control_characters(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield the control characters that XML discourages: they show nothing."""
    for each in islice(_new(_CONTROL, pair), MOST_REPORTED):
        yield Problem(f"{_named(each[0])} is a control character", target=each.span())


def unpaired_bidi_controls(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield embeddings, overrides and isolates that are not closed, or close nothing (UAX #9).

    An override turns letters round, which hides what a text says: it is wrong even when closed.
    """
    words = pair.target_words
    return iter(()) if _is_common(words) else islice(_misplaced_controls(words), MOST_REPORTED)


def _misplaced_controls(words: str) -> list[Problem]:
    opened: list[re.Match[str]] = []
    found: list[Problem] = []

    def tell(at: re.Match[str], why: str, severity: Severity | None = None) -> None:
        found.append(Problem(f"{_named(at[0])} {why}", at.span(), severity=severity))

    for each in _BIDI.finditer(words):
        if len(found) == MOST_REPORTED:
            break
        sign = each[0]
        if sign[0] >= "\u206a":
            tell(each, "is deprecated (Unicode, section 23.3)")
        elif sign in _OVERRIDES:
            tell(each, "reverses the letters after it")
            opened.append(each)
        elif sign in _ISOLATES or sign in _EMBEDDINGS:
            opened.append(each)
        elif opened and (opened[-1][0] in _ISOLATES) == (sign == _PDI):
            opened.pop()
        else:
            tell(each, "closes something that is not open, or not the innermost one")
    for each in opened:
        if each[0] not in _OVERRIDES:
            # The end of a paragraph closes it.
            tell(each, "is not closed", Severity.WARNING)
    return found


def invisible_characters(pair: Pair, locale: Locale) -> Iterator[Problem]:
    """Yield characters without width that the source does not have: search stumbles over them.

    The zero width space stays in languages that break lines at it; a joiner between letters of
    a script that joins, and inside an emoji.
    """
    words = pair.target_words
    if _is_common(words):
        return iter(())
    has_flag = _BLACK_FLAG in words
    found = [
        _deleted(each, "is invisible, and keeps the word from being found")
        for each in _new(_INVISIBLE, pair)
        if not (each[0] == "\u200b" and locale.language in _BREAKING)
        and not (each[0] >= "\U000e0000" and has_flag)
    ]
    for each in _new(_JOINERS, pair):
        start, end = each.span()
        before, after = words[max(start - 1, 0) : start], words[end : end + 1]
        if not (_JOINING.match(before) or _JOINING.match(after)):
            found.append(_deleted(each, "joins or separates nothing here"))
    found.sort(key=lambda flaw: flaw.place)
    return reported(pair, found)


def soft_hyphens(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield soft hyphens that the source does not have: browsers hyphenate without them."""
    if _is_common(pair.target_words):
        return iter(())
    found = _new(_SOFT_HYPHEN, pair)
    return reported(pair, (_deleted(each, "is an invisible hyphen") for each in found))


def private_use(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield characters of private use: each font shows something else."""
    for each in islice(_new(_PRIVATE, pair), MOST_REPORTED):
        yield Problem(f"{_named(each[0])} means nothing outside its font", target=each.span())


def broken_encoding(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield what a wrong encoding has left: U+FFFD, or two letters where one was."""
    for each in islice(_new(_BROKEN, pair), MOST_REPORTED):
        shown = each[0][:_MOST_SHOWN]
        yield Problem(
            f"“{shown}” looks like letters damaged by a wrong encoding", target=each.span()
        )


def piled_marks(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield letters with more marks than any orthography gives them: they cover other lines."""
    for each in islice(_new(_MARK_RUN, pair), MOST_REPORTED):
        count = each.end() - each.start()
        yield Problem(f"one letter has {count} combining marks", target=each.span())


def unassigned(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield code points that no character has: nothing can show them."""
    found = (each for each in _new(_RARE, pair) if unicodedata.category(each[0]) == "Cn")
    for each in islice(found, MOST_REPORTED):
        yield Problem(f"{_named(each[0])} is not a Unicode character", target=each.span())


def mixed_addresses(pair: Pair, _locale: Locale) -> Iterator[Problem]:
    """Yield hosts with look-alikes in them: the address leads elsewhere, or nowhere (UTS #39)."""
    return reported(pair, _mixed_hosts(pair))


def _mixed_hosts(pair: Pair) -> Iterator[Flaw]:
    if not any(sign in pair.target_words for sign in ("://", "www.", "@")):
        return
    known = set(_ADDRESS.findall(pair.source_words))
    for match in _ADDRESS.finditer(pair.target_words):
        if not any(
            _LATIN.search(label) and _CYRILLIC_OR_GREEK.search(label)
            for label in match[1].split(".")
        ):
            continue
        meant = match[1].translate(_LOOK_ALIKES)
        message = f"the host “{match[1][:_MOST_SHOWN]}” mixes Latin letters with look-alikes"
        yield Flaw(match.span(1), message, meant, meant if meant in known else None)


def _new(pattern: re.Pattern[str], pair: Pair) -> list[re.Match[str]]:
    """Return the matches in the translation of what the source does not have."""
    if _is_common(pair.target_words):
        return []
    found = list(pattern.finditer(pair.target_words))
    if not found:
        return found
    known = set(pattern.findall(pair.source_words))
    return [match for match in found if match[0] not in known]


def _named(chars: str) -> str:
    """Return a character's number and, where it has one, its name (the first, of several)."""
    name = unicodedata.name(chars[0], "").lower()
    return f"U+{ord(chars[0]):04X}" + (f" ({name})" if name else "")


def _deleted(match: re.Match[str], why: str) -> Flaw:
    return Flaw(match.span(), f"{_named(match[0])} {why}", mended="")


CHECKS = (
    Check(
        "characters",
        Severity.ERROR,
        "The translation contains only characters that a page can contain.",
        unfit_for_xml,
        "delete the character",
        holds_back=True,
    ),
    Check(
        "control-characters",
        Severity.WARNING,
        "The translation has no control characters, which are invisible or break lines.",
        control_characters,
        "delete the character",
    ),
    Check(
        "bidi-controls",
        Severity.ERROR,
        "Embeddings and isolates are closed, and do not change the order of the text around.",
        unpaired_bidi_controls,
        "delete the character; the page itself keeps directions apart",
    ),
    Check(
        "invisible-characters",
        Severity.WARNING,
        "The translation has no zero-width characters, which disturb search and sorting.",
        invisible_characters,
        "delete the character",
    ),
    Check(
        "soft-hyphens",
        Severity.HINT,
        "The translation has no soft hyphens of its own: browsers hyphenate by themselves.",
        soft_hyphens,
        "delete the soft hyphen",
    ),
    Check(
        "private-use",
        Severity.WARNING,
        "The translation has no private-use characters, which look different in each font.",
        private_use,
        "write the character that is meant",
    ),
    Check(
        "broken-encoding",
        Severity.ERROR,
        "No letter was damaged on the way: there is no U+FFFD and no “Ð°” for “а”.",
        broken_encoding,
        "type the letters again, and save the file as UTF-8",
    ),
    Check(
        "piled-marks",
        Severity.WARNING,
        "No letter has more marks than any orthography uses: they would cover other lines.",
        piled_marks,
        "delete the marks",
    ),
    Check(
        "unassigned-characters",
        Severity.WARNING,
        "Every character is a Unicode character: anything else is damage to the file.",
        unassigned,
        "write the character that is meant",
    ),
    Check(
        "mixed-addresses",
        Severity.ERROR,
        "The hosts of addresses have no look-alike letters, which would lead elsewhere.",
        mixed_addresses,
        "copy the address from the source",
    ),
)
