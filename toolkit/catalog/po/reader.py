"""Reading PO files: strict as msgfmt, every problem with its place, fast where nothing is odd."""

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.wide_charsets import wide_charset
from toolkit.catalog.po.charset import check_charset, decode
from toolkit.catalog.po.comment_lines import take_comments
from toolkit.catalog.po.entries import Catalog, Entry
from toolkit.catalog.po.known_entries import Known
from toolkit.catalog.po.plain_entries import marked, read_plainly
from toolkit.catalog.po.strings import has_control, header_fields
from toolkit.catalog.po.validity import MSGCAT_MARK, check_catalog_rules

if TYPE_CHECKING:
    from toolkit.catalog.po.grammar import ParsedEntry

__all__ = ["read"]

_MAX_BYTES = 256 * 1024 * 1024
_MAX_FINDINGS = 100


def read(data: bytes, path: str, before: Catalog | None = None) -> Catalog:
    """Read a PO file.

    What `msgfmt -c` refuses is refused, save a byte order mark, what it finds in format strings,
    and a template's unfilled Plural-Forms. A file in one of the older encodings that gettext names
    is read if its header says so, and becomes UTF-8. More is refused: other encodings, in comments
    too; control characters; a header that is not the first entry; `domain`; a line that ends in a
    backslash, behind which gettext goes on with the next one; a second `#~` in a line; the marks of
    git and msgcat where versions met and nobody chose; plural forms in another field than their
    own, of over 1,000 characters or nested 50 deep.

    A byte order mark and CR LF do not come back when the catalog is written.

    Args:
        data: the file's bytes.
        path: its name, for messages.
        before: a catalog that was read and not changed since: what stands in both is not parsed
            again, and the new catalog takes over its entries. It is of no use afterwards.

    Returns:
        The entries in their order, obsolete ones too, the header apart.

    Raises:
        ToolkitError: with every finding in the file, in its order.

    """
    if len(data) > _MAX_BYTES:
        from toolkit.base.files import refuse_large  # noqa: PLC0415 - it loads much

        refuse_large(data, path, _MAX_BYTES, "split it into several catalogs")
    if wide := wide_charset(data):
        raise ToolkitError.because(
            "po-encoding", f"the file is {wide}", Location(path), "save it as UTF-8"
        )
    with _no_search_for_cycles():
        reader = _Reader(data, path)
        catalog = reader.read(before)
    if reader.findings:
        raise ToolkitError(*(_no_catalog(data, path) or reader.findings))
    return catalog


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep Python from looking for garbage: entries live on, and it would look at each many times.

    That would take a fifth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _place(finding: Finding) -> tuple[int, int]:
    location = finding.location
    return (0, 0) if location is None else (location.line or 0, location.column or 0)


class _EnoughError(Exception):
    """So much is wrong that nobody reads more of it."""


def _no_catalog(data: bytes, path: str) -> tuple[Finding, ...]:
    """Return that a file is none by its name and its content, where each line would be an error."""
    if path.lower().endswith((".po", ".pot")) or b"msgid" in data:
        return ()
    message, hint = "this is not a PO file", "name the catalog of its translation"
    return (Finding("po-syntax", message, Location(path), hint),)


class _Reader:
    """One file on its way to a catalog."""

    def __init__(self, data: bytes, path: str) -> None:
        self.findings: list[Finding] = []
        self._path = path
        self._catalog = Catalog()
        self._is_utf_8 = True
        """Whether bytes that are not UTF-8 are to be told one by one."""
        text = decode(data)
        self._is_sound = text is not None
        self._text = _lines(data.decode("utf-8", "surrogateescape") if text is None else text)

    def read(self, before: Catalog | None = None) -> Catalog:
        try:
            self._fill(self._entries(before))
        except _EnoughError:
            message = "there are more errors; the toolkit stopped reading here"
            more = Finding("po-limit", message, self.findings[-1].location)
            self.findings = [*sorted(self.findings, key=_place), more]
        else:
            self.findings.sort(key=_place)
        return self._catalog

    def _fill(self, entries: list[Entry]) -> None:
        catalog, complete = self._catalog, not self.findings
        catalog.fpath = self._path
        if entries and entries[0].key == (None, "") and not entries[0].obsolete:
            self._take_header(entries.pop(0))
        catalog.extend(entries)
        odd = entries if "~" in self._text else ()  # which takes no time
        places = [at for at, entry in enumerate(odd) if entry.obsolete]
        catalog.obsolete_in_place = bool(places) and places[0] + len(places) < len(entries)
        marked = MSGCAT_MARK in self._text
        for finding in check_catalog_rules(catalog, self._path, complete=complete, marked=marked):
            self._add(finding)
        if self._is_utf_8 and not self._is_sound:
            from toolkit.catalog.po.odd_text import check_encoding  # noqa: PLC0415 - for odd files

            check_encoding(self._text, self._blame)

    def _take_header(self, header: Entry) -> None:
        catalog = self._catalog
        catalog.header_entry = header
        catalog.header = header.tcomment
        catalog.metadata = header_fields(header.msgstr)
        catalog.metadata_is_fuzzy = header.fuzzy
        wrong = check_charset(header, self._path, ascii_only=self._text.isascii())
        if wrong is not None:
            # In another encoding every letter is bad UTF-8: one finding says it all.
            self._add(wrong)
            self._is_utf_8 = False

    def _entries(self, before: Catalog | None, *, carefully: bool = False) -> list[Entry]:
        """Read all entries; one that is not plain has the whole file looked through first."""
        text, known = self._text, Known(before, self._text)
        entries, position, line = known.first, known.position, known.line
        end = known.next_end(position)
        new = text[position:end]
        if not carefully and has_control(new.encode("utf-8", "surrogatepass")):
            return self._entries_of_odd(before)
        seen = text[:position] + marked(new) + text[end:]
        while position < len(text):
            end = known.next_end(position)
            found, position, line = read_plainly(text, seen, position, end, line)
            entries.extend(found)
            if position == end:
                rest, self._catalog.trailer = known.rest(position, line)
                entries.extend(rest)
                break
            if not carefully:
                return self._entries_of_odd(before)
            from toolkit.catalog.po.grammar import parse_entry  # noqa: PLC0415 - for odd files

            parsed, end = parse_entry(text, position, self._blame)
            if parsed is None and end == position:
                self._catalog.trailer = text[position:]
                break
            start = end if parsed is None else parsed.start
            line += text.count("\n", position, start)
            if parsed is not None:
                entry, gap = _parsed_entry(parsed), text[position:start]
                usual = "\n" if position else ""
                entry.remember(text[start:end], line, None if gap == usual else gap)
                entries.append(entry)
            line += text.count("\n", start, end)
            position = end
        return entries

    def _entries_of_odd(self, before: Catalog | None) -> list[Entry]:
        from toolkit.catalog.po.odd_text import check_lines, without_conflicts  # noqa: PLC0415

        check_lines(self._text, self._blame)
        self._text = without_conflicts(self._text, self._blame)
        return self._entries(before, carefully=True)

    def _blame(self, code: str, message: str, position: int, hint: str) -> None:
        self._add(Finding(code, message, self._location(position), hint))

    def _add(self, finding: Finding) -> None:
        self.findings.append(finding)
        if len(self.findings) == _MAX_FINDINGS:
            raise _EnoughError

    def _location(self, position: int) -> Location:
        line = bisect_right(self._line_starts, position)
        return Location(self._path, line, position - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]


def _lines(text: str) -> str:
    """Return a text without byte order mark, its lines ending in line feeds, the last one too."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:  # one character is found in a fraction of the time of two
        text = text.replace("\r\n", "\n")
    return text if not text or text.endswith("\n") else text + "\n"


def _parsed_entry(parsed: "ParsedEntry") -> Entry:
    strings = parsed.strings
    entry = Entry(
        msgid=strings["msgid"],
        msgstr=strings.get("msgstr", ""),
        msgctxt=strings.get("msgctxt"),
        msgid_plural=strings.get("msgid_plural", ""),
        msgstr_plural=dict(enumerate(parsed.forms)),
        previous_msgctxt=strings.get("previous msgctxt"),
        previous_msgid=strings.get("previous msgid"),
        previous_msgid_plural=strings.get("previous msgid_plural"),
        obsolete=parsed.obsolete,
    )
    take_comments(entry, parsed.comments)
    return entry
