"""Open articles: catalogs and reviews that somebody works on, read again only where they differ.

What is held is what the files said when they were last looked at. Every look reads all their
bytes, for anybody may have written them, with whatever size and time they show; what is the same is
not parsed, compared or told again. So a passage costs the same among twenty as among thousands.
"""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.merge_entry import forms_of
from toolkit.catalog.po import Catalog, Entry, load, save
from toolkit.catalog.review import Review, Stage, keys_of, review_digest
from toolkit.exchange.package import Reference, reference_of
from toolkit.newsroom.reviews import change_review, load_review
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["Edit", "OpenArticle", "OpenArticles", "OpenPassage"]

_MOST_OPEN = 8


@dataclass(slots=True, eq=False)
class OpenPassage:
    """An entry of a catalog that a document has, and what follows from what it says."""

    entry: Entry
    """As the file has it: who wants to change it gets a copy by `OpenArticle.edit`."""
    references: tuple[Reference, ...]
    """What rows call it: its only text, or each of its plural forms."""
    ids: tuple[str, ...]
    """Those of its units."""
    digest: str
    """Its `review_digest`."""
    stage: Stage
    """How far it is."""
    changed: int
    """At which look it had become another, or was as far as it is now."""
    rows: tuple[dict[str, object], ...] = ()
    """What a page shows of it; empty until somebody has asked."""

    @property
    def reference(self) -> Reference:
        """What rows call its text, or the first of its forms."""
        return self.references[0]


@frozen
class Edit:
    """A catalog on its way to be another one."""

    catalog: Catalog
    """All of it, with copies in the places of some entries."""
    copies: Catalog
    """These, which may be changed; the catalog itself where all are copies."""


@dataclass(slots=True)
class OpenArticle:
    """A document's catalog in a locale, and its review, as they were when last looked at."""

    document_id: str
    locale: Locale
    catalog: Catalog | None = None
    review: Review = field(default_factory=Review)
    version: str = ""
    """A name of what both files hold, the same for the same."""
    passages: tuple[OpenPassage, ...] = ()
    """Those that the document has, in the catalog's order."""
    _looks: int = 0
    _versions: dict[str, int] = field(default_factory=dict)
    """At which look each version was seen last."""
    _by_source: dict[str, OpenPassage] = field(default_factory=dict)
    _by_id: dict[str, OpenPassage] = field(default_factory=dict)

    def look(self, settings: ProjectSettings) -> None:
        """Take over what the files say now.

        Raises:
            ToolkitError: when one cannot be read; nothing is held then.

        """
        path = settings.catalog_path(self.document_id, self.locale)
        before, self.catalog = self.catalog, None
        catalog = load(path, shown=settings.shown(path), before=before)
        review = load_review(settings, self.document_id, self.locale, self.review)
        version = _version(catalog, review)
        if version != self.version or before is None:
            self._looks += 1
            self._versions[version] = self._looks
            self._renew(catalog, review, known=self.passages if before is not None else ())
        self.catalog, self.review, self.version = catalog, review, version

    def _renew(self, catalog: Catalog, review: Review, known: Collection[OpenPassage]) -> None:
        there = {id(each.entry): each for each in known}
        said = _said_anew(self.review, review)
        passages = []
        for entry in catalog:
            if entry.obsolete:
                continue
            passage = there.get(id(entry))
            if passage is None:
                passage = self._opened(entry, review)
            elif said and not said.isdisjoint(passage.ids):
                self._follow(passage, review)
            passages.append(passage)
        self.passages = tuple(passages)
        named = [(each, one) for one in passages for each in one.references]
        self._by_source = {reference.source: one for reference, one in named}
        self._by_id = {reference.id: one for reference, one in named if reference.id}

    def _opened(self, entry: Entry, review: Review) -> OpenPassage:
        digest = review_digest(entry)
        forms = [form for form, _ in forms_of(entry)] or [None]
        references = tuple(reference_of(self.document_id, entry, form) for form in forms)
        stage = review.stage(entry, digest)
        return OpenPassage(entry, references, entry.notes.ids, digest, stage, self._looks)

    def _follow(self, passage: OpenPassage, review: Review) -> None:
        stage = review.stage(passage.entry, passage.digest)
        if stage is not passage.stage:
            passage.stage, passage.changed = stage, self._looks

    def changed_since(self, version: str) -> list[OpenPassage]:
        """Return the passages that are not as they were in a version; all if nobody knows it."""
        look = self._versions.get(version, 0)
        return [each for each in self.passages if each.changed > look]

    def meant(self, reference: Reference) -> list[OpenPassage]:
        """Return the passages that a reference may mean: by its text first, then by its id."""
        found = (self._by_source.get(reference.source), self._by_id.get(reference.id))
        return list(dict.fromkeys(each for each in found if each is not None))

    def edit(self, passages: Collection[OpenPassage] = ()) -> Edit:
        """Return the catalog with copies of some passages' entries, or of all where none is named.

        Raises:
            RuntimeError: when nobody has looked at the files.

        """
        if self.catalog is None:
            raise RuntimeError(self.document_id)
        chosen = {id(each.entry) for each in passages}
        catalog = Catalog(
            each.copy() if not chosen or id(each) in chosen else each for each in self.catalog
        )
        catalog.keep_header(self.catalog)
        if not chosen:
            return Edit(catalog, catalog)
        pairs = zip(self.catalog, catalog, strict=True)
        return Edit(catalog, Catalog(new for old, new in pairs if new is not old))

    def write(
        self,
        settings: ProjectSettings,
        edit: Edit,
        change: Callable[[Review], Review] | None = None,
    ) -> None:
        """Write an edit, and what is said of it, whole or not at all.

        Args:
            settings: the newsroom.
            edit: what was made of the catalog as it is held.
            change: returns the review as it is to be, of what its file says; None leaves it.

        Raises:
            ToolkitError: when a file cannot be written, or has changed since the last look.

        """
        if change is None:
            path = settings.catalog_path(self.document_id, self.locale)
            save(edit.catalog, path, width=settings.wrap, movable=True)
            return
        place = self.document_id, self.locale

        def kept(review: Review) -> Review:
            changed = change(review)  # and the copies with it
            return changed.within(self._keys(edit))

        change_review(settings, *place, kept, edit.catalog, self.review)

    def _keys(self, edit: Edit) -> set[tuple[str, str]]:
        """Return what the records of an edited catalog can be found by."""
        there = {id(each) for each in edit.catalog}
        same = (each for each in self.passages if id(each.entry) in there)
        keys = {(id_, each.digest) for each in same for id_ in each.ids}
        keys.update(key for each in edit.copies if not each.obsolete for key in keys_of(each))
        return keys


def _version(catalog: Catalog, review: Review) -> str:
    found = hashlib.blake2b(catalog.digest or b"", digest_size=8)
    for line in review.lines:
        found.update(line.encode() + b"\n")
    return found.hexdigest()


def _said_anew(before: Review, now: Review) -> frozenset[str]:
    """Return the ids of the texts of which one review says something else than the other."""
    old, new = before.records, now.records
    keys = [key for key, each in new.items() if old.get(key) is not each]
    return frozenset(id_ for id_, _ in [*keys, *(old.keys() - new.keys())])


class OpenArticles:
    """The articles that somebody works on."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, Locale], OpenArticle] = {}

    def look(self, settings: ProjectSettings, document_id: str, locale: Locale) -> OpenArticle:
        """Return an article as its files are now; the least asked for of many is closed.

        Raises:
            ToolkitError: when a file cannot be read.

        """
        key = document_id, locale
        article = self._open.pop(key, None) or OpenArticle(document_id, locale)
        self._open[key] = article
        if len(self._open) > _MOST_OPEN:
            del self._open[next(iter(self._open))]
        article.look(settings)
        return article
