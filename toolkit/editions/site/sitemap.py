"""Sitemap: the site's pages for search engines, each with its other languages (sitemaps.org)."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, islice

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import (
    LANGUAGES_PAGE,
    SITEMAP,
    Addresses,
    article_path,
    index_path,
    topic_path,
)
from toolkit.editions.article import ListedArticle, Site

__all__ = ["MappedArticle", "mapped_article", "render_sitemap"]

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_MOST = 10_000
"""How many pages a file holds: 50,000 are allowed, but in 50 MB, and languages multiply them."""
_START = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    f'<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n'
)
_END = "</urlset>\n"


@frozen
class _Page:
    """A page in its languages."""

    path: str
    languages: Sequence[tuple[Locale, str]]
    default: str
    day: str = ""


@frozen
class MappedArticle:
    """What the sitemap says of an article in a locale."""

    document_id: str
    editions: tuple[Locale, ...]
    default: Locale
    """The edition for readers of none of these languages."""
    day: str
    """Of its last change; empty where it has none."""


def mapped_article(site: Site, locale: Locale, listed: ListedArticle) -> MappedArticle | None:
    """Return what the sitemap says of an article; None of what is no page of its own.

    Args:
        site: the site.
        locale: the edition's.
        listed: what lists say of it.

    """
    if listed.kind or listed.path or not listed.indexed:
        return None
    editions = listed.editions or (locale,)
    source = listed.source or site.source
    default = source if source in editions else editions[0]
    day = listed.updated.isoformat() if listed.updated else ""
    return MappedArticle(listed.document_id, editions, default, day)


def render_sitemap(
    site: Site,
    articles: Mapping[Locale, Sequence[MappedArticle]],
    topics: Mapping[Locale, Sequence[str]],
) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap with its path; several and a list of them where it would be too large.

    Each page names all its languages, itself among them, and the one for all others.

    Args:
        site: the site; there is no sitemap where its address is not known.
        articles: for each locale its articles, newest first.
        topics: for each locale the slugs of its topics.

    """
    if not site.base_url:
        return
    addresses = Addresses(site, SITEMAP)
    lists = list(_lists(site, topics))
    count = len(lists) + sum(map(len, articles.values()))
    pages = chain(lists, _articles(articles))
    if count <= _MOST:
        yield SITEMAP, _urls(pages, addresses)
        return
    root = etree.Element(f"{{{_SITEMAP}}}sitemapindex", nsmap={None: _SITEMAP})
    for at in range(1, -(-count // _MOST) + 1):
        path = f"sitemap-{at}.xml"
        each = etree.SubElement(root, f"{{{_SITEMAP}}}sitemap")
        etree.SubElement(each, f"{{{_SITEMAP}}}loc").text = addresses.absolute(path)
        yield path, _urls(islice(pages, _MOST), addresses)
    yield SITEMAP, _written(root)


def _lists(site: Site, topics: Mapping[Locale, Sequence[str]]) -> Iterator[_Page]:
    indexes = [(locale, index_path(locale)) for locale in site.locales]
    yield _Page(LANGUAGES_PAGE, indexes, LANGUAGES_PAGE)
    for _, path in indexes:
        yield _Page(path, indexes, LANGUAGES_PAGE)
    for locale in site.locales:
        for slug in topics.get(locale, ()):
            having = [other for other in site.locales if slug in topics.get(other, ())]
            pages = [(other, topic_path(slug, other)) for other in having]
            default = site.source if site.source in having else having[0]
            yield _Page(topic_path(slug, locale), pages, topic_path(slug, default))


def _articles(articles: Mapping[Locale, Iterable[MappedArticle]]) -> Iterator[_Page]:
    for locale, mapped in articles.items():
        for each in mapped:
            pages = [(other, article_path(each.document_id, other)) for other in each.editions]
            path = article_path(each.document_id, locale)
            yield _Page(path, pages, article_path(each.document_id, each.default), each.day)


def _urls(pages: Iterable[_Page], addresses: Addresses) -> bytes:
    """Return a sitemap of pages, in texts: a tree of all would take a hundred megabytes."""
    made = io.BytesIO()
    made.write(_START.encode())
    for page in pages:
        made.write("".join(_url(page, addresses)).encode())
    made.write(_END.encode())
    return made.getvalue()


def _url(page: _Page, addresses: Addresses) -> Iterator[str]:
    yield f"  <url>\n    <loc>{escape(addresses.absolute(page.path), quote=False)}</loc>\n"
    if page.day:
        yield f"    <lastmod>{page.day}</lastmod>\n"
    for locale, path in page.languages:
        yield _alternate(locale.tag, addresses.absolute(path))
    yield _alternate("x-default", addresses.absolute(page.default))
    yield "  </url>\n"


def _alternate(tag: str, address: str) -> str:
    href = escape(address, quote=False).replace('"', "&quot;")
    return f'    <xhtml:link rel="alternate" hreflang="{tag}" href="{href}"/>\n'


def _written(root: etree._Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
