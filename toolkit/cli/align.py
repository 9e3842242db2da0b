"""toolkit align: the catalog of an article that is translated already."""

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.files import read_below
from toolkit.catalog.alignment import align_documents
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.po import write
from toolkit.catalog.remember import finished_entries
from toolkit.cli.named import named_memory, read_named
from toolkit.cli.options import force_option, locale_option, segmentation_option, verb
from toolkit.cli.output import write_output
from toolkit.cli.session import STANDARD, Session
from toolkit.document.formats import ReadOptions
from toolkit.language.unit_splitter import unit_splitter

__all__ = ["align"]


@verb
@click.argument("source")
@click.argument("translation")
@locale_option
@click.option("-o", "--output", metavar="PO", help="The catalog to write; - for standard output.")
@click.option("-m", "--memory", metavar="FILE", help="Add what is sure to this memory too.")
@click.option("--language", default="en", show_default=True, help="The language of SOURCE.")
@segmentation_option
@force_option
@click.pass_obj
def align(
    session: Session,
    source: str,
    translation: str,
    locales: tuple[str, ...],
    output: str | None,
    memory: str | None,
    language: str,
    segmentation: str,
) -> None:
    """Make a catalog from an article and a TRANSLATION that you already have.

    Uncertain pairs are fuzzy. Use this to bring in an archive.

    \b
    Example:
      toolkit align article.txt article.kk.txt -l kk -o kk.po
    """  # noqa: D301
    if len(locales) != 1:
        raise click.UsageError("Give the language of the translation: -l kk")
    locale = Locale.parse(locales[0])
    resolve = read_below(session.folder)
    split = unit_splitter(segmentation)
    options = ReadOptions(Locale.parse(language), split=split, resolve=resolve)
    document = read_named(session, source, options)
    other = read_named(session, translation, ReadOptions(locale, split=split, resolve=resolve))
    catalog, summary = align_documents(document, other, locale)
    if output is not None or memory is None:
        write_output(session, output or STANDARD, write(catalog), inputs=(source, translation))
    if memory is not None:
        entries = finished_entries(catalog, document.language, locale, source)
        with Memory.open(named_memory(session, memory), create_missing=True) as opened:
            session.say(str(opened.add(entries)))
    session.say(str(summary))
