"""Kept documents: what an earlier build made and nobody needs to make again."""

import datetime as dt
import fnmatch
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.base.files import content_of, is_there
from toolkit.base.frozen import frozen
from toolkit.base.observing import THERE, digest_of
from toolkit.document.formats import article_suffixes
from toolkit.editions.article import ListedArticle
from toolkit.newsroom.publishing.build_cache import (
    CACHE,
    BuildCache,
    Made,
    Sight,
    cache_key,
    facts_text,
    sights_from,
    sights_of,
    sights_text,
)
from toolkit.newsroom.publishing.published import RECORD, ListedLines, Record
from toolkit.newsroom.publishing.report import EditionOutcome, Marks, Rendered
from toolkit.newsroom.publishing.spool import (
    AlsoIn,
    Held,
    Piece,
    Spool,
    Standing,
    also_from,
    also_line,
    content,
)
from toolkit.newsroom.publishing.waiting import Waits
from toolkit.newsroom.settings import BookSettings, ProjectSettings, Source

__all__ = ["ROUND", "WITHDRAWN", "KeptDocuments", "Task", "Work"]

ROUND = "round"
"""The pages round the articles."""
WITHDRAWN = "withdrawn"
"""The pages where articles were."""
_DOCUMENT = "document "
"""How the names of documents begin in the cache."""


@frozen
class Task:
    """A document to be made."""

    source: Source
    published: Mapping[Locale, ListedArticle]
    """What lists say of it in the locales in which it is published."""
    waiting: frozenset[Locale] = frozenset()
    """The locales in which its launch holds it back."""
    returned: Mapping[Locale, dt.datetime] = field(default_factory=dict)
    """The locales in which it came back after it had been withdrawn, and when, in UTC."""
    pages: Mapping[str, Mapping[Locale, str]] = field(default_factory=dict)
    """The pages of documents that it links to, by their ids, as far as they are known."""


@frozen
class Work:
    """A document that was made, and what it was made of."""

    rendered: Rendered
    seen: Mapping[Path, str]
    """What was read for it: see `toolkit.base.observing`. Nothing once that is set aside."""
    inputs: Piece | None = None
    """The same, set aside: see `sights_text`."""

    def set_aside(self, spool: Spool, root: Path, begun: int) -> "Work":
        """Return the same with its files on the disk instead of in memory, and what was read.

        Args:
            spool: where.
            root: the newsroom's folder.
            begun: when its files were not read yet, in nanoseconds since 1970.

        """
        own = (each for each in self.rendered.files.values() if isinstance(each, Path))
        seen = {**self.seen, **{path: _digest(path) for path in own}}
        with spool.writer() as put:
            sights = sights_text(sights_of(root, seen, begun)).encode()
            return Work(self.rendered.set_aside(put), {}, put(sights) if seen else None)


@frozen
class _Facts:
    """What is remembered of a document beside its files."""

    editions: tuple[EditionOutcome, ...]
    findings: tuple[Finding, ...]
    told: Mapping[Locale, tuple[Finding, ...]]
    paths: tuple[str, ...]
    """All of its files, below the output; those of locales that were not asked for too."""
    marks: Marks | None
    embargo: dt.datetime | None = None
    returned: Mapping[Locale, dt.datetime] = field(default_factory=dict)
    links: Mapping[str, Mapping[Locale, str]] = field(default_factory=dict)


@dataclass(slots=True)
class KeptDocuments:
    """What is known of documents from earlier builds."""

    settings: ProjectSettings
    chosen: Sequence[Locale]
    """The locales that are built."""
    now: dt.datetime
    cache: BuildCache
    returned: Mapping[str, Mapping[Locale, dt.datetime]] = field(default_factory=dict)
    """The documents that have come back after they were withdrawn: see `find_returns`."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each document that is made again is, by its id."""

    @classmethod
    def open(
        cls,
        settings: ProjectSettings,
        chosen: Sequence[Locale],
        now: dt.datetime,
        shared: Mapping[Path, str],
        *,
        everything: bool,
    ) -> "KeptDocuments":
        """Read what earlier builds remembered.

        Args:
            settings: the newsroom.
            chosen: the locales that are built.
            now: the present moment.
            shared: what the site's own parts were read from.
            everything: whether nothing of it counts.

        """
        # A preview builds with other settings than the file's, into a folder of its own.
        own = Path(settings.output).is_absolute()
        file = (Path(settings.output) if own else settings.root) / CACHE
        parts = (f"{path}:{digest}" for path, digest in sorted(shared.items()))
        key = cache_key(settings.root, "\0".join([repr(settings), *parts]).encode())
        if everything:
            return cls(settings, chosen, now, BuildCache(settings.root, key, file))
        return cls(settings, chosen, now, BuildCache.open(settings.root, key, file, _DOCUMENT))

    def find(self, sources: Sequence[Source], spool: Spool) -> dict[str, Rendered]:
        """Return the documents that are still right but for their launches, by their ids.

        Args:
            sources: where they come from.
            spool: where waits what lists say of them.

        """
        found: dict[str, Rendered] = {}
        with self.cache.reading() as read, spool.writer() as put:
            for source in sources:
                kept = self._find(source, read(_name(source)), put)
                if kept is not None:
                    found[source.document_id] = kept
        return found

    def launched(
        self,
        sources: Sequence[Source],
        known: Mapping[str, Rendered],
        waits: Waits,
        before: Record,
        ids: Collection[str],
    ) -> dict[str, Rendered]:
        """Return those documents whose launches hold back what they did when they were made.

        The articles of a book are right together or not at all: the book is made of their trees.

        Args:
            sources: those that are asked for.
            known: the documents of them that are right but for that.
            waits: what launches hold back now.
            before: what was published before.
            ids: those of all the newsroom's documents.

        """
        found: dict[str, Rendered] = {}
        for document_id, each in known.items():
            ready = {one.locale for one in each.editions if one.ready}
            if each.waiting == ready & waits.of(document_id).keys():
                found[document_id] = each
            else:
                opened = each.waiting and not waits.of(document_id)
                why = "its launch has opened" if opened else "a launch holds back other editions"
                self.reasons[document_id] = why
        again = {each.document_id for each in sources if each.document_id not in found}
        for torn in self.torn(sources, again | self._lacking(sources, found, before, ids)):
            found.pop(torn, None)
        return found

    def torn(self, sources: Sequence[Source], again: Collection[str]) -> frozenset[str]:
        """Return the ids of documents that are made again, and of the others in their books.

        Args:
            sources: those that are asked for.
            again: the ids.

        """
        found = frozenset(again)
        for book, chapters in self._books(sources):
            if not chapters.isdisjoint(found):
                self._remake(book, chapters - found)
                found |= chapters
        return found if len(found) == len(again) else self.torn(sources, found)

    def _books(self, sources: Sequence[Source]) -> Iterator[tuple[BookSettings, frozenset[str]]]:
        """Yield the books, each with the ids of its articles."""
        ids = [each.document_id for each in sources]
        for book in self.settings.books:
            yield book, frozenset(fnmatch.filter(ids, book.documents))

    def _remake(self, book: BookSettings, document_ids: Iterable[str]) -> None:
        for each in document_ids:
            self.reasons.setdefault(each, f"the book “{book.name}” is made again")

    def _lacking(
        self,
        sources: Sequence[Source],
        found: Mapping[str, Rendered],
        before: Record,
        ids: Collection[str],
    ) -> set[str]:
        """Return the documents of books that are not there, or have an article that has gone."""
        lacking: set[str] = set()
        if not self.settings.books:
            return lacking
        left = before.by_document().keys() - set(ids)
        articles = {each.document_id for each in sources if _is_article(each)} & found.keys()
        for book, chapters in self._books(sources):
            stand = [found[each] for each in chapters & articles]
            if fnmatch.filter(left, book.documents) or not self._has_book(book, stand, before):
                self._remake(book, chapters)
                lacking |= chapters
        return lacking

    def _has_book(self, book: BookSettings, articles: Iterable[Rendered], before: Record) -> bool:
        """Whether a book stands in each locale in which one of its articles is published."""
        output = self.settings.root / self.settings.output
        published = (one for each in articles for one in each.editions if one.published)
        locales = {each.locale for each in published}.intersection(self.chosen)
        paths = {f"{each.tag}/{book.name}.epub" for each in locales}
        return all(each in before.files and is_there(output / each) for each in paths)

    def _find(
        self, source: Source, made: Made | None, put: Callable[[bytes], Piece]
    ) -> Rendered | None:
        facts = None if made is None else made.facts_as(_Facts)
        if made is None or facts is None:
            self.reasons[source.document_id] = "it was not made before"
            return None
        output = self.settings.root / self.settings.output
        also, lines = _aside(made)
        standing = Standing(output, put(also))
        files: dict[str, Held] = dict.fromkeys(map(sys.intern, facts.paths), standing)
        rendered = Rendered(
            source.document_id,
            files,
            {},
            tuple(map(_shared, facts.editions)),
            facts.findings,
            facts.told,
            marks=facts.marks,
            embargo=facts.embargo,
            links=facts.links,
        )
        wanted = [
            f"{self.settings.output}/{path}" for path, _ in rendered.chosen_files(self.chosen)
        ]
        why = self._embargo(facts) or self.cache.why(made, _options(source), wanted)
        if facts.returned != self.returned.get(source.document_id, {}):
            why = "it has come back"
        if not why and not {each.path for each in made.outputs}.issuperset(wanted):
            why = "an edition was not made before"
        if why:
            self.reasons[source.document_id] = why
            return None
        self.cache.refresh(made)
        locales = facts.marks.days.locales if facts.marks is not None else ()
        listed = ListedLines(source.document_id, locales, put(lines))
        return replace(rendered, listed=listed)

    def _embargo(self, facts: _Facts) -> str:
        """Return why an embargo makes a result wrong: it has ended since, or begun anew."""
        if facts.embargo is None:
            return ""
        held_then = not any(each.ready for each in facts.editions)
        return "its embargo has ended" if held_then != (self.now < facts.embargo) else ""

    def remember(self, work: Work, source: Source, written: Collection[str], also: AlsoIn) -> None:
        """Remember a document that was made whole; one that was not is made again.

        Args:
            work: what was made.
            source: what it was made from.
            written: the paths of the files that stand in the output now.
            also: where its pages name what to read next.

        """
        name, rendered, listed = _name(source), work.rendered, work.rendered.listed
        # By a clock that was put back, its embargo has not ended: that is told each time.
        early = rendered.embargo is not None and self.now < rendered.embargo
        early = early and any(each.ready for each in rendered.editions)
        is_whole = not (rendered.unread or rendered.held or rendered.failed or early)
        if work.inputs is None or not is_whole or not isinstance(listed, ListedLines):
            self.cache.forget([name])
            return
        outputs = self._outputs(each for each in rendered.files if each in written)
        facts = _Facts(
            rendered.editions,
            rendered.findings,
            rendered.told,
            tuple(rendered.files),
            rendered.marks,
            rendered.embargo,
            self.returned.get(source.document_id, {}),
            rendered.links,
        )
        inputs, text = sights_from(work.inputs.read()), facts_text(facts)
        aside = _with_also(also, content(listed.lines))
        self.cache.put(Made(name, inputs, outputs, text, _options(source), aside))

    def forget(self, source: Source) -> None:
        """Have a document made again next time."""
        self.cache.forget([_name(source)])

    def renew(self, pages: Iterable[tuple[Source, AlsoIn]]) -> None:
        """Remember that pages of documents that were kept name other articles now."""
        with self.cache.reading() as read:
            for source, also in pages:
                made = read(_name(source))
                if made is None:
                    continue
                new = {each.path: each for each in self._outputs(also)}
                outputs = tuple(new.get(each.path, each) for each in made.outputs)
                before, lines = _aside(made)
                aside = _with_also({**also_from(before), **also}, lines)
                self.cache.put(replace(made, outputs=outputs, aside=aside))

    def pages(self, name: str, mark: str) -> Mapping[str, Held]:
        """Return pages that belong to no document, where they stand as they were made.

        Args:
            name: which ones: `WITHDRAWN`, or `ROUND` and which part: see `OutputFiles.lists`.
            mark: a digest of all that they are made from.

        """
        made = self.cache.current(name, mark)
        if made is None:
            return {}
        self.cache.refresh(made)
        folder = f"{self.settings.output}/"
        paths = (each.path.removeprefix(folder) for each in made.outputs)
        root = self.settings.root / folder
        return dict.fromkeys((path for path in paths if path != RECORD), Standing(root))

    def remember_pages(self, name: str, mark: str, paths: Iterable[str]) -> None:
        """Remember pages that belong to no document."""
        self.cache.put(Made(name, (), self._outputs(paths), "", mark))

    def _outputs(self, paths: Iterable[str]) -> tuple[Sight, ...]:
        output = self.settings.root / self.settings.output
        files = {output / path: _digest(output / path) for path in paths}
        return sights_of(self.settings.root, files)

    def save(self, known: Collection[str]) -> None:
        """Write what is remembered, without documents that are gone."""
        names = {f"{_DOCUMENT}{each}" for each in known}
        self.cache.forget(each for each in self.cache.names(_DOCUMENT) if each not in names)
        self.cache.save()


@lru_cache(maxsize=8192)
def _shared(outcome: EditionOutcome) -> EditionOutcome:
    """Return one object for all that are equal: most documents fare as others do."""
    return outcome


def _with_also(also: AlsoIn, lines: bytes) -> bytes:
    """Return what few builds need of a document: where its pages name others, and its lines."""
    return also_line(also) + b"\n" + lines


def _aside(made: Made) -> tuple[bytes, bytes]:
    """Return the same again."""
    also, _, lines = made.aside.partition(b"\n")
    return also, lines


def _is_article(source: Source) -> bool:
    return PurePosixPath(source.path).suffix.lower() in article_suffixes()


def _name(source: Source) -> str:
    return f"{_DOCUMENT}{source.document_id}"


def _options(source: Source) -> str:
    """Return a digest of where a document comes from, and how it is to be read."""
    return digest_of(f"{source.path}\0{source.options}".encode())


def _digest(path: Path) -> str:
    data = content_of(path)
    return THERE if data is None else digest_of(data)
