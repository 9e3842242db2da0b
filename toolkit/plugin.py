"""Plug-ins: all that a package which adds a format, a check or a form of edition imports.

These names stay. The entry points are `toolkit.formats`, `toolkit.checks` and `toolkit.editions`;
docs/how-to/add-a-format.md, add-a-check.md and add-an-edition.md show each.
"""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader

if TYPE_CHECKING:
    from toolkit.base.bcp47 import Locale
    from toolkit.base.errors import Finding, Location, Severity, ToolkitError
    from toolkit.base.text import Text, plain
    from toolkit.checks import Check, Pair, Problem
    from toolkit.document.formats import FORMATS, Format
    from toolkit.document.formats.parsed import Parsed
    from toolkit.document.its.units import Roles
    from toolkit.document.model import Document, Extras, Metadata, Span
    from toolkit.editions.article import Article
    from toolkit.editions.forms import EditionForm
    from toolkit.localizing.targets import State

__all__ = [
    "FORMATS",
    "Article",
    "Check",
    "Document",
    "EditionForm",
    "Extras",
    "Finding",
    "Format",
    "Locale",
    "Location",
    "Metadata",
    "Pair",
    "Parsed",
    "Problem",
    "Roles",
    "Severity",
    "Span",
    "State",
    "Text",
    "ToolkitError",
    "plain",
]

_HOMES = {
    **dict.fromkeys(("Finding", "Location", "Severity", "ToolkitError"), "toolkit.base.errors"),
    **dict.fromkeys(("Text", "plain"), "toolkit.base.text"),
    **dict.fromkeys(("Check", "Pair", "Problem"), "toolkit.checks"),
    **dict.fromkeys(("FORMATS", "Format"), "toolkit.document.formats"),
    **dict.fromkeys(("Document", "Extras", "Metadata", "Span"), "toolkit.document.model"),
    "Article": "toolkit.editions.article",
    "EditionForm": "toolkit.editions.forms",
    "Locale": "toolkit.base.bcp47",
    "Parsed": "toolkit.document.formats.parsed",
    "Roles": "toolkit.document.its.units",
    "State": "toolkit.localizing.targets",
}
# A check needs nothing of what a form needs: each name loads its own module.
__getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
