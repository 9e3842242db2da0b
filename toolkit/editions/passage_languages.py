"""Passage languages: the passage that a link leads to, offered in the page's other languages."""

from collections.abc import Iterator

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article
from toolkit.editions.languages import language_label

__all__ = ["offer_languages"]


def offer_languages(root: etree._Element, article: Article) -> None:
    """Put links to the same passage in other languages behind each passage's link to itself.

    No link can take over which passage the page's address names, unless a script runs. So each
    passage has links of its own, and the style shows those of the passage that the address names.
    Their names are labels, which the style shows too: the text of a passage stays what its author
    and its translators wrote.

    Args:
        root: the article as its page has it, with the links of `a.anchor`; it is changed.
        article: the article.

    """
    page = Addresses(article.site, article_path(article.document_id, article.locale))
    offers = [
        (page.link(article_path(article.document_id, locale)), locale, name)
        for locale, name in _others(article)
    ]
    for anchor in list(root.iter("a")) if offers else ():
        above = anchor.getparent()
        if anchor.get("class") == "anchor" and above is not None:
            around = (each.get("dir") for each in anchor.iterancestors())
            direction = next((each for each in around if each), article.locale.direction)
            row = etree.Element("span", {"hidden": ""})
            for path, locale, name in offers:
                link = etree.SubElement(row, "a", {"href": f"{path}{anchor.get('href', '')}"})
                link.attrib.update({"lang": locale.tag, "aria-label": name})
                if locale.direction != direction:
                    link.set("dir", locale.direction)
            row.tail, anchor.tail = anchor.tail, None
            above.insert(above.index(anchor) + 1, row)


def _others(article: Article) -> Iterator[tuple[Locale, str]]:
    """Yield the other languages of an article once, and the other alphabets of its own."""
    own, seen = article.locale, set[str]()
    for each in article.editions:
        if each.language == own.language and each != own:
            yield each, language_label(each, article.editions)
        elif each.language != own.language and each.language not in seen:
            yield each, each.endonym
        seen.add(each.language)
