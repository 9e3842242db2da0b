"""Sentences as units: blocks cut by the rules of their language, to be put together again."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.base.text import Code, Text
from toolkit.document.model import Run, Unit

__all__ = ["sentence_units"]

_WHITE_SPACE = " \t\r\n"


def sentence_units(block: Unit, split: Callable[[Text], Sequence[Text]]) -> tuple[Unit, ...]:
    """Cut a block into units of a sentence each.

    Attribute values, preformatted text and blocks of one sentence stay as they are. Codes keep the
    names that they have in the block, so that the sentences fit together again.

    Args:
        block: a block.
        split: cuts a text into sentences, none of which parts paired codes.

    """
    if block.preserved or not isinstance(block.home, Run):
        return (block,)
    texts = [text for text in split(block.text) if text]
    if len(texts) <= 1:
        return (block,)
    return tuple(_sentence(block, text) for text in texts)


def _sentence(block: Unit, text: Text) -> Unit:
    tags = {part.tag for part in text if isinstance(part, Code)}
    legend = tuple(line for line in block.legend if line.partition(">")[0].strip("</") in tags)
    last = text[-1]
    if not isinstance(last, str):
        return replace(block, text=text, legend=legend)
    stripped = last.rstrip(_WHITE_SPACE)
    kept = (*text[:-1], stripped) if stripped else text[:-1]
    return replace(block, text=kept, legend=legend, gap=last[len(stripped) :])
