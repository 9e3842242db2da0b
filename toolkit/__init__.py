"""Publish one article in many languages: ITS 2.0 units, gettext catalogs, editions.

What programs use is listed here; docs/reference/library.md describes it. Packages that add formats,
checks and forms import from `toolkit.plugin` instead.

Example:
    >>> import toolkit
    >>> toolkit.segment("Dr. Omarova left. She was free.", toolkit.Locale("en"))
    ['Dr. Omarova left.', 'She was free.']

"""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader
from toolkit.base.version import __version__

if TYPE_CHECKING:
    from toolkit.base.bcp47 import Locale
    from toolkit.base.errors import Finding, Location, Severity, ToolkitError
    from toolkit.catalog.po import Catalog, Entry
    from toolkit.catalog.po import load as load_catalog
    from toolkit.catalog.po import save as save_catalog
    from toolkit.catalog.template import identified
    from toolkit.checks import checks as all_checks
    from toolkit.document.formats import ReadOptions, read_document
    from toolkit.document.formats import formats as all_formats
    from toolkit.document.model import Document, Extras, Unit
    from toolkit.editions.forms import edition_forms as all_forms
    from toolkit.language.alphabets import conversion, convert
    from toolkit.language.sentences import segment
    from toolkit.localizing.localize import LocaleFiles, Localized, localize
    from toolkit.localizing.policy import Policy
    from toolkit.localizing.targets import Passage, State
    from toolkit.localizing.writers.own_format import render_own_format
    from toolkit.newsroom.project import Project

__all__ = [
    "Catalog",
    "Document",
    "Entry",
    "Extras",
    "Finding",
    "Locale",
    "LocaleFiles",
    "Localized",
    "Location",
    "Passage",
    "Policy",
    "Project",
    "ReadOptions",
    "Severity",
    "State",
    "ToolkitError",
    "Unit",
    "__version__",
    "all_checks",
    "all_formats",
    "all_forms",
    "conversion",
    "convert",
    "identified",
    "load_catalog",
    "localize",
    "read_document",
    "render_own_format",
    "save_catalog",
    "segment",
]

_HOMES = {
    **dict.fromkeys(("Finding", "Location", "Severity", "ToolkitError"), "toolkit.base.errors"),
    **dict.fromkeys(("Document", "Extras", "Unit"), "toolkit.document.model"),
    **dict.fromkeys(("ReadOptions", "read_document"), "toolkit.document.formats"),
    **dict.fromkeys(("Catalog", "Entry"), "toolkit.catalog.po"),
    **dict.fromkeys(("LocaleFiles", "Localized", "localize"), "toolkit.localizing.localize"),
    **dict.fromkeys(("Passage", "State"), "toolkit.localizing.targets"),
    **dict.fromkeys(("conversion", "convert"), "toolkit.language.alphabets"),
    "Locale": "toolkit.base.bcp47",
    "Policy": "toolkit.localizing.policy",
    "Project": "toolkit.newsroom.project",
    "all_checks": "toolkit.checks:checks",
    "all_formats": "toolkit.document.formats:formats",
    "all_forms": "toolkit.editions.forms:edition_forms",
    "identified": "toolkit.catalog.template",
    "load_catalog": "toolkit.catalog.po:load",
    "render_own_format": "toolkit.localizing.writers.own_format",
    "save_catalog": "toolkit.catalog.po:save",
    "segment": "toolkit.language.sentences",
}
# Loaded when they are asked for, so that `import toolkit` stays quick.
__getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
