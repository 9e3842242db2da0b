"""Forms: in what a package can be sent, and what came back told apart by its content."""

import re
from collections.abc import Callable
from pathlib import PurePath

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.exchange.catalogs import read_catalogs, read_zipped_catalogs, write_catalogs
from toolkit.exchange.delimited import read_delimited, write_delimited
from toolkit.exchange.kit import KitOptions, read_kit, write_kit
from toolkit.exchange.opendocument import read_opendocument
from toolkit.exchange.package import Package
from toolkit.exchange.reply import Reply
from toolkit.exchange.spreadsheet import read_spreadsheet, write_spreadsheet
from toolkit.exchange.word_table import read_word_table, write_word_table
from toolkit.exchange.xliff import write_xliff1, write_xliff2
from toolkit.exchange.xliff_reader import read_xliff
from toolkit.exchange.zipped import open_office_file

__all__ = ["FORMS", "PackageForm", "form_named", "read_reply"]

_MESSAGE = re.compile(rb'^msgid[ \t]*"', re.MULTILINE)
_UNREADABLE = {
    b"{\\rtf": "the file is in RTF, which does not keep where each text belongs",
    b"%PDF": "the file is a PDF, from which nothing can be taken back",
}
"""How files begin that other programs save, and why they cannot be read."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@frozen
class PackageForm:
    """A form of file that a package is sent in."""

    name: str
    suffix: str
    """How its files end, with the dot."""
    summary: str
    write: Callable[[Package], bytes]
    write_kept: Callable[[Package, KitOptions], bytes] | None = None
    """The same, under a passphrase or told to keep nothing; None for a form that cannot be so."""
    nearest: bool = False
    """Whether it shows what was translated before."""
    has_guide: bool = False
    """Whether the file says itself how it is to be translated; else a guide goes beside it."""


FORMS = (
    PackageForm("xliff", ".xlf", "XLIFF 2.1, for agencies and their programs", write_xliff2),
    PackageForm("xliff1", ".xlf", "XLIFF 1.2, for older programs", write_xliff1),
    PackageForm("docx", ".docx", "a table for Word", write_word_table, has_guide=True),
    PackageForm("xlsx", ".xlsx", "a spreadsheet", write_spreadsheet, has_guide=True),
    PackageForm("csv", ".csv", "a plain spreadsheet", write_delimited),
    PackageForm("po", ".po", "gettext catalogs", write_catalogs),
    PackageForm(
        "html",
        ".html",
        "a page to translate in, without a network",
        write_kit,
        write_kit,
        nearest=True,
        has_guide=True,
    ),
)


def form_named(name: str) -> PackageForm:
    """Return a form by its name.

    Raises:
        ToolkitError: when there is none.

    """
    found = next((each for each in FORMS if each.name == name), None)
    if found is None:
        names = [each.name for each in FORMS]
        hint = did_you_mean(name, names, f"choose one of {', '.join(names)}")
        raise ToolkitError.because("exchange-form", f"there is no form “{name}”", None, hint)
    return found


def read_reply(data: bytes, path: str, passphrase: Callable[[], str] | None = None) -> Reply:
    """Read what came back, whatever form it is in.

    Args:
        data: the file's bytes.
        path: its name, for messages; of a text it also tells CSV from PO.
        passphrase: asks for the passphrase of an encrypted file; None where nobody can be asked.

    Raises:
        ToolkitError: when it cannot be read, or is nothing that was sent.

    """
    if data.startswith(b"PK"):
        return _read_zip(data, path)
    if data.startswith(_OLE):
        message = "the file is in an old format of Office, or has a password"
        hint = "save it as .docx or .xlsx, without a password"
        raise ToolkitError.because("exchange-file", message, Location(path), hint)
    for begins, what in _UNREADABLE.items():
        if data.startswith(begins):
            hint = "send back the file that you got, or save it as .docx"
            raise ToolkitError.because("exchange-file", what, Location(path), hint)
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"{" or start[:14].lower() == b"<!doctype html":
        return read_kit(data, path, passphrase)
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        return read_xliff(data, path)
    if PurePath(path).suffix.lower() == ".po" or _MESSAGE.search(data):
        return read_catalogs(data, path)
    return read_delimited(data, path)


def _read_zip(data: bytes, path: str) -> Reply:
    file = open_office_file(data, path)
    if "word/document.xml" in file:
        return read_word_table(data, path)
    if "xl/workbook.xml" in file:
        return read_spreadsheet(data, path)
    if "content.xml" in file:
        return read_opendocument(data, path)
    if any(name.endswith(".po") for name in file.parts):
        return read_zipped_catalogs(file)
    raise file.error(
        "this is not a kind of file that the toolkit sends out", "send back the file that you got"
    )
