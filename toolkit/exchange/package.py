"""Package: what is sent to be translated, a row for each text, and how a row is known again."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.catalog.merge_entry import forms_of
from toolkit.catalog.notes import Notes, Says
from toolkit.catalog.po import Catalog, Entry
from toolkit.document.its.limits import Limits, read_limits

__all__ = [
    "Nearest",
    "Package",
    "Reference",
    "Row",
    "Sent",
    "State",
    "document_digest",
    "pack",
    "reference_of",
    "rows_of_entry",
    "target_digest",
]

# What neither XML nor an office program can hold.
_UNFIT = re.compile("[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_REFERENCE = re.compile(r"([0-9a-f]{6})\.([\w.\-]*)\.([0-9a-f]{8})\.([0-9a-f]{6})")


class State(StrEnum):
    """How far a row's translation is."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    """It has a translation that may be wrong: a fuzzy one."""
    TRANSLATED = "translated"


@frozen
class Reference:
    """What a row carries with it, so that it is known again in whatever file comes back.

    All of it is short digests: nothing in it says whose file it is.
    """

    document: str
    """A digest of the document's id."""
    id: str
    """The first of its units' ids, with its plural form; empty where the catalog has none."""
    source: str
    """A digest of the text: context, msgid, plural."""
    target: str
    """A digest of the translation as it was sent, and of whether it was a draft."""

    def __str__(self) -> str:
        """Return the reference as it stands in files.

        >>> str(Reference("3f2a91", "p-7f3c", "90bc11d2", "a1b2c3"))
        '3f2a91.p-7f3c.90bc11d2.a1b2c3'
        """
        return f"{self.document}.{self.id}.{self.source}.{self.target}"

    @classmethod
    def parse(cls, text: str) -> "Reference | None":
        """Read a reference wherever it stands in a text; None where there is none.

        >>> Reference.parse(" 12 3f2a91.p-7f3c.90bc11d2.a1b2c3").id
        'p-7f3c'
        """
        match = _REFERENCE.search(text)
        return cls(*match.groups()) if match else None


@frozen
class Nearest:
    """A translation of a text like a row's."""

    percent: float
    """How alike the two texts are."""
    source: str
    target: str


@frozen
class Row:
    """One text to translate: an entry of a catalog, or one plural form of it."""

    reference: Reference
    number: int
    """Its place in its document, from 1."""
    source: str
    """The text, as the catalog's message has it; the plural, for all forms but the first."""
    target: str
    """Its translation; empty where it has none."""
    state: State
    notes: Notes
    """What the catalog says of it, but for its ids."""
    context: str | None = None
    previous: str = ""
    """The text that a draft was made from, where that was another."""
    comment: str = ""
    """What translators have noted."""
    form: int | None = None
    """Which plural form it is; None where the text has none."""
    nearest: tuple[Nearest, ...] = ()
    """What was translated before and is most like it."""

    @property
    def limits(self) -> Limits:
        """How large the translation may be, and what it may be made of."""
        return read_limits(self.notes.of(Says.NOTE))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a translator must know, a line each: the role, codes, notes, terms, the edit."""
        return tuple(map(str, self.notes.lines))


@frozen
class Sent:
    """A document of a package."""

    id: str
    rows: tuple[Row, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    """The header of its catalog."""
    unfit: tuple[str, ...] = ()
    """Texts that were left out: they have characters that no file can hold."""


@frozen
class Package:
    """What is sent: the texts of documents, from one language into another."""

    title: str
    """The newsroom's."""
    source: Locale
    locale: Locale
    documents: tuple[Sent, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all documents."""
        return tuple(row for each in self.documents for row in each.rows)


def pack(document_id: str, catalog: Catalog, *, waiting: bool = False) -> Sent:
    """Return a document's texts, as a locale's catalog has them.

    Args:
        document_id: the document's id.
        catalog: the locale's catalog of it.
        waiting: whether finished translations are left out.

    """
    present = (entry for entry in catalog if not entry.obsolete)
    rows = (
        row for at, entry in enumerate(present, 1) for row in rows_of_entry(document_id, entry, at)
    )
    wanted = [row for row in rows if not (waiting and row.state is State.TRANSLATED)]
    unfit = [row for row in wanted if _UNFIT.search(f"{row.source}{row.target}")]
    return Sent(
        document_id,
        tuple(row for row in wanted if row not in unfit),
        dict(catalog.metadata),
        tuple(row.source for row in unfit),
    )


def rows_of_entry(document_id: str, entry: Entry, number: int) -> Iterator[Row]:
    """Yield the rows of an entry: one, or one for each of its plural forms.

    Args:
        document_id: the document that it belongs to.
        entry: an entry of a catalog.
        number: its place there, from 1.

    """
    comment = _fit(entry.comment)
    notes = entry.notes if comment == entry.comment else Notes.parse(comment)
    for form, target in forms_of(entry):
        yield Row(
            reference=reference_of(document_id, entry, form),
            number=number,
            source=entry.msgid_plural if form else entry.msgid,
            target=target,
            state=_state(entry, target),
            notes=notes.without(Says.IDS),
            context=None if entry.msgctxt is None else _fit(entry.msgctxt),
            previous=_fit(entry.previous_msgid or "") if entry.fuzzy else "",
            comment=_fit(entry.tcomment),
            form=form,
        )


def _fit(text: str) -> str:
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def _state(entry: Entry, target: str) -> State:
    if not target:
        return State.UNTRANSLATED
    return State.DRAFT if entry.fuzzy else State.TRANSLATED


def reference_of(document_id: str, entry: Entry, form: int | None = None) -> Reference:
    """Return the reference of an entry as it is now.

    Args:
        document_id: the document that it belongs to.
        entry: an entry of a catalog.
        form: which plural form is meant; None where the entry has none.

    """
    ids = entry.notes.ids
    first = ids[0] if ids else ""
    target = entry.msgstr
    if entry.is_plural or form is not None:
        target = dict(forms_of(entry)).get(form, "")
    return Reference(
        document_digest(document_id),
        first if form is None else f"{first}-form{form}",
        _digest(8, entry.msgctxt or "", entry.msgid, entry.msgid_plural, str(form)),
        target_digest(target, draft=entry.fuzzy),
    )


@lru_cache(maxsize=1024)
def document_digest(document_id: str) -> str:
    """Return what rows call a document."""
    return _digest(6, document_id)


def target_digest(text: str, *, draft: bool) -> str:
    """Return what rows call a translation, finished or not; an empty one is never a draft."""
    return _digest(6, text, "draft" if draft and text else "")


def _digest(length: int, *parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:length]
