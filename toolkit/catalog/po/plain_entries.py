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

_JOINT, _OBSOLETE_JOINT = '"\n"', '"\n#~ "'
"""What stands between two lines of a string; of an obsolete entry's."""
# No control character, no escape but a letter's.
_CHARACTERS = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*'
# A comment that ends in a backslash would swallow the next line.
_COMMENTS = r"(?:#(?![~|])[^\x00-\x08\x0a-\x1f\x7f]*(?<!\\)\n[ \t\n]*)*"
_STRING = re.compile(
    r'^[ \t]*(\#\| |\#~ |\#~\| |)(msg\w+(?:\[[0-9]\])?) "(.*(?:"\n\1".*)*)"\n', re.MULTILINE
)
"""A string of an entry that the pattern has found: its mark, its keyword, its lines."""


def _text(prefix: str) -> str:
    """Return what stands between the quotes of a string with a prefix before each further line."""
    return rf'{_CHARACTERS}(?:(?:\\[abfnrtv"\\]|"\n{prefix}"){_CHARACTERS})*'


def _pattern(prefix: str, previous: str) -> re.Pattern[str]:
    """Return what an entry looks like that is written as the tools write it.

    It captures little, which is to be had for each entry of a file: the white space before it, its
    own text, its msgctxt and its msgid as they are written, and that it has a plural.
    """
    here, before = f'"{_text(prefix)}"', f'"{_text(previous)}"'
    return re.compile(
        rf"([ \t\n]*)({_COMMENTS}"
        rf"(?:(?:{previous}msgctxt {before}\n)?{previous}msgid {before}\n"
        rf"(?:{previous}msgid_plural {before}\n)?)?"
        rf'(?:{prefix}msgctxt "({_text(prefix)})"\n)?{prefix}msgid "({_text(prefix)})"\n'
        rf"(?:{prefix}msgstr {here}\n"
        rf"|{prefix}(msgid_plural) {here}\n(?:{prefix}msgstr\[[0-9]\] {here}\n)+))"
    )


_PATTERN = _pattern("", r"\#\|[ ]")
_BEFORE_MSGSTR = '\nmsgstr "'
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
    changed = False
    is_plural = False

    @property
    def key(self) -> Key:
        """What gettext finds the entry by."""
        return self.known_msgctxt, self.known_msgid

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
        filled = _filled(entry.raw)
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
    return _joined(said[:-2], _JOINT)


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
    usual = "\n" if position else ""
    while position not in stops and position < len(text):
        match, joint = _PATTERN.match(text, position), _JOINT
        if match is None:
            match, joint = _obsolete_pattern().match(text, position), _OBSOLETE_JOINT
            if match is None:
                break
        gap, raw, msgctxt, msgid, plural = match.groups()
        first = line + gap.count("\n")
        has_escapes = "\\" in raw
        if plural or (has_escapes and r"\n" in raw):
            filled = _filled(raw)
            if filled is None:
                break
            filled.remember(raw, first, None)
            entry = filled
        else:
            entry = plain = _PlainEntry.__new__(_PlainEntry)
            plain.raw = raw
            plain.linenum = first
            plain.known_msgid = _joined(msgid, joint) if has_escapes else msgid.replace(joint, "")
            if msgctxt is not None:
                plain.known_msgctxt = _joined(msgctxt, joint)
            if joint is _OBSOLETE_JOINT:
                plain.known_obsolete = True
        if gap != usual:
            entry.gap = gap
        entries.append(entry)
        last = position, line
        position, line, usual = match.end(), first + raw.count("\n"), "\n"
    if entries and position not in stops and position < len(text):
        entries.pop()
        position, line = last
    return entries, position, line


def _filled(raw: str) -> Entry | None:
    """Return an entry with all its fields; None where its forms are not numbered in order."""
    entry = Entry()
    forms = []
    found = list(_STRING.finditer(raw))
    for mark, keyword, lines in map(re.Match.groups, found):
        text = _joined(lines, f'"\n{mark}"')
        if keyword.startswith("msgstr["):
            forms.append((int(keyword[-2]), text))
        elif "|" in mark:
            setattr(entry, f"previous_{keyword}", text)
        else:
            setattr(entry, keyword, text)
            entry.obsolete = bool(mark)
    entry.msgstr_plural = dict(forms)
    comments = raw[: found[0].start()]
    if comments:
        take_comments(entry, comments.split("\n"))
    return entry if list(entry.msgstr_plural) == list(range(len(forms))) else None


def _joined(text: str, joint: str) -> str:
    """Return the text of a string, or of several that are joined by `joint`."""
    text = text.replace(joint, "")
    return unescape_plainly(text) if "\\" in text else text
