"""Wire element: what partners are told of an article, as stylesheets read it in the tree."""

from lxml import etree

from toolkit.editions.article import Article
from toolkit.editions.xml.enclosures import enclosures
from toolkit.editions.xml.identity import identifier_of, siblings

__all__ = ["add_wire", "mark_pictures"]


def add_wire(root: etree._Element, article: Article, suffix: str) -> None:
    """Append a `wire` element to an arranged tree; only the stylesheets for partners read it.

    Args:
        root: the tree.
        article: the article, its addresses whole.
        suffix: that of the form's files, with the dot.

    """
    wire, metadata = article.metadata.wire, article.metadata
    said = {
        "slugline": wire.slugline,
        "urgency": str(wire.urgency or ""),
        "place": wire.place.name,
        "country": wire.place.country,
        "genre": wire.genre,
        "note": wire.note,
        "holder": wire.rights.holder,
        "copyright": wire.rights.notice,
        "usage": wire.rights.usage,
        "embargo": metadata.embargo.isoformat(timespec="seconds") if metadata.embargo else "",
    }
    element = etree.SubElement(root, "wire", {name: each for name, each in said.items() if each})
    for subject in wire.subjects:
        given = {"scheme": subject.scheme, "code": subject.code, "name": subject.name}
        etree.SubElement(element, "subject", given)
    for each in article.corrections:
        given = {"day": each.date.isoformat(), "lang": each.locale.tag}
        etree.SubElement(element, "correction", given).text = each.text
    for locale, address in siblings(article, suffix):
        identifier = identifier_of(article.site, article.document_id, locale)
        given = {"lang": locale.tag, "address": address, "identifier": identifier}
        etree.SubElement(element, "edition", given)
    for found in enclosures(article, root):
        given = {"address": found.address, "type": found.facts.media_type}
        given |= {"size": str(found.facts.size or ""), "title": ""}
        if found.image is not None:
            given["title"] = found.image.get("alt", "")
        etree.SubElement(element, "picture", {name: each for name, each in given.items() if each})


def mark_pictures(root: etree._Element, article: Article) -> None:
    """Write on the pictures of a tree what is known of them, in attributes of HTML's and our own.

    Args:
        root: the tree.
        article: the article, with the addresses of the tree.

    """
    for image in root.iter("img"):
        facts = article.pictures.get(image.get("src", ""))
        if facts is None:
            continue
        if facts.width and facts.height:
            image.set("width", str(facts.width))
            image.set("height", str(facts.height))
        if facts.media_type:
            image.set("data-type", facts.media_type)
