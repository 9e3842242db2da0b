"""PO files: read strictly, written canonically, kept safely (GNU gettext manual, "PO files").

catalog = load(Path("kk.po"))
for entry in catalog: ...
save(catalog, Path("kk.po"))
"""

from typing import TYPE_CHECKING

from toolkit.base.faces import loader

if TYPE_CHECKING:
    from toolkit.catalog.po.catalog_files import again, load, save
    from toolkit.catalog.po.entries import Catalog, Entry, new_catalog
    from toolkit.catalog.po.reader import read
    from toolkit.catalog.po.writer import write

__all__ = ["Catalog", "Entry", "again", "load", "new_catalog", "read", "save", "write"]

_HOMES = {
    **dict.fromkeys(("again", "load", "save"), "toolkit.catalog.po.catalog_files"),
    **dict.fromkeys(("Catalog", "Entry", "new_catalog"), "toolkit.catalog.po.entries"),
    "read": "toolkit.catalog.po.reader",
    "write": "toolkit.catalog.po.writer",
}
# Loaded when they are asked for: who reads a catalog may not write one.
__getattr__ = loader(__name__, _HOMES)
