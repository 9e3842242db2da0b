"""DOCX: word processors' files, read as an article; docs/reference/docx.md."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import quote

import regex
from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.formats.docx_archive import open_archive
from toolkit.document.formats.docx_header import Header, take_header
from toolkit.document.formats.docx_package import open_package
from toolkit.document.formats.docx_tree import Body, number_as, read_body
from toolkit.document.formats.parsed import Parsed
from toolkit.document.formats.plaintext import Article, article_tree
from toolkit.document.model import Metadata, Span

__all__ = ["carried_picture", "parse_docx"]

_SAMPLE = 4000
_LETTERS = {script: regex.compile(rf"\p{{Script={script}}}") for script in ("Arab", "Cyrl", "Latn")}


def parse_docx(data: bytes, path: str, language: Locale) -> Parsed:
    """Read a DOCX (ISO/IEC 29500, Word's) into an article: tracked changes accepted, no comments.

    Args:
        data: the file's bytes.
        path: its name, for messages.
        language: the source language, whose month names a byline's date may use.

    Returns:
        The article without byte spans; an element's line is the number of its paragraph.

    Raises:
        ToolkitError: when it is no DOCX, encrypted, damaged or above the limits, or when
            python-docx is not installed.

    """
    package = open_package(data, path)
    body = read_body(package, path)
    language = _language((package.language, body.language), body, language)
    header = take_header(body, language)
    metadata = Metadata(date=header.byline.day if header.byline else None)
    root = _article(header, body, metadata, language)
    _name_pictures(root, data, path)
    return Parsed(etree.ElementTree(root), metadata, language, {}, findings=tuple(body.findings))


def carried_picture(data: bytes, path: str, address: str) -> bytes | None:
    """Return a picture that a DOCX carries, by its address in the article; None for any other.

    Args:
        data: the file's bytes.
        path: its name, as it was read.
        address: the `src` of an `img`.

    Raises:
        ToolkitError: when the picture is damaged or too large.

    """
    prefix = _prefix(path)
    if not address.startswith(prefix):
        return None
    return open_archive(data, path).picture(address.removeprefix(prefix))


def _name_pictures(root: etree._Element, data: bytes, path: str) -> None:
    """Call the pictures that the file carries by its name: every DOCX has an `image1.png`."""
    archive = open_archive(data, path)
    for image in root.iter("img"):
        name = image.get("src", "")
        if archive.has_picture(name):
            image.set("src", _prefix(path) + name)


def _prefix(path: str) -> str:
    return quote(PurePosixPath(path).stem) + "-"


def _article(header: Header, body: Body, metadata: Metadata, language: Locale) -> etree._Element:
    spans: dict[etree._Element, Span] = {}
    root = article_tree(Article(None, None, header.byline, (), None), metadata, language, spans)
    for element, span in spans.items():
        number_as(element, span.line)
    shown, empty = root
    if header.standfirst is not None:
        header.standfirst.tag = "p"
        header.standfirst.set("class", "standfirst")
        shown.insert(0, header.standfirst)
    if header.headline is not None:
        header.headline.tag = "h1"
        shown.insert(0, header.headline)
    root.replace(empty, body.element)
    if header.note is not None:
        header.note.set("class", "note")
        etree.SubElement(root, "footer").append(header.note)
    return root


def _language(tags: Iterable[str], body: Body, default: Locale) -> Locale:
    """Return the language that a file says it is in; the project's where that is a kind of it.

    The author's word processor may be set to another language than the text's: one that is written
    in other letters than the text is no language of it.
    """
    letters = "".join(body.element.itertext())[:_SAMPLE]
    for tag in tags:
        try:
            found = Locale.parse(tag)
        except ToolkitError:
            continue
        counts = {script: len(each.findall(letters)) for script, each in _LETTERS.items()}
        if counts.get(found.script, 1) and counts.get(found.script) == max(counts.values()):
            return default if found.is_variety_of(default) else found
    return default
