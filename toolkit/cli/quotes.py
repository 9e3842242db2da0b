"""toolkit quotes: what people said in articles, as they said it, in their own language."""

import click

from toolkit.base.errors import printable
from toolkit.base.text import shortened
from toolkit.catalog.quotes_file import Quote
from toolkit.cli.options import common_options, verb
from toolkit.cli.session import Session, counted, exit_status, print_findings
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.quoting import known_quotes, propose_quotes

__all__ = ["quotes"]

_MOST_SHOWN = 60
_WAITS = "-"


@click.group(params=common_options())
def quotes() -> None:
    """Keep what people said beside the articles that quote it.

    The quotes of a document are in locales/DOCUMENT.quotes.toml: the words of the article, and the
    words that were said, in their language. Translators see both.

    \b
    Example:
      toolkit quotes propose bridge
      toolkit quotes list
    """  # noqa: D301


@verb
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--dry-run", is_flag=True, help="Show what would be added, and write nothing.")
@click.pass_context
def propose(ctx: click.Context, documents: tuple[str, ...], dry_run: bool) -> None:
    """Find the quotations of each DOCUMENT, and write them down for you to fill in.

    What the file has already stays as it is. Without DOCUMENT, look at all articles.

    \b
    Example:
      toolkit quotes propose
      toolkit quotes propose articles/bridge.txt --dry-run
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    settings = load_settings(session.folder)
    reports = propose_quotes(settings, documents, dry_run=dry_run)
    print_findings(reports.findings)
    total = 0
    for each in reports.items:
        total += len(each.quotes)
        for quote in each.quotes:
            speaker = f" ({quote.speaker})" if quote.speaker else ""
            shown = f"{each.path}: {quote.id}: {shortened(quote.words, _MOST_SHOWN)}{speaker}"
            click.echo(printable(shown))
    if total:
        done = "would be added" if dry_run else "added; fill in what you know, and run update"
        session.say(f"{counted(total, 'quote')} {done}")
    elif not reports.findings:
        session.say("no new quotes")
    ctx.exit(exit_status(reports.findings))


@verb
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@click.option("--waiting", is_flag=True, help="Only those without a status.")
@click.pass_context
def list_(ctx: click.Context, documents: tuple[str, ...], waiting: bool) -> None:
    """List the quotes of each DOCUMENT, or of all, with status and language.

    \b
    Example:
      toolkit quotes list --waiting
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    reports = known_quotes(load_settings(session.folder), documents)
    print_findings(reports.findings)
    shown = [
        (each.document_id, quote)
        for each in reports.items
        for quote in each.quotes
        if not waiting or quote.status is None
    ]
    for document_id, quote in shown:
        click.echo(printable("  ".join((document_id, *_columns(quote)))))
    if not shown and not reports.findings:
        session.say("no quotes wait" if waiting else "no quotes; run toolkit quotes propose")
    ctx.exit(exit_status(reports.findings))


def _columns(quote: Quote) -> tuple[str, ...]:
    language = _WAITS if quote.language is None else quote.language.tag
    return quote.id, quote.status or _WAITS, language, shortened(quote.words, _MOST_SHOWN)


quotes.add_command(propose)
quotes.add_command(list_, "list")
