"""Page words: what a newsroom's pages say themselves, and what it is called, in each locale."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import read_file
from toolkit.editions.article import Phrase
from toolkit.localizing.interface_words import Wording, Words, words
from toolkit.localizing.own_words import missing_messages, read_own_words
from toolkit.newsroom.publishing.spellings import spelling_of
from toolkit.newsroom.settings import CATALOGS, PAGE_WORDS, ProjectSettings

__all__ = ["own_titles", "own_words", "word_findings"]


def own_words(
    settings: ProjectSettings, locales: Iterable[Locale]
) -> tuple[tuple[Words, ...], tuple[Finding, ...]]:
    """Return the words of pages in locales for which the newsroom has some, and what is wrong.

    A catalog that cannot be read is named, and the toolkit's words stand in its place.
    """
    found: list[Wording] = []
    findings: list[Finding] = []
    for path, locale in _catalogs(settings):
        shown = settings.shown(path)
        try:
            wording, problems = read_own_words(read_file(path, shown), shown, locale)
        except ToolkitError as error:
            wording, problems = None, error.findings
        findings.extend(problems)
        if wording is not None:
            found.append(wording)
    spoken = tuple(words(locale, found) for locale in locales) if found else ()
    return spoken, tuple(findings)


def _catalogs(settings: ProjectSettings) -> Iterator[tuple[Path, Locale]]:
    """Yield the newsroom's catalogs of page words, each with the language that its folder names."""
    for path in sorted((settings.root / CATALOGS).glob(f"*/LC_MESSAGES/{PAGE_WORDS}.po")):
        try:
            yield path, Locale.named(path.parts[-3])
        except ToolkitError:
            continue  # no folder of a locale's: nobody asks for it


def own_titles(settings: ProjectSettings) -> tuple[tuple[Phrase, ...], tuple[Finding, ...]]:
    """Return what the newsroom is called in other languages, and what is wrong.

    A derived locale has its base's name in its own alphabet, unless it has one itself.
    """
    titles = dict(settings.titles)
    findings: list[Finding] = []
    for locale, policy in settings.locales.items():
        named = settings.titles.get(policy.base or locale, "")
        if named and locale not in titles:
            try:
                titles[locale] = spelling_of(settings, locale).spell(named)
            except ToolkitError as error:
                findings.extend(error.findings)
    return tuple(Phrase(text, locale) for locale, text in titles.items()), tuple(findings)


def word_findings(settings: ProjectSettings, locales: Sequence[Locale]) -> Iterator[Finding]:
    """Yield what is wrong with the newsroom's own words, and which words the pages do not have."""
    spoken, findings = own_words(settings, locales)
    yield from findings
    known = {each.asked: each for each in spoken}
    for locale in locales:
        missing = missing_messages(known.get(locale) or words(locale))
        if missing and not locale.is_pseudo:
            yield Finding(
                "words-missing",
                f"pages in {locale} say {len(missing)} of their own sentences in English",
                Location(settings.shown(settings.catalog_path(PAGE_WORDS, locale))),
                "translate them as docs/how-to/add-a-locale.md says",
                severity=Severity.HINT,
            )
