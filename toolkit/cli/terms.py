"""toolkit terms: the names and terms that a newsroom has decided on."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, printable
from toolkit.catalog.terms.csv_terms import read_csv, write_csv
from toolkit.catalog.terms.tbx import read_tbx, write_tbx
from toolkit.catalog.terms.term_candidates import Candidate, Limits, find_candidates
from toolkit.catalog.terms.termbase import KINDS, Term, Termbase, TermForms
from toolkit.catalog.terms.toml_reader import read_terms
from toolkit.catalog.terms.toml_writer import term_lines, write_terms
from toolkit.cli.options import common_options, force_option, locale_option, verb
from toolkit.cli.output import write_output
from toolkit.cli.session import STANDARD, Session, print_findings, read_input
from toolkit.cli.terms_deciding import add, remove, set_
from toolkit.cli.terms_file import (
    TermsFile,
    file_options,
    marked_terms,
    passages_of,
    texts_of_files,
    texts_of_newsroom,
)

__all__ = ["terms"]

_FORMATS = {".csv": "csv", ".tbx": "tbx", ".toml": "toml", ".xml": "tbx"}
_FORMAT = click.Choice(["tbx", "csv", "toml"])


@click.group(params=common_options())
def terms() -> None:
    """Keep the names and terms that you have decided on.

    In a newsroom they are in locales/terms.toml, which you can also edit by hand. Elsewhere, name
    the file with -f. `toolkit check` compares translations with it.

    \b
    Example:
      toolkit terms extract >> locales/terms.toml
      toolkit terms add "soft power" kk="жұмсақ күш" ru="мягкая сила"
    """  # noqa: D301


@verb
@click.argument("words", nargs=-1)
@file_options
@locale_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(
    session: Session,
    words: tuple[str, ...],
    name: str | None,
    language: str | None,
    locales: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print the terms, or only those that contain one of WORDS in any language.

    Each term is a line: first the term, then its preferred forms in each locale. (+) marks admitted
    forms, (-) forbidden ones.

    \b
    Example:
      toolkit terms list consulate -l kk
    """  # noqa: D301
    file = TermsFile.find(session, name, language, must_exist=True)
    chosen = [Locale.parse(tag) for tag in locales] or file.termbase.locales()
    found = [term for term in file.termbase.terms if not words or _has(term, words)]
    if as_json:
        data = [_as_data(term, file.termbase.source, chosen) for term in found]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for term in found:
        click.echo(printable(_line(term, chosen)))
    session.say(f"{len(found)} terms")


@verb
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@file_options
@locale_option
@click.option("--format", "kind", type=_FORMAT, help="What FILE is; default: by its name.")
@click.pass_obj
def import_(
    session: Session,
    files: tuple[str, ...],
    name: str | None,
    language: str | None,
    locales: tuple[str, ...],
    kind: str | None,
) -> None:
    """Add the terms of TBX, CSV or TOML files.

    Your own decisions stay as they are; new forms are added after them. With -l, add only forms in
    those locales.

    \b
    Example:
      toolkit terms import agency.tbx
    """  # noqa: D301
    file = TermsFile.find(session, name, language)
    chosen = {Locale.parse(tag) for tag in locales}
    found: list[Term] = []
    findings: list[Finding] = []
    for each in files:
        termbase, left_out = _read(session, each, kind or _kind(each), file.source)
        findings += left_out
        found += [_only(term, chosen) for term in termbase.terms]
    print_findings(findings)
    file.add(found)


@verb
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="The file to write.")
@file_options
@locale_option
@click.option(
    "--format", "kind", type=_FORMAT, help="What to write; default: by the file's name, or tbx."
)
@force_option
@click.pass_obj
def export(
    session: Session,
    output: str,
    name: str | None,
    language: str | None,
    locales: tuple[str, ...],
    kind: str | None,
) -> None:
    """Write the terms as TBX-Basic (ISO 30042:2019), CSV or TOML.

    \b
    Example:
      toolkit terms export -o terms.tbx
      toolkit terms export -l kk -o terms.csv
    """  # noqa: D301
    file = TermsFile.find(session, name, language, must_exist=True)
    chosen = {Locale.parse(tag) for tag in locales}
    only = tuple(_only(term, chosen) for term in file.termbase.terms)
    termbase = Termbase(only, file.source)
    kind = kind or ("tbx" if output == STANDARD else _kind(output))
    writers: dict[str, Callable[[Termbase], bytes]] = {
        "tbx": write_tbx,
        "csv": write_csv,
        "toml": write_terms,
    }
    write_output(session, output, writers[kind](termbase), inputs=[str(file.path.absolute())])


@verb
@click.argument("catalogs", nargs=-1, metavar="[PO]...")
@file_options
@locale_option
@click.option(
    "--least",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="In how many passages a phrase must occur; a single word, in twice as many.",
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="How many candidates, at most.",
)
@click.pass_obj
def extract(
    session: Session,
    catalogs: tuple[str, ...],
    name: str | None,
    language: str | None,
    locales: tuple[str, ...],
    least: int,
    limit: int,
) -> None:
    """Propose terms: names, frequent phrases, and what documents mark (ITS 2.0, 8.4).

    Each one comes with the translations that it has now, guessed from the catalogs: go through
    them. You can append the output to the termbase. Without PO, search the newsroom's sources and
    catalogs.

    \b
    Example:
      toolkit terms extract >> locales/terms.toml
    """  # noqa: D301
    file = TermsFile.find(session, name, language)
    if len(catalogs) > 1 and locales:
        raise click.UsageError("Give exactly one locale: -l kk")
    texts = (
        texts_of_files(session, catalogs, locales)
        if catalogs
        else texts_of_newsroom(session, locales)
    )
    marked = () if catalogs else marked_terms(session)
    candidates = find_candidates(
        passages_of(texts), file.termbase, marked, Limits(least=least, most=limit)
    )
    for each in candidates:
        lines = term_lines(each.term, file.source, [_comment(each)])
        click.echo("\n" + "\n".join(lines))
    session.say(f"{len(candidates)} candidates; the translations are guesses")


terms.add_command(list_, "list")
terms.add_command(add)
terms.add_command(set_, "set")
terms.add_command(remove)
terms.add_command(import_, "import")
terms.add_command(export)
terms.add_command(extract)


def _kind(name: str) -> str:
    kind = _FORMATS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise click.UsageError(f"Say what “{name}” is: --format tbx, csv or toml.")
    return kind


def _read(
    session: Session, name: str, kind: str, source: Locale
) -> tuple[Termbase, Sequence[Finding]]:
    data = read_input(session, name)
    if kind == "tbx":
        return read_tbx(data, name, source)
    return (read_csv if kind == "csv" else read_terms)(data, name, source), ()


def _only(term: Term, locales: set[Locale]) -> Term:
    """Return a term with its forms in some locales, or in all where none is given."""
    if not locales:
        return term
    return replace(term, forms={each: own for each, own in term.forms.items() if each in locales})


def _has(term: Term, words: Sequence[str]) -> bool:
    forms = (term.source, *term.forms.values())
    texts = [text.casefold() for own in forms for text in (*own.allowed, *own.forbidden)]
    return any(word.casefold() in text for word in words for text in texts)


def _line(term: Term, locales: Sequence[Locale]) -> str:
    parts = [", ".join(term.source.allowed)]
    for locale in locales:
        forms = term.forms.get(locale, TermForms())
        said = [*forms.preferred]
        said += [f"(+) {form}" for form in forms.admitted]
        said += [f"(-) {form}" for form in forms.forbidden]
        if said:
            parts.append(f"{locale}: {', '.join(said)}")
    return "  ".join(parts)


def _as_data(term: Term, source: Locale, locales: Sequence[Locale]) -> dict[str, object]:
    forms = {source: term.source} | {
        each: term.forms[each] for each in locales if each in term.forms
    }
    return {
        "id": term.id,
        "forms": {
            locale.tag: {
                **{kind: list(getattr(own, kind)) for kind in KINDS},
                "note": own.note,
                "declined": own.declined,
            }
            for locale, own in forms.items()
        },
        "name": term.name,
        "alone": term.alone.value or None,
        "gender": term.gender.value or None,
        "note": term.note,
    }


def _comment(each: Candidate) -> str:
    places = f"in {each.count} passages" if each.count != 1 else "in one passage"
    return f"marked by its document, {places}" if each.marked else places
