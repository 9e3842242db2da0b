"""How GNU gettext lays a string out in a PO file: escapes, and where a line ends."""

import re
import unicodedata
from functools import lru_cache

from unicode_segmentation_rs import line_break_units, text_width

__all__ = ["escape", "string_lines"]

_ESCAPES = {
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
    '"': r"\"",
    "\\": r"\\",
}
_ESCAPED = str.maketrans(_ESCAPES)
_PORTION = re.compile(r"[^\n]*\n|[^\n]+")
_NO_END = 2**31
"""The room on a line that ends at line feeds only."""
# Scripts of which every character here is one column wide: the usual text needs no look-up.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u060c\u061b\u061f"
    "\u0620-\u064a\u0671-\u06d3\u06d5\u2010-\u2027\u2030-\u2044]*"
)
# A word that no line ends in: classes AL and NU of UAX #14, with QU between; IS, EX and CP behind
# them; and a space.
_LETTERS = "[A-Za-z0-9#&*<=>@^_`~\u0400-\u0481\u048a-\u052f\u0620-\u064a\u0671-\u06d3\u06d5]+"
_WORD = re.compile(f"{_LETTERS}(?:'{_LETTERS})*[,.:;!?)]* ?")
# Behind a space or a slash a line may end, if these, a letter or a digit stand before it.
_CLOSING = frozenset(",.:;!?)]}<>'\"#%&*-=@_`~")
# Wherever else a line may end, it may here.
_SPACE = re.compile("[A-Za-z0-9] [A-Za-z0-9]")
# UAX #14, class IS with the marks that may stand upon it, before what may be a letter.
_UPON = "\u0300-\u036f\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufe0f"
_POINT = re.compile(
    "[,.:;\u037e\u0589\u060c\u060d\u07f8\u2044\ufe10\ufe13\ufe14]"
    rf"[{_UPON}]*(?=[^\s\d\\/,.:;{_UPON}])"
)
# Class OP, the wide ones, behind what may be a letter or a digit.
_WIDE_OPENING = re.compile(
    "(?<=\\S)[\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\u301d\uff08\uff3b\uff5b\uff5f\uff62]"
)


def escape(text: str) -> str:
    r"""Return `text` as it stands between the quotes of a PO string.

    >>> escape('say "no"\n')
    'say \\"no\\"\\n'
    """
    # Most have nothing to escape, and this tells it soonest.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return text.translate(_ESCAPED)


def string_lines(keyword: str, text: str, width: int, prefix: str = "") -> list[str]:
    r"""Return the lines of a keyword and its string as GNU `msgcat` 0.21 writes them.

    A text that does not fit behind its keyword, or has a line feed inside, begins on a line of
    its own below `keyword ""`; a line ends after every line feed, and otherwise at the last place
    that UAX #14 allows within the width. A word wider than that stays whole.

    Args:
        keyword: `msgid`, `msgstr[0]` ...
        text: the string, not escaped.
        width: the columns of a line; 0 ends lines at line feeds only.
        prefix: what every line begins with: `#| `, `#~ `.

    >>> string_lines("msgid", "one\ntwo", 79)
    ['msgid ""', '"one\\n"', '"two"']

    """
    if not text:
        return [f'{prefix}{keyword} ""']
    room = width - 2 - len(prefix) if width else _NO_END
    portions = [escape(text)]
    if "\n" in text:
        portions = [escape(portion) for portion in _PORTION.findall(text)]
    if len(portions) == 1 and _fits_behind(keyword, portions[0], room):
        return [f'{prefix}{keyword} "{portions[0]}"']
    lines = [f'{prefix}{keyword} ""']
    for portion in portions:
        lines += [f'{prefix}"{line}"' for line in _folded(portion, room)]
    return lines


def _fits_behind(keyword: str, escaped: str, room: int) -> bool:
    """Tell whether a text stands on its keyword's line: it is short, or nothing can be broken."""
    start = len(keyword) + 1
    if start + _columns(escaped) <= room:
        return True
    return start <= room and not _SPACE.search(escaped) and len(_units(escaped)) == 1


def _folded(escaped: str, room: int) -> list[str]:
    """Return the pieces of one portion, each within `room` columns if it can be broken so."""
    is_narrow = _is_narrow(escaped)
    columns = len if is_narrow else _columns
    if columns(escaped) <= room:
        return [escaped]
    filled = _filled(escaped, room) if is_narrow else []
    if filled:
        return filled
    lines: list[str] = []
    line, used = "", 0
    for unit in _units(escaped):
        wanted = columns(unit)
        if line and used + wanted > room:
            lines.append(line)
            line, used = "", 0
        line += unit
        used += wanted
    lines.append(line)
    return lines


def _filled(escaped: str, room: int) -> list[str]:
    """Return the lines of a text where a look at their ends tells these; nothing for others.

    A line ends behind the last space or slash that has room on it, if no word comes there but one
    that breaks nowhere. Most texts are so, and to find all places where they may break takes long.
    """
    lines: list[str] = []
    start, last = 0, len(escaped) - room
    while start < last:
        end = start + room
        at = max(escaped.rfind(" ", start + 1, end), escaped.rfind("/", start + 1, end))
        before, word = escaped[at - 1], escaped[at + 1 : end + 1]
        if at < 0 or not (before.isalnum() or before in _CLOSING) or not _WORD.fullmatch(word):
            return []
        if escaped[at] == "/" and not word[0].isalpha():
            return []  # a slash before a digit is a fraction
        lines.append(escaped[start : at + 1])
        start = at + 1
    lines.append(escaped[start:])
    return lines


def _units(escaped: str) -> list[str]:
    r"""Split an escaped text where a line may end, never inside an escape or before a last `\n`."""
    units = line_break_units(escaped)
    if "\\" in escaped:
        units = _with_whole_escapes(units)
    places = _more_places(escaped)
    return _parted(escaped, units, places) if places else units


def _with_whole_escapes(units: list[str]) -> list[str]:
    whole: list[str] = []
    for unit in units:
        if whole and (unit == r"\n" or _backslashes(whole[-1]) % 2):
            whole[-1] += unit
        else:
            whole.append(unit)
    return whole


def _backslashes(unit: str) -> int:
    """Return how many backslashes a unit ends in."""
    return len(unit) - len(unit.rstrip("\\"))


def _parted(escaped: str, units: list[str], places: list[int]) -> list[str]:
    """Split the units of a text at further places."""
    parts: list[str] = []
    begin = end = at = 0
    for unit in units:
        end += len(unit)
        while at < len(places) and places[at] < end:
            if places[at] > begin:
                parts.append(escaped[begin : places[at]])
                begin = places[at]
            at += 1
        parts.append(escaped[begin:end])
        begin = end
    return parts


def _more_places(text: str) -> list[int]:
    """Return where libunistring ends lines and the crate does not.

    Between a point and a letter UAX #14 forbids it (LB29), to keep "e.g." whole; the libunistring
    of `msgcat` 0.21 allows it, and addresses in the catalogs of the world are broken so. Before a
    wide bracket it is allowed (LB30), which the crate does not know.
    """
    points = (point.end() for point in _POINT.finditer(text))
    places = [place for place in points if _is_alphabetic(text[place])]
    if text.isascii():
        return places
    brackets = [bracket.start() for bracket in _WIDE_OPENING.finditer(text)]
    if not brackets:
        return places
    behind = [place for place in brackets if _is_alphanumeric(text[place - 1])]
    return sorted({*places, *behind})


def _is_alphanumeric(char: str) -> bool:
    return char.isdecimal() or _is_alphabetic(char)


@lru_cache(maxsize=4096)
def _is_alphabetic(char: str) -> bool:
    """Tell whether UAX #14 has the character in class AL or HL, by what it does next to others.

    Of the classes that stay with a point before them (LB13, LB25, LB29) only those two and digits
    part from a closing brace.
    """
    parts_from_brace = len(line_break_units("}" + char)) > 1
    stays_with_point = len(line_break_units("." + char)) == 1
    return parts_from_brace and stays_with_point and not char.isdecimal()


def _is_narrow(text: str) -> bool:
    """Whether every character is known to be one column wide; no file holds ASCII's controls."""
    return text.isascii() or _NARROW.fullmatch(text) is not None


def _columns(text: str) -> int:
    """Return the columns of a text as libunistring counts: character by character."""
    if _is_narrow(text):
        return len(text)
    return sum(map(_char_columns, text))


@lru_cache(maxsize=65536)
def _char_columns(char: str) -> int:
    """Return the columns of a character; a sequence is not measured, as emoji would join in it."""
    if "\x7f" <= char <= "\x9f":
        return 0
    # A vowel sign that takes room (Tamil, Malayalam ...) counts, wherever it is drawn.
    return max(text_width(char), int(unicodedata.category(char) == "Mc"))
