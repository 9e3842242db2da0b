"""Report: what a data category says of every node, in the form of ITS 2.0's conformance suite."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from toolkit.document.its.annotations import Annotations
from toolkit.document.its.categories import ANNOTATORS
from toolkit.document.its.category import Category, Values

__all__ = ["report_lines"]

_NAME_OF = etree.XPath("name(@*[position() = $place])")


def report_lines(annotations: Annotations, category: Category) -> Iterator[str]:
    """Yield a line for each element and attribute of a document, in its order.

    Returns:
        lines without ends: `path<TAB>name="value"<TAB>...`; attributes by name, values by name.

    """
    for path, element in _elements(annotations.tree.getroot()):
        yield _line(annotations, category, path, element, None)
        for name, attribute in sorted(_attributes(element)):
            yield _line(annotations, category, f"{path}/@{name}", element, attribute)


def _line(
    annotations: Annotations,
    category: Category,
    path: str,
    element: etree._Element,
    attribute: str | None,
) -> str:
    said = dict(annotations.values(category, element, attribute))
    annotators = annotations.annotators(element)
    if annotators:
        said[ANNOTATORS.name] = " ".join(f"{name}|{tool}" for name, tool in annotators.items())
    parts = [path, *_parts(said)]
    for number, record in enumerate(annotations.records(category, element, attribute), start=1):
        parts.extend(_parts(record, f"[{number}]"))
    return "\t".join(parts)


def _parts(values: Values, suffix: str = "") -> Iterator[str]:
    for name, text in sorted(values.items()):
        yield f'{name}{suffix}="{" ".join(text.split())}"'


def _elements(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the elements with their paths: names as written, numbered among their like."""
    waiting = [(f"/{_name(root)}", root)]
    while waiting:
        path, element = waiting.pop()
        yield path, element
        counts: Counter[str] = Counter()
        children = []
        for child in element.iterchildren(etree.Element):
            name = _name(child)
            counts[name] += 1
            children.append((f"{path}/{name}[{counts[name]}]", child))
        waiting.extend(reversed(children))


def _name(element: etree._Element) -> str:
    local = str(element.tag).rpartition("}")[2]
    return f"{element.prefix}:{local}" if element.prefix else local


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the attributes' names as written, and lxml's names for them."""
    for place, name in enumerate(map(str, element.attrib), start=1):
        # lxml does not tell an attribute's prefix.
        yield (str(_NAME_OF(element, place=place)) if name.startswith("{") else name), name
