"""Feeds: the newest articles of each language as Atom (RFC 4287), and those that are withdrawn."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import XML_LANG, parse_xml
from toolkit.base.version import __version__
from toolkit.editions.addresses import Addresses, feed_path, index_path
from toolkit.editions.article import ListedArticle, Phrase, Site
from toolkit.editions.furniture import beside
from toolkit.editions.languages import language_label
from toolkit.editions.site.feed_content import XHTML
from toolkit.editions.site.listed_entries import listed_path
from toolkit.editions.site.withdrawal import Withdrawal, withdrawal_title
from toolkit.editions.xml.identity import identifier_of

__all__ = ["FEED_LENGTH", "in_feed", "render_feeds"]

_ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
FEED_LENGTH = 50
"""How many articles a feed names, and how many that are withdrawn."""
# A feed needs a day (RFC 4287, section 4.1.1), and no build asks a clock for one.
_NEVER = dt.date(1970, 1, 1)
_RIGHT_TO_LEFT_MARK = "\u200f"
_TYPES = {"": "text/html", "XML": "application/xml"}


def render_feeds(
    site: Site,
    articles: Mapping[Locale, Iterable[ListedArticle]],
    withdrawals: Iterable[Withdrawal] = (),
) -> Mapping[str, bytes]:
    """Return each locale's feed by its path; none where the site's address is not known.

    The days are those that articles give, and an article without one is in no feed. Atom says no
    direction: titles that need one begin with a mark, texts stand in XHTML that says it.

    Of an article that was withdrawn, a feed says so (RFC 6721). Few readers know that element, and
    would show for ever what they have: an entry of the same id says it to them in the place of the
    article. It is as old as its withdrawal, so that it is no article that has come back.

    Args:
        site: the site.
        articles: for each locale its articles, newest first.
        withdrawals: what was withdrawn, in any order.

    """
    if not site.base_url:
        return {}
    newest = sorted(withdrawals, key=lambda each: each.document_id)
    newest.sort(key=lambda each: each.when, reverse=True)
    return {
        feed_path(locale): _feed(
            site, locale, in_feed(each), [one for one in newest if locale in one.locales(site)]
        )
        for locale, each in articles.items()
    }


def in_feed(articles: Iterable[ListedArticle]) -> Sequence[ListedArticle]:
    """Return those of a locale's articles, newest first, that its feed names."""
    return list(islice((each for each in articles if each.updated), FEED_LENGTH))


def _feed(
    site: Site, locale: Locale, dated: Sequence[ListedArticle], withdrawals: Sequence[Withdrawal]
) -> bytes:
    addresses, gone = Addresses(site, feed_path(locale)), withdrawals[:FEED_LENGTH]
    known: dict[str | None, str] = {None: _ATOM}
    if gone:
        known["at"] = _TOMBSTONES
    feed = etree.Element(f"{{{_ATOM}}}feed", {XML_LANG: locale.tag}, known)
    own = addresses.absolute(feed_path(locale))
    _add(feed, "id", own)
    newsroom = site.named(locale)
    title = beside(newsroom, locale)
    if newsroom not in site.titles:  # one name for several languages
        title += f" – {language_label(locale, site.locales)}"
    _add(feed, "title", _marked(title, locale))
    moments = [*map(_day, dated), *(_moment(each.when) for each in gone)]
    _add(feed, "updated", max(moments, default=_time(_NEVER)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    home = addresses.absolute(index_path(locale))
    _add(feed, "link", rel="alternate", type="text/html", hreflang=locale.tag, href=home)
    _person(feed, "author", newsroom.text)
    _add(feed, "generator", "Localization Toolkit", version=__version__)
    for each in dated:
        feed.append(_entry(site, locale, each, addresses))
    for one in gone:
        feed.extend(_withdrawn(site, locale, one, addresses))
    _indent(feed)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _withdrawn(
    site: Site, locale: Locale, withdrawal: Withdrawal, addresses: Addresses
) -> Iterator[etree._Element]:
    """Yield what a feed says of an article that was withdrawn."""
    identifier = identifier_of(site, withdrawal.document_id, locale)
    when, title = _moment(withdrawal.when), withdrawal_title(site, withdrawal, locale)
    deleted = etree.Element(f"{{{_TOMBSTONES}}}deleted-entry", ref=identifier, when=when)
    comment = etree.SubElement(deleted, f"{{{_TOMBSTONES}}}comment", {XML_LANG: title.locale.tag})
    comment.text = _marked(title.text, title.locale)
    yield deleted
    if locale not in withdrawal.feeds:
        return
    entry = etree.Element(f"{{{_ATOM}}}entry", {XML_LANG: locale.tag})
    _add(entry, "id", identifier)
    _say(_add(entry, "title", _marked(title.text, title.locale)), title, locale)
    _add(entry, "updated", when)
    if page := withdrawal.page(locale):
        href = addresses.absolute(page)
        _add(entry, "link", rel="alternate", type="text/html", hreflang=locale.tag, href=href)
    said = withdrawal.reason(site, locale) or title
    _say(_add(entry, "content", _marked(said.text, said.locale), type="text"), said, locale)
    yield entry


def _indent(feed: etree._Element) -> None:
    """Put each element on a line of its own, but not what stands in an article's text."""
    texts = [(each, list(each)) for each in feed.iter(f"{{{_ATOM}}}content") if len(each)]
    for content, _ in texts:
        content[:] = []
    etree.indent(feed)
    for content, children in texts:
        content.extend(children)


def _entry(
    site: Site, locale: Locale, listed: ListedArticle, addresses: Addresses
) -> etree._Element:
    entry = etree.Element(f"{{{_ATOM}}}entry", {XML_LANG: locale.tag}, {None: _ATOM})
    _add(entry, "id", identifier_of(site, listed.document_id, locale))
    title = _marked(listed.title.text, listed.title.locale)
    _say(_add(entry, "title", title), listed.title, locale)
    _add(entry, "updated", _day(listed))
    if listed.published:
        _add(entry, "published", _time(listed.published))
    _add(
        entry,
        "link",
        rel="alternate",
        type=_TYPES.get(listed.kind, "application/octet-stream"),
        hreflang=locale.tag,
        href=addresses.absolute(listed_path(listed, locale)),
    )
    for other in listed.editions:
        if other != locale and not listed.path:
            href = addresses.absolute(listed_path(listed, other))
            _add(entry, "link", rel="related", type="text/html", hreflang=other.tag, href=href)
    for author in listed.authors:
        _person(entry, "author", author.text)
    for name in listed.translators:
        _person(entry, "contributor", name)
    for topic in listed.topics:
        _add(entry, "category", term=topic.slug, label=topic.name.text)
    if listed.standfirst:
        entry.append(_summary(listed.standfirst, locale))
    if listed.content:
        _add(entry, "content", type="xhtml").append(parse_xml(listed.content, "content").getroot())
    return entry


def _summary(standfirst: Phrase, page: Locale) -> etree._Element:
    summary = etree.Element(f"{{{_ATOM}}}summary", {"type": "xhtml"}, {None: _ATOM})
    _say(summary, standfirst, page)
    language = standfirst.locale
    said = {"lang": language.tag, XML_LANG: language.tag, "dir": language.direction}
    holder = etree.SubElement(summary, f"{{{XHTML}}}div", said, {None: XHTML})
    etree.SubElement(holder, f"{{{XHTML}}}p").text = standfirst.text
    return summary


def _say(element: etree._Element, phrase: Phrase, page: Locale) -> None:
    if phrase.locale != page:
        element.set(XML_LANG, phrase.locale.tag)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = text
    return element


def _person(parent: etree._Element, role: str, name: str) -> None:
    _add(_add(parent, role), "name", name)


def _marked(text: str, locale: Locale) -> str:
    return _RIGHT_TO_LEFT_MARK + text if locale.direction == "rtl" else text


def _day(listed: ListedArticle) -> str:
    """Return when an article last changed; one that has come back is newer than its deletion."""
    returned = listed.days.returned
    if returned is not None and returned.date() == listed.updated:
        return _moment(returned)
    return _time(listed.updated or _NEVER)


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
