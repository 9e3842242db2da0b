"""Desk requests: what a page asks for and saves; a catalog's file is never overwritten."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import quote

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.catalog.po import Catalog, again
from toolkit.catalog.review import MEMORY, Act, Stage
from toolkit.checks import Sheet, check_catalogs
from toolkit.desk.readers_page import readers_page
from toolkit.exchange.kit import front_words, nearest_data, passage_data
from toolkit.exchange.package import Reference, document_digest, rows_of_entry, target_digest
from toolkit.exchange.reply import Returned
from toolkit.newsroom.checked_sheets import termbase_of
from toolkit.newsroom.drafting.machine_drafts import draft_catalogs
from toolkit.newsroom.open_articles import OpenArticle, OpenArticles, OpenPassage
from toolkit.newsroom.packages import nearest_of, take_back_row
from toolkit.newsroom.protection.leaks import refuse_names
from toolkit.newsroom.reviewing import Signature, return_passage, sign_passage
from toolkit.newsroom.settings import ProjectSettings, Source
from toolkit.newsroom.source_files import find_sources

__all__ = ["ACTIONS", "DRAFTING", "READING", "Request"]

_MOST_CHECKED = 20
_MOST_DRAFTED = 500


@frozen
class Request:
    """What a page asks for."""

    settings: ProjectSettings
    hand: str
    """Who sits at the desk."""
    articles: OpenArticles
    """Those that pages have asked for."""
    told: Mapping[str, object]
    """What the page has sent."""
    source: Source
    """That of the document that is meant."""
    locale: Locale
    """The language that is meant; it has catalogs of its own."""
    pages: MutableMapping[str, Path | bytes]
    """The pages that were made as readers will see them, and their media, by their addresses."""

    @classmethod
    def of(
        cls,
        settings: ProjectSettings,
        hand: str,
        articles: OpenArticles,
        told: Mapping[str, object],
        pages: MutableMapping[str, Path | bytes] | None = None,
    ) -> "Request":
        """Return what a page asks for.

        Args:
            settings: the newsroom.
            hand: who sits at the desk.
            articles: those that pages have asked for.
            told: what the page has sent.
            pages: the pages that were made as readers will see them; a new one comes here.

        Raises:
            ToolkitError: when there is no such document or language.

        """
        document, tag = told.get("document"), told.get("locale")
        named = (each for each in find_sources(settings).sources if each.document_id == document)
        source = next(named, None)
        if source is None:
            raise _refused("there is no such article", "go back to the board")
        (locale,) = settings.chosen([str(tag)])
        if locale not in settings.translated:
            raise _refused("nothing is translated into this language", "go back to the board")
        made = {} if pages is None else pages
        return cls(settings, hand, articles, told, source, locale, made)

    @property
    def document(self) -> str:
        """The id of the document that is meant."""
        return self.source.document_id

    def text(self, name: str) -> str:
        """Return a text that the page has sent; empty where it has not."""
        value = self.told.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Return the texts of a list that the page has sent; none where it has not."""
        value = self.told.get(name, [])
        return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

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
        "known": [_now(article, each) for each in article.passages if not each.entry.is_plural],
        "machine": _machine(request),
    }


def _machine(request: Request) -> dict[str, object] | None:
    """Return whom the page can ask for drafts; None where the newsroom names nobody for that."""
    machine = request.settings.machine
    if machine is None or not machine.drafts(request.locale):
        return None
    # A server is asked text by text anyway; a program takes a while to start.
    at_once = 1 if machine.url else _MOST_DRAFTED
    return {"name": machine.name, "remote": machine.remote, "at_once": at_once}


def _rows(request: Request, passage: OpenPassage) -> tuple[dict[str, object], ...]:
    """Return what a page shows of a passage; it hangs on the passage alone."""
    if not passage.rows:
        rows = rows_of_entry(request.document, passage.entry, 0)  # the page counts for itself
        passage.rows = tuple(passage_data(row) for row in rows)
    return passage.rows


def _changes(request: Request) -> dict[str, object]:
    """Return the passages that are not as they were in a version that the page knows."""
    article = request.article()
    changed = article.changed_since(request.text("since"))
    passages = [_now(article, each) for each in changed if not each.entry.is_plural]
    return {"since": article.version, "passages": passages}


def _now(article: OpenArticle, passage: OpenPassage) -> dict[str, object]:
    """Return what the files say of a passage."""
    entry = passage.entry
    return {
        "ref": str(passage.reference),
        "target": entry.msgstr,
        "draft": entry.fuzzy and bool(entry.msgstr),
        "stage": passage.stage,
        "origin": _origin(article, passage),
    }


def _origin(article: OpenArticle, passage: OpenPassage) -> str:
    """Return where a translation comes from, if it is from no person; else nothing."""
    record = article.review.record(passage.entry, passage.digest)
    fuzzy = passage.entry.fuzzy
    if record is None or not (record.by_machine or (record.origin == MEMORY and fuzzy)):
        return ""
    return record.origin


def _save(request: Request) -> dict[str, object]:
    """Save a translation: what came back, what was sent and what the file has now, made one."""
    place = Location(request.text("document"))
    reference = _rebased(request)
    row = Returned(
        request.text("target"),
        place,
        reference,
        request.text("source") or None,
        draft=bool(request.told.get("draft")),
        comment=request.text("comment"),
        deletes=reference == request.reference,  # nobody deletes a draft that just came
    )
    outcome = again(lambda: take_back_row(request.settings, request.article(), row, request.hand))
    said = [] if outcome.finding is None else [_said(outcome.finding)]
    return {**_changes(request), "said": said}


def _rebased(request: Request) -> Reference:
    """Return the reference of a passage; a draft that came while one wrote gives way to a person.

    It was made because there was no translation, and nobody has worked on it.
    """
    reference = request.reference
    if reference.target != target_digest("", draft=False):
        return reference
    article = request.article()
    passage = _passage(request, article)
    if passage is None or not passage.entry.fuzzy or not _origin(article, passage):
        return reference
    return replace(reference, target=passage.reference.target)


def _draft(request: Request) -> dict[str, object]:
    """Draft passages that have no translation; what the machine does wrong is said in words."""
    references = [Reference.parse(each) for each in request.texts("refs")[:_MOST_DRAFTED]]
    wanted = {each.id for each in references if each is not None and each.id}
    if not wanted:
        raise _refused("there is no such passage", "load the page again")
    settings, locale = request.settings, request.locale
    done = draft_catalogs(settings, [locale], [request.document], passages=wanted)
    refused = [each for each in done.findings if each.unit or each.severity is Severity.ERROR]
    made = sum(each.from_memory + each.from_machine for each in done)
    return {
        "drafted": made,
        "refused": [{**_said(each), "unit": each.unit} for each in refused],
    }


def _page(request: Request) -> dict[str, object]:
    """Make the page that readers will see; return its address, and what stands where on it."""
    made = readers_page(request.settings, request.source, request.locale)
    request.pages.update(made.files)
    address = f"/page/{quote(made.address)}" if made.address else ""
    return {"address": address, "places": [asdict(each) for each in made.places]}


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
        again(act)
    except ToolkitError as error:
        raise ToolkitError(*(replace(each, location=None) for each in error.findings)) from None
    return _changes(request)


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
    "draft": _draft,
    "page": _page,
}
"""What a page can ask for, by name."""
READING = frozenset({"page"})
"""What writes nothing and may take a while: nothing waits for it."""
DRAFTING = frozenset({"draft"})
"""What takes as long as a machine takes: nothing else waits for it."""
