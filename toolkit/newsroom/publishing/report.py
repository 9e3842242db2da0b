"""Build report: what became of each document in each locale."""

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.base.frozen import frozen
from toolkit.base.observing import digest_of
from toolkit.base.plain_data import to_plain
from toolkit.editions.article import Article, EditionDays, ListedArticle, no_files
from toolkit.editions.site.listed_entries import entry_facts, listed_path
from toolkit.newsroom.publishing.published import ListedLines, listed_lines
from toolkit.newsroom.publishing.spool import Held, Piece

__all__ = [
    "BuildReport",
    "CarriedArticle",
    "Days",
    "EditionOutcome",
    "EditionReport",
    "Mark",
    "Marks",
    "Rendered",
    "marks_of",
]

_TAKEN = "another document has its place"
_SIZE = 16
"""Bytes of a digest: see `digest_of`."""


@frozen
class EditionOutcome:
    """What became of a document in a locale, whichever document that is: many share one."""

    locale: Locale
    published: bool
    translated_words: int
    """Words of the source whose unit has a translation to publish."""
    words: int
    reason: str = ""
    """Why it is not published, or not as a whole, or would not be if it had not been already."""
    summary: bool = False
    """Whether only what is translated is published."""
    stays: bool = False
    """Whether it falls below its policy, and stays because only its source has changed."""
    held: bool = False
    """Whether something of it cannot be read, so that what is published of it stays as it is."""
    ready: bool = False
    """Whether its policy lets it be published, or it is already: only its launch may hold it."""

    def of(self, document_id: str) -> "EditionReport":
        """Return what became of a document."""
        return EditionReport(
            self.locale,
            self.published,
            self.translated_words,
            self.words,
            self.reason,
            self.summary,
            self.stays,
            self.held,
            self.ready,
            document_id,
        )


@frozen
class EditionReport(EditionOutcome):
    """What became of one document in one locale."""

    document_id: str = ""


@frozen
class BuildReport:
    """What a build did."""

    outcomes: Mapping[str, Sequence[EditionOutcome]]
    """What became of each document, by its id, in each locale."""
    output: Path
    """The output folder."""
    written: tuple[str, ...]
    """The files whose bytes changed, below it and with `/`."""
    removed: tuple[Path, ...]
    """The files of editions that are published no more."""
    findings: tuple[Finding, ...]
    unread: tuple[Finding, ...] = ()
    """Those of them that say what cannot be read, so that it is held back."""
    complete: bool = True
    """Whether every file could be made, so that the figures say what is published now."""
    cleaned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was taken out of pictures, films and sounds before they were published, by their
    names."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why each document was made again that was, by its id."""
    withdrawn: tuple[str, ...] = ()
    """The ids of the documents whose addresses say from now on that they are withdrawn."""
    returned: tuple[str, ...] = ()
    """The ids of those that have come back, in any language."""

    @property
    def editions(self) -> tuple[EditionReport, ...]:
        """What became of each document in each locale."""
        return tuple(one.of(key) for key, each in self.outcomes.items() for one in each)

    @property
    def changed(self) -> tuple[Path, ...]:
        """The files whose bytes changed."""
        return tuple(map(self.output.joinpath, self.written))


@frozen
class CarriedArticle:
    """An article that can travel between processes, for books of several."""

    article: Article
    """Without its tree."""
    root: bytes
    """Its tree, as XML."""
    keeps_metadata: bool
    """Whether its pictures keep what is known of them."""

    @classmethod
    def of(cls, article: Article, *, keeps_metadata: bool) -> "CarriedArticle":
        """Return an article without its trees, and without what would make files from them."""
        bare = replace(
            article, root=etree.Element("article"), original=None, files=no_files, own=bytes
        )
        return cls(bare, etree.tostring(article.root, encoding="utf-8"), keeps_metadata)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel as bytes: a tree cannot."""
        bare = replace(self.article, root=None)  # type: ignore[arg-type] # put back on arrival
        return _arrived, (bare, self.root, self.keeps_metadata)


def _arrived(bare: Article, root: bytes, keeps_metadata: bool) -> CarriedArticle:
    return CarriedArticle(replace(bare, root=etree.Element("article")), root, keeps_metadata)


@frozen
class Mark:
    """What is told of what lists say of a document in a locale, without reading that."""

    said: bytes
    """A digest of what pages say of it that name it."""
    day: str
    """The article's, by which lists are sorted; empty where it has none."""
    path: str
    """Of what they lead to, where that is no page: see `ListedArticle.path`."""


@frozen
class Days:
    """Where a document is listed, and on what days: most documents of a day share one."""

    text: str
    """For each locale a line of its tag, the day and the path: see `Mark`."""

    @property
    def by_locale(self) -> Mapping[Locale, tuple[int, str, str]]:
        """The number of each locale, its day and its path."""
        return _by_locale(self.text)

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales, sorted."""
        return _sorted(self.text)


@lru_cache(maxsize=4096)
def _by_locale(text: str) -> Mapping[Locale, tuple[int, str, str]]:
    lines = (line.split("\t", 2) for line in text.split("\n")[:-1])
    return {Locale(tag): (at, day, path) for at, (tag, day, path) in enumerate(lines)}


@lru_cache(maxsize=4096)
def _sorted(text: str) -> tuple[Locale, ...]:
    return tuple(sorted(_by_locale(text)))


@frozen
class Marks:
    """What tells whether lists say the same of a document, so that none is made for nothing."""

    days: Days
    digests: bytes
    """Of its topics in all locales, for the pages of a topic name each other; of all that feeds and
    the sitemap say of it; and of what pages say that name it, in each locale."""

    @property
    def topics(self) -> bytes:
        """A digest of its topics in all locales."""
        return self.digests[:_SIZE]

    @property
    def said(self) -> bytes:
        """A digest of all that feeds and the sitemap say of it, in all locales."""
        return self.digests[_SIZE : 2 * _SIZE]

    @property
    def paths(self) -> Mapping[Locale, str]:
        """Where lists lead in each locale; empty for its page."""
        return {locale: path for locale, (_, _, path) in self.days.by_locale.items()}

    def of(self, locale: Locale) -> Mark:
        """Return what is told of it in a locale in which it is listed."""
        at, day, path = self.days.by_locale[locale]
        start = (at + 2) * _SIZE
        return Mark(self.digests[start : start + _SIZE], day, path)


def marks_of(listed: Mapping[Locale, ListedArticle]) -> Marks:
    """Return what tells whether lists say the same of a document in each locale."""
    topics = {locale.tag: [each.slug for each in one.topics] for locale, one in listed.items()}
    said = [[locale.tag, _plain_listed(each)] for locale, each in sorted(listed.items())]
    digests = [_digest(sorted(topics.items())), _digest(said)]
    digests += [_digest(to_plain(entry_facts(each))) for each in listed.values()]
    days = (
        f"{locale}\t{each.metadata.date or ''}\t{each.path}\n" for locale, each in listed.items()
    )
    return Marks(Days("".join(days)), b"".join(digests))


def _plain_listed(listed: ListedArticle) -> object:
    """Return all that is said of an article beside its own page, as plain data.

    Of its own days these are two. An edition whose texts change twice a day has the same.
    """
    said = replace(listed, days=EditionDays(returned=listed.days.returned))
    return to_plain([said, listed.published, listed.updated])


def _digest(plain: object) -> bytes:
    return bytes.fromhex(digest_of(json.dumps(plain).encode()))


@frozen
class Rendered:
    """One document's editions, as bytes and figures that can travel between processes."""

    document_id: str
    files: Mapping[str, Held] = field(default_factory=dict)
    """By their path below the output; a file of the newsroom's stands for its content."""
    listed: Mapping[Locale, ListedArticle] = field(default_factory=dict)
    editions: tuple[EditionOutcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    told: Mapping[Locale, tuple[Finding, ...]] = field(default_factory=dict)
    """What is wrong with the translations of each locale, which is published all the same."""
    held: Mapping[Locale, tuple[Finding, ...]] = field(default_factory=dict)
    """Why its edition in a locale cannot be made: what is published of that stays."""
    unread: tuple[Finding, ...] = ()
    """Why none of its editions can be made: what is published of them stays."""
    carried: Mapping[Locale, CarriedArticle] = field(default_factory=dict)
    """The articles themselves, where the newsroom makes books."""
    failed: frozenset[str] = frozenset()
    """The paths of files that could not be made: what is published of them stays."""
    cleaned: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What was taken out of its pictures, films and sounds, by their names."""

    marks: Marks | None = None
    """What tells whether lists say the same of it; None until it is set aside."""
    embargo: dt.datetime | None = None
    """The end of the embargo that it names."""
    links: Mapping[str, Mapping[Locale, str]] = field(default_factory=dict)
    """The documents that it links to, by their ids, and the pages that it took them to have."""

    @property
    def waiting(self) -> frozenset[Locale]:
        """The locales in which it was made while only its launch held it back."""
        return frozenset(
            each.locale
            for each in self.editions
            if each.ready and not each.published and not each.held
        )

    def set_aside(self, put: Callable[[bytes], Piece]) -> "Rendered":
        """Return the same with its files on the disk instead of in memory, and its marks.

        What lists say of it is there too.
        """
        aside: dict[int, Held] = {}  # a picture that several locales share stands there once
        for held in self.files.values():
            if id(held) not in aside:
                aside[id(held)] = put(held) if isinstance(held, bytes) else held
        files = {path: aside[id(held)] for path, held in self.files.items()}
        lines = put(listed_lines(self.document_id, self.listed))
        marks = marks_of(self.listed)
        listed = ListedLines(self.document_id, marks.days.locales, lines)
        return replace(self, files=files, listed=listed, marks=marks)

    def without(self, taken: Collection[str]) -> "Rendered":
        """Return the same without the editions whose places other documents have taken."""
        if not taken:
            return self
        lost = {
            locale for locale, each in self.listed.items() if listed_path(each, locale) in taken
        }
        if not lost:
            return self
        editions = (
            replace(each, published=False, reason=_TAKEN) if each.locale in lost else each
            for each in self.editions
        )
        listed = {locale: each for locale, each in self.listed.items() if locale not in lost}
        carried = {locale: each for locale, each in self.carried.items() if locale not in lost}
        return replace(self, listed=listed, editions=tuple(editions), carried=carried)

    def chosen_editions(self, chosen: Collection[Locale]) -> tuple[EditionOutcome, ...]:
        """Return the reports of the chosen locales, and of the document's own language."""
        tags = {each.tag for each in chosen}
        return (
            *self.editions[:1],
            *(each for each in self.editions[1:] if each.locale.tag in tags),
        )

    def chosen_files(self, chosen: Collection[Locale]) -> Iterator[tuple[str, Held]]:
        """Return the files of those editions, with what several editions share."""
        folders = {each.locale.tag for each in self.chosen_editions(chosen)}
        others = {each.locale.tag for each in self.editions} - folders
        files = self.files.items()
        if not others:
            return iter(files)
        return (each for each in files if each[0].partition("/")[0] not in others)
