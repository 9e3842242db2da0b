"""Feed content: an article's whole text for feeds, as XHTML whose addresses are whole."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from lxml import etree

from toolkit.base.markup import XML_LANG, parse_xml
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article, ListedArticle
from toolkit.editions.furniture import Said
from toolkit.editions.notices import origin_notice, provenance_notice, unfinished_notice
from toolkit.editions.passages import isolated, prepared, write_bylines
from toolkit.editions.summary import has_class, list_article, summarize
from toolkit.editions.told_corrections import ToldCorrection, told_corrections

__all__ = ["XHTML", "feed_content", "listed_article"]

XHTML = "http://www.w3.org/1999/xhtml"
_DROPPED = ("class", "id", "loading", "role", "tabindex", "translate")


def listed_article(article: Article) -> ListedArticle:
    """Return what lists and feeds say of an article, with its text where feeds carry it."""
    listed = list_article(article)
    site = article.site
    if not (site.full_feeds and site.base_url):
        return listed
    return replace(listed, content=feed_content(article))


def feed_content(article: Article) -> bytes:
    """Return an article's text as a `div` of XHTML, without its headline, byline and tags.

    It says from which language it is translated, how, how much of it is, and what was corrected,
    as the page does.
    """
    root = isolated(prepared(article), article.locale)
    write_bylines(root, article)
    locale = article.locale
    said = {"lang": locale.tag, XML_LANG: locale.tag, "dir": locale.direction}
    holder = etree.Element(f"{{{XHTML}}}div", said, {None: XHTML})
    notices = (origin_notice(article), provenance_notice(article))
    for notice in (*notices, unfinished_notice(article, summarize(article))):
        if notice is not None:
            holder.append(_paragraph(notice))
    holder.extend(_blocks(root))
    holder.extend(map(_correction, told_corrections(article)))
    addresses = Addresses(article.site, article_path(article.document_id, locale))
    _make_whole(holder, addresses.absolute(addresses.page))
    return etree.tostring(holder)


def _paragraph(notice: Said) -> etree._Element:
    return parse_xml(f"<p>{notice.as_xhtml().__html__()}</p>".encode(), "notice").getroot()


def _correction(told: ToldCorrection) -> etree._Element:
    paragraph = etree.Element("p")
    day = etree.SubElement(paragraph, "time", {"datetime": told.day})
    day.text, day.tail = told.date, " "
    own = told.phrase.locale
    note = etree.SubElement(paragraph, "span", {"lang": own.tag, "dir": own.direction})
    note.text = told.phrase.text
    if told.remark:
        note.tail = " "
        remark = _paragraph(told.remark)
        remark.tag = "span"
        paragraph.append(remark)
    return paragraph


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """Yield what stands under an article's headline, in its order."""
    for child in list(root):
        if child.tag == "header":
            yield from child.findall("figure")
        elif child.tag == "footer" or has_class(child, "body"):
            yield from list(child)
        else:
            yield child


def _make_whole(holder: etree._Element, page: str) -> None:
    """Lead links and pictures where the page's lead, and leave out what only a page needs."""
    for element in holder.iter("*"):
        element.tail = (element.tail or "").rstrip("\n") or None
        for name in ("href", "src"):
            if element.get(name):
                element.set(name, _whole(element.get(name, ""), page))
        for name in _DROPPED:
            element.attrib.pop(name, None)
        if element.get("lang"):
            element.set(XML_LANG, element.get("lang", ""))
        element.tag = f"{{{XHTML}}}{etree.QName(element).localname}"


def _whole(address: str, page: str) -> str:
    try:
        return urljoin(page, address)
    except ValueError:  # an address that is none, as http://[
        return address
