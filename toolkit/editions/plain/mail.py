"""Mail: an article as plain text for mail, with its links below."""

from collections.abc import Iterator

from toolkit.editions.article import Article, Phrase
from toolkit.editions.notices import (
    origin_notice,
    provenance_notice,
    rights_lines,
    translators_notice,
    unfinished_notice,
)
from toolkit.editions.plain.flow import Block, flow, page_address, plain_text
from toolkit.editions.summary import Summary, summarize
from toolkit.editions.told_corrections import correction_line
from toolkit.localizing.interface_words import date_in, list_in

__all__ = ["closing_lines", "correction_lines", "opening_lines", "render_text"]

_INDENT = {"quote": "    ", "code": "    "}
_TOGETHER = frozenset({"item", "row"})
"""Kinds whose blocks stand on lines below one another."""


def render_text(article: Article) -> bytes:
    """Return an article as plain text in UTF-8, a paragraph on one line: programs wrap it.

    In right-to-left text, foreign words that would be shown in a wrong place are isolated by
    characters (UAX #9). Links have numbers, and their addresses stand at the end.
    """
    summary = summarize(article)
    links: list[str] = []
    parts = list(opening_lines(article, summary))
    last = ""
    for block in flow(article):
        line = _line(block, links)
        if block.kind == last and block.kind in _TOGETHER:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
        last = block.kind
    parts.extend(closing_lines(article, summary))
    if links:
        parts.append("\n".join(f"[{number}] {each}" for number, each in enumerate(links, 1)))
    if page_address(article):
        parts.append(page_address(article))
    return ("\n\n".join(parts) + "\n").encode()


def opening_lines(article: Article, summary: Summary) -> Iterator[str]:
    """Yield headline, standfirst, and who wrote it when."""
    yield _shown(summary.title)
    if summary.standfirst:
        yield _shown(summary.standfirst)
    names = [author.text for author in summary.authors]
    said = [list_in(article.locale, names)] if names else []
    if article.metadata.date:
        said.append(date_in(article.locale, article.metadata.date))
    if said:
        yield plain_text(" · ".join(said), article.locale)


def correction_lines(article: Article) -> Iterator[str]:
    """Yield what was put right, newest first, each after its day."""
    spoken = article.site.words(article.locale)
    for each in article.corrections:
        yield plain_text(correction_line(spoken, each), article.locale)


def closing_lines(article: Article, summary: Summary) -> Iterator[str]:
    """Yield corrections, what is said of the translation, and whose the rights are."""
    yield from correction_lines(article)
    made = (provenance_notice(article), translators_notice(article))
    notices = (origin_notice(article), *made)
    for notice in (*notices, unfinished_notice(article, summary)):
        if notice:
            yield plain_text(notice.text, notice.locale)
    if article.notice:
        yield plain_text(article.notice, article.locale)
    yield from (plain_text(each.text, each.locale) for each in rights_lines(article))


def _line(block: Block, links: list[str]) -> str:
    said = []
    for number, run in enumerate(block.runs):
        said.append(run.text)
        following = block.runs[number + 1].address if number + 1 < len(block.runs) else ""
        if run.address and run.address not in {following, run.text}:
            if run.address not in links:
                links.append(run.address)
            said.append(f" [{links.index(run.address) + 1}]")
    text = "".join(said)
    indent = _INDENT.get(block.kind, "")
    return "\n".join(
        indent + plain_text((block.before if at == 0 else "") + line, block.locale)
        for at, line in enumerate(text.split("\n"))
    )


def _shown(phrase: Phrase) -> str:
    return plain_text(phrase.text, phrase.locale)
