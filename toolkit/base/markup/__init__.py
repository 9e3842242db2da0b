"""The only door through which XML and HTML are parsed: nothing fetched, limits kept."""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader

if TYPE_CHECKING:
    from toolkit.base.markup.bounds import MAX_BYTES
    from toolkit.base.markup.charsets import UTF8, Charset
    from toolkit.base.markup.html import (
        Page,
        head_end,
        is_fragment,
        page_frame,
        parse_html,
        parse_page,
    )
    from toolkit.base.markup.html_attributes import attributes_of, with_tags, with_value, without
    from toolkit.base.markup.html_charset import write_page
    from toolkit.base.markup.html_json import JSON_STRING, escape_json
    from toolkit.base.markup.html_tokens import VOID, Kind, start_tags, tokens
    from toolkit.base.markup.html_writer import is_markup, node_markup, serialize_page
    from toolkit.base.markup.spans import Span
    from toolkit.base.markup.xml import (
        XML_ID,
        XML_LANG,
        XML_SPACE,
        append_text,
        attribute_items,
        iterate_xml,
        local_name,
        parse_xml,
        qualified,
        text_of,
    )
    from toolkit.base.markup.xml_charset import read_xml, write_xml
    from toolkit.base.markup.xml_document import read_xml_document
    from toolkit.base.markup.xml_entities import Entities, value_of

__all__ = [
    "JSON_STRING",
    "MAX_BYTES",
    "UTF8",
    "VOID",
    "XML_ID",
    "XML_LANG",
    "XML_SPACE",
    "Charset",
    "Entities",
    "Kind",
    "Page",
    "Span",
    "append_text",
    "attribute_items",
    "attributes_of",
    "escape_json",
    "head_end",
    "is_fragment",
    "is_markup",
    "iterate_xml",
    "local_name",
    "node_markup",
    "page_frame",
    "parse_html",
    "parse_page",
    "parse_xml",
    "qualified",
    "read_xml",
    "read_xml_document",
    "serialize_page",
    "start_tags",
    "text_of",
    "tokens",
    "value_of",
    "with_tags",
    "with_value",
    "without",
    "write_page",
    "write_xml",
]

_HOMES = {
    "MAX_BYTES": "toolkit.base.markup.bounds",
    **dict.fromkeys(("UTF8", "Charset"), "toolkit.base.markup.charsets"),
    **dict.fromkeys(
        ("Page", "head_end", "is_fragment", "page_frame", "parse_html", "parse_page"),
        "toolkit.base.markup.html",
    ),
    **dict.fromkeys(
        ("attributes_of", "with_tags", "with_value", "without"),
        "toolkit.base.markup.html_attributes",
    ),
    "write_page": "toolkit.base.markup.html_charset",
    **dict.fromkeys(("JSON_STRING", "escape_json"), "toolkit.base.markup.html_json"),
    **dict.fromkeys(("VOID", "Kind", "start_tags", "tokens"), "toolkit.base.markup.html_tokens"),
    **dict.fromkeys(
        ("is_markup", "node_markup", "serialize_page"), "toolkit.base.markup.html_writer"
    ),
    "Span": "toolkit.base.markup.spans",
    **dict.fromkeys(
        (
            "XML_ID",
            "XML_LANG",
            "XML_SPACE",
            "append_text",
            "attribute_items",
            "iterate_xml",
            "local_name",
            "parse_xml",
            "qualified",
            "text_of",
        ),
        "toolkit.base.markup.xml",
    ),
    **dict.fromkeys(("read_xml", "write_xml"), "toolkit.base.markup.xml_charset"),
    "read_xml_document": "toolkit.base.markup.xml_document",
    **dict.fromkeys(("Entities", "value_of"), "toolkit.base.markup.xml_entities"),
}
# A text needs nothing of HTML, a page little of XML: each name loads its own module.
__getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
