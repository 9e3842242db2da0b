"""Plain edition: what toolkit build makes of one file and its catalog, without a newsroom."""

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.files import read_below
from toolkit.base.frozen import frozen
from toolkit.base.text import Inline
from toolkit.catalog.po import read
from toolkit.catalog.template import identified
from toolkit.cli.named import read_named
from toolkit.cli.output import write_output
from toolkit.cli.session import Session, locale_of, print_findings, read_input
from toolkit.document.formats import ReadOptions
from toolkit.document.model import Extras
from toolkit.language.unit_splitter import unit_splitter
from toolkit.localizing.localize import LocaleFiles, localize
from toolkit.localizing.policy import Policy
from toolkit.localizing.writers.own_format import render_own_format
from toolkit.localizing.writers.page_self import unknown_address

__all__ = ["Asked", "build_plain"]


@frozen
class Asked:
    """What the user named."""

    source: str
    catalog: str | None
    output: str
    locales: tuple[str, ...]
    language: str
    """The source's, as a BCP 47 tag."""
    format_name: str
    segmentation: str
    inline: str


def build_plain(session: Session, asked: Asked, *, strict: bool) -> int:
    """Make the edition of a plain file, and return the status to exit with.

    Raises:
        ToolkitError: when a file cannot be read or written; or, when strict, for a translation that
            is broken.

    """
    if len(asked.locales) > 1:
        raise click.UsageError("Give exactly one locale: -l kk")
    spelled = Inline(asked.inline)
    options = ReadOptions(
        Locale.parse(asked.language),
        format_name=asked.format_name,
        split=unit_splitter(asked.segmentation),
        inline=spelled,
        resolve=read_below(session.folder),
    )
    document = read_named(session, asked.source, options)
    if asked.catalog is None:
        raise click.UsageError("Give the catalog: toolkit build page.html --po kk.po -l kk")
    po = read(read_input(session, asked.catalog), asked.catalog)
    locale = locale_of(asked.catalog, po, asked.locales)
    localized = localize(
        identified(document, po, spelled),
        LocaleFiles(po, asked.catalog),
        Policy(locale),
        inline=spelled,
    )
    if strict and localized.findings:
        raise ToolkitError(*localized.findings)
    extras = Extras(credit=localized.credits)
    made = render_own_format(document, localized.texts, locale, extras)
    write_output(session, asked.output, made, inputs=(asked.source, asked.catalog))
    unknown = unknown_address(document, locale)
    doubts = (*document.doubts, *((unknown,) if unknown else ()))
    print_findings((*doubts, *localized.findings))
    empty = bool(document.units) and all(text is None for text in localized.texts)
    if empty:
        units = f"{len(document.units)} units"
        session.say(f"{asked.catalog} translates none of the {units} of {asked.source}")
    return 1 if localized.findings or empty else 0
