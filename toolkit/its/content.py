"""Content: a run of a tree as a text, its inline elements named as codes."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from toolkit.document import Run
from toolkit.its.annotations import Annotations
from toolkit.text import Code, CodeKind, TextBuilder

__all__ = ["Content", "local_name"]

_NOT_A_NAME = re.compile(r"[^\w.\-]")
_SHOWN_ATTRIBUTES = ("href", "src", "url", "linkend", "datetime", "class", "role")
_MAX_LEGEND = 200
# What a code could be taken for: no run of the text may look like one of the unit's own.
_LOOK_ALIKE = re.compile(r"</?[^\s<>/]+/?>")


class Content:
    """A run as text: codes named, white space collapsed, the elements behind the codes."""

    def __init__(
        self,
        annotations: Annotations,
        run: Run,
        head: str,
        children: Sequence[etree._Element],
    ) -> None:
        self.run = run
        self.kept: set[etree._Element] = set()
        self._annotations = annotations
        self._builder = TextBuilder()
        self._literal = _look_alikes(head, children)
        self._numbers: dict[str, int] = {}
        self._owners: dict[str, etree._Element | str] = {}
        self._elements: dict[str, list[etree._Element]] = {}
        self._legend: list[str] = []
        self._builder.add(head)
        for child in children:
            self._add(child)
        self.text = self._builder.text(collapse=not annotations.preserves_space(run.parent))
        self.legend = tuple(self._legend)
        self.codes = {tag: tuple(elements) for tag, elements in self._elements.items()}

    def _add(self, child: etree._Element) -> None:
        comment = isinstance(child, etree._Comment)  # noqa: SLF001 - lxml has no public name for it
        if comment or self._annotations.is_left_out(child):
            self._builder.add(child.tail or "")
            return
        if not isinstance(child.tag, str):
            self._builder.add(Code(self._tag(child, "pi"), CodeKind.EMPTY))
        elif self._is_kept(child):
            self.kept.add(child)
            self._builder.add(Code(self._tag(child, _name(child)), CodeKind.EMPTY))
        elif len(child) or child.text:
            tag = self._tag(child, _name(child))
            self._builder.add(Code(tag, CodeKind.OPEN))
            self._builder.add(child.text or "")
            for grandchild in child:
                self._add(grandchild)
            self._builder.add(Code(tag, CodeKind.CLOSE))
        else:
            self._builder.add(Code(self._tag(child, _name(child)), CodeKind.EMPTY))
        self._builder.add(child.tail or "")

    def _is_kept(self, child: etree._Element) -> bool:
        """Whether a child stays whole: a flow nested in the text, or what is not translated."""
        annotations = self._annotations
        nested = annotations.within_text(child) == "nested"
        return nested or not annotations.translate(child) or annotations.is_target(child)

    def _tag(self, element: etree._Element, name: str) -> str:
        """Choose the tag that a translator sees; docs/reference/po.md, “Codes”."""
        bare = not element.attrib and isinstance(element.tag, str) and not self._is_kept(element)
        owner: etree._Element | str = str(element.tag) if bare else element
        if bare and self._is_free(name, owner):
            tag = name
        else:
            number = self._numbers.get(name, 0) + 1
            while not self._is_free(f"{name}{number}", owner):
                number += 1
            tag = f"{name}{number}"
            if not bare:
                self._numbers[name] = number
        if not bare:
            kept = isinstance(element.tag, str) and self._is_kept(element)
            self._legend.append(f"<{tag}> = {_shown(element, kept=kept)}")
        self._owners[tag] = owner
        self._elements.setdefault(tag, []).append(element)
        return tag

    def _is_free(self, tag: str, owner: etree._Element | str) -> bool:
        literal = self._literal.intersection((f"<{tag}>", f"</{tag}>", f"<{tag}/>"))
        return not literal and self._owners.get(tag, owner) == owner


def local_name(name: str) -> str:
    """Return a name without its namespace; HTML's may be no XML names (`o:p`, `@click`)."""
    return name.rpartition("}")[2]


def _look_alikes(head: str, children: Sequence[etree._Element]) -> frozenset[str]:
    """Return what in a run's text could be taken for a code; nothing where it has no codes."""
    if not children:
        return frozenset()
    strings = [head, *(string for child in children for string in _strings(child))]
    return frozenset(match[0] for match in _LOOK_ALIKE.finditer("".join(strings)))


def _strings(node: etree._Element) -> Iterator[str]:
    """Yield the text in an element, without comments, and what follows it."""
    if isinstance(node.tag, str):
        yield node.text or ""
        for child in node:
            yield from _strings(child)
    yield node.tail or ""


def _name(element: etree._Element) -> str:
    name = _NOT_A_NAME.sub("_", local_name(str(element.tag)))
    return name if name[:1].isalpha() else f"_{name}"


def _shown(element: etree._Element, *, kept: bool) -> str:
    """Return what a code's legend says of its element: its target, its class or its attributes.

    Of an element that is kept whole no content stands in the text, and so it is told here.
    """
    if isinstance(element, etree._ProcessingInstruction):  # noqa: SLF001 - lxml's only name
        return f"<?{element.target} {element.text or ''}?>"
    for name in _SHOWN_ATTRIBUTES:
        for key, value in element.attrib.items():
            if local_name(str(key)) == name:
                return " ".join(str(value).split())[:_MAX_LEGEND]
    content = " ".join("".join(_strings(element)).removesuffix(element.tail or "").split())
    said = " ".join(f'{local_name(str(k))}="{v}"' for k, v in element.attrib.items())
    if content and (kept or not said):
        return f"“{content[:_MAX_LEGEND]}”"
    return " ".join(said.split())[:_MAX_LEGEND]
