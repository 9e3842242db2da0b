"""Reviewing: translations listed by how far they are, signed by a second hand, or sent back."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import field, replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.catalog.notes import Says
from toolkit.catalog.po import Catalog, Entry, load
from toolkit.catalog.review import (
    Act,
    Record,
    Review,
    Stage,
    with_words,
    without_words,
)
from toolkit.newsroom.open_articles import OpenArticle, OpenPassage
from toolkit.newsroom.reports import Reports
from toolkit.newsroom.reviews import change_review, load_review
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = [
    "Chosen",
    "ReviewedText",
    "Signature",
    "document_texts",
    "return_passage",
    "return_texts",
    "reviewed_texts",
    "sign_passage",
    "sign_texts",
    "waiting_texts",
]


@frozen
class Signature:
    """What a hand says of translations."""

    hand: str
    """Its pseudonym."""
    act: Act = Act.APPROVED
    translator: str = ""
    """Who translated those of which nothing says it."""


@frozen
class Chosen:
    """Which texts are meant."""

    locale: Locale
    documents: Collection[str] = ()
    """Patterns of ids or paths; all documents when empty."""
    ids: Collection[str] = ()
    """The ids of units; when empty, all that wait."""


@frozen
class ReviewedText:
    """A text of a document in a locale, and how far it is."""

    document_id: str
    locale: Locale
    entry: Entry = field(compare=False, repr=False)
    stage: Stage
    record: Record | None
    """What was said of its translation as it is now."""
    place: Location
    """Where its translation stands."""

    @property
    def id(self) -> str:
        """The first of the ids of its units."""
        return self.entry.notes.ids[0]

    def waits_for(self, goal: Stage) -> bool:
        """Whether its translation is finished, and not as far as it is to come."""
        return _waits(self.stage, goal)


def reviewed_texts(
    settings: ProjectSettings, locales: Sequence[Locale], documents: Collection[str] = ()
) -> Reports[ReviewedText]:
    """Return the texts of documents in locales, and how far each is.

    Args:
        settings: the newsroom.
        locales: those wanted; derived ones are left out, they have what their bases have.
        documents: patterns of ids or paths; all documents when empty.

    """
    found: list[ReviewedText] = []
    findings: list[Finding] = []
    for source in chosen_sources(find_sources(settings), documents):
        for locale in (each for each in locales if each in settings.translated):
            texts = document_texts(settings, source.document_id, locale)
            found.extend(texts)
            findings.extend(texts.findings)
    return Reports(tuple(found), tuple(findings))


def document_texts(
    settings: ProjectSettings, document_id: str, locale: Locale
) -> Reports[ReviewedText]:
    """Return the texts of one document in a locale with catalogs of its own, and how far each is.

    Args:
        settings: the newsroom.
        document_id: the document's id; nothing in it is a pattern.
        locale: the locale.

    """
    try:
        catalog = _catalog(settings, document_id, locale)
        review = load_review(settings, document_id, locale)
    except ToolkitError as error:
        return Reports((), error.findings)
    return Reports(tuple(_texts(settings, document_id, locale, catalog, review)))


def waiting_texts(catalog: Catalog, review: Review, goal: Stage) -> int:
    """Return how many finished translations of a catalog are not as far as they are to come."""
    return sum(
        _waits(review.stage(entry), goal)
        for entry in catalog
        if not entry.obsolete and entry.notes.of(Says.IDS)
    )


def _waits(stage: Stage, goal: Stage) -> bool:
    return stage.reaches(Stage.TRANSLATED) and not stage.reaches(goal)


def sign_texts(
    settings: ProjectSettings, chosen: Chosen, signature: Signature
) -> Reports[ReviewedText]:
    """Note that a hand has reviewed or approved translations.

    Args:
        settings: the newsroom.
        chosen: which texts; where no ids are named, all that have a finished translation and are
            not as far yet.
        signature: who signs, and what.

    Returns:
        The texts that are signed now, and why others are not.

    Raises:
        ToolkitError: when the locale has no catalogs of its own, or a file cannot be written.

    """

    def sign(text: ReviewedText, review: Review) -> Review:
        return _signed(text.entry, review, signature)

    return _act(settings, chosen, sign, lambda text: text.waits_for(Stage(signature.act)))


def return_texts(
    settings: ProjectSettings, chosen: Chosen, hand: str, words: str
) -> Reports[ReviewedText]:
    """Send translations back to their translators: they become fuzzy, with the reviewer's words.

    Args:
        settings: the newsroom.
        chosen: which texts, by their ids.
        hand: who returns them.
        words: what the translator is to know.

    Returns:
        The texts that are returned now, and why others are not.

    Raises:
        ToolkitError: when the locale has no catalogs of its own, or a file cannot be written.

    """

    def send_back(text: ReviewedText, review: Review) -> Review:
        return _returned(text.entry, review, hand, words)

    return _act(settings, chosen, send_back, lambda _: False)


def sign_passage(
    settings: ProjectSettings, article: OpenArticle, passage: OpenPassage, signature: Signature
) -> None:
    """Note that a hand has reviewed or approved a passage of an article that is open.

    Args:
        settings: the newsroom.
        article: as it is now.
        passage: one of it.
        signature: who signs, and what.

    Raises:
        ToolkitError: when the hand cannot sign it, or a file cannot be written.

    """
    edit = article.edit([passage])
    (entry,) = edit.copies
    article.write(settings, edit, lambda review: _signed(entry, review, signature))


def return_passage(
    settings: ProjectSettings, article: OpenArticle, passage: OpenPassage, hand: str, words: str
) -> None:
    """Send a passage of an article that is open back to its translator.

    Args:
        settings: the newsroom.
        article: as it is now.
        passage: one of it.
        hand: who returns it.
        words: what the translator is to know.

    Raises:
        ToolkitError: when it has no translation, or a file cannot be written.

    """
    edit = article.edit([passage])
    (entry,) = edit.copies
    article.write(settings, edit, lambda review: _returned(entry, review, hand, words))


def _signed(entry: Entry, review: Review, signature: Signature) -> Review:
    signed = review.signed(entry, signature.act, signature.hand, signature.translator)
    without_words(entry)
    return signed


def _returned(entry: Entry, review: Review, hand: str, words: str) -> Review:
    if review.stage(entry) is Stage.UNTRANSLATED:
        message = f"{entry.notes.ids[0]} has no translation to send back"
        raise ToolkitError.because(
            "review-unfinished", message, None, "choose one that is translated"
        )
    returned = review.returned(entry, hand)
    with_words(entry, words)
    return returned


_Do = Callable[[ReviewedText, Review], Review]


def _act(
    settings: ProjectSettings, chosen: Chosen, do: _Do, waits: Callable[[ReviewedText], bool]
) -> Reports[ReviewedText]:
    """Do something with each chosen text; what cannot be done with one stops no other."""
    if chosen.locale not in settings.translated:
        raise _derived(settings, chosen.locale)
    done: list[ReviewedText] = []
    findings: list[Finding] = []
    unseen = set(chosen.ids)
    for source in chosen_sources(find_sources(settings), chosen.documents):
        try:
            catalog = _catalog(settings, source.document_id, chosen.locale)
            texts = [
                each
                for each in _texts(settings, source.document_id, chosen.locale, catalog, Review())
                if not unseen.isdisjoint(each.entry.notes.ids) or not chosen.ids
            ]
            unseen.difference_update(*(each.entry.notes.ids for each in texts))
            if texts:
                work = _Work(do, waits, bool(chosen.ids), done, findings)
                work.change(settings, catalog, texts)
        except ToolkitError as error:
            findings.extend(error.findings)
    findings.extend(_unknown(each, chosen.locale) for each in sorted(unseen))
    return Reports(tuple(done), tuple(findings))


@frozen
class _Work:
    """What is done with the texts of a catalog, and what came of it."""

    do: _Do
    waits: Callable[[ReviewedText], bool]
    named: bool
    """Whether the texts were named one by one: then it is said why one is left as it is."""
    done: list[ReviewedText]
    findings: list[Finding]

    def change(
        self, settings: ProjectSettings, catalog: Catalog, texts: Sequence[ReviewedText]
    ) -> None:
        document_id, locale = texts[0].document_id, texts[0].locale
        acted: list[ReviewedText] = []

        def change(review: Review) -> Review:
            for each in texts:
                text = replace(each, stage=review.stage(each.entry))
                if not self.named and not self.waits(text):
                    continue
                try:
                    review = self.do(text, review)
                except ToolkitError as error:
                    self.findings.extend(_at(finding, text) for finding in error.findings)
                else:
                    record = review.record(text.entry)
                    acted.append(replace(text, stage=review.stage(text.entry), record=record))
            return review.kept(catalog)

        change_review(settings, document_id, locale, change, catalog)
        self.done.extend(acted)


def _at(finding: Finding, text: ReviewedText) -> Finding:
    return replace(
        finding, location=finding.location or text.place, unit=text.id, document=text.document_id
    )


def _catalog(settings: ProjectSettings, document_id: str, locale: Locale) -> Catalog:
    path = settings.catalog_path(document_id, locale)
    return load(path, shown=settings.shown(path)) if path.is_file() else Catalog()


def _texts(
    settings: ProjectSettings, document_id: str, locale: Locale, catalog: Catalog, review: Review
) -> Iterator[ReviewedText]:
    shown = settings.shown(settings.catalog_path(document_id, locale))
    for entry in catalog:
        if not entry.obsolete and entry.notes.of(Says.IDS):
            stage, record = review.stage(entry), review.record(entry)
            place = entry.msgstr_location(shown)
            yield ReviewedText(document_id, locale, entry, stage, record, place)


def _derived(settings: ProjectSettings, locale: Locale) -> ToolkitError:
    base = settings.locales[locale].base if locale in settings.locales else None
    if base is None:
        message = f"nothing is translated into {locale.tag}: the sources are written in it"
        return ToolkitError.because("review-derived", message, None, "choose another locale")
    message = f"{locale.tag} is made from {base.tag}, and there is nothing to review"
    return ToolkitError.because("review-derived", message, None, f"review {base.tag}")


def _unknown(id_: str, locale: Locale) -> Finding:
    message = f"no text of these documents in {locale.tag} has the id {id_}"
    return Finding("review-unknown", message, None, "“toolkit review list --all” shows the ids")
