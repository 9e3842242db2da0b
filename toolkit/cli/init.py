"""toolkit init: a new newsroom from a folder of articles."""

import click

from toolkit.cli.options import locale_option, verb
from toolkit.cli.session import Session
from toolkit.starter import start_newsroom

__all__ = ["init"]


@verb
@click.argument("articles", default=".", metavar="[FOLDER]")
@locale_option
@click.option(
    "--source", default="en", show_default=True, help="The language the articles are written in."
)
@click.pass_obj
def init(session: Session, articles: str, locales: tuple[str, ...], source: str) -> None:
    """Start a newsroom here from a FOLDER of articles: write toolkit.toml, ask nothing.

    \b
    Example:
      toolkit init -l kk -l ru -l ug seeds
    """  # noqa: D301
    path = start_newsroom(session.folder, articles, source, locales)
    session.say(
        f"{session.shown(path)}: written. Next: toolkit update, toolkit status, toolkit build"
    )
