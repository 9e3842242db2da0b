"""Desk requests: what a page asks for and saves; a catalog's file is never overwritten."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.catalog.po import Catalog
from toolkit.catalog.review import Act, Stage
from toolkit.checks import Sheet, check_catalogs
from toolkit.exchange.kit import front_words, nearest_data, passage_data
from toolkit.exchange.package import Reference, document_digest, rows_of_entry
from toolkit.exchange.reply import Returned
from toolkit.newsroom.checked_sheets import termbase_of
from toolkit.newsroom.open_articles import OpenArticle, OpenArticles, OpenPassage
from toolkit.newsroom.packages import nearest_of, take_back_row
from toolkit.newsroom.protection.leaks import refuse_names
from toolkit.newsroom.reviewing import Signature, return_passage, sign_passage
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import find_sources

__all__ = ["ACTIONS", "Request"]

_ATTEMPTS = 5
_CHANGED = "file-changed"
_MOST_CHECKED = 20
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """What a page asks for."""

    settings: ProjectSettings
    hand: str
    """Who sits at the desk."""
    articles: OpenArticles
    """Those that pages have asked for."""
    told: Mapping[str, object]
    """What the page has sent."""
    document: str
    """The id of the document that is meant."""
    locale: Locale
    """The language that is meant; it has catalogs of its own."""

    @classmethod
    def of(
        cls,
        settings: ProjectSettings,
        hand: str,
        articles: OpenArticles,
        told: Mapping[str, object],
    ) -> "Request":
        """Return what a page asks for.

        Args:
            settings: the newsroom.
            hand: who sits at the desk.
            articles: those that pages have asked for.
            told: what the page has sent.

        Raises:
            ToolkitError: when there is no such document or language.

        """
        document, tag = told.get("document"), told.get("locale")
        if document not in {each.document_id for each in find_sources(settings).sources}:
            raise _refused("there is no such article", "go back to the board")
        (locale,) = settings.chosen([str(tag)])
        if locale not in settings.translated:
            raise _refused("nothing is translated into this language", "go back to the board")
        return cls(settings, hand, articles, told, str(document), locale)

    def text(self, name: str) -> str:
        """Return a text that the page has sent; empty where it has not."""
        value = self.told.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def reference(self) -> Reference:
        """The passage that is meant, as the page knows it.

        Raises:
            ToolkitError: when it is none of the document's.

        """
        found = Reference.parse(self.text("ref"))
        if found is None or found.document != document_digest(self.document):
            raise _refused("there is no such passage", "load the page again")
        return found

    def article(self) -> OpenArticle:
        """Return the article that is meant, as its files are now."""
        return self.articles.look(self.settings, self.document, self.locale)


def _load(request: Request) -> dict[str, object]:
    """Return an article with all that a translator must know."""
    settings, locale = request.settings, request.locale
    refuse_names(settings, settings.catalog_path(request.document, locale))
    article = request.article()
    rows = [row for each in article.passages for row in _rows(request, each)]
    return {
        **front_words(settings.title, settings.source, locale),
        "documents": [{"id": request.document, "passages": rows}],
        "since": article.version,
        "goal": settings.locales[locale].goal,
        "stages": {str(each.reference): each.stage for each in article.passages},
    }


def _rows(request: Request, passage: OpenPassage) -> tuple[dict[str, object], ...]:
    """Return what a page shows of a passage; it hangs on the passage alone."""
    if not passage.rows:
        rows = rows_of_entry(request.document, passage.entry, 0)  # the page counts for itself
        passage.rows = tuple(passage_data(row) for row in rows)
    return passage.rows


def _changes(request: Request) -> dict[str, object]:
    """Return the passages that are not as they were in a version that the page knows."""
    article = request.article()
    passages = [
        {
            "ref": str(each.reference),
            "target": each.entry.msgstr,
            "draft": each.entry.fuzzy and bool(each.entry.msgstr),
            "stage": each.stage,
        }
        for each in article.changed_since(request.text("since"))
        if not each.entry.is_plural
    ]
    return {"since": article.version, "passages": passages}


def _save(request: Request) -> dict[str, object]:
    """Save a translation: what came back, what was sent and what the file has now, made one."""
    place = Location(request.text("document"))
    row = Returned(
        request.text("target"),
        place,
        request.reference,
        request.text("source") or None,
        draft=bool(request.told.get("draft")),
        comment=request.text("comment"),
    )
    outcome = _again(lambda: take_back_row(request.settings, request.article(), row, request.hand))
    said = [] if outcome.finding is None else [_said(outcome.finding)]
    return {**_changes(request), "said": said}


def _check(request: Request) -> dict[str, object]:
    """Return what the checks find in a translation as it is being typed."""
    passage = _passage(request, request.article())
    target = request.text("target")
    if passage is None or not target.strip():
        return {"findings": []}
    typed = passage.entry.copy()
    typed.msgstr, typed.flags = target, [each for each in typed.flags if each != "fuzzy"]
    typed.previous_msgid = None
    alone = Catalog([typed])
    alone.metadata = {"X-Source-Language": request.settings.source.tag}
    termbase = termbase_of(request.settings, [])
    sheet = Sheet(alone, request.text("document"), request.locale, termbase=termbase)
    found = check_catalogs([sheet])[:_MOST_CHECKED]
    return {"findings": [_said(each) for each in found]}


def _suggest(request: Request) -> dict[str, object]:
    """Return what was translated before and is like a passage that waits for its translator."""
    passage = _passage(request, request.article())
    if passage is None or passage.stage.reaches(Stage.TRANSLATED):
        return {"nearest": []}
    found, findings = nearest_of(request.settings, request.locale, passage.entry.msgid)
    if findings:
        raise ToolkitError(*findings)
    return {"nearest": nearest_data(found)}


def _passage(request: Request, article: OpenArticle) -> OpenPassage | None:
    """Return the passage that is meant; its translation may have changed meanwhile."""
    wanted = request.reference
    for each in article.meant(wanted):
        found = each.reference
        if (found.source, found.id) == (wanted.source, wanted.id) and not each.entry.is_plural:
            return each
    return None


def _sign(request: Request) -> dict[str, object]:
    """Note that the hand has reviewed or approved a translation that it has seen."""
    act = Act.REVIEWED if request.told.get("reviewed") else Act.APPROVED
    signature = Signature(request.hand, act)

    def sign() -> None:
        article = request.article()
        sign_passage(request.settings, article, _seen(request, article), signature)

    return _acted(request, sign)


def _return(request: Request) -> dict[str, object]:
    """Send a translation back to its translator."""
    words = request.text("words")
    if not words.strip():
        raise _refused("you did not say what is wrong", "write what the translator needs to know")

    def send_back() -> None:
        article = request.article()
        passage = _seen(request, article)
        return_passage(request.settings, article, passage, request.hand, words)

    return _acted(request, send_back)


def _seen(request: Request, article: OpenArticle) -> OpenPassage:
    """Return the passage that is meant, if its translation is still the one that was seen."""
    found = _passage(request, article)
    if found is None or found.entry.msgstr != request.text("target") or not found.reference.id:
        raise _refused("the passage has changed since you saw it", "read it again, then decide")
    return found


def _acted(request: Request, act: Callable[[], None]) -> dict[str, object]:
    try:
        _again(act)
    except ToolkitError as error:
        raise ToolkitError(*(replace(each, location=None) for each in error.findings)) from None
    return _changes(request)


def _again(act: Callable[[], T]) -> T:
    """Do something with a catalog; once more where another program writes it at that moment."""
    for _ in range(_ATTEMPTS):
        try:
            return act()
        except ToolkitError as error:
            if {each.code for each in error.findings} != {_CHANGED}:
                raise
    return act()


def _said(finding: Finding) -> dict[str, str]:
    shown = replace(finding, location=None)
    return {"level": str(finding.severity), "message": shown.message, "hint": shown.hint}


def _refused(message: str, hint: str) -> ToolkitError:
    return ToolkitError.because("desk", message, None, hint)


ACTIONS: Mapping[str, Callable[[Request], dict[str, object]]] = {
    "load": _load,
    "save": _save,
    "check": _check,
    "suggest": _suggest,
    "changes": _changes,
    "sign": _sign,
    "return": _return,
}
"""What a page can ask for, by name."""
