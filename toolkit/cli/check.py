"""toolkit check: what is wrong in translations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import click

import toolkit
from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import Inline
from toolkit.catalog.po import Catalog, load, read, save
from toolkit.catalog.terms import Termbase
from toolkit.checks import Fixed, Selection, Sheet, check_catalogs, checks, fix_catalog
from toolkit.checks.reports import FORMATS, counts, text_report
from toolkit.cli.idle import idle_locales
from toolkit.cli.options import (
    advice_on,
    documents_option,
    everything_option,
    inline_option,
    locale_option,
    verb,
)
from toolkit.cli.session import (
    STANDARD,
    Session,
    exit_status,
    locale_of,
    print_findings,
    read_input,
    styled,
)
from toolkit.newsroom.checked_sheets import termbase_of
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.settings import CATALOGS, ProjectSettings
from toolkit.newsroom.source_files import find_sources

__all__ = ["check"]

_WIDTH = 79
_SUFFIXES = frozenset({".po", ".pot"})


@verb
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@locale_option
@documents_option
@inline_option
@click.option(
    "--select", metavar="IDS", multiple=True, help="Run only these checks, separated by commas."
)
@click.option("--ignore", metavar="IDS", multiple=True, help="Do not run these checks.")
@click.option("--fix", is_flag=True, help="First fix what is safe to fix automatically.")
@everything_option
@click.option(
    "--editions", is_flag=True, help="Check the pages that were built instead of the catalogs."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="The format of the report.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    inline: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    everything: bool,
    editions: bool,
    form: str,
    as_json: bool,
) -> None:
    """Find what is wrong in translations, and exit 1 on errors.

    Without PATHS, check every catalog of the newsroom. A folder stands for all catalogs in it. Each
    finding has a line with the file, line, column, message and the check's id, followed by the
    texts. With --editions, check the pages, feeds and sitemap that toolkit build wrote.

    \b
    Example:
      toolkit check kk.po
      toolkit check --select numbers,names
      toolkit check --format html > report.html
      toolkit check --editions
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    selection = Selection(_ids(select), _ids(ignore))
    if editions:
        _refuse_with_editions(
            PATHS=paths, l=locales, d=documents, select=select, ignore=ignore, fix=fix
        )
        findings = toolkit.Project.load(session.folder).check_editions(clock.now().date())
    elif paths:
        settings = _settings(session)
        if settings is not None:
            selection = replace(selection, settings=settings.checks)
        desk = _Files(session, locales, Inline(inline), selection, settings)
        files = list(_files(session, paths))
        if fix:
            _refuse_standard(files)
            _tell(session, desk.fix(files))
        findings = desk.check(files)
    else:
        findings = _check_newsroom(
            session, locales, selection, documents, fix=fix, everything=everything
        )
    _print(findings, "json" if as_json else form)
    session.say(counts(findings))
    ctx.exit(exit_status(findings))


def _check_newsroom(
    session: Session,
    locales: Sequence[str],
    selection: Selection,
    documents: Sequence[str],
    *,
    fix: bool,
    everything: bool,
) -> tuple[Finding, ...]:
    project = toolkit.Project.load(session.folder)
    settings = project.settings
    catalogs = settings.root / CATALOGS
    if settings.locales and next(catalogs.rglob("*.po"), None) is None:
        raise _no_catalogs(session.shown(catalogs), "run toolkit update to make them")
    unfixed: tuple[Finding, ...] = ()
    if fix:
        fixed = project.fix(locales, selection, documents)
        _tell(session, fixed)
        unfixed = fixed.findings
    found = project.check(locales, selection, documents, everything=everything)
    findings = (*unfixed, *found)
    print_findings(idle_locales(settings, locales, set(_with_catalogs(settings)), "check"))
    return findings


def _with_catalogs(settings: ProjectSettings) -> Iterator[Locale]:
    """Yield the locales that have a catalog; each that is translated into is to have them."""
    documents = find_sources(settings).ids
    for locale in (settings.source, *settings.locales):
        if locale in settings.translated or any(
            settings.catalog_path(each, locale).is_file() for each in documents
        ):
            yield locale


def _refuse_with_editions(**given: object) -> None:
    for name in (name for name, value in given.items() if value):
        option = name if name.isupper() else f"-{name}" if len(name) == 1 else f"--{name}"
        raise click.UsageError(
            f"--editions checks the whole site; it cannot be combined with {option}."
        )


def _ids(given: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of an option; an unknown one is wrong usage, and the nearest is named."""
    ids = tuple(each.strip() for value in given for each in value.split(",") if each.strip())
    known = checks()
    for each in ids:
        if each not in known:
            advice = advice_on(each, known, "docs/reference/checks.md")
            raise click.UsageError(f"No check is called “{each}”. {advice}")
    return ids


def _settings(session: Session) -> ProjectSettings | None:
    """Return the settings of the newsroom that the command works in, if it does."""
    try:
        return load_settings(session.folder)
    except ToolkitError as error:
        if any(finding.code == "no-project" for finding in error.findings):
            return None
        raise


def _files(session: Session, paths: Iterable[str]) -> Iterator[str]:
    """Yield the catalogs that are named: files, and those below folders."""
    for name in paths:
        folder = session.path(name)
        if name != STANDARD and folder.is_dir():
            found = sorted(folder.rglob("*.po"))
            if not found:
                raise _no_catalogs(name, "name a catalog, or a folder with catalogs below it")
            yield from ((Path(name) / path.relative_to(folder)).as_posix() for path in found)
        else:
            yield name


def _no_catalogs(place: str, hint: str) -> ToolkitError:
    """Return what is told where nothing was looked at: silence would mean that all is well."""
    return ToolkitError.because("no-catalogs", "there are no catalogs here", Location(place), hint)


def _refuse_standard(files: Iterable[str]) -> None:
    if STANDARD in files:
        raise click.UsageError("--fix cannot change standard input: name a file.")


@frozen
class _Files:
    """How plain files are checked: as the options say, and the newsroom that they lie in."""

    session: Session
    locales: Sequence[str]
    inline: Inline
    selection: Selection
    settings: ProjectSettings | None

    def check(self, files: Iterable[str]) -> tuple[Finding, ...]:
        """Return what is wrong in files; those that cannot be read are findings."""
        findings: list[Finding] = []
        sheets = []
        termbase = self._termbase(findings)
        for name in files:
            try:
                data = read_input(self.session, name)
                sheets.append(self._sheet(read(data, name), name, termbase))
            except ToolkitError as error:
                known = _may_be_catalog(name) or not self.session.path(name).is_file()
                findings.extend(error.findings if known else [_no_catalog(name)])
        return (*findings, *check_catalogs(sheets, self.selection))

    def fix(self, files: Iterable[str]) -> Iterator[Fixed]:
        """Mend files; what cannot be read is left to the checks to tell."""
        termbase = self._termbase([])
        for name in files:
            path = self.session.path(name)
            try:
                catalog = load(path, shown=name)
            except ToolkitError:
                continue
            fixed = fix_catalog(self._sheet(catalog, name, termbase), self.selection)
            if fixed:
                save(catalog, path, width=self.settings.wrap if self.settings else _WIDTH)
            yield from fixed

    def _sheet(self, catalog: Catalog, name: str, termbase: Termbase | None) -> Sheet:
        locale = locale_of(name, catalog, self.locales)
        return Sheet(catalog, name, locale, self.inline, termbase=termbase)

    def _termbase(self, findings: list[Finding]) -> Termbase | None:
        return None if self.settings is None else termbase_of(self.settings, findings)


def _may_be_catalog(name: str) -> bool:
    return name == STANDARD or PurePath(name).suffix.lower() in _SUFFIXES


def _no_catalog(name: str) -> Finding:
    return Finding(
        "no-catalog", "this is not a PO file", Location(name), "name the catalog of its translation"
    )


def _tell(session: Session, fixed: Iterable[Fixed]) -> None:
    for each in fixed:
        session.say(str(each))


def _print(findings: Sequence[Finding], form: str) -> None:
    if form == "text":
        report = text_report(findings, lambda text, colour: styled(text, colour, err=False))
        click.echo(report, nl=False)
    else:
        # What programs read is UTF-8, whatever the terminal is.
        click.echo(FORMATS[form](findings, checks()).encode(), nl=False)
