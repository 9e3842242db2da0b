"""Cancellation: what is sent about an article that was withdrawn, in the form that was sent."""

import datetime as dt
from collections.abc import Callable

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.markup import XML_LANG
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Site
from toolkit.editions.plain.sms import SUFFIX as SMS
from toolkit.editions.plain.sms import render_withdrawal_sms
from toolkit.editions.site.withdrawal import NITF, Withdrawal, withdrawal_title
from toolkit.editions.xml.identity import identifier_of
from toolkit.editions.xml.ninjs import SUFFIX, serialised
from toolkit.editions.xml.ninjs import standard as ninjs_3
from toolkit.editions.xml.ninjs_1 import standard as ninjs_1

__all__ = ["cancellation"]

_NEWSML = ".newsml.xml"
_NAR = "http://iptc.org/std/nar/2006-10-01/"
_ITS = "http://www.w3.org/2005/11/its"
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"


@frozen
class _Item:
    """What systems know an edition by, and when it was withdrawn."""

    site: Site
    locale: Locale
    identifier: str
    when: dt.datetime

    @property
    def version(self) -> str:
        """A number above all that editions can have had: see `Identity.version`."""
        return f"{self.when:%Y%m%d%H%M}"

    @property
    def moment(self) -> str:
        return f"{self.when:%Y-%m-%dT%H:%M:%SZ}"


def cancellation(site: Site, withdrawal: Withdrawal, path: str, ninjs: str) -> bytes | None:
    """Return what stands in place of a withdrawn file that was to be sent; None for any other.

    For systems it has the identifier of the edition, a higher version and the status “canceled”,
    and nothing of the article (NewsML-G2 2.33, `pubStatus`; ninjs 1.4, `pubstatus`; ninjs 3.0,
    `pubStatus`; NITF 3.6, `management-status`). NITF says it in words, too: not all who take that
    look for a status. An SMS says it in words alone: those who had the article can be reached in
    no other way.

    Args:
        site: the site.
        withdrawal: the article.
        path: the file's, below the output folder.
        ninjs: the version of ninjs in which the newsroom publishes.

    """
    made: dict[str, Callable[[_Item], bytes]] = {
        _NEWSML: _newsml,
        SUFFIX: _ninjs_3 if ninjs.startswith("3") else _ninjs_1,
    }
    for locale in withdrawal.locales(site):
        if path == article_path(withdrawal.document_id, locale, SMS):
            return render_withdrawal_sms(site, withdrawal, locale)
        if withdrawal.nitf and path == article_path(withdrawal.document_id, locale, NITF):
            return _nitf(site, withdrawal, locale)
        for suffix, make in made.items():
            if path == article_path(withdrawal.document_id, locale, suffix):
                identifier = identifier_of(site, withdrawal.document_id, locale)
                return make(_Item(site, locale, identifier, withdrawal.when))
    return None


def _ninjs_1(item: _Item) -> bytes:
    return serialised(
        {
            "uri": item.identifier,
            **ninjs_1(),
            "version": item.version,
            "versioncreated": item.moment,
            "pubstatus": "canceled",
            "language": item.locale.tag,
        }
    )


def _ninjs_3(item: _Item) -> bytes:
    return serialised(
        {
            "uri": item.identifier,
            **ninjs_3(),
            "version": item.version,
            "versionCreated": item.moment,
            "pubStatus": "canceled",
            "language": item.locale.tag,
        }
    )


def _newsml(item: _Item) -> bytes:
    given = {
        "standard": "NewsML-G2",
        "standardversion": "2.33",
        "conformance": "power",
        "guid": item.identifier,
        "version": item.version,
        XML_LANG: item.locale.tag,
        "dir": item.locale.direction,
    }
    root = etree.Element(f"{{{_NAR}}}newsItem", given, {None: _NAR})
    _add(root, "catalogRef", href=_CATALOG)
    meta = _add(root, "itemMeta")
    _add(meta, "itemClass", qcode="ninat:text")
    name = item.site.named(item.locale).text
    own = {"uri": item.site.base_url} if item.site.base_url else {"literal": name}
    _add(_add(meta, "provider", **own), "name").text = name
    _add(meta, "versionCreated").text = item.moment
    _add(meta, "pubStatus", qcode="stat:canceled")
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _nitf(site: Site, withdrawal: Withdrawal, locale: Locale) -> bytes:
    """Return the article as one that is cancelled, has expired, and says so in place of its text.

    Systems that know no status show the text, and those that compare days read `date.issue`.
    """
    title, reason = withdrawal_title(site, withdrawal, locale), withdrawal.reason(site, locale)
    when = f"{withdrawal.when:%Y%m%dT%H%M%SZ}"
    given = {
        "version": "-//IPTC//DTD NITF 3.6//EN",
        "baselang": locale.tag,
        XML_LANG: locale.tag,
        f"{{{_ITS}}}version": "2.0",
        f"{{{_ITS}}}dir": locale.direction,
    }
    root = etree.Element("nitf", given, {"its": _ITS})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title.text
    data = etree.SubElement(head, "docdata", {"management-status": "canceled"})
    identifier = identifier_of(site, withdrawal.document_id, locale)
    newsroom = site.named(locale).text
    etree.SubElement(data, "doc-id", {"regsrc": newsroom, "id-string": identifier})
    for name in ("date.issue", "date.expire"):
        etree.SubElement(data, name, norm=when)
    etree.SubElement(data, "ed-msg", info=title.text)
    etree.SubElement(head, "revision-history", norm=when)
    body = etree.SubElement(root, "body")
    top = etree.SubElement(etree.SubElement(body, "body.head"), "hedline")
    content = etree.SubElement(body, "body.content")
    for parent, name, said in ((top, "hl1", title), (content, "p", reason or title)):
        own = {} if said.locale == locale else {XML_LANG: said.locale.tag}
        etree.SubElement(parent, name, own).text = said.text
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NAR}}}{name}", attributes)
