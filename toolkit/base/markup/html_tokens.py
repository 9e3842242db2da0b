"""Page tokens: an HTML page cut into tags, texts and comments as the standard's tokenizer does."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from toolkit.base.markup.html_programs import blank_programs

__all__ = ["RAW_TEXT", "VOID", "Kind", "Token", "nesting", "start_tags", "tokens", "tokens_to_last"]


class Kind(Enum):
    """What a token is."""

    START = auto()
    END = auto()
    TEXT = auto()
    """Text with character references in it."""
    RAW = auto()
    """Text without: a script, a style, a CDATA section."""
    COMMENT = auto()
    DOCTYPE = auto()
    DROPPED = auto()
    """What no parser keeps: `</>`, a tag that the page ends in."""


class Token(NamedTuple):
    """A stretch of a page's bytes."""

    kind: Kind
    start: int
    end: int
    name: bytes = b""
    """A tag's name in lower case; of a CDATA section, its content."""


VOID = frozenset(
    """area base basefont bgsound br col embed frame hr img input keygen link meta param source
    track wbr""".split()  # noqa: SIM905 - a list of words reads best as text
)
"""The elements that have no content and no end tag (HTML, section 13.1.2), the old ones too."""
RAW_TEXT = frozenset({"iframe", "noembed", "noframes", "plaintext", "script", "style", "xmp"})
"""The elements whose content is text without references (HTML, section 13.3)."""
_REFERENCES_ONLY = frozenset({"textarea", "title"})
# Their end is implied by what follows, so that a long row of them is no nesting.
_ENDED_BY_THE_NEXT = frozenset(
    """body button colgroup dd dt head html li nobr option optgroup p rb rp rt rtc tbody td tfoot th
    thead tr""".split()  # noqa: SIM905 - a list of words reads best as text
)
_INTEGRATION_POINTS = frozenset({"annotation-xml", "desc", "foreignobject", "title"})
# After whose start tags not everything is HTML: text of another kind, or other vocabularies.
_SPECIAL = frozenset(
    name.encode() for name in (RAW_TEXT | _REFERENCES_ONLY | _INTEGRATION_POINTS | {"svg", "math"})
)
_WHITE = rb"\t\n\f\r "
# HTML, sections 13.2.5.32 to 13.2.5.40: `>` ends a tag but within a quoted value. What looks ahead
# lets each part end in one place only, so that a tag without an end takes no time to give up.
_ATTRIBUTES = (
    rb"(?:[" + _WHITE + rb"/]+(?![" + _WHITE + rb"/])"
    rb"|(?:=[^" + _WHITE + rb"/>=]*|[^" + _WHITE + rb"/>=]+)(?=[" + _WHITE + rb"/>=])"
    rb"(?:[" + _WHITE + rb"]*=[" + _WHITE + rb"]*"
    rb"(?:\"[^\"]*\"|'[^']*'|[^" + _WHITE + rb"\"'>][^" + _WHITE + rb">]*(?=[" + _WHITE + rb">])"
    rb"|(?=>|\"[^\"]*\Z|'[^']*\Z))"
    rb"|(?![" + _WHITE + rb"]*=)))*"
)
_TOKEN = re.compile(
    rb"(?P<text>[^<]+)"
    rb"|<(?P<slash>/?)(?P<name>[A-Za-z][^"
    + _WHITE
    + rb"/>]*(?=["
    + _WHITE
    + rb"/>]))"
    + _ATTRIBUTES
    + rb">"
    rb"|(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))"
    rb"|(?P<doctype><![Dd][Oo][Cc][Tt][Yy][Pp][Ee][^>]*(?:>|\Z))"
    rb"|(?P<bogus><[!?][^>]*(?:>|\Z)|</[^A-Za-z>][^>]*(?:>|\Z))"
    rb"|(?P<nothing></>)"
    rb"|(?P<rest></?[A-Za-z].*)"
    rb"|(?P<less><)",
    re.DOTALL,
)
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_KINDS = {
    "text": Kind.TEXT,
    "less": Kind.TEXT,
    "comment": Kind.COMMENT,
    "bogus": Kind.COMMENT,
    "doctype": Kind.DOCTYPE,
    "nothing": Kind.DROPPED,
    "rest": Kind.DROPPED,
}
_SCRIPT_ESCAPES = re.compile(rb"<!--|-->|<(/?)script(?=[" + _WHITE + rb"/>])", re.IGNORECASE)


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a page, which cover it without a gap (HTML, section 13.2.5).

    What only the tree can tell (whether a `title` stands in SVG) is guessed from the tags passed;
    who needs to be sure compares with the tree.

    Args:
        data: the page, in an encoding in which ASCII's bytes are ASCII.

    """
    whole, data = data, blank_programs(data)
    position = 0
    foreign: list[str] = []
    while position < len(data):
        cdata = _CDATA.match(data, position) if _is_foreign(foreign) else None
        if cdata is not None:
            yield Token(Kind.RAW, position, cdata.end(), whole[slice(*cdata.span(1))])
            position = cdata.end()
            continue
        match = _TOKEN.match(data, position)
        assert match is not None  # noqa: S101 - any byte begins a token
        position = match.end()
        if match["name"] is None:
            yield Token(_KINDS[str(match.lastgroup)], match.start(), position)
            continue
        name = match["name"].lower()
        if match["slash"]:
            if foreign:
                _leave(foreign, name.decode("latin-1"))
            yield Token(Kind.END, match.start(), position, name)
            continue
        yield Token(Kind.START, match.start(), position, name)
        if not foreign and name not in _SPECIAL:
            continue
        was_foreign = _is_foreign(foreign)
        _enter(foreign, name.decode("latin-1"), data[position - 2 : position - 1] == b"/")
        if not was_foreign:
            end = _text_end(data, position, name)
            if end > position:
                kind = Kind.TEXT if name.decode("latin-1") in _REFERENCES_ONLY else Kind.RAW
                yield Token(kind, position, end, whole[position:end])
                position = end


def tokens_to_last(data: bytes, *names: bytes) -> Iterator[Token]:
    """Yield the tokens up to the last start tag of some elements; mostly those of a head.

    Args:
        data: the page, as `tokens` takes it.
        names: the elements', in lower case.

    """
    lower = data.lower()
    last = max(lower.rfind(b"<" + name) for name in names)
    for token in tokens(data) if last >= 0 else ():
        if token.start > last:
            return
        yield token


def start_tags(data: bytes, *names: bytes) -> Iterator[Token]:
    """Yield the start tags of some elements; see `tokens_to_last`."""
    for token in tokens_to_last(data, *names):
        if token.kind is Kind.START and token.name in names:
            yield token


def nesting(found: list[Token]) -> tuple[int, int]:
    """Return how deep tags nest at most, and the offset where they do; a cheap upper bound.

    Parsers need time that grows with the square of the depth.
    """
    opened: dict[bytes, int] = {}
    depth = deepest = at = 0
    for token in found:
        if token.kind is Kind.START:
            name = token.name.decode("latin-1")
            if name not in VOID and name not in _ENDED_BY_THE_NEXT:
                opened[token.name] = opened.get(token.name, 0) + 1
                depth += 1
                if depth > deepest:
                    deepest, at = depth, token.start
        elif token.kind is Kind.END and opened.get(token.name):
            opened[token.name] -= 1
            depth -= 1
    return deepest, at


def _is_foreign(foreign: list[str]) -> bool:
    return bool(foreign) and foreign[-1] not in _INTEGRATION_POINTS


def _enter(foreign: list[str], name: str, self_closing: bool) -> None:
    inside = _is_foreign(foreign) and name in _INTEGRATION_POINTS
    if not self_closing and (name in {"svg", "math"} or inside):
        foreign.append(name)


def _leave(foreign: list[str], name: str) -> None:
    if name in foreign:
        del foreign[len(foreign) - 1 - foreign[::-1].index(name) :]


def _text_end(data: bytes, start: int, name: bytes) -> int:
    """Return where the text of an element ends that holds no elements; `start` for others."""
    known = name.decode("latin-1")
    if known == "plaintext":
        return len(data)
    if known == "script":
        return _script_end(data, start)
    if known not in RAW_TEXT and known not in _REFERENCES_ONLY:
        return start
    end = re.compile(rb"</" + name + rb"(?=[" + _WHITE + rb"/>])", re.IGNORECASE)
    match = end.search(data, start)
    return match.start() if match else len(data)


def _script_end(data: bytes, start: int) -> int:
    """Return where a script ends: not at an end tag in a comment that opened a script itself.

    HTML, sections 13.2.5.18 to 13.2.5.31.
    """
    escaped = doubly = False
    for match in _SCRIPT_ESCAPES.finditer(data, start):
        if match[0] == b"<!--":
            escaped = True
        elif match[0] == b"-->":
            escaped = doubly = False
        elif match[1] == b"":
            doubly = escaped
        elif not doubly:
            return match.start()
        else:
            doubly = False
    return len(data)
