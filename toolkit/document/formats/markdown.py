"""Markdown: CommonMark with tables, read as an article; docs/reference/markdown.md."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree
from markdown_it.token import Token

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import refuse_large
from toolkit.document.formats.article_tree import Article, Byline, Piece, article_tree
from toolkit.document.formats.front_texts import FrontText
from toolkit.document.formats.frontmatter import Field
from toolkit.document.formats.lines import Line, read_lines
from toolkit.document.formats.markdown_front import read_markdown_front
from toolkit.document.formats.markdown_grids import MARK, laid_out
from toolkit.document.formats.markdown_tokens import read_tokens
from toolkit.document.formats.markdown_tree import TreeBuilder
from toolkit.document.formats.pandoc_title import read_title_block
from toolkit.document.formats.parsed import Parsed
from toolkit.document.formats.plaintext import (
    field_authors,
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
    refuse_large(data, path, _MAX_BYTES)
    lines = read_lines(data, path)
    if MARK.encode() in data:
        _refuse_mark(lines, path)
    front = read_title_block(lines, language) or read_markdown_front(lines, path)
    fields = front.fields
    language = field_language(fields, path) or language
    metadata = field_metadata(fields, language, path)
    spans: dict[etree._Element, Span] = {}
    body, source, tokens, doubts = _tokens(front.rest, path, data)
    texts = list(front.texts)
    header = _header(fields, language, path)
    detect = "headline" not in fields and ("detect" not in fields or fields["detect"].truth)
    if header.headline and _first_heading(tokens) == header.headline.text:
        # The body says it itself, with its markup: no page has a headline twice.
        given = header.headline
        texts.insert(0, FrontText("title", given.text, given.span, given.block))
        header, detect = replace(header, headline=None), True
    root = article_tree(header, metadata, language, spans)
    _add_texts(root, texts, spans)
    builder = TreeBuilder(root, body, spans, detect_headline=detect)
    builder.add(tokens)
    return Parsed(
        etree.ElementTree(root),
        metadata,
        language,
        spans,
        source,
        findings=doubts,
        body=front.body(data),
        html=frozenset(builder.html),
        unshown=tuple(_unshown(name, Location(path, *at)) for name, *at in builder.unshown),
    )


def _refuse_mark(lines: Sequence[Line], path: str) -> None:
    """Refuse the character by which the toolkit itself parts cells: it is none for texts."""
    found = next(each for each in lines if MARK in each.text)
    place = Location(path, found.number, found.text.index(MARK) + 1)
    message = f"the text contains U+{ord(MARK):04X}, which is no character"
    raise ToolkitError.because("control-character", message, place, "delete it")


def _unshown(name: str, place: Location) -> Finding:
    return Finding(
        "not-shown",
        f"the pages of the article leave out what <{name}> shows",
        place,
        "write a link to where it is published, or say in words what it shows",
        severity=Severity.WARNING,
    )


def _header(fields: Mapping[str, Field], language: Locale, path: str) -> Article:
    """Return the article that the front matter alone gives."""
    given = {
        name: Piece(field.value, field.span, field.block)
        for name, field in fields.items()
        if field.truth
    }
    authors, date = field_authors(fields), given.get("date")
    return Article(
        given.get("headline"),
        given.get("standfirst"),
        Byline(authors, date, None) if authors or date else None,
        (),
        given.get("note"),
        field_picture(fields),
        field_tags(fields),
        field_corrections(fields, language, path),
    )


def _first_heading(tokens: Sequence[Token]) -> str:
    """Return the text of the heading that a document begins with; empty where it has none."""
    shown = [each for each in tokens if each.type != "opaque_lines"]
    if len(shown) < 2 or shown[0].type != "heading_open" or shown[0].tag != "h1":  # noqa: PLR2004
        return ""
    children = shown[1].children or []
    return " ".join("".join(each.content for each in children if not each.hidden).split())


def _add_texts(
    root: etree._Element, texts: Sequence[FrontText], spans: dict[etree._Element, Span]
) -> None:
    """Add the texts of a front matter's other keys: ITS rules say which are translated."""
    for at, each in enumerate(texts, 1):
        kind = each.name.rpartition(".")[2].lower()
        element = etree.Element("meta", {"name": each.name, "property": kind, "content": each.text})
        if each.block:
            element.set("scalar", "block")
        root.insert(at, element)
        spans[element] = each.span


def _tokens(
    lines: Sequence[Line], path: str, data: bytes
) -> tuple[Sequence[Line], bytes | None, Sequence[Token], tuple[Finding, ...]]:
    """Return the lines of a body, the bytes that they count, and its tokens.

    The bytes are None where they are the file's: where no table has to be laid out first.
    """
    tokens, environment = _read(lines, path)
    laid = laid_out(lines, environment, data)
    if laid is None:
        return lines, None, tokens, ()
    made, source, unread = laid
    doubts = tuple(_unread(Location(path, number)) for number in unread)
    return made, source, _read(made, path)[0], doubts


def _unread(place: Location) -> Finding:
    return Finding(
        "markdown-grid",
        "the cells of this grid table do not end where those of its first line do",
        place,
        "draw all of its lines for the same columns, with no cell over several of them",
        severity=Severity.WARNING,
    )


def _read(lines: Sequence[Line], path: str) -> tuple[Sequence[Token], Mapping[str, object]]:
    try:
        return read_tokens("\n".join(line.text for line in lines))
    except ToolkitError as error:
        (finding,) = error.findings
        at = finding.location.line if finding.location else None
        place = Location(path, lines[at or 0].number, 1)
        raise ToolkitError(replace(finding, location=place)) from None
