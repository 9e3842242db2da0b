"""Lint pages: what can be wrong with one page of a site."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.markup import JSON_STRING
from toolkit.editions.linting.linted import COPY, LintedPage, LintedSite

__all__ = ["PAGE_RULES", "PageRule", "is_within", "named_dates"]

PageRule = Callable[[LintedPage, LintedSite], Iterator[Finding]]

_REFERENCES = {"a": "href", "img": "src", "link": "href", "script": "src", "source": "src"}
_NAMED = frozenset({"og:image", "og:url"})
_MARGIN = 300
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _charset(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find a page whose bytes are not in the charset that it names, or that names none."""
    code = "edition-charset"
    for each in page.page.findings:
        yield Finding(code, each.message, each.location, each.hint)
    if not page.page.declared and not page.page.findings and not page.page.source.isascii():
        message = "the page does not say its charset"
        yield page.finding(code, message, None, 'add <meta charset="utf-8"> to its head')


def _language(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find a page whose language is not its folder's, or whose direction is not its script's."""
    tag, direction = page.root.get("lang") or "", page.root.get("dir") or "ltr"
    code, root = "edition-language", page.root
    if not tag:
        yield page.finding(code, "the page does not say its language", root, "add lang to html")
        return
    if page.locale is not None and not is_within(tag, page.locale.tag):
        message = f"the page says that it is in {tag}, but it is in the folder {page.locale.tag}/"
        yield page.finding(code, message, root, f'write lang="{page.locale.tag}"')
    wanted = _direction(tag)
    if wanted and direction != wanted:
        message = f"the page is in {tag}, which is written {wanted}, but it says {direction}"
        yield page.finding(code, message, root, f'write dir="{wanted}"')


def is_within(tag: str, language_range: str) -> bool:
    """Whether a tag is in a language and its script (RFC 4647, section 3.3.1): en-US is in en."""
    try:
        same_script = Locale.parse(tag).is_variety_of(Locale.parse(language_range))
    except ToolkitError:
        return tag == language_range
    return same_script and f"{tag}-".lower().startswith(f"{language_range}-".lower())


def _parts(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find a part in a language of the other direction that does not say its direction."""
    for element in page.root.iterfind("body//*[@lang]"):
        tag = element.get("lang") or ""
        wanted = _direction(tag)
        around = (each.get("dir") for each in (element, *element.iterancestors()))
        direction = next((each for each in around if each), "ltr")
        if wanted and direction not in {wanted, "auto"}:
            message = f"a part in {tag}, which is written {wanted}, has no dir in {direction} text"
            hint = f'write dir="{wanted}" beside lang="{tag}"'
            yield page.finding("edition-language", message, element, hint)


def _direction(tag: str) -> str:
    try:
        return Locale.parse(tag).direction
    except ToolkitError:
        return ""


def _ids(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find ids that stand twice (HTML, section 3.2.6)."""
    for own, elements in page.elements.items():
        for element in elements[1:]:
            message = f"two elements have the id “{own}”"
            yield page.finding("edition-id", message, element, "give each an id of its own")


def _headings(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find headings that skip a level, and more or less than one of the first (WCAG 2.2, 1.3.1)."""
    if page.path.endswith(COPY):
        return  # each of its languages has headings of its own
    code, severity = "edition-heading", Severity.WARNING
    above, first = 0, 0
    for element in page.root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(str(element.tag)[1])
        first += level == 1
        if level > above + 1:
            message = f"a heading of level {level} follows one of level {above}"
            yield page.finding(code, message, element, f"make it h{above + 1}", severity)
        if level == 1 and first > 1:
            message = "the page has a second heading of level 1"
            yield page.finding(code, message, element, "make it h2", severity)
        above = level
    if not first:
        hint = "mark its headline as h1"
        yield page.finding(code, "the page has no heading of level 1", None, hint, severity)


def _alternatives(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find pictures without an alternative text, and links without a name (WCAG 2.2, level A)."""
    for image in page.root.iter("img"):
        if image.get("alt") is None:
            message = f"the picture “{image.get('src') or ''}” has no alternative text"
            yield page.finding("edition-alt", message, image, "add it in the source")
    for link in page.root.iter("a"):
        if link.get("aria-hidden") == "true":
            continue
        named = link.get("aria-label") or "".join(link.itertext()).strip()
        shown = [each.get("alt") for each in link.iter("img")]
        if link.get("href") is not None and not named and not any(shown):
            message = f"the link to “{link.get('href')}” has no text"
            yield page.finding("edition-alt", message, link, "give it a text")


def _titles(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find a page without a title, and a headline that is none."""
    title = page.root.find("head/title")
    if title is None or not (title.text or "").strip():
        yield page.finding("edition-title", "the page has no title", title, "give it a headline")
    for heading in page.root.iter("h1"):
        length = len("".join(heading.itertext()))
        if length > _MARGIN:
            message = f"the headline has {length} characters"
            hint = "check that it is not a paragraph that was taken for the headline"
            yield page.finding("edition-title", message, heading, hint, Severity.WARNING)


def _links(page: LintedPage, site: LintedSite) -> Iterator[Finding]:
    """Find references into the site that lead nowhere, or to what is not published."""
    for element, reference in _references(page):
        target = site.target(reference, page.path)
        if target is None:
            continue
        if target.path in site.withheld:
            message = f"this refers to “{target.path}”, which is not published"
            hint = "build again: pages may only refer to what is published"
            yield page.finding("edition-unpublished", message, element, hint)
        elif target.path not in site.paths:
            message = f"this refers to “{target.path}”, which does not exist"
            yield page.finding("edition-link", message, element, "correct the link in the source")
        elif not _is_there(target.path, target.fragment, site) and not _is_offered(element):
            message = f"this refers to “#{target.fragment}”, which “{target.path}” does not have"
            yield page.finding("edition-link", message, element, "correct the link in the source")


def _is_there(path: str, fragment: str, site: LintedSite) -> bool:
    page = site.pages.get(path)
    return not fragment or page is None or fragment in {*page.elements, "top"}


def _is_offered(element: etree._Element) -> bool:
    """Whether a link offers a passage in another language, which may have left it out."""
    above = element.getparent()
    return above is not None and above.get("hidden") is not None


def _references(page: LintedPage) -> Iterator[tuple[etree._Element, str]]:
    for element in page.root.iter(*_REFERENCES, "meta", JSON_STRING):
        if element.tag == JSON_STRING:
            text = element.text or ""
            if text.startswith(("http://", "https://")):
                yield element, text
        elif element.tag == "meta":
            if element.get("property") in _NAMED:
                yield element, element.get("content") or ""
        else:
            reference = element.get(_REFERENCES[str(element.tag)])
            if reference is not None:
                yield element, reference.strip()


def _canonical(page: LintedPage, site: LintedSite) -> Iterator[Finding]:
    """Find a page for search engines that does not name its own address, whole where known."""
    link = page.root.find("head/link[@rel='canonical']")
    code = "edition-canonical"
    if link is None:
        if page.indexed and site.site.base_url:
            message = "the page does not name its own address"
            hint = 'add <link rel="canonical"> to its head'
            yield page.finding(code, message, None, hint, Severity.WARNING)
        return
    reference = link.get("href") or ""
    target = site.target(reference, page.path)
    if page.indexed and target is not None and target.path != page.path:
        message = f"the page says that its address is “{target.path}”"
        hint = "write the address of this page: each language has its own"
        yield page.finding(code, message, link, hint)
    if site.site.base_url and not reference.startswith(("http://", "https://")):
        message = f"the address “{reference}” is not complete"
        yield page.finding(code, message, link, f"begin it with {site.site.base_url}")


def _dates(page: LintedPage, _site: LintedSite) -> Iterator[Finding]:
    """Find an article that changed before it was published."""
    published, modified = (
        named_dates(page).get(name) for name in ("article:published_time", "article:modified_time")
    )
    if published and modified and modified < published:
        message = f"the article says that it changed on {modified}, but it is of {published}"
        hint = "correct the dates in the source"
        yield page.finding("edition-date", message, None, hint, Severity.WARNING)


def named_dates(page: LintedPage) -> dict[str, dt.date]:
    """Return the days that a page's head names, by their names in Open Graph."""
    found: dict[str, dt.date] = {}
    for meta in page.root.iterfind("head/meta[@property]"):
        match = _DATE.match(meta.get("content") or "")
        if match:
            try:
                found[str(meta.get("property"))] = dt.date.fromisoformat(match[0])
            except ValueError:
                continue
    return found


PAGE_RULES: tuple[PageRule, ...] = (
    _charset,
    _language,
    _parts,
    _ids,
    _headings,
    _alternatives,
    _titles,
    _links,
    _canonical,
    _dates,
)
