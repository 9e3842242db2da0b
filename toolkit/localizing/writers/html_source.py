"""Own HTML: an edition of a page, spliced into its source's bytes or written anew."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape, unescape

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import (
    JSON_STRING,
    VOID,
    escape_json,
    is_fragment,
    page_frame,
    serialize_page,
    write_page,
)
from toolkit.base.text import Text, plain
from toolkit.document.its.html5 import is_unknown
from toolkit.document.model import Document, Extras, Run, Unit
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.isolation import BARE, PROGRAM, isolate
from toolkit.localizing.writers.isolated_texts import isolated_texts
from toolkit.localizing.writers.page_self import say_its_own
from toolkit.localizing.writers.splicing import Edit, splice
from toolkit.localizing.writers.tags import AMONG, Syntax, TagWriter

__all__ = ["HTML_PIECE", "render_html"]

# HTML, section 13.1.2.3: a value may stand without quotation marks, or not at all.
_ATTRIBUTE = re.compile(
    rb"""(?<=[\s/"'])([^\s"'>/=][^\s>/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?"""
)
# What a site generator would run, were it not a text.
_TEMPLATE_START = re.compile(r"\{(?=[{%])")
_TEXT_ONLY = BARE | {JSON_STRING}
_NEWLINE_IS_LOST = frozenset({"listing", "pre", "textarea"})


def render_html(
    document: Document, texts: Sequence[Text | None], locale: Locale, extras: Extras
) -> bytes:
    """Return an edition of a page.

    What is not translated keeps its bytes. Only a page so broken that its tags do not show where
    its elements are is written anew, from the tree that browsers make of it. A piece of a page
    stays one: the page that it will stand in says the language.

    Args:
        document: the source.
        texts: for each unit the text to put there; None keeps the source's.
        locale: the language of the texts.

    """
    page = _page(document, texts, locale, extras)
    page = say_its_own(page, document.language, locale, extras.address)
    return write_page(page, document.charset, whole=not is_fragment(page))


def _page(
    document: Document, texts: Sequence[Text | None], locale: Locale, extras: Extras
) -> bytes:
    """Return an edition in UTF-8."""
    blocks = isolated_texts(document.assembled(texts), locale, _has_isolates)
    if document.spans:
        writer = TagWriter(document, blocks, locale, _syntax(document), extras)
        try:
            edits = writer.edits()
        except _OpenEndError:
            return _anew(document, texts, locale, extras)
        return splice(document.source, [*edits, *_excluded(document, locale)])
    return _anew(document, texts, locale, extras)


class _OpenEndError(Exception):
    """An element inside a translated text has no end tag, and what is in it may have none."""


def _end(element: etree._Element) -> bytes:
    if element.tag in VOID or (len(element) == 0 and not element.text) or is_unknown(element):
        return b""  # what HTML does not know ends with what it stands in, and nobody sees it
    raise _OpenEndError


def _excluded(document: Document, locale: Locale) -> list[Edit]:
    spans = [document.spans[element] for element in document.excluded(locale)]
    return [(span.start, span.end, b"") for span in spans]


def _syntax(document: Document) -> Syntax:
    fragment = is_fragment(document.source)
    root = document.tree.getroot()
    turned = root.get("dir") is not None

    def local(locale: Locale) -> dict[str, str]:
        if fragment:
            return {}
        turns = turned or locale.direction != document.language.direction
        return {"lang": locale.tag, **({"dir": locale.direction} if turns else {})}

    return Syntax(
        attribute=_ATTRIBUTE,
        text=_escaped,
        value=partial(_escaped, etree.Element("value")),
        name=lambda _, name: name,
        foreign=lambda language: {"lang": language.tag, "dir": language.direction},
        local=local,
        comment=serialize_page,
        end=_end,
        has_isolates=_has_isolates,
        has_programs=lambda _: True,
        wrapper=lambda element: "" if element.tag == JSON_STRING else "span",
    )


HTML_PIECE = Syntax(
    attribute=_ATTRIBUTE,
    text=lambda element, text: _TEMPLATE_START.sub("&#123;", _escaped(element, text)),
    value=lambda text: _TEMPLATE_START.sub("&#123;", _escaped(etree.Element("value"), text)),
    name=lambda _, name: name,
    foreign=lambda _: {},
    local=lambda _: {},
    comment=serialize_page,
    end=lambda _: b"",
    has_programs=lambda _: True,
)
"""HTML inside of another format, which says the language, and may have templates of its own."""


def _has_isolates(unit: Unit) -> bool:
    """Whether a text can hold elements: not so a title, the words of a button, or a script."""
    return isinstance(unit.home, Run) and unit.element.tag not in _TEXT_ONLY


def _escaped(element: etree._Element, text: str) -> str:
    """Escape a text; a line feed at the head of a `pre` would be none of it."""
    if element.tag == JSON_STRING:
        return escape_json(text)
    newline = text.startswith("\n") and element.tag in _NEWLINE_IS_LOST
    shown = escape(text, quote=False).replace("\xa0", "&nbsp;").replace("\r", "&#13;")
    return ("\n" if newline else "") + shown


def _anew(
    document: Document, texts: Sequence[Text | None], locale: Locale, extras: Extras
) -> bytes:
    tree = fill_tree(document, texts, locale, resources=extras.resources, credit=extras.credit)
    root = tree.getroot()
    if locale.direction == "rtl":
        root = isolate(root, locale.direction)
    for name, value in _syntax(document).local(locale).items():
        root.set(name, value)
    head, tail = page_frame(document.source)
    page = _serialized(root, document.source)
    for text, program in _programs(document, texts).items():
        page = page.replace(text, program)
    return head + page.encode() + tail


def _serialized(root: etree._Element, source: bytes) -> str:
    if not is_fragment(source):
        return serialize_page(root)
    parts = (serialize_page(each) for each in root.iterchildren("head", "body"))
    return "".join(part[len("<head>") : -len("</head>")] for part in parts)


def _programs(document: Document, texts: Sequence[Text | None]) -> dict[str, str]:
    """Return the server's programs, `<% … %>`, in a source, by how a page has them as text.

    One that a translation has brought into another passage, or that the source says as text, too,
    is text wherever it stands: nothing tells the two apart here.
    """
    brought = {
        program
        for unit, text in zip(document.units, texts, strict=True)
        for program in PROGRAM.findall(plain(text or ()))
        if program not in plain(unit.text)
    }
    found: dict[str, str] = {}
    source = document.source.decode()
    shown = Counter(PROGRAM.findall(unescape(source)))
    for program, number in Counter(PROGRAM.findall(source)).items():
        spaced = " ".join(program.split())
        if spaced not in brought and shown[program] == number:
            found |= {_escaped(AMONG, each): program for each in (program, spaced)}
    return found
