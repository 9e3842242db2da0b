"""Units: what of an annotated tree is translated, cut into runs of inline content."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from lxml import etree

from toolkit.base.errors import Finding, Location, Place, Severity
from toolkit.base.frozen import frozen
from toolkit.base.markup import attribute_items
from toolkit.base.text import Text, collapse_space, plain
from toolkit.document.its.annotations import Annotations
from toolkit.document.its.categories import (
    ALLOWED_CHARACTERS,
    DIRECTIONALITY,
    DOMAIN,
    ID_VALUE,
    LANGUAGE_INFORMATION,
    LOCALE_FILTER,
    LOCALIZATION_NOTE,
    LOCALIZATION_QUALITY_ISSUE,
    LOCALIZATION_QUALITY_RATING,
    MT_CONFIDENCE,
    PRESERVE_SPACE,
    PROVENANCE,
    STORAGE_SIZE,
    TARGET_POINTER,
    TERMINOLOGY,
    TEXT_ANALYSIS,
    TRANSLATE,
)
from toolkit.document.its.content import Content, local_name
from toolkit.document.its.extensions import CONTEXT, DROP
from toolkit.document.its.headings import Headings
from toolkit.document.its.localization_notes import notes_in, notes_on, terms_of
from toolkit.document.its.programs import is_program, is_run
from toolkit.document.model import AttributeHome, Run, Term, Unit

__all__ = ["Roles", "find_units"]

_SAID_OF_UNITS = (
    ALLOWED_CHARACTERS, CONTEXT, DOMAIN, LOCALIZATION_NOTE, LOCALIZATION_QUALITY_ISSUE,
    LOCALIZATION_QUALITY_RATING, MT_CONFIDENCE, PROVENANCE, STORAGE_SIZE, TARGET_POINTER,
    TERMINOLOGY, TEXT_ANALYSIS,
)  # fmt: skip
_Step: TypeAlias = "tuple[Callable[..., None], tuple[object, ...]]"
"""A method of the walk, and what it is called with."""
_HAS_SIGN = etree.XPath("contains(., '<')")
_OWN_ID = re.compile(r"[^\W\d][\w.\-]{0,63}")


@frozen
class Roles:
    """What a format calls its elements: `p`, `p.standfirst` or `@alt` to a role."""

    names: Mapping[str, str]

    def of(self, element: etree._Element, attribute: str | None = None) -> str:
        """Return the role of an element's content, or of one of its attributes."""
        if attribute is not None:
            name = local_name(attribute)
            # What a `meta` says is told by another of its attributes.
            kind = f"@{name}.{element.get('property') or element.get('name') or ''}"
            return self.names.get(kind) or self.names.get(f"@{name}", name)
        name = local_name(str(element.tag))
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
    walk = _Walk(annotations, roles, locate)
    walk.all()
    return tuple(walk.units)


class _Walk:
    """Walks a tree once, with the headings passed so far.

    What ITS says alike of the whole document is asked once, for a newsroom has thousands of pages.
    """

    def __init__(
        self,
        annotations: Annotations,
        roles: Roles,
        locate: Callable[[etree._Element], Location],
    ) -> None:
        self.units: list[Unit] = []
        self._waiting: list[_Step] = []
        """What is still to be walked, the next one last: texts nest deeper than calls may."""
        self._annotations = annotations
        self._root = annotations.tree.getroot()
        self._roles = roles
        self._locate = locate
        self._headings = Headings(annotations)
        self._names: dict[tuple[object, object], str] = {}
        """The roles found so far, by an element's tag and class."""
        self._programs: dict[object, bool] = {}
        """Whether elements are programs, by their tags."""
        self._inline: dict[etree._Element, bool] = {}
        # Where a document's texts have no such sign, none of them has to be searched.
        self._may_look_alike = bool(_HAS_SIGN(self._root))
        self._has_ids = annotations.speaks_of(ID_VALUE)
        self._has_targets = annotations.has_targets
        self._leaves_out = annotations.speaks_of(DROP, LOCALE_FILTER)
        self._differs = annotations.varies(LANGUAGE_INFORMATION, DIRECTIONALITY)
        self._is_annotated = annotations.speaks_of(*_SAID_OF_UNITS)
        self._translates: bool | None = None
        """Whether every element is translated, or none; None where they differ."""
        if not annotations.varies(TRANSLATE):
            self._translates = annotations.translate(self._root)
        self._preserves: bool | None = None
        """The same of the white space that is kept."""
        if not annotations.varies(PRESERVE_SPACE):
            self._preserves = annotations.preserves_space(self._root)

    def all(self) -> None:
        """Find the units of the whole tree."""
        waiting = self._waiting
        waiting.append((self._flow, (self._root,)))
        while waiting:
            walk, what = waiting.pop()
            walk(*what)

    def _later(self, steps: Sequence[_Step]) -> None:
        """Go on with some steps, before all that waits already."""
        self._waiting.extend(reversed(steps))

    def _flow(self, element: etree._Element) -> None:
        """Find the units of an element that is a text flow of its own."""
        if self._leaves_out and self._annotations.is_left_out(element):
            return
        if element.keys():
            self._attributes(element)
        if self._has_targets and self._annotations.is_target(element):
            return
        translates = self._translates
        if translates is None:
            translates = self._annotations.translate(element)
        if translates:
            self._runs(element)
        else:
            children = element.iterchildren(etree.Element)
            self._later([(self._flow, (child,)) for child in children])

    def _attributes(self, element: etree._Element) -> None:
        for key, value in attribute_items(element):
            name = str(key)
            if not value.strip() or not self._annotations.translate(element, name):
                continue
            if is_run(element, name):
                continue
            if not self._annotations.is_target(element, name):
                preserves = self._annotations.preserves_space(element, name)
                text = str(value) if preserves else collapse_space(str(value))
                home, notes = AttributeHome(element, name), self._notes(element, name)
                self._add(home, (text,), notes, preserves=preserves)

    def _runs(self, element: etree._Element) -> None:
        """Find the units of an element's runs, and of the flows between them."""
        children = list(element)
        steps: list[_Step] = []
        first, head = 0, element.text
        for at, child in enumerate(children):
            if isinstance(child.tag, str) and not self._is_inline(child):
                if at > first or (head and not head.isspace()):
                    run = Run(element, first, at)
                    steps.append((self._run, (run, head or "", children[first:at])))
                steps.append((self._flow, (child,)))
                first, head = at + 1, child.tail
        if len(children) > first or (head and not head.isspace()):
            run = Run(element, first, len(children))
            if not steps:  # most are one run
                self._run(run, head or "", children)
                return
            steps.append((self._run, (run, head or "", children[first:])))
        self._later(steps)

    def _is_inline(self, element: etree._Element) -> bool:
        """Whether an element can stand inside a unit: nothing in it is a flow of its own."""
        known = self._inline.get(element)
        if known is None:
            within = self._annotations.within_text(element)
            if not len(element):
                return within != "no"
            known = within == "nested" or (
                within == "yes"
                and all(self._is_inline(child) for child in element.iterchildren(etree.Element))
            )
            self._inline[element] = known
        return known

    def _run(self, run: Run, head: str, children: Sequence[etree._Element]) -> None:
        """Find the units of a run: its head is the string before its first child."""
        element = run.parent
        if self._is_program(element):
            return
        preserves = self._preserves
        if preserves is None:
            preserves = self._annotations.preserves_space(element)
        if not children:
            text = head if preserves else collapse_space(head)
            self._add(run, (text,), self._notes(element), preserves=preserves)
            self._headings.pass_by(element, text)
            return
        content = Content(
            self._annotations,
            run,
            head,
            children,
            preserves=preserves,
            may_look_alike=self._may_look_alike,
        )
        words = plain(content.text)
        if words and not words.isspace():
            notes = self._notes(element)
            if self._is_annotated or self._differs:
                notes = (*notes, *self._code_notes(content))
            self._add(run, content.text, notes, content, preserves=preserves)
            self._headings.pass_by(element, words)
        steps: list[_Step] = []
        self._inside(children, content.kept, steps)
        self._later(steps)

    def _is_program(self, element: etree._Element) -> bool:
        known = self._programs.get(element.tag)
        if known is None:
            known = self._programs[element.tag] = is_program(element)
        return known

    def _inside(
        self,
        children: Iterable[etree._Element],
        kept: Collection[etree._Element],
        steps: list[_Step],
    ) -> None:
        """Add what finds the units inside a run: attributes of its codes, flows nested in it."""
        for child in children:
            if not isinstance(child.tag, str):
                continue
            if self._leaves_out and self._annotations.is_left_out(child):
                continue
            if child in kept:
                steps.append((self._flow, (child,)))
                continue
            # In a text that shows its tags, an attribute stands in its tag.
            if child.keys() and not self._annotations.whole:
                steps.append((self._attributes, (child,)))
            if len(child):
                self._inside(child, kept, steps)

    def _role(self, element: etree._Element, attribute: str | None) -> str:
        if attribute is not None:
            return self._roles.of(element, attribute)
        kind = element.tag, element.get("class")
        role = self._names.get(kind)
        if role is None:
            role = self._names[kind] = self._roles.of(element)
        return role

    def _add(
        self,
        origin: Run | AttributeHome,
        text: Text,
        notes: tuple[str, ...],
        content: Content | None = None,
        *,
        preserves: bool,
    ) -> None:
        element, attribute = _node(origin)
        unit = Unit(
            text,
            self._role(element, attribute),
            origin,
            partial(self._locate, element),
            codes=content.codes if content else {},
            kept=content.kept_tags if content else frozenset(),
            legend=content.legend if content else (),
            headings=self._headings.above(element),
            notes=tuple(dict.fromkeys(notes)) if notes else (),
            preserved=preserves,
            own_id=self._own_id(origin) if self._has_ids else "",
        )
        self.units.append(self._annotated(unit, content) if self._is_annotated else unit)

    def _annotated(self, unit: Unit, content: Content | None) -> Unit:
        """Return a unit with what ITS says of it beyond its text; most documents say nothing."""
        from toolkit.document.its.limits import limits_on  # noqa: PLC0415
        from toolkit.document.its.quality import quality_of  # noqa: PLC0415

        origin, place = unit.home, unit.place
        element, attribute = _node(origin)
        coded = () if content is None else tuple(_coded(content))
        limits = limits_on(self._annotations, element, attribute, place)
        quality, doubts = quality_of(self._annotations, (element, *coded), attribute, place)
        home, problems = self._home(origin, place)
        return replace(
            unit,
            home=home,
            context=self._annotations.context(element, attribute),
            origin=None if home is origin else origin,
            storage=next(iter(limits.storage), None),
            allowed_characters=next(iter(limits.allowed), ""),
            quality=quality,
            terms=tuple(self._terms(element, attribute, coded)),
            findings=(*limits.findings, *doubts, *problems),
        )

    def _home(
        self, origin: Run | AttributeHome, place: Place
    ) -> tuple[Run | AttributeHome, tuple[Finding, ...]]:
        """Return where a text's translation goes (section 8.13): to its target, if it has one."""
        element, attribute = _node(origin)
        if not self._annotations.has_target_rule(element, attribute):
            return origin, ()
        target = self._annotations.target(element, attribute)
        whole = isinstance(origin, AttributeHome) or origin.whole
        if target is None or not whole:
            wrong = (
                "does not exist"
                if target is None
                else "cannot hold a text that is in several parts"
            )
            message = f"the target of <{local_name(str(element.tag))}> {wrong}"
            hint = (
                "give it a target; until then, its translation takes the place of the source text"
            )
            return origin, (
                Finding("its-target", message, place(), hint, severity=Severity.WARNING),
            )
        holder, name = target
        return (Run(holder, 0, len(holder)) if name is None else AttributeHome(holder, name)), ()

    def _own_id(self, origin: Run | AttributeHome) -> str:
        """Return the identifier that a text can be known by: of the first where there are more."""
        found = self._annotations.id_value(*_node(origin)) or ""
        later = isinstance(origin, Run) and origin.first > 0
        return found if _OWN_ID.fullmatch(found) and not later else ""

    def _terms(
        self, element: etree._Element, attribute: str | None, coded: Iterable[etree._Element]
    ) -> Iterator[Term]:
        for each in (element, *coded) if self._annotations.speaks_of(TERMINOLOGY) else ():
            yield from terms_of(self._annotations, each, attribute, self._locate)

    def _notes(self, element: etree._Element, attribute: str | None = None) -> tuple[str, ...]:
        """Return what a translator must know, and a language that is not the rest's."""
        if not self._is_annotated and not self._differs:
            return ()
        note = self._annotations.note(element, attribute)
        return (
            *((str(note),) if note else ()),
            *self._differences(element, self._root, attribute),
            *notes_on(self._annotations, element, attribute),
            *(notes_in(self._annotations, (element,), attribute) if attribute else ()),
        )

    def _differences(
        self, element: etree._Element, around: etree._Element, attribute: str | None = None
    ) -> Iterator[str]:
        """Yield the language and the direction of a text that are not those around it."""
        if not self._differs:
            return
        language = self._annotations.language(element)
        if language and language != self._annotations.language(around):
            yield f"language: {language}"
        direction = self._annotations.direction(element, attribute)
        if direction not in {"auto", self._annotations.direction(around)}:
            yield f"direction: {direction}"

    def _code_notes(self, content: Content) -> Iterator[str]:
        known = self._differs or self._annotations.speaks_of(LOCALIZATION_NOTE)
        own = self._annotations.note(content.run.parent) if known else None
        for tag, elements in content.codes.items() if known else ():
            if not isinstance(elements[0].tag, str):
                continue
            note = self._annotations.note(elements[0])
            if note and note != own:
                yield f"<{tag}>: {note}"
            for difference in self._differences(elements[0], content.run.parent):
                yield f"<{tag}>: {difference}"
        yield from notes_in(self._annotations, (content.run.parent, *_coded(content)))


def _node(home: Run | AttributeHome) -> tuple[etree._Element, str | None]:
    return (home.parent, None) if isinstance(home, Run) else (home.element, home.name)


def _coded(content: Content) -> Iterator[etree._Element]:
    """Yield the elements behind a text's codes."""
    for elements in content.codes.values():
        yield from (each for each in elements if isinstance(each.tag, str))
