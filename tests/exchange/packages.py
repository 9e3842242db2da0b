"""Packages for tests: a small catalog, and what an editor of some form would do to it."""

from collections.abc import Mapping
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, read
from toolkit.exchange.package import Package, Sent, pack

UG = Locale("ug")
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ug\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"X-Source-Language: en\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
HEAT = """#. headline
#. id: p-0001
msgid "Heat"
msgstr "ئىسسىق"

#. paragraph · Heat
#. <a1> = https://example.org/
#. term: heat → ئىسسىق
#. id: p-0002
msgid "It is <a1>hot</a1> here.<br/> = no"
msgstr ""

#. changed: number 12 → 17
#. paragraph · Heat
#. id: p-0003
#, fuzzy
#| msgid "Police held 12 people."
msgid "Police held 17 people."
msgstr "ساقچىلار 12 ئادەمنى تۇتتى."

#. alt
#. note: size: at most 60 bytes in UTF-8
#. id: p-0004
msgctxt "picture"
msgid "Heat"
msgstr ""

#. paragraph
#. id: p-0005
msgid "one day"
msgid_plural "%d days"
msgstr[0] ""
msgstr[1] ""
"""


def catalog(text: str = HEAT) -> Catalog:
    """Return a catalog of entries."""
    return read((HEADER + text).encode(), "heat.po")


def package(catalog: Catalog, document_id: str = "heat") -> Package:
    """Return a package of one document."""
    return Package("News", Locale("en"), UG, (pack(document_id, catalog),))


def translated(package: Package, targets: Mapping[int, str]) -> Package:
    """Return a package as if an editor had typed translations into it: by the row, from 0."""
    rows = iter(range(len(package.rows)))
    documents = (
        Sent(
            each.id,
            tuple(
                replace(row, target=targets.get(at, row.target))
                for row, at in zip(each.rows, rows, strict=False)
            ),
            each.metadata,
        )
        for each in package.documents
    )
    return replace(package, documents=tuple(documents))
