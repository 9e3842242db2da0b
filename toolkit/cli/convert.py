"""toolkit convert: a text in another alphabet, a line in, a line out."""

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import decode
from toolkit.cli.options import force_option, verb
from toolkit.cli.output import write_output
from toolkit.cli.session import STANDARD, Session, print_findings, read_input
from toolkit.language.alphabets import (
    NO_EXCEPTIONS,
    Conversion,
    conversion,
    read_exceptions,
)
from toolkit.language.alphabets import convert as converted
from toolkit.language.alphabets.alphabet import problems

__all__ = ["convert"]


@verb
@click.argument("file", default=STANDARD, metavar="[FILE]")
@click.option("--from", "source", required=True, metavar="TAG", help="The text's locale: kk, ug.")
@click.option("--to", "target", required=True, metavar="TAG", help="The wanted one: kk-Arab.")
@click.option("--exceptions", metavar="TOML", help="A file of words that the rules get wrong.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="The file to write.")
@force_option
@click.pass_obj
def convert(
    session: Session, file: str, source: str, target: str, exceptions: str | None, output: str
) -> None:
    """Write FILE, or standard input, in another alphabet of its language.

    Each line is converted as soon as it comes in. Addresses, numbers and words in other alphabets
    stay as they are, and so does a text that is already in the wanted alphabet. Warnings about
    words that cannot be read with certainty go to standard error.

    \b
    Example:
      toolkit convert --from kk --to kk-Arab < text.txt
    """  # noqa: D301
    way = _conversion(source, target)
    known = (
        read_exceptions(read_input(session, exceptions), exceptions)
        if exceptions is not None
        else NO_EXCEPTIONS
    )
    lines = (converted(line, way, known) for line in _lines(session, file, way))
    if output == STANDARD:
        for line in lines:
            sys.stdout.buffer.write(line.encode())
            sys.stdout.buffer.flush()
    else:
        data = "".join(lines).encode()
        write_output(session, output, data, inputs=(file, exceptions))


def _conversion(source: str, target: str) -> Conversion:
    """Return the conversion that is asked for; another is wrong usage."""
    try:
        return conversion(Locale.parse(source), Locale.parse(target))
    except ToolkitError as error:
        (finding,) = error.findings
        raise click.UsageError(f"{finding.message}; {finding.hint}") from None


def _lines(session: Session, name: str, way: Conversion) -> Iterator[str]:
    """Yield a text's lines as they come, and tell what is uncertain in them."""
    if name == STANDARD:
        data: Iterable[bytes] = sys.stdin.buffer
    else:
        data = io.BytesIO(read_input(session, name))
    for number, line in enumerate(data, start=1):
        text = decode(line, name, line=number)
        found = problems(text, way.source)
        print_findings(replace(each, location=Location(name, number)) for each in found)
        yield text
