"""toolkit protect: names that must not get out, kept in and taken out."""

import click

from toolkit.base.errors import printable
from toolkit.cli.options import common_options, verb
from toolkit.cli.session import Session, exit_status, print_findings
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.git import files_in_git
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.forgetting import (
    Forgotten,
    forget,
    protect_sources,
    purge_commands,
)
from toolkit.newsroom.protection.identities import PROTECT, Protection, read_protection
from toolkit.newsroom.protection.leaving import check_history, check_leaving
from toolkit.newsroom.protection.replacing import spellings

__all__ = ["protect"]


@click.group(params=common_options())
def protect() -> None:
    """Keep the names of protected people out of everything.

    protect.toml, beside toolkit.toml, has the names and their pseudonyms.

    \b
    Example:
      toolkit protect check
      toolkit protect apply witness --after-the-fact
    """  # noqa: D301


@verb
@click.option(
    "--replacements", is_flag=True, help="Print names and pseudonyms for git filter-repo."
)
@click.pass_obj
def list_(session: Session, replacements: bool) -> None:
    """List who and what is protected, without the names.

    With --replacements, every form of every name is printed: keep that on this machine.
    """
    protection = read_protection(load_settings(session.folder).root)
    for identity in protection.identities:
        if not replacements:
            kind = "person" if identity.person else "detail"
            locales = ", ".join(each.tag for each in identity.forms)
            shown = ", ".join(sorted(each.tag for each in identity.restore)) or "none"
            click.echo(f"{identity.id}: {kind}, forms in {locales}, restored in {shown}")
    if replacements:
        for line in _replacements(protection):
            click.echo(line)
    elif not protection:
        session.say(f"{PROTECT} protects nobody")


def _replacements(protection: Protection) -> list[str]:
    """Return the lines of git filter-repo's expressions, longest first."""
    found: dict[str, str] = {}
    for identity in protection.identities:
        for locale, pair in identity.pairs():
            for form, other in spellings(pair, locale, woman=identity.woman):
                found.setdefault(form, other or pair.pseudonym)
    return [
        f"{form}==>{found[form]}" for form in sorted(found, key=lambda each: (-len(each), each))
    ]


@verb
@click.option("--history", is_flag=True, help="Look through the branch's git history too.")
@click.pass_context
def check(ctx: click.Context, history: bool) -> None:
    """Find what must not leave the newsroom: names, secrets, addresses, folders of this machine.

    It looks through everything: output, catalogs with previous and obsolete texts, the memory,
    packages, what pictures and documents carry, the names of files.
    """
    session: Session = ctx.obj
    settings = load_settings(session.folder)
    findings = check_leaving(settings)
    if history:
        findings = (*findings, *check_history(settings))
    print_findings(findings)
    if not findings:
        session.say("nothing found")
    ctx.exit(exit_status(findings))


@verb
@click.argument("identity", metavar="[ID]", required=False)
@click.option(
    "--after-the-fact",
    is_flag=True,
    help="Take it out of catalogs, memory, output and all else too, and build anew.",
)
@click.pass_context
def apply(ctx: click.Context, identity: str | None, after_the_fact: bool) -> None:
    """Write pseudonyms into the articles themselves; all names, or those of one ID.

    If a name cannot be replaced with certainty, no file changes.

    \b
    Example:
      toolkit protect apply
      toolkit protect apply witness --after-the-fact
    """  # noqa: D301
    session: Session = ctx.obj
    project = Project.load(session.folder)
    settings = project.settings
    protection = read_protection(settings.root)
    if identity is not None or not protection:
        protection = protection.only(identity or "")
    done = (forget if after_the_fact else protect_sources)(settings, protection)
    for path in done.written:
        session.say(f"{path}: written")
    published = {f"{settings.output.rstrip('/')}/{each}" for each in done.published}
    for path in done.removed:
        if path not in published:
            session.say(f"{path}: removed")
    findings = list(done.left)
    if after_the_fact:
        if done.published:
            report = project.build()
            findings += report.findings
            for document_id in report.withdrawn:
                session.say(f"{printable(document_id)}: withdrawn; its addresses say so now")
            session.say(
                f"{len(published)} published files had it; {len(report.changed)} are built anew"
            )
        _tell_purges(session, project, done)
    print_findings(findings)
    ctx.exit(exit_status(findings))


def _tell_purges(session: Session, project: Project, done: Forgotten) -> None:
    """Print what has to be done where the toolkit cannot reach."""
    settings = project.settings
    in_git = files_in_git(settings.root) is not None
    for where, commands in purge_commands(settings, done, in_git=in_git).items():
        click.echo(f"# {where}")
        for command in commands:
            click.echo(command)
    session.say("Feed readers, search engines and whoever has the page open keep their copies.")


protect.add_command(list_, "list")
protect.add_command(check)
protect.add_command(apply)
