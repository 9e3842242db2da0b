"""Desk pages: the board as HTML, and the empty page that an article is loaded into."""

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import urlencode

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError, printable
from toolkit.base.frozen import frozen
from toolkit.desk.board import Board, BoardFilter, Row
from toolkit.exchange.kit_words import kit_words
from toolkit.localizing.targets import State
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.status import DocumentStatus

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


def board_page(
    settings: ProjectSettings,
    board: Board,
    reader: Locale,
    wanted: BoardFilter = BoardFilter(),  # noqa: B008 - frozen
) -> bytes:
    """Return the board: a row for each article, a cell for each language.

    Args:
        settings: the newsroom.
        board: all of it.
        reader: the language of the desk's own words.
        wanted: what of it is shown.

    """
    _, words = kit_words(reader)
    known = [each for each in settings.translated if any(_has(row, each) for row in board.rows)]
    form = _form(wanted, known, words)
    count, board = len(board.rows), wanted.of_board(board)
    locales = [each for each in known if any(_has(row, each) for row in board.rows)]
    if wanted.query:
        form += f'<p role="status">{_text(words["Article"])}: {len(board.rows)} / {count}</p>'
    head = "".join(f'<th scope="col">{_apart(each.endonym, each)}</th>' for each in locales)
    cells = _Cells(words, wanted.query)
    rows = "".join(cells.row(row, locales, settings.source) for row in board.rows)
    wrong = "".join(_problem(each) for each in board.findings)
    problems = f'<ul class="problems" role="alert">{wrong}</ul>' if wrong else ""
    body = (
        f"<header><h1>{_text(settings.title)} <small>{_text(words['Desk'])}</small></h1></header>"
        f'<main class="board">{problems}{form}<table><thead><tr>'
        f'<th scope="col">{_text(words["Article"])}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></main>"
    )
    return _page(reader, f"{settings.title} · {words['Desk']}", body)


def _has(row: Row, locale: Locale) -> bool:
    return any(cell.locale == locale for cell in row.cells)


def _form(wanted: BoardFilter, locales: list[Locale], words: _Words) -> str:
    """Return the fields that filter the board: a form like any other, so that any key works."""
    languages = {each.tag: each.endonym for each in locales}
    waits = {
        "translation": words["Translate"],
        "review": words["Waits for review"],
        "held": words["Held back"],
        "published": words["Published"],
    }
    text = f'<input type="search" name="text" value="{escape(wanted.text)}">'
    fields = (
        (words["Article"], text),
        (words["Language"], _select("language", wanted.language, languages, words)),
        (words["What waits"], _select("waits", wanted.waits, waits, words)),
    )
    shown = "".join(f"<label>{_text(name)} {field}</label>" for name, field in fields)
    clear = f'<a href="/">{_text(words["All"])}</a>' if wanted.query else ""
    return (
        f'<form class="filter" role="search" action="/" method="get">{shown}'
        f'<p class="actions"><button>{_text(words["Show"])}</button>{clear}</p></form>'
    )


def _select(name: str, chosen: str, choices: Mapping[str, str], words: _Words) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{_text(label)}</option>"
        for value, label in {"": words["All"], **choices}.items()
    )
    return f'<select name="{name}">{options}</select>'


@frozen
class _Cells:
    """What the cells of a board say."""

    words: _Words
    board: str
    """What of the board is shown, to come back to."""

    def row(self, row: Row, locales: list[Locale], source: Locale) -> str:
        """Return the row of an article."""
        cells = {cell.locale: cell for cell in row.cells}
        shown = "".join(
            self._cell(row, cells[each]) if each in cells else "<td></td>" for each in locales
        )
        return f'<tr><th scope="row">{_apart(row.title, source)}</th>{shown}</tr>'

    def _cell(self, row: Row, cell: DocumentStatus) -> str:
        words = self.words
        name = f' data-language="{escape(cell.locale.endonym)}"'
        how, sign, word = _how(cell, words)
        lines = [f'<p class="how"><span aria-hidden="true">{sign}</span> {word}</p>']
        if cell.reason:
            lines.append(f'<p class="why">{_apart(cell.reason, Locale("en"))}</p>')
        if cell.problems:
            wrong = "".join(_problem(each) for each in cell.problems)
            lines.append(f'<ul class="problems">{wrong}</ul>')
        lines.extend(f"<p>{line}</p>" for line in _counts(cell, words))
        if cell.next:
            lines.append(f'<p class="next">{_text(words["Next"])}: {_command(cell.next)}</p>')
        if not cell.problems:
            lines.append(self._links(row, cell))
        return f'<td{name} data-how="{how}">{"".join(lines)}</td>'

    def _links(self, row: Row, cell: DocumentStatus) -> str:
        """Return the links: what is to be done next comes first."""
        words, what = self.words, f"{row.title}, {cell.locale.endonym}"
        where = {"document": row.document_id, "locale": cell.locale.tag}
        if self.board:
            where["board"] = self.board
        translate = (urlencode(where), words["Translate"])
        review = (urlencode({**where, "review": "1"}), words["Review"])
        first, second = (review, translate) if not cell.to_translate else (translate, review)
        links = "".join(
            f'<a href="/article?{escape(query)}" aria-label="{_text(f"{word}: {what}")}"{mark}>'
            f"{_text(word)}</a>"
            for (query, word), mark in ((first, ' class="primary"'), (second, ""))
        )
        return f'<p class="actions">{links}</p>'


def _how(cell: DocumentStatus, words: _Words) -> tuple[str, str, str]:
    """Return whether an edition is published, or held back: for the style, as a sign, in words."""
    if cell.is_published:
        since = cell.since.isoformat() if cell.since is not None else ""
        day = f' <time datetime="{since}">{since}</time>' if since else ""
        return "published", "●", f"{_text(words['Published'])}{day}"
    if cell.reason:
        return "held", "○", _text(words["Held back"])
    return "ready", "◐", _text(words["Ready to be published"])


def _command(command: str) -> str:
    """Return a command whose words stay whole: an option broken at its hyphens reads as two."""
    words = " ".join(f"<span>{_text(word)}</span>" for word in command.split(" "))
    return f'<code dir="ltr">{words}</code>'


def _counts(cell: DocumentStatus, words: _Words) -> Iterator[str]:
    yield f"{_text(words['Words done'])}: <b>{cell.done:,}</b> / {sum(cell.words.values()):,}"
    for state, name in _COUNTED.items():
        if cell.units[state]:
            yield f"{_text(words[name])}: <b>{cell.units[state]}</b>"
    if cell.for_review:
        yield f"{_text(words['Waits for review'])}: <b>{cell.for_review}</b>"


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
