"""Metadata: what a document's own head says of it, found by XPath in each vocabulary."""

import datetime as dt
import re
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain

from lxml import etree

from toolkit.document import Metadata

__all__ = ["HTML_METADATA", "MetadataPaths", "read_metadata"]

# ISO 8601's calendar date, extended and basic, whatever time follows.
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
# An element that a path cannot do without: it is not in a predicate with `or`.
_NAMED = re.compile(r"\[local-name\(\)='([^']+)'\]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class MetadataPaths:
    """Where a vocabulary has its metadata: XPath 1.0 expressions, the surest first.

    They name elements by `local-name()`, so that they hold with a namespace and without.
    """

    date: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    canonical: tuple[str, ...] = ()
    image: tuple[str, ...] = ()


def _meta(name: str) -> str:
    named = " or ".join(f"@{each}='{name}'" for each in ("property", "name", "itemprop"))
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
)


def read_metadata(root: etree._Element, paths: MetadataPaths) -> Metadata:
    """Return what a document says of itself; what it says wrongly is as if it were not said.

    Args:
        root: the document's element.
        paths: where its vocabulary has the metadata.

    """
    names = {str(each.tag).rpartition("}")[2] for each in root.iter(etree.Element)}
    found = {each.name: _strings(root, getattr(paths, each.name), names) for each in fields(paths)}
    address = next(iter(found["canonical"]), "")
    return Metadata(
        date=_day(found["date"]),
        updated=_day(found["updated"]),
        tags=_tags(found["tags"]),
        canonical=address if _ADDRESS.fullmatch(address) else "",
        image=next(iter(found["image"]), ""),
    )


def _strings(root: etree._Element, paths: tuple[str, ...], names: set[str]) -> list[str]:
    """Return what the first path finds that finds anything; `names` are the document's."""
    for path in paths:
        if not names.issuperset(_NAMED.findall(path)):
            continue
        result = _compiled(path)(root)
        nodes = result if isinstance(result, list) else [result]
        texts = [
            " ".join("".join(map(str, each.itertext())).split())
            if isinstance(each, etree._Element)  # noqa: SLF001 - lxml has no public name for it
            else str(each).strip()
            for each in nodes
        ]
        if any(texts):
            return [text for text in texts if text]
    return []


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
