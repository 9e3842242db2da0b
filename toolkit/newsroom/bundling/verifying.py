"""Verifying: whether a bundle is what its newsroom signed, file by file; nothing is unpacked."""

import hashlib
import os
import stat
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.frozen import frozen
from toolkit.base.zip_archives import Fault, UnreadableArchive, open_archive, read_entry
from toolkit.newsroom.bundling.signing import VerifyingKey
from toolkit.newsroom.bundling.sums import SIGNATURE, SUMS, misplaced, read_sums
from toolkit.newsroom.file_names import alike

__all__ = ["Verified", "verify_bundle"]

_MOST_FILES = 1_000_000
_MOST_BYTES = 1024 * 1024 * 1024
"""What a file in a ZIP may have; a longer one would fill the memory."""
_HEADER, _DESCRIPTOR = 30, 24
"""The bytes of a local header before its names, and at most of what may follow an entry (APPNOTE
4.3.7 and 4.3.9)."""
_AGAIN = "get the bundle again, from the newsroom itself if you can"
_NO_FILE = "this is a link, or no file at all, and can lead anywhere"
_Read = Callable[[], bytes]


@frozen
class Verified:
    """What was found out about a bundle."""

    files: int
    """How many files verify."""
    findings: tuple[Finding, ...]
    """What does not verify, is missing, is extra, or leads out of the bundle."""


def verify_bundle(path: Path, shown: str, key: VerifyingKey) -> Verified:
    """Return whether a bundle is what somebody signed.

    Where the signature is wrong, the files are held against the list all the same: what was
    damaged on the way differs there too.

    Args:
        path: a folder, or a ZIP.
        shown: its name in messages.
        key: the public key of who has signed it.

    Raises:
        ToolkitError: when the folder or the ZIP cannot be read at all.

    """
    inside = _Inside(shown)
    found = inside.folder(path) if path.is_dir() else inside.archive(read_file(path, shown))
    listed = found.pop(SUMS, None)
    signature = found.pop(SIGNATURE, None)
    if listed is None:
        inside.tell("bundle-missing", SUMS, "a bundle has a list of its files, and this has none")
        return Verified(0, tuple(inside.findings))
    data = inside.read(SUMS, listed)
    if signature is None:
        inside.tell("bundle-missing", SIGNATURE, "nobody has signed the list of files")
    elif not key.accepts(inside.read(SIGNATURE, signature), data):
        message = f"the signature is not one that the key {key.fingerprint} has made of this list"
        inside.tell("bundle-signature", SUMS, message)
    sums, findings = read_sums(data)
    for each in findings:
        inside.tell(each.code, SUMS, each.message, each.location.line if each.location else None)
    return Verified(_compare(inside, found, sums), tuple(inside.findings))


def _compare(inside: "_Inside", found: Mapping[str, _Read], sums: Mapping[str, str]) -> int:
    """Hold files against a list; return how many are what it says."""
    good = 0
    for path in sorted(found.keys() | sums.keys()):
        if path not in found:
            if path not in inside.refused:
                inside.tell("bundle-missing", path, "the file is missing")
        elif path not in sums:
            inside.tell("bundle-extra", path, "the newsroom's list does not have this file")
        else:
            before = len(inside.findings)
            data = inside.read(path, found[path])
            if hashlib.sha256(data).hexdigest() == sums[path]:
                good += 1
            elif len(inside.findings) == before:
                inside.tell("bundle-changed", path, "the file is not the one that was signed")
    return good


class _Inside:
    """A bundle that is looked into, and what is wrong with it."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self.findings: list[Finding] = []
        self.refused: set[str] = set()
        """The paths that are there and are no files of a bundle."""
        self._alike: dict[str, None] = {}

    def tell(self, code: str, path: str, message: str, line: int | None = None) -> None:
        place = Location(f"{self._shown}!{path}" if path else self._shown, line)
        self.findings.append(Finding(code, message, place, _AGAIN))

    def read(self, path: str, read: _Read) -> bytes:
        """Return what a file holds; nothing where it cannot be read."""
        try:
            return read()
        except ToolkitError as error:
            self.tell("bundle-damaged", path, error.findings[0].message)
        except UnreadableArchive as error:
            too_large = error.fault is Fault.TOO_LARGE
            why = "it is too large to be looked at" if too_large else "it is torn or unreadable"
            self.tell("bundle-damaged", path, why)
        return b""

    def folder(self, folder: Path) -> dict[str, _Read]:
        found: dict[str, _Read] = {}
        for above, folders, names in os.walk(folder):
            folders.sort()
            links = [each for each in folders if Path(above, each).is_symlink()]
            for name in sorted((*names, *links)):
                file = Path(above, name)
                path = file.relative_to(folder).as_posix()
                if stat.S_ISREG(file.lstat().st_mode):
                    self._take(found, path, partial(read_file, file, path))
                else:
                    self._refuse(path, _NO_FILE)
        return found

    def archive(self, data: bytes) -> dict[str, _Read]:
        try:
            archive = open_archive(data, _MOST_FILES)
        except UnreadableArchive:
            message = "this is no ZIP, or it is torn"
            raise ToolkitError.because(
                "bundle-damaged", message, Location(self._shown), _AGAIN
            ) from None
        if _hides(archive, data):
            self.tell("bundle-extra", "", "bytes stand between the ZIP's entries, or before them")
        found: dict[str, _Read] = {}
        for entry in archive.infolist():
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if entry.is_dir():
                if why := misplaced(entry.orig_filename.rstrip("/"), {}):
                    self._refuse(entry.orig_filename, why)
            elif kind not in {0, stat.S_IFREG}:
                self._refuse(entry.orig_filename, _NO_FILE)
            else:
                read = partial(read_entry, archive, entry, _MOST_BYTES)
                self._take(found, entry.orig_filename, read)
        return found

    def _take(self, found: dict[str, _Read], path: str, read: _Read) -> None:
        if why := misplaced(path, self._alike):
            self._refuse(path, why)
        else:
            self._alike[alike(path)] = None
            found[path] = read

    def _refuse(self, path: str, why: str) -> None:
        self.refused.add(path)
        self.tell("bundle-path", path, why)


def _hides(archive: zipfile.ZipFile, data: bytes) -> bool:
    """Whether a ZIP has bytes that its directory does not speak of, and some programs unpack."""
    end = 0
    for entry in sorted(archive.infolist(), key=lambda each: each.header_offset):
        gap = entry.header_offset - end
        if not 0 <= gap <= _DESCRIPTOR:
            return True
        names = data[entry.header_offset + 26 : entry.header_offset + _HEADER]
        sizes = int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
        end = entry.header_offset + _HEADER + sizes + entry.compress_size
    return not 0 <= archive.start_dir - end <= _DESCRIPTOR
