"""Document editions: one document in every locale and every form.

First its facts in each locale, small records; then, from these, the document and its catalogs, the
files of each edition.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
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
from toolkit.newsroom.publishing.article_editions import (
    article_files,
    edition_article,
    shared_files,
)
from toolkit.newsroom.publishing.edition import Edition, Made, Surroundings, edition_of
from toolkit.newsroom.publishing.edition_days import edition_days
from toolkit.newsroom.publishing.facts import alternates, facts_of
from toolkit.newsroom.publishing.locale_editions import localize_document
from toolkit.newsroom.publishing.media import Media
from toolkit.newsroom.publishing.own_editions import own_edition
from toolkit.newsroom.publishing.report import CarriedArticle, Rendered
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.sources import file_bytes

__all__ = ["render_document"]


def render_document(  # noqa: PLR0913 - all that editions are made of
    settings: ProjectSettings,
    site: Site,
    document: Document,
    source: Source,
    now: dt.datetime,
    *,
    published: Mapping[Locale, ListedArticle],
    waiting: Collection[Locale] = (),
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

    """
    made, held = localize_document(settings, document, now)
    facts = [
        each.waiting() if each.locale in waiting else each
        for each in facts_of(settings, document, now, made, held, published)
    ]
    forms, unread = _forms(settings, source, document)
    media = Media(settings.root, document, keep=source.options.keeps_metadata)
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
    )
    rendering = _Rendering(shared, settings)
    rendering.collect(unread)
    for each in facts:
        if each.decision.published and not each.held:
            localized = made.get(each.locale)
            days = EditionDays()
            if localized is not None:
                days = edition_days(localized, published.get(each.locale), now)
            rendering.make(each.locale, localized, alternates(facts, each.locale), days)
    held = {**held, **rendering.held}
    if not held:
        # A file of all languages needs all of them.
        rendering.collect(shared_files(rendering.articles, shared.forms))
    in_books = rendering.articles if settings.books else ()
    return Rendered(
        document.id,
        rendering.files,
        rendering.listed,
        tuple(replace(each, held=each.locale in held).report for each in facts),
        tuple(dict.fromkeys([*document.findings, *rendering.findings, *media.findings])),
        {locale: each.findings for locale, each in made.items() if each.findings},
        held,
        carried={each.locale: CarriedArticle.of(each) for each in in_books},
        failed=frozenset(rendering.failed),
        cleaned=media.removed,
        embargo=document.metadata.embargo,
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

    def __init__(self, shared: Surroundings, settings: ProjectSettings) -> None:
        self._shared = shared
        self._output = settings.root / settings.output
        self._is_article = formats()[shared.document.format].article
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
            edition, missing = edition_of(self._shared, locale, localized, named)
            self._add(replace(edition, days=days), missing)
        except ToolkitError as error:
            self.held[locale] = error.findings

    def _add(self, edition: Edition, missing: Sequence[Finding]) -> None:
        if not self._is_article:
            made, listed = own_edition(edition)
            self.collect(Made(edition.media, tuple(missing)))
            self.collect(made)
            self.listed[edition.locale] = listed
            return
        first = self.articles[0] if self.articles else None
        original = first if first is not None and first.is_original else None
        article, told = edition_article(edition, original)
        self.collect(Made(edition.media, tuple(missing)))
        self.articles.append(article)
        self.findings.extend(told)
        made = article_files(article, self._shared.forms)
        self.collect(made)
        page = article_path(article.document_id, article.locale)
        # What could not be made stays as it was published before.
        if page in made.files or (page in made.failed and (self._output / page).is_file()):
            self.listed[edition.locale] = listed_article(article)


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
