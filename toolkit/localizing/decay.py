"""Decay: what becomes of passages whose source changed after their translations were finished."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.base.errors import Severity
from toolkit.base.text import Inline, with_isolates
from toolkit.catalog.change import HARMFUL, describe_change
from toolkit.catalog.po import Entry
from toolkit.catalog.typos import Vocabulary
from toolkit.checks import Pair, check_publishing
from toolkit.document.model import JOINED, AttributeHome, Document
from toolkit.localizing.targets import Passage, State, limits_of

__all__ = ["with_previous"]


def with_previous(
    document: Document, passages: Sequence[Passage], inline: Inline
) -> Iterator[Passage]:
    """Yield passages, those that changed with their last finished translations.

    A passage that says another fact now (a number, a name, a date, a no) has none, nor one in an
    attribute, where nothing can mark it, nor one that may not be published with today's codes or
    whose sentences are translated together.

    Args:
        document: the source.
        passages: one for each of its units.
        inline: how the catalog spells codes.

    """
    vocabulary = Vocabulary(lambda: _messages(passages), document.language)
    together = {each.block.id for each in passages if _is_joined(each)}
    for each in passages:
        entry = each.entry
        unmarked = isinstance(each.unit.home, AttributeHome) or each.block.id in together
        shown = each.changed and not unmarked
        if shown and entry is not None and not _is_of_fact(document, entry, vocabulary):
            yield _with_text(each, entry, inline)
        else:
            yield each


def _is_joined(passage: Passage) -> bool:
    return passage.entry is not None and passage.entry.msgstr.strip() == JOINED


def _messages(passages: Iterable[Passage]) -> Iterator[str]:
    return (each.entry.msgid for each in passages if each.entry is not None)


def _is_of_fact(document: Document, entry: Entry, vocabulary: Vocabulary) -> bool:
    """Whether a text says another fact than the one that was translated."""
    before = entry.previous_msgid or ""
    return describe_change(before, entry.msgid, document.language, vocabulary).kind in HARMFUL


def _with_text(passage: Passage, entry: Entry, inline: Inline) -> Passage:
    unit = passage.unit
    if passage.locale is None:
        return passage
    text = with_isolates(unit.read_translation(entry.msgstr, inline=inline))
    pair = Pair(unit.text, text, entry.location(""), limits_of(unit))
    wrong = check_publishing(pair, passage.locale)
    if any(each.severity is Severity.ERROR for each in wrong):
        return passage
    return replace(passage, state=State.PREVIOUS, target=text)
