"""toolkit update: catalogs carried over to their templates."""

import click

import toolkit
from toolkit.bcp47 import Locale
from toolkit.catalog.po import read, write
from toolkit.catalog.update import update_catalog
from toolkit.cli.options import locale_option, verb
from toolkit.cli.session import Session, locale_of, read_input, write_output

__all__ = ["update"]


@verb
@click.argument("template", required=False, metavar="[POT]")
@click.argument("catalog", required=False, metavar="[PO]")
@click.option("-o", "--output", metavar="PO", help="Write here instead of to PO.")
@locale_option
@click.option("-n", "--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@click.pass_obj
def update(
    session: Session,
    template: str | None,
    catalog: str | None,
    output: str | None,
    locales: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Carry catalogs (PO) over to their sources as they are now.

    Without files, every document and locale of the newsroom, templates included. With POT and PO,
    that catalog; it is made when it is not there.

    \b
    Example:
      toolkit update page.pot kk.po
    """  # noqa: D301
    if template is None:
        for each in toolkit.Project.load(session.folder).update(locales, dry_run=dry_run):
            click.echo(f"{each.locale}: {session.shown(each.path)}: {each.summary}")
        return
    if catalog is None:
        raise click.UsageError("Give the catalog too: toolkit update page.pot kk.po")
    if len(locales) > 1:
        raise click.UsageError("One catalog has one locale.")
    pot = read(read_input(session, template), template)
    there = session.path(catalog).is_file()
    old = read(read_input(session, catalog), catalog) if there else None
    language = old.metadata.get("Language", "") if old is not None else ""
    locale = Locale.parse(locales[0]) if locales else locale_of(catalog, language)
    merged, summary = update_catalog(pot, old, locale)
    click.echo(f"{locale}: {catalog}: {summary}", err=output == "-")
    if not dry_run:
        write_output(session, output or catalog, write(merged))
