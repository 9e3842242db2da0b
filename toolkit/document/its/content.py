"""Content: a run of a tree as a text, its inline elements named as codes."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml import etree

from toolkit.base.markup import is_markup, node_markup, value_of
from toolkit.base.text import Code, CodeKind, TextBuilder
from toolkit.document.its.annotations import Annotations
from toolkit.document.its.categories import PRESERVE_SPACE
from toolkit.document.model import Run

__all__ = ["Content", "inner_children", "is_comment", "local_name"]

_NOT_A_NAME = re.compile(r"[^\w.\-]")
_SHOWN_ATTRIBUTES = ("href", "src", "url", "linkend", "datetime", "class", "role", "code")
_MAX_LEGEND = 200
# What a code could be taken for: no run of the text may look like one of the unit's own.
_LOOK_ALIKE = re.compile(r"</?[^\s<>/]+/?>")

# A newsroom's articles have few codes, and each a thousand times.
_code = lru_cache(maxsize=2048)(Code)


class Content:
    """A run as text: codes named, white space collapsed, the elements behind the codes."""

    def __init__(  # noqa: PLR0913 - a run, and what is known of its document
        self,
        annotations: Annotations,
        run: Run,
        head: str,
        children: Sequence[etree._Element],
        *,
        preserves: bool,
        may_look_alike: bool = True,
    ) -> None:
        """Read a run.

        Args:
            annotations: what ITS says of the tree.
            run: where it stands.
            head: the string before its first child.
            children: those of the run.
            preserves: whether its white space is kept.
            may_look_alike: whether anything in the document's text could be taken for a code.

        """
        self.run = run
        self.kept: set[etree._Element] = set()
        self._annotations = annotations
        # White space that only an element in the text keeps.
        self._keeps_space = not preserves and annotations.varies(PRESERVE_SPACE)
        self._builder = TextBuilder()
        self._literal = _look_alikes(head, children) if may_look_alike else frozenset()
        self._numbers: dict[str, int] = {}
        self._owners: dict[str, etree._Element | str] = {}
        self._elements: dict[str, list[etree._Element]] = {}
        self._legend: list[str] = []
        lead, end = inner_children(head, children, preserves=preserves)
        self._builder.add(head)
        for at, child in enumerate(children):
            if lead <= at < end:
                self._add(child)
            else:
                self._builder.add(child.tail or "")
        # A text that shows its tags has the white space that it has round them.
        self.text = self._builder.text(collapse=not (preserves or annotations.whole))
        self.legend = tuple(self._legend)
        self.kept_tags = frozenset(
            tag for tag, elements in self._elements.items() if elements[0] in self.kept
        )
        self.codes = {tag: tuple(elements) for tag, elements in self._elements.items()}

    def _add(self, child: etree._Element, *, preserved: bool = False) -> None:
        """Add a child and what follows it; `preserved` says whether that keeps its white space."""
        if not self._annotations.is_left_out(child):
            self._add_code(child)
        self._builder.add(child.tail or "", preserved=preserved)

    def _add_code(self, child: etree._Element) -> None:
        add = self._builder.add
        if not isinstance(child.tag, str):
            tag = self._numbered(child, _kind(child), kept=False)
            add(_code(tag, CodeKind.EMPTY))
        elif self._is_kept(child):
            self.kept.add(child)
            tag = self._numbered(child, _name(child.tag), kept=True)
            add(_code(tag, CodeKind.EMPTY))
        else:
            text = child.text
            tag = self._tag(child, _name(child.tag))
            if text or len(child):
                preserved = self._keeps_space and self._annotations.preserves_space(child)
                add(_code(tag, CodeKind.OPEN))
                add(text or "", preserved=preserved)
                for grandchild in child:
                    self._add(grandchild, preserved=preserved)
                add(_code(tag, CodeKind.CLOSE))
            else:
                add(_code(tag, CodeKind.EMPTY))

    def _is_kept(self, child: etree._Element) -> bool:
        """Whether a child stays whole: a flow nested in the text, or what is not translated."""
        annotations = self._annotations
        nested = annotations.within_text(child) == "nested"
        return nested or not annotations.translate(child) or annotations.is_target(child)

    def _tag(self, element: etree._Element, name: str) -> str:
        if element.keys():
            return self._numbered(element, name, kept=False)
        return self._bare(element, name)

    def _bare(self, element: etree._Element, name: str) -> str:
        """Choose the tag of an element without attributes: its name, if the text leaves it free.

        docs/reference/po.md, “Codes”.
        """
        owner = str(element.tag)
        tag, number = name, 0
        while not self._is_free(tag, owner):
            number = number + 1 if number else self._numbers.get(name, 0) + 1
            tag = f"{name}{number}"
        return self._take(tag, element, owner)

    def _numbered(self, element: etree._Element, name: str, *, kept: bool) -> str:
        """Choose the tag of any other: its name with a number, and a legend."""
        number = self._numbers.get(name, 0) + 1
        while not self._is_free(f"{name}{number}", element):
            number += 1
        tag = f"{name}{number}"
        self._numbers[name] = number
        self._legend.append(f"<{tag}> = {_shown(element, kept=kept)}")
        return self._take(tag, element, element)

    def _take(self, tag: str, element: etree._Element, owner: etree._Element | str) -> str:
        self._owners[tag] = owner
        self._elements.setdefault(tag, []).append(element)
        return tag

    def _is_free(self, tag: str, owner: etree._Element | str) -> bool:
        literal = self._literal
        if literal and not literal.isdisjoint((f"<{tag}>", f"</{tag}>", f"<{tag}/>")):
            return False
        return self._owners.get(tag, owner) == owner


def inner_children(
    head: str, children: Sequence[etree._Element], *, preserves: bool
) -> tuple[int, int]:
    """Return where the children of a run begin and end that have codes, or texts round them.

    Comments at the ends of a run stay there without a code: nothing is said on their other side.
    """
    first, end = 0, len(children)
    if not end or not (_is_silent(children[0]) or _is_silent(children[-1])):
        return first, end

    def is_blank(text: str | None) -> bool:
        return not text or (text.isspace() and not preserves)

    if is_blank(head):
        while first < end and _is_silent(children[first]):
            first += 1
            if not is_blank(children[first - 1].tail):
                break
    while end > first and _is_silent(children[end - 1]) and is_blank(children[end - 1].tail):
        end -= 1
    return first, end


def _kind(node: etree._Element) -> str:
    """Return what the code of a node is called that is no element."""
    if isinstance(node, etree._Entity):  # noqa: SLF001 - lxml has no public name for it
        return _name(str(node.name))
    return "comment" if is_comment(node) else "pi"


def is_comment(node: etree._Element) -> bool:
    """Whether a node is a comment; HTML has more kinds of them than XML, such as `<![if IE]>`."""
    if isinstance(node, etree._Comment):  # noqa: SLF001 - lxml has no public name for it
        return True
    return is_markup(node) and node_markup(node).startswith(("<!", "</"))


def _is_silent(node: etree._Element) -> bool:
    """Whether a node shows nothing where it stands, as far as one can know."""
    if isinstance(node.tag, str):
        return False
    return is_comment(node) and not (node.text or "").startswith("#")


def local_name(name: str) -> str:
    """Return a name without its namespace; HTML's may be no XML names (`o:p`, `@click`)."""
    return name.rpartition("}")[2]


def _look_alikes(head: str, children: Sequence[etree._Element]) -> frozenset[str]:
    """Return what in a run's text could be taken for a code."""
    strings = [head]
    for child in children:
        strings.extend(_strings(child))
    text = "".join(strings)
    return frozenset(_LOOK_ALIKE.findall(text)) if "<" in text else frozenset()


def _strings(node: etree._Element) -> list[str]:
    """Return the text in an element, without comments, and what follows it."""
    found = []
    if isinstance(node.tag, str):
        found.append(node.text or "")
        for child in node:
            found.extend(_strings(child))
    found.append(node.tail or "")
    return found


@lru_cache(maxsize=2048)
def _name(tag: str) -> str:
    """Return the name that a code has after an element's lxml name."""
    name = _NOT_A_NAME.sub("_", local_name(tag))
    return name if name[:1].isalpha() else f"_{name}"


def _shown(element: etree._Element, *, kept: bool) -> str:
    """Return what a code's legend says of its element: its target, its class or its attributes.

    Of an element that is kept whole no content stands in the text, and so it is told here.
    """
    if isinstance(element, etree._Entity):  # noqa: SLF001 - lxml has no public name for it
        said = ", ".join(filter(None, (element.text, value_of(element))))
        return " ".join(said.split())[:_MAX_LEGEND]
    if not isinstance(element.tag, str):
        return " ".join(node_markup(element).split())[:_MAX_LEGEND]
    items = [(local_name(str(key)), str(value)) for key, value in element.items()]
    for name in _SHOWN_ATTRIBUTES:
        for key, value in items:
            if key == name:
                return " ".join(value.split())[:_MAX_LEGEND]
    content = " ".join("".join(_strings(element)).removesuffix(element.tail or "").split())
    said = " ".join(f'{key}="{value}"' for key, value in items)
    if content and (kept or not said):
        return f"“{content[:_MAX_LEGEND]}”"
    return " ".join(said.split())[:_MAX_LEGEND]
