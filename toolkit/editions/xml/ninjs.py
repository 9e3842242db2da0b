"""ninjs: an article as IPTC's News in JSON, version 3.0."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Article
from toolkit.editions.notices import provenance_notice, unfinished_notice
from toolkit.editions.summary import Summary, summarize
from toolkit.editions.xml.enclosures import Enclosure, addressed, enclosures
from toolkit.editions.xml.html_text import html_text, read_words, tags_of
from toolkit.editions.xml.identity import (
    Identity,
    corrections_said,
    identifier_of,
    identify,
    last_change,
    siblings,
)
from toolkit.editions.xml.outline import arranged
from toolkit.localizing.interface_words import list_in
from toolkit.localizing.isolation import isolate_characters

__all__ = [
    "SUFFIX",
    "VOCABULARIES",
    "Value",
    "editor_notes",
    "render_ninjs",
    "serialised",
    "standard",
    "times",
]

SUFFIX = ".ninjs.json"
"""How the files of every version end."""
Value: TypeAlias = "str | int | dict[str, Value] | list[Value]"

_SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"
VOCABULARIES = {"medtop": "mediatopic", "subj": "subjectCode"}
"""Where IPTC has its codes, below http://cv.iptc.org/newscodes/."""
_PLAIN = "text/plain"
_HTML = "text/html"


def render_ninjs(article: Article) -> bytes:
    """Return an article as a ninjs 3.0 object of the type `text`, encoded in UTF-8.

    ninjs has no place for the language and direction of a part: the body says both, as HTML, and
    a headline or standfirst that is not translated stands in its own language.
    """
    article = addressed(article, SUFFIX)
    summary, identity = summarize(article), identify(article, SUFFIX)
    root, wire = arranged(article), article.metadata.wire
    data: dict[str, Value] = {
        "uri": identity.identifier,
        **standard(),
        "representationType": "full",
        "version": identity.version,
        **_dates(article),
        "embargoedUntil": times(article)["embargoed"],
        "urgency": wire.urgency,
        "pubStatus": "usable",
        "language": article.locale.tag,
        "title": summary.title.text,
        "headlines": [{"role": "main", "contentType": _PLAIN, "value": summary.title.text}],
        "slugline": wire.slugline,
        "located": wire.place.name,
        "copyrightHolder": wire.rights.holder,
        "copyrightNotice": wire.rights.notice,
        "usageTerms": wire.rights.usage,
        "genres": [{"name": wire.genre}] if wire.genre else [],
        "places": list(_places(article)),
        "by": list_in(article.locale, [author.text for author in summary.authors]),
        "people": [{"name": author.text, "rel": "author"} for author in summary.authors],
        "infoSources": [_publisher(article)],
        "subjects": [*_codes(article), *_named(tags_of(root))],
        "descriptions": list(_descriptions(article, summary)),
        "edNote": " ".join(editor_notes(article, summary)),
        "bodies": [_body(article, root)],
        "altIds": list(_other_ids(article, identity)),
        "associations": [*_languages(article), *_pictures(article, root)],
    }
    return serialised(data)


def standard() -> dict[str, Value]:
    """Return what an object says of what it is."""
    return {"standard": {"name": "ninjs", "version": "3.0", "schema": _SCHEMA}, "type": "text"}


def serialised(data: dict[str, Value]) -> bytes:
    """Return what is known of an article as JSON in UTF-8; what is not known is left out."""
    known = {name: value for name, value in data.items() if value not in ("", 0, [], {})}
    return (json.dumps(known, ensure_ascii=False, indent=2) + "\n").encode()


def times(article: Article) -> dict[str, str]:
    """Return the moments of an article as all versions write them: UTC, no fractions."""
    metadata = article.metadata
    issued = metadata.date
    first = dt.datetime(issued.year, issued.month, issued.day) if issued else None  # noqa: DTZ001
    found = {
        "firstcreated": first,
        "versioncreated": last_change(article),
        "contentcreated": first,
        "embargoed": metadata.embargo.astimezone(dt.UTC) if metadata.embargo else None,
    }
    return {name: f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else "" for name, at in found.items()}


def editor_notes(article: Article, summary: Summary) -> Iterator[str]:
    """Yield what editors of partners should know: corrections first."""
    yield from corrections_said(article)
    if article.metadata.wire.note:
        yield article.metadata.wire.note
    for notice in (provenance_notice(article), unfinished_notice(article, summary)):
        if notice:
            yield notice.text


def _dates(article: Article) -> dict[str, Value]:
    found = times(article)
    return {
        "firstCreated": found["firstcreated"],
        "versionCreated": found["versioncreated"],
        "contentCreated": found["contentcreated"],
    }


def _publisher(article: Article) -> Value:
    site = article.site
    name = site.named(article.locale).text
    named: dict[str, Value] = {"name": name, "role": "publisher"}
    return {**named, "uri": site.base_url} if site.base_url else named


def _descriptions(article: Article, summary: Summary) -> Iterator[Value]:
    if summary.standfirst:
        yield {"role": "summary", "contentType": _PLAIN, "value": summary.standfirst.text}
    if article.notice:
        yield {"role": "notice", "contentType": _PLAIN, "value": article.notice}


def _body(article: Article, root: etree._Element) -> Value:
    """Return the article's text as HTML, with what stands at its foot."""
    locale = article.locale
    opening = f'<article lang="{escape(locale.tag)}" dir="{locale.direction}">'
    words = read_words(article)
    return {
        "role": "main",
        "contentType": _HTML,
        "charCount": len(" ".join(words)),
        "wordCount": len(words),
        "value": f"{opening}\n{html_text(article, root)}</article>",
    }


def _other_ids(article: Article, identity: Identity) -> Iterator[Value]:
    yield {"role": "document", "value": identity.document}
    if article.metadata.canonical:
        yield {"role": "canonical", "value": article.metadata.canonical}


def _languages(article: Article) -> Iterator[Value]:
    """Yield the original of a translation, and the other translations."""
    for locale, _ in siblings(article, SUFFIX):
        yield _edition(article, locale, "translation")
    if not article.is_original:
        original = _edition(article, article.source, "translationOf")
        if article.original_title:
            original["headlines"] = [{"role": "main", "value": article.original_title}]
        yield original


def _edition(article: Article, locale: Locale, name: str) -> dict[str, Value]:
    return {
        "name": name,
        "uri": identifier_of(article.site, article.document_id, locale),
        "type": "text",
        "representationType": "partial",
        "language": locale.tag,
    }


def _pictures(article: Article, root: etree._Element) -> Iterator[Value]:
    """Yield the pictures that have an address of their own, the leading one first."""
    for each in enclosures(article, isolate_characters(root, article.locale.direction)):
        yield _picture(each, article.locale)


def _picture(found: Enclosure, locale: Locale) -> Value:
    picture: dict[str, Value] = {
        "name": "lead" if found.leads else "picture",
        "uri": found.address,
        "type": "picture",
        "renditions": [_file(found)],
    }
    if found.image is None:
        return picture
    picture["language"] = locale.tag
    said = [("caption", found.caption), ("altText", found.image.get("alt", ""))]
    if any(text for _, text in said):
        picture["descriptions"] = [{"role": role, "value": text} for role, text in said if text]
    return picture


def _file(found: Enclosure) -> Value:
    facts = found.facts
    known: dict[str, Value] = {
        "contentType": facts.media_type,
        "width": facts.width,
        "height": facts.height,
        "sizeInBytes": facts.size,
    }
    more = {name: value for name, value in known.items() if value}
    return {"name": "main", "href": found.address, **more}


def _places(article: Article) -> Iterator[Value]:
    place = article.metadata.wire.place
    if place.name:
        yield {"name": place.name, "rel": "located"}


def _named(tags: Iterable[str]) -> Iterator[Value]:
    for tag in tags:
        yield {"name": tag, "rel": "about"}


def _codes(article: Article) -> Iterator[Value]:
    """Yield the subjects that have IPTC's codes."""
    for each in article.metadata.wire.subjects:
        uri = f"http://cv.iptc.org/newscodes/{VOCABULARIES[each.scheme]}/{each.code}"
        named: dict[str, Value] = {"name": each.name} if each.name else {}
        yield {**named, "rel": "about", "uri": uri}
