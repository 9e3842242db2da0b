"""Markdown's blocks beyond CommonMark: boxes, containers, definitions, and lines of templates."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from toolkit.base.templates import TEMPLATE
from toolkit.document.formats.markdown_definitions import (
    caption,
    definition,
    lettered,
    loose_table,
    verse,
)
from toolkit.document.formats.markdown_dialects import (
    ALERT,
    BOX,
    CODE_DIRECTIVES,
    DIRECTIVE,
    ESM,
    JSX,
    LINES,
    OPTION,
    RAW_TAGS,
    TEXT_DIRECTIVES,
    TITLED_DIRECTIVES,
)
from toolkit.document.formats.markdown_lines import (
    Inside,
    begins,
    indented_end,
    push_blocks,
    start_of,
    text_of,
)
from toolkit.document.formats.markdown_marks import Marks, Stretch, push_text, with_marks

__all__ = ["NOTE", "add_dialect_blocks"]

NOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
"""The mark and the colon that begin the text of a footnote."""
_INDENT = 4
_TAG = re.compile(r"\{[{%][<%-]?\s*(/?)\s*([\w\-./]+)")
_COMPONENT_END = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|[{}>]")
_MAX_TAG = 4000
_COMMENT = re.compile(r"\{(?:%-?|\{[<%]|::)\s*comment\b")
_KRAMDOWN_END = re.compile(r"\{:/(?:comment)?\}")
_BREAKS = ["paragraph", "reference", "blockquote", "list"]


def add_dialect_blocks(parser: MarkdownIt) -> None:
    """Add the rules to a parser, before those of CommonMark that would read their lines as text."""
    block = parser.block.ruler
    block.before("code", "note_rest", _rest_of_note)
    block.before("fence", "directive", _directive, {"alt": _BREAKS})
    block.before("fence", "box", _box, {"alt": _BREAKS})
    block.before("fence", "raw", _raw, {"alt": _BREAKS})
    block.before("fence", "template", _template, {"alt": _BREAKS})
    block.before("fence", "script", _script)
    block.before("fence", "component", _component, {"alt": _BREAKS})
    block.before("fence", "line", _line, {"alt": _BREAKS})
    block.before("fence", "alert", _alert)
    block.before("fence", "caption", caption)
    block.before("fence", "definition", definition, {"alt": ["paragraph"]})
    block.after("table", "verse", verse)
    block.after("table", "loose_table", loose_table)
    block.after("table", "lettered", lettered)


def _opaque(state: StateBlock, first: int, end: int) -> None:
    """Push lines that stay as they are."""
    token = state.push("opaque_lines", "", 0)
    token.map = [first, end]
    start = start_of(state, first)
    token.content = state.src[start : state.eMarks[end - 1]]
    token.hidden = True
    with_marks(token, Marks([0], [start]))
    state.line = end


def _titled(state: StateBlock, line: int, match: re.Match[str]) -> None:
    """Push the title of a line that is markup otherwise."""
    for name, value in match.groupdict().items():
        if name in {"title", "label", "tab"} and value and value.strip():
            start = start_of(state, line) + match.start(name)
            end = start + len(value.rstrip())
            push_text(state, "p", Stretch(line, start, end), "title")


def _line(state: StateBlock, first: int, _last: int, silent: bool) -> bool:
    """Find a line that is markup, but for its title."""
    if not begins(state, first, ":/{[$(*-<%") or state.is_code_block(first):
        return False
    text = text_of(state, first)
    match = next((found for each in LINES if (found := each.match(text))), None)
    if match is None or (silent and text.startswith("%")):  # among words it is a per cent sign
        return False
    if not silent:
        state.line = first + 1
        _titled(state, first, match)
        if state.line == first + 1 and not any(match.groupdict().values()):
            _opaque(state, first, first + 1)
    return True


def _alert(state: StateBlock, first: int, _last: int, silent: bool) -> bool:
    """Find the first line of an alert, at the head of a quotation."""
    if silent or state.parentType != "blockquote" or state.is_code_block(first):
        return False
    match = ALERT.fullmatch(text_of(state, first))
    if match is None or not state.tokens or state.tokens[-1].type != "blockquote_open":
        return False
    if match[1].strip():
        start = start_of(state, first) + match.start(1)
        push_text(state, "p", Stretch(first, start, start + len(match[1].rstrip())), "title")
    state.line = first + 1
    return True


def _box(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a box or a tab with its indented content."""
    if not begins(state, first, "!?=") or state.is_code_block(first):
        return False
    match = BOX.match(text_of(state, first))
    if match is None:
        return False
    if not silent:
        indent = state.sCount[first] + _INDENT
        opened = state.push("div_open", "div", 1)
        opened.attrs, opened.map = {"class": "box"}, [first, first + 1]
        _titled(state, first, match)
        end = indented_end(state, first + 1, last, indent)
        if end > first + 1:
            push_blocks(state, Inside(first + 1, end, indent), "div")
        state.push("div_close", "div", -1)
        state.line = max(end, first + 1)
    return True


def _rest_of_note(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find the indented blocks that go on with a footnote."""
    tokens = state.tokens
    if silent or len(tokens) < 3 or not state.is_code_block(first):  # noqa: PLR2004 - open, text, close
        return False
    if tokens[-1].type != "paragraph_close" or not NOTE.match(tokens[-2].content):
        return False
    indent = state.blkIndent + _INDENT
    inside = Inside(first, indented_end(state, first, last, indent), indent)
    push_blocks(state, inside, "div", "note-rest")
    return True


def _template(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find lines that hold a template's tags and nothing else."""
    start = start_of(state, first)
    if state.is_code_block(first) or not state.src.startswith(("{{", "{%", "{#"), start):
        return False
    end = _template_end(state, start, last)
    if end is None:
        return False
    lines = next((n for n in range(first, last) if state.eMarks[n] >= end), first) + 1
    if silent and not _parts(state, start, lines):
        return False
    is_value = state.src.startswith("{{", start) and not state.src.startswith(("{{<", "{{%"), start)
    if not silent and is_value and lines < last and not state.isEmpty(lines):
        return False  # among words
    if not silent:
        _opaque(state, first, lines)
    return True


def _template_end(state: StateBlock, start: int, last: int) -> int | None:
    """Return where a row of tags ends that fills its lines; None where it does not."""
    most = state.eMarks[last - 1]
    position = start
    while True:
        match = TEMPLATE.match(state.src, position, most)
        if match is None:
            return None
        position = match.end()
        rest = re.compile(r"[ \t]*").match(state.src, position)
        at = rest.end() if rest else position
        if at >= most or state.src[at] == "\n":
            return position
        position = at


def _parts(state: StateBlock, start: int, end: int) -> bool:
    """Whether tags on lines of their own part a paragraph: those that begin or end a block do."""
    match = _TAG.match(state.src, start)
    if match is None:
        return False
    name = match[2]
    if (
        match[1]
        or name.startswith("end")
        or name in {"else", "elsif", "if", "for", "unless", "case"}
    ):
        return True
    closing = re.compile(rf"\{{[{{%][<%-]?\s*(?:/\s*|end_?){re.escape(name)}\b")
    return (
        closing.search(state.src, start, min(len(state.src), state.eMarks[end - 1] + 20_000))
        is not None
    )


def _raw(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find what a tag, a formula's mark or a directive makes raw, up to its end."""
    if not begins(state, first, "$\\{") or state.is_code_block(first):
        return False
    end = _raw_end(state, first, last)
    if end is None:
        return False
    if not silent:
        text = text_of(state, first)
        _opaque(state, first, end)
        if not _COMMENT.match(text):
            state.tokens[-1].meta["shown"] = True
    return True


def _raw_end(state: StateBlock, first: int, last: int) -> int | None:
    text = text_of(state, first)
    if text in {"$$", "\\["} or (text.startswith("$$") and "$$" not in text[2:]):
        closing = "\\]" if text == "\\[" else "$$"
        return _line_with(
            state, first, last, re.compile(rf"{re.escape(closing)}(?:[ \t]*\S{{0,40}})?$")
        )
    if text.startswith("$$") and text.rstrip().endswith("$$") and len(text.strip()) > len("$$$$"):
        return first + 1
    if text.startswith("{::comment}"):
        here = _KRAMDOWN_END.search(text)
        return first + 1 if here else _line_with(state, first, last, _KRAMDOWN_END)
    match = _TAG.match(text) if text.startswith(("{%", "{{")) else None
    if match is None or match[1] or match[2] not in RAW_TAGS:
        return None
    name = re.escape(match[2])
    closing_tag = re.compile(rf"\{{[{{%][<%-]?\s*(?:/\s*|end){name}\b")
    if closing_tag.search(text):
        return None
    return _line_with(state, first, last, closing_tag)


def _line_with(state: StateBlock, first: int, last: int, closing: re.Pattern[str]) -> int | None:
    for line in range(first + 1, last):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return None
        if closing.search(text_of(state, line)):
            return line + 1
    return None


def _directive(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a directive of MyST: its content is Markdown, or it is raw."""
    if not begins(state, first, ":`~") or state.is_code_block(first):
        return False
    match = DIRECTIVE.fullmatch(text_of(state, first))
    if match is None:
        return False
    name, fence = match["name"], match["fence"]
    is_text = name in TEXT_DIRECTIVES
    if not is_text and (fence[0] != ":" or name not in CODE_DIRECTIVES):
        return fence[0] == ":" and _open_container(state, first, last, match, silent=silent)
    end = _fence_end(state, first, last, fence)
    if end is None:
        return False
    if not silent:
        if not is_text:
            _opaque(state, first, end)
            state.tokens[-1].meta["shown"] = True
            return True
        begun = _options(state, first, end, match)
        if begun < end - 1:
            push_blocks(state, Inside(begun, end - 1, state.blkIndent), "div", "box")
        state.line = end
    return True


def _open_container(
    state: StateBlock, first: int, last: int, match: re.Match[str], *, silent: bool
) -> bool:
    """Take the first line of a directive between colons, and its options: the rest is Markdown."""
    if not silent:
        state.line = _options(state, first, last, match)
    return True


def _options(state: StateBlock, first: int, last: int, match: re.Match[str]) -> int:
    """Push the title and the options of a directive; return the line after them."""
    if match["name"] in TITLED_DIRECTIVES:
        _titled(state, first, match)
    line = first + 1
    if line < last and text_of(state, line) == "---":
        closed = _line_with(state, line, last, re.compile(r"^---$"))
        return closed or line
    while line < last and OPTION.match(text_of(state, line)):
        _opaque(state, line, line + 1)
        line += 1
    return line


def _fence_end(state: StateBlock, first: int, last: int, fence: str) -> int | None:
    """Return the line after the fence that closes a directive."""
    closing = re.compile(rf"{fence[0]}{{{len(fence)},}}[ \t]*$")
    for line in range(first + 1, last):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return None
        if closing.match(text_of(state, line)) and not state.is_code_block(line):
            return line + 1
    return None


def _script(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find MDX's imports and exports."""
    if silent or not begins(state, first, "ie") or state.is_code_block(first):
        return False
    if not ESM.match(text_of(state, first)):
        return False
    end = first + 1
    while end < last and not state.isEmpty(end):
        end += 1
    _opaque(state, first, end)
    return True


def _component(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Find a component of MDX on lines of its own."""
    if not begins(state, first, "<") or state.is_code_block(first):
        return False
    if not JSX.match(text_of(state, first)):
        return False
    found = _component_end(state, start_of(state, first), last)
    if found is None:
        return False
    end = next(n for n in range(first, last) if state.eMarks[n] >= found) + 1
    if state.src[found : state.eMarks[end - 1]].strip():
        return False
    if not silent:
        _opaque(state, first, end)
    return True


def _component_end(state: StateBlock, start: int, last: int) -> int | None:
    """Return where a component's tag ends, past the braces and strings of its properties."""
    depth = 0
    for match in _COMPONENT_END.finditer(
        state.src, start, min(state.eMarks[last - 1], start + _MAX_TAG)
    ):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif match[0] == ">" and depth == 0:
            return match.end()
    return None
