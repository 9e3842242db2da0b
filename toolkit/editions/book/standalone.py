"""Standalone: what an article needs away from its site: pictures, links that lead out."""

import re
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Article
from toolkit.editions.pictures import CarriedPicture, FindPicture
from toolkit.editions.summary import has_class

__all__ = ["Parts", "leading_out", "parts_of", "place_pictures"]

_HOSTED = frozenset({"http", "https"})
_SCHEMES = _HOSTED | {"mailto", "tel"}
_HOST = re.compile(r"[\w\-]+(?:\.[\w\-]+)*\.?(?::[0-9]{1,5})?")
_KEPT = "!$&'()*+,;=:@/?~-._%"
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@frozen
class Parts:
    """An article's header, body and footer, each in an element that is no part of them."""

    header: etree._Element
    body: etree._Element
    footer: etree._Element

    @property
    def all(self) -> tuple[etree._Element, etree._Element, etree._Element]:
        """The three, in this order."""
        return self.header, self.body, self.footer

    @property
    def anchors(self) -> frozenset[str]:
        """The ids that a link can lead to."""
        return frozenset(
            anchor for part in self.all for each in part.iter("*") if (anchor := each.get("id"))
        )


def parts_of(root: etree._Element) -> Parts:
    """Return an article's parts; they are taken out of its tree."""
    parts = Parts(*(etree.Element(name) for name in ("header", "div", "footer")))
    for child in list(root):
        if child.tag == "header":
            parts.header.extend(child)
        elif child.tag == "footer":
            parts.footer.extend(child)
        elif has_class(child, "body"):
            parts.body.extend(child)
        else:
            parts.body.append(child)
    return parts


def place_pictures(
    root: etree._Element,
    article: Article,
    find: FindPicture,
    address_of: Callable[[CarriedPicture], str],
) -> tuple[CarriedPicture, ...]:
    """Give each image the address of its picture; one that cannot be had becomes its text.

    Args:
        root: a copy of the article's tree with the addresses that the article has; it is changed.
        article: the article.
        find: finds its pictures.
        address_of: the address of a picture in the edition.

    Returns:
        the pictures that are shown.

    """
    shown = []
    for image in list(root.iter("img")):
        address = image.attrib.pop("src", "")
        image.attrib.pop("loading", None)
        picture = find(article, address) if address else None
        if picture is None:
            image.tag, image.text = "span", image.attrib.pop("alt", "").strip()
            image.set("class", "absent")
            continue
        shown.append(picture)
        image.set("src", address_of(picture))
        image.set("alt", image.get("alt", ""))
        size = article.pictures.get(address)
        if size is not None and size.width and size.height:
            image.set("width", str(size.width))
            image.set("height", str(size.height))
    return tuple(shown)


def leading_out(address: str, article: Article) -> str:
    """Return an article's link as it leads out of an edition that stands alone (RFC 3986).

    A relative one is made absolute where the site's address is known. Only http, https, mailto and
    tel lead out.

    Returns:
        the address; empty where it leads nowhere.

    """
    here = article_path(article.document_id, article.locale)
    try:
        parts = urlsplit(address)
        if not parts.scheme and article.site.base_url:
            parts = urlsplit(urljoin(article.site.base_url + quote(here), address))
    except ValueError:  # not an address at all
        return ""
    if parts.scheme not in _SCHEMES or (parts.scheme in _HOSTED) != bool(parts.netloc):
        return ""
    if not _HOST.fullmatch(parts.netloc) if parts.netloc else not parts.path:
        return ""
    path, query, fragment = (
        _LOOSE_PERCENT.sub("%25", quote(each, safe=_KEPT))
        for each in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))
