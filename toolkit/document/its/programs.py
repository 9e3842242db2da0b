"""Programs: texts of pages and drawings that are run and not read, which nobody translates."""

import re

from lxml import etree

from toolkit.document.its.content import local_name

__all__ = ["is_program", "is_run"]

_NAMESPACES = frozenset(
    {
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1998/Math/MathML",
    }
)
_RUN = re.compile(r"on[a-z]{3,}|srcdoc|style", re.IGNORECASE)
_ELEMENTS = frozenset({"script", "style"})


def is_program(element: etree._Element) -> bool:
    """Whether an element's own text is a script or a style sheet.

    Prose in linked data is not: it stands in elements of its own.
    """
    return local_name(str(element.tag)) in _ELEMENTS and _is_of_a_page(element)


def is_run(element: etree._Element, name: str) -> bool:
    """Whether an attribute's value is a script, markup, a style, or what a header would say.

    Whatever a rule says of it, a translation there could run (HTML, sections 8.1.8.1, 4.8.5 and
    4.2.5.3).

    Args:
        element: its element.
        name: its lxml name.

    """
    told = name.lower() == "content" and element.get("http-equiv") is not None
    return (told or bool(_RUN.fullmatch(name))) and _is_of_a_page(element)


def _is_of_a_page(element: etree._Element) -> bool:
    # Cut, not parsed: names in HTML are often none of XML's.
    namespace = str(element.tag)[1:].rpartition("}")[0]
    if namespace:
        return namespace in _NAMESPACES
    return element.getroottree().getroot().tag == "html"
