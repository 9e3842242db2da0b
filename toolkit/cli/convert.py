"""toolkit convert: a text in another alphabet, a line in, a line out."""

import click

from toolkit.bcp47 import Locale
from toolkit.cli.options import verb
from toolkit.cli.session import STANDARD, Session, read_input, read_text, write_output
from toolkit.transliteration import NO_EXCEPTIONS, conversion, read_exceptions
from toolkit.transliteration import convert as converted

__all__ = ["convert"]


@verb
@click.argument("file", default=STANDARD, metavar="[FILE]")
@click.option("--from", "source", required=True, metavar="TAG", help="The text's locale: kk, ug.")
@click.option("--to", "target", required=True, metavar="TAG", help="The wanted one: kk-Arab.")
@click.option("--exceptions", metavar="TOML", help="A file of words that the rules get wrong.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="Write there.")
@click.pass_obj
def convert(
    session: Session, file: str, source: str, target: str, exceptions: str | None, output: str
) -> None:
    """Write FILE, or standard input, in another alphabet of its language.

    Addresses, numbers, and words in other alphabets stay as they are; a text that is in the wanted
    alphabet already stays whole.

    \b
    Example:
      toolkit convert --from kk --to kk-Arab < text.txt
    """  # noqa: D301
    way = conversion(Locale.parse(source), Locale.parse(target))
    known = (
        read_exceptions(read_input(session, exceptions), exceptions)
        if exceptions is not None
        else NO_EXCEPTIONS
    )
    text = read_text(session, file)
    lines = text.splitlines(keepends=True)
    write_output(session, output, "".join(converted(line, way, known) for line in lines).encode())
