"""Plain entries: written as the tools write them, and filled when a field of theirs is asked for.

One pattern tells them. It takes nothing that could be wrong, so that all of it is known at once,
although most of their fields are not: whoever reads a catalog looks at few of its entries, or
changes few of them.
"""

import re
from collections.abc import Container
from functools import cache

from toolkit.catalog.po.comment_lines import take_comments
from toolkit.catalog.po.entries import Entry
from toolkit.catalog.po.strings import unescape_plainly

__all__ = ["is_plain", "read_plainly"]

_JOINTS = ('"\n"', '"\n#~ "')
"""What stands between two lines of a string; of an obsolete entry's."""
_PREVIOUS_JOINTS = ('"\n#| "', '"\n#~| "')
# No control character, no escape but a letter's.
_CHARACTERS = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*'
_STRING = rf'"{_CHARACTERS}(?:\\[abfnrtv"\\]{_CHARACTERS})*"'
# A comment that ends in a backslash would swallow the next line.
_COMMENTS = r"((?:#(?![~|])[^\x00-\x08\x0a-\x1f\x7f]*(?<!\\)\n[ \t\n]*)*)"
_FORM = re.compile(rf"msgstr\[([0-9])\] ({_STRING}(?:\n(?:#~ )?{_STRING})*)\n")


def _pattern(prefix: str, previous: str) -> re.Pattern[str]:
    """Return what an entry looks like that is written as the tools write it."""
    here, before = (rf"({_STRING}(?:\n{each}{_STRING})*)" for each in (prefix, previous))
    return re.compile(
        rf"([ \t\n]*){_COMMENTS}"
        rf"(?:(?:{previous}msgctxt {before}\n)?{previous}msgid {before}\n"
        rf"(?:{previous}msgid_plural {before}\n)?)?"
        rf"(?:{prefix}msgctxt {here}\n)?{prefix}msgid {here}\n"
        rf"(?:{prefix}msgstr {here}\n"
        rf"|{prefix}msgid_plural {here}\n((?:{prefix}msgstr\[[0-9]\] {here[1:-1]}\n)+))"
        # What goes on differently spaced is the grammar's.
        r'(?![ \t\n]*(?:#~[ \t]*)?(?:"|msgstr))'
    )


_PATTERN = _pattern("", r"\#\|[ ]")
_MSGCTXT, _MSGID, _MSGSTR = 6, 7, 8
"""The groups of the pattern that have an entry's own texts."""


@cache
def _obsolete_pattern() -> re.Pattern[str]:
    return _pattern(r"\#~[ ]", r"\#~\|[ ]")


class _PlainEntry(Entry):
    """An entry as read, of which only the key is known; an `Entry` once more is asked for.

    It has no line feed in its texts, and no plural: rules for catalogs have nothing against it but
    its key, and the mark of msgcat.
    """

    msgctxt = None  # type: ignore[assignment]  # as in polib's stub
    obsolete = False
    gap = None

    @property
    def changed(self) -> bool:
        """Whether the entry is not as it was read."""
        return False

    def __getattr__(self, name: str) -> object:
        """Return a field that is not known yet."""
        if name.startswith("__"):  # asked for by what copies objects
            raise AttributeError(name)
        self._fill()
        return getattr(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        """Change a field, when it is known what was read."""
        self._fill()
        setattr(self, name, value)

    def _fill(self) -> None:
        """Read the rest of the fields."""
        pattern = _obsolete_pattern() if self.obsolete else _PATTERN
        match = pattern.match(self.raw)
        filled = None if match is None else _filled(match, obsolete=self.obsolete)
        if filled is not None:  # as it is wherever the pattern has found an entry
            filled.remember(self.raw, self.linenum or 1, self.gap)
            object.__setattr__(self, "__dict__", filled.__dict__)
        object.__setattr__(self, "__class__", Entry)


def is_plain(entry: Entry) -> bool:
    """Whether nobody has asked yet for more of an entry than its key."""
    return type(entry) is _PlainEntry


def read_plainly(
    text: str, position: int, line: int, stops: Container[int]
) -> tuple[list[Entry], int, int]:
    """Return the plain entries that stand in a row.

    Args:
        text: a whole file, its lines ending in line feeds.
        position: where the first of them, or the white space before it, begins.
        line: the line of that place, from 1.
        stops: places to go no farther than.

    Returns:
        The entries; the place behind the last one, and its line.

    """
    entries: list[Entry] = []
    while position not in stops:
        match = _PATTERN.match(text, position)
        obsolete = match is None
        if match is None and (match := _obsolete_pattern().match(text, position)) is None:
            break
        start, end = match.end(1), match.end()
        gap, raw = text[position:start], text[start:end]
        line += 1 if gap == "\n" else gap.count("\n")
        if match.lastindex == _MSGSTR and r"\n" not in raw:
            entry = _plain_entry(match, raw, line, obsolete=obsolete)
        elif (filled := _filled(match, obsolete=obsolete)) is not None:
            entry = filled
            entry.remember(raw, line, None)
        else:
            break
        if gap != ("\n" if position else ""):
            entry.__dict__["gap"] = gap
        line += raw.count("\n")
        position = end
        entries.append(entry)
    return entries, position, line


def _plain_entry(match: re.Match[str], raw: str, line: int, *, obsolete: bool) -> Entry:
    joint = _JOINTS[obsolete]
    entry = _PlainEntry.__new__(_PlainEntry)
    fields = entry.__dict__
    fields["raw"], fields["linenum"] = raw, line
    fields["msgid"] = _unquoted(match[_MSGID], joint)
    if match[_MSGCTXT] is not None:
        fields["msgctxt"] = _unquoted(match[_MSGCTXT], joint)
    if obsolete:
        fields["obsolete"] = True
    return entry


def _filled(match: re.Match[str], *, obsolete: bool) -> Entry | None:
    """Return an entry with all its fields; None where its forms are not numbered in order."""
    _, comments, old_context, old_msgid, old_plural, context, msgid, msgstr, plural, forms = (
        match.groups()
    )
    joint = _JOINTS[obsolete]
    entry = Entry(msgid=_unquoted(msgid, joint), obsolete=obsolete)
    if msgstr is not None:
        entry.msgstr = _unquoted(msgstr, joint)
    else:
        entry.msgid_plural = _unquoted(plural, joint)
        texts = {int(each[1]): _unquoted(each[2], joint) for each in _FORM.finditer(forms)}
        if list(texts) != list(range(forms.count("msgstr["))):
            return None
        entry.msgstr_plural = texts
    if context is not None:
        entry.msgctxt = _unquoted(context, joint)
    if old_msgid is not None:
        joint = _PREVIOUS_JOINTS[obsolete]
        entry.previous_msgid = _unquoted(old_msgid, joint)
        entry.previous_msgctxt = _unquoted(old_context, joint) if old_context else None
        entry.previous_msgid_plural = _unquoted(old_plural, joint) if old_plural else None
    if comments:
        take_comments(entry, comments.split("\n"))
    return entry


def _unquoted(quoted: str, joint: str) -> str:
    """Return the text of a string, or of several that are joined by `joint`."""
    text = quoted[1:-1]
    if "\n" in text:
        text = text.replace(joint, "")
    return unescape_plainly(text) if "\\" in text else text
