"""Document editions: one document in every locale and every form.

First its facts in each locale, small records; then, from these, the document and its catalogs, the
files of each edition.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.catalog.quotes_file import Quote
from toolkit.document.formats import formats
from toolkit.document.model import Document
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Article, EditionDays, ListedArticle, Site
from toolkit.editions.forms import EditionForm, chosen_forms, own_form
from toolkit.editions.site.feed_content import listed_article
from toolkit.localizing.localize import Localized
from toolkit.newsroom.document_quotes import document_quotes
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.protection.leaks import bases_of, output_leaks
from toolkit.newsroom.protection.restoring import told_by
from toolkit.newsroom.publishing.article_editions import (
    article_files,
    edition_article,
    shared_files,
)
from toolkit.newsroom.publishing.article_links import LinkedPages, Pages
from toolkit.newsroom.publishing.edition import Edition, Made, Surroundings, edition_of
from toolkit.newsroom.publishing.edition_days import edition_days
from toolkit.newsroom.publishing.facts import Facts, alternates, embargo_moment, facts_of
from toolkit.newsroom.publishing.locale_editions import localize_document, read_identified
from toolkit.newsroom.publishing.media import Media
from toolkit.newsroom.publishing.own_editions import own_edition
from toolkit.newsroom.publishing.report import CarriedArticle, Rendered
from toolkit.newsroom.publishing.restored_documents import RestoredDocuments
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import page_of_source
from toolkit.newsroom.sources import file_bytes

__all__ = ["render_document"]

_NOT_BACK: Mapping[Locale, dt.datetime] = MappingProxyType({})
_UNKNOWN: Mapping[str, Pages] = MappingProxyType({})


def render_document(  # noqa: PLR0913 - all that editions are made of
    settings: ProjectSettings,
    site: Site,
    document: Document,
    source: Source,
    now: dt.datetime,
    *,
    published: Mapping[Locale, ListedArticle],
    waiting: Collection[Locale] = (),
    returned: Mapping[Locale, dt.datetime] = _NOT_BACK,
    pages: Mapping[str, Pages] = _UNKNOWN,
) -> Rendered:
    """Make all editions of a document; what is wrong with one leaves the others whole.

    Args:
        settings: the newsroom.
        site: the site that the editions make.
        document: the source, with ids.
        source: where it comes from, with the options of its set.
        now: the present moment, with a time zone, which embargoes are held against.
        published: what lists say of it in the locales in which it is published.
        waiting: the locales in which its launch holds it back.
        returned: those in which it came back after it had been withdrawn, and when, in UTC.
        pages: those of the documents that it links to, by their ids, as far as they are known.

    """
    moment = embargo_moment(document, now, published)
    made, held = localize_document(settings, document, moment)
    facts = [
        each.waiting() if each.locale in waiting else each
        for each in facts_of(settings, document, moment, made, held, published)
    ]
    forms, unread = _forms(settings, source, document)
    media = Media(settings.root, document, keep=source.options.keeps_metadata)
    linked = LinkedPages(
        site, partial(page_of_source, settings), partial(read_identified, settings), pages
    )
    shared = Surroundings(
        site,
        document,
        source.path,
        forms,
        settings.locales,
        settings.root,
        media,
        _quotes(settings, document),
        source.options.comments,
        linked.of,
        linked.passage,
    )
    rendering = _Rendering(shared, settings, RestoredDocuments(settings, source, document))
    rendering.collect(unread)
    shown = [each for each in facts if each.decision.published and not each.held]
    for each in shown:
        localized = made.get(each.locale)
        days = EditionDays()
        if localized is not None:
            days = edition_days(localized, published.get(each.locale), now)
        days = replace(days, returned=returned.get(each.locale))
        rendering.make(each.locale, localized, alternates(facts, each.locale), days)
    held = {**held, **rendering.held}
    if not held:
        # A file of all languages needs all of them.
        articles: Sequence[Article] = rendering.articles
        if articles and rendering.has_names and any(form.all_languages for form in forms):
            made, _ = localize_document(settings, document, moment, restores=False)
            articles = list(_kept_articles(shared, made, shown))
        rendering.collect(shared_files(articles, shared.forms))
    told = () if moment == now else (_clock_back(document, now),)
    told = (*told, *document.findings)
    if not all(form.of_format for form in forms):
        told = (*told, *document.unshown)
    in_books = rendering.articles if settings.books else ()
    return Rendered(
        document.id,
        rendering.files,
        rendering.listed,
        tuple(replace(each, held=each.locale in held).report for each in facts),
        tuple(dict.fromkeys([*told, *rendering.findings, *media.findings])),
        {locale: each.findings for locale, each in made.items() if each.findings},
        held,
        carried={
            each.locale: CarriedArticle.of(each, keeps_metadata=source.options.keeps_metadata)
            for each in in_books
        },
        failed=frozenset(rendering.failed),
        cleaned=media.removed,
        embargo=document.metadata.embargo,
        links=linked.asked,
    )


def _clock_back(document: Document, now: dt.datetime) -> Finding:
    """Return that a document stays published though the clock stands before its embargo's end."""
    shown = now.isoformat(" ", "minutes")
    return Finding(
        "clock",
        f"the article is published, but by the clock ({shown}) its embargo has not ended",
        Location(document.path),
        "it stays; set the clock, or change the embargo to take the article off the site",
        severity=Severity.WARNING,
    )


def _quotes(settings: ProjectSettings, document: Document) -> tuple[Quote, ...]:
    """Return what people said in a document, where an edition of it shows that.

    Raises:
        ToolkitError: when the file is wrong.

    """
    shown = any(each.quotations for each in settings.locales.values())
    return document_quotes(settings, document.id) if shown else ()


class _Rendering:
    """Gathers what the editions of a document are made into."""

    def __init__(
        self, shared: Surroundings, settings: ProjectSettings, documents: RestoredDocuments
    ) -> None:
        self._shared = shared
        self._documents = documents
        self._output = settings.root / settings.output
        self._is_article = formats()[shared.document.format].article
        self.has_names = False
        """Whether any edition has a name that others have not."""
        self.articles: list[Article] = []
        self.files: dict[str, bytes | Path] = {}
        self.listed: dict[Locale, ListedArticle] = {}
        self.findings: list[Finding] = []
        self.failed: set[str] = set()
        self.held: dict[Locale, tuple[Finding, ...]] = {}

    def collect(self, made: Made) -> None:
        self.files.update(made.files)
        self.findings.extend(made.findings)
        self.failed.update(made.failed)

    def make(
        self,
        locale: Locale,
        localized: Localized | None,
        named: tuple[Locale, ...],
        days: EditionDays,
    ) -> None:
        """Make the files of the edition in a locale; where that fails, it is held back."""
        try:
            shared = self._surroundings(locale)
            if localized is not None and shared is not self._shared:
                localized = told_by(localized, shared.document)
            edition, missing = edition_of(shared, locale, localized, named)
            self._add(replace(edition, days=days), missing)
        except ToolkitError as error:
            self.held[locale] = error.findings

    def _surroundings(self, locale: Locale) -> Surroundings:
        """Return what a locale's editions are made of, with the names that they restore."""
        document = self._documents.of(locale)
        if document is self._shared.document:
            return self._shared
        self.has_names = True
        media, kept = self._shared.media.of(document), self._documents.kept
        return replace(self._shared, document=document, media=media, kept=kept)

    def _original(self, shared: Surroundings) -> Article | None:
        """Return the original beside which a translation is shown, with no name that it has not."""
        first = self.articles[0] if self.articles else None
        if first is None or not first.is_original:
            return None
        if self._documents.of(first.locale) is shared.document:
            return first
        edition, _ = edition_of(shared, first.locale, None, first.editions)
        return edition_article(edition, None)[0]

    def _add(self, edition: Edition, missing: Sequence[Finding]) -> None:
        if not self._is_article:
            made, listed = own_edition(edition)
            self.collect(Made(edition.media, tuple(missing)))
            self.collect(made)
            self.listed[edition.locale] = listed
            return
        article, told = edition_article(edition, self._original(edition.shared))
        self.collect(Made(edition.media, tuple(missing)))
        self.articles.append(article)
        self.findings.extend(told)
        made = article_files(article, self._shared.forms)
        self.collect(made)
        page = article_path(article.document_id, article.locale)
        # What could not be made stays as it was published before.
        if page in made.files or (page in made.failed and (self._output / page).is_file()):
            self.listed[edition.locale] = listed_article(article)


def _kept_articles(
    shared: Surroundings, made: Mapping[Locale, Localized], shown: Sequence[Facts]
) -> Iterator[Article]:
    """Yield the articles of a file of several languages: it has no name that one of them hides."""
    original: Article | None = None
    for each in shown:
        edition, _ = edition_of(
            shared, each.locale, made.get(each.locale), alternates(shown, each.locale)
        )
        article, _ = edition_article(edition, original)
        original = original or (article if article.is_original else None)
        yield article


def _forms(
    settings: ProjectSettings, source: Source, document: Document
) -> tuple[tuple[EditionForm, ...], Made]:
    """Return the forms that a document is published in, the newsroom's own among them.

    A stylesheet that cannot be read holds back what it makes: what is published of that stays.
    """
    own: list[EditionForm] = []
    findings: list[Finding] = []
    failed: set[str] = set()
    for each in settings.own_editions:
        try:
            data = file_bytes(settings, each.stylesheet)
            own.append(own_form(each.name, each.suffix, data, each.stylesheet))
        except ToolkitError as error:
            if each.name in source.options.editions:
                findings.extend(error.findings)
                tags = (settings.source, *settings.locales)
                failed.update(f"{tag}/{source.document_id}{each.suffix}" for tag in tags)
    known = chosen_forms(tuple(own))
    chosen = (known[name] for name in source.options.editions if name in known)
    profiles = source.options.profiles
    forms = tuple(
        _looked_through(form.made_for(profiles.get(form.name, "")), settings)
        for form in chosen
        if form.of_format in {"", document.format}
    )
    return forms, Made(findings=tuple(findings), failed=frozenset(failed))


def _looked_through(form: EditionForm, settings: ProjectSettings) -> EditionForm:
    """Return a form that is not made where it would say a protected name and nobody could see it.

    All others are looked through when they are made.
    """
    words, protection = form.words, read_protection(settings.root)
    if words is None or not protection:
        return form

    def render(article: Article) -> bytes:
        path = article_path(article.document_id, article.locale, form.suffix)
        leaks = output_leaks(words(article), path, protection, bases_of(settings))
        if leaks:
            raise ToolkitError(*leaks)
        return form.render(article)

    return replace(form, render=render)
