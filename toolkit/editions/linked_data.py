"""Linked data: what a page tells machines of its article, as schema.org's NewsArticle."""

import datetime as dt
import json
from typing import TypeAlias

from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article, Correction
from toolkit.editions.share_image import share_image_path
from toolkit.editions.summary import Summary
from toolkit.localizing.provenance import Share

__all__ = ["news_article", "script_json"]

_Value: TypeAlias = "str | dict[str, _Value] | list[_Value]"

_SYNTHETIC_PARTS = "https://schema.org/CompositeSyntheticDigitalSource"
# What could end a script element, open a comment in it, or end a line of ECMAScript.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def news_article(article: Article, summary: Summary, addresses: Addresses) -> dict[str, _Value]:
    """Return a schema.org NewsArticle; what is not known is left out.

    A translation names its original (`translationOfWork`), and the original its translations
    (`workTranslation`), as schema.org defines the two.
    """
    url = addresses.absolute(addresses.page)
    site, newsroom = article.site, article.site.named(article.locale)
    data: dict[str, _Value] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": article.locale.tag,
        "headline": summary.title.text,
        "description": summary.standfirst.text if summary.standfirst else "",
        "datePublished": _day(article.published),
        "dateModified": _day(summary.updated),
        "image": (
            addresses.absolute(summary.image)
            or summary.image_elsewhere
            or addresses.absolute(share_image_path(article))
        ),
        "keywords": [topic.name.text for topic in summary.topics],
        "author": [{"@type": "Person", "name": author.text} for author in summary.authors],
        "translator": _translators(article),
        "digitalSourceType": _source_type(article),
        "copyrightHolder": _holder(article),
        "copyrightNotice": article.metadata.wire.rights.notice,
        "correction": [_correction(each) for each in article.corrections],
        "publisher": _known(
            {
                "@type": "NewsMediaOrganization",
                "name": newsroom.text,
                "url": site.base_url,
            }
        ),
    }
    if article.is_original:
        data["workTranslation"] = [
            _edition(article, locale, addresses)
            for locale in article.editions
            if locale != article.source
        ]
    else:
        original = _edition(article, article.source, addresses)
        data["translationOfWork"] = _known({**original, "headline": article.original_title})
    return _known(data)


def script_json(data: dict[str, _Value]) -> Markup:
    r"""Return JSON that can stand in a script element, whatever its strings hold.

    >>> print(script_json({"headline": "</script>"}))
    {"headline": "\u003c/script\u003e"}
    """
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return Markup(text)  # noqa: S704 - nothing in it can end the element


def _translators(article: Article) -> list[_Value]:
    """Return who translated: those who want to be named, and the newsroom where its desk did."""
    found: list[_Value] = [{"@type": "Person", "name": name} for name in article.translators]
    if article.provenance is not None and article.provenance.translated:
        name = article.site.named(article.locale).text
        desk = {"@type": "Organization", "name": name, "url": article.site.base_url}
        found.append(_known({**desk}))
    return found


def _source_type(article: Article) -> str:
    """Return IPTC's code of what has parts that a machine drafted; else nothing.

    Those for works of an algorithm say whether it was trained, which nobody knows here.
    """
    made = article.provenance
    return "" if made is None or made.machine is Share.NONE else _SYNTHETIC_PARTS


def _holder(article: Article) -> _Value:
    name = article.metadata.wire.rights.holder
    return {"@type": "Organization", "name": name} if name else {}


def _correction(correction: Correction) -> _Value:
    return {
        "@type": "CorrectionComment",
        "text": correction.text,
        "inLanguage": correction.locale.tag,
        "datePublished": correction.date.isoformat(),
    }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _edition(article: Article, locale: Locale, addresses: Addresses) -> dict[str, _Value]:
    url = addresses.absolute(article_path(article.document_id, locale))
    return _known({"@type": "NewsArticle", "@id": url, "url": url, "inLanguage": locale.tag})


def _known(data: dict[str, _Value]) -> dict[str, _Value]:
    return {name: value for name, value in data.items() if value}
