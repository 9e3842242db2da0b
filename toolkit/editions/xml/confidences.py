"""Confidences: how sure machines were of passages, for stylesheets (ITS 2.0, section 8.18)."""

from lxml import etree

from toolkit.catalog.review import number_text
from toolkit.localizing.provenance import Provenance

__all__ = ["mark_confidences"]

_CONFIDENCE, _TOOL = "data-mt-confidence", "data-mt-tool"


def mark_confidences(root: etree._Element, provenance: Provenance | None) -> None:
    """Mark the elements of an arranged article whose translations a machine has rated.

    Args:
        root: the article; its elements get two attributes, and a `machine` for each machine.
        provenance: what is to be said of the article's making; None for nothing.

    """
    known = {} if provenance is None else provenance.confidences
    tools: dict[str, None] = {}
    for element in root.iter(etree.Element):
        found = known.get(element.get("id", ""))
        if found is not None:
            element.set(_CONFIDENCE, number_text(found.value))
            element.set(_TOOL, found.tool)
            tools[found.tool] = None
    wire = root.find("wire")
    if wire is not None:
        for name in tools:
            etree.SubElement(wire, "machine", name=name)
