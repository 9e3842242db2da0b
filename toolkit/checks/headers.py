"""Headers: what a catalog says of itself, where its place in the newsroom says otherwise."""

from collections.abc import Iterator

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity
from toolkit.catalog.po import Catalog

__all__ = ["check_language"]

_FIELD = "Language:"


def check_language(catalog: Catalog, path: str, locale: Locale) -> Iterator[Finding]:
    """Yield that the header names another language than the catalog's place.

    Args:
        catalog: the PO.
        path: its name in messages.
        locale: the language that its place is for.

    """
    said = catalog.translated_into
    if said and not locale.may_be(said):
        yield Finding(
            "catalog-language",
            f"the header says that the language is “{said}”, but the catalog is in {locale}'s"
            " place",
            _place(catalog, path),
            f"move the catalog, or write Language: {locale.tag.replace('-', '_')}",
            severity=Severity.WARNING,
        )


def _place(catalog: Catalog, path: str) -> Location:
    header = catalog.header_entry
    if header is None:
        return Location(path)
    return header.msgstr_location(path, offset=max(0, header.msgstr.find(_FIELD)))
