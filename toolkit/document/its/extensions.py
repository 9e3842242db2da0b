"""Extensions: what rules written for itstool say beyond ITS 2.0, in itstool's namespace."""

from collections.abc import Mapping
from dataclasses import field

from lxml import etree

from toolkit.base.frozen import frozen
from toolkit.base.markup import qualified
from toolkit.document.its.categories import EXTERNAL_RESOURCE, PRESERVE_SPACE
from toolkit.document.its.category import Category, Value

__all__ = ["CONTEXT", "DROP", "EXTENSIONS", "ITST", "Extension", "extension_named"]

ITST = "http://itstool.org/extensions/"

CONTEXT = Category(
    "context",
    "contextRule",
    (Value("context", pointer="contextPointer", xml=qualified(ITST, "context")),),
)
"""The msgctxt of a text."""
DROP = Category(
    "drop",
    "dropRule",
    (Value("drop", frozenset({"yes", "no"}), xml=qualified(ITST, "drop")),),
    of_elements={"drop": "no"},
    of_attributes={"drop": "no"},
)
"""Whether an element is left out: of what is translated, and of every translation."""

EXTENSIONS = (CONTEXT, DROP)
"""The categories that are itstool's own."""


@frozen
class Extension:
    """A rule of itstool's: what category it is of, and how it spells what ITS spells otherwise."""

    category: Category
    names: Mapping[str, str] = field(default_factory=dict)
    """ITS's names of attributes by itstool's."""
    values: Mapping[str, str] = field(default_factory=dict)
    """ITS's values by itstool's."""

    def attributes(self, element: etree._Element) -> dict[str, str]:
        """Return a rule's attributes as ITS spells them."""
        found = {str(name): str(value) for name, value in element.attrib.items()}
        for name, its_name in self.names.items():
            if name in found:
                value = found.pop(name)
                found[its_name] = self.values.get(value, value)
        return found


_BY_NAME = {
    "contextRule": Extension(CONTEXT),
    "dropRule": Extension(DROP),
    "preserveSpaceRule": Extension(
        PRESERVE_SPACE, {"preserveSpace": "space"}, {"yes": "preserve", "no": "default"}
    ),
    "externalRefRule": Extension(EXTERNAL_RESOURCE, {"refPointer": "externalResourceRefPointer"}),
}


def extension_named(name: str) -> Extension | None:
    """Return the rule of itstool's with an element's lxml name; None where it has none."""
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return _BY_NAME.get(local) if namespace == ITST else None
