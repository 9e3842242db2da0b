"""toolkit build: editions."""

from collections.abc import Iterator

import click

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import printable
from toolkit.cli.options import (
    documents_option,
    force_option,
    format_option,
    inline_option,
    jobs_option,
    locale_option,
    refuse_given,
    segmentation_option,
    verb,
)
from toolkit.cli.session import STANDARD, Session, counted, exit_status, print_findings
from toolkit.newsroom.places import Build, Places, opened
from toolkit.newsroom.publishing.report import BuildReport, EditionOutcome
from toolkit.newsroom.settings import CATALOGS
from toolkit.newsroom.withdrawn import WITHDRAWN

__all__ = ["build"]

_OF_SOURCE = {"catalog", "output", "language", "format_name", "segmentation", "inline"}
_OF_NEWSROOM = {"documents", "cluster", "sources", "publish", "everything", "explain", "tombstones"}
_FEW = 5
"""How many documents are named that wait for the same."""


@verb
@click.argument("source", required=False, metavar="[SOURCE]")
@click.option("--po", "catalog", metavar="PO", help="The catalog, for a plain source.")
@click.option("-o", "--output", default=STANDARD, metavar="FILE", help="The edition of SOURCE.")
@locale_option
@documents_option
@jobs_option
@click.option("--cluster", metavar="ADDRESS", help="Build on a Dask cluster: tcp://scheduler:8786.")
@click.option("--sources", metavar="URL", help="The newsroom's folder in a store: s3://…, file://…")
@click.option("--publish", metavar="URL", help="Bring the output into a store, too.")
@click.option("--all", "everything", is_flag=True, help="Rebuild every document.")
@click.option("--explain", is_flag=True, help="Say why each document is rebuilt.")
@click.option(
    "--no-tombstones",
    "tombstones",
    flag_value=False,
    default=True,
    help="Leave no page where an article was that is withdrawn.",
)
@click.option("--strict", is_flag=True, help="Publish nothing when a translation is broken.")
@click.option("--language", default="en", show_default=True, help="The language of SOURCE.")
@format_option
@segmentation_option
@inline_option
@force_option
@click.pass_context
def build(
    ctx: click.Context,
    source: str | None,
    catalog: str | None,
    output: str,
    locales: tuple[str, ...],
    documents: tuple[str, ...],
    jobs: int,
    cluster: str | None,
    sources: str | None,
    publish: str | None,
    everything: bool,
    explain: bool,
    tombstones: bool,
    strict: bool,
    language: str,
    format_name: str,
    segmentation: str,
    inline: str,
) -> None:
    """Make the editions of the newsroom, or one edition of a plain file in its own format.

    A translation that loses or invents a code is held back: readers see the source text, marked,
    and the exit status is 1. With --strict, nothing is published in that case.

    \b
    Example:
      toolkit build
      toolkit build page.html --po kk.po -l kk -o page.kk.html
    """  # noqa: D301
    session = ctx.ensure_object(Session)
    if "" in {cluster, sources, publish}:
        raise click.UsageError("--cluster, --sources and --publish need an address; one is empty.")
    if source is None:
        refuse_given(ctx, _OF_SOURCE, "one SOURCE; a newsroom's editions are made in its output")
        places = Places(cluster or "", sources or "", publish or "")
        with session.progress() as bar, opened(session.folder, places) as ready:
            report = ready.project.build(
                locales,
                documents=documents,
                jobs=jobs,
                cluster=ready.cluster,
                strict=strict,
                everything=everything,
                tombstones=tombstones,
                progress=bar.step,
            )
        status = _report(session, report, explain=explain)
        if ready.target:
            _publish(session, ready)
        ctx.exit(status)
    refuse_given(ctx, _OF_NEWSROOM, "a whole newsroom; leave out SOURCE")
    # A newsroom that has not changed is looked through without what makes editions.
    from toolkit.cli.plain_edition import Asked, build_plain  # noqa: PLC0415

    asked = Asked(source, catalog, output, locales, language, format_name, segmentation, inline)
    ctx.exit(build_plain(session, asked, strict=strict))


def _report(session: Session, report: BuildReport, *, explain: bool) -> int:
    if explain:
        for document_id, why in sorted(report.reasons.items()):
            click.echo(f"{printable(document_id)}: {printable(why)}")
    print_findings(report.findings)
    _tell(session, report)
    return exit_status(report.findings)


def _publish(session: Session, ready: Build) -> None:
    from toolkit.newsroom.uploading import upload  # noqa: PLC0415 - few builds end in a store

    uploaded = upload(ready.target, ready.output)
    for path in uploaded.changed:
        session.tell(f"{ready.target}/{path}: written")
    for path in uploaded.removed:
        session.say(f"{ready.target}/{path}: removed")
    changed = counted(len(uploaded.changed), "file")
    session.say(f"{ready.target}: {changed} changed")


def _tell(session: Session, report: BuildReport) -> None:
    for line in _held_back(report, every=session.verbose):
        session.say(line)
    for line in _cleaned(report, every=session.verbose):
        session.say(line)
    for document_id in report.withdrawn:
        session.say(f"{printable(document_id)}: withdrawn; its addresses say so now")
    for document_id in report.returned:
        session.say(f"{printable(document_id)}: is back after it was withdrawn")
    if report.withdrawn or report.returned:
        session.say(f"recorded in {CATALOGS}/{WITHDRAWN}: commit it")
    for path in report.changed:
        session.tell(f"{session.shown(path)}: written")
    for path in report.removed:
        session.say(f"{session.shown(path)}: removed")
    changed = f"{counted(len(report.written), 'file')} changed"
    if report.complete:
        editions = [each.published for made in report.outcomes.values() for each in made]
        published = sum(editions)
        rest = len(editions) - published
        left = f", {rest:,} not published" if rest else ""
        session.say(f"{counted(published, 'edition')}, {changed}{left}")
    else:
        session.say(f"not all editions could be made; {changed}")


def _held_back(report: BuildReport, *, every: bool) -> Iterator[str]:
    """Yield why documents are not published; many with one reason are one line."""
    groups: dict[tuple[Locale, str], list[str]] = {}
    for document_id, made in report.outcomes.items():
        for each in made:
            if each.stays or not each.published:
                why = f"{_outcome(each)}: {each.reason}"
                groups.setdefault((each.locale, why), []).append(document_id)
    for (locale, why), documents in groups.items():
        if every or len(documents) <= _FEW:
            yield from (f"{locale}: {name}: {why}" for name in documents)
        else:
            yield f"{locale}: {len(documents):,} documents {why} (-v lists them)"


def _outcome(each: EditionOutcome) -> str:
    if each.held:
        return "held back"
    return "stays published, and says what has changed" if each.stays else "not published"


def _cleaned(report: BuildReport, *, every: bool) -> Iterator[str]:
    """Yield what was taken out of pictures, films and sounds; many are one line."""
    if every or len(report.cleaned) <= _FEW:
        for name, removed in report.cleaned.items():
            yield printable(f"{name}: removed before publishing: {', '.join(removed)}")
    else:
        number = f"{len(report.cleaned):,} pictures, films and sounds"
        yield f"{number}: metadata removed before publishing (-v lists them)"
