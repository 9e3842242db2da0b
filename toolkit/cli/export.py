"""toolkit export: texts to be translated, in a file for whoever translates them."""

from pathlib import PurePath

import click

from toolkit.base.files import content_of
from toolkit.cli.options import force_option, locale_option, verb
from toolkit.cli.output import write_output
from toolkit.cli.session import STANDARD, Session, ask_passphrase, print_findings
from toolkit.exchange.forms import FORMS, form_named
from toolkit.exchange.guides import guide_file
from toolkit.exchange.kit import KitOptions
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.packages import package_of

__all__ = ["export"]

_GUIDE_SUFFIX = ".how-to.txt"
"""What the name of the guide beside a file ends with, in place of the file's own suffix."""


@verb
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@locale_option
@click.option(
    "--to",
    "form_name",
    type=click.Choice([form.name for form in FORMS]),
    required=True,
    help="The kind of file: " + "; ".join(f"{form.name}, {form.summary}" for form in FORMS) + ".",
)
@click.option("--waiting", is_flag=True, help="Leave out what is translated already.")
@click.option(
    "--passphrase", is_flag=True, help="Ask for a passphrase, and encrypt the page (html)."
)
@click.option(
    "--forget", is_flag=True, help="Make a page that keeps no work in the browser (html)."
)
@click.option("-o", "--output", metavar="FILE", help="The file to write; - for standard output.")
@force_option
@click.pass_obj
def export(
    session: Session,
    documents: tuple[str, ...],
    locales: tuple[str, ...],
    form_name: str,
    waiting: bool,
    passphrase: bool,
    forget: bool,
    output: str | None,
) -> None:
    """Send texts to a translator: XLIFF, Word, a spreadsheet, PO, a page.

    DOCUMENT is a document's id, or a pattern of ids in quotation marks; without any, all documents
    are sent. “toolkit import” takes the file back.

    \b
    Example:
      toolkit export -l ug --to docx heat -o heat.ug.docx
    """  # noqa: D301
    if len(locales) != 1:
        raise click.UsageError("Give the language to translate into: -l ug")
    settings = load_settings(session.folder)
    (locale,) = settings.chosen(locales)
    form = form_named(form_name)
    if (passphrase or forget) and form.write_kept is None:
        raise click.UsageError("--passphrase and --forget are for the page: --to html")
    package, findings = package_of(
        settings, locale, documents, waiting=waiting, nearest=form.nearest
    )
    print_findings(findings)
    if not package.documents:
        session.say("There is nothing to send. Run “toolkit update” if you expected something.")
        raise click.exceptions.Exit(1 if findings else 0)
    several = len(package.documents) > 1
    suffix = ".zip" if form.name == "po" and several else form.suffix
    name = output or _name(package.documents[0].id if not several else "texts", locale.tag, suffix)
    secret = ask_passphrase(confirm=True) if passphrase else ""
    if form.write_kept is None:
        data = form.write(package)
    else:
        data = form.write_kept(package, KitOptions(secret, forget))
    write_output(session, name, data, whole=True)
    if not form.has_guide:
        _write_guide(session, name, guide_file(form.name, locale))
    waits = sum(1 for row in package.rows if row.state != "translated")
    session.say(f"{len(package.rows)} texts, of which {waits} wait for a translation")
    raise click.exceptions.Exit(1 if findings else 0)


def _name(document_id: str, tag: str, suffix: str) -> str:
    return f"{document_id.rpartition('/')[2]}.{tag}{suffix}"


def _write_guide(session: Session, name: str, data: bytes) -> None:
    """Write a guide beside what is sent, unless the newsroom has put its own there."""
    if name == STANDARD:
        return
    beside = str(PurePath(name).with_suffix(_GUIDE_SUFFIX))
    if content_of(session.path(beside)) is None:
        write_output(session, beside, data)
