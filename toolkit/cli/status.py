"""toolkit status: a table of locales."""

import json
from collections.abc import Iterable, Sequence

import click

from toolkit.bcp47 import Locale
from toolkit.cli.options import locale_option, verb
from toolkit.cli.session import Session
from toolkit.editions.localize import State
from toolkit.newsroom import Project
from toolkit.status import DocumentStatus

__all__ = ["status"]

_HEAD = ("locale", "units", "words", "translated", "", "fuzzy", "untranslated", "broken", "stale")


@verb
@locale_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, by document and locale.")
@click.pass_obj
def status(session: Session, locales: tuple[str, ...], as_json: bool) -> None:
    """Show how far each locale is: units, words, translated, fuzzy, stale.

    “translated” counts words of the source and their share; “stale” counts units whose source
    changed after the translation was made.

    \b
    Example:
      toolkit status -l kk --json
    """  # noqa: D301
    found = Project.load(session.folder).status(locales)
    if as_json:
        rows = [_as_data(each) for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    by_locale: dict[Locale, list[DocumentStatus]] = {}
    for each in found:
        by_locale.setdefault(each.locale, []).append(each)
    _print_table([_HEAD, *(_row(locale, group) for locale, group in by_locale.items())])


def _as_data(each: DocumentStatus) -> dict[str, object]:
    return {
        "document": each.document_id,
        "locale": each.locale.tag,
        "units": sum(each.units.values()),
        "words": sum(each.words.values()),
        "translated_units": each.units[State.TRANSLATED],
        "translated_words": each.words[State.TRANSLATED],
        "fuzzy": each.units[State.FUZZY],
        "untranslated": each.units[State.UNTRANSLATED] + each.units[State.STALE],
        "broken": each.units[State.BROKEN],
        "stale": each.stale,
    }


def _row(locale: Locale, group: Iterable[DocumentStatus]) -> tuple[str, ...]:
    rows = [_as_data(each) for each in group]
    sums = {key: sum(int(str(row[key])) for row in rows) for key in rows[0] if key not in _NAMES}
    percent = 100 * sums["translated_words"] // sums["words"] if sums["words"] else 100
    return (
        locale.tag,
        str(sums["units"]),
        str(sums["words"]),
        str(sums["translated_words"]),
        f"{percent} %",
        *(str(sums[key]) for key in ("fuzzy", "untranslated", "broken", "stale")),
    )


_NAMES = frozenset({"document", "locale"})


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        click.echo("  ".join(cells).rstrip())
