"""Markdown's definition and lettered lists, line blocks, loose tables: their line ends say much."""

import re
from collections.abc import Iterator
from string import ascii_letters, ascii_lowercase, ascii_uppercase

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from toolkit.document.formats.markdown_dialects import CAPTION, DEFINITION, LINE_OF_VERSE
from toolkit.document.formats.markdown_lines import (
    Inside,
    begins,
    push_blocks,
    start_of,
    text_of,
)
from toolkit.document.formats.markdown_marks import Marks, Stretch, marks_of, push_text, with_marks

__all__ = ["caption", "definition", "lettered", "loose_table", "verse"]

# A dash and a space begin an item of a list, as they do in front of GFM's tables.
_DELIMITER_ROW = re.compile(r"(?!-[ \t])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
# “A. Smith” is a name: Pandoc asks for two spaces there.
_MARK = re.compile(
    r"(?P<before>\(?)(?P<mark>[A-Za-z]|[ivxlc]{2,8}|[IVXLC]{2,8}|@[\w-]*|#)(?P<after>[).])"
    r"(?:(?<!\bA\.)[ \t]|[ \t]{2}|\t)[ \t]*(?=\S)"
)
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_NUMERALS = tuple(f"{tens}{ones}" for tens in _TENS for ones in _ONES)[1:]
_MARKS = {
    "a": tuple(ascii_lowercase),
    "A": tuple(ascii_uppercase),
    "i": _NUMERALS,
    "I": tuple(map(str.upper, _NUMERALS)),
}
"""The marks of a list, by its first one."""
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_CELL = re.compile(r"(?:[^|\\]|\\.?)+")


def loose_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a table whose head has not as many cells as its delimiter row: Hugo shows it as one."""
    if silent or first + 1 >= last or state.is_code_block(first):
        return False
    if "|" not in text_of(state, first) or not _DELIMITER_ROW.fullmatch(text_of(state, first + 1)):
        return False
    end = first
    state.push("table_open", "table", 1).map = [first, first]
    while end < last and not state.isEmpty(end) and "|" in text_of(state, end):
        if end != first + 1:
            _push_row(state, end)
        end += 1
    state.push("table_close", "table", -1)
    state.line = end
    return True


def _push_row(state: StateBlock, line: int) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for match in _CELL.finditer(text_of(state, line)):
        text = match[0].strip()
        if text:
            start = start_of(state, line) + match.start()
            start += len(match[0]) - len(match[0].lstrip())
            push_text(state, "td", Stretch(line, start, start + len(text)))
    state.push("tr_close", "tr", -1)


def verse(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find lines that begin with a bar: each keeps its end."""
    if silent or not begins(state, first, "|") or state.is_code_block(first):
        return False
    lines: list[tuple[int, str]] = []
    end = first
    while end < last and (match := LINE_OF_VERSE.match(text_of(state, end))):
        start = start_of(state, end)
        lines.append((start + match.end(), text_of(state, end)[match.end() :].rstrip()))
        end += 1
    texts = [text for _, text in lines if text]
    if len(texts) < 2 or any(text.endswith("|") for text in texts):  # noqa: PLR2004 - one is a text
        return False
    state.push("paragraph_open", "p", 1).map = [first, end]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = (
        "\n".join(text for _, text in lines),
        [first, end],
        [],
    )
    token.meta["verse"] = True
    with_marks(token, Marks(list(_starts(lines)), [start for start, _ in lines]))
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def _starts(lines: list[tuple[int, str]]) -> Iterator[int]:
    position = 0
    for _, text in lines:
        yield position
        position += len(text) + 1


def lettered(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find items that CommonMark has no list for, each of which begins a line of its own.

    `a)`, `(ii)`, `B.`, `(@example)` stay in their texts; `#.` is a number that is counted (Pandoc,
    “Extension: fancy_lists” and “example_lists”).
    """
    if silent or not begins(state, first, "#(" + ascii_letters) or state.is_code_block(first):
        return False
    found = _MARK.match(text_of(state, first))
    if found is None or not (found["mark"] in _MARKS or found["mark"][0] in "#@"):
        return False
    end = _paragraph_end(state, first, last)
    items = _items(state, found, first, end)
    if len(items) < 2 or _is_heading_or_terms(state, end, last):  # noqa: PLR2004 - one is a text
        return False
    counted = text_of(state, first).startswith("#")
    if counted:
        state.push("ordered_list_open", "ol", 1).map = [first, end]
    for line, following in zip(items, [*items[1:], end], strict=True):
        _push_item(state, line, following, counted=counted, is_last=following == end)
    if counted:
        state.push("ordered_list_close", "ol", -1)
    state.line = end
    return True


def _paragraph_end(state: StateBlock, first: int, last: int) -> int:
    """Return the line after the paragraph that begins at one (CommonMark, section 4.8)."""
    ends = state.md.block.ruler.getRules("paragraph")
    before, state.parentType = state.parentType, "paragraph"
    end = first + 1
    while end < last and not state.isEmpty(end):
        goes_on = state.sCount[end] < 0 or state.is_code_block(end)
        if not goes_on and (
            _is_underline(state, end) or any(rule(state, end, last, True) for rule in ends)
        ):
            break
        end += 1
    state.parentType = before
    return end


def _is_underline(state: StateBlock, line: int) -> bool:
    is_inside = state.sCount[line] >= state.blkIndent
    return is_inside and _UNDERLINE.fullmatch(text_of(state, line)) is not None


def _is_heading_or_terms(state: StateBlock, end: int, last: int) -> bool:
    """Whether the line after a paragraph makes something else of it."""
    return end < last and (_is_underline(state, end) or definition(state, end, last, silent=True))


def _items(state: StateBlock, found: re.Match[str], first: int, end: int) -> list[int]:
    """Return the lines of a block that begin with marks of one form, in their order."""
    items = [first]
    for line in range(first + 1, end):
        each = _MARK.match(text_of(state, line))
        if each is None or each.group("before", "after") != found.group("before", "after"):
            continue
        if _is_mark(each["mark"], found["mark"], len(items)):
            items.append(line)
    return items


def _is_mark(mark: str, first: str, place: int) -> bool:
    """Whether a list that begins with a mark has another at a place, from 0."""
    marks = _MARKS.get(first)
    if marks is None:
        return mark[0] == first[0]
    return mark in marks[place : place + 1]


def _push_item(state: StateBlock, line: int, end: int, *, counted: bool, is_last: bool) -> None:
    tag = "li" if counted else "p"
    lines = [(start_of(state, each), text_of(state, each).rstrip()) for each in range(line, end)]
    if not is_last:
        start, text = lines[-1]
        lines[-1] = start, _without_break(text)
    if counted:
        start, text = lines[0]
        lead = len(text) - len(text[2:].lstrip())
        lines[0] = start + lead, text[lead:]
    state.push(f"{tag}_open", tag, 1).map = [line, end]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = "\n".join(text for _, text in lines), [line, end], []
    with_marks(token, Marks(list(_starts(lines)), [start for start, _ in lines]))
    state.push(f"{tag}_close", tag, -1)


def _without_break(text: str) -> str:
    """Return a line without the backslash of a hard line break at its end."""
    backslashes = len(text) - len(text.rstrip("\\"))
    return text[:-1].rstrip() if backslashes % 2 else text


def caption(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find the caption of a table right behind it."""
    if silent or not begins(state, first, ":tT") or state.is_code_block(first):
        return False
    match = CAPTION.match(text_of(state, first))
    before = state.tokens[-1] if state.tokens else None
    if match is None or before is None or before.type != "table_close":
        return False
    if before.level != state.level:
        return False
    end = _paragraph_end(state, first, last)
    lines = [(start_of(state, each), text_of(state, each).rstrip()) for each in range(first, end)]
    start, text = lines[0]
    lines[0] = start + match.end(), text[match.end() :]
    state.push("caption_open", "caption", 1).map = [first, end]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = (
        "\n".join(each for _, each in lines),
        [first, end],
        [],
    )
    with_marks(token, Marks(list(_starts(lines)), [each for each, _ in lines]))
    state.push("caption_close", "caption", -1)
    state.line = end
    return True


def definition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a definition: the paragraph before it holds the terms that it defines."""
    start = start_of(state, first)
    if state.is_code_block(first) or state.src[start : start + 1] != ":":
        return False
    match = DEFINITION.match(state.src, start, state.eMarks[first])
    if match is None:
        return False
    if silent:
        return state.sCount[first] >= state.blkIndent
    if not _terms(state, first):
        return False
    indent = state.sCount[first] + match.end() - start
    end = _definition_end(state, first, last)
    least = min(
        (state.sCount[n] for n in range(first + 1, end) if _is_inside(state, first, n)),
        default=indent,
    )
    before = state.tShift[first], state.sCount[first]
    state.tShift[first], state.sCount[first] = match.end() - state.bMarks[first], min(indent, least)
    push_blocks(state, Inside(first, end, min(indent, least)), "dd")
    state.tShift[first], state.sCount[first] = before
    state.push("dl_close", "dl", -1)
    return True


def _is_inside(state: StateBlock, first: int, line: int) -> bool:
    return not state.isEmpty(line) and state.sCount[line] > state.sCount[first] + 1


def _definition_end(state: StateBlock, first: int, last: int) -> int:
    """Return the line after a definition: what is indented, and its first lines."""
    end, blank = first + 1, False
    for line in range(first + 1, last):
        if state.isEmpty(line):
            blank = True
            continue
        if not _is_inside(state, first, line) and (blank or DEFINITION.match(text_of(state, line))):
            break
        end = line + 1
    return end


def _terms(state: StateBlock, first: int) -> bool:
    """Make terms of the paragraph before a definition; False where there is none right before."""
    tokens = state.tokens
    if tokens and tokens[-1].type == "dl_close" and tokens[-1].level == state.level:
        tokens.pop()
        state.level += 1
        return True
    if len(tokens) < 3 or tokens[-1].type != "paragraph_close" or tokens[-1].level != state.level:  # noqa: PLR2004 - open, text, close
        return False
    *_, opened, inline, _closed = tokens
    if opened.map is None or not first - 2 < opened.map[1] <= first:
        return False
    del tokens[-3:]
    if tokens and tokens[-1].type == "dl_close" and tokens[-1].level == state.level:
        tokens.pop()
        state.level += 1
    else:
        state.push("dl_open", "dl", 1).map = [opened.map[0], first]
    _push_terms(state, inline)
    return True


def _push_terms(state: StateBlock, inline: Token) -> None:
    """Push each line of a paragraph as a term."""
    marks = marks_of(inline)
    assert inline.map is not None  # noqa: S101 - markdown-it maps every block
    position = 0
    for at, line in enumerate(inline.content.split("\n")):
        text = line.strip()
        start = marks.place(position + len(line) - len(line.lstrip()))
        push_text(state, "dt", Stretch(inline.map[0] + at, start, start + len(text)), "")
        position += len(line) + 1
