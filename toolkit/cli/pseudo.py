"""toolkit pseudo: a pseudo-translation of everything, to try a design."""

import click

from toolkit.cli.options import locale_option, verb
from toolkit.cli.session import Session
from toolkit.newsroom.project import Project
from toolkit.newsroom.pseudo_catalogs import fill_pseudo_catalogs

__all__ = ["pseudo"]


@verb
@locale_option
@click.pass_obj
def pseudo(session: Session, locales: tuple[str, ...]) -> None:
    """Fill the catalogs of a pseudo-language: longer texts, with accents, in brackets.

    What stays in plain English on the pages of “toolkit build -l qps” cannot be translated.
    qps-Arab is the same from right to left. Catalogs of real languages are refused.

    \b
    Example:
      toolkit pseudo -l qps && toolkit build -l qps
    """  # noqa: D301
    if len(locales) != 1:
        raise click.UsageError("Give a pseudo-language of toolkit.toml: -l qps")
    project = Project.load(session.folder)
    (locale,) = project.locales(locales)
    if locale.is_pseudo:
        project.update(locales)
    changed = fill_pseudo_catalogs(project.settings, locale)
    session.say(f"{len(changed)} catalogs filled")
