"""Single: an article in one or several languages as one HTML file that asks for nothing."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import resources

from lxml import etree
from markupsafe import Markup

from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article, Phrase, Site, TemplateFile, spoken_phrase
from toolkit.editions.book.content_model import conform
from toolkit.editions.book.standalone import (
    Parts,
    leading_out,
    parts_of,
    place_pictures,
)
from toolkit.editions.furniture import Said, said
from toolkit.editions.heads import carries_fonts
from toolkit.editions.languages import language_label
from toolkit.editions.notices import (
    based_on_notice,
    origin_notice,
    provenance_notice,
    rights_lines,
    translators_notice,
    unfinished_notice,
)
from toolkit.editions.passages import let_tables_scroll, prepared, serialise, write_bylines
from toolkit.editions.pictures import CarriedPicture, finder
from toolkit.editions.summary import Summary, summarize
from toolkit.editions.templating import render_page
from toolkit.editions.told_corrections import ToldCorrection, told_corrections
from toolkit.localizing.isolation import isolate

__all__ = ["render_single"]

_TEMPLATE = "single.html"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"


@frozen
class _Edition:
    """The article in one of the file's languages."""

    article: Article
    summary: Summary
    speak: Callable[..., Said]
    """Says one of the page's own sentences in its language."""
    label: str
    """The language's name in itself."""
    header: Markup
    body: Markup
    footer: Markup
    has_date: bool
    anchors: Mapping[str, str]
    """Where each of its passages is in the file, by the passage's id."""
    origin: Said | None
    original: Phrase
    original_address: str
    """Empty where the site's address is not known."""
    credit: Said | None
    provenance: Said | None
    based_on: Said | None
    unfinished: Said | None
    rights: Sequence[Phrase]
    corrections: Sequence[ToldCorrection]


def render_single(
    articles: Sequence[Article], *, report: Callable[[Finding], None] = lambda _finding: None
) -> bytes:
    """Return an article, in each language that is given, as one HTML file in UTF-8.

    It runs no script and asks for nothing: its pictures are in it. Without the site's address it
    names no host but those that the article links to. Readers choose the language by radio
    buttons; where these or the style are taken away, as by mail, all languages stand one below
    another. Passages have the ids of the other forms; in a file of several languages the
    language's tag and a hyphen stand before them.

    Args:
        articles: one document in several locales, the first of which is shown first.
        report: takes a warning of each picture that is not in the file.

    Raises:
        ToolkitError: when one of the newsroom's own templates is wrong.

    """
    first = articles[0]
    locales = [each.locale for each in articles]
    editions = [
        _edition(
            each,
            report,
            prefix=f"{each.locale.tag}-" if len(articles) > 1 else "",
            label=language_label(each.locale, locales),
        )
        for each in articles
    ]
    addresses = Addresses(first.site, article_path(first.document_id, first.locale))
    fonts = " font-src data:;" if carries_fonts(first.site, first.locale) else ""
    return render_page(
        _TEMPLATE,
        _with_template(first.site),
        first.locale,
        editions=editions,
        canonical=addresses.absolute(addresses.page),
        indexed=first.indexed,
        policy=f"{_POLICY}{fonts} base-uri 'none'; form-action 'none'",
    )


def _edition(
    article: Article,
    report: Callable[[Finding], None],
    *,
    prefix: str,
    label: str,
) -> _Edition:
    root = isolate(prepared(replace(article, pictures={})), article.locale.direction)
    has_date = write_bylines(root, article)
    place_pictures(root, article, finder(report), _data_address)
    parts = parts_of(root)
    spoken = article.site.words(article.locale)
    for part in parts.all:
        conform(part)
        let_tables_scroll(part, spoken)
    anchors = {anchor: prefix + anchor for anchor in parts.anchors}
    _link(parts, article, anchors)
    summary = summarize(article)
    addresses = Addresses(article.site, article_path(article.document_id, article.locale))
    return _Edition(
        article=article,
        summary=summary,
        speak=partial(said, spoken),
        label=label,
        header=serialise(parts.header),
        body=serialise(parts.body),
        footer=serialise(parts.footer),
        has_date=has_date,
        anchors=anchors,
        origin=origin_notice(article),
        original=spoken_phrase(article.original_title or article.source.endonym, article.source),
        original_address=addresses.absolute(article_path(article.document_id, article.source)),
        credit=translators_notice(article),
        provenance=provenance_notice(article),
        based_on=based_on_notice(article),
        unfinished=unfinished_notice(article, summary),
        rights=rights_lines(article),
        corrections=told_corrections(article, anchors),
    )


def _link(parts: Parts, article: Article, anchors: Mapping[str, str]) -> None:
    """Give each passage the id that it has in the file, and lead links there or out of it."""
    for element in (each for part in parts.all for each in part.iter("*")):
        own = element.get("id")
        if own:
            element.set("id", anchors[own])
        if element.tag == "a" and element.get("href") is not None:
            target = _target(element, article, anchors)
            if target:
                element.set("href", target)
            else:
                del element.attrib["href"]


def _target(link: etree._Element, article: Article, anchors: Mapping[str, str]) -> str:
    address = link.get("href", "").strip()
    if address.startswith("#"):
        inside = anchors.get(address[1:])
        return f"#{inside}" if inside else ""
    return leading_out(address, article)


def _data_address(picture: CarriedPicture) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode('ascii')}"


def _with_template(site: Site) -> Site:
    """Return the site with the template of this form among its own, unless it has one."""
    if any(each.name == _TEMPLATE for each in site.templates):
        return site
    file = resources.files("toolkit.editions").joinpath("templates", _TEMPLATE)
    own = TemplateFile(_TEMPLATE, file.read_text(encoding="utf-8"), _TEMPLATE)
    return replace(site, templates=(*site.templates, own))
