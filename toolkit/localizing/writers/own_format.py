"""Own format: an edition in the source's format, spliced into the source's own bytes."""

from collections.abc import Mapping, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.markup import write_xml
from toolkit.base.text import CodeKind, Text
from toolkit.document.formats import Format, Write, formats
from toolkit.document.formats.vocabularies import vocabulary_of
from toolkit.document.model import Document, Extras, Filled, Unit
from toolkit.localizing.interface_words import date_in
from toolkit.localizing.writers.html_source import render_html
from toolkit.localizing.writers.isolated_texts import isolated_texts
from toolkit.localizing.writers.page_self import say_its_own
from toolkit.localizing.writers.splicing import Edit, field_edit, splice
from toolkit.localizing.writers.xml_source import xml_edits

__all__ = ["render_own_format"]


def render_own_format(
    document: Document,
    texts: Sequence[Text | None],
    locale: Locale,
    extras: Extras = Extras(),  # noqa: B008 - frozen
) -> bytes:
    """Return a document in its own format, with its units replaced.

    It is spliced: what is not translated keeps its bytes, and with no text at all the result is
    the source.

    Args:
        document: the source.
        texts: for each unit the text to put there; None keeps the source's.
        locale: the language of the texts.
        extras: its own pictures, and its translators' names.

    Raises:
        ToolkitError: when a unit has no bytes of its own, or when nothing writes the format.

    """
    write = _writer(formats()[document.format], document.path)
    same = all(text is None for text in texts) and extras == Extras()
    if same and not document.excluded(locale):
        return document.original
    return write(document, texts, locale, extras)


def _writer(own: Format, path: str) -> Write:
    """Return what writes a format."""
    write = _WRITERS.get(own.write) if isinstance(own.write, str) else own.write
    if write is None:
        raise ToolkitError.because(
            "no-writer",
            f"the toolkit reads {own.summary}, but does not write it",
            Location(path),
            "put it into a newsroom (toolkit init), which publishes it as pages and XML",
        )
    return write


def _text(
    document: Document, texts: Sequence[Text | None], locale: Locale, _extras: Extras
) -> bytes:
    blocks = isolated_texts(document.assembled(texts), locale)
    return splice(document.source, _text_edits(document, blocks, locale))


def _markdown(
    document: Document, texts: Sequence[Text | None], locale: Locale, _extras: Extras
) -> bytes:
    # Markdown's parser is slow to load.
    from toolkit.document.formats.markdown_grids import MARK  # noqa: PLC0415
    from toolkit.localizing.writers.drawn_grids import drawn  # noqa: PLC0415
    from toolkit.localizing.writers.markdown_source import markdown_edits  # noqa: PLC0415

    blocks = isolated_texts(document.assembled(texts), locale)
    # What parts the cells of a table is nobody's text.
    edits = [
        (start, end, written.replace(MARK.encode(), b""))
        for start, end, written in markdown_edits(document, blocks, locale)
    ]
    return drawn(splice(document.source, edits))


def _xml(document: Document, texts: Sequence[Text | None], locale: Locale, extras: Extras) -> bytes:
    blocks = isolated_texts(document.assembled(texts), locale)
    edits = xml_edits(document, blocks, locale, extras)
    vocabulary = vocabulary_of(document.tree.getroot(), formats()[document.format].vocabularies)
    html = vocabulary is not None and vocabulary.html
    written = splice(document.source, edits)
    if html:
        written = say_its_own(written, document.language, locale, extras.address)
    return write_xml(written, document.charset, html=html)


_WRITERS: Mapping[str, Write] = {
    "html": render_html,
    "markdown": _markdown,
    "text": _text,
    "xml": _xml,
}
"""The toolkit's own writers, by the names that formats choose them by."""


def _said(unit: Unit, text: Text) -> str:
    """Return a text with what its codes stand for: addresses."""
    used: dict[str, int] = {}
    said = []
    for part in text:
        if isinstance(part, str):
            said.append(part)
        elif part.kind is CodeKind.EMPTY:
            at = used.get(part.tag, 0)
            used[part.tag] = at + 1
            said.append(unit.codes[part.tag][at].text or "")
    return "".join(said)


def _text_edits(document: Document, filled: Filled, locale: Locale) -> list[Edit]:
    source = document.source
    edits = []
    for unit, text in filled:
        if text is not None and unit.element in document.spans:
            span = document.spans[unit.element]
            value = " ".join(_said(unit, text).split("\n"))
            if span.start < document.body:
                edits.append(field_edit(source, span, value))
            else:
                edits.append((span.start, span.end, value.encode()))
    day = document.metadata.date
    time = document.tree.getroot().find(".//time")
    if day is not None and time is not None and time in document.spans:
        span = document.spans[time]
        edits.append((span.start, span.end, date_in(locale, day).encode()))
    return edits
