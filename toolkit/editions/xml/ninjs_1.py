"""ninjs 1: an article as IPTC's News in JSON, version 1.4, which most systems read."""

from collections.abc import Iterator
from html import escape

from lxml import etree

from toolkit.editions.article import Article
from toolkit.editions.summary import Summary, summarize
from toolkit.editions.xml.enclosures import Enclosure, addressed, enclosures
from toolkit.editions.xml.html_text import html_text, read_words, tags_of
from toolkit.editions.xml.identity import Identity, identifier_of, identify, siblings
from toolkit.editions.xml.ninjs import (
    SUFFIX,
    VOCABULARIES,
    Value,
    editor_notes,
    serialised,
    times,
)
from toolkit.editions.xml.outline import arranged
from toolkit.localizing.interface_words import list_in
from toolkit.localizing.isolation import isolate_characters

__all__ = ["render_ninjs_1", "standard"]

_SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_1.4.json"
_CODES = "http://cv.iptc.org/newscodes/"
_COUNTRIES = "http://cvx.iptc.org/iso3166-1a2/"


def render_ninjs_1(article: Article, receiver: str = "") -> bytes:
    """Return an article as a ninjs 1.4 object of the type `text`, encoded in UTF-8.

    Other editions are named in `altids`: as associations they would be taken for items of their own
    without a text.

    Args:
        article: the article.
        receiver: `superdesk` for what Superdesk reads besides the standard's properties; empty for
            the standard.

    """
    article = addressed(article, SUFFIX)
    summary, identity = summarize(article), identify(article, SUFFIX)
    root, words = arranged(article), read_words(article)
    data: dict[str, Value] = {
        "uri": identity.identifier,
        **standard(),
        "mimetype": "text/html",
        "representationtype": "complete",
        "version": identity.version,
        **times(article),
        "pubstatus": "usable",
        "language": article.locale.tag,
        "title": summary.title.text,
        "headline": summary.title.text,
        "byline": list_in(article.locale, [author.text for author in summary.authors]),
        "person": [{"name": author.text, "rel": "author"} for author in summary.authors],
        "infosource": [{"name": article.site.named(article.locale).text, "rel": "publisher"}],
        **_said_to_partners(article, summary, root),
        "description_text": summary.standfirst.text if summary.standfirst else "",
        "description_notice": article.notice,
        "body_html": _body(article, root, bare=bool(receiver)),
        "charcount": len(" ".join(words)),
        "wordcount": len(words),
        "altids": dict(_other_ids(article, identity)),
        "associations": dict(_pictures(article, root, bare=not receiver)),
    }
    if receiver:
        data |= _for_superdesk(summary, root)
    return serialised(data)


def standard() -> dict[str, Value]:
    """Return what an object says of what it is."""
    return {"$standard": {"name": "ninjs", "version": "1.4", "schema": _SCHEMA}, "type": "text"}


def _said_to_partners(article: Article, summary: Summary, root: etree._Element) -> dict[str, Value]:
    wire = article.metadata.wire
    place: dict[str, Value] = {"name": wire.place.name}
    if wire.place.country:
        place |= {"scheme": _COUNTRIES, "code": wire.place.country}
    return {
        "slugline": wire.slugline,
        "urgency": wire.urgency,
        "located": wire.place.name,
        "place": [place] if wire.place.name else [],
        "genre": [{"name": wire.genre}] if wire.genre else [],
        "subject": list(_subjects(article, root)),
        "copyrightholder": wire.rights.holder,
        "copyrightnotice": wire.rights.notice,
        "usageterms": wire.rights.usage,
        "ednote": " ".join(editor_notes(article, summary)),
    }


def _for_superdesk(summary: Summary, root: etree._Element) -> dict[str, Value]:
    """Return what Superdesk reads and ninjs 1.4 has no property for."""
    return {
        "authors": [{"name": author.text, "role": "author"} for author in summary.authors],
        "keywords": list(tags_of(root)),
    }


def _subjects(article: Article, root: etree._Element) -> Iterator[Value]:
    for each in article.metadata.wire.subjects:
        scheme = f"{_CODES}{VOCABULARIES[each.scheme]}/"
        yield {"name": each.name or each.code, "code": each.code, "scheme": scheme}
    for tag in tags_of(root):
        yield {"name": tag, "rel": "about"}


def _body(article: Article, root: etree._Element, *, bare: bool) -> str:
    """Return the text as HTML; Superdesk takes no element around it."""
    text, locale = html_text(article, root), article.locale
    if bare:
        return text
    return f'<div lang="{escape(locale.tag)}" dir="{locale.direction}">\n{text}</div>'


def _other_ids(article: Article, identity: Identity) -> Iterator[tuple[str, Value]]:
    yield "document", identity.document
    if article.metadata.canonical:
        yield "canonical", article.metadata.canonical
    if identity.original_identifier:
        yield "translationOf", identity.original_identifier
    for locale, _ in siblings(article, SUFFIX):
        name = f"translation-{locale.tag}"
        yield name, identifier_of(article.site, article.document_id, locale)


def _pictures(article: Article, root: etree._Element, *, bare: bool) -> Iterator[tuple[str, Value]]:
    """Yield the pictures by name: the one that leads has the name that systems look for."""
    leads = True
    shown = isolate_characters(root, article.locale.direction)
    for number, each in enumerate(enclosures(article, shown), 1):
        first = leads and (each.leads or each.image is None)
        leads = leads and not first
        yield "featuremedia" if first else f"picture{number}", _picture(each, article, bare=bare)


def _picture(found: Enclosure, article: Article, *, bare: bool) -> Value:
    facts = found.facts
    rendition: dict[str, Value] = {
        "href": found.address,
        "mimetype": facts.media_type,
        "width": facts.width,
        "height": facts.height,
        "sizeinbytes": facts.size,
    }
    known = {name: value for name, value in rendition.items() if value}
    picture: dict[str, Value] = {
        "uri": found.address,
        "type": "picture",
        "mimetype": facts.media_type,
        "version": "1",
        "pubstatus": "usable",
        "language": article.locale.tag,
        "description_text": found.caption,
        "body_text": "" if found.image is None else found.image.get("alt", ""),
        "renditions": {"original": known} if bare else {"original": known, "baseImage": known},
    }
    return {name: value for name, value in picture.items() if value}
