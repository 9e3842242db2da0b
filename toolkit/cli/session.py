"""What every verb shares: where it works, how much it says, how it reads and writes files."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.frozen import frozen

if TYPE_CHECKING:
    from toolkit.catalog.po import Catalog

__all__ = [
    "Session",
    "ask_passphrase",
    "counted",
    "exit_status",
    "locale_of",
    "newsroom_language",
    "print_findings",
    "print_table",
    "read_input",
    "styled",
]

STANDARD = "-"
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


@frozen
class Session:
    """How the command was started."""

    folder: Path = Path()
    quiet: bool = False
    verbose: bool = False
    force: bool = False
    """Whether to overwrite a file though somebody's work in it is lost."""

    def say(self, message: str) -> None:
        """Print what was done, on standard error, unless quiet."""
        if not self.quiet:
            click.echo(message, err=True)

    def tell(self, message: str) -> None:
        """Print a detail, on standard error, when verbose."""
        if self.verbose:
            click.echo(message, err=True)

    def path(self, name: str) -> Path:
        """Return a file that the user named, seen from where the command works."""
        return self.folder / name

    def shown(self, path: Path) -> str:
        """Return a path as the user would name it."""
        folder = self.folder.absolute()
        inside = path != folder and path.is_relative_to(folder)
        return path.relative_to(folder).as_posix() if inside else str(path)

    def seen(self, finding: Finding) -> Finding:
        """Return a finding with its file as the user would name it."""
        place = finding.location
        if place is None or not Path(place.path).is_absolute():
            return finding
        path = self.shown(Path(place.path))
        return replace(finding, location=replace(place, path=path))

    @contextmanager
    def progress(self) -> Iterator["_Bar"]:
        """Show a bar on a terminal, nothing elsewhere."""
        bar = _Bar(shown=sys.stderr.isatty() and not self.quiet)
        try:
            yield bar
        finally:
            bar.close()


class _Bar:
    """A progress bar that learns its length with its first step."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown

    def step(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if self._shown:
            click.echo(f"\r{done}/{total} documents", nl=False, err=True)

    def close(self) -> None:
        """Clear the line."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def counted(number: int, noun: str) -> str:
    """Return a number of things in words.

    >>> counted(1, "file"), counted(1200, "file"), counted(2, "entry")
    ('1 file', '1,200 files', '2 entries')
    """
    plural = f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns, on standard output."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def styled(text: str, colour: str, *, err: bool) -> str:
    """Return a text in a colour, on a terminal whose user has not said NO_COLOR."""
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty() or os.environ.get("NO_COLOR"):
        return text
    return click.style(text, fg=colour)


def print_findings(findings: Iterable[Finding], *, err: bool = True) -> None:
    """Print findings, a line each, with files as the user sees them."""
    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context is not None else None
    for each in findings:
        finding = each if session is None else session.seen(each)
        word = f"{finding.severity}:"
        line = str(finding).replace(word, styled(word, _COLOURS[finding.severity], err=err), 1)
        click.echo(line, err=err)


def exit_status(findings: Iterable[Finding]) -> int:
    """Return the status to exit with: 1 if a finding is an error."""
    return 1 if any(each.severity is Severity.ERROR for each in findings) else 0


def read_input(session: Session, name: str) -> bytes:
    """Read a file that the user named, or standard input for `-`.

    Raises:
        ToolkitError: when it cannot be read.

    """
    if name == STANDARD:
        return sys.stdin.buffer.read()
    return read_file(session.path(name), name)


def ask_passphrase(*, confirm: bool = False) -> str:
    """Return a passphrase: what TOOLKIT_PASSPHRASE has, or what the user types unseen.

    Args:
        confirm: whether it must be typed twice.

    """
    known = os.environ.get("TOOLKIT_PASSPHRASE")
    if known:
        return known
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))


def locale_of(name: str, catalog: "Catalog | None", tags: Sequence[str] = ()) -> Locale:
    """Return the locale of a catalog: the user's tag, its Language header, or what its path says.

    Raises:
        ToolkitError: when none is a language tag, or the header names another than the user.

    """
    said = catalog.translated_into if catalog is not None else ""
    if tags:
        locale = Locale.named(tags[0])
        if _names_one(said) and not locale.may_be(said):
            raise _contradicted(name, said, locale)
        return locale
    if said:
        return Locale.named(said)
    path = Path(name)
    tag = path.parent.parent.name if path.parent.name == "LC_MESSAGES" else path.stem
    try:
        return Locale.named(tag)
    except ToolkitError:
        raise ToolkitError.because(
            "unknown-locale",
            f"the catalog does not name its language, and “{tag}” is not one",
            Location(name),
            "add -l with a BCP 47 tag such as kk",
        ) from None


def _names_one(name: str) -> bool:
    """Whether a header names a language: some say what people call it."""
    try:
        return bool(Locale.named(name))
    except ToolkitError:
        return False


def _contradicted(name: str, said: str, locale: Locale) -> ToolkitError:
    return ToolkitError.because(
        "catalog-language",
        f"the catalog says that its language is “{said}”, and -l says {locale}",
        Location(name),
        f"name another catalog or language, or write Language: {locale.tag.replace('-', '_')}",
    )


def newsroom_language(session: Session) -> Locale:
    """Return the language that the newsroom writes in; English where there is no newsroom."""
    # Verbs on plain files need nothing of a newsroom.
    from toolkit.newsroom.configuration import load_settings  # noqa: PLC0415

    try:
        return load_settings(session.folder).source
    except ToolkitError as error:
        if error.findings[0].code != "no-project":
            raise
        return Locale("en")
