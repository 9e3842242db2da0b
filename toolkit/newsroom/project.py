"""Newsroom: the toolkit's verbs over a whole project; what the command does, the library does."""

import datetime as dt
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.checks.selection import ALL, Selection
from toolkit.newsroom import verbs
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import chosen_sources, find_sources

if TYPE_CHECKING:
    from toolkit.checks.fixing import Fixed
    from toolkit.document.model import Document, Unit
    from toolkit.localizing.localize import Localized
    from toolkit.localizing.targets import Passage
    from toolkit.newsroom.correcting import CorrectedSource, CorrectionSeverity
    from toolkit.newsroom.moving import Moved
    from toolkit.newsroom.publishing.elsewhere import Cluster
    from toolkit.newsroom.publishing.publish import Progress
    from toolkit.newsroom.publishing.report import BuildReport
    from toolkit.newsroom.status import DocumentStatus
    from toolkit.newsroom.updating import Extracted, UpdateAnswer, UpdateReports

__all__ = ["Project"]


@frozen
class Project:
    """A newsroom: its settings and its verbs.

    Example:
        >>> from toolkit import Project
        >>> Project.load("no/such/place")
        Traceback (most recent call last):
        ...
        toolkit.base.errors.ToolkitError: ...

    """

    settings: ProjectSettings

    @classmethod
    def load(cls, path: str | os.PathLike[str] = ".") -> "Project":
        """Load the newsroom of a folder, found upwards by its toolkit.toml.

        Args:
            path: the folder to start from, or a toolkit.toml itself.

        Raises:
            ToolkitError: when there is none, or its toolkit.toml is wrong.

        """
        start = Path(path)
        return cls(load_settings(start.parent if start.is_file() else start))

    def locales(self, tags: Iterable[str] = ()) -> tuple[Locale, ...]:
        """Return the configured locales with the given BCP 47 tags, or all of them.

        Raises:
            ToolkitError: for a tag that is not configured.

        """
        return self.settings.chosen(tags)

    def documents(self) -> "Iterator[Document]":
        """Yield the newsroom's documents, their units with the ids that templates have.

        Raises:
            ToolkitError: after the last one, with what is wrong with those that cannot be read.

        """
        yield from self._read()

    def units(self) -> "Iterator[Unit]":
        """Yield the units of all documents: what there is to translate.

        Raises:
            ToolkitError: after the last one, with what is wrong with documents that cannot be read.

        """
        yield from (unit for document in self.documents() for unit in document.units)

    def localized(self, tag: str) -> "Iterator[Localized]":
        """Yield what a locale makes of each document that is not written in it.

        An embargo does not hold back what is only looked at.

        Args:
            tag: the locale, by its BCP 47 tag.

        Raises:
            ToolkitError: when the locale is not configured; or, after the last document, with what
                is wrong with those that cannot be read.

        """
        (locale,) = self.locales([tag])
        findings: list[Finding] = []
        for document in self._read(findings):
            made, errors = verbs.localize_document(self.settings, document, verbs.LATER, [locale])
            findings.extend(each for wrong in errors.values() for each in wrong)
            if locale in made:
                yield made[locale]
        if findings:
            raise ToolkitError(*findings)

    def passages(self, tag: str) -> "Iterator[Passage]":
        """Yield the units of all documents, each with what a locale makes of it.

        Args:
            tag: the locale, by its BCP 47 tag.

        Raises:
            ToolkitError: as `localized` does.

        """
        yield from (passage for each in self.localized(tag) for passage in each.passages)

    def _read(self, told: list[Finding] | None = None) -> "Iterator[Document]":
        """Yield the documents; what is wrong is added to `told`, or else raised at the end."""
        files = find_sources(self.settings)
        findings: list[Finding] = [] if told is None else told
        findings.extend(each for each in files.findings if each.severity is Severity.ERROR)
        for source in files.sources:
            try:
                document = verbs.read_identified(self.settings, source)
            except ToolkitError as error:
                findings.extend(error.findings)
            else:
                yield document
        if findings and told is None:
            raise ToolkitError(*findings)

    def extract(self, documents: Collection[str] = ()) -> "Reports[Extracted]":
        """Write the template of every document; units keep their ids.

        Args:
            documents: patterns of ids or paths; all documents when empty.

        Returns:
            A report for each document, by its id, and what is wrong with those that cannot be read;
            their templates stay as they are.

        """
        files = find_sources(self.settings)
        done = verbs.extract_templates(self.settings, chosen_sources(files, documents))
        return Reports(done.items, (*files.findings, *done.findings))

    def update(
        self,
        tags: Iterable[str] = (),
        *,
        documents: Collection[str] = (),
        dry_run: bool = False,
        keep: Collection[str] = (),
        everything: bool = False,
    ) -> "UpdateReports":
        """Refresh the templates, and carry every catalog over to them.

        The finished translations as they are go into the newsroom's memory first
        (`locales/memory.sqlite`); texts that are new are looked up in it.

        A derived locale has a catalog only where someone made one to override what it is derived
        from; then that is carried over too.

        What belongs to a document whose source has been renamed goes along first; what belongs to
        one whose source is gone goes to `locales/.archive`, and comes back with it.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            documents: patterns of ids or paths; all documents when empty.
            dry_run: report what would happen, and write nothing.
            keep: ids of units whose edit is the correction of a typo: no translation is flagged.
            everything: look at everything, also where the last update has left nothing to do.

        Returns:
            A report for each catalog, and what is wrong with what cannot be read; that stays as it
            is.

        Raises:
            ToolkitError: when a locale is not configured.

        """
        locales = [each for each in self.locales(tags) if each in self.settings.locales]
        followed = verbs.follow_lives(self.settings, archives=not documents, dry_run=dry_run)
        files, moved = followed.sources, followed.moved

        def done_now() -> "UpdateAnswer":
            done = verbs.update_catalogs(
                self.settings,
                chosen_sources(files, documents),
                locales,
                dry_run=dry_run,
                keep=keep,
                former={each.new: each.old for each in moved if dry_run},
                withdrawn=[each.old for each in moved if not each.new],
            )
            return verbs.UpdateAnswer(done.items, done.findings)

        anew = everything or dry_run or keep or moved or self.settings.memory is not None
        question = ("update", locales, tuple(documents))
        done = (
            done_now()
            if anew
            else verbs.kept_answer(
                self.settings,
                question,
                verbs.UpdateAnswer,
                done_now,
                is_kept=verbs.UpdateAnswer.is_whole,
                beside=partial(verbs.see_memory, self.settings),
            )
        )
        findings = (*files.findings, *followed.findings, *done.findings)
        return verbs.UpdateReports(done.items, findings, moved)

    def correct(  # noqa: PLR0913 - what the editor says
        self,
        name: str,
        severity: "CorrectionSeverity",
        note: str = "",
        *,
        tag: str = "",
        passages: Collection[str] = (),
        day: dt.date | None = None,
    ) -> "tuple[CorrectedSource, UpdateReports]":
        """Correct a document that is out, or one translation of it: tell readers.

        A correction of the document updates its catalogs.

        Args:
            name: its source's path below the newsroom's folder, or its id. The source has been
                edited already, but not updated.
            severity: what the correction puts right; it decides what becomes of translations.
            note: what was wrong, for readers; in the language of what is corrected.
            tag: the translation that was wrong, by its BCP 47 tag; empty when the document was.
            passages: ids of the corrected units; all whose source has changed when empty.
            day: the correction's; today when None.

        Returns:
            the passages that changed, and what became of its catalogs.

        Raises:
            ToolkitError: when there is no such document, locale or passage, nothing has changed,
                or the note says nothing or what is protected; then nothing has changed.

        """
        today = day or clock.now().date()
        (locale,) = self.locales([tag]) if tag else (None,)
        correcting = verbs.Correcting(severity, note, locale, passages)
        done = verbs.correct_source(self.settings, name, correcting, today)
        if locale is not None:
            return done, verbs.UpdateReports(())
        return done, self.update(documents=(done.source.document_id,), keep=done.kept)

    def move(self, old: str, new: str) -> "Moved":
        """Give a document another name: its source, and all that belongs to it.

        Its old addresses lead to the new ones from the next build on.

        Args:
            old: its source's path below the newsroom's folder, or its id; the source may have been
                renamed already.
            new: the new path or id.

        Raises:
            ToolkitError: when there is no such document, the new name is taken, or no set matches
                it; then nothing has changed.

        """
        return verbs.move_document(self.settings, old, new)

    def status(
        self,
        tags: Iterable[str] = (),
        documents: Collection[str] = (),
        *,
        everything: bool = False,
    ) -> "Reports[DocumentStatus]":
        """Return how far each document is in each locale.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            documents: patterns of ids or paths; all documents when empty.
            everything: look at everything anew, whatever is remembered.

        Returns:
            The status of each document in each locale, and what is wrong with what cannot be read.

        Raises:
            ToolkitError: when a locale is not configured.

        """
        locales = [each for each in self.locales(tags) if each in self.settings.locales]
        return verbs.project_status(self.settings, locales, documents, everything=everything)

    def check(
        self,
        tags: Iterable[str] = (),
        selection: Selection = ALL,
        documents: Collection[str] = (),
        *,
        everything: bool = False,
    ) -> tuple[Finding, ...]:
        """Return what is wrong in the newsroom's catalogs, those that cannot be read included.

        While nothing that was read has changed, that is what was found the last time.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            selection: which checks run; what toolkit.toml says of them counts too.
            documents: patterns of ids or paths; all documents when empty.
            everything: check everything anew, whatever is remembered.

        Raises:
            ToolkitError: when a locale is not configured, or there is no such check.

        """
        selection = self._selection(selection)
        locales = self.locales(tags)
        return verbs.check_project(
            self.settings, locales, selection, documents, everything=everything
        )

    def check_editions(self, today: dt.date | None = None) -> tuple[Finding, ...]:
        """Return what is wrong with the editions that were built; see `lint_editions`.

        Args:
            today: the day after which no article may be dated; None looks at no such thing.

        Raises:
            ToolkitError: when there are no editions, or one cannot be read.

        """
        return verbs.lint_output(self.settings, today)

    def fix(
        self,
        tags: Iterable[str] = (),
        selection: Selection = ALL,
        documents: Collection[str] = (),
    ) -> "Reports[Fixed]":
        """Mend what is safe to mend unseen; entries that are not touched keep their bytes.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            selection: the checks whose fixes are wanted.
            documents: patterns of ids or paths; all documents when empty.

        Returns:
            What was mended, and why a catalog could not be written: somebody has changed it
            meanwhile, say. What cannot be read is for `check` to tell.

        Raises:
            ToolkitError: when a locale is not configured.

        """
        selection = self._selection(selection)
        return verbs.fix_project(self.settings, self.locales(tags), selection, documents)

    def _selection(self, selection: Selection) -> Selection:
        return replace(selection, settings={**self.settings.checks, **selection.settings})

    def build(  # noqa: PLR0913 - what a build is asked for
        self,
        tags: Iterable[str] = (),
        *,
        jobs: int = 1,
        cluster: "Cluster | None" = None,
        strict: bool = False,
        documents: Collection[str] = (),
        everything: bool = False,
        tombstones: bool = True,
        now: dt.datetime | None = None,
        progress: "Progress" = lambda _done, _all: None,
    ) -> "BuildReport":
        """Build the editions and publish them below `output/`.

        Args:
            tags: the locales, by BCP 47 tag; all when empty.
            documents: patterns of ids or paths; all documents when empty. What is published of
                the others stays.
            jobs: processes.
            cluster: workers on other machines that make the documents instead.
            strict: publish nothing when any translation is broken.
            everything: make every document again, whatever is remembered of earlier builds.
            tombstones: whether what is published no more leaves a page that says so;
                `locales/withdrawn.toml` has those that there are already.
            now: the present moment, which embargoes and launches are held against; see
                `build_project`.
            progress: called with the number of documents done and to do.

        Raises:
            ToolkitError: see `toolkit.newsroom.publishing.build_project`; then no file has changed.

        """
        return verbs.build_project(
            self.settings,
            self.locales(tags),
            jobs=jobs,
            cluster=cluster,
            strict=strict,
            documents=documents,
            everything=everything,
            tombstones=tombstones,
            now=now,
            progress=progress,
        )
