"""toolkit desk: articles translated, reviewed and approved in the browser."""

import click

from toolkit.cli.options import hand_option, port_option, verb
from toolkit.cli.session import Session
from toolkit.desk.guarded_server import serve_desk
from toolkit.newsroom.configuration import load_settings

__all__ = ["desk"]


@verb
@port_option(8100)
@hand_option("Your pseudonym in this newsroom.", required=True)
@click.pass_obj
def desk(session: Session, port: int, hand: str) -> None:
    """Translate, review and approve in the browser, on this machine only.

    Open the address that it prints. It contains a key, so give it to nobody. What you write is
    saved in the catalogs at once; another program may have them open at the same time.

    \b
    Example:
      toolkit desk --hand t3
    """  # noqa: D301
    serve_desk(load_settings(session.folder).root, port, hand, say=session.say)
