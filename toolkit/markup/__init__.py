"""The only door through which XML and HTML are parsed: nothing fetched, limits kept."""

from toolkit.document import Span
from toolkit.markup.limits import MAX_BYTES
from toolkit.markup.page import (
    Page,
    head_end,
    is_fragment,
    page_encoding,
    page_frame,
    parse_html,
    parse_page,
)
from toolkit.markup.page_json import JSON_STRING, escape_json
from toolkit.markup.page_tokens import VOID
from toolkit.markup.page_writer import serialize_page
from toolkit.markup.xml import XML_ID, XML_LANG, XML_SPACE, iterate_xml, parse_xml, qualified, spans

__all__ = [
    "JSON_STRING",
    "MAX_BYTES",
    "VOID",
    "XML_ID",
    "XML_LANG",
    "XML_SPACE",
    "Page",
    "Span",
    "escape_json",
    "head_end",
    "is_fragment",
    "iterate_xml",
    "page_encoding",
    "page_frame",
    "parse_html",
    "parse_page",
    "parse_xml",
    "qualified",
    "serialize_page",
    "spans",
]
