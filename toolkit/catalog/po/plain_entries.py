"""Plain entries: written as the tools write them, and filled when a field of theirs is asked for.

One pattern tells them. It takes nothing that could be wrong, so that all of it is known at once,
although most of their fields are not: whoever reads a catalog looks at few of its entries, or
changes few of them.
"""

import re
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from threading import Lock

from toolkit.catalog.po.comment_lines import extracted_comment, take_comments
from toolkit.catalog.po.entries import Entry, Key
from toolkit.catalog.po.strings import unescape_plainly

__all__ = ["is_plain", "is_same_but_msgstr", "marked", "read_plainly"]

_JOINT, _OBSOLETE_JOINT = '"\n"', '"\n#~ "'
"""What stands between two lines of a string; of an obsolete entry's."""
_MARK = "\1\1\1"
"""What the pattern sees in place of a joint: as long, but a string is one line then."""
# A comment that ends in a backslash would swallow the next line.
_COMMENTS = r"(?:#(?![~|]).*(?<!\\)\n[ \t\n]*)*"
_STRING = re.compile(
    r'^[ \t]*(\#\| |\#~ |\#~\| |)(msg\w+(?:\[[0-9]\])?) "(.*(?:"\n\1".*)*)"\n', re.MULTILINE
)
"""A string of an entry that the pattern has found: its mark, its keyword, its lines."""


def _text(prefix: str = "") -> str:
    """Return what stands between quotes: no escape but a letter's, and a prefix before each line.

    Without one, the joints are marked.
    """
    characters, joint = (r'[^"\\\n\1]*', rf'|"\n{prefix}"') if prefix else (r'[^"\\\n]*', "")
    return rf'{characters}(?:(?:\\[abfnrtv"\\]{joint}){characters})*'


def _pattern(prefix: str, previous: str, text: str) -> re.Pattern[str]:
    """Return what an entry looks like that is written as the tools write it, its joints marked.

    It captures little, which is to be had for each entry of a file: the white space before it, its
    comments, its msgctxt, its msgid, and its msgstr, None if it has a plural. What is no such entry
    it takes whole, and captures nothing of it.

    Args:
        prefix: what stands before each line of a string.
        previous: the same for what the strings were.
        text: what stands between the quotes of those that are captured.

    """
    before, forms = f'"{_text(previous)}"\n', f'"{_text(prefix)}"\n'
    return re.compile(
        rf"([ \t\n]*)({_COMMENTS})"
        rf"(?:(?:{previous}msgctxt {before})?{previous}msgid {before}"
        rf"(?:{previous}msgid_plural {before})?)?"
        rf'(?:{prefix}msgctxt "({text})"\n)?{prefix}msgid "({text})"\n'
        rf'(?:{prefix}msgstr "({text})"\n'
        rf"|{prefix}msgid_plural {forms}(?:{prefix}msgstr\[[0-9]\] {forms})+)|(?s:.+)"
    )


# Any line is taken at first, in a tenth of the time; few must then be looked at for their escapes.
_PATTERN, _TEXT = _pattern("", r"\#\|[ ]", ".*"), re.compile(_text())
_BEFORE_MSGSTR = '\nmsgstr "'
_FILLING = Lock()


@cache
def _obsolete_pattern() -> re.Pattern[str]:
    return _pattern(r"\#~[ ]", r"\#~\|[ ]", _text(r"\#~[ ]"))


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


def marked(text: str) -> str:
    """Return a text without control characters as `read_plainly` wants it, all in its place."""
    return text.replace(_JOINT, _MARK)


def read_plainly(
    text: str, seen: str, position: int, end: int, line: int
) -> tuple[list[Entry], int, int]:
    """Return the plain entries that stand in a row.

    Args:
        text: a whole file, its lines ending in line feeds.
        seen: the same, marked.
        position: where the first of them, or the white space before it, begins.
        end: where to stop.
        line: the line of the position, from 1.

    Returns:
        The entries; the place behind the last one, and its line. What is not plain may belong to
        the entry before it, which is none of them then.

    """
    entries: list[Entry] = []
    last = position, line
    usual = "\n" if position else ""
    for match, joint in _matches(seen, position, end):
        gap, comments, msgctxt, msgid, msgstr = match.groups()
        behind = match.end()
        raw = text[position + len(gap) : behind]
        has_escapes = "\\" in raw
        if _MARK in comments or (
            joint is _MARK
            and (has_escapes or '"' in msgid or '"' in (msgstr or "") or '"' in (msgctxt or ""))
            and not all(map(_TEXT.fullmatch, filter(None, (msgctxt, msgid, msgstr))))
        ):
            break
        first = line + gap.count("\n")
        entry: Entry | None
        if msgstr is None or (has_escapes and r"\n" in raw):
            entry = _filled(raw)
            if entry is None:
                break
            entry.remember(raw, first, None)
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
        position, line, usual = behind, first + raw.count("\n"), "\n"
    if entries and position < end:
        entries.pop()
        position, line = last
    return entries, position, line


def _matches(seen: str, position: int, end: int) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the matches of entries in a row, and their joints as marked."""
    match: re.Match[str] | None
    while position < end:
        for match in _PATTERN.finditer(seen, position, end):
            if match.lastindex is None:
                break
            yield match, _MARK
            position = match.end()
        match = _obsolete_pattern().match(seen, position, end) if position < end else None
        if match is None or match.lastindex is None:
            break
        yield match, _OBSOLETE_JOINT
        position = match.end()


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
