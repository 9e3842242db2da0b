"""Article links: where the links lead that articles have to one another.

In an edition such a link leads to the page in the same language, else to one in another alphabet of
that, else to the original's; it is no link where nothing of the other article is published. What is
published is known when all documents are made: each takes pages in all languages for granted, and
is made again where that was wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity
from toolkit.document.formats import format_of
from toolkit.document.model import AttributeHome
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Site
from toolkit.editions.resources import resource_path
from toolkit.newsroom.publishing.edition import Edition

__all__ = ["LinkedPages", "Pages", "link_pages", "page_links"]

Pages: TypeAlias = Mapping[Locale, str]
"""Where a document's pages are, below the output folder, in each locale in which it has one."""
_UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class LinkedPages:
    """The pages that the links of one document lead to."""

    site: Site
    page_of: Callable[[str], str]
    """Returns the id of the document that has a page and whose source has a path; else nothing."""
    known: Mapping[str, Pages]
    """Those of documents by their ids, as far as they are known."""
    asked: dict[str, Pages] = field(default_factory=dict)
    """What was said of each document that was asked for."""

    def of(self, path: str) -> Pages | None:
        """Return the pages of the document whose source has a path; None where none has it."""
        document_id = self.page_of(path)
        if not document_id:
            return None
        everywhere = {each: article_path(document_id, each) for each in self.site.locales}
        self.asked[document_id] = self.known.get(document_id, everywhere)
        return self.asked[document_id]


def link_pages(edition: Edition, root: etree._Element) -> tuple[Finding, ...]:
    """Have an article's links to the sources of others lead to pages; return which lead nowhere.

    A place in the source is none in the page, whose passages have other ids.

    Args:
        edition: what the article is made of.
        root: its tree, which is changed.

    """
    addresses = Addresses(edition.shared.site, article_path(edition.document.id, edition.locale))
    findings: dict[str, Finding] = {}
    for element in root.iter("a"):
        led = _led(edition, element.get("href", ""))
        if led is None:
            continue
        if not led.page:
            findings[led.path] = _unpublished(led.path, edition.shared.path)
            element.tag = _UNLINKED
            continue
        element.set("href", addresses.link(led.page))
        if led.locale != edition.locale:
            element.set("hreflang", led.locale.tag)
    etree.strip_tags(root, _UNLINKED)
    return tuple(findings.values())


def page_links(
    edition: Edition, addresses: Addresses, own: Mapping[AttributeHome, str | None]
) -> tuple[Mapping[AttributeHome, str | None], tuple[Finding, ...]]:
    """Return where the links of a page in its source's own format lead; and which lead nowhere.

    They lead as those of articles do. A page keeps its ids, and so does a link to a place in it.
    A link that leads nowhere loses its address: HTML's `a` without one is a text (4.6.2).

    Args:
        edition: what the page is made of.
        addresses: those that the page writes.
        own: the addresses that the locale has instead of the source's.

    Returns:
        the new value of each attribute, None to take it away; and a hint for each lost link.

    """
    found: dict[AttributeHome, str | None] = {}
    findings: dict[str, Finding] = {}
    for element in edition.document.tree.getroot().iter("a", "area"):
        home = AttributeHome(element, "href")
        href = own.get(home) or element.get("href") or ""
        led = _led(edition, href)
        if led is None or led.page == resource_path(addresses.page, href):
            continue
        if not led.page:
            findings[led.path] = _unpublished(led.path, edition.shared.path)
            found[home] = None
            continue
        found[home] = addresses.link(led.page) + ("" if _is_article(led.path) else led.rest)
        if led.locale != edition.locale and element.tag == "a":
            found[AttributeHome(element, "hreflang")] = led.locale.tag
    return found, tuple(findings.values())


@dataclass(frozen=True, slots=True)
class _Led:
    """Where a link to the source of another document leads."""

    path: str
    """The source's."""
    page: str
    """Below the output folder; empty where nothing of it is published."""
    locale: Locale
    """The page's language."""
    rest: str
    """What the address says behind the path, from `?` or `#` on."""


def _led(edition: Edition, href: str) -> _Led | None:
    """Return where a link leads in an edition; None where it is to no source of the newsroom."""
    path = resource_path(edition.shared.path, href)
    pages = edition.shared.pages_of(path) if path else None
    if path is None or pages is None:
        return None
    nearest = _nearest(pages, edition.locale, edition.document.language)
    page = "" if nearest is None else pages[nearest]
    rest = urlsplit(href)._replace(path="").geturl()
    return _Led(path, page, nearest or edition.locale, rest)


def _is_article(path: str) -> bool:
    """Whether a source becomes a page with ids of its own."""
    return format_of(path).article


def _nearest(pages: Pages, locale: Locale, source: Locale) -> Locale | None:
    """Return the language of the page that the readers of a locale want most."""
    alike = [each for each in pages if each.language == locale.language]
    wanted = (each for each in (locale, *alike, source) if each in pages)
    return next(wanted, None)


def _unpublished(path: str, document_path: str) -> Finding:
    return Finding(
        "link-unpublished",
        f"the article links to {path}, which is not published",
        Location(document_path),
        "its words stay without a link until it is",
        severity=Severity.HINT,
    )
