"""toolkit preview: the editions in a browser, rebuilt on change."""

import click

from toolkit.cli.options import port_option, verb
from toolkit.cli.session import Session, print_findings
from toolkit.desk import serve
from toolkit.newsroom.project import Project

__all__ = ["preview"]


@verb
@port_option(8000)
@click.pass_obj
def preview(session: Session, port: int) -> None:
    """Serve output/ on 127.0.0.1, mark the state of each passage, and rebuild on every change.

    \b
    Example:
      toolkit preview -p 8080
    """  # noqa: D301
    project = Project.load(session.folder)
    serve(project, port, say=session.say, show=print_findings)
