"""Documents for tests, read as the toolkit reads them."""

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.template import identified
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document, Unit
from toolkit.localizing.localize import LocaleFiles, Localized, localize
from toolkit.localizing.policy import Policy

EN = Locale("en")
KK = Locale("kk")


def read(source: str | bytes, path: str = "page.html") -> Document:
    data = source.encode() if isinstance(source, str) else source
    return read_document(data, path, path.partition(".")[0], ReadOptions(EN))


def page(body: str) -> Document:
    return read(f"<!doctype html><html lang=en><head></head><body>{body}</body></html>")


def xml(body: str) -> Document:
    its = 'xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
    return read(f'<?xml version="1.0"?>\n<doc {its}>{body}</doc>\n', "page.xml")


def unit(body: str) -> Unit:
    (only,) = page(body).units
    return only


def messages(document: Document) -> list[str]:
    return [each.message for each in document.units]


def localized(document: Document, *entries: Entry, locale: Locale = KK) -> Localized:
    """Return what a locale makes of a document by a catalog of entries."""
    files = LocaleFiles(Catalog(entries), f"{locale.tag}.po")
    has_ids = all(each.id for each in document.units)
    named = document if has_ids else identified(document)
    return localize(named, files, Policy(locale))
