"""toolkit status: a table of locales, and the board of documents."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, printable
from toolkit.cli.idle import idle_locales
from toolkit.cli.options import everything_option, locale_option, verb
from toolkit.cli.session import Session, exit_status, print_findings
from toolkit.document.model import Quality
from toolkit.localizing.targets import State
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.publishing.waiting import Wait
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.status import DocumentQuality, DocumentStatus, project_status

__all__ = ["status"]

_Bases = Mapping[Locale, Locale | None]
_COUNTS = ("fuzzy", "unreviewed", "untranslated", "broken", "stale")
_SUMMED = ("units", "words", "translated_words", *_COUNTS)
_FACTS = ("for review", "published", "what holds it back, and what is next")
_FEW = 5
"""How many documents are named that a launch holds back."""
_HEAD = ("locale", "units", "words", "translated", "", *_COUNTS)


@verb
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@locale_option
@click.option(
    "--by",
    type=click.Choice(["locale", "document"]),
    help="Print a line for each locale, or for each document in each locale.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, by document and locale.")
@everything_option
@click.pass_context
def status(
    ctx: click.Context,
    documents: tuple[str, ...],
    locales: tuple[str, ...],
    by: str | None,
    as_json: bool,
    everything: bool,
) -> None:
    """Show how far the translations have come: units, words, translated, fuzzy, stale.

    “translated” counts words of the source, and their share. “stale” counts units whose source has
    changed since they were translated. If a document says how good its text is (ITS 2.0), it gets a
    line of its own; -v shows the places. A derived locale, “kk-Latn ← kk”, has the figures of the
    locale that it is made from.

    An edition that is ready and that its launch holds back has a line with what it waits for, and
    the command to run next.

    DOCUMENT is a document's id, or the path of its source. With one, or with --by document, each
    document has a line for each locale: also how much waits for review, since when it is published,
    what holds it back, and the command to run next. -v prints these lines below the others.

    \b
    Example:
      toolkit status -l kk --json
      toolkit status --by document
      toolkit status articles/flood.txt
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    settings = load_settings(session.folder)
    wanted = [each for each in settings.chosen(locales) if each in settings.locales]
    found = project_status(settings, wanted, documents, everything=everything)
    print_findings(found.findings)
    if not as_json and not exit_status(found.findings):
        # Else nobody knows in which languages those are written that cannot be read.
        busy = {each.locale for each in found}
        print_findings(idle_locales(settings, locales, busy, "status"))
    by = by or ("document" if documents else "locale")
    _print(session, settings, found.items, by=by, as_json=as_json)
    ctx.exit(exit_status(found.findings))


def _print(
    session: Session,
    settings: ProjectSettings,
    found: Sequence[DocumentStatus],
    *,
    by: str,
    as_json: bool,
) -> None:
    bases = {locale: each.base for locale, each in settings.locales.items()}
    if as_json:
        rows = [_as_data(each, bases[each.locale]) for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if by == "locale":
        _print_by_locale(found, bases)
        if session.verbose:
            click.echo()
        else:
            _print_waits(found)
    if by == "document" or session.verbose:
        _print_by_document(found, bases)
    _print_quality(found, verbose=session.verbose)


def _print_waits(found: Iterable[DocumentStatus]) -> None:
    """Print what editions wait for that are ready, and what is to be done for it."""
    groups: dict[tuple[str, Wait, str], list[str]] = {}
    for each in found:
        if each.waits is not None:
            key = each.document_id, each.waits, each.next
            groups.setdefault(key, []).append(each.locale.tag)
    if len(groups) > _FEW:
        number = len({document_id for document_id, _, _ in groups})
        click.echo(f"{number:,} documents: held back by a launch (-v lists them)")
        return
    for (document_id, wait, step), tags in groups.items():
        after = f"; next: {step}" if step else ""
        line = f"{document_id}: {', '.join(tags)}: held back: {wait.reason}{after}"
        click.echo(printable(line))


def _print_by_locale(found: Iterable[DocumentStatus], bases: _Bases) -> None:
    by_locale: dict[Locale, list[DocumentStatus]] = {}
    for each in found:
        by_locale.setdefault(each.locale, []).append(each)
    lines = (_row(locale, group, bases[locale]) for locale, group in by_locale.items())
    _print_table([_HEAD, *lines])


def _print_by_document(found: Sequence[DocumentStatus], bases: _Bases) -> None:
    """Print each document in each locale: for people in a terminal, for programs on a line."""
    if sys.stdout.isatty():
        _print_board(found, bases)
        return
    lines = [
        (
            printable(each.document_id),
            *_row(each.locale, [each], bases[each.locale]),
            str(each.for_review),
            _published(each),
            "; ".join(_after(each)),
        )
        for each in found
    ]
    _print_table([("document", *_HEAD, *_FACTS), *lines], names=2)


def _print_board(found: Sequence[DocumentStatus], bases: _Bases) -> None:
    """Print the name of each document, and below it a line for each locale with what is next."""
    rows = [
        (
            _named(each.locale, bases[each.locale]),
            f"{each.done:,} of {sum(each.words.values()):,}",
            f"{_percent(each.done, sum(each.words.values()))} %",
            str(each.fuzzy),
            str(each.for_review),
            _published(each),
        )
        for each in found
    ]
    head = ("locale", "words done", "", "fuzzy", "for review", "published")
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    click.echo(f"  {_line(head, widths)}")
    document_id = ""
    for each, row in zip(found, rows, strict=True):
        if each.document_id != document_id:
            document_id = each.document_id
            click.echo(printable(document_id))
        click.echo(f"  {_line(row, widths)}")
        for after in _after(each):
            click.echo(f"    {after}")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return cells in columns: a name, figures, and a day."""
    name, *figures, day = zip(cells, widths, strict=True)
    middle = (cell.rjust(width) for cell, width in figures)
    return "  ".join((name[0].ljust(name[1]), *middle, day[0])).rstrip()


def _published(each: DocumentStatus) -> str:
    if not each.is_published:
        return "no"
    return each.since.isoformat() if each.since is not None else "yes"


def _after(each: DocumentStatus) -> Iterator[str]:
    """Yield what holds a document back, and the command that takes it further."""
    if each.reason:
        yield f"held back: {printable(each.reason)}"
    if each.next:
        yield f"next: {printable(each.next)}"


def _as_data(each: DocumentStatus, base: Locale | None) -> dict[str, object]:
    return {
        "document": each.document_id,
        "locale": each.locale.tag,
        "from": base.tag if base is not None else None,
        "units": sum(each.units.values()),
        "words": sum(each.words.values()),
        "translated_units": each.units[State.TRANSLATED],
        "translated_words": each.done,
        "fuzzy": each.fuzzy,
        "untranslated": each.units[State.UNTRANSLATED] + each.units[State.STALE],
        "unreviewed": each.units[State.UNREVIEWED],
        "broken": each.units[State.BROKEN],
        "stale": each.stale,
        "for_review": each.for_review,
        "published": each.is_published,
        "published_since": each.since.isoformat() if each.since is not None else None,
        "held_back": each.reason or None,
        "next": each.next or None,
        "quality": _quality_data(each.quality) if each.quality else None,
        "waits": _wait_data(each.waits) if each.waits else None,
    }


def _wait_data(wait: Wait) -> dict[str, object]:
    return {
        "reason": wait.reason,
        "time": wait.time.isoformat() if wait.time is not None else None,
        "for": [
            {
                "document": each.document_id,
                "locale": each.locale.tag,
                "words": each.words,
                "reason": each.reason or None,
            }
            for each in wait.missing
        ],
    }


def _quality_data(quality: DocumentQuality) -> dict[str, object]:
    return {
        "units_with_issues": quality.issues,
        "rating_mean": round(fmean(quality.scores), 2) if quality.scores else None,
        "rating_lowest": min(quality.scores, default=None),
        "mt_confidence_lowest": min(quality.confidences, default=None),
        "mt_confidence_highest": max(quality.confidences, default=None),
        "units": [
            _unit_data(unit.location, unit.quality) for unit in quality.units if unit.quality
        ],
    }


def _unit_data(place: Location, quality: Quality) -> dict[str, object]:
    return {
        "file": place.path,
        "line": place.line,
        "issues": [
            {
                "type": issue.kind,
                "comment": issue.comment,
                "severity": issue.severity,
                "profile": issue.profile,
                "enabled": issue.enabled,
            }
            for issue in quality.issues
        ],
        "rating": quality.score,
        "vote": quality.vote,
        "mt_confidence": list(quality.confidences),
    }


def _print_quality(found: Iterable[DocumentStatus], *, verbose: bool) -> None:
    """Print a line for each document that says how good its text is; its places when verbose."""
    documents = {each.document_id: each.quality for each in found if each.quality}
    for document_id, quality in documents.items():
        click.echo(f"{printable(document_id)}: {'; '.join(_quality_words(quality))}")
        if verbose:
            for unit in quality.units:
                for line in _unit_words(unit.quality or Quality()):
                    click.echo(f"  {unit.location}: {printable(line)}")


def _quality_words(quality: DocumentQuality) -> Iterator[str]:
    if quality.issues:
        yield f"units with quality issues: {quality.issues}"
    if quality.scores:
        mean, lowest = fmean(quality.scores), min(quality.scores)
        yield f"rating {mean:.4g} of 100 on average, {lowest:g} at the lowest"
    if quality.confidences:
        lowest, highest = min(quality.confidences), max(quality.confidences)
        yield f"machine translation confident from {lowest:g} to {highest:g}"
    if not (quality.issues or quality.scores or quality.confidences):
        yield "quality issues that are switched off, or votes"


def _unit_words(quality: Quality) -> Iterator[str]:
    for issue in quality.issues:
        severity = f" ({issue.severity} of 100)" if issue.severity else ""
        off = "" if issue.enabled else " [off]"
        comment = f": {issue.comment}" if issue.comment else ""
        yield f"{issue.kind or 'issue'}{severity}{off}{comment}"
    if quality.score is not None:
        yield f"rating {quality.score:g} of 100"
    if quality.vote is not None:
        yield f"vote {quality.vote:+d}"
    if quality.confidences:
        yield f"confidence {', '.join(f'{each:g}' for each in quality.confidences)}"


def _row(locale: Locale, group: Iterable[DocumentStatus], base: Locale | None) -> tuple[str, ...]:
    rows = [_as_data(each, base) for each in group]
    sums = {key: sum(int(str(row[key])) for row in rows) for key in _SUMMED}
    percent = _percent(sums["translated_words"], sums["words"])
    return (
        _named(locale, base),
        str(sums["units"]),
        str(sums["words"]),
        str(sums["translated_words"]),
        f"{percent} %",
        *(str(sums[key]) for key in _COUNTS),
    )


def _named(locale: Locale, base: Locale | None) -> str:
    return locale.tag if base is None else f"{locale.tag} ← {base.tag}"


def _percent(done: int, words: int) -> int:
    return 100 * done // words if words else 100


def _print_table(rows: Sequence[Sequence[str]], names: int = 1) -> None:
    """Print rows in columns: first names, then figures.

    What is not reviewed has a column only in a newsroom that requires that.
    """
    at = rows[0].index("unreviewed")
    if not any(int(row[at]) for row in rows[1:]):
        rows = [[*row[:at], *row[at + 1 :]] for row in rows]
    texts = rows[0].index(_FACTS[-1]) if _FACTS[-1] in rows[0] else len(rows[0])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.ljust(width) if at < names or at == texts else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())
