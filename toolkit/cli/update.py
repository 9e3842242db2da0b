"""toolkit update: catalogs carried over to their templates."""

from collections.abc import Collection, Iterator, Sequence

import click

import toolkit
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.base.frozen import frozen
from toolkit.catalog.po import load, read, save, write
from toolkit.catalog.update import UpdateSummary, update_catalog
from toolkit.cli.idle import idle_locales
from toolkit.cli.move import moved_line
from toolkit.cli.options import (
    documents_option,
    everything_option,
    force_option,
    locale_option,
    refuse_given,
    verb,
)
from toolkit.cli.output import write_output
from toolkit.cli.session import (
    STANDARD,
    Session,
    exit_status,
    locale_of,
    print_findings,
    read_input,
)

__all__ = ["update"]


@verb
@click.argument("template", required=False, metavar="[POT]")
@click.argument("catalog", required=False, metavar="[PO]")
@click.option("-o", "--output", metavar="PO", help="Write here instead of to PO.")
@locale_option
@documents_option
@click.option(
    "--keep",
    metavar="ID",
    multiple=True,
    help="A unit whose edit only corrects a typo: keep its translation; repeatable.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@everything_option
@force_option
@click.pass_context
def update(
    ctx: click.Context,
    template: str | None,
    catalog: str | None,
    output: str | None,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    keep: tuple[str, ...],
    dry_run: bool,
    everything: bool,
) -> None:
    """Bring catalogs (PO) up to date with their sources.

    Without files, update every document and locale of the newsroom, including the templates. With
    POT and PO, update that catalog; if it does not exist, make it.

    \b
    Example:
      toolkit update page.pot kk.po
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    if template is None:
        refuse_given(ctx, {"output"}, "POT and PO; a newsroom's catalogs stay where they are")
        wanted = _Wanted(locales, documents, keep, dry_run, everything)
        ctx.exit(_update_newsroom(session, wanted))
    refuse_given(ctx, {"documents", "everything"}, "a whole newsroom; leave out POT and PO")
    if catalog is None:
        raise click.UsageError("Give the catalog too: toolkit update page.pot kk.po")
    if len(locales) > 1:
        raise click.UsageError("Give exactly one locale: -l kk")
    pot = read(read_input(session, template), template)
    path = session.path(catalog)
    old = load(path, shown=catalog) if path.is_file() else None
    locale = locale_of(catalog, old, locales)
    merged, summary = update_catalog(pot, old, locale, keep=keep)
    if keep:
        print_findings(_unknown_ids(keep, {each for entry in pot for each in entry.notes.ids}))
    click.echo(f"{locale}: {catalog}: {summary}", err=output == STANDARD)
    if dry_run:
        return
    if output is None:
        # Nothing is written where someone else has changed the file since it was read.
        session.say(f"{catalog}: {'written' if save(merged, path) else 'unchanged'}")
    else:
        write_output(session, output, write(merged), inputs=[template])


@frozen
class _Wanted:
    """What an update of a newsroom is asked for."""

    locales: Sequence[str]
    documents: Sequence[str]
    keep: Sequence[str]
    dry_run: bool
    everything: bool


def _update_newsroom(session: Session, wanted: _Wanted) -> int:
    totals: dict[Locale, UpdateSummary] = {}
    project = toolkit.Project.load(session.folder)
    locales, keep = wanted.locales, wanted.keep
    reports = project.update(
        locales,
        documents=wanted.documents,
        dry_run=wanted.dry_run,
        keep=keep,
        everything=wanted.everything,
    )
    for moved in reports.moved:
        click.echo(moved_line(moved))
    print_findings(dict.fromkeys(reports.findings))
    for each in reports:
        session.tell(f"{session.shown(each.path)}: {each.summary}")
        totals[each.locale] = totals.get(each.locale, UpdateSummary()) + each.summary
    for locale, total in totals.items():
        click.echo(f"{locale}: {total}")
    if reports:
        print_findings(_unknown_ids(keep, {each for one in reports for each in one.declared}))
    if not reports.findings:
        print_findings(idle_locales(project.settings, locales, totals, "update"))
    return exit_status(reports.findings)


def _unknown_ids(keep: Sequence[str], known: Collection[str]) -> Iterator[Finding]:
    for each in keep:
        if each not in known:
            yield Finding(
                "unknown-unit",
                f"no unit has the id “{each}”, so --keep had no effect",
                hint="copy the id from the catalog",
                severity=Severity.HINT,
            )
