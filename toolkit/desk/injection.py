"""Injection: a built page, as the preview serves it: with its script, and its units marked."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape, unescape

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.document.model import AttributeHome, Document, Unit
from toolkit.localizing.targets import elements_of
from toolkit.localizing.writers.splicing import Edit, splice
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import read_source

__all__ = ["HOME", "MARK", "Injected", "Page", "inject", "mark_units"]

HOME = "/_toolkit/"
"""Where the preview's own files are served: no locale's tag begins so."""
MARK = "data-toolkit-units"
"""The attribute that names the units of an element, in a page whose elements have no such ids."""

# What may stand before the doctype; a browser takes `<?xml …>` for a comment.
_DOCTYPE = re.compile(
    rb"\s*(?:(?:<!--[^-]*(?:-(?!->)[^-]*)*-->|<\?[^>]*>)\s*)*<!doctype[^>]*>", re.IGNORECASE
)
_META = re.compile(rb"<meta\b[^<>]*>", re.IGNORECASE)
_POLICY = re.compile(rb"""http-equiv\s*=\s*["']?content-security-policy\b""", re.IGNORECASE)
_CONTENT = re.compile(rb"""(?<=\s)content\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TAG_NAME = re.compile(rb"<[^\s/>]+")
_BOM = b"\xef\xbb\xbf"
_WIDENED = ("script-src", "script-src-elem", "style-src", "style-src-elem", "connect-src")
"""What of a policy the preview's script needs: itself, its style, and to ask the server."""


@frozen
class Injected:
    """What a page is told of itself."""

    version: str
    locale: str = ""
    """Empty for a page that is no edition of a document."""
    document: str = ""
    reason: str = ""
    """Why it is not published; empty for one that is."""


def inject(page: bytes, injected: Injected) -> bytes:
    """Return a page with the preview's script and style in it; the rest keeps its bytes.

    They stand at its head, right behind the doctype, where browsers put what follows into `head`.
    A policy that the page has (Content Security Policy, level 3) is widened by this server.

    Args:
        page: HTML in a charset that is as ASCII for ASCII.
        injected: what the script is told.

    """
    values = {
        "version": injected.version,
        "locale": injected.locale,
        "document": injected.document,
        "reason": injected.reason,
    }
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items() if value)
    tags = (
        f'<link rel="stylesheet" href="{HOME}preview.css">'
        f'<script src="{HOME}preview.js" defer{told}></script>'
    )
    match = _DOCTYPE.match(page.removeprefix(_BOM))
    at = len(page) - len(page.removeprefix(_BOM)) + (match.end() if match else 0)
    # A reference is ASCII whatever the page's charset.
    head = tags.encode("ascii", "xmlcharrefreplace")
    return page[:at] + head + _META.sub(_widened, page[at:])


def _widened(match: re.Match[bytes]) -> bytes:
    tag = match[0]
    content = _CONTENT.search(tag)
    if not _POLICY.search(tag) or content is None:
        return tag
    group = 1 if content[1] is not None else 2
    policy = _widened_policy(unescape(content[group].decode("latin-1")))
    value = escape(policy).encode("latin-1", "xmlcharrefreplace")
    return tag[: content.start(group)] + value + tag[content.end(group) :]


def _widened_policy(policy: str) -> str:
    directives: dict[str, list[str]] = {}
    for each in policy.split(";"):
        name, *sources = each.split() or [""]
        directives.setdefault(name.lower(), sources)
    directives.pop("", None)
    for name in _WIDENED:
        fallback = None if name.endswith("-elem") else directives.get("default-src")
        known = directives.get(name, fallback)
        if known is not None:
            kept = [source for source in known if source.lower() not in {"'none'", "'self'"}]
            directives[name] = ["'self'", *kept]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


@frozen
class Page:
    """An edition in its source's own HTML."""

    data: bytes
    path: str
    """Below the newsroom's folder, or an absolute one."""
    locale: Locale


def mark_units(settings: ProjectSettings, source: Source, document: Document, page: Page) -> bytes:
    """Return an edition in its source's own HTML, its elements marked with the ids of their units.

    The edition is read as its source is; its blocks are those of the source in the same order, but
    for those that the locale does not have. Where they are not, nothing is marked.

    Args:
        settings: the newsroom.
        source: the document's source file.
        document: what was read from it, with ids.
        page: the edition.

    """
    try:
        own = frozenset(settings.alphabets_of(page.locale))
        edition = read_source(settings, replace(source, path=page.path), own, page.data)
    except ToolkitError:
        return page.data
    excluded = {each for top in document.excluded(page.locale) for each in top.iter()}
    excluded |= document.beside
    kept = [block for block in document.blocks if excluded.isdisjoint(elements_of(block))]
    blocks = edition.blocks
    if document.corrections:
        blocks = blocks[: len(kept)]  # what the edition tells of them stands at its end
    if [_kind(block) for block in kept] != [_kind(block) for block in blocks]:
        return page.data
    named: defaultdict[etree._Element, list[str]] = defaultdict(list)
    for block, shown in zip(kept, blocks, strict=True):
        named[shown.element].append(block.id)
    return splice(edition.source, list(_marks(edition, named)))


def _kind(block: Unit) -> tuple[str, str, str]:
    attribute = block.home.name if isinstance(block.home, AttributeHome) else ""
    return str(block.element.tag), block.role, attribute


def _marks(edition: Document, named: Mapping[etree._Element, list[str]]) -> Iterator[Edit]:
    for element, ids in named.items():
        span = edition.spans.get(element)
        tag = None if span is None else _TAG_NAME.match(edition.source, span.start)
        if tag is not None:
            mark = f' {MARK}="{escape(" ".join(ids))}"'
            yield tag.end(), tag.end(), mark.encode("ascii", "xmlcharrefreplace")
