"""Checking: what is wrong in a newsroom's catalogs, said again while nothing has changed."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.checks import Selection, check_catalogs, checks
from toolkit.checks.headers import check_language
from toolkit.checks.running import CRASHED
from toolkit.checks.selection import chosen
from toolkit.newsroom.checked_sheets import sheets_of
from toolkit.newsroom.kept_answers import kept_answer
from toolkit.newsroom.memories import see_memory
from toolkit.newsroom.publishing.adaptations import adaptation_findings
from toolkit.newsroom.publishing.page_words import word_findings
from toolkit.newsroom.quote_findings import quote_findings
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = ["check_project"]

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

    def check() -> tuple[Finding, ...]:
        return _check(settings, locales, selection, documents, wanted)

    if everything or not wanted.isdisjoint(_ASKS_PROGRAMS) or settings.memory is not None:
        return check()
    question = ("check", tuple(locales), _as_text(selection), tuple(documents))
    seen = partial(see_memory, settings)
    return kept_answer(
        settings, question, tuple[Finding, ...], check, is_kept=_is_whole, beside=seen
    )


def _as_text(selection: Selection) -> str:
    """Return what a selection says, the same for the same in every process."""
    own = sorted((name, repr(each)) for name, each in selection.settings.items())
    return repr((sorted(selection.select), sorted(selection.ignore), own))


def _is_whole(found: Iterable[Finding]) -> bool:
    """Whether no check has crashed: it may not crash again."""
    return all(each.code != CRASHED for each in found)


def _check(
    settings: ProjectSettings,
    locales: Sequence[Locale],
    selection: Selection,
    documents: Collection[str],
    wanted: Collection[str],
) -> tuple[Finding, ...]:
    files = find_sources(settings)
    sources = chosen_sources(files, documents)
    unread, sheets = sheets_of(settings, sources, locales, wanted)
    findings = [*files.findings, *unread]
    if selection.select:
        return (*findings, *check_catalogs(sheets, selection))
    for sheet in sheets:
        findings.extend(check_language(sheet.catalog, sheet.path, sheet.locale))
    adapted = adaptation_findings(settings, sources, locales, all_documents=not documents)
    findings.extend(word_findings(settings, locales))
    findings.extend(quote_findings(settings, sources))
    found = (*findings, *check_catalogs(sheets, selection), *adapted)
    return tuple(dict.fromkeys(found))
