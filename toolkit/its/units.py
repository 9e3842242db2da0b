"""Units: what of an annotated tree is translated, cut into runs of inline content."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from toolkit.document import AttributeHome, Run, Unit
from toolkit.errors import Location
from toolkit.its.annotations import Annotations
from toolkit.its.notes import notes_in, notes_on
from toolkit.text import Code, CodeKind, Text, TextBuilder, plain

__all__ = ["Roles", "find_units"]

_NOT_A_NAME = re.compile(r"[^\w.\-]")
_HEADING = re.compile(r"h([1-6])")
_SHOWN_ATTRIBUTES = ("href", "src", "url", "linkend", "datetime", "class", "role")
_MAX_LEGEND = 200
# What a code could be taken for: no run of the text may look like one of the unit's own.
_LOOK_ALIKE = re.compile(r"</?[^\s<>/]+/?>")


@dataclass(frozen=True, slots=True)
class Roles:
    """What a format calls its elements: `p`, `p.standfirst` or `@alt` to a role."""

    names: Mapping[str, str]

    def of(self, element: etree._Element, attribute: str | None = None) -> str:
        """Return the role of an element's content, or of one of its attributes."""
        if attribute is not None:
            name = _local(attribute)
            return self.names.get(f"@{name}", name)
        name = _local(str(element.tag))
        kind = f"{name}.{element.get('class', '')}"
        return self.names.get(kind) or self.names.get(name, name)


def find_units(
    annotations: Annotations,
    roles: Roles,
    locate: Callable[[etree._Element], Location],
) -> tuple[Unit, ...]:
    """Return an annotated tree's units in document order.

    A run of text and of elements within text (ITS 2.0, section 8.5) is one unit; any other element
    ends it and starts its own. What is nested in text, or not translatable, stands in its
    surroundings' unit as an empty code. An element's translatable attributes come before its
    content, those of inline elements after the unit they stand in.

    Args:
        annotations: what ITS says of the tree's nodes.
        roles: the format's names.
        locate: gives the place of an element in its file.

    """
    return tuple(_Walk(annotations, roles, locate).flow(annotations.tree.getroot()))


class _Walk:
    """Walks a tree once, with the headings passed so far."""

    def __init__(
        self,
        annotations: Annotations,
        roles: Roles,
        locate: Callable[[etree._Element], Location],
    ) -> None:
        self._annotations = annotations
        self._root = annotations.tree.getroot()
        self._roles = roles
        self._locate = locate
        self._headings: list[tuple[int, str]] = []
        self._inline: dict[etree._Element, bool] = {}

    def flow(self, element: etree._Element) -> Iterator[Unit]:
        """Yield the units of an element that is a text flow of its own."""
        yield from self._attributes(element)
        if self._annotations.translate(element):
            yield from self._runs(element)
        else:
            for child in element.iterchildren(etree.Element):
                yield from self.flow(child)

    def _attributes(self, element: etree._Element) -> Iterator[Unit]:
        for name, value in element.attrib.items():
            if value.strip() and self._annotations.translate(element, str(name)):
                builder = TextBuilder()
                builder.add(str(value))
                yield self._unit(
                    AttributeHome(element, str(name)),
                    element,
                    builder.text(collapse=True),
                    role=self._roles.of(element, str(name)),
                    notes=self._notes(element, str(name)),
                )

    def _runs(self, element: etree._Element) -> Iterator[Unit]:
        children = list(element)
        first, head = 0, element.text
        for at, child in enumerate(children):
            if isinstance(child.tag, str) and not self._is_inline(child):
                yield from self._run(Run(element, first, at), head, children[first:at])
                yield from self.flow(child)
                first, head = at + 1, child.tail
        yield from self._run(Run(element, first, len(children)), head, children[first:])

    def _is_inline(self, element: etree._Element) -> bool:
        """Whether an element can stand inside a unit: nothing in it is a flow of its own."""
        known = self._inline.get(element)
        if known is None:
            within = self._annotations.within_text(element)
            known = within == "nested" or (
                within == "yes"
                and all(self._is_inline(child) for child in element.iterchildren(etree.Element))
            )
            self._inline[element] = known
        return known

    def _run(
        self, run: Run, head: str | None, children: Sequence[etree._Element]
    ) -> Iterator[Unit]:
        """Yield the units of a run: its head is the string before its first child."""
        content = _Content(self._annotations, run, head or "", children)
        if plain(content.text).strip():
            unit = self._unit(
                run,
                run.parent,
                content.text,
                role=self._roles.of(run.parent),
                notes=(*self._notes(run.parent), *self._code_notes(content)),
                content=content,
            )
            yield unit
            self._pass_heading(run.parent, plain(content.text))
        yield from self._inside(children, content)

    def _inside(self, children: Iterable[etree._Element], content: "_Content") -> Iterator[Unit]:
        """Yield the units inside a run: attributes of its codes, and flows nested in it."""
        for child in children:
            if not isinstance(child.tag, str):
                continue
            if child in content.kept:
                yield from self.flow(child)
            else:
                yield from self._attributes(child)
                yield from self._inside(child, content)

    def _unit(  # noqa: PLR0913 - what a unit is made of
        self,
        home: Run | AttributeHome,
        element: etree._Element,
        text: Text,
        *,
        role: str,
        notes: tuple[str, ...],
        content: "_Content | None" = None,
    ) -> Unit:
        return Unit(
            text,
            role,
            home,
            self._locate(element),
            codes=content.codes if content else {},
            legend=content.legend if content else (),
            headings=tuple(heading for _, heading in self._headings),
            notes=notes,
            preserved=self._annotations.preserves_space(element),
        )

    def _notes(self, element: etree._Element, attribute: str | None = None) -> tuple[str, ...]:
        """Return what a translator must know, and a language that is not the rest's."""
        note = self._annotations.note(element, attribute)
        language = self._annotations.language(element)
        foreign = language and language != self._annotations.language(self._root)
        return (
            *((str(note),) if note else ()),
            *((f"language: {language}",) if foreign else ()),
            *notes_on(self._annotations, element, attribute),
        )

    def _code_notes(self, content: "_Content") -> Iterator[str]:
        own = self._annotations.note(content.run.parent)
        for tag, elements in content.codes.items():
            note = self._annotations.note(elements[0])
            if note and note != own:
                yield f"<{tag}>: {note}"
        inside = (element for elements in content.codes.values() for element in elements)
        yield from notes_in(self._annotations, (content.run.parent, *inside))

    def _pass_heading(self, element: etree._Element, text: str) -> None:
        match = _HEADING.fullmatch(_local(str(element.tag)))
        if match:
            level = int(match[1])
            kept = [heading for heading in self._headings if heading[0] < level]
            self._headings = [*kept, (level, text)] if level > 1 else []


class _Content:
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
        strings = [head, *(string for child in children for string in _strings(child))]
        self._literal = frozenset(match[0] for match in _LOOK_ALIKE.finditer("".join(strings)))
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
        if isinstance(child, etree._Comment):  # noqa: SLF001 - lxml has no public name for it
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
        return annotations.within_text(child) == "nested" or not annotations.translate(child)

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
            self._legend.append(f"<{tag}> = {_shown(element)}")
        self._owners[tag] = owner
        self._elements.setdefault(tag, []).append(element)
        return tag

    def _is_free(self, tag: str, owner: etree._Element | str) -> bool:
        literal = self._literal.intersection((f"<{tag}>", f"</{tag}>", f"<{tag}/>"))
        return not literal and self._owners.get(tag, owner) == owner


def _local(name: str) -> str:
    """Return a name without its namespace; HTML's may be no XML names (`o:p`, `@click`)."""
    return name.rpartition("}")[2]


def _strings(node: etree._Element) -> Iterator[str]:
    """Yield the text in an element, without comments, and what follows it."""
    if isinstance(node.tag, str):
        yield node.text or ""
        for child in node:
            yield from _strings(child)
    yield node.tail or ""


def _name(element: etree._Element) -> str:
    name = _NOT_A_NAME.sub("_", _local(str(element.tag)))
    return name if name[:1].isalpha() else f"_{name}"


def _shown(element: etree._Element) -> str:
    """Return what a code's legend says of its element: its target, its content or its class."""
    if isinstance(element, etree._ProcessingInstruction):  # noqa: SLF001 - lxml's only name
        return f"<?{element.target} {element.text or ''}?>"
    for name in _SHOWN_ATTRIBUTES:
        for key, value in element.attrib.items():
            if _local(str(key)) == name:
                return " ".join(str(value).split())[:_MAX_LEGEND]
    content = " ".join("".join(_strings(element)).removesuffix(element.tail or "").split())
    if content:
        return f"“{content[:_MAX_LEGEND]}”"
    return " ".join(f'{_local(str(k))}="{v}"' for k, v in element.attrib.items())
