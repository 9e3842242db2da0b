"""Comments: what authors wrote into markup for themselves, and no reader of the page sees."""

import re
from collections.abc import Iterator

from toolkit.base.markup.html_tokens import Kind, tokens

__all__ = ["comments_in", "without_comments"]

# XML 1.0, sections 2.5 to 2.8: in a CDATA section and an instruction nothing is a comment.
_XML = re.compile(rb"(<!--.*?-->)|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
# CommonMark 0.31.2, sections 4.5, 6.1 and 6.6: nor is it in code.
_MARKDOWN = re.compile(
    rb"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?\n)?? {0,3}\1[`~]*[ \t]*$"
    rb"|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)|(<!--.*?-->)",
    re.DOTALL | re.MULTILINE,
)
_INCLUDED = b"<!--#"
"""What a server takes for an instruction (server-side includes); it is no comment."""


def comments_in(data: bytes, format_name: str) -> tuple[tuple[int, int], ...]:
    """Return where a file has comments.

    Args:
        data: the file's bytes, in an encoding in which ASCII's bytes are ASCII.
        format_name: `html` or `markdown`; any other is taken for XML.

    Returns:
        The first byte of each, and that after it.

    """
    places = _PLACES.get(format_name, _in_xml)(data)
    return tuple(each for each in places if not data.startswith(_INCLUDED, each[0]))


def without_comments(data: bytes, format_name: str) -> bytes:
    """Return a file without its comments; all else keeps its bytes.

    Args:
        data: the file's bytes, in an encoding in which ASCII's bytes are ASCII.
        format_name: `html` or `markdown`; any other is taken for XML.

    """
    kept, done = [], 0
    for start, end in comments_in(data, format_name):
        kept.append(data[done:start])
        done = end
    return b"".join([*kept, data[done:]])


def _in_html(data: bytes) -> Iterator[tuple[int, int]]:
    for each in tokens(data):
        if each.kind is Kind.COMMENT and data.startswith(b"<!--", each.start):
            yield each.start, each.end


def _in_xml(data: bytes) -> Iterator[tuple[int, int]]:
    yield from (match.span(1) for match in _XML.finditer(data) if match[1])


def _in_markdown(data: bytes) -> Iterator[tuple[int, int]]:
    yield from (match.span(3) for match in _MARKDOWN.finditer(data) if match[3])


_PLACES = {"html": _in_html, "markdown": _in_markdown}
