"""Enclosures: an article's links and pictures as partners follow them, by whole addresses."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import text_of
from toolkit.editions.article import Article, Picture
from toolkit.editions.summary import has_class
from toolkit.editions.xml.identity import identify

__all__ = ["Enclosure", "absolute", "addressed", "enclosures"]

# What an address may hold besides what is escaped already (RFC 3986, sections 2.1 to 2.3).
_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
_NAMES = ("href", "src", "poster")


@frozen
class Enclosure:
    """A picture of an article."""

    address: str
    image: etree._Element | None
    """Its element in the tree; None for one that stands for the article and is not shown in it."""
    facts: Picture
    """Its type and sizes, as far as they are known."""

    @property
    def leads(self) -> bool:
        """Whether it stands above the article's text."""
        figure = self._figure
        return figure is not None and has_class(figure, "lead")

    @property
    def caption(self) -> str:
        """What stands below it, on one line; empty where nothing does."""
        figure = self._figure
        caption = None if figure is None else figure.find("figcaption")
        return "" if caption is None else text_of(caption)

    @property
    def _figure(self) -> etree._Element | None:
        return None if self.image is None else next(self.image.iterancestors("figure"), None)


def addressed(article: Article, suffix: str) -> Article:
    """Return an article whose links and pictures have whole addresses, where the site has one.

    Args:
        article: the article.
        suffix: that of the form's files, with the dot.

    """
    base = identify(article, suffix).address
    if not base:
        return article
    root = copy.deepcopy(article.root)
    for element in root.xpath("descendant-or-self::*[@href or @src or @poster]"):
        for name in _NAMES:
            value = element.get(name, "").strip()
            if value and not value.startswith("#"):
                element.set(name, absolute(value, base) or value)
    pictures = {absolute(address, base): each for address, each in article.pictures.items()}
    metadata = replace(
        article.metadata, image=absolute(article.metadata.image, base) or article.metadata.image
    )
    return replace(article, root=root, pictures=pictures, metadata=metadata)


def enclosures(article: Article, root: etree._Element) -> Iterator[Enclosure]:
    """Yield each picture of an addressed article that a partner can fetch, the leading one first.

    Args:
        article: the article, as `addressed` returns it.
        root: its tree, arranged.

    """
    seen: set[str] = set()
    for image in root.iter("img"):
        address = absolute(image.get("src", ""), "")
        if address and address not in seen:
            seen.add(address)
            yield Enclosure(address, image, article.pictures.get(address, Picture(address)))
    standing = absolute(article.metadata.image, "")
    if standing and standing not in seen:
        yield Enclosure(standing, None, article.pictures.get(standing, Picture(standing)))


def absolute(reference: str, base: str) -> str:
    """Return a whole address that a partner can ask; empty where there is none."""
    if not reference:
        return ""
    try:
        address = urljoin(base, reference)
        known = urlsplit(address).scheme in {"http", "https"}
    except ValueError:  # an address that is none, as http://[
        return ""
    return quote(address, safe=_ADDRESS) if known else ""
