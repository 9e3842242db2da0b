"""Page shortcodes: WordPress's `[gallery ids="1,2"]` in texts, as nodes of their own."""

import re
from html import escape

from lxml import etree

from toolkit.base.markup.html_tokens import RAW_TEXT
from toolkit.base.markup.html_writer import MARKUP, markup_text

__all__ = ["split_shortcodes"]

# WordPress, Shortcode API: one has attributes, closes one that has, or is one of WordPress's own.
# A bracket of a text, as in “[sic]”, is neither.
_VALUE = r"""(?:"[^"\]]*"|'[^'\]]*'|[“”″][^“”″\]]*[“”″]|[^\s"'\]]+)"""
_SHORTCODE = re.compile(
    rf"\[(?:[a-z][\w-]{{0,40}}(?:\s+[\w-]{{1,40}}\s?=\s?{_VALUE})+\s*/?|/[a-z][\w-]{{0,40}}"
    r"|(?:audio|caption|embed|gallery|playlist|video|wp_caption)\s*/?)\]"
)
_NOT_IN = RAW_TEXT | {"code", "kbd", "pre", "samp", "textarea", "title", "json-string"}


def split_shortcodes(tree: etree._ElementTree) -> None:
    """Put each shortcode of a page's texts into a node of its own, to be written as it stands."""
    for element in list(tree.getroot().iter()):
        if isinstance(element.tag, str) and element.tag not in _NOT_IN:
            element.text = _split(element, 0, element.text)
        above = element.getparent()
        if above is not None and above.tag not in _NOT_IN:
            element.tail = _split(above, above.index(element) + 1, element.tail)


def _split(parent: etree._Element, at: int, text: str | None) -> str | None:
    """Insert the shortcodes of a text before a child; return what stands before the first."""
    if not text or "[" not in text:
        return text
    found = list(_SHORTCODE.finditer(text))
    if not found:
        return text
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in reversed(list(zip(found, ends, strict=True))):
        node = etree.ProcessingInstruction(MARKUP, markup_text(escape(match[0], quote=False)))
        node.tail = text[match.end() : end]
        parent.insert(at, node)
    return text[: found[0].start()]
