"""toolkit segment: a text, one sentence a line."""

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.files import decode
from toolkit.cli.options import locale_option, verb
from toolkit.cli.output import write_output
from toolkit.cli.session import STANDARD, Session, read_input
from toolkit.language.sentences import SegmentationRules
from toolkit.language.sentences import segment as sentences_of

__all__ = ["segment"]


@verb
@click.argument("file", default=STANDARD, metavar="[FILE]")
@locale_option
@click.option(
    "--rules",
    multiple=True,
    metavar="SRX",
    help="A file of SRX 2.0 rules that take precedence over the toolkit's; repeatable.",
)
@click.pass_obj
def segment(session: Session, file: str, locales: tuple[str, ...], rules: tuple[str, ...]) -> None:
    """Print the sentences of FILE, or of standard input, one on each line.

    A paragraph ends at a blank line, and at a short line; other line ends count as spaces. Rules
    with cascade="no" that map the locale decide alone.

    \b
    Example:
      toolkit segment -l kk < text.txt
    """  # noqa: D301
    if len(locales) != 1:
        raise click.UsageError("Give the language of the text: toolkit segment -l kk")
    own = [_rules(session, name) for name in rules]
    text = decode(read_input(session, file), file)
    sentences = sentences_of(text, Locale.parse(locales[0]), own)
    data = "".join(f"{each}\n" for each in sentences).encode()
    write_output(session, STANDARD, data, leaves=False)


def _rules(session: Session, name: str) -> SegmentationRules:
    from toolkit.language.sentences import read_srx  # noqa: PLC0415 - the toolkit's own are read

    return read_srx(read_input(session, name), name)
