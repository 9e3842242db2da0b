"""toolkit correct: a correction of an article that is out, and what it does to its editions."""

import click

from toolkit.base.errors import printable
from toolkit.base.text import plain, shortened
from toolkit.cli.options import verb
from toolkit.cli.session import Session, counted, exit_status, print_findings
from toolkit.newsroom.correcting import CorrectionSeverity
from toolkit.newsroom.project import Project

__all__ = ["correct"]

_MOST_SHOWN = 60
_NEXT = {
    CorrectionSeverity.TYPO: "their translations stay as they are; run toolkit build",
    CorrectionSeverity.STYLE: "translators look at them again; run toolkit build",
    CorrectionSeverity.FACT: "{} says so after the next toolkit build",
    CorrectionSeverity.LEGAL: "{} is withdrawn by the next toolkit build",
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
@click.option(
    "-l", "--locale", "tag", default="", help="Only this translation was wrong; edit its catalog."
)
@click.option(
    "--passage",
    "passages",
    multiple=True,
    metavar="ID",
    help="A corrected passage, when it is not what has changed in the source; repeatable.",
)
@click.pass_context
def correct(
    ctx: click.Context,
    document: str,
    severity: str,
    message: str,
    tag: str,
    passages: tuple[str, ...],
) -> None:
    """Correct DOCUMENT, whose source you have edited but not updated.

    After the correction of a typo, all translations stay finished; after one of style, translators
    look at them again. If a fact was wrong, every edition tells its readers so, with the day and
    your message. If the reason is legal, all editions are withdrawn.

    With -l, only the translation into that language was wrong. The message is in its language,
    and only the readers of its editions see it. Severities are fact and legal.

    \b
    Example:
      toolkit correct articles/heat.txt --severity fact -m "The river is the Ili."
      toolkit correct heat -l ru --severity fact -m "Река называется Или." --passage p-7f3c
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    project = Project.load(session.folder)
    kind = CorrectionSeverity(severity)
    done, reports = project.correct(document, kind, message, tag=tag, passages=passages)
    for each in done.passages:
        click.echo(printable(f"{each.id}: {shortened(plain(each.text), _MOST_SHOWN)}"))
    print_findings(reports.findings)
    whose = f"the edition in {tag}" if tag else "every edition"
    number, following = len(done.passages), _NEXT[kind].format(whose)
    corrected = f"{counted(number, 'passage')} corrected; " if number else ""
    session.say(printable(f"{done.source.document_id}: {corrected}{following}"))
    if done.record:
        session.say(f"recorded in {printable(done.record)}")
    ctx.exit(exit_status(reports.findings))
