"""Headings: which headings stand above a text, in the vocabularies that have any."""

import re
from functools import lru_cache

from lxml import etree

from toolkit.base.markup import local_name
from toolkit.document.its.annotations import Annotations

__all__ = ["Headings"]

_LEVEL = re.compile(r"h([1-6])")
# Headings between paragraphs, which hold nothing: DocBook's, and NITF's but in a headline.
_BETWEEN = {"bridgehead": 2, "hl2": 2}
_HEADLINE = "hedline"
_MALLARD = "http://projectmallard.org/1.0/"
_TEI = "http://www.tei-c.org/ns/1.0"


class Headings:
    """The headings passed so far, on the way through a document in its order.

    HTML's head what follows; a title of DocBook, DITA, Mallard or TEI heads what its element holds.
    The headline of the document is above every text and is left out.
    """

    def __init__(self, annotations: Annotations) -> None:
        self._html = annotations.html
        self._root = annotations.tree.getroot()
        self._levels: list[tuple[int, str]] = []
        self._titles: list[tuple[etree._Element, str]] = []
        self._holder: etree._Element | None = None
        """What holds the element asked for last: the same titles stand above its others."""
        self._above: tuple[str, ...] | None = ()
        """What stands above a text between headings; None where it must be put together."""

    def above(self, element: etree._Element) -> tuple[str, ...]:
        """Return the headings above an element, outermost first."""
        if self._titles:
            holder = element.getparent()
            if holder is None or holder is not self._holder:
                self._leave(element)
                self._holder = holder
        level = _level(str(element.tag))
        if not level:
            if self._above is None:
                self._above = tuple(text for _, text in (*self._titles, *self._levels))
            return self._above
        over = [heading for heading in self._levels if heading[0] < level]
        return tuple(text for _, text in (*self._titles, *over))

    def _leave(self, element: etree._Element) -> None:
        """Forget the titles of what an element does not stand in."""
        around = set(element.iterancestors())
        while self._titles and self._titles[-1][0] not in around:
            self._titles.pop()
            self._above = None

    def pass_by(self, element: etree._Element, text: str) -> None:
        """Take a text into account for what follows, if it is a heading."""
        level = _level(str(element.tag))
        if not level and self._html:
            return
        namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
        parent = element.getparent()
        if parent is None or (name == "hl2" and local_name(parent) == _HEADLINE):
            return
        if level:
            kept = [heading for heading in self._levels if heading[0] < level]
            self._levels = [*kept, (level, text)] if level > 1 else []
            self._above = None
        elif name == ("head" if namespace == _TEI else "title"):
            self._pass_title(parent, namespace, text)

    def _pass_title(self, holder: etree._Element, namespace: str, text: str) -> None:
        if local_name(holder).endswith("info"):
            above = holder.getparent()
            # Mallard's are the titles that links to a page have.
            if above is None or namespace == _MALLARD:
                return
            holder = above
        known = bool(self._titles) and self._titles[-1][0] is holder
        if holder is not self._root and not known:
            self._titles.append((holder, text))
            self._holder = self._above = None


@lru_cache(maxsize=2048)
def _level(tag: str) -> int:
    """Return the level of a heading between paragraphs by its lxml name; 0 for what is none."""
    name = tag.rpartition("}")[2]
    match = _LEVEL.fullmatch(name)
    return int(match[1]) if match else _BETWEEN.get(name, 0)
