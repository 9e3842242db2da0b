"""Article links: where the links lead that articles have to one another.

In an edition such a link leads to the page in the same language, else to one in another alphabet of
that, else to the original's; it is no link where nothing of the other article is published. What is
published is known when all documents are made: each takes pages in all languages for granted, and
is made again where that was wrong.

A link to a place in an article leads to the passage there: passages have ids of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import quote, unquote

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.document.formats import formats
from toolkit.document.link_targets import passages_by_anchor
from toolkit.document.model import Document
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Site
from toolkit.editions.resources import resource_path
from toolkit.localizing.policy import Untranslated
from toolkit.newsroom.publishing.edition import Edition
from toolkit.newsroom.settings import Source

__all__ = ["LinkedPages", "Pages", "link_pages"]

Pages: TypeAlias = Mapping[Locale, str]
"""Where a document's pages are, below the output folder, in each locale in which it has one, that
which it was written in first."""
_UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class LinkedPages:
    """The pages that the links of one document lead to."""

    site: Site
    page_of: Callable[[str], Source | None]
    """Returns the source that has a path, if its document has a page."""
    read: Callable[[Source], Document]
    """Reads a source, with its units' ids."""
    known: Mapping[str, Pages]
    """Those of documents by their ids, as far as they are known."""
    asked: dict[str, Pages] = field(default_factory=dict)
    """What was said of each document that was asked for."""
    passages: dict[str, Mapping[str, str] | None] = field(default_factory=dict)
    """The passages of each that links lead into, by their anchors; None where it keeps its ids."""

    def of(self, path: str) -> Pages | None:
        """Return the pages of the document whose source has a path; None where none has it."""
        source = self.page_of(path)
        if source is None:
            return None
        document_id = source.document_id
        everywhere = {each: article_path(document_id, each) for each in self.site.locales}
        self.asked[document_id] = self.known.get(document_id, everywhere)
        return self.asked[document_id]

    def passage(self, path: str, anchor: str) -> str:
        """Return the id of the passage that a link calls by an anchor in the source with a path.

        What is published in its own format keeps its ids. Nothing where there is no such passage.
        """
        source = self.page_of(path)
        if source is None or not anchor:
            return ""
        if source.path not in self.passages:  # each locale asks again
            self.passages[source.path] = self._passages(source)
        passages = self.passages[source.path]
        return anchor if passages is None else passages.get(anchor, "")

    def _passages(self, source: Source) -> Mapping[str, str] | None:
        try:
            document = self.read(source)
        except ToolkitError:  # told where its own editions are made
            return {}
        return passages_by_anchor(document) if formats()[document.format].article else None


def link_pages(edition: Edition, root: etree._Element) -> tuple[Finding, ...]:
    """Have an article's links to the sources of others lead to pages; return which lead nowhere.

    Args:
        edition: what the article is made of.
        root: its tree, which is changed.

    """
    shared, locale = edition.shared, edition.locale
    addresses = Addresses(shared.site, article_path(edition.document.id, locale))
    findings: dict[str, Finding] = {}
    for element in root.iter("a"):
        address, _, anchor = element.get("href", "").partition("#")
        path = resource_path(shared.path, address)
        pages = shared.pages_of(path) if path else None
        if path is None or pages is None:
            continue
        nearest = _nearest(pages, locale)
        if nearest is None:
            findings[path] = _unpublished(path, shared.path)
            element.tag = _UNLINKED
            continue
        passage = ""
        if anchor and not _may_omit(edition, nearest):
            passage = shared.passage_of(path, unquote(anchor))
        element.set("href", addresses.link(pages[nearest]) + (passage and f"#{quote(passage)}"))
        if nearest != locale:
            element.set("hreflang", nearest.tag)
    _link_passages(edition, root)
    etree.strip_tags(root, _UNLINKED)
    return tuple(findings.values())


def _may_omit(edition: Edition, locale: Locale) -> bool:
    """Whether the editions of a locale may be without any of their passages."""
    policy = edition.shared.policies.get(locale)
    return policy is not None and (policy.summary or policy.untranslated is Untranslated.OMIT)


def _link_passages(edition: Edition, root: etree._Element) -> None:
    """Have an article's links to its own places lead to passages; none leads to what is left out.

    A link to what the source does not have either stays, for the linter to name.
    """
    links = [each for each in root.iter("a") if each.get("href", "").startswith("#")]
    if not links:
        return
    there = {each.get("id") for each in root.iter("*")}
    passages = passages_by_anchor(edition.shared.document)
    for element in links:
        anchor = unquote(element.get("href", "")[1:])
        if anchor in there or anchor not in passages:
            continue
        if passages[anchor] in there:
            element.set("href", f"#{quote(passages[anchor])}")
        else:
            element.tag = _UNLINKED


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
