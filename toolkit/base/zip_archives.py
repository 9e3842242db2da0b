"""ZIP archives that strangers made, opened and read within limits."""

import enum
import io
import struct
import zipfile
import zlib

__all__ = ["BROKEN", "Fault", "UnreadableArchive", "open_archive", "read_entry"]

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises of archives that are damaged, locked, or packed in unknown ways."""
_ENTRY = b"PK\x01\x02"
_IS_ENCRYPTED = 0x1
# ISO/IEC 29500-2, section 7.3.7: no other methods, and the others may grow without a bound.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Fault(enum.Enum):
    """Why an archive or an entry of it cannot be read."""

    DAMAGED = enum.auto()
    ENCRYPTED = enum.auto()
    METHOD = enum.auto()
    """It is compressed by a method that office files do not have."""
    TOO_LARGE = enum.auto()


class UnreadableArchive(Exception):  # noqa: N818 - what it is of, its fault says
    """An archive or an entry that cannot be read; whoever reads it knows the words for that."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault, detail)
        self.fault = fault
        self.detail = detail


def open_archive(data: bytes, most_entries: int) -> zipfile.ZipFile:
    """Open an archive; nothing of it is decompressed yet.

    Args:
        data: its bytes.
        most_entries: how many entries it may have.

    Raises:
        UnreadableArchive: when it has more, or is damaged.

    """
    # Counted before zipfile makes an object of each: its headers' own numbers may lie.
    if data.count(_ENTRY) > most_entries:
        raise UnreadableArchive(Fault.TOO_LARGE)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise UnreadableArchive(Fault.DAMAGED, str(error)) from None


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Return the bytes of an entry; those that come out are counted, not those that are promised.

    Args:
        archive: where it stands.
        entry: the entry.
        most: how many bytes it may have.

    Raises:
        UnreadableArchive: when it has more, is damaged, encrypted or compressed by a method that
            office files do not have.

    """
    if entry.flag_bits & _IS_ENCRYPTED:
        raise UnreadableArchive(Fault.ENCRYPTED)
    if entry.compress_type not in _METHODS:
        raise UnreadableArchive(Fault.METHOD)
    try:
        with archive.open(entry) as stream:
            data = stream.read(most + 1)
    except BROKEN as error:
        raise UnreadableArchive(Fault.DAMAGED, str(error)) from None
    if len(data) > most:
        raise UnreadableArchive(Fault.TOO_LARGE)
    return data
