"""Alignment: the catalog of an article that was translated before the toolkit came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.base.bcp47 import Locale
from toolkit.base.text import code_problems
from toolkit.catalog.memory.align import align_passages
from toolkit.catalog.message_sentences import message_splitter
from toolkit.catalog.po import Catalog
from toolkit.catalog.template import make_template
from toolkit.catalog.update import update_catalog
from toolkit.document.model import Document, Unit

__all__ = ["AlignmentSummary", "align_documents"]

_SURE = 0.5


@dataclass(frozen=True, slots=True)
class AlignmentSummary:
    """How much of an article found its translation."""

    sure: int
    """Units whose translation is not flagged."""
    doubtful: int
    """Units whose translation is flagged fuzzy."""
    alone: int
    """Units without one."""
    left: int
    """Passages of the translation that no unit took."""

    def __str__(self) -> str:
        return (
            f"{self.sure} aligned, {self.doubtful} doubtful (fuzzy), {self.alone} without a"
            f" translation, {self.left} of the translation left over"
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands for a unit in the translation."""

    msgstr: str
    confidence: float


def align_documents(
    source: Document, translation: Document, locale: Locale
) -> tuple[Catalog, AlignmentSummary]:
    """Return the catalog that makes a document into its translation.

    Units are aligned by length and by anchors: numbers, names in Latin letters, codes, final marks.
    Where one passage stands for several units, it is cut into sentences. What is doubtful is
    flagged fuzzy, and the extracted comments tell how sure each pair is.

    Args:
        source: the article.
        translation: the same article in another language.
        locale: that language.

    """
    found, left = _align(source, translation, locale)
    catalog, _ = update_catalog(make_template([source]), None, locale)
    entries = catalog.by_key()
    summary = {"sure": 0, "doubtful": 0, "alone": 0}
    for at, unit in enumerate(source.units):
        entry = entries[unit.context, unit.message]
        pair = found.get(at)
        if pair is None:
            summary["alone"] += 1
            continue
        target = unit.read_translation(pair.msgstr)
        sure = pair.confidence >= _SURE and not list(code_problems(unit.text, target))
        summary["sure" if sure else "doubtful"] += 1
        if entry.msgstr:
            continue  # the same text stood before
        entry.msgstr = pair.msgstr
        entry.comment = str(entry.notes.with_alignment(pair.confidence))
        if not sure:
            entry.flags = ["fuzzy", *entry.flags]
    return catalog, AlignmentSummary(**summary, left=left)


def _align(
    source: Document, translation: Document, locale: Locale
) -> tuple[dict[int, _Found], int]:
    """Return what stands for each unit, by its place, and how many passages are left over."""
    texts = [unit.message for unit in source.units]
    passages = [unit.message for unit in translation.units]
    found: dict[int, _Found] = {}
    left = 0
    for bead in align_passages(texts, passages):
        there = [passages[at] for at in bead.target]
        if not bead.source:
            left += len(there)
        elif len(bead.source) == 1 and there:
            found[bead.source[0]] = _Found(" ".join(there), bead.confidence)
        elif there:
            units = [source.units[at] for at in bead.source]
            shares = zip(bead.source, _share(units, there, source, locale), strict=True)
            found.update((at, pair) for at, pair in shares if pair.msgstr)
    return found, left


def _share(
    units: Sequence[Unit], passages: Sequence[str], source: Document, locale: Locale
) -> Iterator[_Found]:
    """Share passages that stand for several units out among these, sentence by sentence."""
    split_source, split_target = message_splitter(source.language), message_splitter(locale)
    sentences = [(at, each) for at, unit in enumerate(units) for each in split_source(unit.message)]
    translated = [each.strip() for passage in passages for each in split_target(passage)]
    shares: list[list[str]] = [[] for _ in units]
    confidence = [1.0] * len(units)
    for bead in align_passages([each.strip() for _, each in sentences], translated):
        if not bead.source:
            continue
        owners = {sentences[at][0] for at in bead.source}
        first = min(owners)
        shares[first].extend(translated[at] for at in bead.target)
        for owner in owners:
            sure = bead.confidence if len(owners) == 1 else 0.0
            confidence[owner] = min(confidence[owner], sure)
    for share, sure in zip(shares, confidence, strict=True):
        yield _Found(" ".join(share), sure)
