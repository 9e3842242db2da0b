"""Addresses: where the pages of a site stand, and how they point at one another."""

import posixpath
from functools import lru_cache
from urllib.parse import quote

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.article import Site

__all__ = [
    "LANGUAGES_PAGE",
    "MISSING_PAGE",
    "SITEMAP",
    "Addresses",
    "article_path",
    "feed_path",
    "index_path",
    "topic_path",
]

LANGUAGES_PAGE = "index.html"
"""The page on which a reader chooses a language."""
MISSING_PAGE = "404.html"
"""The page that a server shows where there is none."""
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
ALL_LANGUAGES = "mul"
"""The folder of files in several languages, by BCP 47's tag for these."""


def article_path(document_id: str, locale: Locale, suffix: str = ".html") -> str:
    """Return an edition's path below the output folder.

    >>> article_path("2021/asylum", Locale("ug"), ".xml")
    'ug/2021/asylum.xml'
    """
    return f"{locale.tag}/{document_id}{suffix}"


def index_path(locale: Locale) -> str:
    """Return the path of a locale's list of articles below the output folder."""
    return f"{locale.tag}/index.html"


def topic_path(slug: str, locale: Locale) -> str:
    """Return the path of a topic's page in a locale below the output folder."""
    return f"{locale.tag}/topics/{slug}.html"


def feed_path(locale: Locale) -> str:
    """Return the path of a locale's feed below the output folder."""
    return f"{locale.tag}/feed.atom"


@frozen
class Addresses:
    """The addresses of other pages as one page writes them (RFC 3986, sections 2.1 and 4.2)."""

    site: Site
    page: str
    """The path of the page that points, below the output folder."""

    def link(self, path: str) -> str:
        """Return a relative reference to a page, which works wherever the site is put.

        >>> site = Site("News", "", Locale("en"), ())
        >>> Addresses(site, "kk/2021/asylum.html").link("ug/2021/who?.html")
        '../../ug/2021/who%3F.html'
        """
        return _quoted(posixpath.relpath(path, posixpath.dirname(self.page) or "."))

    def canonical(self, path: str) -> str:
        """Return a page's absolute address; a relative one where the site's is not known."""
        return self.absolute(path) or self.link(path)

    def absolute(self, path: str) -> str:
        """Return a page's absolute address; empty where the site's is not known, or the path."""
        return self.site.base_url + _quoted(path) if path and self.site.base_url else ""


def _quoted(path: str) -> str:
    # A colon is quoted too: in a first segment it would end a scheme (RFC 3986, section 4.2).
    return "/".join(map(_quoted_segment, path.split("/")))


@lru_cache(maxsize=1024)
def _quoted_segment(segment: str) -> str:
    # All languages of an article have one name.
    return quote(segment, safe="")
