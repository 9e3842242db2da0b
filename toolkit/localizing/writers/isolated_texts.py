"""Isolated texts: right-to-left translations in their source's own format, kept in order."""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import accumulate

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.base.text import Code, CodeKind, Text, TextBuilder, plain
from toolkit.document.model import AttributeHome, Filled, Unit
from toolkit.language.directions import Kind, Run
from toolkit.localizing.isolation import (
    CHARACTERS,
    OTHER,
    TAGS,
    all_runs,
    is_transparent,
    needed_runs,
    says_direction,
)

__all__ = ["Isolate", "isolated_parts", "isolated_texts"]


@frozen
class Isolate:
    """The start or the end of an isolate in a text."""

    kind: Kind
    opens: bool

    @property
    def characters(self) -> str:
        """What marks it where there is no markup."""
        return CHARACTERS[self.kind][0 if self.opens else 1]

    @property
    def tag(self) -> str:
        """What marks it in HTML."""
        tag, attributes = TAGS[self.kind]
        said = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return f"<{tag}{said}>" if self.opens else f"</{tag}>"


_At = tuple[int, int]
"""The number of a part of a text, and a place in it."""


class _Place(Enum):
    THROUGH = "through"
    """A run goes through the code, as through emphasis."""
    APART = "apart"
    CLOSED = "closed"
    """What is in the code is isolated, or says its own direction."""


def isolated_texts(
    blocks: Filled, locale: Locale, has_markup: Callable[[Unit], bool] = lambda _: False
) -> Filled:
    """Return a document's blocks with their texts, and with what needs it isolated by characters.

    A text is left as it is where its size or its letters are limited, where it goes into a file
    that other translators' programs read, and where it is a tag, which programs look up.

    Args:
        blocks: each with the text to put there; None keeps the source's.
        locale: the language of the texts.
        has_markup: whether a block is isolated by markup instead.

    """
    if locale.direction == "ltr":
        return blocks
    return [
        (unit, text)
        if text is None or _is_bare(unit) or has_markup(unit)
        else (unit, _characters(unit, text))
        for unit, text in blocks
    ]


def isolated_parts(unit: Unit, text: Text, direction: str) -> Iterator[str | Code | Isolate]:
    """Yield the parts of a block's text, and where isolates in markup begin and end."""
    if direction == "ltr" or _is_bare(unit):
        return iter(text)
    return _with_isolates(unit, text, lambda plain_text: all_runs(plain_text, direction))


def _is_bare(unit: Unit) -> bool:
    limited = unit.storage is not None or bool(unit.allowed_characters)
    return limited or unit.origin is not None or unit.role in {"keyword", "tag"}


def _characters(unit: Unit, text: Text) -> Text:
    if isinstance(unit.home, AttributeHome):
        text = (plain(text),)
    builder = TextBuilder()
    for part in _with_isolates(unit, text, lambda plain_text: needed_runs(plain_text, "rtl")):
        builder.add(part.characters if isinstance(part, Isolate) else part)
    return builder.text()


def _with_isolates(
    unit: Unit, text: Text, find: Callable[[str], Sequence[Run]]
) -> Iterator[str | Code | Isolate]:
    """Yield the parts of a text, cut where isolates begin and end."""
    pieces = list(_pieces(unit, text))
    places: dict[_At, list[Isolate]] = {}
    for run in find("".join(pieces)):
        for kind, start, end in _stretches(run, text, pieces, find):
            places.setdefault(start, []).append(Isolate(kind, opens=True))
            places.setdefault(end, []).append(Isolate(kind, opens=False))
    for number, part in enumerate([*text, ""]):
        last = 0
        for offset in sorted(offset for at, offset in places if at == number):
            if isinstance(part, str) and last < offset:
                yield part[last:offset]
            yield from places[number, offset]
            last = offset
        rest = part[last:] if isinstance(part, str) else part
        if rest:
            yield rest


def _pieces(unit: Unit, text: Text) -> Iterator[str]:
    """Yield for each part of a text what a reader sees, in the place of what is apart a sign."""
    closed = 0
    for part in text:
        if isinstance(part, str):
            yield OTHER * len(part) if closed else part
            continue
        place = _place(unit, part)
        if closed or (place is _Place.CLOSED and part.kind is CodeKind.OPEN):
            closed += {CodeKind.OPEN: 1, CodeKind.CLOSE: -1, CodeKind.EMPTY: 0}[part.kind]
        yield "" if place is _Place.THROUGH else OTHER


def _place(unit: Unit, code: Code) -> _Place:
    element = unit.codes[code.tag][0]
    if code.kind is CodeKind.EMPTY or not isinstance(element.tag, str):
        return _Place.APART
    if says_direction(element):
        return _Place.CLOSED
    return _Place.THROUGH if is_transparent(element) else _Place.APART


def _stretches(
    run: Run, text: Text, pieces: Sequence[str], find: Callable[[str], Sequence[Run]]
) -> Iterator[tuple[Kind, _At, _At]]:
    """Yield where a run begins and ends, or its parts where it begins or ends inside a code."""
    starts = [0, *accumulate(map(len, pieces))]
    inside = [
        (number, max(run.start - start, 0), min(run.end - start, len(piece)))
        for number, (start, piece) in enumerate(zip(starts, pieces, strict=False))
        if piece and run.start < start + len(piece) and start < run.end
    ]
    (first, begin, _), (last, _, end) = inside[0], inside[-1]
    closes, opens = _unmatched(text[first:last])
    before, after = text[max(0, first - closes) : first], text[last + 1 : last + 1 + opens]
    fits = (
        [_kind(each) for each in before] == [CodeKind.OPEN] * closes
        and [_kind(each) for each in after] == [CodeKind.CLOSE] * opens
        and not any([*pieces[first - closes : first], *pieces[last + 1 : last + 1 + opens]])
        and not (closes and begin)
        and not (opens and end < len(pieces[last]))
    )
    if fits:
        opening = (first - closes, 0) if closes else (first, begin)
        yield run.kind, opening, (last + 1 + opens, 0) if opens else (last, end)
        return
    for number, begin, end in inside:
        for each in find(pieces[number][begin:end]):
            yield each.kind, (number, begin + each.start), (number, begin + each.end)


def _kind(part: str | Code) -> CodeKind | None:
    return part.kind if isinstance(part, Code) else None


def _unmatched(parts: Text) -> tuple[int, int]:
    """Return how many codes end in a stretch that begin before it, and the other way round."""
    closes = opens = 0
    for part in parts:
        if _kind(part) is CodeKind.OPEN:
            opens += 1
        elif _kind(part) is CodeKind.CLOSE:
            closes, opens = (closes, opens - 1) if opens else (closes + 1, opens)
    return closes, opens
