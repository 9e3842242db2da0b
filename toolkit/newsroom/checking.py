"""Checking: what is wrong in a newsroom's catalogs, said again while nothing has changed."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.catalog.po import save
from toolkit.checks import Fixed, Selection, checks, fix_catalog
from toolkit.checks.running import is_whole
from toolkit.checks.selection import chosen
from toolkit.newsroom.checked_parts import CheckedParts
from toolkit.newsroom.checked_sheets import (
    Known,
    catalogs_of,
    sheet_of,
    termbase_of,
)
from toolkit.newsroom.kept_answers import KeptParts, kept_answer
from toolkit.newsroom.memories import see_memory
from toolkit.newsroom.publishing.adaptations import adaptation_findings
from toolkit.newsroom.publishing.page_words import word_findings
from toolkit.newsroom.quote_findings import quote_findings
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = ["check_project", "fix_project"]

_PARTS = "check-parts"
"""What the name of the file has in it that keeps an answer's parts."""
_ASKS_PROGRAMS = frozenset({"spelling"})
"""The checks that ask a program of the machine, of which nobody tells when it changes."""


def check_project(
    settings: ProjectSettings,
    locales: Sequence[Locale],
    selection: Selection,
    documents: Collection[str],
    *,
    everything: bool,
) -> tuple[Finding, ...]:
    """Return what is wrong in a newsroom's catalogs; see `Project.check`.

    Args:
        settings: the newsroom.
        locales: those whose catalogs are checked.
        selection: which checks run, with the newsroom's own settings of them.
        documents: patterns of ids or paths; all documents when empty.
        everything: check everything anew, whatever is remembered.

    """
    wanted = {check.id for check in chosen(checks(), selection)}

    anew = everything or not wanted.isdisjoint(_ASKS_PROGRAMS) or settings.memory is not None

    def check() -> tuple[Finding, ...]:
        parts = KeptParts(settings, _PARTS, anew=anew)
        return _check(settings, locales, selection, documents, parts)

    if anew:
        return check()
    question = ("check", tuple(locales), _as_text(selection), tuple(documents))
    seen = partial(see_memory, settings)
    return kept_answer(
        settings, question, tuple[Finding, ...], check, is_kept=is_whole, beside=seen
    )


def _as_text(selection: Selection) -> str:
    """Return what a selection says, the same for the same in every process."""
    own = sorted((name, repr(each)) for name, each in selection.settings.items())
    return repr((sorted(selection.select), sorted(selection.ignore), own))


def _check(
    settings: ProjectSettings,
    locales: Sequence[Locale],
    selection: Selection,
    documents: Collection[str],
    parts: KeptParts,
) -> tuple[Finding, ...]:
    files = find_sources(settings)
    sources = chosen_sources(files, documents)
    known = checks()
    checked = CheckedParts(settings, chosen(known, selection), tuple(known.values()), parts)
    checked.look(sources, locales)
    found = checked.found()
    quoted = () if selection.select else tuple(_quoted(settings, sources, parts))
    parts.save(partial(_is_gone, files.ids))
    if selection.select:
        return (*files.findings, *checked.unread, *found)
    own = (*checked.headers, *word_findings(settings, locales), *quoted)
    adapted = adaptation_findings(settings, sources, locales, all_documents=not documents)
    told = (*files.findings, *checked.unread, *own, *found, *adapted)
    return tuple(dict.fromkeys(told))


def _quoted(
    settings: ProjectSettings, sources: Sequence[Source], parts: KeptParts
) -> Iterator[Finding]:
    for each in sources:
        make = partial(quote_findings, settings, each)
        yield from parts.part(f"quotes {each.document_id}", "", tuple[Finding, ...], make)[0]


def _is_gone(ids: Collection[str], part: str) -> bool:
    """Whether a part is about a document that there is no more."""
    kind, _, rest = part.partition(" ")
    named = rest.partition(" ")[2] if kind == "catalog" else rest
    return kind in {"catalog", "document", "quotes"} and named not in ids


def fix_project(
    settings: ProjectSettings,
    locales: Sequence[Locale],
    selection: Selection,
    documents: Collection[str],
) -> Reports[Fixed]:
    """Mend what is safe to mend unseen in a newsroom's catalogs; see `Project.fix`."""
    made: list[Fixed] = []
    findings: list[Finding] = []
    known = Known(termbase=termbase_of(settings, []))  # what catalogs say of quotes stays
    for source in chosen_sources(find_sources(settings), documents):
        for locale, path in catalogs_of(settings, source, locales).items():
            try:
                sheet = sheet_of(settings, path, locale, known)
            except ToolkitError:
                continue  # what cannot be read is for a check to tell
            try:
                fixed = fix_catalog(sheet, selection)
                if fixed:
                    save(sheet.catalog, path, width=settings.wrap, movable=True)
            except ToolkitError as error:
                findings.extend(error.findings)
            else:
                made.extend(fixed)
    return Reports(tuple(made), tuple(findings))
