"""toolkit review: who has translated, reviewed and approved what; signed, or sent back."""

import json
from collections.abc import Iterable

import click

from toolkit.base.errors import printable
from toolkit.base.text import shortened
from toolkit.catalog.review import Act
from toolkit.cli.options import (
    check_hand,
    common_options,
    documents_option,
    hand_option,
    locale_option,
    verb,
)
from toolkit.cli.output import write_output
from toolkit.cli.session import STANDARD, Session, counted, exit_status, print_findings
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.review_record import record_as_csv, record_as_json_lines
from toolkit.newsroom.reviewing import (
    Chosen,
    ReviewedText,
    Signature,
    return_texts,
    reviewed_texts,
    sign_texts,
)
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["review"]

_MOST_SHOWN = 48
_BY_YOU = "Your pseudonym in this newsroom."


@click.group(params=common_options())
def review() -> None:
    """Show who translated, reviewed and approved what; sign a translation, or send it back.

    The records are beside each catalog, in locales/LANGUAGE/LC_MESSAGES/DOCUMENT.review. A change
    of the text or of its translation voids them. Translators cannot review or approve their own
    work.

    \b
    Example:
      toolkit review list -l kk
      toolkit review approve -l kk -d bridge p-7f3c --hand e1
      toolkit review return -l kk p-7f3c -m "The number is wrong." --hand e1
      toolkit review export -o record.csv
    """  # noqa: D301


@verb
@locale_option
@documents_option
@click.option("--all", "everything", is_flag=True, help="Also list what does not wait for review.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the record of every text.")
@click.pass_context
def _list(
    ctx: click.Context,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """List the translations that wait for review, with their ids.

    A translation waits if it is finished and not approved, or not reviewed where
    publish.require = "reviewed".

    \b
    Example:
      toolkit review list -l kk -d bridge
      toolkit review list --all --json
    """  # noqa: D301
    settings = load_settings(ctx.ensure_object(Session).folder)
    found = reviewed_texts(settings, settings.chosen(locales), documents)
    print_findings(found.findings)
    shown = [
        each
        for each in found.items
        if everything or each.waits_for(settings.locales[each.locale].goal)
    ]
    if as_json:
        click.echo(json.dumps([_as_data(each) for each in shown], ensure_ascii=False, indent=2))
    else:
        _print(shown)
    ctx.exit(exit_status(found.findings))


def _as_data(text: ReviewedText) -> dict[str, object]:
    record = text.record
    steps = sorted(record.steps, key=str) if record is not None else []
    return {
        "document": text.document_id,
        "locale": text.locale.tag,
        "id": text.id,
        "state": text.stage,
        "origin": record.origin if record is not None else None,
        "confidence": record.confidence if record is not None else None,
        "digest": record.digest if record is not None else None,
        "steps": [{"act": step.act, "hand": step.hand} for step in steps],
        "source": text.entry.msgid,
        "translation": text.entry.msgstr,
    }


def _print(texts: Iterable[ReviewedText]) -> None:
    for each in texts:
        hands = ", ".join(sorted(each.record.translators)) if each.record is not None else ""
        names = [each.document_id, each.locale.tag, each.id, each.stage, hands or "-"]
        click.echo(
            printable(
                "  ".join([*names, shortened(each.entry.msgstr or each.entry.msgid, _MOST_SHOWN)])
            )
        )


@verb
@click.argument("ids", nargs=-1, metavar="[ID]...")
@locale_option
@documents_option
@hand_option(_BY_YOU, required=True)
@click.option(
    "--all", "everything", is_flag=True, help="Sign all texts that wait for review, instead of IDs."
)
@click.option(
    "--reviewed", is_flag=True, help="Only say that you reviewed them; somebody else approves."
)
@click.option(
    "--translator",
    metavar="NAME",
    default="",
    callback=check_hand,
    help="The translator, if the newsroom has not noted who it was.",
)
@click.pass_context
def _approve(
    ctx: click.Context,
    ids: tuple[str, ...],
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    hand: str,
    everything: bool,
    reviewed: bool,
    translator: str,
) -> None:
    """Approve translations, or say that you reviewed them.

    Name their ids, as “toolkit review list” prints them, or give --all. Somebody else must have
    translated them.

    \b
    Example:
      toolkit review approve -l kk -d bridge p-7f3c --hand e1
      toolkit review approve -l kk -d bridge --all --reviewed --hand r2 --translator t3
    """  # noqa: D301
    if bool(ids) is everything:
        raise click.UsageError("Name the ids of texts, or give --all")
    settings, chosen = _chosen(ctx, ids, locales, documents)
    act = Act.REVIEWED if reviewed else Act.APPROVED
    done = sign_texts(settings, chosen, Signature(hand, act, translator))
    _tell(ctx, done, str(act))


@verb
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@locale_option
@documents_option
@hand_option(_BY_YOU, required=True)
@click.option("-m", "--message", required=True, metavar="WORDS", help="What the translator reads.")
@click.pass_context
def _return(
    ctx: click.Context,
    ids: tuple[str, ...],
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    hand: str,
    message: str,
) -> None:
    """Send translations back: they become fuzzy, and your words go into the catalog's comment.

    \b
    Example:
      toolkit review return -l kk -d bridge p-7f3c -m "It was 17, not 71." --hand r2
    """  # noqa: D301
    if not message.strip():
        raise click.UsageError("Say in -m what is wrong")
    settings, chosen = _chosen(ctx, ids, locales, documents)
    _tell(ctx, return_texts(settings, chosen, hand, message), "returned")


@verb
@locale_option
@documents_option
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="The file to write.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "jsonl"]),
    default=None,
    help="The format; by default what the name of the file says, else csv.",
)
@click.pass_context
def _export(
    ctx: click.Context,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    output: str,
    kind: str | None,
) -> None:
    """Write the record of every passage for an auditor.

    It has stages, origins, pseudonyms and digests, but no texts. The same catalogs give the same
    bytes. A document that cannot be read is named, and is not in the record.

    \b
    Example:
      toolkit review export -o record.csv
      toolkit review export -l kk --format jsonl
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    settings = load_settings(session.folder)
    found = reviewed_texts(settings, settings.chosen(locales), documents)
    print_findings(found.findings)
    as_lines = kind == "jsonl" or (kind is None and output.lower().endswith(".jsonl"))
    data = (record_as_json_lines if as_lines else record_as_csv)(found.items)
    write_output(session, output, data)
    ctx.exit(exit_status(found.findings))


def _chosen(
    ctx: click.Context, ids: tuple[str, ...], tags: tuple[str, ...], documents: tuple[str, ...]
) -> tuple[ProjectSettings, Chosen]:
    if len(tags) != 1:
        raise click.UsageError("Give one language: -l kk")
    settings = load_settings(ctx.ensure_object(Session).folder)
    (locale,) = settings.chosen(tags)
    return settings, Chosen(locale, documents, ids)


def _tell(ctx: click.Context, done: Reports[ReviewedText], word: str) -> None:
    session = ctx.ensure_object(Session)
    print_findings(done.findings)
    for each in done.items:
        session.tell(f"{each.place}: {each.id} {word}")
    session.say(f"{counted(len(done.items), 'text')} {word}")
    ctx.exit(exit_status(done.findings))


for _name, _command in (
    ("list", _list),
    ("approve", _approve),
    ("return", _return),
    ("export", _export),
):
    review.add_command(_command, _name)
