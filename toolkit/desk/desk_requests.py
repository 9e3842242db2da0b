"""Desk requests: what a page asks for and saves; a catalog's file is never overwritten."""

import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import quote

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import content_of
from toolkit.catalog.po import Catalog, Entry, again, load
from toolkit.catalog.review import MEMORY, Act, Review
from toolkit.checks import Sheet, check_catalogs
from toolkit.desk.readers_page import readers_page
from toolkit.exchange.kit import front_data
from toolkit.exchange.package import Reference, document_digest, reference_of, target_digest
from toolkit.exchange.reply import Reply, Returned
from toolkit.newsroom.checked_sheets import termbase_of
from toolkit.newsroom.drafting.machine_drafts import draft_catalogs
from toolkit.newsroom.packages import package_of, take_back_reply
from toolkit.newsroom.reviewing import Chosen, Signature, return_texts, sign_texts
from toolkit.newsroom.reviews import load_review
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import find_sources

__all__ = ["ACTIONS", "DRAFTING", "READING", "Request"]

_MOST_CHECKED = 20
_MOST_DRAFTED = 500


@dataclass(frozen=True, slots=True)
class Request:
    """What a page asks for."""

    settings: ProjectSettings
    hand: str
    """Who sits at the desk."""
    told: Mapping[str, object]
    """What the page has sent."""
    document: str
    """The id of the document that is meant."""
    locale: Locale
    """The language that is meant; it has catalogs of its own."""
    pages: MutableMapping[str, Path | bytes]
    """The pages that were made as readers will see them, and their media, by their addresses."""

    @classmethod
    def of(
        cls,
        settings: ProjectSettings,
        hand: str,
        told: Mapping[str, object],
        pages: MutableMapping[str, Path | bytes] | None = None,
    ) -> "Request":
        """Return what a page asks for.

        Args:
            settings: the newsroom.
            hand: who sits at the desk.
            told: what the page has sent.
            pages: the pages that were made as readers will see them; a new one comes here.

        Raises:
            ToolkitError: when there is no such document or language.

        """
        document, tag = told.get("document"), told.get("locale")
        if document not in {each.document_id for each in find_sources(settings).sources}:
            raise _refused("there is no such article", "go back to the board")
        (locale,) = settings.chosen([str(tag)])
        if locale not in settings.translated:
            raise _refused("nothing is translated into this language", "go back to the board")
        return cls(settings, hand, told, str(document), locale, {} if pages is None else pages)

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

    def catalog(self) -> Catalog:
        """Return the catalog that is meant."""
        path = self.settings.catalog_path(self.document, self.locale)
        return load(path, shown=self.settings.shown(path))


def _load(request: Request) -> dict[str, object]:
    """Return an article with all that a translator must know."""
    settings, locale = request.settings, request.locale
    since = _version(request)
    package, findings = package_of(settings, locale, [request.document], nearest=True)
    if findings:
        raise ToolkitError(*findings)
    data = front_data(package)
    policy = settings.locales[locale]
    return {
        **data,
        "since": since,
        "goal": policy.goal,
        "known": _passages(request),
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


def _version(request: Request) -> str:
    """Return a name of what the catalog and its review hold now."""
    settings = request.settings
    paths = (
        settings.catalog_path(request.document, request.locale),
        settings.review_path(request.document, request.locale),
    )
    held = b"\0".join(content_of(path) or b"" for path in paths)
    return hashlib.blake2b(held, digest_size=8).hexdigest()


def _changes(request: Request) -> dict[str, object]:
    """Return all passages as they are now, if anything has changed since a version."""
    version = _version(request)
    if request.text("since") == version:
        return {"since": version, "passages": []}
    return _now(request, version)


def _now(request: Request, version: str) -> dict[str, object]:
    """Return all passages as they are now; a version read before them is never newer than they."""
    return {"since": version, "passages": _passages(request)}


def _passages(request: Request) -> list[dict[str, object]]:
    review = load_review(request.settings, request.document, request.locale)
    return [
        {
            "ref": str(reference_of(request.document, entry)),
            "target": entry.msgstr,
            "draft": entry.fuzzy and bool(entry.msgstr),
            "stage": review.stage(entry),
            "origin": _origin(review, entry),
        }
        for entry in request.catalog()
        if not entry.obsolete and not entry.is_plural
    ]


def _origin(review: Review, entry: Entry) -> str:
    """Return where a translation comes from, if it is from no person; else nothing."""
    record = review.record(entry)
    if record is None or not (record.by_machine or (record.origin == MEMORY and entry.fuzzy)):
        return ""
    return record.origin


def _save(request: Request) -> dict[str, object]:
    """Save a translation: what came back, what was sent and what the file has now, made one."""
    place = Location(request.text("document"))
    row = Returned(
        request.text("target"),
        place,
        _rebased(request),
        request.text("source") or None,
        draft=bool(request.told.get("draft")),
        comment=request.text("comment"),
    )
    reply = Reply(place.path, (row,), request.locale)
    done = again(lambda: take_back_reply(request.settings, reply, hand=request.hand))
    (outcome,) = done.outcomes
    said = [] if outcome.finding is None else [_said(outcome.finding)]
    return {**_now(request, _version(request)), "said": said}


def _rebased(request: Request) -> Reference:
    """Return the reference of a passage; a draft that came while one wrote gives way to a person.

    It was made because there was no translation, and nobody has worked on it.
    """
    reference = request.reference
    if reference.target != target_digest("", draft=False):
        return reference
    entry = _entry(request)
    if entry is None or not entry.fuzzy:
        return reference
    review = load_review(request.settings, request.document, request.locale)
    if not _origin(review, entry):
        return reference
    return replace(reference, target=reference_of(request.document, entry).target)


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
        **_now(request, _version(request)),
        "drafted": made,
        "refused": [{**_said(each), "unit": each.unit} for each in refused],
    }


def _page(request: Request) -> dict[str, object]:
    """Make the page that readers will see; return its address, and what stands where on it."""
    sources = find_sources(request.settings).sources
    (source,) = [each for each in sources if each.document_id == request.document]
    made = readers_page(request.settings, source, request.locale)
    request.pages.update(made.files)
    address = f"/page/{quote(made.address)}" if made.address else ""
    return {"address": address, "places": [asdict(each) for each in made.places]}


def _check(request: Request) -> dict[str, object]:
    """Return what the checks find in a translation as it is being typed."""
    entry = _entry(request)
    target = request.text("target")
    if entry is None or not target.strip():
        return {"findings": []}
    typed = entry.copy()
    typed.msgstr, typed.flags = target, [each for each in entry.flags if each != "fuzzy"]
    typed.previous_msgid = None
    alone = Catalog([typed])
    alone.metadata = {"X-Source-Language": request.settings.source.tag}
    termbase = termbase_of(request.settings, [])
    sheet = Sheet(alone, request.text("document"), request.locale, termbase=termbase)
    found = check_catalogs([sheet])[:_MOST_CHECKED]
    return {"findings": [_said(each) for each in found]}


def _entry(request: Request) -> Entry | None:
    """Return the entry of a passage; its translation may have changed meanwhile."""
    wanted = request.reference
    for entry in request.catalog():
        if not entry.obsolete and not entry.is_plural:
            reference = reference_of(request.document, entry)
            if (reference.source, reference.id) == (wanted.source, wanted.id):
                return entry
    return None


def _sign(request: Request) -> dict[str, object]:
    """Note that the hand has reviewed or approved a translation that it has seen."""
    act = Act.REVIEWED if request.told.get("reviewed") else Act.APPROVED
    chosen = _chosen(request)
    signature = Signature(request.hand, act)
    done = again(lambda: sign_texts(request.settings, chosen, signature))
    return _acted(request, done.findings)


def _return(request: Request) -> dict[str, object]:
    """Send a translation back to its translator."""
    words = request.text("words")
    if not words.strip():
        raise _refused("you did not say what is wrong", "write what the translator needs to know")
    chosen = _chosen(request)
    done = again(lambda: return_texts(request.settings, chosen, request.hand, words))
    return _acted(request, done.findings)


def _chosen(request: Request) -> Chosen:
    entry = _entry(request)
    if entry is None or entry.msgstr != request.text("target") or not entry.notes.ids:
        raise _refused("the passage has changed since you saw it", "read it again, then decide")
    return Chosen(request.locale, [request.document], [entry.notes.ids[0]])


def _acted(request: Request, findings: tuple[Finding, ...]) -> dict[str, object]:
    if findings:
        raise ToolkitError(*(replace(each, location=None) for each in findings))
    return _now(request, _version(request))


def _said(finding: Finding) -> dict[str, str]:
    shown = replace(finding, location=None)
    return {"level": str(finding.severity), "message": shown.message, "hint": shown.hint}


def _refused(message: str, hint: str) -> ToolkitError:
    return ToolkitError.because("desk", message, None, hint)


ACTIONS: Mapping[str, Callable[[Request], dict[str, object]]] = {
    "load": _load,
    "save": _save,
    "check": _check,
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
