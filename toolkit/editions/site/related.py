"""Related: what to read after an article, in the same language."""

from collections.abc import Iterable, Sequence
from itertools import islice

from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.editions.addresses import Addresses
from toolkit.editions.article import ListedArticle, Site
from toolkit.editions.site.listed_entries import list_entry, listed_path
from toolkit.editions.templating import render_page

__all__ = ["NEWEST", "READ_ALSO", "add_read_also", "related_articles"]

READ_ALSO = Markup("<!-- read also -->")
"""What stands in an article's page where the others will be named, once they are known."""
_MOST = 3
NEWEST = 100
"""Among how many to look: a page must not take longer for each article that there is."""


def related_articles(
    listed: ListedArticle, others: Iterable[ListedArticle], most: int = _MOST
) -> tuple[ListedArticle, ...]:
    """Return the newest articles that share the most topics with one, of equals the first.

    Args:
        listed: the article.
        others: those of its language, newest first; it may be among them.
        most: how many to return.

    """
    own = {topic.slug for topic in listed.topics}
    newest = islice(others, NEWEST)
    candidates = [each for each in newest if each.document_id != listed.document_id]
    candidates.sort(key=lambda each: -len(own.intersection([one.slug for one in each.topics])))
    return tuple(candidates[:most])


def add_read_also(
    page: bytes, listed: ListedArticle, others: Sequence[ListedArticle], site: Site, locale: Locale
) -> bytes:
    """Return an article's page with the articles to read next, where it has a place for them.

    A page is made from its article alone, so that all can be made at the same time; the others are
    known when they are.

    Args:
        page: the page, as UTF-8.
        listed: its article.
        others: the articles of its language, newest first.
        site: the site.
        locale: the page's language.

    Raises:
        ToolkitError: when the newsroom's own template is wrong.

    """
    place = READ_ALSO.encode()
    if place not in page:
        return page
    addresses = Addresses(site, listed_path(listed, locale))
    chosen = related_articles(listed, others)
    entries = [list_entry(each, locale, addresses) for each in chosen]
    shown = render_page("also.html", site, locale, read_also=entries, place="") if entries else b""
    return page.replace(place, shown.strip(), 1)
