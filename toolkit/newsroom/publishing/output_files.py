"""Output files: what a build puts into the output folder, what it leaves there, what it withdraws.

What could not be made again stays as it was published before, and is listed as it was.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.observing import digest_of
from toolkit.base.plain_data import to_plain
from toolkit.editions.addresses import article_path, feed_path
from toolkit.editions.article import ListedArticle, Site
from toolkit.editions.site.gone import render_gone
from toolkit.editions.site.redirect import render_redirect
from toolkit.editions.site.withdrawal import PAGE, Withdrawal
from toolkit.newsroom.file_names import alike
from toolkit.newsroom.moved import former_ids
from toolkit.newsroom.protection.identities import Protection
from toolkit.newsroom.protection.leaks import bases_of, output_leaks
from toolkit.newsroom.publishing.kept_documents import ROUND, WITHDRAWN, KeptDocuments
from toolkit.newsroom.publishing.newest import Newest, Place
from toolkit.newsroom.publishing.published import RECORD, ListedIn, Record, record_lines
from toolkit.newsroom.publishing.report import Rendered, marks_of
from toolkit.newsroom.publishing.spool import Also, Held, Spool, Standing, content
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["OutputFiles", "Scope"]


@frozen
class Scope:
    """What a build is asked for."""

    locales: tuple[Locale, ...]
    """The locales to publish."""
    chosen: tuple[Locale, ...]
    """These, and the source's own before them."""
    looked_at: frozenset[Locale]
    """These, and those that they are derived from: what is wrong with others is not told."""
    documents: tuple[str, ...] = ()
    """Patterns of ids or paths; all documents when empty."""

    @classmethod
    def of(
        cls, settings: ProjectSettings, locales: Sequence[Locale], documents: Collection[str]
    ) -> "Scope":
        """Return the scope of a build of a newsroom."""
        chosen = tuple(dict.fromkeys((settings.source, *locales)))
        bases = (settings.locales[each].base for each in chosen if each in settings.locales)
        looked_at = frozenset([*chosen, *(each for each in bases if each is not None)])
        return cls(tuple(locales), chosen, looked_at, tuple(documents))


class OutputFiles:
    """Gathers the files of a build, beside what earlier builds published."""

    def __init__(self, settings: ProjectSettings, site: Site, scope: Scope, before: Record) -> None:
        self._settings = settings
        self._site = site
        self._scope = scope
        self._before = before
        self._others = {each.tag for each in site.locales} - {each.tag for each in scope.chosen}
        self._rendered: Sequence[Rendered] = ()
        self._owners: dict[str, frozenset[str]] = {}
        self._listed: dict[str, ListedIn] = {}
        """What lists say of each document, by its id."""
        self._places: Sequence[Place] = ()
        """The same, by the ids, when all is known."""
        self._newest: Mapping[Locale, Newest] = {}
        self._incomplete = False
        self.files: dict[str, Held] = {}
        """The files to be written, by their paths below the output."""
        self.kept: set[str] = set()
        """What stays as it was published."""
        self.lists: dict[str, tuple[str, tuple[str, ...]]] = {}
        """A digest of what pages round the articles are made from, and their paths, by the parts
        that `lists.part_of` names."""
        self._remade: Collection[str] = ()
        """Which of these were made now."""
        self.also: dict[str, Also] = {}
        """Where pages that were made name what to read next."""
        self.findings: list[Finding] = []
        self.launches = before.launches
        """The marks of the launches that have opened."""
        self.withdrawals: Mapping[str, Withdrawal] = {}
        """The documents that are withdrawn, by their ids."""
        self.tombstones: tuple[str, tuple[str, ...]] = "", ()
        """A digest of what the pages are made from where documents were, and their paths."""
        self._withdrawn_articles: Sequence[Withdrawal] = ()
        """What is withdrawn, with the languages in which it still has a page."""
        self._gone: frozenset[str] = frozenset()
        self.leaking: set[str] = set()
        """What was made and says what is protected; it is made again the next time."""

    def add_documents(self, rendered: Sequence[Rendered], is_held: Callable[[str], bool]) -> None:
        """Add what was made of documents.

        Args:
            rendered: the documents that were made, and those that could not be.
            is_held: says of any other document whether it is still there.

        """
        self._rendered = rendered
        self.kept.update(
            path for path in self._before.files if path.partition("/")[0] in self._others
        )
        self._keep_documents(is_held)
        made: dict[str, Rendered] = {}
        # Of two that want one place, the one that is published already has it.
        for each in sorted(rendered, key=lambda one: one.document_id not in self._before.listed):
            self._keep_editions(each)
            made[each.document_id] = each.without(self._add_files(each))
        for each in made.values():
            # What is held of a document has been read.
            kept = self._listed.get(each.document_id)
            listed = {**kept, **dict(each.listed.items())} if kept else each.listed
            if listed:
                self._listed[each.document_id] = listed
        self._rendered = [made[each.document_id] for each in rendered]
        self.kept -= self.files.keys()

    def _keep_documents(self, is_held: Callable[[str], bool]) -> None:
        """Keep what is published of documents that were not made."""
        some = any(each.unread or each.held for each in self._rendered)
        for path, owners in self._before.files.items():
            if (owners is None and (some or self._scope.documents)) or any(
                map(is_held, owners or ())
            ):
                self.kept.add(path)
        for document_id in self._before.listed:
            if is_held(document_id):
                self._keep_listed(document_id, dict(self._before.listed[document_id].items()))

    def _keep_editions(self, each: Rendered) -> None:
        """Keep what is published of a document in locales in which it could not be made."""
        published = self._before.listed.get(each.document_id, {}) if each.held else {}
        self._keep_listed(
            each.document_id, {key: value for key, value in published.items() if key in each.held}
        )
        if not (each.failed or each.held):
            return
        made = {locale.tag for locale in self._site.locales} - {key.tag for key in each.held}
        for path in self._made_of.get(each.document_id, ()):
            folder = path.partition("/")[0]
            if path in each.failed or (each.held and folder not in made):
                self.kept.add(path)

    @cached_property
    def _made_of(self) -> Mapping[str, Collection[str]]:
        """What is published of each document, by its id."""
        return self._before.by_document()

    def _keep_listed(self, document_id: str, by_locale: Mapping[Locale, ListedArticle]) -> None:
        for locale, listed in by_locale.items():
            path = listed.path or article_path(document_id, locale)
            if path in self.kept or path in self._before.files:
                self._listed[document_id] = {**self._listed.get(document_id, {}), locale: listed}

    @property
    def rendered(self) -> Sequence[Rendered]:
        """The documents that were made, without editions whose places others have taken."""
        return self._rendered

    @property
    def complete(self) -> bool:
        """Whether every file could be made, so that figures say what is published now."""
        return not self._incomplete and not any(each.failed for each in self._rendered)

    def _add_files(self, each: Rendered) -> frozenset[str]:
        """Add a document's files; return those whose places other documents have, and say so."""
        taken, own = set(), frozenset([each.document_id])
        for path, held in each.chosen_files(self._scope.chosen):
            place = alike(path)
            owners = self._owners.get(place, frozenset())
            # A picture that both show.
            there = self.files.get(path)
            shared = there is not None and content(held, path) == content(there, path)
            if owners - own and not shared:
                self.findings.append(_clash(min(owners), each.document_id, path))
                taken.add(path)
                continue
            self._owners[place] = owners | own if owners else own
            self.files[path] = held
        return frozenset(taken)

    def add_redirects(self, moved: Mapping[str, str] | None, known: Collection[str]) -> None:
        """Add the pages at old addresses of documents that were renamed.

        Args:
            moved: the id that each former id has become; None where that cannot be read, then they
                stay as they are.
            known: the ids of all documents, whose own pages come first.

        """
        if moved is None:
            self.kept.update(
                path
                for path, owners in self._before.files.items()
                if path not in self.files and owners and owners.intersection(known)
            )
            return
        former = {
            document_id: [old for old in ids if old not in known]
            for document_id, ids in former_ids(moved).items()
        }
        pages = [path for path in self.files if path.endswith(PAGE)] if former else []
        for path in pages:
            for document_id in self._owners.get(alike(path), frozenset()) & former.keys():
                self._add_redirect(path, document_id, former[document_id])

    def _add_redirect(self, path: str, document_id: str, former: Iterable[str]) -> None:
        folder, _, rest = path.partition("/")
        spoken = next((key for key in self._site.locales if key.tag == folder), self._site.source)
        listed = self._listed.get(document_id, {}).get(spoken)
        if listed is None or not rest.startswith(f"{document_id}."):
            return
        for old in former:
            address = f"{folder}/{old}{rest.removeprefix(document_id)}"
            if alike(address) not in self._owners:
                self._owners[alike(address)] = frozenset([document_id])
                self.files[address] = render_redirect(self._site, listed.title, address, path)

    @property
    def leaving(self) -> Mapping[str, frozenset[str]]:
        """The files of documents that are published no more, with the documents' ids."""
        before = self._before.files
        return {path: owners for path in self.withdrawn if (owners := before.get(path))}

    def is_taken(self, path: str) -> bool:
        """Whether a document is published at a path."""
        is_kept = path in self.kept and self._before.files.get(path) != frozenset()
        return is_kept or path in self.files

    def add_withdrawals(self, withdrawals: Mapping[str, Withdrawal], kept: KeptDocuments) -> None:
        """Add what stands where documents were that are withdrawn.

        Args:
            withdrawals: the documents, by their ids.
            kept: what earlier builds made.

        """
        self.withdrawals = withdrawals
        self._gone = frozenset(path for each in withdrawals.values() for path in each.files)
        self._withdrawn_articles = self._whole_withdrawals()
        tags = [each.tag for each in self._scope.chosen]
        mark = digest_of(json.dumps([tags, to_plain(self._withdrawn_articles)]).encode())
        makers = dict(self._withdrawal_makers())
        free = {path for path in makers if alike(path) not in self._owners}
        wanted = sorted(path for path in free if path.partition("/")[0] not in self._others)
        standing = kept.pages(WITHDRAWN, mark)
        for path in wanted:
            # No article stays where its page cannot say that it is gone: a template may be wrong.
            with self._holding([path] if self._before.files.get(path) == frozenset() else []):
                self.files[path] = standing.get(path) or makers[path]()
        self.tombstones = mark, tuple(path for path in wanted if path in self.files)

    def _withdrawal_makers(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        if self._withdrawn_articles:
            # As below: few newsrooms have withdrawn anything.
            from toolkit.newsroom.publishing.round_files import (  # noqa: PLC0415
                render_withdrawals,
            )

            yield from render_withdrawals(self._settings, self._site, self._withdrawn_articles)

    def _whole_withdrawals(self) -> list[Withdrawal]:
        """Return what is withdrawn, with the languages in which it still has a page."""
        found = []
        for document_id, each in sorted(self.withdrawals.items()):
            if not each.files:
                continue
            pages = self._listed.get(document_id, {})
            order = dict.fromkeys((*self._site.locales, *pages))
            own = tuple(key for key in order if key in pages and not pages[key].path)
            found.append(replace(each, standing=own))
        return found

    def add_round(self, spool: Spool, kept: KeptDocuments) -> None:
        """Add the pages round the articles, the articles that name others, and the books."""
        self._places = list(self._known_places())
        by_locale: dict[Locale, list[Place]] = {each: [] for each in self._site.locales}
        for each in self._places:
            for locale in each.listed:
                by_locale.setdefault(locale, []).append(each)
        self._newest = {key: Newest.of(key, each) for key, each in by_locale.items()}
        self._add_lists(spool, kept, self._marks(by_locale))
        made_now = {
            path: held
            for path, held in self.files.items()
            # Where lists say what they said, so do the pages that stand.
            if not isinstance(held, Standing) or path.partition("/")[0] in self._remade
        }
        if made_now:
            self._add_read_also(made_now, spool)
        if self._settings.books:
            self._add_books()
        self.files.update(render_gone(self._site, self._settings.gone, self._answered_gone()))

    def _add_read_also(self, made_now: Mapping[str, Held], spool: Spool) -> None:
        """Name other articles on the pages that do."""
        # What makes such pages takes longer to load than to see that there are none to be made.
        from toolkit.newsroom.publishing.round_files import with_read_also  # noqa: PLC0415

        with spool.writer() as put:
            for path, page in with_read_also(self._site, self._newest, made_now):
                with self._holding([path]):
                    data, self.also[path] = page()
                    self.files[path] = put(data)

    def _answered_gone(self) -> Iterator[str]:
        """Yield where a server is to say that it is gone: not where systems read a message."""
        listed = {path for _, paths in self.lists.values() for path in paths}
        tombstones = frozenset(self.tombstones[1])
        for path in self._gone:
            is_there = path in self.kept or path in self.files
            says_so = path in tombstones or (is_there and not self.is_taken(path))
            is_page = path.endswith(PAGE) and path not in listed
            if (says_so and is_page) or not is_there:
                yield path

    def _add_lists(self, spool: Spool, kept: KeptDocuments, marks: Mapping[str, str]) -> None:
        """Add the pages round the articles; those that stand and say the same are not made."""
        for part, mark in marks.items():
            standing = kept.pages(f"{ROUND} {part}", mark)
            if standing:
                self.files.update(standing)
                self.lists[part] = mark, tuple(standing)
        self._remade = marks.keys() - self.lists.keys()
        if not self._remade:
            return
        from toolkit.newsroom.publishing.round_files import render_round  # noqa: PLC0415 - as above

        shared = [path for path, owners in self._before.files.items() if not owners]
        made: dict[str, dict[str, Held]] = {part: {} for part in self._remade}
        with self._holding(shared), spool.writer() as put:
            pages = render_round(self._site, self._newest, self._remade, self._withdrawn_articles)
            for part, path, data in pages:
                made[part][path] = put(data)
            for part, files in made.items():
                self.files.update(files)
                self.lists[part] = marks[part], tuple(files)

    def _marks(self, by_locale: Mapping[Locale, Sequence[Place]]) -> Mapping[str, str]:
        """Return a digest of all that pages round the articles are made from, as `lists` has it."""

        def all_said(places: Iterable[Place]) -> str:
            return _digest_of((each.document_id, each.marks.said) for each in places)

        left = {locale for each in self._withdrawn_articles for locale in each.locales(self._site)}
        topics = _digest_of((each.document_id, each.marks.topics) for each in self._places)
        said = {
            locale: _digest_of((each.document_id, each.mark(locale).said) for each in places)
            for locale, places in by_locale.items()
            if places or locale == self._site.source or locale in left
        }
        tags = [each.tag for each in self._scope.chosen]
        shared = [tags, [each.tag for each in said], topics, to_plain(self._withdrawn_articles)]
        made_of = {"": [*shared, *(all_said(by_locale[each]) for each in said)]}
        for locale in (each for each in self._scope.chosen if each in said):
            made_of[locale.tag] = [*shared, said[locale]]
            if self._site.base_url:
                named = self._newest[locale].in_feed
                made_of[feed_path(locale)] = [*shared, all_said(named)]
        return {part: digest_of(json.dumps(each).encode()) for part, each in made_of.items()}

    def _known_places(self) -> Iterator[Place]:
        """Yield what is listed, with what tells whether lists say the same of it."""
        marks = {
            each.document_id: each.marks
            for each in self._rendered
            if each.marks is not None and not each.held and not each.unread
        }
        for document_id, listed in sorted(self._listed.items()):
            yield Place(document_id, listed, marks.get(document_id) or marks_of(listed))

    def _add_books(self) -> None:
        """Add the books; those of which an article could not be made stay: they would lack it."""
        from toolkit.newsroom.publishing.round_files import (  # noqa: PLC0415 - as above
            book_paths,
            render_books,
        )

        site, chosen = self._site, self._scope.chosen
        for path, book in render_books(self._settings, site, self._rendered, chosen):
            with self._holding([path]):
                self.files[path] = book()
        made = {each.document_id for each in self._rendered if not each.unread}
        held = {
            (locale, document_id)
            for document_id, listed in self._listed.items()
            if document_id not in made
            for locale in listed
        } | {(key, each.document_id) for each in self._rendered for key in each.held}
        for path in book_paths(self._settings, held):
            if path in self._before.files:
                self.files.pop(path, None)
                self.kept.add(path)
        unchanged = {
            (one.locale, each.document_id)
            for each in self._rendered
            if _stands(each)
            for one in each.editions
            if one.published
        }
        for path in book_paths(self._settings, unchanged):
            if path in self._before.files and path not in self.files:
                self.kept.add(path)

    @contextmanager
    def _holding(self, paths: Iterable[str]) -> Iterator[None]:
        """Keep what is published at some paths where making them fails: a template is wrong."""
        try:
            yield
        except ToolkitError as error:
            self._incomplete = True
            self.findings.extend(error.findings)
            for path in paths:
                self.files.pop(path, None)
                if path in self._before.files:
                    self.kept.add(path)

    def hold_leaks(self, protection: Protection) -> tuple[Finding, ...]:
        """Keep back the files that say what is protected, and return where they say it."""
        if not protection:
            return ()
        bases = bases_of(self._settings)
        findings: list[Finding] = []
        for path, held in list(self.files.items()):
            leaks = output_leaks(content(held, path), path, protection, bases)
            if leaks:
                findings += leaks
                self.leaking.add(path)
                self.files.pop(path)
                if path in self._before.files and path not in self._gone:
                    self.kept.add(path)
        return tuple(findings)

    @property
    def withdrawn(self) -> frozenset[str]:
        """What was published and is no more."""
        before = self._before.files
        return frozenset(
            each for each in before if each not in self.files and each not in self.kept
        )

    def with_record(self, spool: Spool) -> Mapping[str, Held]:
        """Return the files to be written, and the record of what is published then.

        Args:
            spool: where the record waits.

        """
        written: dict[str, Held] = {
            path: held for path, held in self.files.items() if not isinstance(held, Standing)
        }
        standing = self.files.keys() == self._before.files.keys()
        standing = standing and self.launches == self._before.launches
        standing = standing and self.withdrawals == self._before.withdrawals
        if not written and not self._remade and standing:
            return {}
        owners = {path: self._before.files.get(path) for path in self.kept}
        for path in self.files:
            owners[path] = self._owners.get(alike(path), frozenset())
        record = Record(owners, self._recorded(), self.launches, self.withdrawals)
        written[RECORD] = spool.write(record_lines(record))
        return written

    def _recorded(self) -> Mapping[str, ListedIn]:
        """Return what lists say of each document, as it was where its page could not be made."""
        found: dict[str, ListedIn] = {}
        for each in self._places:
            by_locale: dict[Locale, ListedIn] = {}
            for locale in each.listed:
                said, path = each.listed, each.path(locale)
                if path not in self.files:
                    before = self._before.listed.get(each.document_id, {})
                    said = before if path in self.kept else {}
                if locale in said:
                    by_locale[locale] = said
            if by_locale:
                found[each.document_id] = _joined(by_locale)
        return found


def _stands(rendered: Rendered) -> bool:
    """Whether a document was not made again: its articles are not here to be put into books."""
    files = rendered.files.values()
    return bool(files) and all(isinstance(each, Standing) for each in files)


def _digest_of(said: Iterable[tuple[str, bytes]]) -> str:
    """Return a digest of what is said of documents, by their ids: one text of all is long."""
    digest = hashlib.blake2b(digest_size=16)
    for document_id, each in said:
        digest.update(f"{document_id}\0".encode("utf-8", "surrogatepass") + each)
    return digest.hexdigest()


def _joined(by_locale: Mapping[Locale, ListedIn]) -> ListedIn:
    """Return what lists say of a document; nothing is read where one record says all of it."""
    first = next(iter(by_locale.values()))
    if len(first) == len(by_locale) and all(each is first for each in by_locale.values()):
        return first
    return {locale: each[locale] for locale, each in by_locale.items()}


def _clash(owner: str, document_id: str, path: str) -> Finding:
    """Return the finding about a place that two documents want: one for all if their names do."""
    message = f"the documents “{owner}” and “{document_id}” both want {path}"
    if alike(owner) == alike(document_id):
        message = (
            f"the documents “{owner}” and “{document_id}” differ only in capitals or in the"
            " spelling of accents; Windows and macOS take their files for the same"
        )
    return Finding("output-clash", message, hint="rename one of them")
