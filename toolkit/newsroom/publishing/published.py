"""Published: the record of what builds have put into the output folder, and what it was made of.

A line is a JSON object: a file with the documents that it was made of (none for the pages round
them), what lists say of a document in a locale, a launch that has opened, or a document that was
withdrawn. So a build knows what to leave in its place when a document cannot be made again, and
still lists it.
"""

import json
import os
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

__all__ = [
    "RECORD",
    "ListedIn",
    "Record",
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
    listed: dict[str, dict[str, Mapping[str, object]]] = {}
    launches: set[str] = set()
    withdrawals: dict[str, Withdrawal] = {}
    record = output / RECORD
    content = content_of(record)
    saw(record, content)
    for line in (content or b"").decode("utf-8", errors="replace").splitlines():
        data = _read(line)
        match data:
            case {"file": str(path), "of": list(owners)} if is_below(path):
                files[path] = frozenset(map(str, owners))
            case {"file": str(path)} if is_below(path):
                files[path] = None
            case {"document": str(document_id), "locale": str(tag), "listed": dict(said)}:
                listed.setdefault(document_id, {})[tag] = said
            case {"launch": str(mark)}:
                launches.add(mark)
            case {"withdrawn": list(said)}:
                withdrawals.update(_withdrawal(said))
    return Record(files, ReadLater(listed, _listed_in), frozenset(launches), withdrawals)


def _withdrawal(said: list[object]) -> Mapping[str, Withdrawal]:
    try:
        found = from_plain(Withdrawal, said)
    except ValueError:
        return {}
    return {found.document_id: found} if all(map(is_below, found.files)) else {}


def _listed_in(document_id: str, said: Mapping[str, Mapping[str, object]]) -> ListedIn:
    articles = ((Locale(tag), listed_from_data(document_id, each)) for tag, each in said.items())
    return {key: each for key, each in articles if each is not None}


def _read(line: str) -> object:
    if not line.startswith("{"):
        return {"file": line}  # as older toolkits wrote it
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def write_record(record: Record) -> bytes:
    """Return the record as the bytes of its file."""
    opened = [{"launch": mark} for mark in sorted(record.launches)]
    gone = [{"withdrawn": to_plain(each)} for _, each in sorted(record.withdrawals.items())]
    lines = [*_file_lines(record.files), *_listed_lines(record.listed), *opened, *gone]
    return "".join(f"{_encoded(line)}\n" for line in lines).encode()


def with_leaving(record: bytes, paths: Iterable[str]) -> bytes:
    """Return the record's bytes with files that are about to be removed.

    A build that dies before it has removed them, or may not, leaves it so: the next one removes
    what nobody publishes.
    """
    lines = (f"{_encoded({'file': path, 'of': []})}\n" for path in sorted(paths))
    return record + "".join(lines).encode()


def _file_lines(
    files: Mapping[str, frozenset[str] | None],
) -> Iterator[dict[str, object]]:
    for path, owners in sorted(files.items()):
        yield {"file": path} if owners is None else {"file": path, "of": sorted(owners)}


def _listed_lines(listed: Mapping[str, ListedIn]) -> Iterator[dict[str, object]]:
    for document_id, by_locale in sorted(listed.items()):
        for locale, each in sorted(by_locale.items()):
            said = listed_to_data(each)
            yield {"document": document_id, "locale": locale.tag, "listed": said}


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
        f"the file is published no more, and cannot be removed: {error.strerror}",
        Location(shown),
        "check that you may write in its folder, and run the command again",
    )
