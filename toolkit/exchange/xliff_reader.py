"""XLIFF reader: what agencies and their programs send back, of any version from 1.0 to 2.2."""

from collections.abc import Iterator

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.markup import local_name, parse_xml
from toolkit.exchange.inline import read_inline
from toolkit.exchange.package import Reference
from toolkit.exchange.reply import Reply, Returned, reply_locale

__all__ = ["UNTOUCHED", "read_xliff"]

UNTOUCHED = "new"
"""The state of a target of XLIFF 1.2 that is its source, as it was sent."""
_UNFINISHED = frozenset(
    {
        "new",
        "needs-translation",
        "needs-adaptation",
        "needs-l10n",
        "needs-review-adaptation",
        "needs-review-l10n",
        "needs-review-translation",
    }
)
"""What a target of XLIFF 1.2 is called before it is finished."""
_FINISHED1 = frozenset({"translated", "signed-off", "final"})
_FINISHED2 = frozenset({"translated", "reviewed", "final"})


def read_xliff(data: bytes, path: str) -> Reply:
    """Read an XLIFF file.

    Raises:
        ToolkitError: when it is no well-formed XLIFF.

    """
    root = parse_xml(data, path).getroot()
    if local_name(root) != "xliff":
        message = f"the file is not XLIFF: its first element is “{local_name(root)}”"
        raise ToolkitError.because(
            "exchange-file", message, Location(path), "send back the file that you got"
        )
    second = root.get("version", "").startswith("2")
    rows = _units2(root, path) if second else _units1(root, path)
    tag = root.get("trgLang") or next(
        (each.get("target-language") for each in root if local_name(each) == "file"), None
    )
    return Reply(path, tuple(rows), reply_locale(tag, path))


def _units1(root: etree._Element, path: str) -> Iterator[Returned]:
    for unit in _below(root, "trans-unit"):
        source, target = _child(unit, "source"), _child(unit, "target")
        if source is None:
            continue
        message = _source(source)
        state = "" if target is None else target.get("state", "")
        text = read_inline(target, message) if target is not None else ""
        # It was sent so, and some programs leave the state out.
        is_open = state in {"", UNTOUCHED} and unit.get("approved") != "yes"
        if is_open and text.split() == message.split():
            text = ""
        finished = state in _FINISHED1 or (not state and unit.get("approved") == "yes")
        yield Returned(
            text,
            Location(path, unit.sourceline),
            Reference.parse(unit.get("resname", "")),
            message,
            draft=True if state in _UNFINISHED else False if finished else None,
            comment=_comments(unit),
        )


def _units2(root: etree._Element, path: str) -> Iterator[Returned]:
    for unit in _below(root, "unit"):
        pieces = [each for each in unit if local_name(each) in {"segment", "ignorable"}]
        sources = [each for piece in pieces if (each := _child(piece, "source")) is not None]
        message = "".join(map(_source, sources))
        states = {each.get("state", "initial") for each in pieces if local_name(each) == "segment"}
        yield Returned(
            "".join(_targets(pieces, message)),
            Location(path, unit.sourceline),
            Reference.parse(unit.get("name", "")),
            message,
            draft=False if states and states <= _FINISHED2 else None,
            comment=_comments(unit),
        )


def _targets(pieces: list[etree._Element], message: str) -> Iterator[str]:
    """Yield the translations of a unit's segments, in the order that the translator gave them."""
    if not any(_child(each, "target") is not None for each in pieces):
        return
    found: list[tuple[int, str]] = []
    for at, piece in enumerate(pieces, 1):
        target = _child(piece, "target")
        if target is None and local_name(piece) == "ignorable":
            target = _child(piece, "source")
        if target is not None:
            order = target.get("order", "")
            place = int(order) if order.isascii() and order.isdigit() else at
            found.append((place, read_inline(target, message)))
    yield from (text for _, text in sorted(found, key=lambda each: each[0]))


def _source(element: etree._Element) -> str:
    """Return the message of a source: its codes are called what they say they are."""
    return "".join(_spelled(element))


def _spelled(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            first, last = _tags(child)
            yield first
            yield from _spelled(child)
            yield last
        yield child.tail or ""


def _tags(element: etree._Element) -> tuple[str, str]:
    """Return what an inline element of ours stands for: before its content, and behind."""
    if element.get("dispStart"):
        return element.get("dispStart", ""), element.get("dispEnd", "")
    said = element.get("disp") or element.get("equiv-text")
    if said:
        return said, ""
    tag = element.get("ctype", "").removeprefix("x-")
    if tag and local_name(element) == "g":
        return f"<{tag}>", f"</{tag}>"
    return (f"<{tag}>", "") if tag and local_name(element) == "bx" else ("", "")


def _comments(unit: etree._Element) -> str:
    """Return the notes that a translator has added: those that are none of ours."""
    notes = [
        each
        for each in _below(unit, "note")
        if each.get("category", each.get("from")) in {None, "", "comment", "translator", "target"}
    ]
    return "\n".join(note.text for note in notes if note.text)


def _below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in element.iter() if local_name(each) == name)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((each for each in element if local_name(each) == name), None)
