"""Adaptation: an overlay applied to a localized article."""

from collections import Counter
from collections.abc import Callable, Sequence

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.localizing.adapting.added import AddedKind, added_elements, added_id
from toolkit.localizing.adapting.overlay import Addition, Move, Overlay, Side
from toolkit.localizing.adapting.pruning import prune, take_out

__all__ = ["adapt"]

_CODE = "overlay"
_CONTAINERS = frozenset({"article", "body", "div", "footer", "header", "section"})
_LISTS = ("dl", "ol", "ul")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def adapt(
    root: etree._Element,
    overlay: Overlay,
    locale: Locale,
    *,
    ids: Sequence[str] = (),
    spell: Callable[[str], str] = str,
) -> tuple[Finding, ...]:
    """Omit, move and add in a localized article what an overlay says.

    Additions and moves keep their place when the unit beside which they stand is itself left out.

    Args:
        root: the `<article>`, whose elements carry the ids of units; it is changed.
        overlay: from `toolkit.localizing.adapting.fitting.fit_overlay`.
        locale: the edition's.
        ids: the ids of the document's units, in order.
        spell: writes added text in the locale's alphabet, where the overlay is that of the locale
            it is derived from; the passages' ids stay the same.

    Returns:
        Warnings for what could not be done; the rest is done.

    """
    return _Adapter(root, locale, ids, spell).apply(overlay)


class _Adapter:
    """Applies an overlay to one article."""

    def __init__(
        self,
        root: etree._Element,
        locale: Locale,
        ids: Sequence[str],
        spell: Callable[[str], str],
    ) -> None:
        self._root = root
        self._locale = locale
        self._spell = spell
        self._ids = ids
        self._order = {name: at for at, name in enumerate(ids)}
        self._elements = {
            str(each.get("id")): each for each in root.iter(etree.Element) if each.get("id")
        }
        self._body = next((each for each in root if each.get("class") == "body"), root)
        self._last: dict[etree._Element, etree._Element] = {}
        """What was last put after an element, or at the head of the body: the next follows it."""
        self._copies: Counter[str] = Counter()
        """How many more passages have the id of one."""
        self._findings: list[Finding] = []

    def apply(self, overlay: Overlay) -> tuple[Finding, ...]:
        for move in overlay.moves:
            problem = self._move(move)
            if problem:
                self._warn(move, f"“{move.id}” cannot be moved: {problem}", "delete this move")
        for addition in overlay.additions:
            self._add(addition)
        for omission in overlay.omissions:
            element = self._elements.get(omission.id)
            if element is not None:
                above = element.getparent()
                take_out(element)
                prune(above)
        for each in list(self._root.iter(*_LISTS)) if overlay.omissions else ():
            prune(each)
        return tuple(self._findings)

    def _warn(self, each: Move | Addition, message: str, hint: str) -> None:
        severity = Severity.WARNING
        self._findings.append(Finding(_CODE, message, each.location, hint, severity=severity))

    def _move(self, move: Move) -> str:
        """Move a unit; return why it could not be."""
        element = self._elements.get(move.id)
        if element is None:
            return ""  # it is left out of this edition
        moved = self._movable(element)
        if moved is None:
            return "it is in a header, or shares a list, a table or a quotation with others"
        if moved.tag == "li":
            return self._move_item(moved, move)
        anchor, side = self._beside(move.anchor, move.side)
        if anchor is moved:
            return ""
        take_out(moved)
        self._place(moved, anchor, side)
        return ""

    def _move_item(self, item: etree._Element, move: Move) -> str:
        """Move an item of a list to another place in a list."""
        anchor = _nearest(self._elements.get(move.anchor), "li")
        if anchor is None:
            return "an item of a list can only be moved next to another item"
        if anchor is item or item in anchor.iterancestors():
            return "it would end up inside itself"
        above = item.getparent()
        take_out(item)
        self._place(item, anchor, move.side)
        prune(above)
        return ""

    def _movable(self, element: etree._Element) -> etree._Element | None:
        """Return what moves with a unit: its block, if that holds no other unit."""
        item = _nearest(element, "li")
        moved = item if item is not None else self._block(element)
        if _nearest(moved, "header") is not None:
            return None
        others = (each for each in moved.iter(etree.Element) if each is not element)
        return None if any(each.get("id") in self._elements for each in others) else moved

    def _block(self, element: etree._Element) -> etree._Element:
        """Return the block of the article that an element stands in."""
        above = element.getparent()
        while above is not None and above.tag not in _CONTAINERS:
            element, above = above, above.getparent()
        return element

    def _beside(self, name: str, side: Side) -> tuple[etree._Element | None, Side]:
        """Return the block beside which something stands, and on which side.

        None is the head of the body. For a unit that is left out the nearest before it stands.
        """
        element = self._elements.get(name)
        at = self._order.get(name, 0)
        while element is None and at > 0:
            at -= 1
            element, side = self._elements.get(self._ids[at]), Side.AFTER
        if element is None or _nearest(element, "header") is not None:
            return None, Side.AFTER
        return self._block(element), side

    def _place(self, element: etree._Element, anchor: etree._Element | None, side: Side) -> None:
        """Put an element beside its anchor, after what was put there before."""
        self._last.pop(element, None)
        if side is Side.BEFORE and anchor is not None:
            anchor.addprevious(element)
            return
        key = self._body if anchor is None else anchor
        last = self._last.get(key, anchor)
        if last is None:
            self._body.insert(0, element)
        else:
            last.addnext(element)
        self._last[key] = element

    def _add(self, addition: Addition) -> None:
        try:
            elements = added_elements(addition.text, addition.kind)
        except ValueError as error:
            self._warn(addition, str(error), "change the text")
            return
        anchor, side = self._beside(addition.anchor, addition.side)
        for element in elements:
            self._name(element)
            _respell(element, self._spell)
            self._place(element, anchor, side)
            self._say(element)
            if addition.kind is AddedKind.HEADING:
                element.tag = self._level(element)

    def _name(self, element: etree._Element) -> None:
        """Give an added passage its id, with a number where another has the same text."""
        base = own = added_id(element)
        while own in self._elements:
            self._copies[base] += 1
            own = f"{base}-{self._copies[base] + 1}"
        element.set("id", own)
        self._elements[own] = element

    def _say(self, element: etree._Element) -> None:
        """Say a passage's language where it stands among another's."""
        above = [each.get("lang") for each in element.iterancestors() if each is not self._root]
        said = next((lang for lang in above if lang), None)
        if said is not None and said != self._locale.tag:
            element.set("lang", self._locale.tag)
            element.set("dir", self._locale.direction)

    def _level(self, element: etree._Element) -> str:
        """Return the level of an added heading: that of the nearest heading before it."""
        before = element.itersiblings(*_HEADINGS, preceding=True)
        return next((str(each.tag) for each in before), _HEADINGS[0])


def _respell(element: etree._Element, spell: Callable[[str], str]) -> None:
    for each in element.iter(etree.Element):
        if each.text and each.get("translate") != "no":
            each.text = spell(each.text)
        if each.tail and each is not element:
            each.tail = spell(each.tail)


def _nearest(element: etree._Element | None, tag: str) -> etree._Element | None:
    """Return the nearest element of a name: the element itself, or one that holds it."""
    while element is not None and element.tag != tag:
        element = element.getparent()
    return element
