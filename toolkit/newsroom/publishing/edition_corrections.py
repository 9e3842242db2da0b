"""Edition corrections: what an edition tells its readers of what was put right, newest first."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import text_of
from toolkit.base.text import plain
from toolkit.document.model import Document, Unit
from toolkit.document.recorded_corrections import RECORD, RecordedCorrection, RecordedPassage
from toolkit.editions.article import Article, Correction
from toolkit.editions.kept_passages import language_of
from toolkit.localizing.adapting.fitting import source_mark
from toolkit.localizing.isolation import isolate_text
from toolkit.newsroom.publishing.edition import Edition

__all__ = ["own_corrections", "take_corrections"]


def take_corrections(article: Article, edition: Edition) -> tuple[Correction, ...]:
    """Take the corrections out of an article's tree, and return them with the translation's own.

    Each leads to the passages that were corrected, by the ids that the article's tree has.

    Args:
        article: the article; its tree loses them.
        edition: what it is made of.

    """
    told: list[tuple[Correction, RecordedCorrection | None]] = []
    records = edition.shared.document.corrections
    for section in article.root.findall("section[@class='corrections']"):
        for each in section.iter("p"):
            text = text_of(each)
            day = dt.date.fromisoformat(each.get("data-day", ""))
            at = each.get(RECORD)
            correction = _said(day, text, language_of(article, each))
            told.append((correction, None if at is None else records[int(at)]))
        article.root.remove(section)
    told += _of_translation(edition)
    if not told:
        return ()
    there = {each.get("id") for each in article.root.iter("*")}
    passages = _Passages(edition.shared.document, lambda unit: unit.id if unit.id in there else "")
    return _newest_first(passages.led(*each) for each in told)


def own_corrections(edition: Edition) -> tuple[Correction, ...]:
    """Return the corrections that an edition in its source's own format tells of.

    They lead to those passages whose elements have an identifier in the source.
    """
    document = edition.document
    told: list[tuple[Correction, RecordedCorrection | None]] = []
    for unit, text in document.notes(edition.texts) if document.corrections else ():
        record = document.corrections[int(unit.element.get(RECORD, ""))]
        spoken = edition.locale if text is not None else document.language
        said = " ".join(plain(unit.text if text is None else text).split())
        told.append((_said(record.day, said, spoken), record))
    told += _of_translation(edition)
    if not told:
        return ()
    passages = _Passages(document, lambda unit: unit.element.get("id", ""))
    return _newest_first(passages.led(*each) for each in told)


def _said(day: dt.date, text: str, spoken: Locale) -> Correction:
    return Correction(day, isolate_text(text, spoken.direction), spoken)


def _newest_first(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    return tuple(sorted(corrections, key=lambda each: each.date, reverse=True))


def _of_translation(edition: Edition) -> list[tuple[Correction, RecordedCorrection | None]]:
    """Return what was corrected in a translation alone; in another alphabet, that of its base."""
    if edition.localized is None:
        return []
    policy = edition.shared.policies.get(edition.locale)
    base = edition.locale if policy is None or policy.base is None else policy.base
    found: list[tuple[Correction, RecordedCorrection | None]] = []
    for record in reversed(edition.shared.document.corrections):
        if record.locale == base and not record.withdraws:
            note = record.note if base == edition.locale else edition.localized.spell(record.note)
            said = _said(record.day, note, edition.locale)
            found.append((replace(said, of_translation=True), record))
    return found


class _Passages:
    """Finds where corrected passages stand now: by their ids, else by their texts."""

    def __init__(self, document: Document, anchor: Callable[[Unit], str]) -> None:
        self._anchor = anchor
        places = [
            (unit, part.block)
            for part in document.parts
            for unit in part.units
            if unit.role != "correction"  # a note may have the id of what it quotes
        ]
        self._by_id = {unit.id: block for unit, block in places}
        self._by_mark = {source_mark(unit): block for unit, block in places}

    def led(self, correction: Correction, record: RecordedCorrection | None) -> Correction:
        """Return a correction with the anchors of its passages, and how many are gone."""
        passages = () if record is None else record.passages
        found = [block for each in passages if (block := self._block(each)) is not None]
        anchors = dict.fromkeys(filter(None, map(self._anchor, found)))
        return replace(
            correction,
            passages=tuple(anchors),
            gone=len(passages) - len(found),
            recorded=record is not None,
        )

    def _block(self, passage: RecordedPassage) -> Unit | None:
        return self._by_id.get(passage.id) or self._by_mark.get(passage.mark)
