"""Build: every edition of a newsroom, made in memory, then published all at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from lxml import etree

from toolkit.bcp47 import Locale
from toolkit.catalog.po import Catalog, load
from toolkit.catalog.template import unit_ids
from toolkit.document import Document
from toolkit.editions.article import Article, ListedArticle, Listing, Phrase, Site
from toolkit.editions.forms import EditionForm, chosen_forms, own_form
from toolkit.editions.localize import Localized, State, choose_targets, fill_tree, is_whole
from toolkit.editions.own_format import Extras, render_own_format
from toolkit.editions.page import render_index, render_languages
from toolkit.editions.resources import localized_resources
from toolkit.editions.summary import list_article
from toolkit.errors import Finding, Location, ToolkitError
from toolkit.formats import ReadOptions, formats, read_document
from toolkit.its.rules import Rules, read_rules
from toolkit.linked_files import read_below
from toolkit.project import LocaleSettings, ProjectSettings, Source, Untranslated
from toolkit.segmentation import SegmentationRules, read_srx
from toolkit.storage import replace_all
from toolkit.text import Text, plain

__all__ = [
    "BuildReport",
    "EditionReport",
    "build_project",
    "read_source",
    "segmentation_rules",
    "site_of",
]

_FEW_DOCUMENTS = 8
_TITLE_ROLES = ("heading", "title")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class EditionReport:
    """What became of one document in one locale."""

    document_id: str
    locale: Locale
    published: bool
    translated_words: int
    """Words of the source whose unit has a translation to publish."""
    words: int
    reason: str = ""
    """Why it is not published."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    editions: tuple[EditionReport, ...]
    changed: tuple[Path, ...]
    """The files whose bytes changed."""
    removed: tuple[Path, ...]
    """The files of editions that are published no more."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Rendered:
    """One document's editions, as bytes and figures that can travel between processes."""

    files: Mapping[str, bytes]
    listed: Mapping[Locale, ListedArticle]
    editions: tuple[EditionReport, ...]
    findings: tuple[Finding, ...]
    errors: tuple[Finding, ...] = ()

    def chosen_editions(self, chosen: Collection[Locale]) -> tuple[EditionReport, ...]:
        """Return the reports of the chosen locales, and of the document's own language."""
        return tuple(
            each for at, each in enumerate(self.editions) if at == 0 or each.locale in chosen
        )

    def chosen_files(self, chosen: Collection[Locale]) -> Iterator[tuple[str, bytes]]:
        """Yield the files of those editions."""
        folders = {each.locale.tag for each in self.chosen_editions(chosen)}
        for path, data in self.files.items():
            if path.partition("/")[0] in folders:
                yield path, data


def read_source(settings: ProjectSettings, source: Source) -> Document:
    """Read one of a newsroom's sources, with the ITS rules of its set.

    Raises:
        ToolkitError: when it cannot be read.

    """
    data = _bytes(settings, source.path)
    rules: list[Rules] = []
    if source.options.rules:
        rules.append(_its_rules(_bytes(settings, source.options.rules), source.options.rules))
    options = ReadOptions(
        settings.source,
        tuple(rules),
        segmentation=source.options.segmentation,
        srx=segmentation_rules(settings),
        resolve=read_below(settings.root),
    )
    document = read_document(data, source.path, source.document_id, options)
    if document.language.is_variety_of(settings.source):
        return replace(document, language=settings.source)
    return document


def segmentation_rules(settings: ProjectSettings) -> tuple[SegmentationRules, ...]:
    """Return the newsroom's own segmentation rules.

    Raises:
        ToolkitError: when the file cannot be read.

    """
    if settings.srx is None:
        return ()
    return (_srx(_bytes(settings, settings.srx), settings.srx),)


# Reading compiles every rule; all documents of a set share what was read from the same bytes.
_its_rules = lru_cache(read_rules)
_srx = lru_cache(read_srx)


def _bytes(settings: ProjectSettings, path: str) -> bytes:
    try:
        return (settings.root / path).read_bytes()
    except OSError as error:
        raise ToolkitError.because(
            "unreadable",
            error.strerror or str(error),
            Location(path),
            "check the path and the rights",
        ) from None


def build_project(
    settings: ProjectSettings,
    locales: Sequence[Locale],
    *,
    jobs: int = 1,
    strict: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> BuildReport:
    """Build the editions of a newsroom and publish those that changed.

    Everything is made in memory first; only when all of it is right is anything written, each file
    aside and renamed into place. Files whose bytes would not change are left alone.

    Args:
        settings: the newsroom.
        locales: the locales to publish; the source's own edition is always built.
        jobs: processes.
        strict: publish nothing at all when any translation is broken.
        progress: called with the number of documents done and to do.

    Raises:
        ToolkitError: when a source, a catalog or the configuration cannot be read, when the output
            cannot be written, or for a finding when `strict`.

    """
    sources = settings.sources()
    rendered = []
    for done, each in enumerate(_render_all(settings, sources, jobs), 1):
        rendered.append(each)
        progress(done, len(sources))
    errors = [finding for each in rendered for finding in each.errors]
    findings = tuple(finding for each in rendered for finding in each.findings)
    if errors or (strict and findings):
        raise ToolkitError(*dict.fromkeys([*errors, *(findings if strict else ())]))
    chosen = (settings.source, *locales)
    files = {path: data for each in rendered for path, data in each.chosen_files(chosen)}
    files.update(_indexes(settings, rendered, chosen))
    output = settings.root / settings.output
    changed = replace_all({output / path: data for path, data in files.items()})
    editions = [edition for each in rendered for edition in each.chosen_editions(chosen)]
    return BuildReport(tuple(editions), tuple(changed), _withdraw(settings, editions), findings)


def _withdraw(settings: ProjectSettings, editions: Iterable[EditionReport]) -> tuple[Path, ...]:
    """Remove the files of editions that the newsroom's policy no longer publishes."""
    removed = []
    forms = _forms(settings).values()
    for each in editions:
        for form in forms:
            name = each.document_id + form.suffix
            path = settings.root / settings.output / each.locale.tag / name
            if not each.published and path.is_file():
                path.unlink()
                removed.append(path)
    return tuple(removed)


def _render_all(
    settings: ProjectSettings, sources: Sequence[Source], jobs: int
) -> Iterator[_Rendered]:
    if jobs <= 1 or len(sources) < _FEW_DOCUMENTS:
        yield from (_render(settings, source) for source in sources)
        return
    chunk = max(1, len(sources) // (jobs * 4))
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_render, [settings] * len(sources), sources, chunksize=chunk)


def _render(settings: ProjectSettings, source: Source) -> _Rendered:
    """Make all editions of one document; errors are collected, so that all are told at once."""
    try:
        return _Editions(settings, read_source(settings, source), source).render()
    except ToolkitError as error:
        return _Rendered({}, {}, (), (), error.findings)


class _Editions:
    """The editions of one document."""

    def __init__(self, settings: ProjectSettings, document: Document, source: Source) -> None:
        self._settings = settings
        self._document = document
        self._source = source
        template = self._load(settings.template_path(document.id))
        self._ids = unit_ids(document.units, template, document.language)
        self._words = [unit.words for unit in document.units]
        self._files: dict[str, bytes] = {}
        self._listed: dict[Locale, ListedArticle] = {}
        self._original: etree._Element | None = None

    def _load(self, path: Path) -> Catalog | None:
        return load(path, shown=self._settings.shown(path)) if path.is_file() else None

    def render(self) -> _Rendered:
        localized: dict[Locale, Localized] = {}
        errors: list[Finding] = []
        for locale in self._settings.locales:
            if locale == self._document.language:
                continue
            try:
                localized[locale] = self._localize(locale)
            except ToolkitError as error:
                errors.extend(error.findings)
        total = sum(self._words)
        own = EditionReport(self._document.id, self._document.language, True, total, total)
        reports = [own, *(self._report(locale, each) for locale, each in localized.items())]
        published = tuple(report.locale for report in reports if report.published)
        for locale in published:
            self._render(locale, localized.get(locale), published)
        findings = tuple(finding for each in localized.values() for finding in each.findings)
        return _Rendered(self._files, self._listed, tuple(reports), findings, tuple(errors))

    def _localize(self, locale: Locale) -> Localized:
        path = self._settings.catalog_path(self._document.id, locale)
        catalog = self._load(path) or Catalog()
        return choose_targets(self._document, catalog, self._settings.shown(path), locale)

    def _report(self, locale: Locale, localized: Localized) -> EditionReport:
        policy = self._settings.locales[locale]
        pairs = zip(self._words, localized.targets, strict=True)
        counted = [pair for pair in pairs if pair[1].state is not State.EXCLUDED]
        translated = sum(words for words, target in counted if target.text is not None)
        total = sum(words for words, _ in counted)
        percent = 100 * translated // total if total else 100
        reason = ""
        if not translated:
            reason = "nothing is translated yet"
        elif percent < policy.threshold:
            reason = f"{percent} % of the words are translated, {policy.threshold} % are wanted"
        elif policy.untranslated is Untranslated.WITHHOLD and not is_whole(localized.targets):
            reason = "some passages have no translation to publish"
        return EditionReport(self._document.id, locale, not reason, translated, total, reason)

    def _render(
        self, locale: Locale, localized: Localized | None, published: tuple[Locale, ...]
    ) -> None:
        policy = self._settings.locales.get(locale) or LocaleSettings(locale)
        omit = policy.untranslated is Untranslated.OMIT
        texts = self._texts(localized)
        at = f"{locale.tag}/{self._document.id}"
        if not formats()[self._document.format].article:
            own = render_own_format(self._document, texts, locale, self._extras(locale, localized))
            if self._document.format == "html":
                self._files[f"{at}.html"] = own
                self._listed[locale] = self._listed_page(locale, texts)
            else:
                self._files[at + PurePosixPath(self._source.path).suffix] = own
            return
        extras = self._extras(locale, localized)
        tree = fill_tree(
            self._document,
            texts,
            locale,
            ids=self._ids,
            omit=omit,
            resources=extras.resources,
            credit=extras.credit,
        )
        tree.getroot().set("lang", locale.tag)
        article = Article(
            site=site_of(self._settings),
            document_id=self._document.id,
            locale=locale,
            root=tree.getroot(),
            metadata=self._document.metadata,
            source=self._document.language,
            original_title=_headline(self._document),
            editions=published,
            forms=self._source.options.editions,
            translated=sum(text is not None for text in texts) if localized else len(texts),
            total=_passages(localized, len(texts)),
            notice=policy.notice,
            original=self._original,
            path=self._source.path,
        )
        if article.is_original:
            self._original = article.root
        forms = _forms(self._settings)
        for name in article.forms:
            form = forms[name]
            self._files[at + form.suffix] = form.render(article)
        if "html" in article.forms:
            self._listed[locale] = list_article(article)

    def _extras(self, locale: Locale, localized: Localized | None) -> Extras:
        """Return the pictures that an edition has of its own, and its translators."""
        if localized is None:
            return Extras()
        root = self._settings.root
        own = localized_resources(self._document, locale, lambda path: _is_file(root, path))
        return Extras(own, localized.credits)

    def _listed_page(self, locale: Locale, texts: Sequence[Text | None]) -> ListedArticle:
        """Return what a list says of a page in its own format: its first heading, or its title."""
        document = self._document
        titles = {
            unit.role: (unit, text)
            for unit, text in reversed(list(zip(document.units, texts, strict=True)))
            if unit.role in _TITLE_ROLES
        }
        title = Phrase(document.id.rpartition("/")[2], document.language)
        for role in _TITLE_ROLES:
            if role in titles:
                unit, text = titles[role]
                spoken = document.language if text is None else locale
                title = Phrase(plain(text or unit.text), spoken)
                break
        return ListedArticle(document.id, title, None, document.metadata)

    def _texts(self, localized: Localized | None) -> list[Text | None]:
        """Return the texts to publish; none for the source's own edition."""
        if localized is None:
            return [None] * len(self._document.units)
        return [target.text for target in localized.targets]


def _forms(settings: ProjectSettings) -> Mapping[str, EditionForm]:
    """Return the forms of editions by name, those of the newsroom's own stylesheets among them."""
    return chosen_forms(
        tuple(
            own_form(each.name, each.suffix, _bytes(settings, each.stylesheet), each.stylesheet)
            for each in settings.own_editions
        )
    )


def _is_file(root: Path, path: str) -> bool:
    """Whether a newsroom has a file; a link out of it is none of its own."""
    file = (root / path).resolve()
    return file.is_relative_to(root.resolve()) and file.is_file()


def site_of(settings: ProjectSettings) -> Site:
    """Return the site that a newsroom's editions make."""
    locales = dict.fromkeys([settings.source, *settings.locales])
    return Site(settings.title, settings.base_url, settings.source, tuple(locales))


def _passages(localized: Localized | None, count: int) -> int:
    """Return how many passages an edition is to have."""
    if localized is None:
        return count
    return sum(target.state is not State.EXCLUDED for target in localized.targets)


def _headline(document: Document) -> str:
    return next((plain(unit.text) for unit in document.units if unit.role == "headline"), "")


def _indexes(
    settings: ProjectSettings, rendered: Sequence[_Rendered], chosen: Sequence[Locale]
) -> dict[str, bytes]:
    """Return the list of articles of each locale, and the choice of languages."""
    site = site_of(settings)
    files = {"index.html": render_languages(site)}
    for locale in dict.fromkeys(chosen):
        found = [each.listed[locale] for each in rendered if locale in each.listed]
        found.sort(key=lambda each: each.document_id)
        found.sort(key=lambda each: str(each.metadata.date or ""), reverse=True)
        files[f"{locale.tag}/index.html"] = render_index(Listing(site, locale, tuple(found)))
    return files
