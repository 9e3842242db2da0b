"""toolkit import: what translators send back, into the catalogs."""

import json
from collections.abc import Iterable
from typing import NoReturn

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.cli.options import hand_option, locale_option, verb
from toolkit.cli.session import Session, ask_passphrase, print_findings, read_input
from toolkit.exchange.forms import read_reply
from toolkit.exchange.reply import Reply
from toolkit.exchange.returning import Kind
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.packages import Returns, aligned_reply, take_back_reply
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["import_"]

_ARTICLE_AND_TRANSLATION = 2
_MOST_SHOWN = 15
"""How many findings one screen holds."""


@verb
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@locale_option
@click.option(
    "--align",
    "aligned",
    metavar="TAG",
    help="Give an article and a file with nothing but its translation into this language.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Report what would happen, and write nothing.")
@hand_option("The translator's pseudonym, which “toolkit review” shows.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, row by row.")
@click.pass_obj
def import_(
    session: Session,
    files: tuple[str, ...],
    locales: tuple[str, ...],
    aligned: str | None,
    dry_run: bool,
    hand: str,
    as_json: bool,
) -> None:
    """Take translations back: any file that “toolkit export” wrote.

    If the catalog changed in the meantime, both translations are kept and you are told. Give -l
    only if the file has lost its language.

    \b
    Example:
      toolkit import heat.ug.docx --dry-run
      toolkit import --align kk articles/heat.docx returned.docx
    """  # noqa: D301
    if len(locales) > 1:
        raise click.UsageError("Give one language at most")
    if aligned is not None and (len(files) != _ARTICLE_AND_TRANSLATION or locales):
        raise click.UsageError("Give an article and its translation: --align kk ARTICLE FILE")
    settings = load_settings(session.folder)
    if aligned is not None:
        language, reply = _aligned(session, settings, files, aligned)
        found = take_back_reply(settings, reply, language, hand=hand, dry_run=dry_run)
        _tell(session, [found], [], as_json=as_json, dry_run=dry_run)
    locale = settings.chosen(locales)[0] if locales else None
    taken: list[Returns] = []
    wrong: list[Finding] = []
    for name in files:
        try:
            reply = read_reply(read_input(session, name), name, ask_passphrase)
            taken.append(take_back_reply(settings, reply, locale, hand=hand, dry_run=dry_run))
        except ToolkitError as error:
            wrong.extend(error.findings)
    _tell(session, taken, wrong, as_json=as_json, dry_run=dry_run)


def _aligned(
    session: Session, settings: ProjectSettings, files: tuple[str, ...], tag: str
) -> tuple[Locale, Reply]:
    (locale,) = settings.chosen([Locale.named(tag).tag])
    article, name = files
    return locale, aligned_reply(settings, article, read_input(session, name), name, locale)


def _tell(
    session: Session,
    taken: list[Returns],
    wrong: list[Finding],
    *,
    as_json: bool,
    dry_run: bool,
) -> NoReturn:
    """Print what became of files, and end with the status that fits it."""
    if as_json:
        click.echo(json.dumps(_as_data(taken, wrong), ensure_ascii=False, indent=2))
    else:
        for each in taken:
            _report(session, each, dry_run=dry_run)
        print_findings(wrong)
    findings = [*wrong, *(finding for each in taken for finding in each.all_findings)]
    told = any(each.severity is not Severity.HINT for each in findings)
    raise click.exceptions.Exit(1 if told else 0)


def _report(session: Session, returns: Returns, *, dry_run: bool) -> None:
    """Print what became of a file: the counts, and at most a screen of findings."""
    counts = returns.counts
    parts = [f"{counts[kind]} {kind}" for kind in Kind if counts[kind]]
    would = "would be " if dry_run else ""
    session.say(f"{returns.path} ({returns.locale.tag}): {', '.join(parts) or 'no rows'}")
    findings = returns.all_findings
    shown = findings if session.verbose else findings[:_MOST_SHOWN]
    print_findings(shown)
    if len(shown) < len(findings):
        session.say(f"… and {len(findings) - len(shown)} more; -v shows them all")
    for path in returns.written:
        session.say(f"{path}: {would}written")


def _as_data(taken: Iterable[Returns], wrong: Iterable[Finding]) -> dict[str, object]:
    return {
        "files": [
            {
                "file": each.path,
                "locale": each.locale.tag,
                "counts": {str(kind): number for kind, number in sorted(each.counts.items())},
                "written": list(each.written),
                "rows": [
                    {
                        "place": str(outcome.row.place),
                        "document": outcome.document,
                        "outcome": str(outcome.kind),
                        "target": outcome.row.target,
                        "message": outcome.finding.message if outcome.finding else "",
                    }
                    for outcome in each.outcomes
                    if outcome.kind is not Kind.UNCHANGED
                ],
                "findings": [str(finding) for finding in each.findings],
            }
            for each in taken
        ],
        "errors": [str(finding) for finding in wrong],
    }
