"""Returning: what came back, what was sent and what the catalogs have now, made one.

The same for every form. A translation that came back is never dropped, and never takes the place
of another unseen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from toolkit.base.errors import Finding, Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import code_problems, message_codes, parse_text, shortened
from toolkit.catalog.merge_entry import edited, forms_of, merge_entry, texts_of, with_set_aside
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.po.entries import Key
from toolkit.document.model import JOINED
from toolkit.exchange.package import Reference, document_digest, reference_of, target_digest
from toolkit.exchange.reply import Returned

__all__ = ["Kind", "Outcome", "take_back"]


class Kind(StrEnum):
    """What became of a row."""

    UNCHANGED = "unchanged"
    """Nobody has worked on it, or the catalog has the same."""
    TAKEN = "taken"
    CONFLICT = "conflict"
    """The catalog's translation has changed meanwhile: both are kept, and it is fuzzy."""
    SOURCE_CHANGED = "source changed"
    """It is a translation of an older text: fuzzy now."""
    GONE = "gone"
    """Its text is in no document any more: the translation is kept among obsolete ones."""
    BROKEN = "broken codes"
    """Its codes are not those of the text: taken, and fuzzy until somebody mends them."""
    EMPTIED = "emptied"
    """The translation was deleted: the catalog keeps its own, unless the row takes it away."""
    UNKNOWN = "unknown"
    """Nobody can tell which text it translates."""


@frozen
class Outcome:
    """A row that came back, and what became of it."""

    row: Returned
    kind: Kind
    document: str = ""
    """The id of its document; empty where it belongs to none."""
    finding: Finding | None = None
    """What an editor must know; None where all is well."""


@frozen
class _Home:
    """Where a row belongs."""

    document: str
    entry: Entry
    form: int | None
    reference: Reference
    """What would be sent with it, as the catalog was before anything came back."""
    text: str
    """The translation that it had then."""


@dataclass(slots=True)
class _Index:
    """Entries by what rows say of them."""

    by_source: dict[tuple[str, str], _Home] = field(default_factory=dict)
    by_id: dict[tuple[str, str], _Home] = field(default_factory=dict)
    by_text: dict[str, list[_Home]] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)

    def add(self, document_id: str, catalog: Catalog) -> None:
        digest = document_digest(document_id)
        self.documents[digest] = document_id
        for entry in catalog:
            if entry.obsolete:
                continue
            for form, text in forms_of(entry):
                reference = reference_of(document_id, entry, form)
                home = _Home(document_id, entry, form, reference, text)
                self.by_source[digest, reference.source] = home
                if reference.id:
                    self.by_id[digest, reference.id] = home
                source = entry.msgid_plural if form else entry.msgid
                self.by_text.setdefault(source, []).append(home)


def take_back(
    rows: Iterable[Returned], catalogs: Mapping[str, Catalog]
) -> tuple[list[Outcome], set[str]]:
    """Put what came back into catalogs.

    Args:
        rows: what came back.
        catalogs: the locale's catalogs by the ids of their documents; they are changed in place.

    Returns:
        What became of each row, and the ids of the documents whose catalogs changed.

    """
    index = _Index()
    for document_id, catalog in catalogs.items():
        index.add(document_id, catalog)
    outcomes = [_returned(row, index, catalogs) for row in rows]
    changed = {
        document_id
        for document_id, catalog in catalogs.items()
        if any(entry.changed for entry in catalog)
    }
    return outcomes, changed


def _returned(row: Returned, index: _Index, catalogs: Mapping[str, Catalog]) -> Outcome:
    reference = row.reference
    if reference is None:
        return _by_its_text(row, index)
    home = index.by_source.get((reference.document, reference.source))
    if home is not None:
        return _exact(row, home)
    if _is_as_sent(row):
        return Outcome(row, Kind.UNCHANGED, index.documents.get(reference.document, ""))
    home = index.by_id.get((reference.document, reference.id)) if reference.id else None
    if home is not None:
        return _source_changed(row, home)
    if reference.document in index.documents:
        document_id = index.documents[reference.document]
        return _gone(row, document_id, catalogs[document_id])
    return _by_its_text(row, index)


def _by_its_text(row: Returned, index: _Index) -> Outcome:
    """Take back a row whose reference is lost, or of another newsroom, by the text it translates.

    Of several places with the text, those without a translation are first.
    """
    homes = index.by_text.get(row.source or "", [])
    if not row.target.strip():
        return Outcome(row, Kind.UNCHANGED)
    if not homes:
        message = f"no text of this newsroom is translated by “{shortened(row.target)}”"
        hint = "put it into the catalog by hand if it is one of yours"
        return Outcome(row, Kind.UNKNOWN, "", _finding("exchange-unknown", message, row, hint))
    home = min(homes, key=lambda each: bool(_text_of(each.entry, each.form)))
    return _exact(row, home)


def _exact(row: Returned, home: _Home) -> Outcome:
    """Take back the translation of a text that is as it was sent."""
    entry, form = home.entry, home.form
    _remark(entry, row.comment)
    ours = _text_of(entry, form)
    source = entry.msgid_plural if form else entry.msgid
    theirs = _tidy(row.target, source)
    if not theirs and not ours and _is_misplaced(row, source):
        return _misplaced(row, home)
    if not theirs:
        return _emptied(row, home, ours)
    draft = row.draft
    if draft is None:
        draft = entry.fuzzy and theirs == ours
    if (theirs == ours and draft == entry.fuzzy) or _is_as_sent(row):
        return Outcome(row, Kind.UNCHANGED, home.document)
    broken = _broken(row, home, theirs)
    draft = draft or broken is not None
    if _is_free(row, home, ours, theirs):
        _set(entry, form, theirs, fuzzy=draft)
        return broken or Outcome(row, Kind.TAKEN, home.document)
    other = entry.copy()
    _set(other, form, theirs, fuzzy=draft)
    merged, conflict = merge_entry(None, entry, other)
    _become(entry, merged)
    if broken is not None or not conflict:
        return broken or Outcome(row, Kind.TAKEN, home.document)
    message = f"“{shortened(row.target)}” and the catalog's translation differ, and both are new"
    hint = "choose one; the other is in the entry's comment"
    return Outcome(
        row, Kind.CONFLICT, home.document, _finding("exchange-conflict", message, row, hint)
    )


def _is_misplaced(row: Returned, source: str) -> bool:
    """Whether something else stands where the text was, as if it had been translated there."""
    there = " ".join((row.source or "").split())
    return bool(there) and row.reference is not None and there != " ".join(source.split())


def _misplaced(row: Returned, home: _Home) -> Outcome:
    """Take back what was written over the text that it translates; somebody must look at it."""
    taken = _exact(replace(row, target=row.source or "", source=None, draft=True), home)
    message = f"“{shortened(row.source or '')}” is written over the text that it translates"
    hint = "check that it is the translation; it is fuzzy in the catalog"
    return replace(taken, finding=_finding("exchange-column", message, row, hint))


def _is_free(row: Returned, home: _Home, ours: str, theirs: str) -> bool:
    """Whether the catalog's translation is still what was sent, or there is none."""
    if not ours or theirs == ours:
        return True
    # Two rows of one text, each with another translation: the second is no longer free.
    sent, now = row.reference, home.reference
    as_sent = sent is not None and (sent.document, sent.target) == (now.document, now.target)
    return ours == home.text and as_sent


def _emptied(row: Returned, home: _Home, ours: str) -> Outcome:
    sent = row.reference
    if not ours or sent is None or sent.target == target_digest("", draft=False):
        return Outcome(row, Kind.UNCHANGED, home.document)
    if row.deletes and sent == home.reference and ours == home.text:
        _set(home.entry, home.form, "", fuzzy=False)
        return Outcome(row, Kind.EMPTIED, home.document)
    message = (
        f"the translation of “{shortened(home.entry.msgid)}” was deleted; the catalog keeps it"
    )
    hint = "delete it in the catalog if it is wrong"
    return Outcome(
        row, Kind.EMPTIED, home.document, _finding("exchange-emptied", message, row, hint)
    )


def _broken(row: Returned, home: _Home, theirs: str) -> Outcome | None:
    """Return the outcome of a translation whose codes are not its source's; None if they are."""
    entry = home.entry
    if theirs == JOINED:
        return None
    codes = message_codes(entry.msgid)
    sources = [parse_text(entry.msgid, codes)]
    if entry.is_plural:
        codes |= message_codes(entry.msgid_plural)
        sources.append(parse_text(entry.msgid_plural, codes))
    target = parse_text(theirs, codes)
    found = [list(code_problems(source, target)) for source in sources]
    if not all(found):
        return None
    message = f"in “{shortened(theirs)}”, {found[0][0]}"
    hint = "correct it in the catalog, where it is fuzzy"
    finding = _finding("exchange-codes", message, row, hint, Severity.ERROR)
    return Outcome(row, Kind.BROKEN, home.document, finding)


def _source_changed(row: Returned, home: _Home) -> Outcome:
    """Take back the translation of a text that has been edited since it was sent."""
    entry, form = home.entry, home.form
    theirs = _tidy(row.target, entry.msgid_plural if form else entry.msgid)
    if not theirs:
        return Outcome(row, Kind.UNCHANGED, home.document)
    _remark(entry, row.comment)
    before = row.source or entry.previous_msgid or ""
    if has_finished(entry):
        _become(entry, with_set_aside(entry, form, theirs))
    else:
        sent = Entry(msgid=before, msgstr=theirs, msgctxt=entry.msgctxt)
        draft = entry.copy() if form is not None else edited(entry, sent)
        if form is not None:
            _set(draft, form, theirs, fuzzy=True)
        ours = _text_of(entry, form)
        aside = ours and ours != theirs and not _was_sent(row, ours, draft=entry.fuzzy)
        _become(entry, with_set_aside(draft, form, ours) if aside else draft)
    message = f"the text has changed since “{shortened(theirs)}” was asked for"
    hint = "compare the two; the translation is fuzzy, or is in the entry's comment"
    finding = _finding("exchange-source-changed", message, row, hint)
    return Outcome(row, Kind.SOURCE_CHANGED, home.document, finding)


def has_finished(entry: Entry) -> bool:
    """Whether an entry has a translation that is not fuzzy."""
    return not entry.fuzzy and any(texts_of(entry))


def _gone(row: Returned, document_id: str, catalog: Catalog) -> Outcome:
    """Keep the translation of a text that its document no longer has."""
    theirs = row.target.strip()
    if not theirs:
        return Outcome(row, Kind.UNCHANGED, document_id)
    if row.source:
        key: Key = (None, row.source)
        known = next((each for each in catalog if each.obsolete and each.key == key), None)
        if known is None:
            catalog.append(Entry(msgid=row.source, msgstr=theirs, obsolete=True))
        elif theirs not in texts_of(known):
            _become(known, with_set_aside(known, None, theirs))
    message = f"the document no longer has the text that “{shortened(theirs)}” translates"
    hint = "you need not do anything; the translation is kept at the end of the catalog"
    return Outcome(row, Kind.GONE, document_id, _finding("exchange-gone", message, row, hint))


# --- rows and entries -----------------------------------------------------------------------


def _is_as_sent(row: Returned) -> bool:
    """Whether a row came back as it was sent; one that is finished now did not."""
    states = (False, True) if row.draft is None else (row.draft,)
    return any(_was_sent(row, row.target, draft=draft) for draft in states)


def _was_sent(row: Returned, text: str, *, draft: bool) -> bool:
    return row.reference is not None and row.reference.target == target_digest(text, draft=draft)


def _text_of(entry: Entry, form: int | None) -> str:
    return entry.msgstr if form is None else entry.msgstr_plural.get(form, "")


def _set(entry: Entry, form: int | None, text: str, *, fuzzy: bool) -> None:
    """Give an entry a translation, as an editor of catalogs does."""
    if form is None:
        entry.msgstr = text
    else:
        entry.msgstr_plural[form] = text
    others = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.flags = ["fuzzy", *others] if fuzzy else others
    if not fuzzy:
        entry.previous_msgctxt = entry.previous_msgid = entry.previous_msgid_plural = None


def _become(entry: Entry, other: Entry) -> None:
    """Give an entry that stands in a catalog all that another one says."""
    for name in ("msgstr", "tcomment", "comment", "obsolete"):
        setattr(entry, name, getattr(other, name))
    entry.msgstr_plural = dict(other.msgstr_plural)
    entry.flags = list(other.flags)
    entry.previous_msgctxt = other.previous_msgctxt
    entry.previous_msgid = other.previous_msgid
    entry.previous_msgid_plural = other.previous_msgid_plural


def _remark(entry: Entry, comment: str) -> None:
    """Add what a translator remarks to an entry's comment.

    It is a stranger's: a line that looks like an order to the toolkit, such as a waiver, is not
    one.
    """
    lines = entry.tcomment.split("\n") if entry.tcomment else []
    for each in comment.splitlines():
        line = " ".join(each.split())
        if line.startswith("toolkit:") and line not in lines:
            line = f"remark: {line}"
        if line and line not in lines:
            lines.append(line)
    entry.tcomment = "\n".join(lines)


def _tidy(text: str, source: str) -> str:
    """Return a translation with the white space around it that its source has."""
    core = text.strip(" \t\r\n")
    if not core:
        return ""
    stripped = source.strip(" \t\r\n")
    before, _, after = source.partition(stripped) if stripped else ("", "", "")
    return f"{before}{core}{after}"


def _finding(
    code: str, message: str, row: Returned, hint: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(code, message, row.place, hint, severity=severity)
