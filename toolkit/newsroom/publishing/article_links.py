"""Article links: where the links lead that articles have to one another.

In an edition such a link leads to the page in the same language, else to one in another alphabet of
that, else to the original's; it is no link where nothing of the other article is published. What is
published is known when all documents are made: each takes pages in all languages for granted, and
is made again where that was wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Site
from toolkit.editions.resources import resource_path
from toolkit.newsroom.publishing.edition import Edition

__all__ = ["LinkedPages", "Pages", "link_pages"]

Pages: TypeAlias = Mapping[Locale, str]
"""Where a document's pages are, below the output folder, in each locale in which it has one, that
which it was written in first."""
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
    shared, locale = edition.shared, edition.locale
    addresses = Addresses(shared.site, article_path(edition.document.id, locale))
    findings: dict[str, Finding] = {}
    for element in root.iter("a"):
        path = resource_path(shared.path, element.get("href", ""))
        pages = shared.pages_of(path) if path else None
        if path is None or pages is None:
            continue
        nearest = _nearest(pages, locale)
        if nearest is None:
            findings[path] = _unpublished(path, shared.path)
            element.tag = _UNLINKED
            continue
        element.set("href", addresses.link(pages[nearest]))
        if nearest != locale:
            element.set("hreflang", nearest.tag)
    etree.strip_tags(root, _UNLINKED)
    return tuple(findings.values())


def _nearest(pages: Pages, locale: Locale) -> Locale | None:
    """Return the language of the page that the readers of a locale want most."""
    alike = (each for each in pages if each.language == locale.language)
    return locale if locale in pages else next(alike, next(iter(pages), None))


def _unpublished(path: str, document_path: str) -> Finding:
    return Finding(
        "link-unpublished",
        f"the article links to {path}, which is not published",
        Location(document_path),
        "its words stay without a link until it is",
        severity=Severity.HINT,
    )
