"""What a PO file is in memory: polib's objects, and with them the text they were read from."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import polib

from toolkit.base.errors import Location

if TYPE_CHECKING:
    from toolkit.base.bcp47 import Locale
    from toolkit.catalog.notes import Notes
    from toolkit.catalog.po.plural import PluralForms

__all__ = ["GENERATOR", "Catalog", "Entry", "Key", "new_catalog"]

GENERATOR = "localization-toolkit"
"""What X-Generator says in the header of a template that the toolkit has made of a document."""

Key: TypeAlias = "tuple[str | None, str]"
"""What gettext finds an entry by: msgctxt (None where there is none) and msgid."""

_Content: TypeAlias = "tuple[object, ...]"
_KEYWORD = re.compile(r'^(?:#~)?[ \t]*(msgid|msgstr(?:\[([0-9]+)\])?)[ \t]*(?=["\n])', re.MULTILINE)
_STRING = re.compile(r'(?:[ \t\n]|(?<=\n)#~)*"([^"\\\n]*(?:\\.[^"\\\n]*)*)"')
_CHARACTER = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+|.)|.")


class Entry(polib.POEntry):
    """A PO entry that knows how it stood in its file.

    Every field of polib's is there. Two entries are equal when all their fields are, comments and
    flags too; the order of flags, where they stood and how they were wrapped do not count.
    """

    # What a new entry has is the class's: thousands are made at once.
    encoding = "utf-8"
    linenum: int | None = None
    raw = ""
    """The entry's text as read, comments included, to its last line feed; "" for a new one."""
    gap: str | None = None
    """The white space before it as read; None for the usual blank line."""
    _as_read: "_Content | None" = None
    _noted: "tuple[str, Notes] | None" = None
    """The extracted comment as its notes were last asked for, and these."""

    def __init__(  # noqa: PLR0913 - the fields of a PO entry
        self,
        *,
        msgid: str = "",
        msgstr: str = "",
        msgctxt: str | None = None,
        msgid_plural: str = "",
        msgstr_plural: Mapping[int, str] | None = None,
        tcomment: str = "",
        comment: str = "",
        occurrences: Iterable[tuple[str, str]] = (),
        flags: Iterable[str] = (),
        previous_msgctxt: str | None = None,
        previous_msgid: str | None = None,
        previous_msgid_plural: str | None = None,
        obsolete: bool = False,
    ) -> None:
        # polib's own constructor does the same through a dictionary, three times slower.
        self.msgid = msgid
        self.msgstr = msgstr
        self.msgctxt = msgctxt  # type: ignore[assignment]  # polib's stub forgets None
        self.msgid_plural = msgid_plural
        self.msgstr_plural = dict(msgstr_plural or {})
        self.tcomment = tcomment
        self.comment = comment
        self.occurrences = list(occurrences)
        self.flags = list(flags)
        self.previous_msgctxt = previous_msgctxt
        self.previous_msgid = previous_msgid
        self.previous_msgid_plural = previous_msgid_plural
        self.obsolete = obsolete

    def remember(self, raw: str, line: int, gap: str | None) -> None:
        """Note the text that the entry was just read from (the reader's part).

        Args:
            raw: the text, see the field.
            line: the file's line that it begins on, from 1.
            gap: the white space before it, see the field.

        """
        self.raw = raw
        self.linenum = line
        self.gap = gap
        self._as_read = self._content()

    @property
    def changed(self) -> bool:
        """Whether the entry is new, or a field is not as it was read."""
        return self._as_read is None or self._as_read != self._content()

    @property
    def key(self) -> Key:
        """What gettext finds the entry by."""
        return self.msgctxt, self.msgid

    @property
    def notes(self) -> "Notes":
        """What its extracted comment says; a changed one is written back as `str(notes)`."""
        comment, noted = self.comment, self._noted
        if noted is None or noted[0] != comment:
            from toolkit.catalog.notes import Notes  # noqa: PLC0415 - for those who ask

            self._noted = noted = comment, Notes.parse(comment)
        return noted[1]

    @property
    def words(self) -> str:
        """The text to be translated, its codes aside."""
        from toolkit.base.text import plain, read_message  # noqa: PLC0415

        return plain(read_message(self.msgid))

    @property
    def is_plural(self) -> bool:
        """Whether the entry has forms instead of one msgstr."""
        return bool(self.msgid_plural or self.msgstr_plural)

    def copy(self) -> "Entry":
        """Return an entry to be changed apart from this one; till then it keeps the bytes."""
        lists = dict(self.msgstr_plural), list(self.occurrences), list(self.flags)
        twin = Entry.__new__(Entry)
        twin.__dict__.update(self.__dict__)  # all the fields: those above were asked for
        twin.msgstr_plural, twin.occurrences, twin.flags = lists
        return twin

    def location(self, path: str) -> Location:
        """Return where the entry begins, with its comments."""
        return Location(path, self.linenum, None if self.linenum is None else 1)

    def msgid_location(self, path: str, offset: int = 0) -> Location:
        """Return where a character of the msgid stands in the file.

        Args:
            path: the file's name, for the message.
            offset: which character, from 0.

        """
        return self._string_location(path, "msgid", offset)

    def msgstr_location(self, path: str, form: int | None = None, offset: int = 0) -> Location:
        """Return where a character of a translation stands in the file.

        Args:
            path: the file's name, for the message.
            form: which plural form; None for the msgstr, or the first form.
            offset: which character, from 0.

        """
        if form is None and self.is_plural:
            form = 0
        return self._string_location(path, "msgstr" if form is None else f"msgstr[{form}]", offset)

    def _string_location(self, path: str, keyword: str, offset: int) -> Location:
        """Find a string in the text as read; without one there is a path only."""
        # As programs write it; checks ask for the place of every translation.
        usual = self.raw.find(f'\n{keyword} "')
        if usual >= 0:
            start = usual + len(keyword) + 2
            return self._place(path, _character(self.raw, start, offset))
        for match in _KEYWORD.finditer(self.raw):
            if match[1] == keyword:
                return self._place(path, _character(self.raw, match.end(), offset))
        return self.location(path)

    def _place(self, path: str, position: int) -> Location:
        line = (self.linenum or 1) + self.raw.count("\n", 0, position)
        return Location(path, line, position - self.raw.rfind("\n", 0, position))

    def _content(self) -> _Content:
        """Return all that a change can change."""
        return (
            self.msgid,
            self.msgstr,
            self.msgctxt,
            self.msgid_plural,
            tuple(sorted(self.msgstr_plural.items())) if self.msgstr_plural else (),
            self.tcomment,
            self.comment,
            tuple(self.occurrences),
            tuple(sorted(self.flags)) if self.flags else (),
            self.previous_msgctxt,
            self.previous_msgid,
            self.previous_msgid_plural,
            bool(self.obsolete),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self._content() == other._content()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.msgid, self.msgstr))

    def __repr__(self) -> str:
        return f"<Entry {self.msgid!r} line {self.linenum}>"


def _character(raw: str, start: int, offset: int) -> int:
    """Return the position of a string's n-th character behind its keyword, past `"` and escapes."""
    position = place = start
    while match := _STRING.match(raw, position):
        for character in _CHARACTER.finditer(raw, match.start(1), match.end(1)):
            if offset == 0:
                return character.start()
            offset -= 1
        position, place = match.end(), match.end(1)
    return place


if TYPE_CHECKING:

    class _File(list[Entry]):
        """polib's POFile, but of our entries: its stub has its own for good."""

        fpath: str
        header: str
        metadata: dict[str, str]
        metadata_is_fuzzy: bool
        wrapwidth: int
        encoding: str

        def __init__(self, *, wrapwidth: int, encoding: str) -> None: ...
        def percent_translated(self) -> int: ...
        def translated_entries(self) -> list[Entry]: ...
        def untranslated_entries(self) -> list[Entry]: ...
        def fuzzy_entries(self) -> list[Entry]: ...
        def obsolete_entries(self) -> list[Entry]: ...

else:
    _File = polib.POFile


class Catalog(_File):
    """A PO file: a list of its entries in their order, the header apart in `metadata`.

    `metadata` keeps the order of the header's fields and those that nobody knows; `header` is the
    comment above it. Two catalogs are equal when these and their entries are.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        super().__init__(wrapwidth=79, encoding="utf-8")
        self.extend(entries)
        self.header_entry: Entry | None = None
        """The header as read: its text, other comments, flags; None where there was none."""
        self.trailer = ""
        """What stood behind the last entry: blank lines, comments of no entry."""
        self.obsolete_in_place = False
        """Whether obsolete entries stood among the others as read: there they stay, then."""
        self.digest: bytes | None = None
        """The hash of the file's bytes as loaded; None where it was not loaded."""

    @property
    def header_is_fuzzy(self) -> bool:
        """Whether the header has the flag that templates have."""
        return bool(self.metadata_is_fuzzy)

    @property
    def source_language(self) -> "Locale":
        """The language translated from, as the header says it; English where it does not.

        Raises:
            ToolkitError: when what it says is no tag.

        """
        from toolkit.base.bcp47 import Locale  # noqa: PLC0415 - it loads Babel

        return Locale.parse(self.metadata.get("X-Source-Language", "en"))

    @property
    def translated_into(self) -> str:
        """What the header says that its translations are in; empty where it says nothing of them.

        A template says its source's language, and so does each copy of it: as long as nothing is
        translated, that is not the language of any translation.
        """
        said = str(self.metadata.get("Language", "")).strip()
        source = str(self.metadata.get("X-Source-Language", "en")).strip()
        return "" if said.replace("_", "-") == source and self._is_untranslated() else said

    def _is_untranslated(self) -> bool:
        return not any(each.msgstr or any(each.msgstr_plural.values()) for each in self)

    @property
    def plural_forms(self) -> "PluralForms | None":
        """The header's Plural-Forms; None where it has none.

        Raises:
            PluralFormsError: when they are invalid.

        """
        from toolkit.catalog.po.plural import parse_plural_forms  # noqa: PLC0415 - templates have none

        value = self.metadata.get("Plural-Forms")
        return None if value is None else parse_plural_forms(value)

    def by_key(self) -> dict[Key, Entry]:
        """Return the entries that are not obsolete by context and msgid."""
        return {entry.key: entry for entry in self if not entry.obsolete}

    def keep_header(self, other: "Catalog") -> None:
        """Take over another catalog's header: fields, comment, flags, and their bytes.

        The file that `other` was loaded from becomes this one's too: `save` will not overwrite
        what someone else has changed there since.
        """
        self.metadata = dict(other.metadata)
        self.header = other.header
        self.metadata_is_fuzzy = other.metadata_is_fuzzy
        self.header_entry = None if other.header_entry is None else other.header_entry.copy()
        self.trailer = other.trailer
        self.obsolete_in_place = other.obsolete_in_place
        self.fpath = other.fpath
        self.digest = other.digest

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Catalog)
            and self.header == other.header
            and self.header_is_fuzzy == other.header_is_fuzzy
            and list(self.metadata.items()) == list(other.metadata.items())
            and list(self) == list(other)
        )

    __hash__ = None  # type: ignore[assignment]  # a list is not hashable


def new_catalog(metadata: Mapping[str, str], comment: str = "") -> Catalog:
    """Return a catalog without entries.

    Args:
        metadata: the header's fields, in order.
        comment: what stands above the header, without `#`.

    """
    catalog = Catalog()
    catalog.metadata = dict(metadata)
    catalog.header = comment
    return catalog
