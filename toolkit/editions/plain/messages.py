"""Messages: a long text cut into parts that fit, between sentences where there are any."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from toolkit.base.bcp47 import Locale
from toolkit.editions.plain.flow import Block, Run
from toolkit.language.sentences import rules_for

Length: TypeAlias = Callable[[Block], int]
"""Measures a block as it will be written."""

__all__ = ["cut_blocks", "sentences", "units_of"]


def units_of(text: str) -> int:
    """Return how long a text is in UTF-16 code units, which is what messengers count."""
    return len(text.encode("utf-16-le")) // 2


def sentences(text: str, locale: Locale) -> list[str]:
    """Return the sentences of a text with the space after each; together they are the text."""
    starts: list[int] = []
    at = 0
    for each in rules_for(locale).split(text):
        found = text.find(each, at)
        if found >= 0:
            starts.append(found)
            at = found + len(each)
    bounds = [0, *starts[1:], len(text)]
    return [text[start:end] for start, end in itertools.pairwise(bounds)]


def cut_blocks(blocks: Sequence[Block], most: int, length: Length) -> Iterator[Block]:
    """Yield the blocks, those that are too long in parts: sentences, else words, else letters.

    Args:
        blocks: the blocks.
        most: how long a part may be.
        length: measures one.

    """
    for block in blocks:
        if length(block) <= most:
            yield block
            continue
        for number, part in enumerate(_parts(block, most, length)):
            yield part if number == 0 else replace(part, before="")


def _parts(block: Block, most: int, length: Length) -> Iterator[Block]:
    text, at, end = block.text, 0, 0
    for piece in _pieces(block, most, length):
        if length(_slice(block, at, end + len(piece))) > most and end > at:
            yield _slice(block, at, end)
            at = end
        end += len(piece)
    if at < len(text):
        yield _slice(block, at, len(text))


def _pieces(block: Block, most: int, length: Length) -> Iterator[str]:
    """Yield what a block may be cut between."""
    at = 0
    for sentence in sentences(block.text, block.locale):
        if length(_slice(block, at, at + len(sentence))) <= most:
            yield sentence
        else:
            yield from _words(block, sentence, at, most, length)
        at += len(sentence)


def _words(block: Block, sentence: str, at: int, most: int, length: Length) -> Iterator[str]:
    for word in sentence.replace(" ", " \0").split("\0"):
        if length(_slice(block, at, at + len(word))) <= most:
            yield word
        else:
            yield from word
        at += len(word)


def _slice(block: Block, start: int, end: int) -> Block:
    """Return a part of a block, with the marks that its letters have."""
    runs: list[Run] = []
    at = 0
    for run in block.runs:
        inside = run.text[max(0, start - at) : max(0, end - at)]
        if inside:
            runs.append(replace(run, text=inside))
        at += len(run.text)
    return replace(block, runs=tuple(runs))
