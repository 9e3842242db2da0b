"""Desk pages: the board as HTML, and the empty page that an article is loaded into."""

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import urlencode

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError, printable
from toolkit.desk.board import Board, Cell, Row
from toolkit.exchange.kit_words import kit_words
from toolkit.localizing.targets import State
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["article_page", "board_page", "problem_page", "reader_language"]

_Words = Mapping[str, str]
_COUNTED = {
    State.FUZZY: "draft",
    State.UNTRANSLATED: "untranslated",
    State.STALE: "stale",
    State.BROKEN: "broken",
}
"""What of a cell is counted in words, and the name of the words."""


def reader_language(accepted: str) -> Locale:
    """Return the language of the desk's own words: the first that a browser asks for and we have.

    Args:
        accepted: its Accept-Language (RFC 9110, section 12.5.4), in its own order.

    """
    for each in accepted.split(","):
        try:
            wanted = Locale.named(each.partition(";")[0].strip())
        except ToolkitError:
            continue
        spoken, _ = kit_words(wanted)
        if spoken.language == wanted.language:
            return spoken
    return Locale("en")


def board_page(settings: ProjectSettings, board: Board, reader: Locale) -> bytes:
    """Return the board: a row for each article, a cell for each language."""
    _, words = kit_words(reader)
    locales = [each for each in settings.translated if any(_has(row, each) for row in board.rows)]
    head = "".join(f'<th scope="col">{_apart(each.endonym, each)}</th>' for each in locales)
    rows = "".join(_row(row, locales, settings, words) for row in board.rows)
    wrong = "".join(_problem(each) for each in board.findings)
    problems = f'<ul class="problems" role="alert">{wrong}</ul>' if wrong else ""
    body = (
        f"<header><h1>{_text(settings.title)} <small>{_text(words['Desk'])}</small></h1></header>"
        f'<main class="board">{problems}<table><thead><tr>'
        f'<th scope="col">{_text(words["Article"])}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></main>"
    )
    return _page(reader, f"{settings.title} · {words['Desk']}", body)


def _has(row: Row, locale: Locale) -> bool:
    return any(cell.locale == locale for cell in row.cells)


def _row(row: Row, locales: list[Locale], settings: ProjectSettings, words: _Words) -> str:
    cells = {cell.locale: cell for cell in row.cells}
    shown = "".join(
        _cell(row, cells[each], words) if each in cells else "<td></td>" for each in locales
    )
    return f'<tr><th scope="row">{_apart(row.title, settings.source)}</th>{shown}</tr>'


def _cell(row: Row, cell: Cell, words: _Words) -> str:
    name = f' data-language="{escape(cell.locale.endonym)}"'
    if cell.problems:
        wrong = "".join(_problem(each) for each in cell.problems)
        return f'<td{name} data-how="wrong"><ul class="problems">{wrong}</ul></td>'
    how = "held" if cell.reason else "published"
    sign, word = ("○", words["Held back"]) if cell.reason else ("●", words["Published"])
    lines = [f'<p class="how"><span aria-hidden="true">{sign}</span> {_text(word)}</p>']
    if cell.reason:
        lines.append(f'<p class="why">{_apart(cell.reason, Locale("en"))}</p>')
    lines.extend(f"<p>{line}</p>" for line in _counts(cell, words))
    lines.append(_next(row, cell, words))
    return f'<td{name} data-how="{how}">{"".join(lines)}</td>'


def _counts(cell: Cell, words: _Words) -> Iterator[str]:
    for state, name in _COUNTED.items():
        if cell.counts[state]:
            yield f"{_text(words[name])}: <b>{cell.counts[state]}</b>"
    if cell.for_review:
        yield f"{_text(words['Waits for review'])}: <b>{cell.for_review}</b>"


def _next(row: Row, cell: Cell, words: _Words) -> str:
    """Return the links: what is to be done next comes first."""
    what = f"{row.title}, {cell.locale.endonym}"
    where = {"document": row.document_id, "locale": cell.locale.tag}
    translate = (urlencode(where), words["Translate"])
    review = (urlencode({**where, "review": "1"}), words["Review"])
    first, second = (review, translate) if not cell.to_translate else (translate, review)
    links = "".join(
        f'<a href="/article?{escape(query)}" aria-label="{_text(f"{word}: {what}")}"{mark}>'
        f"{_text(word)}</a>"
        for (query, word), mark in ((first, ' class="primary"'), (second, ""))
    )
    return f'<p class="actions">{links}</p>'


def _problem(finding: Finding) -> str:
    return f'<li class="{finding.severity}" lang="en" dir="ltr">{escape(str(finding))}</li>'


def article_page(reader: Locale) -> bytes:
    """Return the page that an article is loaded into."""
    return _page(reader, "Desk", "<main></main>", script=True)


def problem_page(reader: Locale, message: str) -> bytes:
    """Return a page that says what is wrong."""
    body = f'<main><p role="alert" lang="en" dir="ltr">{_text(message)}</p></main>'
    return _page(reader, "Desk", body)


def _page(reader: Locale, title: str, body: str, *, script: bool = False) -> bytes:
    module = '<script type="module" src="/front/desk.js"></script>' if script else ""
    page = (
        f'<!doctype html>\n<html lang="{reader.tag}" dir="{reader.direction}"><head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}</title>"
        '<link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/front/kit.css">'
        f'<link rel="stylesheet" href="/front/desk.css">{module}</head><body>{body}</body></html>\n'
    )
    return page.encode()


def _apart(text: str, locale: Locale) -> str:
    """Return a text of another language; it stands where the page's own would stand."""
    return f'<bdi lang="{locale.tag}" dir="{locale.direction}">{_text(text)}</bdi>'


def _text(text: str) -> str:
    return escape(printable(text))
