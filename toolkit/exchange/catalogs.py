"""Catalogs: a package as PO, one file or a ZIP of them, for who has an editor of catalogs."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from toolkit.base.errors import Location, ToolkitError
from toolkit.catalog.merge_entry import texts_of
from toolkit.catalog.po import Catalog, Entry, new_catalog, read, write
from toolkit.exchange.package import Package, Reference, Row, Sent, State
from toolkit.exchange.reply import Reply, Returned, reply_locale
from toolkit.exchange.zipped import OfficeFile, zip_files

__all__ = ["read_catalogs", "read_zipped_catalogs", "write_catalogs"]

_SENT = "sent: "
"""Begins the line of an entry's comment that says which row it was."""
_SENT_LINE = re.compile(rf"^{_SENT}(.+)$", re.MULTILINE)


def write_catalogs(package: Package) -> bytes:
    """Return a package as a PO file; as a ZIP of several where it has several documents."""
    files = {f"{each.id}.po": write(_catalog(each)) for each in package.documents}
    return next(iter(files.values())) if len(files) == 1 else zip_files(files)


def _catalog(document: Sent) -> Catalog:
    catalog = new_catalog(document.metadata)
    for _, rows in groupby(document.rows, attrgetter("number")):
        catalog.append(_entry(list(rows)))
    return catalog


def _entry(rows: list[Row]) -> Entry:
    first, last = rows[0], rows[-1]
    references = [f"{_SENT}{' '.join(str(row.reference) for row in rows)}"]
    is_plural = first.form is not None
    return Entry(
        msgid=first.source,
        msgctxt=first.context,
        msgstr="" if is_plural else first.target,
        msgid_plural=last.source if is_plural else "",
        msgstr_plural={row.form: row.target for row in rows if row.form is not None},
        tcomment=first.comment,
        comment="\n".join([*first.remarks, *references]),
        flags=["fuzzy"] if any(row.state is State.DRAFT for row in rows) else [],
        previous_msgid=first.previous or None,
    )


def read_catalogs(data: bytes, path: str) -> Reply:
    """Read a PO file.

    Raises:
        ToolkitError: when it is none, or cannot be read.

    """
    catalog = read(data, path)
    locale = reply_locale(catalog.metadata.get("Language"), path)
    return Reply(path, tuple(_rows(catalog, path)), locale)


def read_zipped_catalogs(file: OfficeFile) -> Reply:
    """Read the PO files of a ZIP."""
    names = sorted(name for name in file.parts if name.endswith(".po"))
    replies = [read_catalogs(file.data(name), f"{file.path}/{name}") for name in names]
    locales = {each.locale for each in replies}
    if len(locales) > 1:
        raise ToolkitError.because(
            "exchange-file",
            "the catalogs in the file are in several languages",
            Location(file.path),
            "send each language in a file of its own",
        )
    rows = tuple(row for each in replies for row in each.rows)
    return Reply(file.path, rows, locales.pop())


def _rows(catalog: Catalog, path: str) -> Iterator[Returned]:
    for entry in catalog:
        if entry.obsolete:
            continue
        match = _SENT_LINE.search(entry.comment)
        references = [Reference.parse(word) for word in match[1].split()] if match else []
        for form, text in enumerate(texts_of(entry)):
            yield Returned(
                text,
                entry.msgstr_location(path, form if entry.is_plural else None),
                references[form] if form < len(references) else None,
                entry.msgid_plural if entry.is_plural and form else entry.msgid,
                entry.fuzzy,
                entry.tcomment,
            )
