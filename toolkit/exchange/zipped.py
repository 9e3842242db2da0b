"""Zipped: files, such as an office file's parts, written the same each time, read within limits."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.markup import MAX_BYTES, parse_xml
from toolkit.base.zip_archives import Fault, UnreadableArchive, open_archive, read_entry

__all__ = ["OfficeFile", "open_office_file", "zip_files", "zip_parts"]

_MOST_XML = 64 * 1024 * 1024
_MOST_PARTS = 10_000
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zip_parts(parts: Mapping[str, str]) -> bytes:
    """Return an archive of XML parts, in their order; the same parts give the same bytes.

    Args:
        parts: the text of each part by its name, without an XML declaration.

    """
    return zip_files({name: (_DECLARATION + text).encode() for name, text in parts.items()})


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files, in their order, without their dates; all can read them unpacked.

    The same files give the same bytes.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.create_system = _UNIX  # wherever it is made: the mode counts
            info.external_attr = _READABLE << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


@dataclass(slots=True)
class OfficeFile:
    """The parts of an office file by name, and how many bytes of XML may still be read."""

    path: str
    """The file's name, for messages."""
    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    left: int = field(default=_MOST_XML)

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part.

        Raises:
            ToolkitError: when it is not there, damaged, too large or not well-formed.

        """
        tree = parse_xml(self.data(name), self.path)
        if tree.docinfo.doctype:
            raise self.error(f"its part {name} has a document type")
        return tree.getroot()

    def data(self, name: str) -> bytes:
        """Return a part's bytes; those that come out are counted, not those that are promised.

        Raises:
            ToolkitError: when it is not there, damaged or too large.

        """
        info = self.parts.get(name)
        if info is None:
            raise self.error(f"it has no part {name}")
        try:
            data = read_entry(self.archive, info, self.left)
        except UnreadableArchive as error:
            raise self._unreadable(name, error) from None
        self.left -= len(data)
        return data

    def _unreadable(self, name: str, error: UnreadableArchive) -> ToolkitError:
        match error.fault:
            case Fault.ENCRYPTED:
                return self.error("it is encrypted", "save it without a password")
            case Fault.METHOD:
                return self.error(f"its part {name} is compressed by an unusual method")
            case Fault.DAMAGED:
                return self.error(f"its part {name} is damaged ({error.detail})")
            case Fault.TOO_LARGE:
                return self.error("it has too much text to be read", "split it into several files")

    def error(self, message: str, hint: str = "open it and save it again") -> ToolkitError:
        """Return the error of this file."""
        return ToolkitError.because("exchange-file", message, Location(self.path), hint)


def open_office_file(data: bytes, path: str) -> OfficeFile:
    """Open an office file's archive; nothing of it is decompressed yet.

    Args:
        data: the file's bytes.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is too large or damaged.

    """
    place = Location(path)
    too_large = ToolkitError.because(
        "exchange-file", "the file is too large", place, "split it into several files"
    )
    if len(data) > MAX_BYTES:
        raise too_large
    try:
        archive = open_archive(data, _MOST_PARTS)
    except UnreadableArchive as error:
        if error.fault is Fault.TOO_LARGE:
            raise too_large from None
        message = f"the file is damaged ({error.detail})"
        raise ToolkitError.because("exchange-file", message, place, "ask for it again") from None
    return OfficeFile(path, archive, {info.filename: info for info in archive.infolist()})
