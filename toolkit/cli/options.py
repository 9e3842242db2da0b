"""Options that several verbs have, spelled once."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.clock import source_date
from toolkit.base.errors import ToolkitError
from toolkit.base.registry import nearest
from toolkit.cli.session import Session
from toolkit.language.unit_splitter import SEGMENTATIONS

__all__ = [
    "Named",
    "OneOf",
    "advice_on",
    "check_hand",
    "common_options",
    "documents_option",
    "everything_option",
    "force_option",
    "format_option",
    "hand_option",
    "inline_option",
    "jobs_option",
    "locale_option",
    "port_option",
    "refuse_given",
    "segmentation_option",
    "verb",
]

F = TypeVar("F", bound=Callable[..., Any])


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ANN401
    """Keep an option in the session, whose field has its name; one not given changes nothing."""
    if value:
        ctx.obj = replace(ctx.ensure_object(Session), **{str(param.name): value})


def common_options() -> list[click.Parameter]:
    """Return the options that may stand before a verb and after it."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return [
        click.Option(
            ["-C", "folder"],
            metavar="DIR",
            type=folder,
            callback=_keep,
            expose_value=False,
            help="Work as if started in DIR.",
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            callback=_keep,
            expose_value=False,
            help="Print problems and results only.",
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            callback=_keep,
            expose_value=False,
            help="Print every file.",
        ),
    ]


class Named(click.Command):
    """A command whose errors name files as the user sees them."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ToolkitError as error:
            session = ctx.ensure_object(Session)
            raise ToolkitError(*map(session.seen, error.findings)) from None


class _Verb(Named):
    """A verb that refuses a SOURCE_DATE_EPOCH that names no moment, though it may not need one.

    So no step of a build that is to be repeated is made at another moment than the others.
    """

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the verb."""
        source_date()
        return super().invoke(ctx)


def verb(function: Callable[..., Any]) -> click.Command:
    """Make a verb of a function with click's options, and give it the common ones too."""
    made = click.command(cls=_Verb)(function)
    made.params.extend(common_options())
    return made


def _check_tags(
    _ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """Return tags as BCP 47 writes them; refuse what is no language as wrong usage."""
    try:
        return tuple(Locale.named(tag).tag for tag in value)
    except ToolkitError as error:
        (finding,) = error.findings
        raise click.BadParameter(f"{finding.message}; {finding.hint}.") from None


locale_option = click.option(
    "-l",
    "--locale",
    "locales",
    metavar="TAG",
    multiple=True,
    callback=_check_tags,
    help="A language tag: kk, kk-Arab, pt_BR; repeatable.",
)
documents_option = click.option(
    "-d",
    "--document",
    "documents",
    metavar="PATTERN",
    multiple=True,
    help="Only these documents, by id or path: bridge, news/*; repeatable.",
)
everything_option = click.option(
    "--all", "everything", is_flag=True, help="Look at everything anew."
)


def check_hand(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Return a pseudonym, empty where none is given; refuse as a pseudonym what cannot be one."""
    from toolkit.catalog.review import is_hand  # noqa: PLC0415 - few verbs need catalogs

    if value and not is_hand(value):
        raise click.BadParameter(
            f"“{value}” is not a pseudonym. Use letters, digits, “.”, “_” and “-”, not a real name."
        )
    return value or ""


def hand_option(meaning: str, *, required: bool = False) -> Callable[[F], F]:
    """Return what adds --hand, which is never guessed from the system's user."""
    return click.option(
        "--hand",
        metavar="NAME",
        required=required,
        envvar="TOOLKIT_HAND",
        show_envvar=True,
        callback=check_hand,
        help=meaning,
    )


def port_option(default: int) -> Callable[[F], F]:
    """Return what adds --port.

    Args:
        default: the port, if none is named.

    """
    return click.option(
        "-p",
        "--port",
        type=click.IntRange(0, 65535),
        default=default,
        show_default=True,
        help="The port; 0 chooses any free one.",
    )


force_option = click.option(
    "--force",
    is_flag=True,
    callback=_keep,
    expose_value=False,
    help="Overwrite the file, even if somebody's work in it is lost.",
)


def refuse_given(ctx: click.Context, names: Iterable[str], what: str) -> None:
    """Refuse options that would be passed over without a word in the way a verb is used.

    Args:
        ctx: the verb's context.
        names: the options, as the verb's parameters are named.
        what: what they are for, as in “a plain SOURCE”.

    """
    given = [
        each.opts[-1]
        for each in ctx.command.params
        if each.name in names
        and ctx.get_parameter_source(each.name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        are = "is" if len(given) == 1 else "are"
        raise click.UsageError(f"{', '.join(given)} {are} for {what}.")


def advice_on(given: str, known: Iterable[str], where: str) -> str:
    """Return advice for a name that is none: the one most like it, or where all of them stand."""
    near = nearest(given, known)
    return f"Did you mean “{near}”?" if near else f"{where} lists them all."


class OneOf(click.Choice[str]):
    """A choice among too many names to print them all when a wrong one is given."""

    def __init__(self, names: Iterable[str], what: str, where: str) -> None:
        super().__init__(list(names))
        self._what = what
        self._where = where

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name, or refuse it and name the nearest."""
        if value not in self.choices:
            advice = advice_on(value, self.choices, self._where)
            raise click.UsageError(f"No {self._what} is called “{value}”. {advice}", ctx)
        return super().convert(value, param, ctx)


jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1,
    help="The number of processes; default: one for each core.",
)
inline_option = click.option(
    "--inline",
    type=click.Choice(["named", "raw"]),
    default="named",
    show_default=True,
    help="How messages spell markup: named (<em>, <a1>), or raw as itstool and po4a do.",
)
segmentation_option = click.option(
    "--segmentation",
    type=click.Choice(SEGMENTATIONS),
    default=SEGMENTATIONS[0],
    show_default=True,
    help="Make a message of each paragraph or of each sentence.",
)
format_option = click.option(
    "--format",
    "format_name",
    metavar="NAME",
    default="",
    help="The source's format (text, markdown, docx, html, xml), if its suffix does not say.",
)
