"""Alignment: the catalog of an article that was translated before the toolkit came."""

import re
from collections.abc import Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.text import code_problems
from toolkit.catalog.change import mechanical_form
from toolkit.catalog.memory.align import Bead, align_texts, share_out
from toolkit.catalog.message_sentences import message_splitter
from toolkit.catalog.po import Catalog
from toolkit.catalog.template import make_template
from toolkit.catalog.update import update_catalog
from toolkit.document.model import Document, Unit

__all__ = ["AlignmentSummary", "align_documents"]

_SURE = 0.5
# A word in small letters that is no code, no address and no part of one.
_SMALL_WORD = re.compile(r"(?<![\w<@/.:])[^\W\d_A-Z]{2,}(?![\w@/:]|\.\w)")
_FEWEST_SMALL_WORDS = 2


@frozen
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
            f" translation, {self.left} of the translation without a source"
        )


@frozen
class _Found:
    """What stands for a unit in the translation."""

    msgstr: str
    confidence: float


def align_documents(
    source: Document, translation: Document, locale: Locale
) -> tuple[Catalog, AlignmentSummary]:
    """Return the catalog that makes a document into its translation.

    Units are aligned by their lengths and by what they have in common: numbers by value, names
    through the alphabets, codes, marks, known words, words that keep each other company all over
    the text. Where one passage stands for several units, it is cut into sentences. What is
    doubtful is flagged fuzzy, and the extracted comments tell how sure each pair is. A passage that
    is the unit itself is no translation.

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
        entry = entries.get((unit.context, unit.message))
        if entry is None:
            continue  # what has no words is no entry: it is the same in every language
        pair = found.get(at)
        if pair is None or _came_back(unit.message, pair.msgstr):
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


def _came_back(text: str, translation: str) -> bool:
    """Whether a text came back as it was; a name or a number is itself in any language."""
    if mechanical_form(text) != mechanical_form(translation):
        return False
    return len(_SMALL_WORD.findall(text)) >= _FEWEST_SMALL_WORDS


def _align(
    source: Document, translation: Document, locale: Locale
) -> tuple[dict[int, _Found], int]:
    """Return what stands for each unit, by its place, and how many passages are left over."""
    texts = [unit.message for unit in source.units]
    passages = [unit.message for unit in translation.units]
    found: dict[int, _Found] = {}
    left = 0
    languages = (source.language, locale)
    for bead in align_texts(texts, passages, languages):
        there = [passages[at] for at in bead.target]
        if not bead.source:
            left += len(there)
        elif len(bead.source) == 1 and there:
            found[bead.source[0]] = _Found(" ".join(there), bead.confidence)
        elif there:
            units = [source.units[at] for at in bead.source]
            shares = zip(bead.source, _share(units, there, bead, languages), strict=True)
            found.update((at, pair) for at, pair in shares if pair.msgstr)
    return found, left


def _share(
    units: Sequence[Unit], passages: Sequence[str], bead: Bead, languages: tuple[Locale, Locale]
) -> Iterator[_Found]:
    """Share passages that stand for several units out among these, sentence by sentence."""
    split_source, split_target = map(message_splitter, languages)
    texts = [unit.message for unit in units]
    sizes = [len(split_source(text)) for text in texts]
    sentences = [each.strip() for passage in passages for each in split_target(passage)]
    for share in share_out(texts, sentences, sizes, languages):
        msgstr = " ".join(sentences[at] for at in share.target)
        yield _Found(msgstr, min(bead.confidence, share.confidence))
