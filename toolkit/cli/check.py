"""toolkit check: what is wrong in translations."""

import json
from collections.abc import Sequence

import click

import toolkit
from toolkit.bcp47 import Locale
from toolkit.catalog.po import read
from toolkit.checks import check_catalog
from toolkit.cli.options import inline_option, locale_option, verb
from toolkit.cli.session import Session, locale_of, print_findings, read_input
from toolkit.errors import Finding, Severity, ToolkitError
from toolkit.text import Inline

__all__ = ["check"]


@verb
@click.argument("catalogs", nargs=-1, metavar="[PO]...")
@locale_option
@inline_option
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def check(
    ctx: click.Context,
    catalogs: tuple[str, ...],
    locales: tuple[str, ...],
    inline: str,
    as_json: bool,
) -> None:
    """Find what is wrong in translations, and exit 1 on errors.

    Without PO, every catalog of the newsroom. A line for each problem: file, line, column, what,
    and what to do.

    \b
    Example:
      toolkit check kk.po
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    if catalogs:
        findings = [
            finding
            for name in catalogs
            for finding in _check_file(session, name, locales, Inline(inline))
        ]
    else:
        findings = list(toolkit.Project.load(session.folder).check(locales))
    if as_json:
        click.echo(json.dumps([_as_data(each) for each in findings], ensure_ascii=False, indent=2))
    else:
        print_findings(findings, err=False)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    session.say(f"{errors} errors, {len(findings) - errors} other findings")
    ctx.exit(1 if errors else 0)


def _check_file(
    session: Session, name: str, locales: Sequence[str], inline: Inline
) -> tuple[Finding, ...]:
    data = read_input(session, name)
    try:
        catalog = read(data, name)
    except ToolkitError as error:
        return error.findings
    language = catalog.metadata.get("Language", "")
    locale = Locale.parse(locales[0]) if locales else locale_of(name, language)
    return check_catalog(catalog, name, locale, inline)


def _as_data(finding: Finding) -> dict[str, object]:
    place = finding.location
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }
