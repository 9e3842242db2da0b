"""PDF contents: the texts and the files of a PDF, read in a process that is ended in time."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from toolkit.base.frozen import frozen

__all__ = ["DAMAGED", "ENCRYPTED", "MISSING", "TOO_LARGE", "PdfContents", "pdf_contents"]

MISSING, ENCRYPTED, DAMAGED, TOO_LARGE = "missing", "encrypted", "damaged", "too large"
"""Why a PDF is closed; the first: for want of the package that reads PDFs."""
_LARGEST = 128 << 20
_MEMORY = 1 << 30
_SECONDS = 20
_MOST = 48 << 20


@frozen
class PdfContents:
    """What a PDF says."""

    texts: tuple[str, ...] = ()
    """Of its pages, and every other text in it: properties, bookmarks, notes, fields."""
    files: tuple[bytes, ...] = ()
    """Its streams: metadata, attachments, pictures, and what its pages are drawn by."""
    closed: str = ""
    """Why it, or some of it, could not be looked into; empty where all was."""


@lru_cache(16)
def pdf_contents(data: bytes) -> PdfContents:
    """Return what a PDF says; of one that cannot be read, why.

    A stranger's PDF may be made to take all time and memory, or to break its reader: both are
    bounded, and nothing of it is read in this process.

    Args:
        data: its bytes (ISO 32000).

    """
    if len(data) > _LARGEST:
        return PdfContents(closed=TOO_LARGE)
    if find_spec("pypdf") is None:
        return PdfContents(closed=MISSING)
    # By its file, and without that folder on the path: it is the only module of ours it loads.
    program = str(Path(__file__).with_name("pdf_reader.py"))
    command = [sys.executable, "-P", program, str(_MEMORY), str(_SECONDS), str(_MOST)]
    try:
        ran = subprocess.run(
            command, input=data, capture_output=True, timeout=2 * _SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return PdfContents(closed=TOO_LARGE)
    except OSError:
        return PdfContents(closed=DAMAGED)
    found = _read(ran.stdout)
    if ran.returncode and not found.closed:  # the system has ended it
        return PdfContents(found.texts, found.files, TOO_LARGE)
    return found


def _read(lines: bytes) -> PdfContents:
    texts: dict[str, None] = {}
    files: dict[bytes, None] = {}
    closed = ""
    for record in _records(lines):
        if "text" in record:
            texts[record["text"]] = None
        elif "file" in record:
            files[base64.b64decode(record["file"])] = None
        else:
            closed = record["closed"]
    return PdfContents(tuple(texts), tuple(files), closed)


def _records(lines: bytes) -> Iterator[dict[str, str]]:
    for line in lines.splitlines():
        try:
            yield json.loads(line)
        except ValueError:  # it was ended in the middle of a line
            return
