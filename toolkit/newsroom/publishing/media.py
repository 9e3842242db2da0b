"""Media: the pictures and films of an article, published beside its editions."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location
from toolkit.document.formats import formats
from toolkit.document.model import AttributeHome, Document
from toolkit.editions.resources import resource_path
from toolkit.newsroom.settings import MEDIA

__all__ = ["carried_picture", "media_of"]


def media_of(
    document: Document, locale: Locale, own: Mapping[AttributeHome, str], root: Path
) -> tuple[Mapping[str, Path | bytes], tuple[Finding, ...]]:
    """Return the files that an edition refers to, and what is wrong with its references.

    An edition refers to them as its source does, so that they stand beside it as they stood beside
    the source.

    Args:
        document: the source.
        locale: the edition's.
        own: the addresses that the edition has instead of the source's.
        root: the newsroom's folder, out of which nothing is read.

    Returns:
        the newsroom's files, and pictures that the source carries, by their paths below the
        output; findings for those that are missing.

    """
    found: dict[str, Path | bytes] = {}
    findings: list[Finding] = []
    for home, address in _addresses(document.resources, own):
        path = resource_path(document.path, address)
        target = _target(document.id, locale, address)
        if path is None:
            if _is_relative(address):
                findings.append(_missing(document, home, address))
            continue
        carried = carried_picture(document, address)
        if carried is not None and target is not None and _is_media(path):
            found[target] = carried
            continue
        file = (root / path).resolve()
        there = file.is_relative_to(root.resolve()) and file.is_file()
        if target is None or not there or not _is_media(path):
            findings.append(_missing(document, home, address))
        else:
            found[target] = file
    return found, tuple(findings)


def carried_picture(document: Document, address: str) -> bytes | None:
    """Return a picture that a source carries in itself, as Word files do.

    Raises:
        ToolkitError: when it is damaged or too large.

    """
    read = formats()[document.format].picture
    return None if read is None else read(document.source, document.path, address)


def _is_relative(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # not an address at all
        return False
    return bool(parts.path) and not parts.scheme and not parts.netloc


def _is_media(path: str) -> bool:
    """Whether a file may be published because an article refers to it as a picture or film."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and posixpath.splitext(path)[1].lower() in MEDIA


def _addresses(
    homes: Iterable[AttributeHome], own: Mapping[AttributeHome, str]
) -> Iterator[tuple[AttributeHome, str]]:
    for home in homes:
        yield home, own.get(home) or home.element.get(home.name, "").strip()


def _target(document_id: str, locale: Locale, address: str) -> str | None:
    """Return where a file stands below the output; None for a place outside of it."""
    beside = posixpath.join(locale.tag, document_id)
    return resource_path(beside, address)


def _missing(document: Document, home: AttributeHome, address: str) -> Finding:
    span = document.spans.get(home.element)
    line = span.line if span else home.element.sourceline
    return Finding(
        "missing-file",
        f"there is no picture, film or sound \u201c{address}\u201d",
        Location(document.path, line, span.column if span else None),
        "put it there, beside the article, or correct the address",
    )
