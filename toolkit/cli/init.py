"""toolkit init: a new newsroom from a folder of articles."""

import click

from toolkit.base.files import content_of
from toolkit.cli.options import locale_option, verb
from toolkit.cli.session import Session
from toolkit.newsroom.git import (
    ATTRIBUTES,
    install_hook,
    install_merge_driver,
    is_tracked,
    require_clone,
)
from toolkit.newsroom.ignored import IGNORED, add_ignored, missing_ignored
from toolkit.newsroom.settings import CATALOGS, CONFIGURATION, MEMORY
from toolkit.newsroom.starter import start_newsroom

__all__ = ["init"]


@verb
@click.argument("articles", required=False, metavar="[FOLDER]")
@locale_option
@click.option(
    "--source", default="en", show_default=True, help="The language the articles are written in."
)
@click.option("--git", is_flag=True, help="Have git merge PO files by unit in this clone.")
@click.pass_obj
def init(
    session: Session, articles: str | None, locales: tuple[str, ...], source: str, git: bool
) -> None:
    """Start a newsroom from a FOLDER of articles: write toolkit.toml here.

    A .gitignore is written too, if there is none: it names what must not be committed. With --git
    in a newsroom that exists already, only git is set up.

    \b
    Example:
      toolkit init -l kk -l ru -l ug seeds
      toolkit init --git
    """  # noqa: D301
    if git:
        require_clone(session.folder)
    is_there = (session.folder / CONFIGURATION).exists() and articles is None and not locales
    if not (git and is_there):
        ignored = content_of(session.folder / IGNORED)
        path = start_newsroom(session.folder, articles or ".", source, locales)
        session.say(
            f"{session.shown(path)}: written. Next: toolkit update, toolkit status, toolkit build"
        )
        _tell_ignored(session, new=ignored is None)
    if git:
        if added := add_ignored(session.folder):
            session.say(f"{IGNORED}: {', '.join(added)} added; commit it")
        if is_tracked(session.folder, f"{CATALOGS}/{MEMORY}"):
            session.say(
                f"{CATALOGS}/{MEMORY} is committed, and git cannot merge it. "
                f"Run git rm --cached {CATALOGS}/{MEMORY}"
            )
        changed = install_merge_driver(session.folder)
        session.say(f"{ATTRIBUTES}: {'written; commit it' if changed else 'unchanged'}")
        session.say("git: in this clone, PO files are merged unit by unit")
        if install_hook(session.folder):
            session.say("git: toolkit protect check runs before each commit")
        else:
            session.say("git: there is a pre-commit hook; let it run toolkit protect check too")


def _tell_ignored(session: Session, *, new: bool) -> None:
    """Say what was written into a .gitignore, or what somebody's own one lacks."""
    missing = missing_ignored(session.folder)
    if new and not missing:
        session.say(f"{IGNORED}: written; it keeps the memory and protected names out of git")
    elif missing:
        session.say(f"{IGNORED}: unchanged. Add these lines: {', '.join(missing)}")
