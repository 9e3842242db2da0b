"""Linter: what is wrong with the pages of a site, as they were built."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from toolkit.base.errors import Finding, Location, Severity
from toolkit.editions.addresses import SITEMAP
from toolkit.editions.article import Site
from toolkit.editions.linting.linted import LintedPage, LintedSite, read_site
from toolkit.editions.linting.page_rules import PAGE_RULES, is_within, named_dates
from toolkit.editions.passages import RESERVED_IDS

__all__ = ["lint_editions"]

_DEFAULT = "x-default"
_MADE = ("mark-", "note-")
"""How the ids begin that pages make for footnotes."""
_SHOWN = 5


def lint_editions(
    files: Mapping[str, bytes],
    site: Site,
    *,
    folder: str = "output",
    withheld: Collection[str] = (),
    today: dt.date | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with a site's pages, sitemap and feeds, in the order of their paths.

    Each page must say its language and direction; no id stands twice; headings have their order,
    pictures and links their texts; no reference into the site leads nowhere or to what is not
    published; languages name one another; the ids of passages are the same in all of them.

    Args:
        files: the site's files by their paths below the output folder.
        site: the site.
        folder: the output folder as messages should show it.
        withheld: paths of editions that are not published, such as those under embargo.
        today: the day after which no article may be dated; None looks at no such thing.

    """
    found = read_site(files, site, folder, withheld)
    findings = list(found.findings)
    for page in found.pages.values():
        for rule in PAGE_RULES:
            findings.extend(rule(page, found))
        for between in (_alternates, _passages):
            findings.extend(between(page, found))
        if today is not None:
            findings.extend(_future(page, today))
    for listed in (_addresses, _sitemap):
        findings.extend(listed(found))
    return tuple(dict.fromkeys(findings))


def _alternates(page: LintedPage, site: LintedSite) -> Iterator[Finding]:
    """Find pages that do not name one another, themselves, and one for all other languages."""
    code, named = "edition-hreflang", page.alternates()
    siblings = {str(each.locale): each for each in site.siblings(page)}
    if not named:
        if siblings and page.indexed and site.site.base_url:
            message = f"the page does not name its other languages: {', '.join(sorted(siblings))}"
            hint = 'add <link rel="alternate" hreflang="…"> to its head'
            yield page.finding(code, message, None, hint, Severity.WARNING)
        return
    tags = [tag for tag, _ in named]
    for missing in ({str(page.locale)} if page.locale else set()) | {_DEFAULT}:
        if missing not in tags:
            message = f"the page does not name {missing} among its languages"
            yield page.finding(code, message, None, f"add hreflang {missing}")
    for tag, element in named:
        target = site.target(element.get("href") or "", page.path)
        other = site.pages.get(target.path) if target else None
        if other is None or tag == _DEFAULT:
            continue
        if {each for each, _ in other.alternates()} != set(tags):
            message = f"“{other.path}” names other languages than this page"
            yield page.finding(code, message, element, "build all languages again")
        if not is_within(other.root.get("lang") or "", tag):
            message = (
                f"the page names “{other.path}” for {tag}, but that page is in another language"
            )
            yield page.finding(code, message, element, "name the language that it is in")


def _passages(page: LintedPage, site: LintedSite) -> Iterator[Finding]:
    """Find passages whose ids are not the same in all languages."""
    original = site.pages.get(f"{site.site.source.tag}/{page.rest}")
    if original is None or original is page or page.locale is None:
        return
    here, there = _passage_ids(page), _passage_ids(original)
    added = [each for each in here if each not in there]
    missing = [each for each in there if each not in here]
    code, hint = "edition-passages", "build all languages again"
    if added:
        message = f"“{original.path}” lacks the passages {_enumerated(added)}"
        yield page.finding(code, message, here[added[0]], hint, Severity.WARNING)
    if missing and not page.has_class("unfinished"):
        message = f"the page lacks the passages {_enumerated(missing)} of “{original.path}”"
        yield page.finding(code, message, None, hint, Severity.WARNING)


def _passage_ids(page: LintedPage) -> dict[str, etree._Element]:
    return {
        str(each.get("id")): each
        for each in page.root.iterfind(".//article//*[@id]")
        if each.get("id") not in RESERVED_IDS and not str(each.get("id")).startswith(_MADE)
    }


def _enumerated(ids: Collection[str]) -> str:
    shown = [f"“{each}”" for each in list(ids)[:_SHOWN]]
    return ", ".join(shown) + (" …" if len(ids) > _SHOWN else "")


def _future(page: LintedPage, today: dt.date) -> Iterator[Finding]:
    for day in named_dates(page).values():
        if day > today:
            message = f"the date of the article, {day}, is in the future"
            hint = "correct the date in the source, or hold the article back with an embargo"
            yield page.finding("edition-date", message, None, hint, Severity.WARNING)


def _addresses(site: LintedSite) -> Iterator[Finding]:
    """Find what sitemaps and feeds name and is not there."""
    for path, root in site.trees.items():
        for element in root.iter("*"):
            for address in (element.get("href") or "", element.text or ""):
                target = site.target(address.strip(), path) if _is_own(address, site) else None
                if target is None or target.path in site.paths or _is_name(element):
                    continue
                withheld = target.path in site.withheld
                yield Finding(
                    "edition-unpublished" if withheld else "edition-link",
                    f"this refers to “{target.path}”, which is not published",
                    Location(f"{site.folder}/{path}", element.sourceline),
                    "build again",
                )


def _is_own(address: str, site: LintedSite) -> bool:
    base = site.site.base_url
    return bool(base) and address.strip().startswith(base)


def _is_name(element: etree._Element) -> bool:
    """Whether an address is a feed's name for something, which leads nowhere."""
    return etree.QName(element).localname == "id"


def _sitemap(site: LintedSite) -> Iterator[Finding]:
    """Find pages for search engines that the sitemap lacks, or gives other languages."""
    if SITEMAP not in site.trees:
        return
    listed: dict[str, set[str]] = {}
    for path, root in site.trees.items():
        for url in root.iter("{*}url"):
            target = site.target((url.findtext("{*}loc") or "").strip(), path)
            if target:
                listed[target.path] = {str(each.get("hreflang")) for each in url.iter("{*}link")}
    for page in site.pages.values():
        if not page.indexed:
            continue
        if page.path not in listed:
            message, hint = "the page is not in the sitemap", "build again"
            yield page.finding("edition-sitemap", message, None, hint, Severity.WARNING)
        elif page.alternates() and listed[page.path] != {tag for tag, _ in page.alternates()}:
            message = "the sitemap and the head of the page name different languages for it"
            yield page.finding("edition-sitemap", message, None, "build again")
