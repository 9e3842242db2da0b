"""Media: the pictures and films of an article, cleaned, and published beside its editions."""

import base64
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import is_there
from toolkit.base.observing import saw
from toolkit.document.formats import formats
from toolkit.document.model import AttributeHome, Document
from toolkit.editions.media import Cleaned, clean_media
from toolkit.editions.picture_facts import know_facts
from toolkit.editions.resources import resource_path
from toolkit.newsroom.settings import MEDIA

__all__ = ["Media", "media_of"]

_MOST_OF_A_PICTURE = 16 * 1024 * 1024
_DATA = re.compile(r"\s*data:(?:image|audio|video)/[^,]*,", re.IGNORECASE)
_NOTHING = "data:,"
_DRAWING = "image/svg+xml"


def _kind(media_type: str) -> str:
    """Return what browsers tell apart by the type that a server says: they try no other."""
    return "drawing" if media_type == _DRAWING else media_type.partition("/")[0]


def _kind_by_name(path: str) -> str:
    """Return what a file's name says that it is; nothing for what is a film or a sound."""
    kind = _kind(know_facts(b"", path).media_type)
    return kind if kind in {"drawing", "image"} else ""


def _misnamed(path: str, media_type: str) -> Finding:
    message = f"the file is {media_type}, and its name says something else"
    hint = "give it the ending of what it is: browsers believe the name, and show nothing"
    return Finding("media-name", message, Location(path), hint, severity=Severity.WARNING)


class Media:
    """The pictures, films and sounds that editions take from a newsroom, each cleaned once."""

    def __init__(self, root: Path, document: Document | None = None, *, keep: bool = False) -> None:
        """Open a newsroom's media.

        Args:
            root: the newsroom's folder, out of which nothing is read.
            document: the source that may carry pictures in itself; None for those of none.
            keep: whether metadata stays.

        """
        self._root, self._document, self._keep = root.resolve(), document, keep
        self._known: dict[str, Path | bytes | None] = {}
        self.removed: dict[str, tuple[str, ...]] = {}
        """What was taken out of each file, by its name in messages."""
        self.findings: dict[Finding, None] = {}
        """What is wrong with files that are held back."""
        self._carried = {} if document is None else dict(_carried_addresses(document))

    def of(self, document: Document) -> "Media":
        """Return the same media for another reading of the source; each is cleaned once still."""
        media = copy(self)
        media._document = document  # noqa: SLF001 - one of its own kind
        media._carried = dict(_carried_addresses(document))  # noqa: SLF001
        return media

    def file(self, path: str) -> Path | bytes | None:
        """Return a file of the newsroom as it is published; None where there is none to publish.

        Args:
            path: relative to the newsroom's folder.

        Returns:
            the file itself where it is clean as it is, else what it is without its metadata.

        """
        if path not in self._known:
            file = (self._root / path).resolve()
            there = file.is_relative_to(self._root) and is_there(file) and file.is_file()
            self._known[path] = self._cleaned_file(file, path) if there else None
        return self._known[path]

    def _cleaned_file(self, file: Path, path: str) -> Path | bytes | None:
        try:
            data = file.read_bytes()
        except OSError:
            return None
        saw(file, data)
        cleaned = self._clean(data, path)
        if cleaned is None:
            return None
        if _kind_by_name(path) not in {"", _kind(cleaned.media_type)}:
            self.findings[_misnamed(path, cleaned.media_type)] = None
        return file if cleaned.data == data else cleaned.data

    def carried(self, address: str) -> bytes | None:
        """Return a picture that the source carries in itself, as Word files do, cleaned.

        Raises:
            ToolkitError: when it is damaged or too large.

        """
        document = self._document
        read = None if document is None else formats()[document.format].picture
        data = read(document.source, document.path, address) if read and document else None
        if document is None or data is None:
            return None
        cleaned = self._clean(data, _inside(document, address))
        return None if cleaned is None else cleaned.data

    def read(self, path: str) -> bytes | None:
        """Return a picture for editions that carry it: a file's, or one that the source carries."""
        own = self.carried(self._carried[path]) if path in self._carried else None
        found = self.file(path) if own is None else own
        if isinstance(found, Path):
            return found.read_bytes() if found.stat().st_size <= _MOST_OF_A_PICTURE else None
        return found if found is None or len(found) <= _MOST_OF_A_PICTURE else None

    def drawing(self, data: bytes, shown: str) -> bytes:
        """Return an SVG that is a source itself, without what it would run or say of its makers.

        Raises:
            ToolkitError: when it is none any more.

        """
        cleaned = clean_media(data, shown, keep=self._keep)
        if cleaned.removed:
            self.removed[shown] = cleaned.removed
        return cleaned.data

    def is_held(self, path: str) -> bool:
        """Whether a file is there and is not published, which its own finding says."""
        held = (each for each in self.findings if each.severity is Severity.ERROR)
        return any(each.location and each.location.path == path for each in held)

    def inline(self) -> dict[AttributeHome, str]:
        """Return the addresses that hold a picture themselves (RFC 2397), with it cleaned."""
        found = {}
        for home in () if self._document is None else self._document.resources:
            address = home.element.get(home.name, "")
            if _DATA.match(address):
                cleaned = self._clean_address(address)
                if cleaned != address:
                    found[home] = cleaned
        return found

    def _clean_address(self, address: str) -> str:
        """Return the address with a clean picture; one of nothing for a picture held back."""
        head, _, body = address.strip().partition(",")
        try:
            data = unquote_to_bytes(body)
            if head.lower().endswith(";base64"):
                data = base64.b64decode(b"".join(data.split()))
        except ValueError:
            return _NOTHING
        cleaned = self._clean(data, f"{self._document.path if self._document else ''} ({head})")
        if cleaned is None or cleaned.data == data:
            return _NOTHING if cleaned is None else address
        return f"data:{cleaned.media_type};base64,{base64.b64encode(cleaned.data).decode()}"

    def _clean(self, data: bytes, shown: str) -> Cleaned | None:
        try:
            cleaned = clean_media(data, shown, keep=self._keep)
        except ToolkitError as error:
            self.findings.update(dict.fromkeys(error.findings))
            return None
        if cleaned.removed:
            self.removed[shown] = cleaned.removed
        return cleaned


def _carried_addresses(document: Document) -> Iterator[tuple[str, str]]:
    for home in document.resources:
        address = home.element.get(home.name, "").strip()
        path = resource_path(document.path, address)
        if path is not None:
            yield path, address


def media_of(
    document: Document, locale: Locale, own: Mapping[AttributeHome, str | None], media: Media
) -> tuple[Mapping[str, Path | bytes], tuple[Finding, ...]]:
    """Return the files that an edition refers to, and what is wrong with its references.

    An edition refers to them as its source does, so that they stand beside it as they stood beside
    the source.

    Args:
        document: the source.
        locale: the edition's.
        own: the addresses that the edition has instead of the source's.
        media: the newsroom's, cleaned.

    Returns:
        the newsroom's files, and what is published of those that were not clean, by their paths
        below the output; findings for those that are missing.

    """
    found: dict[str, Path | bytes] = {}
    findings: list[Finding] = []
    for home, address in _addresses(document.resources, own):
        if home.element.tag == "img" and _is_played(address):
            findings.append(_played(document, home, address))
        path = resource_path(document.path, address)
        target = _target(document.id, locale, address)
        if path is None or target is None:
            if _is_relative(address):
                findings.append(_missing(document, home, address))
            continue
        file = media.carried(address) or media.file(path)
        if file is not None and not _is_media(path):
            findings.append(_unnamed(document, home, address))
        elif file is not None:
            found[target] = file
        elif not (media.is_held(path) or media.is_held(_inside(document, address))):
            findings.append(_missing(document, home, address))
    return found, tuple(findings)


def _is_played(address: str) -> bool:
    """Whether the name of what an address leads to says that it is a film or a sound."""
    try:
        path = urlsplit(address).path
    except ValueError:  # not an address at all
        return False
    return know_facts(b"", path).media_type.startswith(("audio/", "video/"))


def _is_relative(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # not an address at all
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc


def _inside(document: Document, address: str) -> str:
    """Return what messages call a picture that a source carries in itself."""
    return f"{document.path} ({address})"


def _is_media(path: str) -> bool:
    """Whether a file may be published because an article refers to it as a picture or film."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and posixpath.splitext(path)[1].lower() in MEDIA


def _addresses(
    homes: Iterable[AttributeHome], own: Mapping[AttributeHome, str | None]
) -> Iterator[tuple[AttributeHome, str]]:
    for home in homes:
        yield home, own.get(home) or home.element.get(home.name, "").strip()


def _target(document_id: str, locale: Locale, address: str) -> str | None:
    """Return where a file stands below the output; None for a place outside of it."""
    beside = posixpath.join(locale.tag, document_id)
    return resource_path(beside, address)


def _missing(document: Document, home: AttributeHome, address: str) -> Finding:
    return Finding(
        "missing-file",
        f"there is no picture, film or sound \u201c{address}\u201d",
        _place(document, home),
        "put it there, beside the article, or correct the address",
    )


def _unnamed(document: Document, home: AttributeHome, address: str) -> Finding:
    return Finding(
        "media-name",
        f"\u201c{address}\u201d is not published: its name does not say what it is",
        _place(document, home),
        "give it the ending of what it is, and no dot at its beginning",
    )


def _played(document: Document, home: AttributeHome, address: str) -> Finding:
    return Finding(
        "not-shown",
        f"\u201c{address}\u201d is a film or a sound, and browsers do not play it as a picture",
        _place(document, home),
        "write a link to where it is published, and show a picture of it",
        severity=Severity.WARNING,
    )


def _place(document: Document, home: AttributeHome) -> Location:
    span = document.spans.get(home.element)
    line = span.line if span else home.element.sourceline
    return Location(document.path, line, span.column if span else None)
