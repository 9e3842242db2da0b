"""Isolation: runs of another direction kept apart, by markup or by characters (UAX #9).

Pages put a run into `bdi`, what has no such markup puts it between U+2066 and U+2069. Where runs
begin and end is said in one place, toolkit/language/directions.py.
"""

import copy
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.language.directions import Kind, Run, direction_runs

__all__ = [
    "BARE",
    "CHARACTERS",
    "OTHER",
    "PROGRAM",
    "TAGS",
    "all_runs",
    "is_transparent",
    "isolate",
    "isolate_characters",
    "isolate_text",
    "needed_runs",
    "says_direction",
]

_CLOSED = frozenset({"bdi", "bdo", "math", "script", "style", "svg", "template"})
BARE = frozenset({"option", "textarea", "title"})
"""What holds text only, in HTML."""
# Inside a word or a number these change how it looks, not where it ends.
_TRANSPARENT = frozenset(
    {"abbr", "b", "dfn", "em", "i", "ins", "mark", "s", "small", "span", "strong", "sub", "sup"}
    | {"u", "var"}
)
_INLINE = frozenset({"a", "cite", "code", "del", "kbd", "q", "samp", "sub", "sup", "time"})
"""What has a text of its own in the midst of another."""
_VERBATIM = frozenset({"code", "kbd", "pre", "samp"})
"""What is copied letter by letter, so that no character may be added."""
_WHOLE_ADDRESS = re.compile(r"\s*(?:[\w+.\-]+://|www\.|mailto:)\S+\s*")
_RIGHT_TO_LEFT = frozenset({"AL", "AN", "R"})
_SPOKEN = ("alt", "aria-label", "title")
"""The attributes that readers see or hear."""
OTHER = "\ufffc"
"""What stands in a paragraph's text for an element with a text of its own."""
PROGRAM = re.compile(r"<%[^<]{1,2000}?%>")
"""What JSP, ASP, ERB and EJS run. An isolate in it would break it; it says what nobody knows."""
CHARACTERS = {
    Kind.WORDS: ("\u2066", "\u2069"),
    Kind.NUMBER: ("\u2066", "\u2069"),
    Kind.ARABIC_INDIC: ("\u2066\u202d", "\u202c\u2069"),
}
"""What stands before and after a run where there is no markup."""
TAGS: Mapping[Kind, tuple[str, Mapping[str, str]]] = {
    Kind.WORDS: ("bdi", {}),
    Kind.NUMBER: ("bdi", {"dir": "ltr"}),
    Kind.ARABIC_INDIC: ("bdo", {"dir": "ltr"}),
}
"""The element, and what it says, that isolates a run in HTML."""


def isolate(root: etree._Element, direction: str) -> etree._Element:
    """Return a copy of a tree in which what goes its own way stands in `bdi`.

    An element that says its own direction is left as it is (HTML, section 4.5.24; UAX #9).
    Attributes are isolated by characters.

    Args:
        root: the tree; it is not changed.
        direction: `ltr` or `rtl`, the direction of the text around.

    """
    twin = copy.deepcopy(root)
    _isolate_attributes(twin, direction)
    for paragraph in list(_paragraphs(twin)):
        if paragraph.element.tag in BARE:
            paragraph.element.text = isolate_text(paragraph.text, direction)
            continue
        for run in reversed(_runs(paragraph, direction)):
            _wrap(paragraph, run, direction)
    return twin


def _runs(paragraph: "_Paragraph", direction: str) -> Sequence[Run]:
    """Return the runs of a paragraph; code and a shown address are one, with their brackets."""
    runs = all_runs(paragraph.text, direction)
    text = "".join(each.text for each in paragraph.pieces)
    is_address = paragraph.element.tag == "a" and _WHOLE_ADDRESS.fullmatch(text)
    if not (runs and direction == "rtl" and (is_address or paragraph.element.tag in _VERBATIM)):
        return runs
    if _RIGHT_TO_LEFT.intersection(map(unicodedata.bidirectional, text)):
        return runs
    last = paragraph.pieces[-1]
    kind = Kind.NUMBER if any(each.kind is Kind.NUMBER for each in runs) else Kind.WORDS
    return (Run(paragraph.pieces[0].start, last.start + last.length, kind),)


def isolate_characters(root: etree._Element, direction: str) -> etree._Element:
    """Return a copy of a tree in which what goes its own way is isolated by characters.

    For vocabularies without `bdi`. What is right without stays as it is, and so does a tree from
    left to right.
    """
    if direction == "ltr":
        return root
    twin = copy.deepcopy(root)
    _isolate_attributes(twin, direction)
    for paragraph in list(_paragraphs(twin)):
        if paragraph.element.tag in _VERBATIM:
            continue
        for run in reversed(needed_runs(paragraph.text, direction)):
            before, after = CHARACTERS[run.kind]
            paragraph.insert(run.end, after, end=True)
            paragraph.insert(run.start, before, end=False)
    return twin


def isolate_text(text: str, direction: str) -> str:
    r"""Return a text in which what would be shown in a wrong order is isolated by characters.

    Args:
        text: a title, an alternative text, a line of a feed.
        direction: that of the text; one from left to right is returned as it is.

    >>> isolate_text("+1 202 555 0100 گە", "rtl").encode("ascii", "backslashreplace")
    b'\\u2066+1 202 555 0100\\u2069 \\u06af\\u06d5'
    """
    if direction == "ltr":
        return text
    for run in reversed(needed_runs(text, direction)):
        before, after = CHARACTERS[run.kind]
        isolated = f"{before}{text[run.start : run.end]}{after}"
        text = f"{text[: run.start]}{isolated}{text[run.end :]}"
    return text


def all_runs(text: str, direction: str) -> Sequence[Run]:
    """Return the runs of a text that go their own way; none begins or ends in a program."""
    # What stands for elements at a text's end, as for a page's links to a passage, is in no run:
    # without it, the runs are those that were found for the edition's other forms.
    return direction_runs(_without_programs(text).rstrip(OTHER), direction)


def _without_programs(text: str) -> str:
    return PROGRAM.sub(lambda program: OTHER * len(program[0]), text)


def needed_runs(text: str, direction: str) -> list[Run]:
    """Return the runs of a text that are wrong without isolation.

    Words are right between letters of the text; not where they begin it, which many programs take
    for its direction, not beside others, and not where a sign of theirs is at their end. An
    address stays bare: programs that look for one would take the character for a part of it.
    """
    text = _without_programs(text)
    return [
        run
        for run in all_runs(text, direction)
        if run.kind is not Kind.WORDS or _is_disturbed(text, run)
    ]


def _is_disturbed(text: str, run: Run) -> bool:
    words = text[run.start : run.end]
    if "://" in words or "@" in words or words.startswith("www."):
        return False
    if not (_LETTERED.match(words) and words[-1].isalnum()):
        return True
    before, after = _nearest(reversed(text[: run.start])), _nearest(text[run.end :])
    disturbs = before in {"L", "other"} or after in _NOT_OWN
    return disturbs or (not before and bool(after))


# Where its first letter has nothing but digits before it, a word is in order by itself.
_LETTERED = re.compile(r"\d*[^\W\d_]")
_NOT_OWN = frozenset({"L", "EN", "AN", "other"})


def _nearest(text: Iterable[str]) -> str:
    """Return the bidi class of the first letter, digit or element; empty where there is none."""
    for char in text:
        found = "other" if char == OTHER else unicodedata.bidirectional(char)
        if found in _NOT_OWN or found in {"R", "AL"}:
            return found
    return ""


def _isolate_attributes(root: etree._Element, direction: str) -> None:
    if direction == "ltr":
        return
    for element in _open(root):
        for name in _SPOKEN:
            value = element.get(name)
            if value:
                element.set(name, isolate_text(value, direction))


def _open(element: etree._Element) -> Iterator[etree._Element]:
    """Yield an element and those in it that do not say their own direction."""
    yield element
    for child in element:
        if isinstance(child.tag, str) and not says_direction(child):
            yield from _open(child)


def says_direction(element: etree._Element) -> bool:
    """Whether what an element holds is isolated by it already."""
    return element.tag in _CLOSED or "dir" in element.attrib


@frozen
class _Piece:
    """A text or a tail that is part of a paragraph."""

    element: etree._Element
    is_tail: bool
    start: int
    """Where it begins in the paragraph."""
    length: int

    @property
    def holder(self) -> etree._Element:
        """The element that it stands directly in."""
        above = self.element.getparent() if self.is_tail else self.element
        return self.element if above is None else above

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def set(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


@frozen
class _Paragraph:
    """Texts that follow one another, as a reader sees them."""

    element: etree._Element
    pieces: Sequence[_Piece]
    text: str

    def at(self, place: int, *, end: bool) -> _Piece:
        """Return the piece that a run begins in, or ends in."""
        return next(
            each
            for each in self.pieces
            if (each.start < place if end else each.start <= place)
            and (place <= each.start + each.length if end else place < each.start + each.length)
        )

    def insert(self, place: int, characters: str, *, end: bool) -> None:
        piece = self.at(place, end=end)
        text, offset = piece.text, place - piece.start
        piece.set(text[:offset] + characters + text[offset:])


def _paragraphs(root: etree._Element) -> Iterator[_Paragraph]:
    """Yield what stands in a tree, each with the elements that its words go through."""
    inner: list[etree._Element] = []
    edge = OTHER if root.tag in _INLINE else ""
    pieces = list(_pieces(root, inner))
    placed, at = [], len(edge)
    for piece in pieces:
        if isinstance(piece, _Piece):
            placed.append(replace(piece, start=at))
        at += len(piece.text) if isinstance(piece, _Piece) else 1
    texts = (each.text if isinstance(each, _Piece) else OTHER for each in pieces)
    yield _Paragraph(root, placed, edge + "".join(texts) + edge)
    for each in inner:
        yield from _paragraphs(each)


def _pieces(
    element: etree._Element, inner: list[etree._Element]
) -> Iterator[_Piece | etree._Element]:
    """Yield an element's texts, and the elements in it that have a text of their own."""
    if element.text:
        yield _Piece(element, is_tail=False, start=0, length=len(element.text))
    for child in element:
        if is_transparent(child):
            yield from _pieces(child, inner)
        else:
            yield child
            if isinstance(child.tag, str) and not says_direction(child):
                inner.append(child)
        if child.tail:
            yield _Piece(child, is_tail=True, start=0, length=len(child.tail))


def is_transparent(element: etree._Element) -> bool:
    """Whether a word or a number may begin outside an element and end in it."""
    # An index that holds more than a text is the mark of a note; a name of a byline is a unit.
    is_note = element.tag in {"sub", "sup"} and len(element) > 0
    is_name = "author" in (element.get("class") or "").split()
    return element.tag in _TRANSPARENT and not (says_direction(element) or is_note or is_name)


def _wrap(paragraph: _Paragraph, run: Run, direction: str) -> None:
    """Put a run into `bdi`, with the whole elements in it; else each of its texts alone."""
    opening, closing = paragraph.at(run.start, end=False), paragraph.at(run.end, end=True)
    bounds = _bounds(opening, run.start - opening.start, closing, run.end - closing.start)
    if bounds is not None:
        _wrap_between(*bounds, run.kind)
        return
    for piece in reversed(paragraph.pieces):
        start, end = max(run.start, piece.start), min(run.end, piece.start + piece.length)
        for part in reversed(all_runs(paragraph.text[start:end], direction)):
            begin = start - piece.start
            first, last = _Bound(piece, begin + part.start), _Bound(piece, begin + part.end)
            _wrap_between(first, last, part.kind)


@frozen
class _Bound:
    """A place between two characters or elements."""

    piece: _Piece
    offset: int


def _bounds(first: _Piece, start: int, last: _Piece, end: int) -> tuple[_Bound, _Bound] | None:
    """Return the ends of a run in one element; None where it begins or ends inside another."""
    above = [first.holder, *first.holder.iterancestors()]
    common = next(each for each in [last.holder, *last.holder.iterancestors()] if each in above)
    while first.holder is not common:
        if first.is_tail or start:
            return None
        before = first.holder.getprevious()
        holder = first.holder.getparent()
        if holder is None:
            return None
        first = _Piece(holder if before is None else before, before is not None, 0, 0)
        start = len(first.text)
    while last.holder is not common:
        behind = last.element.getnext() if last.is_tail else next(iter(last.element), None)
        if behind is not None or last.text[end:]:
            return None
        last, end = _Piece(last.holder, is_tail=True, start=0, length=0), 0
    return _Bound(first, start), _Bound(last, end)


def _wrap_between(first: _Bound, last: _Bound, kind: Kind) -> None:
    """Put what stands between two places of one element into an isolate."""
    isolated = etree.Element(*TAGS[kind])
    holder = first.piece.holder
    text = first.piece.text
    same = first.piece.element is last.piece.element and first.piece.is_tail == last.piece.is_tail
    tail = last.piece.text[last.offset :]
    if same:
        isolated.text = text[first.offset : last.offset]
    else:
        isolated.text = text[first.offset :]
        last.piece.set(last.piece.text[: last.offset])
        _move(first.piece, last.piece.element, isolated)
    at = holder.index(first.piece.element) + 1 if first.piece.is_tail else 0
    first.piece.set(text[: first.offset])
    holder.insert(at, isolated)
    isolated.tail = tail or None


def _move(first: _Piece, last: etree._Element, isolated: etree._Element) -> None:
    """Move the elements after a text or a tail, up to one of them, into an isolate."""
    each = first.element.getnext() if first.is_tail else first.element[0]
    while each is not None:
        following = each.getnext()
        isolated.append(each)
        if each is last:
            return
        each = following
