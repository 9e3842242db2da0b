"""Category: what a data category of ITS 2.0 is made of, and how local markup states it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import qualified

__all__ = ["ITS", "NOTHING", "Category", "Inheritance", "Standoff", "Value", "Values"]

ITS = "http://www.w3.org/2005/11/its"
_SPAN = qualified(ITS, "span")

Values = Mapping[str, str]
"""What a data category says of a node: its values by their ITS names; empty for nothing."""

NOTHING: Values = MappingProxyType({})


class Inheritance(Enum):
    """How far what is said of an element reaches (ITS 2.0, section 8.1)."""

    NONE = "the element alone"
    ELEMENTS = "the elements in it"
    ALL = "the elements in it and the attributes of all"


@frozen
class Value:
    """One thing that a data category says, and how rules and local markup say it."""

    name: str
    """Its ITS name: the attribute of a rule, and of local markup, that states it."""
    allowed: frozenset[str] = frozenset()
    """The values it can have; empty for any text."""
    presumed: str = ""
    """What it is where the category says something, but not this."""
    collapse: bool = False
    """Whether white space in it is collapsed."""
    stated: bool = True
    """Whether a rule can state it, not only point to it."""
    child: bool = False
    """Whether a rule states it in a child element."""
    pointer: str = ""
    """The attribute of a rule that points to it."""
    mapping: str = ""
    """The attribute of a rule that maps it: the value is a list, gathered from all nodes."""
    path: bool = False
    """Whether the pointer itself is the value, not what it points to."""
    marked: bool = True
    """Whether local markup can state it."""
    xml: str = ""
    """The lxml name of its attribute in local markup, where it is not ITS's own."""
    html: str = ""
    """The name of its attribute in HTML, where HTML has its own."""
    html_values: Mapping[str, str] = field(default_factory=dict)
    """What HTML writes otherwise than ITS."""

    def read(self, text: str, *, html: bool = False) -> str | None:
        """Return the value that a text stands for; None when it stands for none.

        ITS 2.0, section 6.1: HTML does not distinguish capitals in values of a fixed set.
        """
        if self.allowed:
            text = text.strip().lower() if html else text.strip()
            if html:
                text = self.html_values.get(text, text)
            known = text in self.allowed or (html and text in self.html_values.values())
            return text if known else None
        return " ".join(text.split()) if self.collapse else text

    def local(self, element: etree._Element, *, html: bool) -> str | None:
        """Return what an element's own markup says.

        Args:
            element: the element.
            html: whether it is an element of HTML.

        """
        if not self.marked:
            return None
        text = element.get(self.xml or _its_name(self.name))
        if text is None and element.tag == _SPAN:
            text = element.get(self.name)
        if text is not None:
            return self.read(text)
        text = element.get(self.html or _html_name(self.name)) if html else None
        return None if text is None else self.read(text, html=True)

    def may_stand_in(self, names: Collection[str], *, html: bool) -> bool:
        """Whether a document's local markup can hold it, by the names of attributes in it.

        Args:
            names: the lxml names of all its attributes.
            html: whether there may be HTML's own markup, too.

        """
        if not self.marked:
            return False
        named = (self.xml or _its_name(self.name)) in names or _html_name(self.name) in names
        return (html and self.html in names) or named or self.name in names


@lru_cache
def _its_name(name: str) -> str:
    return qualified(ITS, name)


@lru_cache
def _html_name(name: str) -> str:
    """Return the HTML name of local markup (ITS 2.0, section 6.1).

    >>> _html_name("locNoteType")
    'its-loc-note-type'
    """
    return "its-" + re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", name)


@frozen
class Standoff:
    """How a data category says more than once of a node (ITS 2.0, sections 8.11 and 8.16)."""

    reference: str
    """The name of the value that refers to a list of records."""
    container: str
    """The local name of a list's element."""
    record: str
    """The local name of a record's element."""


@frozen
class Category:
    """A data category (ITS 2.0, section 8)."""

    name: str
    """Its identifier, such as `localization-note`."""
    rule: str
    """The local name of its rules' elements; empty where it has local markup only."""
    values: tuple[Value, ...]
    inheritance: Inheritance = Inheritance.NONE
    of_elements: Values = field(default_factory=lambda: NOTHING)
    """The default for elements."""
    of_attributes: Values = field(default_factory=lambda: NOTHING)
    """The default for attributes."""
    needs: tuple[str, ...] = ()
    """The values of which one must be given; the first value where none is named."""
    of_html: Callable[[etree._Element], Values] | None = None
    """The default for elements of HTML, where it is another."""
    html_attributes: Callable[[etree._Element, str], bool] | None = None
    """Which attributes of HTML go with their element, though others do not."""
    standoff: Standoff | None = None
    """Its records elsewhere, if it can have any."""

    @property
    def needed(self) -> tuple[str, ...]:
        """The values of which one must be given for the category to say anything."""
        return self.needs or (self.values[0].name,)

    def complete(self, found: Iterable[tuple[str, str | None]]) -> Values:
        """Return what is said in whole: override semantics are complete (section 5.5).

        Returns:
            the values found, those presumed added; nothing when what is needed is missing.

        """
        values = {name: text for name, text in found if text is not None}
        if not values or not any(name in values for name in self.needed):
            return NOTHING
        if self.standoff and self.standoff.reference in values:
            return MappingProxyType(values)
        for value in self.values:
            if value.presumed:
                values.setdefault(value.name, value.presumed)
        return MappingProxyType(values)

    def local(self, element: etree._Element, *, html: bool) -> Values:
        """Return what an element's own markup says; `html` is whether it is HTML's."""
        if not element.attrib:
            return NOTHING
        return self.complete((value.name, value.local(element, html=html)) for value in self.values)

    def record(self, element: etree._Element) -> Values:
        """Return what a standoff record says."""
        texts = ((value, element.get(value.name)) for value in self.values)
        return self.complete(
            (value.name, None if text is None else value.read(text)) for value, text in texts
        )

    def may_stand_in(self, names: Collection[str], *, html: bool) -> bool:
        """Whether a document's local markup can state it; the arguments are a `Value`'s."""
        return any(value.may_stand_in(names, html=html) for value in self.values)
