"""Mixed content: how an element of which nobody said it stands in the text around it."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from lxml import etree

from toolkit.base.markup import local_name

__all__ = ["MixedContent", "WithinText"]

WithinText = Literal["yes", "no", "nested"]
"""How an element stands in text (ITS 2.0, section 8.7)."""
Said: TypeAlias = "Callable[[etree._Element], WithinText | None]"  # noqa: SLF001 - lxml's only name
"""What rules and local markup say of an element; None where they say nothing."""

# What is said beside a sentence, whatever else a vocabulary calls it: notes, entries of an index,
# and the words of a picture.
_BESIDE = frozenset(
    """alt annotation caption comment desc description endnote fn fnote footnote index indexentry
    indexterm margin marginalia marginnote note remark sidenote title tooltip""".split()  # noqa: SIM905 - a list of words reads best as text
)


class MixedContent:
    """Tells what stands in sentences in a document that nobody wrote rules for.

    ITS 2.0 takes every element for a text of its own, and so tears a sentence at each name that is
    marked in it. Here an element that stands among text is a part of the sentence, and one that
    stands among elements only is a text of its own. An element in a sentence that itself holds
    texts of their own, such as the paragraphs of a note, is nested in it.
    """

    def __init__(self, root: etree._Element, said: Said) -> None:
        self._said = said
        self._blocks = frozenset(str(each.tag) for each in _blocks(root))
        self._known: dict[etree._Element, WithinText] = {}
        self._texts: dict[etree._Element, bool] = {}

    def within_text(self, element: etree._Element) -> WithinText:
        """Return how an element stands in the text around it."""
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = self._said(element) or self._inferred(element)
        return known

    def _inferred(self, element: etree._Element) -> WithinText:
        if not self._is_in_text(element):
            return "no"
        return "yes" if not _is_beside(element) and self._is_inline(element) else "nested"

    def _is_in_text(self, element: etree._Element) -> bool:
        """Whether text stands beside an element, or beside what it is a part of."""
        above = element.getparent()
        while above is not None and not self._has_text(above):
            if self.within_text(above) != "yes":
                return False
            above = above.getparent()
        return above is not None

    def _is_inline(self, element: etree._Element) -> bool:
        """Whether an element in a sentence has nothing in it that is a text of its own."""
        children = list(element.iterchildren(etree.Element))
        said = [self._said(each) for each in children]
        if "no" in said:
            return False
        if self._has_text(element):
            return True
        unsaid = [each for each, known in zip(children, said, strict=True) if known is None]
        alike = Counter(each.tag for each in unsaid)
        return all(
            alike[each.tag] == 1
            and each.tag not in self._blocks
            and not _is_beside(each)
            and self._is_inline(each)
            for each in unsaid
        )

    def _has_text(self, element: etree._Element) -> bool:
        known = self._texts.get(element)
        if known is None:
            known = self._texts[element] = _has_text(element)
        return known


def _is_beside(element: etree._Element) -> bool:
    name = local_name(element).lower()
    return name.replace("-", "").replace("_", "") in _BESIDE


def _has_text(element: etree._Element) -> bool:
    """Whether text stands in an element itself, beside the elements in it."""
    if element.text and not element.text.isspace():
        return True
    return any(each.tail and not each.tail.isspace() for each in element)


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that hold text and stand in no text."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _has_text(element):
            yield element
        else:
            waiting.extend(element.iterchildren(etree.Element))
