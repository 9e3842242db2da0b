"""Review record: what an auditor may ask for, without the texts; as CSV or as JSON lines."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable

from toolkit.base.formulas import guarded
from toolkit.catalog.merge_entry import texts_of
from toolkit.catalog.review import Act, Record, number_text, review_digest
from toolkit.newsroom.reviewing import ReviewedText

__all__ = ["record_as_csv", "record_as_json_lines"]

_COLUMNS = (
    "document",
    "locale",
    "id",
    "stage",
    "origin",
    "confidence",
    *(act.value for act in Act),
)
_DIGESTS = ("source_digest", "translation_digest", "digest")


def record_as_csv(texts: Iterable[ReviewedText]) -> bytes:
    """Return the record of texts as CSV (RFC 4180), in UTF-8 with a line of headings.

    Hands stand beside each other with a space between; no pseudonym has one.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *_DIGESTS])
    for row in _rows(texts):
        cells = (" ".join(each) if isinstance(each, list) else each for each in row.values())
        writer.writerow(map(guarded, cells))  # a document may be called “=1+1”
    return stream.getvalue().encode()


def record_as_json_lines(texts: Iterable[ReviewedText]) -> bytes:
    """Return the record of texts as JSON in UTF-8, a line each."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(texts))
    return "".join(lines).encode()


def _rows(texts: Iterable[ReviewedText]) -> list[dict[str, str | list[str]]]:
    """Return what is on record of each text, in the order of documents, locales and ids."""
    ordered = sorted(texts, key=lambda each: (each.document_id, each.locale.tag, each.id))
    return [_row(each) for each in ordered]


def _row(text: ReviewedText) -> dict[str, str | list[str]]:
    record, entry = text.record, text.entry
    hands = {act.value: sorted(record.hands(act)) if record else [] for act in Act}
    targets = texts_of(entry)
    return {
        "document": text.document_id,
        "locale": text.locale.tag,
        "id": text.id,
        "stage": str(text.stage),
        "origin": record.origin if record else "",
        "confidence": _confidence(record),
        **hands,
        "source_digest": _digest([entry.msgctxt, entry.msgid, entry.msgid_plural]),
        "translation_digest": _digest(targets) if any(targets) else "",
        "digest": review_digest(entry),
    }


def _confidence(record: Record | None) -> str:
    """Return how confident a machine was; empty where none has said so."""
    said = record.confidence if record else None
    return "" if said is None else number_text(said)


def _digest(texts: Iterable[str | None]) -> str:
    """Return a digest of texts, by which anybody who has them can tell that they are the same."""
    return hashlib.sha256(json.dumps(list(texts)).encode("ascii")).hexdigest()
