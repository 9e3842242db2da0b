"""Directions: what in a right-to-left text must be kept in an order of its own (UAX #9).

Words of the other direction are such runs, and so are numbers of several parts. A single number is
right by itself, and so are parts joined by one full stop, comma, colon or slash (rule W4): 10:30,
22.02.2021, 1,234. Whatever else stands between two groups of digits or before the first takes the
direction of the text around: spaces, hyphens, dashes, brackets, signs. It would turn the groups
round (rules N1, N2), and +1 202 555 0100 would read 0100 555 202 1+.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from operator import attrgetter

__all__ = ["Kind", "Run", "direction_runs", "foreign_runs"]


class Kind(Enum):
    """What a run is, and so what keeps its order."""

    WORDS = "words"
    """Its letters say its direction."""
    NUMBER = "number"
    """It goes from left to right, and has no letter that would say so."""
    ARABIC_INDIC = "arabic-indic"
    """One number of several groups in ٠١٢: of bidi class AN, which no isolate alone keeps in order,
    so that an override must."""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A stretch of a text that is to be isolated."""

    start: int
    end: int
    kind: Kind


_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# What stands inside a word or between its parts. Quotation marks and brackets are not among
# them: they belong to the sentence around. A comma before a space separates items of a list.
_WORD_SIGNS = frozenset("+#_@&%=~*°′″")
_JOINERS = frozenset("-‐‑–—./:·")
_GLUED = frozenset("'’ʼ?!,;|")
_SPACES = frozenset(" \u00a0\u202f")
# Classes: f a letter of the other direction, n a digit or sign, j a joiner, g what joins
# only without a space, s a space, o anything else.
_CHUNK = "[fn]+(?:[jg]+[fn]+)*"
_CARRIED = "c"
_CARRYING = re.compile("[^c]c+")
# The characters of all that a site's articles are written in.
_MOST_KNOWN = 16_384
_WORDS = re.compile(f"{_CHUNK}(?:(?:j?s+|sjs){_CHUNK})*")
_PART = re.compile(_CHUNK)

_DIGITS = r"[\d²³¹⁰⁴-⁹₀-₉]"
_FIGURE = r"[\d²³¹⁰⁴-⁹₀-₉¼-¾⅐-⅞]"
_SPACE = "[ \u00a0\u2009\u202f]"
_DASHES = r"\-‐‑‒–−"
# What touches a number stays on its side by rule W5, but not beside an isolate.
_CURRENCY = "[#$¢-¥฿₠-⃀]"
# “<5” would be shown as “5>”: both its place and its shape turn round (BidiMirroring).
_SIGN = rf"(?:(?<![\w)\]}}°′″%<>])(?:[<>]=?|[+±∓~≈≤≥≪≫{_DASHES}]))"
# A number with its own article or unit: 19(2), 5½, 43°15′, 50%, 20₸.
_UNIT = "[°′″%‰٪$¢-¥฿₠-⃀]"
_NUMBER = rf"{_FIGURE}+(?:[°′″]+{_FIGURE}+)*{_UNIT}*(?:\([\dA-Za-zА-я]{{1,4}}\))*"
# Between two numbers: signs without a space, or a space, or one sign between two.
_TIGHT = rf"[.,:/'’⁄٫٬…_*×÷=±<>≤≥≈≠+~^\\|·—⁺⁻₊₋{_DASHES}]{{1,3}}{_CURRENCY}?"
_SPACED = rf"{_SPACE}(?:[{_DASHES}×xх*÷/:=+~·±∓<>≤≥≈≠]{_SPACE}[+−\-]?)?"
_EXPRESSION = rf"{_SIGN}?{_CURRENCY}?{_NUMBER}(?:(?:{_TIGHT}|{_SPACED}){_NUMBER})*"
_TELEPHONE = (
    rf"(?:\+?\d{{1,3}}(?:{_SPACE}|[{_DASHES}])?)?\(\d{{2,5}}\)(?:{_SPACE}|[{_DASHES}])?"
    rf"\d(?:(?:{_SPACE}|[{_DASHES}])?\d){{4,}}"
)
_KEYED = r"(?<![\w*#])\*[*#]?\d+(?:[*#]+\d+)*#*|(?<![\w*#])#\d+(?:[*#]+\d+)*#"
_DEGREES = (
    rf"[+−\-]?\d{{1,3}}(?:[.,]\d+)?°(?:{_SPACE}?\d{{1,2}}(?:[.,]\d+)?[′'’])?"
    rf"(?:{_SPACE}?\d{{1,2}}(?:[.,]\d+)?[″\"”])?(?:{_SPACE}?[NSEW](?!\w))?"
)
_ANGLE = r"[+−\-]?\d{1,3}°\d{1,2}['’′]\d{1,2}(?:[.,]\d+)?[\"”″]"
_DECIMAL = r"[+−\-]?\d{1,3}[.,]\d{3,}(?!\d)"
_COORDINATES = (
    rf"{_DEGREES}[,;]?{_SPACE}{_DEGREES}|{_DECIMAL}[,;]{_SPACE}{_DECIMAL}|{_DEGREES}(?<=[NSEW])"
    rf"|{_ANGLE}"
)
# Plates, passports and account numbers: letters in capitals among groups of digits.
_CODE = (
    rf"(?<!\w)(?:\d{{1,3}}{_SPACE}[A-ZА-Я]{{1,3}}{_SPACE}\d{{1,4}}(?:{_SPACE}[A-ZА-Я]{{1,3}})?"
    rf"|[A-ZА-Я]{{1,2}}{_SPACE}\d{{3,4}}{_SPACE}[A-ZА-Я]{{1,3}}{_SPACE}\d{{2,3}}"
    rf"|[A-ZА-Я](?:{_SPACE}\d{{2,}}){{1,3}}|[A-ZА-Я]{{2}}{_SPACE}\d{{5,}}"
    rf"|[A-Z]{{2}}\d{{2}}(?:{_SPACE}[A-Z0-9]{{2,4}})+)(?!\w)"
)
_ADDRESS = r"\[[0-9A-Fa-f.]{0,4}(?::[0-9A-Fa-f.]{0,15}){2,8}\](?::\d{1,5})?"
# What each of them begins with: one look at a character spares it all of them.
_BEGINS = rf"(?=[(\[*+±∓~≈<>≤≥≪≫A-ZА-Я{_DASHES}{_CURRENCY[1:-1]}{_FIGURE[1:-1]}])"
_FOUND = re.compile(
    f"{_BEGINS}(?:{_TELEPHONE}|{_KEYED}|{_COORDINATES}|{_CODE}|{_ADDRESS}|{_EXPRESSION})"
)
# What the rules of UAX #9 keep in order without help, after any letter.
_RIGHT = re.compile(rf"{_CURRENCY}?{_DIGITS}+(?:[,./:،⁄٫٬\u00a0\u202f]{_DIGITS}+)*{_UNIT}*")
_ARABIC_INDIC = re.compile("[٠-٩]")
# Of these digits what is one number: telephones, accounts, days. Where Arabic writes them, ranges
# and signs go from right to left, as their class AN makes them (Unicode's CLDR has them so too).
_ONE_NUMBER = re.compile(
    rf"\+?\d+(?:{_SPACE}\d+)+|\+\d.*|\d+(?:[{_DASHES}]\d+){{2,}}|.*\(\d{{2,5}}\){_SPACE}?\d.*"
)
_DIGIT = re.compile(r"\d")
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
# What may end the sentence that an address ends.
_BEHIND = ".,;:!?'\"]>"
# What the text itself keeps in order; the mark before a number does so too.
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069?|[\u202a-\u202e][^\u202c]*\u202c?")
_MARK = "\u200e"
# What a program will put something in place of, or read as one character, must stay whole.
_PLACEHOLDER = re.compile(
    r"%\(\w+\)[a-z]|(?<![\w%])%(?:\d+\$)?[sdifu@](?!\w)|\\[A-Za-z](?:[0-9A-Fa-f]{4})?|&#?\w+;"
)
_BRACE = re.compile("[{}]")
_NAMED = re.compile(r"[${%#]?\s*(?:[A-Za-z_]|\d*\})")


@lru_cache(maxsize=1024)  # the forms of an edition have the same paragraphs
def direction_runs(text: str, direction: str) -> tuple[Run, ...]:
    """Return the runs of a text that stand in an order of their own, none of which overlap.

    What the text itself isolates, by characters made for it, is left alone; so are placeholders.

    Args:
        text: one paragraph, or a part of one.
        direction: `ltr` or `rtl`, the direction of the text around.

    >>> text = "BBC غا +1 202 555 0100 بىلەن 10:30 دا"
    >>> [text[run.start : run.end] for run in direction_runs(text, "rtl")]
    ['BBC', '+1 202 555 0100']
    """
    runs = [Run(*span, Kind.WORDS) for span in foreign_runs(text, direction)]
    if direction == "rtl":
        others = [*_bracketed_addresses(text)]
        if _DIGIT.search(text):
            others.extend(_numbers(text))
        if others:
            runs = list(_merged(sorted([*runs, *others], key=attrgetter("start", "end"))))
    if not runs:
        return ()
    kept = [match.span() for match in _ISOLATED.finditer(text)]
    kept += [match.span() for match in _PLACEHOLDER.finditer(text)]
    kept += _braced(text)
    return tuple(
        run
        for run in runs
        if not any(start < run.end and run.start < end for start, end in kept)
        and (run.kind is Kind.WORDS or text[run.start - 1 : run.start] != _MARK)
    )


def foreign_runs(text: str, direction: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each run of words that go against a direction.

    A run begins and ends in a word with such letters; spaces, digits and the punctuation of names
    are in it where they stand between two of them or inside one.

    >>> text = "ئۇ New York ۋە BBC-نى كۆردى"
    >>> [text[start:end] for start, end in foreign_runs(text, "rtl")]
    ['New York', 'BBC']
    """
    classes = _classes(text, direction)
    if "f" not in classes:
        return
    for run in _WORDS.finditer(classes):
        parts = [part.span() for part in _PART.finditer(classes, *run.span())]
        foreign = [span for span in parts if "f" in classes[slice(*span)]]
        if foreign:
            start, end = foreign[0][0], foreign[-1][1]
            # The slash that ends an address is part of it.
            is_address = "://" in text[start:end] or text.startswith("www.", start)
            yield start, end + (is_address and text.startswith("/", end))


def _bracketed_addresses(text: str) -> Iterator[Run]:
    """Yield the addresses with brackets in them, which words have not: `…/Well_(water)`."""
    for match in _WEB_ADDRESS.finditer(text):
        found = match[0].rstrip(_BEHIND)
        while found.endswith(")") and found.count("(") < found.count(")"):
            found = found[:-1].rstrip(_BEHIND)
        if "(" in found or "[" in found:
            yield Run(match.start(), match.start() + len(found), Kind.WORDS)


def _numbers(text: str) -> Iterator[Run]:
    for match in _FOUND.finditer(text):
        found = match[0]
        if _RIGHT.fullmatch(found):
            continue
        if not _ARABIC_INDIC.search(found):
            yield Run(*match.span(), Kind.NUMBER)
        elif _ONE_NUMBER.fullmatch(found):
            yield Run(*match.span(), Kind.ARABIC_INDIC)


def _braced(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between braces, with those inside, where it begins with a name."""
    depth = start = 0
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            start = start if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth and _NAMED.match(text, start + 1):
                yield start, match.end()


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Join runs that overlap: a number with letters in it says its direction by them."""
    last: Run | None = None
    for run in runs:
        if last is None or last.end <= run.start:
            if last is not None:
                yield last
            last = run
        else:
            kind = last.kind if last.kind is run.kind else Kind.WORDS
            last = Run(last.start, max(last.end, run.end), kind)
    if last is not None:
        yield last


def _classes(text: str, direction: str) -> str:
    classes = text.translate(_CLASSES[direction])
    if _CARRIED not in classes:
        return classes
    # A mark and a joiner of zero width belong to the letter before them.
    if classes.startswith(_CARRIED):
        classes = _class(text[0], direction) + classes[1:]
    return _CARRYING.sub(lambda match: match[0][0] * len(match[0]), classes)


class _Classes(dict[int, str]):
    """The classes of characters in text of one direction, found as they are met."""

    def __init__(self, direction: str) -> None:
        self._direction = direction

    def __missing__(self, code: int) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        char = chr(code)
        carried = unicodedata.bidirectional(char) in {"NSM", "BN"}
        found = self[code] = _CARRIED if carried else _class(char, self._direction)
        return found


_CLASSES = {direction: _Classes(direction) for direction in ("ltr", "rtl")}


def _class(char: str, direction: str) -> str:
    for name, members in (
        ("n", _WORD_SIGNS),
        ("j", _JOINERS),
        ("g", _GLUED),
        ("s", _SPACES),
    ):
        if char in members:
            return name
    category = unicodedata.category(char)
    if category.startswith("N"):
        return "n"
    strong = _STRONG.get(unicodedata.bidirectional(char))
    return "f" if strong not in (None, direction) and category.startswith(("L", "M")) else "o"
