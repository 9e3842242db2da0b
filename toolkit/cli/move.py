"""toolkit move: a document under another name, with all that belongs to it."""

from typing import TYPE_CHECKING

import click

import toolkit
from toolkit.cli.options import verb
from toolkit.cli.session import Session, counted

if TYPE_CHECKING:
    from toolkit.newsroom.moving import Moved

__all__ = ["move", "moved_line"]


@verb
@click.argument("old")
@click.argument("new")
@click.pass_obj
def move(session: Session, old: str, new: str) -> None:
    """Give the document OLD the name NEW: its source, template, catalogs and overlays.

    OLD and NEW are paths of the source, seen from the newsroom's folder, or ids. If you have
    renamed the source already, the rest is moved too. Nothing is ever overwritten.

    \b
    Example:
      toolkit move articles/heat.txt articles/heatwave.txt
    """  # noqa: D301
    session.say(moved_line(toolkit.Project.load(session.folder).move(old, new)))


def moved_line(moved: "Moved") -> str:
    """Return what became of a document's files, in a line."""
    files = counted(moved.files, "file")
    if not moved.new:
        return f"{moved.old}: its source is gone; {files} archived in locales/.archive"
    if moved.old == moved.new:
        return f"{moved.new}: has come back, with {files} from the archive"
    back = " from the archive" if moved.archived else ""
    return f"{moved.old}: is {moved.new} now; {files} moved with it{back}"
