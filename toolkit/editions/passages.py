"""Passages: a localized article's tree as the HTML that a page holds."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from toolkit.editions.article import Article
from toolkit.editions.bidi import isolate
from toolkit.editions.summary import UNTRANSLATED, has_class
from toolkit.editions.vocabulary import purified

__all__ = ["Passages", "render_passages"]

_HOLDERS = frozenset({"blockquote", "div", "dl", "footer", "header", "ol", "section", "ul"})


@dataclass(frozen=True, slots=True)
class Passages:
    """The parts of an article's page that its author and translators wrote."""

    header: Markup
    """Headline, standfirst and byline."""
    body: Markup
    footer: Markup
    """The author's note."""
    has_date: bool
    """Whether the header says the day of publication."""


def render_passages(article: Article) -> Passages:
    """Return an article's passages as HTML: dates in its language, foreign directions isolated."""
    root = isolate(purified(article.root), article.locale.direction)
    has_date = any(_write_dates(header, article) for header in root.iter("header"))
    _break_lines(root)
    header: list[etree._Element] = []
    body: list[etree._Element] = []
    footer: list[etree._Element] = []
    for child in root:
        if child.tag == "header":
            header.extend(child)
        elif child.tag == "footer":
            footer.extend(child)
        elif has_class(child, "body"):
            body.extend(child)
        else:
            body.append(child)
    return Passages(_serialise(header), _serialise(body), _serialise(footer), has_date)


def _write_dates(header: etree._Element, article: Article) -> bool:
    """Write the dates of a byline in the edition's language; return whether there is one."""
    found = False
    for time in header.iter("time"):
        try:
            day = dt.date.fromisoformat(time.get("datetime", "")[:10])
        except ValueError:
            continue
        found = True
        time[:] = []
        time.text = article.locale.date(day)
        for name in ("lang", "dir"):
            time.attrib.pop(name, None)
        if has_class(time, UNTRANSLATED):
            del time.attrib["class"]
    return found


def _break_lines(element: etree._Element) -> None:
    """Put each block on a line of its own, so that editions can be compared line by line."""
    texts = [element.text, *(child.tail for child in element)]
    if len(element) and not any(text.strip() for text in texts if text):
        element.text = "\n"
        for child in element:
            child.tail = "\n"
            if child.tag in _HOLDERS or has_class(child, "byline"):
                _break_lines(child)


def _serialise(elements: Iterable[etree._Element]) -> Markup:
    html = "".join(etree.tostring(each, method="html", encoding="unicode") for each in elements)
    # lxml escaped each text and attribute of a tree that holds the articles' vocabulary only.
    return Markup(html)  # noqa: S704
