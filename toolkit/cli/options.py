"""Options that several verbs have, spelled once."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["format_option", "inline_option", "jobs_option", "locale_option"]

F = TypeVar("F", bound=Callable[..., Any])


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


def format_option(function: F) -> F:
    """Add --format, for sources whose name does not say it."""
    return click.option(
        "--format",
        "format_name",
        metavar="NAME",
        default="",
        help="The source's format (text, html, xml) where its suffix does not say it.",
    )(function)
