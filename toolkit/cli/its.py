"""toolkit its: what ITS 2.0 says of each node."""

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.files import read_below
from toolkit.cli.options import OneOf, format_option, verb
from toolkit.cli.session import Session, print_findings, read_input
from toolkit.document.formats import format_of
from toolkit.document.formats.vocabularies import vocabulary_of
from toolkit.document.its.annotations import annotate
from toolkit.document.its.categories import CATEGORIES, category_named
from toolkit.document.its.results import report_lines

__all__ = ["its"]

_NAMES = tuple(each.name for each in CATEGORIES)
_LIST = "toolkit its --help"


@verb
@click.argument("category", metavar="CATEGORY", type=OneOf(_NAMES, "data category", _LIST))
@click.argument("file", metavar="FILE")
@format_option
@click.pass_obj
def its(session: Session, category: str, file: str, format_name: str) -> None:
    """Print what a data CATEGORY of ITS 2.0 says about each node of FILE.

    Each node is a line: its path and its values, in the form of the W3C's conformance suite. Only
    the document's own rules and markup count, not the toolkit's.

    \b
    Example:
      toolkit its translate page.xml
    """  # noqa: D301
    each = format_of(file, format_name)
    parsed = each.read(read_input(session, file), file, Locale("en"))
    # An XHTML page read as XML has HTML's own markup and defaults too.
    vocabulary = vocabulary_of(parsed.tree.getroot(), each.vocabularies)
    html = each.html or (vocabulary is not None and vocabulary.html)
    resolve = read_below(session.folder)
    annotations = annotate(parsed.tree, (), html=html, resolve=resolve, path=file)
    for line in report_lines(annotations, category_named(category)):
        click.echo(line)
    print_findings((*parsed.findings, *annotations.findings))


its.epilog = f"Categories: {', '.join(_NAMES)}."
