"""Article links: where the links lead that articles have to one another.

In an edition such a link leads to the page in the same language, else to one in another alphabet of
that, else to the original's; it is no link where nothing of the other article is published. What is
published is known when all documents are made: each takes pages in all languages for granted, and
is made again where that was wrong.

A link to a place in an article leads to the passage there: passages have ids of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.document.formats import formats
from toolkit.document.link_targets import passages_by_anchor
from toolkit.document.model import AttributeHome, Document
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Site
from toolkit.editions.resources import resource_path
from toolkit.localizing.policy import Untranslated
from toolkit.newsroom.publishing.edition import Edition
from toolkit.newsroom.settings import Source

__all__ = ["LinkedPages", "Pages", "link_pages", "page_links"]

Pages: TypeAlias = Mapping[Locale, str]
"""Where a document's pages are, below the output folder, in each locale in which it has one, that
which it was written in first."""
_UNLINKED = "unlinked"


@frozen
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
        element.set("href", addresses.link(led.page) + _place(edition, led))
        if led.locale != edition.locale:
            element.set("hreflang", led.locale.tag)
    _link_passages(edition, root)
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
        found[home] = addresses.link(led.page) + _place(edition, led)
        if led.locale != edition.locale and element.tag == "a":
            found[AttributeHome(element, "hreflang")] = led.locale.tag
    return found, tuple(findings.values())


@frozen
class _Led:
    """Where a link to the source of another document leads."""

    path: str
    """The source's."""
    page: str
    """Below the output folder; empty where nothing of it is published."""
    locale: Locale
    """The page's language."""
    anchor: str
    """The place in the source that the address calls; empty where it calls none."""


def _led(edition: Edition, href: str) -> _Led | None:
    """Return where a link leads in an edition; None where it is to no source of the newsroom."""
    path = resource_path(edition.shared.path, href)
    pages = edition.shared.pages_of(path) if path else None
    if path is None or pages is None:
        return None
    nearest = _nearest(pages, edition.locale)
    page = "" if nearest is None else pages[nearest]
    return _Led(path, page, nearest or edition.locale, unquote(urlsplit(href).fragment))


def _place(edition: Edition, led: _Led) -> str:
    """Return what leads to the place in a page that a link calls, if it is surely there."""
    if not led.anchor or _may_omit(edition, led.locale):
        return ""
    passage = edition.shared.passage_of(led.path, led.anchor)
    return passage and f"#{quote(passage)}"


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
