"""Pointing: the nodes that rules name to be written to, not only read."""

from collections.abc import Iterator

from lxml import etree

from toolkit.document.its.categories import EXTERNAL_RESOURCE, TARGET_POINTER
from toolkit.document.its.rules import Rule, Rules
from toolkit.document.its.selectors import Context, Node, Selector
from toolkit.document.model import Credits

__all__ = ["POINTING", "are_apart", "credits_of", "pointed_nodes", "selects"]

POINTING = (EXTERNAL_RESOURCE, TARGET_POINTER)
"""The categories whose rules point to a node that is written to, not only read."""


def are_apart(source: Node, target: Node) -> bool:
    """Whether a target can be filled without touching its source."""
    holder, name = target
    if name is not None:
        return source != target
    element, attribute = source
    within = attribute is None and element in (holder, *holder.iterancestors())
    return not within and holder not in element.iterancestors()


def selects(selector: Selector, tree: etree._ElementTree, context: Context) -> bool:
    """Whether a selector selects anything in a document."""
    return next(selector.nodes(tree, context), None) is not None


def pointed_nodes(
    rule: Rule, tree: etree._ElementTree, context: Context
) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield each node that a rule selects, with the nodes that it points to from there."""
    for node in rule.selector.nodes(tree, context):
        for pointer in rule.pointers.values():
            yield node, tuple(pointer.nodes(node, context))


def credits_of(rules: Rules, tree: etree._ElementTree, context: Context) -> Credits | None:
    """Return where the last rule that finds a place has translators named."""
    for rule in reversed(rules.credits):
        for element, attribute in rule.selector.nodes(tree, context):
            if attribute is None:
                return Credits(element, rule.template)
    return None
