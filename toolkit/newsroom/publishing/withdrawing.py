"""Withdrawing: what a build finds withdrawn of what was published, and since when.

An article is withdrawn when its source is gone, or when a correction withdraws it. One that only
falls below its policy, or waits, is not: it comes back by itself.

Partners were sent that it is gone. What they are sent when it comes back must be newer, so that the
moment is remembered, and is later than that of the withdrawal, whatever the clock says.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field, replace

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import is_printable
from toolkit.document.recorded_corrections import RecordedCorrection
from toolkit.editions.article import ListedArticle, Phrase
from toolkit.editions.site.feeds import in_feed
from toolkit.editions.site.withdrawal import NITF, Withdrawal
from toolkit.newsroom.corrections import read_corrections
from toolkit.newsroom.moved import read_moved, where_moved
from toolkit.newsroom.publishing.published import Record
from toolkit.newsroom.renames import find_lives
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import find_sources

__all__ = ["Fates", "find_returns", "find_withdrawals", "withdrawn_since"]

_Withdrawals = Mapping[str, Withdrawal]


@frozen
class Fates:
    """What has become of documents."""

    settings: ProjectSettings
    before: Record
    """What was published so far."""
    known: Collection[str]
    """The ids of those that have a source."""
    moved: Mapping[str, str]
    """The id that each former id has become."""
    is_held: Callable[[str], bool]
    """Says whether one stays as it was published, so that nobody can say anything of it."""
    _read: dict[str, tuple[RecordedCorrection, ...] | None] = field(default_factory=dict)

    def is_withdrawn(self, document_id: str, path: str) -> bool | None:
        """Whether what a document has, or had, at a path is withdrawn; None where it is unsaid."""
        if self.is_held(document_id):
            return None
        if document_id not in self.known:
            return where_moved(self.moved, document_id) not in self.known
        corrections = self.corrections(document_id)
        if corrections is None:
            return None
        withdrawn = {each.locale for each in corrections if each.withdraws}
        return None in withdrawn or not withdrawn.isdisjoint(self._locales(path))

    def returned(self, withdrawal: Withdrawal, now: dt.datetime) -> Mapping[Locale, dt.datetime]:
        """Return the languages in which a document is withdrawn no more, and since when."""
        languages = {each.tag: each for each in (self.settings.source, *self.settings.locales)}
        back = {
            languages[folder]
            for path in withdrawal.files
            if (folder := path.partition("/")[0]) in languages
            and self.is_withdrawn(withdrawal.document_id, path) is False
        }
        moment = clock.minute_after([withdrawal.when], now)
        return {**withdrawal.back, **dict.fromkeys(sorted(back), moment)}

    def _locales(self, path: str) -> Iterator[Locale]:
        """Yield the language of a file, and the one that it is derived from."""
        folder = path.partition("/")[0]
        for locale, policy in self.settings.locales.items():
            if locale.tag == folder:
                yield locale
                if policy.base is not None:
                    yield policy.base

    def corrections(self, document_id: str) -> tuple[RecordedCorrection, ...] | None:
        """Return what is recorded beside a document; None where that cannot be read."""
        if document_id not in self._read:
            try:
                self._read[document_id] = read_corrections(self.settings, document_id)
            except ToolkitError:  # the build has said why
                self._read[document_id] = None
        return self._read[document_id]

    def reason(self, document_id: str) -> tuple[Phrase, ...]:
        """Return what the last correction says that withdraws a document or a translation of it."""
        corrections = self.corrections(document_id) if document_id in self.known else ()
        said = [each for each in corrections or () if each.withdraws and each.note]
        return tuple(Phrase(each.note, each.locale or self.settings.source) for each in said[-1:])


def find_withdrawals(
    fates: Fates,
    known: _Withdrawals,
    leaving: Mapping[str, Collection[str]],
    is_taken: Callable[[str], bool],
    now: dt.datetime,
) -> _Withdrawals:
    """Return what is withdrawn, by the ids of documents.

    Args:
        fates: what has become of documents.
        known: what was withdrawn before.
        leaving: the paths that were published so far, with the ids of the documents that they were
            made of.
        is_taken: says whether anything else is published at a path now: what has come back.
        now: the present moment, with a time zone.

    """
    kept = {
        document_id: tuple(
            path
            for path in each.files
            if not is_taken(path) and fates.is_withdrawn(document_id, path) is not False
        )
        for document_id, each in known.items()
    }
    found: dict[str, Withdrawal] = {}
    for key, files in kept.items():
        back = fates.returned(known[key], now)
        if files:
            found[key] = replace(known[key], files=files, back=back)
        elif back:
            found[key] = Withdrawal(key, known[key].when, back=back)
    gone: dict[str, set[str]] = {}
    for path, owners in leaving.items():
        for owner in owners:
            if fates.is_withdrawn(owner, path) and is_printable(path):
                gone.setdefault(owner, set()).add(path)
    before = {key for key, each in found.items() if each.files}
    feeds = _feeds_naming(fates.before, fates.settings, gone.keys() - before)
    for document_id, paths in gone.items():
        each = _withdrawn(fates, found.get(document_id, Withdrawal(document_id, now)), paths, now)
        reasons = each.reasons or fates.reason(document_id)
        named = feeds.get(document_id, each.feeds)
        found[document_id] = replace(each, reasons=reasons, feeds=named)
    return found


def withdrawn_since(settings: ProjectSettings, before: Record) -> _Withdrawals:
    """Return what is withdrawn of all that is recorded as published, with no build since.

    Args:
        settings: the newsroom.
        before: the record.

    """
    sources = find_sources(settings)
    try:
        moved = read_moved(settings)
    except ToolkitError:  # a build says why
        moved = {}
    renamed = {each.old for each in find_lives(settings, sources).renames}

    def is_held(document_id: str) -> bool:
        return not sources.complete or document_id in renamed

    fates = Fates(settings, before, sources.ids, moved, is_held)
    made = {path: owners for path, owners in before.files.items() if owners}
    return find_withdrawals(fates, before.withdrawals, made, lambda _path: False, clock.now())


def find_returns(
    fates: Fates, known: _Withdrawals, now: dt.datetime
) -> Mapping[str, Mapping[Locale, dt.datetime]]:
    """Return which documents have come back after they were withdrawn, by their ids.

    Args:
        fates: what has become of documents.
        known: what was withdrawn before.
        now: the present moment, with a time zone.

    Returns:
        for each the languages, and the moments, in UTC.

    """
    found = {key: fates.returned(each, now) for key, each in known.items()}
    return {key: each for key, each in found.items() if each}


def _withdrawn(
    fates: Fates, before: Withdrawal, paths: Collection[str], now: dt.datetime
) -> Withdrawal:
    """Return a document that is withdrawn now, or of which more is than before."""
    listed = fates.before.listed.get(before.document_id, {})
    folders = {path.partition("/")[0] for path in paths}
    last = [*before.back.values(), *(each.days.last for each in listed.values())]
    own = {each.path for each in listed.values()}  # of a source in its own format, which is listed
    wires = {each for each in paths if each.partition("/")[2] == f"{before.document_id}{NITF}"}
    return replace(
        before,
        when=clock.minute_after(last, now),
        files=tuple(sorted({*before.files, *paths})),
        nitf=before.nitf or not wires <= own,
        back={locale: each for locale, each in before.back.items() if locale.tag not in folders},
    )


def _feeds_naming(
    before: Record, settings: ProjectSettings, wanted: Collection[str]
) -> Mapping[str, tuple[Locale, ...]]:
    """Return the languages whose feeds have named documents so far, by the documents' ids."""
    found: dict[str, tuple[Locale, ...]] = {}
    if not wanted:
        return found
    from toolkit.editions.site.lists import sort_listed  # noqa: PLC0415 - few withdraw anything

    listed: dict[Locale, list[ListedArticle]] = {}
    for each in before.listed.values():
        for locale, one in each.items():
            listed.setdefault(locale, []).append(one)
    for locale in dict.fromkeys([settings.source, *settings.locales]):
        for article in in_feed(sort_listed(listed.get(locale, ()))):
            if article.document_id in wanted:
                own = found.get(article.document_id, ())
                found[article.document_id] = (*own, locale)
    return found
