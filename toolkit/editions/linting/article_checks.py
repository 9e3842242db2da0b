"""Article checks: what is wrong with an article that its editions can live with."""

from collections.abc import Iterator

from lxml import etree

from toolkit.base.errors import Finding, Location, Severity
from toolkit.editions.article import Article
from toolkit.editions.passages import RESERVED_IDS

__all__ = ["check_article"]

_LONGEST_TITLE = 300


def check_article(article: Article) -> tuple[Finding, ...]:
    """Return what is wrong with an article's ids, dates and headline; its pages are made anyway.

    Of two elements with one id the first keeps it; a day of change before the day of publication
    is not shown.
    """
    return (*_ids(article), *_dates(article), *_headline(article))


def _ids(article: Article) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in article.root.iter("*"):
        own = element.get("id")
        if own is None:
            continue
        if own in seen:
            message = f"two passages have the id “{own}”; the second is published without an id"
            yield _finding(article, "passage-id", message, element, "give it an id of its own")
        elif own in RESERVED_IDS:
            message = f"the page itself uses the id “{own}”; the passage is published without an id"
            yield _finding(article, "passage-id", message, element, "give it another id")
        seen.add(own)
    for each in article.changed:
        if each.id not in seen and not article.is_kept(each.id):  # it may be left out
            message = f"the changed passage “{each.id}” is not in the edition in {article.locale}"
            yield _finding(article, "passage-id", message, None, "update the catalog")


def _dates(article: Article) -> Iterator[Finding]:
    published, updated = article.metadata.date, article.metadata.updated
    if published is None:
        return
    hint = "correct the dates of the article or of its corrections"
    if updated is not None and updated < published:
        message = f"the article says that it changed on {updated}, but it is of {published}"
        yield _finding(article, "article-date", message, None, hint)
    for each in article.corrections:
        if each.date < published:
            message = f"a correction is dated {each.date}, but the article is of {published}"
            yield _finding(article, "article-date", message, None, hint)


def _headline(article: Article) -> Iterator[Finding]:
    for heading in article.root.iterfind("header/h1"):
        length = len("".join(heading.itertext()))
        if length > _LONGEST_TITLE:
            message = f"the headline in {article.locale} has {length} characters"
            hint = "check that it is not a paragraph that was taken for the headline"
            yield _finding(article, "headline-length", message, heading, hint)


def _finding(
    article: Article, code: str, message: str, element: etree._Element | None, hint: str
) -> Finding:
    line = None if element is None or not article.is_original else element.sourceline
    place = Location(article.path or article.document_id, line)
    return Finding(code, message, place, hint, severity=Severity.WARNING)
