"""toolkit draft: what has no translation drafted by a machine, for people to correct."""

import click

from toolkit.cli.options import locale_option, verb
from toolkit.cli.session import Session, exit_status, print_findings
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.drafting.machine_drafts import Drafted, draft_catalogs
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["draft"]


@verb
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@locale_option
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be asked; ask nobody.")
@click.pass_context
def draft(
    ctx: click.Context, documents: tuple[str, ...], locales: tuple[str, ...], dry_run: bool
) -> None:
    """Draft what has no translation: from the memory, else by the machine in toolkit.toml.

    Every draft is fuzzy. A person must finish it, and another must review it, before it is
    published. Nothing that a person has written is changed.

    \b
    Example:
      toolkit draft -l kk
      toolkit draft -l kk bridge --dry-run
    """  # noqa: D301
    if not locales:
        raise click.UsageError("Give the language to draft in: -l kk")
    session = ctx.ensure_object(Session)
    settings = load_settings(session.folder)
    with session.progress() as bar:
        done = draft_catalogs(
            settings, settings.chosen(locales), documents, dry_run=dry_run, progress=bar.step
        )
    print_findings(done.findings)
    _report(session, settings, done, dry_run=dry_run)
    ctx.exit(exit_status(done.findings))


def _report(
    session: Session, settings: ProjectSettings, done: Reports[Drafted], *, dry_run: bool
) -> None:
    name = settings.machine.name if settings.machine is not None else ""
    for each in done:
        if each.from_memory or each.from_machine or each.refused:
            session.tell(f"{each.locale}: {each.document_id}: {_numbers([each], name)}")
    if not done:
        session.say("no catalogs to draft in: run toolkit update first")
    for locale in dict.fromkeys(each.locale for each in done):
        own = [each for each in done if each.locale == locale]
        click.echo(f"{locale}: {_numbers(own, name)}{'; nobody was asked' if dry_run else ''}")


def _numbers(done: list[Drafted], name: str) -> str:
    memory = sum(each.from_memory for each in done)
    machine = sum(each.from_machine for each in done)
    refused = sum(each.refused for each in done)
    characters = sum(each.characters for each in done)
    parts = [
        f"{memory:,} from memory" if memory else "",
        f"{machine:,} by {name}" if machine else "",
        f"{refused:,} without a draft" if refused else "",
        f"{characters:,} characters for the machine" if characters else "",
    ]
    return ", ".join(filter(None, parts)) or "nothing to draft"
