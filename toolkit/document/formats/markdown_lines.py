"""Lines of Markdown as its block rules see them: their text, and blocks inside of blocks."""

from markdown_it.rules_block import StateBlock

from toolkit.base.frozen import frozen

__all__ = ["Inside", "begins", "indented_end", "push_blocks", "start_of", "text_of"]


def start_of(state: StateBlock, line: int) -> int:
    """Return where a line's text begins, behind the prefixes of what it stands in."""
    return state.bMarks[line] + state.tShift[line]


def text_of(state: StateBlock, line: int) -> str:
    """Return a line's text."""
    return state.src[start_of(state, line) : state.eMarks[line]]


def begins(state: StateBlock, line: int, characters: str) -> bool:
    """Whether a line's text begins with one of some characters.

    A paragraph's lines are tried by every rule, and begin with none of theirs.
    """
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 1] in characters


@frozen
class Inside:
    """Lines of a container, and by how much they are indented."""

    first: int
    end: int
    indent: int


def push_blocks(state: StateBlock, inside: Inside, tag: str, kind: str = "") -> None:
    """Push an element with the blocks of its lines."""
    opened = state.push(f"{tag}_open", tag, 1)
    opened.map = [inside.first, inside.end]
    if kind:
        opened.attrs = {"class": kind}
    before = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax = inside.indent, inside.end
    state.parentType = "list"  # whose content may be indented, and need not be
    state.md.block.tokenize(state, inside.first, inside.end)
    state.blkIndent, state.lineMax, state.parentType = before
    state.push(f"{tag}_close", tag, -1)
    state.line = inside.end


def indented_end(state: StateBlock, first: int, last: int, least: int) -> int:
    """Return the line after the blank and the indented lines that begin at one."""
    end = first
    for line in range(first, last):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < least:
            break
        end = line + 1
    return end
