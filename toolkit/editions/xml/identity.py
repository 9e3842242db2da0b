"""Identity: by what name other systems know an article's edition, and where it stands."""

import datetime as dt
import uuid
from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article, Site

__all__ = ["Identity", "corrections_said", "identifier_of", "identify", "last_change", "siblings"]

_FIRST_VERSION = "1"


@frozen
class Identity:
    """The names and addresses of an edition in one form."""

    document: str
    """Its path below the output folder, without a suffix: `kk/2021/asylum`."""
    identifier: str
    """An IRI, the same in every form."""
    address: str
    """Where its file stands; empty where the site's address is not known."""
    original: str
    """Where the original's file in the same form stands; empty for the original itself."""
    original_identifier: str
    version: str
    """A whole number that rises with every change: the day as `20210222`, and for translations the
    minute as `202102221405`."""


def identify(article: Article, suffix: str) -> Identity:
    """Return the names and addresses of an article's edition.

    Args:
        article: the article.
        suffix: that of the form's files, with the dot.

    """
    page = article_path(article.document_id, article.locale, suffix)
    addresses = Addresses(article.site, page)
    original = article_path(article.document_id, article.source, suffix)
    moment = last_change(article)
    return Identity(
        document=article_path(article.document_id, article.locale, ""),
        identifier=identifier_of(article.site, article.document_id, article.locale),
        address=addresses.absolute(page),
        original="" if article.is_original else addresses.canonical(original),
        original_identifier=(
            ""
            if article.is_original
            else identifier_of(article.site, article.document_id, article.source)
        ),
        version=_version(article, moment) if moment else _FIRST_VERSION,
    )


def corrections_said(article: Article) -> Iterator[str]:
    """Yield each correction after its day, newest first, as editors read them."""
    return (f"{each.date.isoformat()}: {each.text}" for each in article.corrections)


def last_change(article: Article) -> dt.datetime | None:
    """Return when an edition last changed, in UTC: its text, its corrections or its translation.

    What is known as a day only is that day's midnight.
    """
    metadata = article.metadata
    days = (metadata.date, metadata.updated, *(each.date for each in article.corrections))
    moments = [dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) for day in days if day]
    return max([*moments, *filter(None, [article.revised])], default=None)


def _version(article: Article, moment: dt.datetime) -> str:
    return f"{moment:%Y%m%d}" if article.revised is None else f"{moment:%Y%m%d%H%M}"


def siblings(article: Article, suffix: str) -> Iterator[tuple[Locale, str]]:
    """Yield the other translations of an article, with the addresses of their files.

    Neither the article's own edition nor its original is among them.

    Args:
        article: the article.
        suffix: that of the form's files, with the dot.

    """
    addresses = Addresses(article.site, article_path(article.document_id, article.locale, suffix))
    for locale in article.editions:
        if locale not in {article.locale, article.source}:
            yield locale, addresses.canonical(article_path(article.document_id, locale, suffix))


def identifier_of(site: Site, document_id: str, locale: Locale) -> str:
    """Return the IRI of a document in a locale, the same in every form and every build.

    It is the address without a suffix; where the site's address is not known, a name made of the
    site's title and the document's path (RFC 9562, section 5.5).
    """
    path = article_path(document_id, locale, "")
    absolute = Addresses(site, path).absolute(path)
    return absolute or uuid.uuid5(uuid.NAMESPACE_URL, f"{site.title}\n{path}").urn
