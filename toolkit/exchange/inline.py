"""Inline: the codes of messages as the numbered elements that XLIFF has for them, and back."""

from collections import defaultdict, deque
from collections.abc import Iterator

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import append_text
from toolkit.base.text import Code, CodeKind, Text, message_codes, parse_text, read_message

__all__ = ["Numbered", "Vocabulary", "numbered_target", "numbered_text", "read_inline", "write"]


@frozen
class Numbered:
    """A code with the number that its element has."""

    code: Code
    number: int


@frozen
class Vocabulary:
    """What a version of XLIFF calls inline elements."""

    namespace: str
    pair: str
    """Around a text: `pc` or `g`."""
    empty: str
    """`ph` or `x`."""
    start: str
    """The first of two that are not nested: `sc` or `bx`."""
    end: str
    """`ec` or `ex`."""
    refers: str
    """The attribute by which an end names its start: `startRef` or `rid`."""

    def attributes(self, code: Code) -> dict[str, str]:
        """Return what an element says of its code."""
        if self.pair == "g":
            return {"ctype": f"x-{code.tag}", "clone": "no"} | (
                {"equiv-text": str(code)} if code.kind is CodeKind.EMPTY else {}
            )
        fixed = {"canCopy": "no", "canDelete": "no"}
        if code.kind is CodeKind.EMPTY:
            return fixed | {"disp": str(code), "equiv": code.tag}
        closing = str(Code(code.tag, CodeKind.CLOSE))
        return fixed | {"dispStart": str(code), "dispEnd": closing}


def numbered_text(message: str) -> list[str | Numbered]:
    """Return a source message with its codes numbered, a pair by one number."""
    return list(_numbered(read_message(message)))


def _numbered(text: Text) -> Iterator[str | Numbered]:
    opened: defaultdict[str, list[int]] = defaultdict(list)
    number = 0
    for piece in text:
        if isinstance(piece, str):
            yield piece
        elif piece.kind is CodeKind.CLOSE and opened[piece.tag]:
            yield Numbered(piece, opened[piece.tag].pop())
        else:
            number += 1
            if piece.kind is CodeKind.OPEN:
                opened[piece.tag].append(number)
            yield Numbered(piece, number)


def numbered_target(message: str, source: str) -> list[str | Numbered]:
    """Return a translation with its codes numbered as in its source; None of ours stay text."""
    numbers: defaultdict[Code, deque[int]] = defaultdict(deque)
    for known in numbered_text(source):
        if isinstance(known, Numbered) and known.code.kind is not CodeKind.CLOSE:
            numbers[known.code].append(known.number)
    opened: defaultdict[str, list[int]] = defaultdict(list)
    made: list[str | Numbered] = []
    for piece in parse_text(message, message_codes(source)):
        number = 0
        if isinstance(piece, str):
            made.append(piece)
            continue
        if piece.kind is CodeKind.CLOSE:
            number = opened[piece.tag].pop() if opened[piece.tag] else 0
        elif numbers[piece]:
            number = numbers[piece].popleft()
            if piece.kind is CodeKind.OPEN:
                opened[piece.tag].append(number)
        made.append(Numbered(piece, number) if number else str(piece))
    return made


def write(home: etree._Element, pieces: list[str | Numbered], names: Vocabulary) -> etree._Element:
    """Write a text with numbered codes into an element, and return the element."""
    nested = _is_nested(pieces)
    stack = [home]
    for piece in pieces:
        if isinstance(piece, str):
            append_text(stack[-1], piece)
        elif piece.code.kind is CodeKind.CLOSE and nested:
            stack.pop()
        else:
            element = _element(stack[-1], piece, names, nested=nested)
            if nested and piece.code.kind is CodeKind.OPEN:
                stack.append(element)
    return home


def _is_nested(pieces: list[str | Numbered]) -> bool:
    opened: list[int] = []
    for piece in pieces:
        if isinstance(piece, str) or piece.code.kind is CodeKind.EMPTY:
            continue
        if piece.code.kind is CodeKind.OPEN:
            opened.append(piece.number)
        elif not opened or opened.pop() != piece.number:
            return False
    return not opened


def _element(
    parent: etree._Element, piece: Numbered, names: Vocabulary, *, nested: bool
) -> etree._Element:
    code, number = piece.code, str(piece.number)
    name = names.empty if code.kind is CodeKind.EMPTY else names.pair
    attributes = {"id": number, **names.attributes(code)}
    if not nested and code.kind is not CodeKind.EMPTY:
        opens = code.kind is CodeKind.OPEN
        name = names.start if opens else names.end
        attributes = {"id": number} if opens else {"id": f"{number}e", names.refers: number}
        if names.pair == "g":
            attributes["ctype" if opens else "equiv-text"] = f"x-{code.tag}" if opens else str(code)
        elif opens:
            attributes |= {"disp": str(code), "equiv": code.tag}
        else:
            attributes = {names.refers: number, "disp": str(code), "equiv": code.tag}
    return etree.SubElement(parent, f"{{{names.namespace}}}{name}", attributes)


# --- what comes back ------------------------------------------------------------------------


def read_inline(element: etree._Element, source: str) -> str:
    """Return the message that an element's content spells, with the codes of its source.

    Elements that other programs have put in, such as `mrk`, are looked through; one that stands
    for a code that the source does not have is left out of the text, as it says nothing.

    Args:
        element: a `source`, `target`, `seg-source` …
        source: the source's message, whose codes have the numbers.

    """
    tags = {
        piece.number: piece.code
        for piece in numbered_text(source)
        if isinstance(piece, Numbered) and piece.code.kind is not CodeKind.CLOSE
    }
    return "".join(_spelled(element, tags))


def _spelled(element: etree._Element, tags: dict[int, Code]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _child(child, tags)
        yield child.tail or ""


def _child(child: etree._Element, tags: dict[int, Code]) -> Iterator[str]:
    if not isinstance(child.tag, str):
        return
    name = etree.QName(child).localname
    code = tags.get(_number(child))
    if name == "cp":
        yield _character(child.get("hex", ""))
    elif name in {"ec", "ex"}:
        yield str(Code(code.tag, CodeKind.CLOSE)) if code is not None else ""
    elif name in {"ph", "x", "sc", "bx"}:
        yield str(code) if code is not None else ""
    elif name in {"pc", "g"} and code is not None:
        yield str(code)
        yield from _spelled(child, tags)
        yield str(Code(code.tag, CodeKind.CLOSE))
    else:
        yield from _spelled(child, tags)


def _character(digits: str) -> str:
    """Return a character that XML cannot hold (XLIFF 2.1, section 4.2.3.1); a space for none."""
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return " "


def _number(element: etree._Element) -> int:
    for name in ("startRef", "rid", "id"):
        value = element.get(name, "").removesuffix("e")
        if value.isascii() and value.isdigit() and len(value) < 7:  # noqa: PLR2004 - more codes has no text
            return int(value)
    return 0
