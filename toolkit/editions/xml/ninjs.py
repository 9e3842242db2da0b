"""ninjs: an article as IPTC's News in JSON, version 3.0."""

import datetime as dt
import json
from collections.abc import Iterator
from html import escape
from typing import TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.editions.article import Article
from toolkit.editions.notices import unfinished_notice
from toolkit.editions.passages import render_passages
from toolkit.editions.summary import Summary, has_class, summarize
from toolkit.editions.xml.identity import Identity, identifier_of, identify
from toolkit.editions.xml.outline import arranged
from toolkit.localizing.isolation import isolate_characters

__all__ = ["render_ninjs"]

_Value: TypeAlias = "str | int | dict[str, _Value] | list[_Value]"

_SCHEMA = "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"
_PLAIN = "text/plain"
_HTML = "text/html"
# What an address may hold besides what is escaped already (RFC 3986, sections 2.1 to 2.3).
_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"


def render_ninjs(article: Article) -> bytes:
    """Return an article as a ninjs 3.0 object of the type `text`, encoded in UTF-8.

    ninjs has no place for the language and direction of a part: the body says both, as HTML, and
    a headline or standfirst that is not translated stands in its own language.
    """
    summary = summarize(article)
    identity = identify(article, ".ninjs.json")
    root, unfinished = arranged(article), unfinished_notice(article, summary)
    data: dict[str, _Value] = {
        "uri": identity.identifier,
        "standard": {"name": "ninjs", "version": "3.0", "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "version": identity.version,
        **_dates(article),
        "pubStatus": "usable",
        "language": article.locale.tag,
        "title": summary.title.text,
        "headlines": [{"role": "main", "contentType": _PLAIN, "value": summary.title.text}],
        "by": ", ".join(author.text for author in summary.authors),
        "people": [{"name": author.text, "rel": "author"} for author in summary.authors],
        "infoSources": [_publisher(article)],
        "subjects": [{"name": tag, "rel": "about"} for tag in _tags(root)],
        "descriptions": list(_descriptions(article, summary)),
        "edNote": unfinished.text if unfinished else "",
        "bodies": [_body(article)],
        "altIds": list(_other_ids(article, identity)),
        "associations": [*_languages(article), *_pictures(article, identity)],
    }
    known = {name: value for name, value in data.items() if value not in ("", [])}
    return (json.dumps(known, ensure_ascii=False, indent=2) + "\n").encode()


def _dates(article: Article) -> dict[str, _Value]:
    """Return the article's days as the times that ninjs wants: midnight, UTC."""
    issued, revised = article.metadata.date, article.metadata.updated
    return {
        "firstCreated": _time(issued),
        "versionCreated": _time(revised or issued),
        "contentCreated": _time(issued),
    }


def _time(day: dt.date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def _publisher(article: Article) -> _Value:
    site = article.site
    name = site.named(article.locale).text
    named: dict[str, _Value] = {"name": name, "role": "publisher"}
    return {**named, "uri": site.base_url} if site.base_url else named


def _tags(root: etree._Element) -> Iterator[str]:
    for tags in root.iterfind("header/ul"):
        if has_class(tags, "tags"):
            yield from filter(None, map(_text, tags.iterfind("li")))


def _text(element: etree._Element) -> str:
    return " ".join(str(element.xpath("string()")).split())


def _descriptions(article: Article, summary: Summary) -> Iterator[_Value]:
    if summary.standfirst:
        yield {"role": "summary", "contentType": _PLAIN, "value": summary.standfirst.text}
    if article.notice:
        yield {"role": "notice", "contentType": _PLAIN, "value": article.notice}


def _body(article: Article) -> _Value:
    """Return the article's text as HTML, with what stands at its foot."""
    passages = render_passages(article)
    locale = article.locale
    footer = f"<footer>{passages.footer}</footer>\n" if passages.footer else ""
    opening = f'<article lang="{escape(locale.tag)}" dir="{locale.direction}">'
    words = " ".join(_read(article)).split()
    return {
        "role": "main",
        "contentType": _HTML,
        "charCount": len(" ".join(words)),
        "wordCount": len(words),
        "value": f"{opening}\n{passages.body}{footer}</article>",
    }


def _read(article: Article) -> Iterator[str]:
    """Yield the texts that a body counts: all but the header, and captions (ninjs 3.0)."""
    for part in article.root:
        if isinstance(part.tag, str) and part.tag != "header":
            captions = set(part.iter("figcaption"))
            for text in part.xpath(".//text()"):
                holder = text.getparent()
                if not captions.intersection((holder, *holder.iterancestors())):
                    yield text


def _other_ids(article: Article, identity: Identity) -> Iterator[_Value]:
    yield {"role": "document", "value": identity.document}
    if article.metadata.canonical:
        yield {"role": "canonical", "value": article.metadata.canonical}


def _languages(article: Article) -> Iterator[_Value]:
    """Yield the original of a translation, or the translations of an original."""
    if article.is_original:
        for locale in article.editions:
            if locale != article.source:
                yield _edition(article, locale, "translation")
    else:
        original = _edition(article, article.source, "translationOf")
        if article.original_title:
            original["headlines"] = [{"role": "main", "value": article.original_title}]
        yield original


def _edition(article: Article, locale: Locale, name: str) -> dict[str, _Value]:
    return {
        "name": name,
        "uri": identifier_of(article.site, article.document_id, locale),
        "type": "text",
        "representationType": "partial",
        "language": locale.tag,
    }


def _pictures(article: Article, identity: Identity) -> Iterator[_Value]:
    """Yield the pictures that have an address of their own, the leading one first."""
    root, seen = isolate_characters(arranged(article), article.locale.direction), set()
    for image in root.iter("img"):
        address = _absolute(image.get("src", ""), identity)
        if address and address not in seen:
            seen.add(address)
            yield _picture(image, address, article.locale)
    standing = _absolute(article.metadata.image, identity)
    if standing and standing not in seen:
        yield {
            "name": "picture",
            "uri": standing,
            "type": "picture",
            "renditions": [_file(standing)],
        }


def _picture(image: etree._Element, address: str, locale: Locale) -> _Value:
    figure = next(image.iterancestors("figure"), None)
    caption = None if figure is None else figure.find("figcaption")
    lead = figure is not None and has_class(figure, "lead")
    said = [
        ("caption", "" if caption is None else _text(caption)),
        ("altText", image.get("alt", "")),
    ]
    picture: dict[str, _Value] = {
        "name": "lead" if lead else "picture",
        "uri": address,
        "type": "picture",
        "language": locale.tag,
        "renditions": [_file(address)],
    }
    if any(text for _, text in said):
        picture["descriptions"] = [{"role": role, "value": text} for role, text in said if text]
    return picture


def _file(address: str) -> _Value:
    return {"name": "main", "href": address}


def _absolute(reference: str, identity: Identity) -> str:
    """Return the whole address of a picture; empty where it has none that a partner could ask."""
    if not reference:
        return ""
    try:
        address = urljoin(identity.address, reference)
        known = urlsplit(address).scheme in {"http", "https"}
    except ValueError:  # an address that is none, as http://[
        return ""
    return quote(address, safe=_ADDRESS) if known else ""
