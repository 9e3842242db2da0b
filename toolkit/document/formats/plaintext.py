"""Plain text: blocks between blank lines, read as an article; docs/reference/plain-text.md."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.document.formats.article_tree import (
    Article,
    Block,
    Byline,
    CorrectionNote,
    Picture,
    Piece,
    article_tree,
)
from toolkit.document.formats.dates import find_date, read_moment
from toolkit.document.formats.frontmatter import Field, read_front_matter
from toolkit.document.formats.lines import Line, read_lines
from toolkit.document.formats.mail_heads import signature_start
from toolkit.document.formats.parsed import Parsed
from toolkit.document.formats.text_lines import text_parts
from toolkit.document.model import Metadata, Span
from toolkit.document.wire import LISTS, WIRE_KEYS, Wire, read_wire

__all__ = [
    "Article",
    "Block",
    "Byline",
    "Picture",
    "Piece",
    "article_tree",
    "field_authors",
    "field_corrections",
    "field_language",
    "field_metadata",
    "field_picture",
    "field_tags",
    "find_byline",
    "is_headline",
    "is_note",
    "parse_plaintext",
]

_MAX_HEADLINE = 200
_MAX_BYLINE = 120
_BYLINE_MARKS = " \t\u00a0,;:·|/—–-،؛"
_SEPARATORS = "*-–—_#~⁂•· \t\u00a0"
# What is drawn below a heading.
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}|_{3,}|\*{3,}|[—–]{3,}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_CORRECTION = re.compile(r"(\d{4}-\d{2}-\d{2})[: \t]+(.*)", re.DOTALL)
_BY = re.compile(r"by\b[:\s]*", re.IGNORECASE)
_SENTENCE_ENDS = (".", "。", "۔", "…", ":", ";")


def parse_plaintext(data: bytes, path: str, language: Locale) -> Parsed:
    """Read plain text into an article: headline, standfirst, byline with date, body, note.

    Args:
        data: UTF-8, with or without a byte order mark.
        path: its name, for messages.
        language: the source language, whose month names a byline's date may use.

    Raises:
        ToolkitError: for another charset, control characters or a bad front matter.

    """
    front = read_front_matter(read_lines(data, path), path)
    fields = front.fields
    language = field_language(fields, path) or language
    detect = "detect" not in fields or fields["detect"].truth
    signature = signature_start([each.text for each in front.rest]) if detect else None
    blocks = list(_blocks(front.rest[:signature]))
    article = _recognise(blocks, fields, language, detect=detect)
    article = replace(
        article,
        picture=field_picture(fields),
        tags=field_tags(fields),
        corrections=field_corrections(fields, language, path),
    )
    metadata = field_metadata(fields, language, path)
    if metadata.date is None and article.byline:
        metadata = replace(metadata, date=article.byline.day)
    spans: dict[etree._Element, Span] = {}
    root = article_tree(article, metadata, language, spans)
    parsed = Parsed(etree.ElementTree(root), metadata, language, spans, body=front.body(data))
    if signature is None:
        return parsed
    line = front.rest[signature]
    return replace(parsed, source=data[: line.offset], findings=(_signed(path, line),))


def _signed(path: str, line: Line) -> Finding:
    return Finding(
        "mail-signature",
        "the lines below “--” are the signature of a mail, and are left out",
        Location(path, line.number, 1),
        "delete them; if readers are to have them, delete the line with “--”",
        severity=Severity.WARNING,
    )


def field_language(fields: Mapping[str, Field], path: str) -> Locale | None:
    """Return the language that a front matter says; None where it says none.

    Raises:
        ToolkitError: with its place, when it is no language tag.

    """
    field = fields.get("language")
    if field is None or not field.value:  # `no` is Norwegian here
        return None
    try:
        return Locale.parse(field.value)
    except ToolkitError as error:
        (finding,) = error.findings
        place = Location(path, field.span.line, field.span.column)
        raise ToolkitError(replace(finding, location=place)) from None


def field_metadata(fields: Mapping[str, Field], language: Locale, path: str) -> Metadata:
    """Return what a front matter says that is no unit.

    Raises:
        ToolkitError: with its place, for a date that is none, or an address that is none, or an
            embargo that does not say when it ends, or what partners cannot be told.

    """
    return Metadata(
        date=_field_date(fields, "date", language, path),
        updated=_field_date(fields, "updated", language, path),
        tags=tuple(piece.text for piece in field_tags(fields)),
        canonical=_address(fields, path),
        image=fields["image"].value if "image" in fields and fields["image"].truth else "",
        embargo=_embargo(fields, path),
        wire=_wire(fields, path),
    )


def _address(fields: Mapping[str, Field], path: str) -> str:
    field = fields.get("canonical")
    if field is None or not field.truth:
        return ""
    if not _ADDRESS.fullmatch(field.value):
        raise ToolkitError.because(
            "front-matter",
            f"“{field.value}” is not an address",
            Location(path, field.span.line, field.span.column),
            "write it as https://example.org/article",
        )
    return field.value


def _embargo(fields: Mapping[str, Field], path: str) -> dt.datetime | None:
    """Return the moment of an embargo; one whose end cannot be read must not count as none."""
    field = fields.get("embargo")
    if field is None or (field.value and not field.truth):
        return None
    try:
        return read_moment(field.value.partition(" #")[0])
    except ValueError as error:
        raise ToolkitError.because(
            "embargo",
            str(error) if field.value else "the embargo does not say when it ends",
            Location(path, field.span.line, field.span.column),
            "write it as 2026-12-01T06:00+05:00",
        ) from None


def _wire(fields: Mapping[str, Field], path: str) -> Wire:
    """Return what a front matter tells partners."""

    def refuse(key: str, message: str, hint: str) -> ToolkitError:
        span = fields[key].span
        return ToolkitError.because(
            "front-matter", message, Location(path, span.line, span.column), hint
        )

    given = {key: fields[key] for key in WIRE_KEYS if key in fields and fields[key].truth}
    return read_wire(
        {
            key: [each.value for each in field.items] if key in LISTS else field.value
            for key, field in given.items()
        },
        refuse,
    )


def field_authors(fields: Mapping[str, Field]) -> tuple[Piece, ...]:
    """Return who a front matter says wrote it, of a list each item."""
    field = fields.get("author")
    if field is None or not field.truth:
        return ()
    found = field.items or (field,)
    return tuple(Piece(each.value, each.span, each.block) for each in found if each.value)


def field_tags(fields: Mapping[str, Field]) -> tuple[Piece, ...]:
    """Return the tags of a front matter, each once."""
    items = fields["tags"].items if "tags" in fields else ()
    found: dict[str, Piece] = {}
    for item in items:
        if item.value:
            found.setdefault(item.value, Piece(item.value, item.span))
    return tuple(found.values())


def field_corrections(
    fields: Mapping[str, Field], language: Locale, path: str
) -> tuple[CorrectionNote, ...]:
    """Return the corrections of a front matter: `2021-03-01 What was wrong`.

    Raises:
        ToolkitError: with its place, for one that begins with no date.

    """
    found = []
    for item in fields["corrections"].items if "corrections" in fields else ():
        match = _CORRECTION.match(item.value)
        date = find_date(match[1], language) if match else None
        if match is None or date is None or not match[2].strip():
            raise ToolkitError.because(
                "front-matter",
                f"“{item.value}” is not a correction",
                Location(path, item.span.line, item.span.column),
                "write a date such as 2021-03-01, then what was wrong",
            )
        found.append(CorrectionNote(date.day, match[2].strip(), item.span.line))
    return tuple(found)


def field_picture(fields: Mapping[str, Field]) -> Picture | None:
    """Return the picture of a front matter; None where it has none."""
    given = {name: field for name, field in fields.items() if field.truth}
    if "image" not in given:
        return None
    alt, caption = (
        Piece(given[name].value, given[name].span, given[name].block) if name in given else None
        for name in ("image_alt", "image_caption")
    )
    return Picture(given["image"].value, alt, caption)


def _field_date(
    fields: Mapping[str, Field], name: str, language: Locale, path: str
) -> dt.date | None:
    """Return the day that a field of a front matter says; None where there is none.

    Raises:
        ToolkitError: with its place, when it is no date.

    """
    field = fields.get(name)
    if field is None or not field.truth:
        return None
    found = find_date(field.value, language)
    if found is None:
        raise ToolkitError.because(
            "front-matter",
            f"“{field.value}” is not a date",
            Location(path, field.span.line, field.span.column),
            "write it as 2021-02-22",
        )
    return found.day


def _blocks(lines: Iterable[Line]) -> Iterator[Block]:
    held: list[Line] = []
    separated = False
    for line in [*lines, None]:
        if line is not None and line.text.strip():
            held.append(line)
            continue
        if held:
            block = _block(held, separated=separated)
            separated = block.rule
            yield block
            held = []
        if line is not None and "\u00a0" in line.text:
            separated = True


def _block(lines: list[Line], *, separated: bool) -> Block:
    if len(lines) == 2 and _UNDERLINE.fullmatch(lines[1].text.strip()):  # noqa: PLR2004 - and its line
        lines = lines[:1]
    text = "\n".join([line.text.strip() for line in lines])
    first, last = lines[0], lines[-1]
    lead = len(first.text) - len(first.text.lstrip())
    start = first.byte_offset(lead)
    end = last.byte_offset(len(last.text.rstrip()))
    piece = Piece(text, Span(start, start, end, end, first.number, 1 + lead))
    return Block(piece, separated, rule=not text.strip(_SEPARATORS), lines=tuple(lines))


def _recognise(
    blocks: list[Block], fields: Mapping[str, Field], language: Locale, *, detect: bool
) -> Article:
    given = {name: Piece(field.value, field.span) for name, field in fields.items() if field.truth}
    headline = given.get("headline")
    if detect and "headline" not in fields and blocks and is_headline(blocks[0]):
        headline = blocks.pop(0).piece
    standfirst = given.get("standfirst")
    byline: Byline | None = None
    authors = field_authors(fields)
    if authors:
        byline = Byline(authors, given.get("date"), None)
    elif detect and "author" not in fields:
        at, byline = find_byline(blocks, language)
        if byline is not None:
            blocks.pop(at)
            if at == 1 and "standfirst" not in fields and not blocks[0].rule:
                standfirst = blocks.pop(0).piece
    if byline is None and "date" in given:
        byline = Byline((), given["date"], None)
    note = given.get("note")
    follows = any(not block.rule for block in blocks[:-1])
    if detect and "note" not in fields and follows and is_note(blocks[-1], byline):
        note = blocks.pop().piece
    return Article(headline, standfirst, byline, tuple(blocks), note)


def is_headline(block: Block) -> bool:
    """Whether a text's first block is its headline: short, and no sentence."""
    text = block.piece.text
    return not block.rule and len(text) <= _MAX_HEADLINE and not text.endswith(_SENTENCE_ENDS)


def find_byline(blocks: list[Block], language: Locale) -> tuple[int, Byline | None]:
    """Look for a short line that ends in a date, first or after one standfirst."""
    for at, block in enumerate(blocks[:2]):
        text = block.piece.text
        if len(text) > _MAX_BYLINE or "\n" in text:
            continue
        found = find_date(text, language)
        # A full stop after the date would end a sentence, not a byline.
        if found is None or text[found.end :].strip(_BYLINE_MARKS):
            continue
        author = text[: found.start].rstrip(_BYLINE_MARKS)
        if not author.endswith(("!", "?", "”", "»")):
            name = _BY.sub("", author, count=1) if _BY.match(author) else author
            return at, Byline(
                (_part(block.piece, 0, len(author), name),) if name else (),
                _part(block.piece, found.start, found.end, text[found.start : found.end]),
                found.day,
            )
    return -1, None


def _part(piece: Piece, start: int, end: int, text: str) -> Piece:
    """Return a piece of a one-line piece, from character `start` to `end`."""
    before = len(piece.text[:start].encode())
    length = len(piece.text[start:end].encode())
    at = piece.span.start + before
    column = piece.span.column + start
    return Piece(text, Span(at, at, at + length, at + length, piece.span.line, column))


def is_note(block: Block, byline: Byline | None) -> bool:
    """Whether a text's last block is about its author; a list below a rule is not."""
    if block.rule or any(part.mark for part in text_parts(block.lines)):
        return False
    text = block.piece.text
    rests = [text.removeprefix(each.text) for each in (byline.authors if byline else ())]
    return block.separated or any(rest != text and not rest[:1].isalnum() for rest in rests)
