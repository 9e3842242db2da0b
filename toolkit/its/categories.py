"""Data categories: what ITS 2.0 can say of a node, a descriptor each; to add one, add it here."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from toolkit.errors import ToolkitError
from toolkit.its.html5 import is_translatable, within_text
from toolkit.markup import qualified

__all__ = [
    "CATEGORIES",
    "DIRECTIONALITY",
    "ID_VALUE",
    "ITS",
    "LANGUAGE_INFORMATION",
    "LATER_RULES",
    "LOCALE_FILTER",
    "LOCALIZATION_NOTE",
    "NOTHING",
    "PRESERVE_SPACE",
    "TRANSLATE",
    "WITHIN_TEXT",
    "Category",
    "Inheritance",
    "Value",
    "Values",
    "category_named",
]

ITS = "http://www.w3.org/2005/11/its"
_XML = "http://www.w3.org/XML/1998/namespace"
_SPAN = qualified(ITS, "span")

Values = Mapping[str, str]
"""What a data category says of a node: its values by their ITS names; empty for nothing."""

NOTHING: Values = MappingProxyType({})
_YES = MappingProxyType({"translate": "yes"})
_NO = MappingProxyType({"translate": "no"})


class Inheritance(Enum):
    """How far what is said of an element reaches (ITS 2.0, section 8.1)."""

    NONE = "the element alone"
    ELEMENTS = "the elements in it"
    ALL = "the elements in it and the attributes of all"


@dataclass(frozen=True, slots=True)
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
        text = element.get(self.xml or _its_name(self.name))
        if text is None and element.tag == _SPAN:
            text = element.get(self.name)
        if text is not None:
            return self.read(text)
        text = element.get(self.html or _html_name(self.name)) if html else None
        return None if text is None else self.read(text, html=True)


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


@dataclass(frozen=True, slots=True)
class Category:
    """A data category (ITS 2.0, section 8)."""

    name: str
    """Its identifier, such as `localization-note`."""
    rule: str
    """The local name of its rules' elements."""
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
        for value in self.values:
            if value.presumed:
                values.setdefault(value.name, value.presumed)
        return MappingProxyType(values)

    def local(self, element: etree._Element, *, html: bool) -> Values:
        """Return what an element's own markup says; `html` is whether it is HTML's."""
        if not element.attrib:
            return NOTHING
        return self.complete((value.name, value.local(element, html=html)) for value in self.values)


def _html_within_text(element: etree._Element) -> Values:
    return {"withinText": within_text(element)}


TRANSLATE = Category(
    "translate",
    "translateRule",
    (Value("translate", frozenset({"yes", "no"}), html="translate", html_values={"": "yes"}),),
    Inheritance.ELEMENTS,
    of_elements=_YES,
    of_attributes=_NO,
    html_attributes=is_translatable,
)
LOCALIZATION_NOTE = Category(
    "localization-note",
    "locNoteRule",
    (
        Value("locNote", collapse=True, child=True, pointer="locNotePointer"),
        Value("locNoteRef", collapse=True, pointer="locNoteRefPointer"),
        Value("locNoteType", frozenset({"alert", "description"}), presumed="description"),
    ),
    Inheritance.ELEMENTS,
    needs=("locNote", "locNoteRef"),
)
DIRECTIONALITY = Category(
    "directionality",
    "dirRule",
    (
        Value(
            "dir",
            frozenset({"ltr", "rtl", "lro", "rlo"}),
            html="dir",
            html_values={"auto": "auto"},
        ),
    ),
    Inheritance.ALL,
    of_elements={"dir": "ltr"},
    of_attributes={"dir": "ltr"},
)
LANGUAGE_INFORMATION = Category(
    "language-information",
    "langRule",
    (Value("lang", stated=False, pointer="langPointer", xml=qualified(_XML, "lang"), html="lang"),),
    Inheritance.ALL,
)
WITHIN_TEXT = Category(
    "elements-within-text",
    "withinTextRule",
    (Value("withinText", frozenset({"yes", "no", "nested"})),),
    of_elements={"withinText": "no"},
    of_html=_html_within_text,
)
LOCALE_FILTER = Category(
    "locale-filter",
    "localeFilterRule",
    (
        Value("localeFilterList", collapse=True),
        Value("localeFilterType", frozenset({"include", "exclude"}), presumed="include"),
    ),
    Inheritance.ALL,
    of_elements={"localeFilterList": "*", "localeFilterType": "include"},
    of_attributes={"localeFilterList": "*", "localeFilterType": "include"},
)
ID_VALUE = Category(
    "id-value",
    "idValueRule",
    (Value("idValue", stated=False, pointer="idValue", xml=qualified(_XML, "id"), html="id"),),
)
PRESERVE_SPACE = Category(
    "preserve-space",
    "preserveSpaceRule",
    (Value("space", frozenset({"default", "preserve"}), xml=qualified(_XML, "space")),),
    Inheritance.ALL,
    of_elements={"space": "default"},
    of_attributes={"space": "default"},
)

CATEGORIES = (
    TRANSLATE,
    LOCALIZATION_NOTE,
    DIRECTIONALITY,
    LANGUAGE_INFORMATION,
    WITHIN_TEXT,
    LOCALE_FILTER,
    ID_VALUE,
    PRESERVE_SPACE,
)

# Rules of data categories that have no descriptor yet: known, and not evaluated.
LATER_RULES = frozenset(
    """allowedCharactersRule domainRule externalResourceRefRule locQualityIssueRule
    mtConfidenceRule provRule storageSizeRule targetPointerRule termRule textAnalysisRule""".split()  # noqa: SIM905 - a list of words reads best as text
)


def category_named(name: str) -> Category:
    """Return the data category with an identifier.

    Raises:
        ToolkitError: when there is none.

    """
    for category in CATEGORIES:
        if category.name == name:
            return category
    known = ", ".join(category.name for category in CATEGORIES)
    raise ToolkitError.because(
        "its-category", f"ITS 2.0 has no data category “{name}” here", hint=f"write one of {known}"
    )
