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
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import content_of
from toolkit.base.observing import saw
from toolkit.base.plain_data import ReadLater, from_plain, to_plain
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
    "refuse_links",
    "with_leaving",
    "withdraw",
    "write_record",
]

RECORD = ".published"
"""The record's file in the output folder."""
ListedIn = Mapping[Locale, ListedArticle]
_encoded = json.JSONEncoder(ensure_ascii=False).encode  # one for all lines: there are thousands
_LISTED = re.compile(rb'\{"document": ("(?:[^"\\]|\\.)*"), "locale": "[^"\\]*", "listed": \{')
"""How a line begins, as we write it, that says what lists say of a document in a locale."""

_BEFORE_NITF = 6
"""How many fields a withdrawal had before `nitf` and what follows it."""


@dataclass(frozen=True, slots=True)
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
        if locale not in self.locales:
            raise KeyError(locale)
        line = content(self.lines).splitlines()[self.locales.index(locale)]
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


def listed_lines(document_id: str, listed: ListedIn) -> bytes:
    """Return what lists say of a document as lines of the record, sorted by its locales."""
    lines = (
        {"document": document_id, "locale": locale.tag, "listed": listed_to_data(each)}
        for locale, each in sorted(listed.items())
    )
    return b"".join(map(_line, lines))


@dataclass(frozen=True, slots=True)
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


def read_record(output: Path) -> Record:
    """Return what earlier builds published; what is no record's is left out."""
    files: dict[str, frozenset[str] | None] = {}
    owned: dict[tuple[str, ...], frozenset[str]] = {}
    listed: dict[str, bytes] = {}
    launches: set[str] = set()
    withdrawals: dict[str, Withdrawal] = {}
    record = output / RECORD
    data = content_of(record)
    saw(record, data)
    for line in io.BytesIO(data or b""):
        if head := _LISTED.match(line):
            document_id = str(_read(head[1]))
            listed[document_id] = listed.get(document_id, b"") + line
            continue
        match _read(line):
            case {"file": str(path), "of": list(owners)} if is_below(path):
                # Shared: a document has a dozen files.
                found = tuple(map(str, owners))
                files[sys.intern(path)] = owned.setdefault(found, frozenset(found))
            case {"file": str(path)} if is_below(path):
                files[path] = None
            case {"document": str(document_id), "locale": str(tag), "listed": dict(said)}:
                ours = {"document": document_id, "locale": tag, "listed": said}
                listed[document_id] = listed.get(document_id, b"") + _line(ours)
            case {"launch": str(mark)}:
                launches.add(mark)
            case {"withdrawn": list(said)}:
                withdrawals.update(_withdrawal(said))
    return Record(files, ReadLater(listed, _listed_in), frozenset(launches), withdrawals)


def _withdrawal(said: list[object]) -> Mapping[str, Withdrawal]:
    older = [False, []][len(said) - _BEFORE_NITF :]  # an older toolkit did not say them
    try:
        found = from_plain(Withdrawal, [*said, *older])
    except ValueError:
        return {}
    return {found.document_id: found} if all(map(is_below, found.files)) else {}


def _listed_in(document_id: str, lines: bytes) -> ListedIn:
    found: dict[Locale, ListedArticle] = {}
    for line in lines.splitlines():
        match _read(line):
            case {"locale": str(tag), "listed": dict(said)}:
                each = listed_from_data(document_id, said)
                if each is not None:
                    found[Locale(tag)] = each
    return found


def _read(line: bytes) -> object:
    text = line.decode("utf-8", errors="replace").rstrip("\r\n")
    if not text.startswith(("{", '"')):
        return {"file": text}  # as older toolkits wrote it
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def write_record(record: Record) -> bytes:
    """Return the record as the bytes of its file."""
    opened = ({"launch": mark} for mark in sorted(record.launches))
    gone = ({"withdrawn": to_plain(each)} for _, each in sorted(record.withdrawals.items()))
    made = io.BytesIO()
    made.writelines(map(_line, _file_lines(record.files)))
    for document_id, each in sorted(record.listed.items()):
        if isinstance(each, ListedLines):
            made.write(content(each.lines))
        else:
            made.write(listed_lines(document_id, each))
    made.writelines(map(_line, (*opened, *gone)))
    return made.getvalue()


def _line(data: Mapping[str, object]) -> bytes:
    return f"{_encoded(data)}\n".encode()


def with_leaving(record: bytes, paths: Iterable[str]) -> bytes:
    """Return the record's bytes with files that are about to be removed.

    A build that dies before it has removed them, or may not, leaves it so: the next one removes
    what nobody publishes.
    """
    return record + b"".join(map(_line, _file_lines(dict.fromkeys(paths, frozenset()))))


def _file_lines(
    files: Mapping[str, frozenset[str] | None],
) -> Iterator[dict[str, object]]:
    for path, owners in sorted(files.items()):
        yield {"file": path} if owners is None else {"file": path, "of": sorted(owners)}


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
