"""The command: one verb a file, loaded when it is called."""

import atexit
import gc
import importlib
import io
import keyword
import os
import sys
from collections.abc import Sequence

import click

from toolkit import __version__
from toolkit.base.clock import ENVIRONMENT
from toolkit.base.errors import ToolkitError, printable
from toolkit.base.registry import nearest
from toolkit.cli.options import common_options
from toolkit.cli.session import Session, print_findings

__all__ = ["command", "main"]

# In the order of the work; a verb's function has its file's name.
_VERBS = {
    "init": "Start a newsroom from a folder of articles.",
    "extract": "Write templates from sources.",
    "update": "Bring catalogs up to date with their sources.",
    "correct": "Correct an article that is out, in every edition.",
    "move": "Give a document another name, with all that belongs to it.",
    "draft": "Draft what has no translation, by a machine that you choose.",
    "status": "Show how far the translations have come.",
    "check": "Find what is wrong in translations.",
    "export": "Send texts to a translator: XLIFF, Word, a spreadsheet, PO, a page.",
    "import": "Take translations back: any file that “export” wrote.",
    "review": "Sign translations, or send them back; who translated cannot approve.",
    "build": "Make the editions.",
    "bundle": "Pack the editions as one signed ZIP or folder, and verify such a bundle.",
    "segment": "Split text into sentences, one on each line.",
    "convert": "Write a text in another alphabet of its language.",
    "align": "Make a catalog from an article and its translation.",
    "memory": "Keep translations, and reuse them for similar texts.",
    "terms": "Keep the names and terms that the newsroom has decided on.",
    "protect": "Keep the names of protected people out of everything.",
    "quotes": "Keep what people said, as they said it, in their own language.",
    "merge-po": "Merge two versions of a catalog; git can call it.",
    "pseudo": "Fill a pseudo-language, to see what cannot be translated.",
    "desk": "Translate, review and approve in the browser, on this machine only.",
    "preview": "Serve the editions on this machine and rebuild on change.",
    "formats": "List the formats of sources.",
    "its": "Print what ITS 2.0 says about each node of a document.",
}
_INTERRUPTED = 130


class _Verbs(click.Group):
    """Loads a verb's module only when the verb is called, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _VERBS:
            return None
        name = cmd_name.replace("-", "_")
        # A word of Python's own is no name there.
        name = f"{name}_" if keyword.iskeyword(name) else name
        found = getattr(importlib.import_module(f"toolkit.cli.{name}"), name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; where there is none, name the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = nearest(args[0], _VERBS)
            if not near:
                raise
            message = f"{error.message} Did you mean “{near}”?"
            raise click.UsageError(message, ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Verbs"):
            formatter.write_dl(list(_VERBS.items()))


@click.group(
    cls=_Verbs,
    params=common_options(),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="toolkit")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Publish one article in many languages.

    In a newsroom (a folder with toolkit.toml in it or above it), the verbs work on all documents
    and locales. If you name files, they work on those files, without any project.

    \b
    Example:
      toolkit init -l kk -l ru -l ug seeds
      toolkit update && toolkit status
      toolkit build
    """  # noqa: D301 - \b is click's mark for a block that is not wrapped
    ctx.ensure_object(Session)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Returns:
        0 done, 1 findings or problems in the files, 2 wrong usage, 130 interrupted.

    """
    # Catalogs are many small objects that live to the end: looking for garbage costs a tenth.
    gc.set_threshold(200_000, 20, 20)
    # And to look once more at all of them at the end, when the system takes everything back.
    atexit.register(gc.freeze)
    # A terminal or a file in another encoding gets what it lacks as \u0000.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = command.main(arguments, prog_name="toolkit", standalone_mode=False)
    except ToolkitError as error:
        print_findings(error.findings)
        return 2 if any(each.code == ENVIRONMENT for each in error.findings) else 1
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    except OSError as error:
        return _refused(error)
    return status if isinstance(status, int) else 0


def _refused(error: OSError) -> int:
    """Say what the system refuses: a file that goes away in the middle, a folder closed to us."""
    if isinstance(error, BrokenPipeError):
        # Whoever read the output has seen enough; nothing more can be written there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    elif error.filename is None:
        raise error
    else:
        click.echo(f"{printable(str(error.filename))}: error: {error.strerror}", err=True)
    return 1
