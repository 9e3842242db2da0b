"""Published: the record of what builds have put into the output folder, and what it was made of.

A line is a JSON object: a file with the documents that it was made of (none for the pages round
them), what lists say of a document in a locale, a launch that has opened, or a document that was
withdrawn. So a build knows what to leave in its place when a document cannot be made again, and
still lists it.
"""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import content_of
from toolkit.base.frozen import frozen
from toolkit.base.observing import saw
from toolkit.base.plain_data import from_plain, to_plain
from toolkit.editions.addresses import article_path
from toolkit.editions.article import ListedArticle
from toolkit.editions.site.listed_record import listed_from_data, listed_to_data
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.newsroom.file_names import is_below
from toolkit.newsroom.moved import where_moved
from toolkit.newsroom.publishing.spool import Held, content

__all__ = [
    "RECORD",
    "ListedIn",
    "ListedLines",
    "Record",
    "listed_lines",
    "read_record",
    "record_lines",
    "refuse_links",
    "with_leaving",
    "withdraw",
]

RECORD = ".published"
"""The record's file in the output folder."""
ListedIn = Mapping[Locale, ListedArticle]
_encoded = json.JSONEncoder(ensure_ascii=False).encode  # one for all lines: there are thousands
_LISTED = re.compile(rb'\{"document": ("(?:[^"\\]|\\.)*"), "locale": "[^"\\]*", "listed": \{')
"""How a line begins, as we write it, that says what lists say of a document in a locale."""
_FILE = re.compile(rb'\{"file": "([^"\\\x00-\x1f]+)", "of": \["([^"\\\x00-\x1f]+)"\]\}\r?\n?')
"""A line, as we write it, that names a file of one document: most of them do."""

_BEFORE_NITF = 6
"""How many fields a withdrawal had before `nitf` and what follows it."""


@frozen
class ListedLines(Mapping[Locale, ListedArticle]):
    """What lists say of a document, as lines of the record, each read when it is asked for.

    Most builds read few of them; together they are as long as the articles, where feeds are full.
    """

    document_id: str
    locales: tuple[Locale, ...]
    lines: Held
    """One for each locale."""

    def __getitem__(self, locale: Locale) -> ListedArticle:
        """Return what lists say of the document in a locale.

        Raises:
            KeyError: when they say nothing there.

        """
        try:
            at = self.locales.index(locale)
        except ValueError:
            raise KeyError(locale) from None
        line = content(self.lines).splitlines()[at]
        found = listed_from_data(self.document_id, json.loads(line)["listed"])
        if found is None:
            raise KeyError(locale)
        return found

    def __contains__(self, locale: object) -> bool:
        """Whether they say anything of it in a locale; no line is read."""
        return locale in self.locales

    def __iter__(self) -> Iterator[Locale]:
        """Yield the locales."""
        return iter(self.locales)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.locales)


@dataclass(frozen=True, slots=True, eq=False)
class RecordedLines(Mapping[Locale, ListedArticle]):
    """What a record says of a document, in lines that anybody may have changed.

    All are read each time that one is asked for: most are never told.
    """

    document_id: str
    lines: tuple[Held, ...]

    def _read(self) -> ListedIn:
        found: dict[Locale, ListedArticle] = {}
        for line in b"".join(map(content, self.lines)).splitlines():
            match _read(line):
                case {"locale": str(tag), "listed": dict(said)}:
                    each = listed_from_data(self.document_id, said)
                    if each is not None:
                        found[Locale(tag)] = each
        return found

    def __getitem__(self, locale: Locale) -> ListedArticle:
        """Return what lists say of the document in a locale.

        Raises:
            KeyError: when they say nothing there.

        """
        return self._read()[locale]

    def __iter__(self) -> Iterator[Locale]:
        """Yield the locales."""
        return iter(self._read())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._read())

    def items(self) -> ItemsView[Locale, ListedArticle]:
        """Return the locales, and what lists say in each; all is read once for that."""
        return self._read().items()


def listed_lines(document_id: str, listed: ListedIn) -> bytes:
    """Return what lists say of a document as lines of the record, sorted by its locales."""
    lines = (
        {"document": document_id, "locale": locale.tag, "listed": listed_to_data(each)}
        for locale, each in sorted(listed.items())
    )
    return b"".join(map(_line, lines))


@frozen
class Record:
    """What is published."""

    files: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    """The documents that each file was made of, by its path below the output; None for not known:
    an older toolkit did not say it."""
    listed: Mapping[str, ListedIn] = field(default_factory=dict)
    """What lists say of each document, by its id, in each locale."""
    launches: frozenset[str] = frozenset()
    """The marks of the launches that have opened."""
    withdrawals: Mapping[str, Withdrawal] = field(default_factory=dict)
    """The documents that were withdrawn, by their ids."""

    def by_document(self) -> Mapping[str, list[str]]:
        """Return the files that were made of each document, by its id."""
        found: dict[str, list[str]] = {}
        for path, owners in self.files.items():
            for each in owners or ():
                found.setdefault(each, []).append(path)
        return found

    def followed(self, moved: Mapping[str, str], known: Collection[str]) -> "Record":
        """Return what is published, of documents by the ids that they have now.

        What was published under a former id is a document's own as long as nothing else can be
        made of it.

        Args:
            moved: the id that each former id has become.
            known: the ids of all documents that have a source.

        """
        renamed = {
            old: new
            for old in moved
            if old in self.listed and old not in known and (new := where_moved(moved, old)) in known
        }
        if not renamed:
            return self
        files = {
            path: owners and frozenset(renamed.get(each, each) for each in owners)
            for path, owners in self.files.items()
        }
        listed = {renamed.get(each, each): self.listed[each] for each in self.listed}
        for old, new in renamed.items():
            there = {
                locale: replace(each, document_id=new, path=each.path or article_path(old, locale))
                for locale, each in self.listed[old].items()
            }
            listed[new] = {**there, **self.listed.get(new, {})}
        return replace(self, files=files, listed=listed)


def read_record(output: Path, put: Callable[[bytes], Held] = bytes) -> Record:
    """Return what earlier builds published; what is no record's is left out.

    Args:
        output: the output folder.
        put: sets aside what lists say of a document; by default that stays in memory.

    """
    files: dict[str, frozenset[str] | None] = {}
    owned: dict[frozenset[str], frozenset[str]] = {}
    listed: dict[str, list[Held]] = {}
    launches: set[str] = set()
    withdrawals: dict[str, Withdrawal] = {}
    record = output / RECORD
    data = content_of(record)
    saw(record, data)
    for head, lines in groupby(io.BytesIO(data or b""), _document_in):
        if head:  # the lines of a document stand together
            listed.setdefault(str(_read(head)), []).append(put(b"".join(lines)))
            continue
        for line in lines:
            match _file_in(line) or _read(line):
                case {"file": str(path), "of": list(owners)} if is_below(path):
                    # Shared: a document has a dozen files.
                    found = frozenset(map(str, owners))
                    files[sys.intern(path)] = owned.setdefault(found, found)
                case {"file": str(path)} if is_below(path):
                    files[path] = None
                case {"document": str(document_id), "locale": str(tag), "listed": dict(said)}:
                    ours = {"document": document_id, "locale": tag, "listed": said}
                    listed.setdefault(document_id, []).append(put(_line(ours)))
                case {"launch": str(mark)}:
                    launches.add(mark)
                case {"withdrawn": list(said)}:
                    withdrawals.update(_withdrawal(said))
    recorded = {key: RecordedLines(key, tuple(each)) for key, each in listed.items()}
    return Record(files, recorded, frozenset(launches), withdrawals)


def _document_in(line: bytes) -> bytes:
    """Return how a line names its document, where it says what lists say of it; else nothing."""
    head = _LISTED.match(line)
    return head[1] if head else b""


def _file_in(line: bytes) -> object:
    """Return the file of one document that a line names, as `_read` does; None for any other."""
    found = _FILE.fullmatch(line)
    if found is None:
        return None
    path, owner = (each.decode("utf-8", "replace") for each in found.groups())
    return {"file": path, "of": [owner]}


def _withdrawal(said: list[object]) -> Mapping[str, Withdrawal]:
    older = [False, []][len(said) - _BEFORE_NITF :]  # an older toolkit did not say them
    try:
        found = from_plain(Withdrawal, [*said, *older])
    except ValueError:
        return {}
    is_ours = all(each.tzinfo for each in (found.when, *found.back.values()))
    return {found.document_id: found} if is_ours and all(map(is_below, found.files)) else {}


def _read(line: bytes) -> object:
    text = line.decode("utf-8", errors="replace").rstrip("\r\n")
    if not text.startswith(("{", '"')):
        return {"file": text}  # as older toolkits wrote it
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def record_lines(record: Record) -> Iterator[bytes]:
    """Yield the record as the bytes of its file, some lines at a time."""
    yield from _file_lines(record.files)
    for document_id in sorted(record.listed):
        each = record.listed[document_id]
        if isinstance(each, ListedLines):
            yield content(each.lines)
        else:
            yield listed_lines(document_id, each)
    for mark in sorted(record.launches):
        yield _line({"launch": mark})
    for _, gone in sorted(record.withdrawals.items()):
        yield _line({"withdrawn": to_plain(gone)})


def _line(data: Mapping[str, object]) -> bytes:
    return f"{_encoded(data)}\n".encode()


def with_leaving(record: Path, paths: Iterable[str]) -> Iterator[bytes]:
    """Yield the bytes of a record's file with files that are about to be removed.

    A build that dies before it has removed them, or may not, leaves it so: the next one removes
    what nobody publishes.
    """
    with record.open("rb") as lines:
        yield from lines
    yield from _file_lines(dict.fromkeys(paths, frozenset()))


def _file_lines(files: Mapping[str, frozenset[str] | None]) -> Iterator[bytes]:
    for path in sorted(files):
        owners = files[path]
        yield _line({"file": path} if owners is None else {"file": path, "of": sorted(owners)})


def refuse_links(root: Path, output: Path, paths: Iterable[str]) -> None:
    """Raise where a file of the output, or a folder above it, is a symbolic link.

    Whoever can put a link into a newsroom could otherwise have any file overwritten.

    Args:
        root: the newsroom's folder; links above it are the user's own.
        output: the output folder.
        paths: what is to be written, below the output folder.

    Raises:
        ToolkitError: with every such link.

    """
    seen = {root, *root.parents}
    links: list[Path] = []
    for path in paths:
        place = output / path
        for each in (place, *place.parents):
            if each in seen:
                break
            if each != place:  # there are many more files than folders
                seen.add(each)
            if os.path.islink(each):  # noqa: PTH114 - never raises
                links.append(each)
    if links:
        raise ToolkitError(*(_link(each, root) for each in sorted(links)))


def _link(path: Path, root: Path) -> Finding:
    return Finding(
        "output-link",
        "editions are not written through a symbolic link",
        Location(path.relative_to(root).as_posix()),
        "delete the link; to publish elsewhere, copy output/ there when it is built",
    )


def withdraw(output: Path, paths: Iterable[str]) -> tuple[Path, ...]:
    """Remove files that are published no more, and the folders that this leaves empty.

    Args:
        output: the output folder.
        paths: those of the record that the new one does not have.

    Returns:
        The files that were removed.

    Raises:
        ToolkitError: for the files that cannot be removed, when all others are.

    """
    removed, left = [], list[Finding]()
    for path in sorted(paths):
        file = output / path
        if os.path.isfile(file) and file.resolve().is_relative_to(output.resolve()):  # noqa: PTH113 - never raises
            try:
                file.unlink()
            except OSError as error:
                left.append(_left(f"{output.name}/{path}", error))
                continue
            removed.append(file)
            for folder in file.parents:
                if folder == output:
                    break
                with suppress(OSError):  # not empty
                    folder.rmdir()
    if left:
        raise ToolkitError(*left)
    return tuple(removed)


def _left(shown: str, error: OSError) -> Finding:
    return Finding(
        "unwritable",
        f"the file is no longer published, but it cannot be removed: {error.strerror}",
        Location(shown),
        "check that you may write in its folder, and run the command again",
    )
