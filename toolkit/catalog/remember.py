"""Remember: the finished translations of catalogs as entries of a translation memory, and back."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress

from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.align import align_passages
from toolkit.catalog.memory.entry import Level, MemoryEntry
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.message_sentences import message_splitter
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.review import Review
from toolkit.catalog.update_plan import Remembered
from toolkit.document.model import JOINED

__all__ = ["finished_entries", "recall"]

_SURE = 0.5


def finished_entries(  # noqa: PLR0913 - what, of which languages, and what is known of it
    catalog: Catalog,
    source: Locale,
    target: Locale,
    origin: str,
    known: Collection[tuple[str, str, str]] = (),
    *,
    review: Review | None = None,
) -> Iterator[MemoryEntry]:
    """Yield what a catalog gives a memory: its units, and the sentences of those.

    Fuzzy and obsolete entries are left out, and sentences translated together with a neighbour.
    A sentence is paired with what the alignment surely finds for it.

    Args:
        catalog: the PO.
        source: the language of its texts.
        target: the language of its translations.
        origin: the document's id; empty for the first reference of each entry.
        known: origin, text and translation of units that need not be given again.
        review: what was said of the catalog's texts: what a machine has made, and nobody has
            reviewed, is left out too. None where nothing was said.

    """
    date = _date(catalog.metadata.get("PO-Revision-Date", ""))
    split_source, split_target = message_splitter(source), message_splitter(target)
    for entry in catalog:
        if entry.obsolete or entry.fuzzy or (review and review.is_machines_alone(entry)):
            continue
        place = origin or next((path for path, _ in entry.occurrences), "")
        for text, translation in _pairs(entry):
            if not text or not translation or translation.strip() == JOINED:
                continue
            if (place, text, translation) in known:
                continue
            yield MemoryEntry(text, translation, source, target, place, date)
            sentences = [each.strip() for each in split_source(text)]
            if len(sentences) > 1:
                translations = [each.strip() for each in split_target(translation)]
                for bead in align_passages(sentences, translations):
                    if bead.confidence >= _SURE:
                        yield MemoryEntry(
                            " ".join(sentences[at] for at in bead.source),
                            " ".join(translations[at] for at in bead.target),
                            source,
                            target,
                            place,
                            date,
                            level=Level.SENTENCE,
                        )


def _pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield text and translation; of plural forms, the first is the singular's unless alone."""
    if not entry.is_plural:
        yield entry.msgid, entry.msgstr
    elif forms := [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]:
        if len(forms) > 1:
            yield entry.msgid, forms[0]
        yield entry.msgid_plural, forms[-1]


def _date(value: str) -> dt.datetime | None:
    with suppress(ValueError, OverflowError):  # a template's has letters for digits
        return dt.datetime.strptime(value, "%Y-%m-%d %H:%M%z")
    return None


def recall(memory: Memory, source: Locale, target: Locale) -> Callable[[str], Remembered | None]:
    """Return what finds a text's translation in a memory, for `update_catalog`."""

    def find(message: str) -> Remembered | None:
        suggestions = memory.look_up(message, source, target, limit=1)
        if not suggestions:
            return None
        best = suggestions[0]
        exact = best.entry.source == message and best.entry.level is Level.UNIT
        return Remembered(best.entry.source, best.target, exact=exact)

    return find
