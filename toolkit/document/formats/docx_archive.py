"""A DOCX's zip archive: its XML parts, read within limits and checked."""

import zipfile
from dataclasses import dataclass, field

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import refuse_large
from toolkit.base.markup import MAX_BYTES, parse_xml
from toolkit.base.zip_archives import Fault, UnreadableArchive, read_entry
from toolkit.base.zip_archives import open_archive as open_zip

__all__ = ["Archive", "open_archive"]

_MAX_ENTRIES = 10_000
_MAX_XML = 16 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MAX_PICTURE = 16 * 1024 * 1024
_HINT_SAVE = "open it in a word processor and save it as .docx"


@dataclass(slots=True)
class Archive:
    """The parts of a DOCX by their names, and how many bytes of XML may still be read."""

    path: str
    """The file's name, for messages."""
    file: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    """By name, in lower case: part names differ in more (ISO/IEC 29500-2, section 6.2.2.3)."""
    left: int = field(default=_MAX_XML)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.entries

    def picture(self, name: str) -> bytes | None:
        """Return the bytes of a picture by the last part of its name; None where there is none.

        Raises:
            ToolkitError: when it is damaged or too large.

        """
        wanted = name.lower()
        for entry in self.entries:
            folder, _, last = entry.rpartition("/")
            if last == wanted and folder.endswith("media"):
                counted, self.left = self.left, _MAX_PICTURE
                try:
                    return self._read(entry)
                finally:
                    self.left = counted
        return None

    def has_picture(self, name: str) -> bool:
        """Whether it holds a picture of a name."""
        return any(
            entry.endswith(f"/{name.lower()}") and entry.rpartition("/")[0].endswith("media")
            for entry in self.entries
        )

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part.

        The bytes that come out are counted, not those that the archive's headers promise; a
        document type, which Office Open XML does not allow, is refused, and so are its entities.

        Raises:
            ToolkitError: when it is not there, damaged, too large or not well-formed.

        """
        data = self._read(name)
        self.left -= len(data)
        try:
            tree = parse_xml(data, self.path)
        except ToolkitError as error:
            (finding,) = error.findings
            raise self.error(f"its part {name} cannot be read: {finding.message}") from None
        if tree.docinfo.doctype:
            raise self.error(f"its part {name} has a document type")
        return tree.getroot()

    def error(
        self, message: str, hint: str = _HINT_SAVE, code: str = "docx-syntax"
    ) -> ToolkitError:
        """Return the error of this file."""
        return ToolkitError.because(code, message, Location(self.path), hint)

    def _read(self, name: str) -> bytes:
        entry = self.entries.get(name.lower())
        if entry is None:
            raise self.error(f"it has no part {name}")
        try:
            return read_entry(self.file, entry, self.left)
        except UnreadableArchive as error:
            raise self._unreadable(name, error) from None

    def _unreadable(self, name: str, error: UnreadableArchive) -> ToolkitError:
        match error.fault:
            case Fault.ENCRYPTED:
                return self.error("it is encrypted", "save it without a password", "docx-encrypted")
            case Fault.METHOD:
                return self.error(
                    f"its part {name} is compressed by a method that DOCX does not allow"
                )
            case Fault.DAMAGED:
                return self.error(f"its part {name} is damaged ({error.detail})")
            case Fault.TOO_LARGE:
                return self.error(
                    f"it has more than {_MAX_XML:,} bytes of XML",
                    "split it into several documents",
                    "too-large",
                )


def open_archive(data: bytes, path: str) -> Archive:
    """Open a DOCX's archive; nothing of it is decompressed yet.

    Args:
        data: the file's bytes.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is too large, another kind of file, or a damaged archive.

    """
    refuse_large(data, path, MAX_BYTES, "compress its pictures, or split it into several documents")
    _refuse_other_kind(data, path)
    try:
        file = open_zip(data, _MAX_ENTRIES)
    except UnreadableArchive as error:
        if error.fault is Fault.TOO_LARGE:
            message = f"the archive has more than {_MAX_ENTRIES:,} parts"
            raise ToolkitError.because("too-large", message, Location(path)) from None
        message = f"the archive is damaged ({error.detail})"
        raise ToolkitError.because("docx-syntax", message, Location(path), _HINT_SAVE) from None
    entries = {entry.filename.replace("\\", "/").lower(): entry for entry in file.infolist()}
    return Archive(path, file, entries)


def _refuse_other_kind(data: bytes, path: str) -> None:
    """Raise for what is no zip archive, and say what it is where that can be known."""
    place = Location(path)
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            message, hint = "the file is encrypted", "save it without a password"
            raise ToolkitError.because("docx-encrypted", message, place, hint)
        message = "the file is in Word's old binary format (.doc)"
        raise ToolkitError.because("docx-syntax", message, place, _HINT_SAVE)
    if data.startswith(b"{\\rtf"):
        raise ToolkitError.because("docx-syntax", "the file is RTF", place, _HINT_SAVE)
    if not data.startswith(b"PK"):
        raise ToolkitError.because("docx-syntax", "the file is not a DOCX file", place, _HINT_SAVE)
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:100]:
        message = "the file is an OpenDocument text"
        raise ToolkitError.because("docx-syntax", message, place, _HINT_SAVE)
