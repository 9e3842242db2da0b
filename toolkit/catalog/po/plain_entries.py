"""Plain entries: written as the tools write them, and filled when a field of theirs is asked for.

One pattern tells them. It takes nothing that could be wrong, so that all of it is known at once,
although most of their fields are not: whoever reads a catalog looks at few of its entries, or
changes few of them.
"""

import re
from collections.abc import Container
from functools import cache
from operator import attrgetter
from threading import Lock

from toolkit.catalog.po.comment_lines import extracted_comment, take_comments
from toolkit.catalog.po.entries import Entry, Key
from toolkit.catalog.po.strings import unescape_plainly

__all__ = ["is_plain", "is_same_but_msgstr", "read_plainly"]

_JOINTS = ('"\n"', '"\n#~ "')
"""What stands between two lines of a string; of an obsolete entry's."""
_PREVIOUS_JOINTS = ('"\n#| "', '"\n#~| "')
# No control character, no escape but a letter's.
_CHARACTERS = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*'
_TEXT = rf'{_CHARACTERS}(?:\\[abfnrtv"\\]{_CHARACTERS})*'
# A comment that ends in a backslash would swallow the next line.
_COMMENTS = r"((?:#(?![~|])[^\x00-\x08\x0a-\x1f\x7f]*(?<!\\)\n[ \t\n]*)*)"
_FORM = re.compile(rf'msgstr\[([0-9])\] "({_TEXT}(?:"\n(?:#~ )?"{_TEXT})*)"\n')


def _pattern(prefix: str, previous: str) -> re.Pattern[str]:
    """Return what an entry looks like that is written as the tools write it."""
    text, before = (rf'{_TEXT}(?:"\n{each}"{_TEXT})*' for each in (prefix, previous))
    here, before = f'"({text})"', f'"({before})"'
    return re.compile(
        rf"([ \t\n]*){_COMMENTS}"
        rf"(?:(?:{previous}msgctxt {before}\n)?{previous}msgid {before}\n"
        rf"(?:{previous}msgid_plural {before}\n)?)?"
        rf"(?:{prefix}msgctxt {here}\n)?{prefix}msgid {here}\n"
        rf"(?:{prefix}msgstr {here}\n"
        rf'|{prefix}msgid_plural {here}\n((?:{prefix}msgstr\[[0-9]\] "{text}"\n)+))'
    )


_PATTERN = _pattern("", r"\#\|[ ]")
_BEFORE_MSGSTR = '\nmsgstr "'
_MSGCTXT, _MSGID, _MSGSTR = 6, 7, 8
"""The groups of the pattern that have an entry's own texts."""
_FILLING = Lock()


@cache
def _obsolete_pattern() -> re.Pattern[str]:
    return _pattern(r"\#~[ ]", r"\#~\|[ ]")


class _Field:
    """A field of polib's that is read when it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, entry: "_PlainEntry", owner: object = None) -> object:
        _fill(entry)
        return getattr(entry, self._name)

    def __set__(self, entry: "_PlainEntry", value: object) -> None:
        _fill(entry)
        setattr(entry, self._name, value)


class _PlainEntry(Entry):
    """An entry as read, of which only the key is known; an `Entry` once more is asked for.

    It has no line feed in its texts, and no plural: rules for catalogs have nothing against it but
    its key, and the mark of msgcat.
    """

    known_msgctxt: str | None = None
    known_msgid = ""
    known_obsolete = False
    gap: str | None = None

    @property
    def changed(self) -> bool:
        """Whether the entry is not as it was read."""
        return False

    @property
    def key(self) -> Key:
        """What gettext finds the entry by."""
        return self.known_msgctxt, self.known_msgid

    @property
    def is_plural(self) -> bool:
        """Whether the entry has forms instead of one msgstr."""
        return False

    @property
    def fuzzy(self) -> bool:
        """Whether the entry is marked so: no line of flags spells that word otherwise."""
        return "fuzzy" in self.raw and "fuzzy" in self.flags

    @fuzzy.setter
    def fuzzy(self, value: bool) -> None:
        _fill(self)
        self.fuzzy = value  # now it is polib's


def _fill(entry: _PlainEntry) -> None:
    """Read the rest of an entry's fields; of several threads that ask for them, one does."""
    with _FILLING:
        if not is_plain(entry):
            return
        pattern = _obsolete_pattern() if entry.known_obsolete else _PATTERN
        match = pattern.match(entry.raw)
        filled = None if match is None else _filled(match, obsolete=entry.known_obsolete)
        if filled is not None:  # as it is wherever the pattern has found an entry
            filled.remember(entry.raw, entry.linenum or 1, entry.gap)
            entry.__dict__.update(filled.__dict__)
        entry.__class__ = Entry  # type: ignore[assignment]  # which it is, too


def _msgstr(entry: _PlainEntry) -> str:
    """Return an entry's msgstr, which ends its text: editions need no more of most entries."""
    _, before, said = entry.raw.rpartition(_BEFORE_MSGSTR)
    if not before:  # it is obsolete
        _fill(entry)
        return entry.msgstr
    return _joined(said[:-2], _JOINTS[False])


def _comment(entry: _PlainEntry) -> str:
    """Return an entry's extracted comment, for the ids in a template."""
    return extracted_comment(entry.raw.split("\n")) if "#." in entry.raw else ""


for _name in vars(Entry()).keys() - {"raw", "linenum", "gap"}:
    _field: _Field | property = _Field(_name)
    if hasattr(_PlainEntry, f"known_{_name}"):
        # Only to set it needs the others.
        _field = property(attrgetter(f"known_{_name}"), _field.__set__)
    setattr(_PlainEntry, _name, _field)
_PlainEntry.msgstr = property(_msgstr, _Field("msgstr").__set__)  # type: ignore[assignment]
_PlainEntry.comment = property(_comment, _Field("comment").__set__)  # type: ignore[assignment]


def is_plain(entry: Entry) -> bool:
    """Whether nobody has asked yet for more of an entry than its key."""
    return type(entry) is _PlainEntry


def is_same_but_msgstr(one: Entry, other: Entry) -> bool:
    """Whether it is sure, without more of them read, that two entries differ in the msgstr only."""
    if not is_plain(one) or not is_plain(other) or one.obsolete or other.obsolete:
        return False
    return one.raw.partition(_BEFORE_MSGSTR)[0] == other.raw.partition(_BEFORE_MSGSTR)[0]


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
        The entries; the place behind the last one, and its line. What is not plain may belong to
        the entry before it, which is none of them then.

    """
    entries: list[Entry] = []
    entry: Entry
    last = position, line
    while position not in stops:
        match = _PATTERN.match(text, position)
        obsolete = match is None
        if match is None and (match := _obsolete_pattern().match(text, position)) is None:
            break
        start, end = match.end(1), match.end()
        gap, raw = text[position:start], text[start:end]
        first = line + (1 if gap == "\n" else gap.count("\n"))
        if match.lastindex == _MSGSTR and r"\n" not in raw:
            entry = plain = _PlainEntry.__new__(_PlainEntry)
            plain.raw = raw
            plain.linenum = first
            plain.known_msgid = _joined(match[_MSGID], _JOINTS[obsolete])
            if match[_MSGCTXT] is not None:
                plain.known_msgctxt = _joined(match[_MSGCTXT], _JOINTS[obsolete])
            if obsolete:
                plain.known_obsolete = True
        else:
            filled = _filled(match, obsolete=obsolete)
            if filled is None:
                break
            filled.remember(raw, first, None)
            entry = filled
        if gap != ("\n" if position else ""):
            entry.gap = gap
        entries.append(entry)
        last = position, line
        position, line = end, first + raw.count("\n")
    if entries and position not in stops and position < len(text):
        entries.pop()
        position, line = last
    return entries, position, line


def _filled(match: re.Match[str], *, obsolete: bool) -> Entry | None:
    """Return an entry with all its fields; None where its forms are not numbered in order."""
    _, comments, old_context, old_msgid, old_plural, context, msgid, msgstr, plural, forms = (
        match.groups()
    )
    joint = _JOINTS[obsolete]
    entry = Entry(msgid=_joined(msgid, joint), obsolete=obsolete)
    if msgstr is not None:
        entry.msgstr = _joined(msgstr, joint)
    else:
        entry.msgid_plural = _joined(plural, joint)
        texts = {int(each[1]): _joined(each[2], joint) for each in _FORM.finditer(forms)}
        if list(texts) != list(range(forms.count("msgstr["))):
            return None
        entry.msgstr_plural = texts
    if context is not None:
        entry.msgctxt = _joined(context, joint)
    if old_msgid is not None:
        joint = _PREVIOUS_JOINTS[obsolete]
        entry.previous_msgid = _joined(old_msgid, joint)
        entry.previous_msgctxt = _joined(old_context, joint) if old_context else None
        entry.previous_msgid_plural = _joined(old_plural, joint) if old_plural else None
    if comments:
        take_comments(entry, comments.split("\n"))
    return entry


def _joined(text: str, joint: str) -> str:
    """Return the text of a string, or of several that are joined by `joint`."""
    if "\n" in text:
        text = text.replace(joint, "")
    return unescape_plainly(text) if "\\" in text else text
