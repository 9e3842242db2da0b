"""Markdown's inline markup beyond CommonMark: what is opaque, what wraps a text, bare addresses."""

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from toolkit.base.templates import masked
from toolkit.document.formats.bare_addresses import trimmed
from toolkit.document.formats.markdown_dialects import INLINES, LINK_END, WRAPS, Opaque

__all__ = ["PLACE", "Inline", "add_dialect_inlines", "footnote"]

PLACE = "place"
"""Under this name a token's `meta` says where it stands in its block's content."""

Inline = Callable[[StateInline, bool], bool]
"""A rule of markdown-it for inline content: the state, and whether it only looks."""

_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\](?![(\[])")
# GFM, section 6.5: one tilde is as good as two; and section 6.9: what is an address by itself.
_TILDE = re.compile(r"~(?=[^\s~])(?:[^~\n\\]|\\.){0,500}(?<=[^\s~\\])~(?!~)")
_SCHEME = re.compile(r"(?:\A|[^A-Za-z0-9])(https?)\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"://[^\s<>\x00-\x20]+")
_MAX_TAG = 2000
_OPENINGS = "{$[!^:<\\"


def add_dialect_inlines(parser: MarkdownIt) -> None:
    """Add the rules to a parser, before those of CommonMark that would read their parts."""
    inline = parser.inline.ruler
    inline.after("text", "opaque", _opaque)
    inline.after("opaque", "templated_tag", _templated_tag)
    inline.after("opaque", "wrap", _wrap)
    inline.after("wrap", "address", _address)
    inline.before("strikethrough", "tilde", _tilde)


def _templated_tag(state: StateInline, silent: bool) -> bool:
    """Find a tag of HTML with a template's tag in it, whose marks would end it."""
    if state.src[state.pos] != "<":
        return False
    shown = _masked(state.src)
    end = min(state.posMax, state.pos + _MAX_TAG)
    match = HTML_TAG_RE.match(shown[state.pos : end]) if shown is not state.src else None
    if match is None:
        return False
    end = state.pos + match.end()
    content = state.src[state.pos : end]
    if match[0] == content:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = content
        token.meta[PLACE] = (state.pos, end)
    state.pos = end
    return True


@lru_cache(4)
def _masked(block: str) -> str:
    """Return a block without its templates' tags; each of its tags of HTML asks for it."""
    return masked(block)


def _opaque(state: StateInline, silent: bool) -> bool:
    """Find what is opaque."""
    if state.src[state.pos] not in _OPENINGS:
        return False
    for each in INLINES:
        match = each.pattern.match(state.src, state.pos, state.posMax)
        if match is None or not _may_stand(each, state):
            continue
        if not silent:
            token = state.push("opaque", "x", 0)
            token.content, token.info = match[0], each.name
            token.hidden = not each.shown
            token.meta[PLACE] = match.span()
        state.pos = match.end()
        return True
    return False


def _may_stand(each: Opaque, state: StateInline) -> bool:
    before = state.src[state.pos - 1 : state.pos]
    if each.apart and (before.isalnum() or before in {":", "_"}) and before:
        return False
    return not each.behind or not before or before in each.behind


def _wrap(state: StateInline, silent: bool) -> bool:
    """Find markup around a text: a link that a template addresses, a span with attributes."""
    if state.src[state.pos] not in "[!^":
        return False
    for each in WRAPS:
        opening = each.opening.match(state.src, state.pos, state.posMax)
        if opening is None or (each.closing is LINK_END and state.linkLevel > 0):
            continue
        label_end = _label_end(state, opening)
        closing = each.closing.match(state.src, label_end, state.posMax) if label_end > 0 else None
        if closing is None or closing.start() <= opening.end():
            continue
        if not silent:
            _push_wrapped(state, opening.span(), closing.span())
        state.pos = closing.end()
        return True
    return False


def _label_end(state: StateInline, opening: re.Match[str]) -> int:
    """Return where the text of a wrap ends; -1 where it does not."""
    if opening[0].endswith("|"):
        return state.src.find("]]", opening.end(), state.posMax)
    before = state.pos
    found = state.md.helpers.parseLinkLabel(state, opening.end() - 1)
    state.pos = before
    return int(found)


def _push_wrapped(state: StateInline, opening: tuple[int, int], closing: tuple[int, int]) -> None:
    """Push markup with the tokens of the text between."""
    most = state.posMax
    opened = state.push("wrap_open", "x", 1)
    opened.content, opened.meta[PLACE] = state.src[slice(*opening)], opening
    state.pos, state.posMax = opening[1], closing[0]
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = most
    closed = state.push("wrap_close", "x", -1)
    closed.content, closed.meta[PLACE] = state.src[slice(*closing)], closing


def _tilde(state: StateInline, silent: bool) -> bool:
    """Find what stands between single tildes: struck; glued to a word, a subscript."""
    if state.src[state.pos] != "~" or state.src[state.pos - 1 : state.pos] in {"~", "\\"}:
        return False
    match = _TILDE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        start, end = match.span()
        glued = start > 0 and state.src[start - 1].isalnum() and not re.search(r"\s", match[0])
        tag = "sub" if glued else "s"
        opened = state.push(f"{tag}_open", tag, 1)
        opened.markup, opened.meta[PLACE] = "~", (start, start + 1)
        most = state.posMax
        state.pos, state.posMax = start + 1, end - 1
        state.md.inline.tokenize(state)
        state.posMax = most
        closed = state.push(f"{tag}_close", tag, -1)
        closed.markup, closed.meta[PLACE] = "~", (end - 1, end)
    state.pos = match.end()
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """Find a bare address: it ends where GitHub's Markdown ends it."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.pending)
    rest = _ADDRESS.match(state.src, state.pos, state.posMax)
    if scheme is None or rest is None:
        return False
    shown = trimmed(rest[0])
    if not shown.strip("/:"):
        return False
    if not silent:
        start = state.pos - len(scheme[1])
        state.pending = state.pending[: -len(scheme[1])]
        end = state.pos + len(shown)
        _push_address(state, state.src[start:end], start, end)
    state.pos += len(shown)
    return True


def _push_address(state: StateInline, address: str, start: int, end: int) -> None:
    opened = state.push("link_open", "a", 1)
    opened.attrs, opened.markup, opened.meta[PLACE] = {"href": address}, "autolink", (start, start)
    text: Token = state.push("text", "", 0)
    text.content = address
    closed = state.push("link_close", "a", -1)
    closed.markup, closed.meta[PLACE] = "autolink", (end, end)


def footnote(state: StateInline, silent: bool) -> bool:
    """Find the mark of a footnote: `[^1]`."""
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("footnote", "sup", 0)
        token.content, token.meta[PLACE] = f"[{found[1]}]", found.span()
    state.pos = found.end()
    return True
