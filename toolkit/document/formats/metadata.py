"""Metadata: what a document's own head says of it, found by XPath in each vocabulary."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import text_of
from toolkit.document.model import Metadata

__all__ = ["HTML_METADATA", "MetadataPaths", "read_metadata"]

# ISO 8601's calendar date, extended and basic, whatever time follows.
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
# An element that a path cannot do without: it is not in a predicate with `or`.
_NAMED = re.compile(r"\[local-name\(\)='([^']+)'\]")
# Where HTML's meta says what it is about, and how a path here asks for that.
_META_NAMES = ("property", "name", "itemprop")
_META = re.compile(r"\[@property='([^']+)' or @name='\1' or @itemprop='\1'\]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@frozen
class MetadataPaths:
    """Where a vocabulary has its metadata: XPath 1.0 expressions, the surest first.

    They name elements by `local-name()`, so that they hold with a namespace and without.
    """

    date: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    canonical: tuple[str, ...] = ()
    image: tuple[str, ...] = ()
    embargo: tuple[str, ...] = ()
    """All of these are asked, and the last moment counts."""
    local_times: bool = False
    """Whether a moment may lack its time zone: it then ends when it has passed everywhere."""


def _meta(name: str) -> str:
    named = " or ".join(f"@{each}='{name}'" for each in _META_NAMES)
    return f"//*[local-name()='meta'][{named}]/@content"


HTML_METADATA = MetadataPaths(
    date=(
        _meta("article:published_time"),
        _meta("datePublished"),
        _meta("date"),
        "//*[local-name()='time'][@itemprop='datePublished' or @pubdate]/@datetime",
        "//*[local-name()='article']//*[local-name()='time'][1]/@datetime",
    ),
    updated=(
        _meta("article:modified_time"),
        _meta("dateModified"),
        "//*[local-name()='time'][@itemprop='dateModified']/@datetime",
    ),
    tags=(_meta("article:tag"), _meta("keywords")),
    canonical=("//*[local-name()='link'][@rel='canonical']/@href", _meta("og:url")),
    image=(_meta("og:image"), _meta("twitter:image")),
    embargo=(_meta("embargo"),),
)
_FIRST_FOUND = ("date", "updated", "tags", "canonical", "image")


def read_metadata(
    root: etree._Element, paths: MetadataPaths, locate: Callable[[etree._Element], Location]
) -> Metadata:
    """Return what a document says of itself; what it says wrongly is as if it were not said.

    Only an embargo must not be overheard.

    Args:
        root: the document's element.
        paths: where its vocabulary has the metadata.
        locate: gives the place of an element, for messages.

    Raises:
        ToolkitError: for an embargo that does not say when it ends.

    """
    names = _names(root)
    found = {each: _strings(root, getattr(paths, each), names) for each in _FIRST_FOUND}
    address = next(iter(found["canonical"]), "")
    return Metadata(
        date=_day(found["date"]),
        updated=_day(found["updated"]),
        tags=_tags(found["tags"]),
        canonical=address if _ADDRESS.fullmatch(address) else "",
        image=next(iter(found["image"]), ""),
        embargo=max(_moments(root, paths, names, locate), default=None),
    )


def _names(root: etree._Element) -> set[str]:
    """Return what a document has that paths ask for: elements' names, and what its metas say."""
    elements = list(root.iter(etree.Element))
    names = {name.rpartition("}")[2] for name in {str(each.tag) for each in elements}}
    if "meta" in names:
        metas = (each for each in elements if str(each.tag).rpartition("}")[2] == "meta")
        values = (each.get(name, "") for each in metas for name in _META_NAMES)
        names.update(f"meta {value}" for value in values)
    return names


def _moments(
    root: etree._Element,
    paths: MetadataPaths,
    names: set[str],
    locate: Callable[[etree._Element], Location],
) -> Iterator[dt.datetime]:
    """Yield the moments before which nothing may be published."""
    for path in paths.embargo:
        for element, text in _found(root, path, names):
            from toolkit.document.formats.dates import read_moment  # noqa: PLC0415 - few have one

            try:
                yield read_moment(text, local=paths.local_times)
            except ValueError as error:
                raise ToolkitError.because(
                    "embargo",
                    str(error) if text else "the embargo does not say when it ends",
                    locate(element),
                    "write it as 2026-12-01T06:00:00+05:00, or delete it",
                ) from None


def _found(
    root: etree._Element, path: str, names: set[str]
) -> Iterator[tuple[etree._Element, str]]:
    """Yield what a path finds: an element and its text, or an attribute's element and its value."""
    if not _needed(path) <= names:
        return
    result = _compiled(path)(root)
    for node in result if isinstance(result, list) else ():
        if isinstance(node, etree._Element):  # noqa: SLF001 - lxml has no public name for it
            yield node, text_of(node)
        elif isinstance(node, etree._ElementUnicodeResult):  # noqa: SLF001 - nor for this
            holder = node.getparent()
            yield root if holder is None else holder, str(node).strip()


def _strings(root: etree._Element, paths: tuple[str, ...], names: set[str]) -> list[str]:
    """Return what the first path finds that finds anything; `names` are the document's."""
    for path in paths:
        if not _needed(path) <= names:
            continue
        result = _compiled(path)(root)
        nodes = result if isinstance(result, list) else [result]
        texts = [
            text_of(each)
            if isinstance(each, etree._Element)  # noqa: SLF001 - lxml has no public name for it
            else str(each).strip()
            for each in nodes
        ]
        if any(texts):
            return [text for text in texts if text]
    return []


@lru_cache
def _needed(path: str) -> frozenset[str]:
    """Return the names that a path cannot do without."""
    metas = (f"meta {name}" for name in _META.findall(path))
    return frozenset((*_NAMED.findall(path), *metas))


@lru_cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)


def _day(texts: list[str]) -> dt.date | None:
    for text in texts:
        match = _DAY.match(text)
        if match:
            try:
                return dt.date(*map(int, match.groups()))
            except ValueError:
                continue
    return None


def _tags(texts: list[str]) -> tuple[str, ...]:
    parts = chain.from_iterable(text.split(",") for text in texts)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
