"""toolkit extract: sources to templates."""

from collections.abc import Callable
from pathlib import Path

import click

import toolkit
from toolkit.base.bcp47 import Locale
from toolkit.base.files import read_below
from toolkit.base.markup import MAX_BYTES
from toolkit.base.text import Inline
from toolkit.catalog.po import Catalog, write
from toolkit.catalog.template import TemplateOptions, make_template
from toolkit.cli.named import read_named
from toolkit.cli.options import (
    force_option,
    format_option,
    inline_option,
    segmentation_option,
    verb,
)
from toolkit.cli.output import write_output
from toolkit.cli.session import (
    STANDARD,
    Session,
    exit_status,
    print_findings,
    read_input,
)
from toolkit.document.formats import ReadOptions
from toolkit.language.unit_splitter import unit_splitter

__all__ = ["extract"]


@verb
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("-o", "--output", default=STANDARD, metavar="POT", help="The template to write.")
@click.option(
    "--language", default="en", show_default=True, help="The language the sources are written in."
)
@click.option("--title", default="PACKAGE", help="The project's name, for the template's header.")
@format_option
@segmentation_option
@inline_option
@force_option
@click.pass_context
def extract(
    ctx: click.Context,
    sources: tuple[str, ...],
    output: str,
    language: str,
    title: str,
    format_name: str,
    segmentation: str,
    inline: str,
) -> None:
    """Write templates (POT) from sources.

    Without SOURCE, write the templates of all documents of the newsroom. Several sources can share
    one template. Units keep the ids that the template gave them before.

    \b
    Example:
      toolkit extract page.html -o page.pot
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    if not sources:
        made = toolkit.Project.load(session.folder).extract()
        for each in made:
            state = "written" if each.changed else "unchanged"
            session.say(f"{session.shown(each.path)}: {each.entries} entries, {state}")
        print_findings(made.findings)
        ctx.exit(exit_status(made.findings))
    options = ReadOptions(
        Locale.parse(language),
        format_name=format_name,
        split=unit_splitter(segmentation),
        inline=Inline(inline),
        resolve=_reader(session.folder, Inline(inline)),
    )
    documents = [read_named(session, name, options) for name in sources]
    print_findings(doubt for document in documents for doubt in document.doubts)
    there = output != STANDARD and session.path(output).is_file()
    previous = _read(session, output) if there else None
    template = make_template(documents, previous, TemplateOptions(title, inline=Inline(inline)))
    write_output(session, output, write(template), inputs=sources)
    if not len(template):
        session.say(f"{', '.join(sources)}: there is nothing to translate")


def _read(session: Session, name: str) -> Catalog:
    # A first template needs nothing that reads one.
    from toolkit.catalog.po import read  # noqa: PLC0415

    return read(read_input(session, name), name)


def _reader(folder: Path, inline: Inline) -> Callable[[str], bytes | None]:
    """Return what reads linked files; of pictures, raw messages have hashes, however large."""
    return read_below(folder, MAX_BYTES) if inline is Inline.RAW else read_below(folder)
