"""Document editions: one article in every locale and every form."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.text import Text, plain
from toolkit.document.formats import formats
from toolkit.document.model import AttributeHome, Document, Extras
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import (
    Article,
    ChangedPassage,
    Correction,
    ListedArticle,
    Picture,
    Site,
)
from toolkit.editions.forms import EditionForm, chosen_forms, own_form
from toolkit.editions.kept_passages import language_of
from toolkit.editions.linting.article_checks import check_article
from toolkit.editions.page_addresses import name_addresses
from toolkit.editions.resources import localized_resources, resource_path
from toolkit.editions.site.listing import list_document
from toolkit.editions.summary import list_article
from toolkit.localizing.adapting.adaptation import adapt
from toolkit.localizing.adapting.fitting import leave_out
from toolkit.localizing.adapting.links import local_addresses, retarget
from toolkit.localizing.adapting.pruning import cut_to_summary
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.localize import Localized
from toolkit.localizing.policy import Outcome, embargo_end, is_embargoed
from toolkit.localizing.targets import State
from toolkit.localizing.writers.own_format import render_own_format
from toolkit.newsroom.publishing.locale_editions import localize_document
from toolkit.newsroom.publishing.media import carried_picture, media_of
from toolkit.newsroom.publishing.report import CarriedArticle, EditionReport, Rendered
from toolkit.newsroom.publishing.sources import file_bytes, picture_reader
from toolkit.newsroom.settings import ProjectSettings, Source

__all__ = ["ALL_LANGUAGES", "DocumentEditions", "forms_of"]


ALL_LANGUAGES = "mul"
"""The folder of files in several languages, by BCP 47's tag for these."""
_NOBODY = "FULL NAME"
"""What gettext writes where nobody has put a name yet."""


class DocumentEditions:
    """The editions of one document."""

    def __init__(
        self,
        settings: ProjectSettings,
        site: Site,
        document: Document,
        source: Source,
        now: dt.datetime,
    ) -> None:
        self._settings = settings
        self._document = document
        self._source = source
        self._now = now
        self._site = site
        self._read_file = self._picture_reader()
        self._forms = forms_of(settings)
        self._articles: list[Article] = []
        self._files: dict[str, bytes | Path] = {}
        self._findings: list[Finding] = list(document.findings)
        self._failed: set[str] = set()
        self._listed: dict[Locale, ListedArticle] = {}
        self._original: etree._Element | None = None

    def _picture_reader(self) -> Callable[[str], bytes | None]:
        """Return what reads the article's pictures: the newsroom's files, and those it carries."""
        read = picture_reader(self._settings)
        document = self._document
        carried = {
            resource_path(document.path, address): address
            for home in document.resources
            if (address := home.element.get(home.name, "").strip())
        }

        def find(path: str) -> bytes | None:
            own = carried_picture(document, carried[path]) if path in carried else None
            return read(path) if own is None else own

        return find

    def render(self) -> Rendered:
        """Make all of them; what is wrong with one leaves the others whole."""
        made, errors = localize_document(self._settings, self._document, self._source, self._now)
        reports = [self._own_report(), *(self._report(each) for each in made.values())]
        published = tuple(report.locale for report in reports if report.published)
        indexed = tuple(
            locale for locale in published if locale not in made or made[locale].decision.indexed
        )
        for locale in published:
            named = indexed if locale in indexed else (*indexed, locale)
            self._render(locale, made.get(locale), named)
        self._render_all_languages()
        told = tuple(finding for each in made.values() for finding in each.findings)
        findings = tuple(dict.fromkeys([*told, *self._findings]))
        carried = {each.locale: CarriedArticle.of(each) for each in self._articles}
        return Rendered(
            self._files,
            self._listed,
            tuple(reports),
            findings,
            errors,
            carried if self._settings.books else {},
            frozenset(self._failed),
        )

    def _own_report(self) -> EditionReport:
        """Return the report of the edition in the document's own language."""
        metadata, options = self._document.metadata, self._source.options
        words = sum(unit.words for unit in self._document.units)
        reason = ""
        if is_embargoed(metadata, options.embargo, self._now):
            end = embargo_end(metadata, options.embargo)
            reason = f"it is embargoed until {end.isoformat(' ', 'minutes')}" if end else ""
        language = self._document.language
        return EditionReport(self._document.id, language, not reason, words, words, reason)

    def _report(self, edition: Localized) -> EditionReport:
        decision = edition.decision
        return EditionReport(
            self._document.id,
            edition.locale,
            decision.published,
            decision.translated_words,
            decision.words,
            decision.reason,
            summary=decision.outcome is Outcome.SUMMARY,
        )

    def _render(
        self, locale: Locale, edition: Localized | None, published: tuple[Locale, ...]
    ) -> None:
        texts = self._texts(edition)
        extras = self._extras(locale, edition)
        media, missing = media_of(self._document, locale, extras.resources, self._settings.root)
        self._files.update(media)
        self._findings.extend(missing)
        if formats()[self._document.format].article:
            self._render_article(locale, edition, texts, extras, published)
        else:
            self._render_own(locale, edition, texts, extras, published)

    def _render_own(
        self,
        locale: Locale,
        edition: Localized | None,
        texts: Sequence[Text | None],
        extras: Extras,
        published: tuple[Locale, ...],
    ) -> None:
        """Make the edition in the source's own format."""
        at = f"{locale.tag}/{self._document.id}"
        document = self._document
        if edition is not None:
            document = leave_out(edition.document, edition.left_out, locale)
            local = local_addresses(document, edition.links, locale)
            extras = Extras({**extras.resources, **local}, extras.credit)
        is_page = document.format == "html"
        path = at + (".html" if is_page else PurePosixPath(self._source.path).suffix)
        own = render_own_format(document, texts, locale, extras)
        if is_page:
            pages = [(each, article_path(document.id, each)) for each in published]
            addresses = Addresses(self._site, path)
            default = article_path(document.id, document.language)
            own = name_addresses(own, path, addresses, pages, default)
        self._files[path] = own
        self._listed[locale] = replace(
            list_document(document, texts, locale, published),
            path="" if is_page else path,
            kind="" if is_page else formats()[document.format].name.upper(),
            indexed=edition is None or edition.decision.indexed,
        )

    def _render_article(
        self,
        locale: Locale,
        edition: Localized | None,
        texts: Sequence[Text | None],
        extras: Extras,
        published: tuple[Locale, ...],
    ) -> None:
        """Make the pages and XML editions of an article."""
        root = self._root(locale, edition, texts, extras)
        states = {} if edition is None else edition.block_states
        passages = edition.passages if edition is not None else ()
        article = Article(
            site=self._site,
            document_id=self._document.id,
            locale=locale,
            root=root,
            metadata=self._document.metadata,
            source=self._document.language,
            original_title=_headline(self._document),
            editions=published,
            forms=self._source.options.editions,
            translated=sum(text is not None for text in texts) if passages else len(texts),
            total=sum(each.state is not State.EXCLUDED for each in passages) or len(texts),
            states=states,
            notice=self._notice(locale, edition),
            original=self._original,
            path=self._source.path,
            translators=self._translators(locale, edition),
            changed=() if edition is None else tuple(self._changed(edition)),
            pictures=self._pictures(locale, root),
            indexed=edition is None or edition.decision.indexed,
            files=self._read_file,
            is_summary=edition is not None and edition.decision.outcome is Outcome.SUMMARY,
        )
        article = replace(article, corrections=_take_corrections(article))
        if article.is_original:
            self._original = article.root
        elif not article.changed and edition is not None:
            article = replace(article, based_on=article.metadata.updated or article.metadata.date)
        self._articles.append(article)
        self._findings.extend(check_article(article))
        for name in article.forms:
            form = self._forms[name]
            if not (form.translations_only and article.is_original):
                path = f"{locale.tag}/{self._document.id}{form.suffix}"
                self._make(path, partial(form.render, article))
        page = article_path(self._document.id, locale)
        output = self._settings.root / self._settings.output
        if page in self._files or (page in self._failed and (output / page).is_file()):
            self._listed[locale] = list_article(article)

    def _render_all_languages(self) -> None:
        for form in map(self._forms.__getitem__, self._source.options.editions):
            if form.all_languages is not None and len(self._articles) > 1:
                path = f"{ALL_LANGUAGES}/{self._document.id}{form.suffix}"
                self._make(path, partial(form.all_languages, self._articles))

    def _make(self, path: str, render: Callable[[], bytes]) -> None:
        """Make one file; a template or stylesheet that is wrong leaves all others whole."""
        try:
            self._files[path] = render()
        except ToolkitError as error:
            self._findings.extend(error.findings)
            self._failed.add(path)

    def _root(
        self,
        locale: Locale,
        edition: Localized | None,
        texts: Sequence[Text | None],
        extras: Extras,
    ) -> etree._Element:
        """Return the localized article, adapted as its overlay says."""
        root = fill_tree(
            self._document if edition is None else edition.document,
            texts,
            locale,
            named=True,
            omit=edition is not None and bool(edition.decision.left_out),
            resources=extras.resources,
            credit=extras.credit,
        ).getroot()
        root.set("lang", locale.tag)
        if edition is None:
            return root
        overlay, decision = edition.overlay, edition.decision
        is_summary = decision.outcome is Outcome.SUMMARY
        if is_summary:
            overlay = overlay.in_summary(edition.states.keys() - edition.left_out)
        ids = [each.id for each in edition.passages]
        self._findings.extend(adapt(root, overlay, locale, ids=ids, spell=edition.spell))
        retarget(root, edition.links)
        if is_summary:
            cut_to_summary(root)
        return root

    def _translators(self, locale: Locale, edition: Localized | None) -> tuple[str, ...]:
        """Return who translated the article, where the newsroom names translators."""
        policy = self._settings.locales.get(locale)
        if edition is None or policy is None or not policy.credit:
            return ()
        name = edition.catalog.metadata.get("Last-Translator", "").partition("<")[0].strip()
        return (name,) if name and name != _NOBODY else ()

    def _changed(self, edition: Localized) -> Iterator[ChangedPassage]:
        """Yield the passages whose source was edited after they were translated."""
        for each in edition.passages:
            previous = each.entry.previous_msgid if each.entry is not None else ""
            if each.state is State.FUZZY and previous:
                yield ChangedPassage(each.id, " ".join(plain(each.unit.text).split()))

    def _pictures(self, locale: Locale, root: etree._Element) -> Mapping[str, Picture]:
        """Return the article's pictures that stand below the output folder."""
        found = {}
        for image in root.iter("img"):
            address = image.get("src", "")
            path = resource_path(f"{locale.tag}/{self._document.id}", address)
            if path in self._files:
                found[address] = Picture(path)
        return found

    def _notice(self, locale: Locale, edition: Localized | None) -> str:
        """Return what stands at the foot of a locale's translations."""
        policy = self._settings.locales.get(locale)
        if policy is None:
            return ""
        if policy.notice or policy.base is None:
            return policy.notice
        notice = self._settings.locales[policy.base].notice
        return notice if edition is None else edition.spell(notice)

    def _extras(self, locale: Locale, edition: Localized | None) -> Extras:
        """Return the pictures that an edition has of its own, and its translators."""
        if edition is None:
            return Extras()
        root = self._settings.root
        own: Mapping[AttributeHome, str] = localized_resources(
            self._document, locale, lambda path: _is_file(root, path)
        )
        return Extras(own, edition.credits)

    def _texts(self, edition: Localized | None) -> list[Text | None]:
        """Return the texts to publish; none for the source's own edition."""
        if edition is None:
            return [None] * len(self._document.units)
        return edition.texts


def _take_corrections(article: Article) -> tuple[Correction, ...]:
    """Take the corrections out of an article's tree, and return them, newest first."""
    found = []
    for section in article.root.findall("section[@class='corrections']"):
        for each in section.iter("p"):
            text = " ".join("".join(map(str, each.itertext())).split())
            day = dt.date.fromisoformat(each.get("data-day", ""))
            found.append(Correction(day, text, language_of(article, each)))
        article.root.remove(section)
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def forms_of(settings: ProjectSettings) -> Mapping[str, EditionForm]:
    """Return the forms of editions by name, those of the newsroom's own stylesheets among them."""
    return chosen_forms(
        tuple(
            own_form(each.name, each.suffix, file_bytes(settings, each.stylesheet), each.stylesheet)
            for each in settings.own_editions
        )
    )


def _is_file(root: Path, path: str) -> bool:
    """Whether a newsroom has a file; a link out of it is none of its own."""
    file = (root / path).resolve()
    return file.is_relative_to(root.resolve()) and file.is_file()


def _headline(document: Document) -> str:
    return next((plain(unit.text) for unit in document.units if unit.role == "headline"), "")
