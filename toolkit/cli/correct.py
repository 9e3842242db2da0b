"""toolkit correct: a correction of an article that is out, and what it does to its editions."""

import click

from toolkit.base.errors import printable
from toolkit.base.text import plain
from toolkit.cli.options import verb
from toolkit.cli.session import Session, exit_status, print_findings
from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.project import Project

__all__ = ["correct"]

_MOST_SHOWN = 60
_NEXT = {
    CorrectionSeverity.TYPO: "their translations stay as they are; run toolkit build",
    CorrectionSeverity.STYLE: "translators look at them again; run toolkit build",
    CorrectionSeverity.FACT: "every edition says so; run toolkit build",
    CorrectionSeverity.LEGAL: "every edition is withdrawn by the next toolkit build",
}


@verb
@click.argument("document")
@click.option(
    "--severity",
    type=click.Choice([each.value for each in CorrectionSeverity]),
    required=True,
    help="What the correction puts right.",
)
@click.option("-m", "--message", default="", help="What was wrong, for readers; for facts.")
@click.pass_context
def correct(ctx: click.Context, document: str, severity: str, message: str) -> None:
    """Correct DOCUMENT, whose source you have edited but not updated.

    After the correction of a typo, all translations stay finished; after one of style, translators
    look at them again. If a fact was wrong, every edition tells its readers so, with the day and
    your message. If the reason is legal, all editions are withdrawn.

    \b
    Example:
      toolkit correct articles/heat.txt --severity fact -m "The river is the Ili."
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    project = Project.load(session.folder)
    kind = CorrectionSeverity(severity)
    done, reports = project.correct(document, kind, message)
    for each in done.passages:
        text = " ".join(plain(each.text).split())
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
        click.echo(printable(f"{each.id}: {shown}"))
    print_findings(reports.findings)
    number = len(done.passages)
    session.say(f"{done.source.document_id}: {number} changed; {_NEXT[kind]}")
    ctx.exit(exit_status(reports.findings))
