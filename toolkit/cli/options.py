"""Options that several verbs have, spelled once."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from toolkit.cli.session import Session
from toolkit.project import SEGMENTATIONS

__all__ = [
    "common_options",
    "format_option",
    "inline_option",
    "jobs_option",
    "locale_option",
    "segmentation_option",
    "verb",
]

F = TypeVar("F", bound=Callable[..., Any])


def _enter(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.obj = replace(ctx.ensure_object(Session), folder=value)


def _quiet(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        ctx.obj = replace(ctx.ensure_object(Session), quiet=True)


def _verbose(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        ctx.obj = replace(ctx.ensure_object(Session), verbose=True)


def common_options() -> list[click.Parameter]:
    """Return the options that may stand before a verb and after it."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return [
        click.Option(
            ["-C", "folder"],
            metavar="DIR",
            type=folder,
            callback=_enter,
            expose_value=False,
            help="Work as if started in DIR.",
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            callback=_quiet,
            expose_value=False,
            help="Print problems and results only.",
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            callback=_verbose,
            expose_value=False,
            help="Print every file.",
        ),
    ]


def verb(function: Callable[..., Any]) -> click.Command:
    """Make a verb of a function with click's options, and give it the common ones too."""
    made = click.command()(function)
    made.params.extend(common_options())
    return made


def locale_option(function: F) -> F:
    """Add -l, which may stand several times."""
    return click.option(
        "-l", "--locale", "locales", metavar="TAG", multiple=True, help="A BCP 47 tag; repeatable."
    )(function)


def jobs_option(function: F) -> F:
    """Add -j; the default is the number of cores."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1, 256),
        default=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1,
        help="Processes; default: the cores there are.",
    )(function)


def inline_option(function: F) -> F:
    """Add --inline."""
    return click.option(
        "--inline",
        type=click.Choice(["named", "raw"]),
        default="named",
        show_default=True,
        help="How messages spell markup: named (<em>, <a1>), or raw as itstool and po4a do.",
    )(function)


def segmentation_option(function: F) -> F:
    """Add --segmentation."""
    return click.option(
        "--segmentation",
        type=click.Choice(SEGMENTATIONS),
        default=SEGMENTATIONS[0],
        show_default=True,
        help="What a message is.",
    )(function)


def format_option(function: F) -> F:
    """Add --format, for sources whose name does not say it."""
    return click.option(
        "--format",
        "format_name",
        metavar="NAME",
        default="",
        help="The source's format (text, html, xml) where its suffix does not say it.",
    )(function)
