"""Markdown escapes: text written so that CommonMark reads it as that text, and no markup."""

import re
import unicodedata

from toolkit.document.formats.markdown_dialects import BEGINS_BLOCK

__all__ = ["delimited", "escaped", "escaped_end", "escaped_start", "guarded", "titled"]

# What begins inline markup anywhere; `_` between letters does not.
_INLINE = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
# What a site generator would run, or a dialect read as its markup: no backslash keeps it from that.
_DIALECT = re.compile(
    r"\{(?=[{%:#./* ])|(?<=[)\]*_`~>} :])\{|\$|:(?=[\w+\-]+:)|(?<=http):(?=//)|(?<=https):(?=//)"
    r"|\^(?=\\\[)",
    re.IGNORECASE,
)
# What begins a block at the start of a line: headings, lists, underlines, delimiter rows, quotes.
_START = re.compile(r"(?:#{1,6}|[+\-])(?= |$)|[-=:|][-=:| ]*$|>|\+{3}$")
_ORDINAL = re.compile(r"(\d{1,9})([.)])(?= |$)")
_CLOSING_NUMBER_SIGNS = re.compile(r"(?:(?<= )|\A)(#+)\Z")
_ONE_TAG = re.compile(r"<[^<>]*>\s*\Z")
_TAG_NAME = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*|<[!?]")
_AUTOLINK = re.compile(r"<[^<>\s]*[:@][^<>\s]*>")


def escaped(text: str, *, bar: str = "|", dialects: bool = False) -> str:
    r"""Escape what would be inline markup.

    Args:
        text: any text.
        bar: how a bar is written.
        dialects: whether what would be markup in a dialect is written as references.

    >>> escaped("2*3 [a] snake_case R&D &amp;")
    '2\\*3 \\[a\\] snake_case R&D \\&amp;'

    """
    text = _INLINE.sub(r"\\\g<0>", text).replace("|", bar)
    return _DIALECT.sub(lambda match: f"&#{ord(match[0])};", text) if dialects else text


def titled(text: str, *, bar: str = "|") -> str:
    """Escape a title that stands in quotation marks; `bar` is how a bar is written."""
    return re.sub(r'[\\"]|&(?=#?\w+;)', r"\\\g<0>", text).replace("|", bar)


def escaped_start(text: str, *, quoted: bool = False) -> str:
    r"""Escape what would begin a block, in a text that stands first on its line.

    Args:
        text: a text in which inline markup is escaped.
        quoted: whether a quotation mark would begin a link definition's title.

    >>> escaped_start("2021. Year")
    '2021\\. Year'

    """
    if text[:1].isspace():
        return f"&#{ord(text[0])};{text[1:]}"
    if BEGINS_BLOCK.match(text):
        return f"&#{ord(text[0])};{text[1:]}"
    if _START.match(text) or (quoted and text[:1] in {'"', "'", "("}):
        return f"\\{text}"
    return _ORDINAL.sub(r"\1\\\2", text, count=1) if _ORDINAL.match(text) else text


def escaped_end(line: str) -> str:
    """Escape what would end a heading, and keep white space that would be cut off."""
    line = line.rstrip(" ")
    if line[-1:].isspace():
        return f"{line[:-1]}&#{ord(line[-1])};"
    return _CLOSING_NUMBER_SIGNS.sub(r"\\\1", line)


def guarded(line: str, source: str) -> str:
    """Keep inline HTML that now stands first from beginning a block of HTML."""
    tag = _TAG_NAME.match(line)
    if tag is None or _AUTOLINK.match(line):
        return line
    own = _TAG_NAME.match(source)
    if own and own[0] == tag[0] and not _ONE_TAG.match(line):
        return line
    return f"&#32;{line}"


def delimited(inside: str, outside: str, *, first: bool) -> tuple[str, str]:
    """Make emphasis open or close between two texts (CommonMark, section 6.2).

    A white space inside becomes a reference, which counts as punctuation; beside punctuation
    inside, a letter outside becomes one too.

    Args:
        inside: the text in the emphasis.
        outside: the text around it.
        first: whether the delimiter opens, so that the outside stands before it.

    Returns:
        The two texts.

    """
    near, far = (0, -1) if first else (-1, 0)
    if inside and inside[near].isspace():
        inside = _referenced(inside, near)
    if inside and _is_punctuation(inside[near]) and outside and not _is_apart(outside[far]):
        outside = _referenced(outside, far)
    return inside, outside


def _referenced(text: str, at: int) -> str:
    reference = f"&#{ord(text[at])};"
    return text[:-1] + reference if at else reference + text[1:]


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_apart(character: str) -> bool:
    return character.isspace() or _is_punctuation(character)
