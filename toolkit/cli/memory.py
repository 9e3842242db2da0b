"""toolkit memory: translations kept for the next text that is like theirs."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError, printable
from toolkit.base.files import refuse_special, unreadable
from toolkit.base.frozen import frozen
from toolkit.catalog.memory.entry import MemoryEntry, PairStatistics, State, Suggestion
from toolkit.catalog.memory.memory_server import MemoryServer, server_in_environment
from toolkit.catalog.memory.store import Memory, add_entries
from toolkit.catalog.memory.tmx_reader import TmxReader
from toolkit.catalog.memory.tmx_writer import save_tmx, write_tmx
from toolkit.catalog.po import Catalog, read
from toolkit.catalog.remember import finished_entries
from toolkit.catalog.review import Review
from toolkit.cli.named import named_memory
from toolkit.cli.options import common_options, force_option, locale_option, verb
from toolkit.cli.output import refuse_loss, refuse_protected
from toolkit.cli.session import (
    STANDARD,
    Session,
    exit_status,
    locale_of,
    newsroom_language,
    print_findings,
    print_table,
    read_input,
    styled,
)
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.memories import memory_content, memory_place
from toolkit.newsroom.reviews import review_of
from toolkit.newsroom.source_files import find_sources

__all__ = ["memory"]

_LANGUAGE = Locale("en")
_HEAD = ("source", "target", "texts", "units", "sentences", "reviewed", "documents", "last")

_memory_option = click.option(
    "-m", "--memory", "name", metavar="FILE", help="The memory, or its server's address."
)
_language_option = click.option(
    "--language",
    metavar="TAG",
    help="The language of the texts; default: the file's or the newsroom's, or en.",
)


@click.group(params=common_options())
def memory() -> None:
    """Keep translations, and reuse them for similar texts.

    In a newsroom the memory is locales/memory.sqlite, or where toolkit.toml says. Elsewhere, name
    it with -m. Any number of programs can read it while one adds to it.

    \b
    Example:
      toolkit memory add kk.po -m memory.sqlite
      toolkit memory lookup "Police held 17 people." -l kk -m memory.sqlite
    """  # noqa: D301


@verb
@click.argument("catalogs", nargs=-1, metavar="[PO]...")
@_memory_option
@locale_option
@_language_option
@click.option("--reviewed", is_flag=True, help="The translations were reviewed.")
@click.pass_context
def add(
    ctx: click.Context,
    catalogs: tuple[str, ...],
    name: str | None,
    locales: tuple[str, ...],
    language: str | None,
    reviewed: bool,
) -> None:
    """Add the finished translations of catalogs.

    Without PO, add those of all catalogs of the newsroom. Fuzzy translations are not finished.
    Adding the same ones again changes nothing. If a PO that you name cannot be read, nothing is
    added; one of the newsroom's is told, and the others are added.

    \b
    Example:
      toolkit memory add kk.po -m memory.sqlite
    """  # noqa: D301
    if catalogs and len(locales) > 1:
        raise click.UsageError("Give exactly one locale: -l kk")
    session = ctx.ensure_object(Session)
    explicit = Locale.parse(language) if language else None
    state = State.REVIEWED if reviewed else State.TRANSLATED
    files = (
        [_File(each, each, Locale.parse(locales[0]) if locales else None) for each in catalogs]
        if catalogs
        else _newsroom_files(session, locales)
    )
    findings: list[Finding] = []
    entries = (
        replace(entry, state=state)
        for file in files
        for entry in _entries(session, file, explicit, None if catalogs else findings)
    )
    session.say(str(add_entries(_place(session, name), entries)))
    print_findings(findings)
    ctx.exit(exit_status(findings))


@verb
@click.argument("text")
@_memory_option
@locale_option
@_language_option
@click.option(
    "--cut-off",
    type=click.FloatRange(1, 100),
    default=75.0,
    show_default=True,
    help="The least similarity, in per cent.",
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    help="How many suggestions for a locale, at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def lookup(
    session: Session,
    text: str,
    name: str | None,
    locales: tuple[str, ...],
    language: str | None,
    cut_off: float,
    limit: int,
    as_json: bool,
) -> None:
    """Find translations of TEXT and of similar texts, the best first.

    If a number differs, it is replaced in the translation, provided there is no doubt what it
    becomes.

    \b
    Example:
      toolkit memory lookup "Police held 17 people." -l kk
    """  # noqa: D301
    if not locales:
        raise click.UsageError("Give the language of the translations: -l kk")
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    source = Locale.parse(language) if language else newsroom_language(session)
    targets = [Locale.parse(tag) for tag in locales]
    with Memory.open(_place(session, name)) as opened:
        found = [
            each
            for target in targets
            for each in opened.look_up(text, source, target, cut_off=cut_off, limit=limit)
        ]
    if as_json:
        click.echo(json.dumps([_as_data(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        _print_suggestion(each)
    if not found:
        session.say("nothing similar was found")


@verb
@_memory_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def stats(session: Session, name: str | None, as_json: bool) -> None:
    """Show what the memory has, with a line for each pair of languages.

    \b
    Example:
      toolkit memory stats --json
    """  # noqa: D301
    with Memory.open(_place(session, name)) as opened:
        rows = [_statistics_as_data(each) for each in opened.statistics()]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
        return
    cells = [[str("" if value is None else value) for value in row.values()] for row in rows]
    print_table([_HEAD, *cells])


@verb
@click.argument("files", nargs=-1, required=True, metavar="TMX...")
@_memory_option
@locale_option
@_language_option
@click.pass_obj
def import_(
    session: Session,
    files: tuple[str, ...],
    name: str | None,
    locales: tuple[str, ...],
    language: str | None,
) -> None:
    """Add the translations of TMX files.

    With -l, add only translations into those languages. If a file is malformed, nothing is added.

    \b
    Example:
      toolkit memory import archive.tmx -m memory.sqlite
    """  # noqa: D301
    source = Locale.parse(language) if language else None
    targets = [Locale.parse(tag) for tag in locales]
    place = _place(session, name)
    with ExitStack() as stack:
        readers = [
            TmxReader(_stream(session, file, stack), file, source=source, targets=targets)
            for file in files
        ]
        session.say(str(add_entries(place, (entry for each in readers for entry in each))))
    skipped = sum(reader.skipped for reader in readers)
    if skipped:
        session.say(
            f"{skipped} translation units were left out: they have no text with a translation"
        )


@verb
@click.option("-o", "--output", default=STANDARD, metavar="TMX", help="The file to write.")
@_memory_option
@locale_option
@_language_option
@force_option
@click.pass_context
def export(
    ctx: click.Context,
    output: str,
    name: str | None,
    locales: tuple[str, ...],
    language: str | None,
) -> None:
    """Write the memory as TMX 1.4b, for other programs.

    With -l, write only translations into those languages; with --language, only those of texts in
    that language.

    \b
    Example:
      toolkit memory export -o memory.tmx
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    sources = [Locale.parse(language)] if language else []
    targets = [Locale.parse(tag) for tag in locales]
    place = _place(session, name)
    refuse_protected(session, str(place), memory_content(place))
    with Memory.open(place) as opened:
        there = {each.source_locale for each in opened.statistics()}
        only = sources or sorted(there)
        entries = opened.entries(sources, targets)
        source = only[0] if len(only) == 1 else None
        if output == STANDARD:
            findings = write_tmx(entries, sys.stdout.buffer, source)
        else:
            inputs = [str(place.absolute())] if isinstance(place, Path) else []
            refuse_loss(session, output, None, inputs=inputs)
            findings = save_tmx(entries, session.path(output), source)
            session.say(f"{output}: written")
    print_findings(findings)
    ctx.exit(1 if findings else 0)


memory.add_command(add)
memory.add_command(lookup)
memory.add_command(stats)
memory.add_command(import_, "import")
memory.add_command(export)


def _place(session: Session, name: str | None) -> Path | MemoryServer:
    if name is not None:
        return named_memory(session, name)
    return server_in_environment() or memory_place(load_settings(session.folder))


def _stream(session: Session, name: str, stack: ExitStack) -> BinaryIO:
    if name == STANDARD:
        return sys.stdin.buffer
    try:
        refuse_special(session.path(name))
        return stack.enter_context(session.path(name).open("rb"))
    except OSError as error:
        raise unreadable(name, error) from None


@frozen
class _File:
    """A catalog to be read."""

    path: str
    shown: str
    locale: Locale | None = None
    """None for what the catalog says."""
    language: Locale = _LANGUAGE
    """The language of its texts, where it does not say it."""
    document_id: str = ""
    """Empty for what an entry's references say."""


def _newsroom_files(session: Session, tags: Sequence[str]) -> Iterator[_File]:
    settings = load_settings(session.folder)
    for source in find_sources(settings).sources:
        for locale in settings.chosen(tags):
            path = settings.catalog_path(source.document_id, locale)
            if path.is_file():
                shown = settings.shown(path)
                yield _File(
                    str(path.absolute()), shown, locale, settings.source, source.document_id
                )


def _entries(
    session: Session, file: _File, language: Locale | None, findings: list[Finding] | None
) -> Iterator[MemoryEntry]:
    """Yield the finished translations of a file; where findings are given, what is wrong is added.

    Raises:
        ToolkitError: when it cannot be read, and no findings are given.

    """
    try:
        catalog = read(read_input(session, file.path), file.shown)
        path = Path(file.path).with_suffix(".review")
        review = review_of(path, file.shown) if file.document_id else None
    except ToolkitError as error:
        if findings is None:
            raise
        findings.extend(error.findings)
        return
    yield from _finished(catalog, file, language, review)


def _finished(
    catalog: Catalog, file: _File, language: Locale | None, review: Review | None
) -> Iterator[MemoryEntry]:
    """Yield the translations of a catalog that are neither fuzzy nor obsolete, and sentences."""
    said = catalog.metadata.get("X-Source-Language", "")
    source = language or (Locale.parse(said) if said else file.language)
    target = file.locale
    if target is None or not file.document_id:
        target = locale_of(file.shown, catalog, (target.tag,) if target else ())
    for entry in finished_entries(catalog, source, target, file.document_id, review=review):
        yield replace(entry, origin=entry.origin or Path(file.shown).name)


def _print_suggestion(each: Suggestion) -> None:
    entry = each.entry
    details = [f"{old} → {new}" for old, new in each.changes]
    details += [entry.origin, entry.date.date().isoformat() if entry.date else "", entry.state]
    score = styled(f"{int(each.score):3d} %", "green", err=False)
    click.echo(f"{score}  {printable(each.target)}")
    click.echo(f"       {printable(entry.source)}")
    click.echo(f"       {printable(', '.join(detail for detail in details if detail))}")


def _as_data(each: Suggestion) -> dict[str, object]:
    entry = each.entry
    return {
        "score": round(each.score, 2),
        "target": each.target,
        "changes": [list(change) for change in each.changes],
        "entry": {
            "source": entry.source,
            "target": entry.target,
            "source_locale": entry.source_locale.tag,
            "target_locale": entry.target_locale.tag,
            "origin": entry.origin,
            "date": entry.date.isoformat() if entry.date else None,
            "state": entry.state.value,
            "level": entry.level.value,
        },
    }


def _statistics_as_data(each: PairStatistics) -> dict[str, object]:
    return {
        "source": each.source_locale.tag,
        "target": each.target_locale.tag,
        "texts": each.messages,
        "units": each.units,
        "sentences": each.sentences,
        "reviewed": each.reviewed,
        "documents": each.origins,
        "last": each.last.date().isoformat() if each.last else None,
    }
