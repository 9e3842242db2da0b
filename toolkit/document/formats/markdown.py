"""Markdown: CommonMark with tables, read as an article; docs/reference/markdown.md."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree
from markdown_it.token import Token

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.document.formats.frontmatter import Field
from toolkit.document.formats.lines import Line, read_lines
from toolkit.document.formats.markdown_front import read_markdown_front
from toolkit.document.formats.markdown_tokens import read_tokens
from toolkit.document.formats.markdown_tree import TreeBuilder
from toolkit.document.formats.parsed import Parsed
from toolkit.document.formats.plaintext import (
    Article,
    Byline,
    Piece,
    article_tree,
    field_corrections,
    field_language,
    field_metadata,
    field_picture,
    field_tags,
)
from toolkit.document.model import Span

__all__ = ["parse_markdown"]

_MAX_BYTES = 2 * 1024 * 1024


def parse_markdown(data: bytes, path: str, language: Locale) -> Parsed:
    """Read Markdown into an article: front matter and first heading its header, the rest its body.

    Args:
        data: UTF-8, with or without a byte order mark.
        path: its name, for messages.
        language: the source language.

    Raises:
        ToolkitError: for another charset, control characters, a bad front matter, or what would
            take unbounded time: too many bytes, too deep a nesting, too long a line.

    """
    if len(data) > _MAX_BYTES:
        raise ToolkitError.because(
            "too-large",
            f"the file has {len(data):,} bytes, more than {_MAX_BYTES:,}",
            Location(path),
            "cut it into several documents",
        )
    front = read_markdown_front(read_lines(data, path), path)
    fields = front.fields
    language = field_language(fields, path) or language
    metadata = field_metadata(fields, language, path)
    spans: dict[etree._Element, Span] = {}
    root = article_tree(_header(fields, language, path), metadata, language, spans)
    detect = "headline" not in fields and ("detect" not in fields or fields["detect"].truth)
    builder = TreeBuilder(root, front.rest, spans, detect_headline=detect)
    builder.add(_tokens(front.rest, path))
    return Parsed(
        etree.ElementTree(root),
        metadata,
        language,
        spans,
        body=front.body(data),
        html=frozenset(builder.html),
    )


def _header(fields: Mapping[str, Field], language: Locale, path: str) -> Article:
    """Return the article that the front matter alone gives."""
    given = {name: Piece(field.value, field.span) for name, field in fields.items() if field.truth}
    author, date = given.get("author"), given.get("date")
    return Article(
        given.get("headline"),
        given.get("standfirst"),
        Byline(author, date, None) if author or date else None,
        (),
        given.get("note"),
        field_picture(fields),
        field_tags(fields),
        field_corrections(fields, language, path),
    )


def _tokens(lines: Sequence[Line], path: str) -> Sequence[Token]:
    try:
        tokens, _ = read_tokens("\n".join(line.text for line in lines))
    except ToolkitError as error:
        (finding,) = error.findings
        at = finding.location.line if finding.location else None
        place = Location(path, lines[at or 0].number, 1)
        raise ToolkitError(replace(finding, location=place)) from None
    return tokens
