"""Linted: the files of a site as the linter's rules see them."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from urllib.parse import unquote, urlsplit

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import Page, parse_page, parse_xml
from toolkit.editions.article import Site

__all__ = ["COPY", "LintedPage", "LintedSite", "Target", "read_site"]

COPY = ".single.html"
"""How the one-file editions end."""


@frozen
class LintedPage:
    """An HTML page of a site."""

    path: str
    """Below the output folder, with `/`."""
    shown: str
    """As messages show it."""
    page: Page
    locale: Locale | None
    """The locale whose folder it is in; None for the pages above those."""
    elements: Mapping[str, list[etree._Element]]
    """Its elements by their ids."""

    @property
    def root(self) -> etree._Element:
        """The `html` element."""
        return self.page.tree.getroot()

    @property
    def rest(self) -> str:
        """The path below its locale's folder."""
        return self.path if self.locale is None else self.path.partition("/")[2]

    @property
    def indexed(self) -> bool:
        """Whether search engines may list it: not a copy that is made to be passed on."""
        if self.path.endswith(COPY):
            return False
        robots = self.root.xpath("string(//meta[@name='robots']/@content)")
        return "noindex" not in str(robots)

    def has_class(self, name: str) -> bool:
        """Whether any element has a class."""
        return any(name in (each.get("class") or "").split() for each in self.root.iter("*"))

    def finding(
        self,
        code: str,
        message: str,
        element: etree._Element | None,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """Return a finding at an element of the page, or at the page."""
        span = None if element is None else self.page.spans.get(element)
        place = Location(self.shown, span.line, span.column) if span else Location(self.shown)
        return Finding(code, message, place, hint, severity=severity)

    def alternates(self) -> list[tuple[str, etree._Element]]:
        """Return `hreflang` and element of each language's page that its head names."""
        links = self.root.iterfind("head/link[@hreflang]")
        return [
            (str(each.get("hreflang")), each) for each in links if each.get("rel") == "alternate"
        ]


@frozen
class Target:
    """What a reference leads to."""

    path: str
    """Below the output folder."""
    fragment: str


@frozen
class LintedSite:
    """A site's files."""

    site: Site
    paths: Collection[str]
    """All of them."""
    pages: Mapping[str, LintedPage]
    """The HTML pages by their paths."""
    trees: Mapping[str, etree._Element]
    """The sitemaps and feeds by their paths."""
    folder: str
    """The output folder as messages show it."""
    withheld: Collection[str] = ()
    """Paths that must not be named yet."""
    findings: list[Finding] = field(default_factory=list)
    """What could not even be read."""

    def target(self, reference: str, page: str) -> Target | None:
        """Return what a reference on a page leads to; None when it leaves the site.

        An address from the host's root may be anything's, and is not looked at.
        """
        base = self.site.base_url
        if base and reference.startswith(base):
            reference, folder = reference[len(base) :], ""
        else:
            folder = posixpath.dirname(page)
        try:
            parts = urlsplit(reference)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        if not parts.path and reference != "":
            return Target(page if folder or not base else "index.html", unquote(parts.fragment))
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if not parts.path or parts.path.endswith("/") or path == ".":
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        return Target(path, unquote(parts.fragment))

    def siblings(self, page: LintedPage) -> Iterator[LintedPage]:
        """Yield the same page in other locales."""
        if page.locale is None:
            return
        for locale in self.site.locales:
            other = self.pages.get(f"{locale.tag}/{page.rest}")
            if other is not None and locale != page.locale:
                yield other


def read_site(
    files: Mapping[str, bytes], site: Site, folder: str, withheld: Collection[str]
) -> LintedSite:
    """Return a site's files as rules see them; what cannot be parsed is among the findings."""
    pages: dict[str, LintedPage] = {}
    trees: dict[str, etree._Element] = {}
    found = LintedSite(site, frozenset(files), pages, trees, folder, frozenset(withheld))
    locales = {locale.tag: locale for locale in site.locales}
    for path, data in sorted(files.items()):
        shown = f"{folder}/{path}" if folder else path
        try:
            if path.endswith(".html"):
                pages[path] = _page(path, shown, data, locales.get(path.partition("/")[0]))
            elif path.endswith(".atom") or posixpath.basename(path).startswith("sitemap"):
                trees[path] = parse_xml(data, shown).getroot()
        except ToolkitError as error:
            found.findings.extend(error.findings)
    return found


def _page(path: str, shown: str, data: bytes, locale: Locale | None) -> LintedPage:
    page = parse_page(data, shown)
    elements: dict[str, list[etree._Element]] = {}
    for each in page.tree.getroot().iter("*"):
        own = each.get("id")
        if own is not None:
            elements.setdefault(own, []).append(each)
    return LintedPage(path, shown, page, locale, elements)
