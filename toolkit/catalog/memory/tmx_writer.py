"""Writing TMX: a memory for other programs, in TMX 1.4b (level 2: with its codes)."""

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError, printable
from toolkit.base.files import hidden_name
from toolkit.base.leftovers import at_work, sweep
from toolkit.base.markup import XML_LANG
from toolkit.base.text import CodeKind, message_codes
from toolkit.base.version import __version__
from toolkit.catalog.memory.entry import Level, MemoryEntry
from toolkit.catalog.memory.tmx_codes import write_segment
from toolkit.catalog.memory.tmx_reader import DATE, DOCUMENT, STATE

__all__ = ["save_tmx", "write_tmx"]

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_SEGMENT_TYPES = {Level.UNIT: "paragraph", Level.SENTENCE: "sentence"}
# XML 1.0, section 2.2: what no document may hold, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = 40


def write_tmx(
    entries: Iterable[MemoryEntry], stream: BinaryIO, source: Locale | None = None
) -> list[Finding]:
    """Write entries as a TMX document, each when it comes.

    The same entries give the same bytes: there is no date but theirs.

    Args:
        entries: in the order in which they are to stand.
        stream: where to.
        source: the language of all their texts; None where they differ.

    Returns:
        Warnings of entries that were left out, since they hold characters that XML cannot.

    """
    findings = []
    header = {
        "creationtool": "toolkit",
        "creationtoolversion": __version__,
        "segtype": "paragraph",
        "o-tmf": "toolkit",
        "adminlang": "en",
        "srclang": source.tag if source else "*all*",
        "datatype": "plaintext",
    }
    with etree.xmlfile(stream, encoding="utf-8") as document:
        document.write_declaration()
        document.write_doctype(_DOCTYPE)
        with document.element("tmx", version="1.4"):
            document.write("\n", etree.Element("header", header), "\n")
            with document.element("body"):
                document.write("\n")
                for entry in entries:
                    unfit = _unfit(entry)
                    if unfit is None:
                        document.write(_unit(entry), "\n")
                    else:
                        findings.append(unfit)
            document.write("\n")
    stream.write(b"\n")
    return findings


def _unfit(entry: MemoryEntry) -> Finding | None:
    unfit = _NOT_XML.search(f"{entry.source}{entry.target}{entry.origin}")
    if unfit is None:
        return None
    text = entry.source[:_SHOWN]
    return Finding(
        "tmx-character",
        f"“{printable(text)}” is left out: it has U+{ord(unfit[0]):04X}, which XML cannot hold",
        Location(entry.origin) if entry.origin else None,
        "remove the character from the text or its translation",
        severity=Severity.WARNING,
    )


def _unit(entry: MemoryEntry) -> etree._Element:
    attributes = {
        "segtype": _SEGMENT_TYPES[entry.level],
        "srclang": entry.source_locale.tag,
    }
    if entry.date is not None:
        attributes["changedate"] = entry.date.astimezone(dt.UTC).strftime(DATE).zfill(16)
    unit = etree.Element("tu", attributes)
    if entry.origin:
        etree.SubElement(unit, "prop", type=DOCUMENT).text = entry.origin
    etree.SubElement(unit, "prop", type=STATE).text = entry.state
    codes = message_codes(entry.source)
    tags = [code.tag for code in codes if code.kind is not CodeKind.CLOSE]
    numbers = {tag: number for number, tag in enumerate(sorted(tags), 1)}
    for locale, message in (
        (entry.source_locale, entry.source),
        (entry.target_locale, entry.target),
    ):
        variant = etree.SubElement(unit, "tuv", {XML_LANG: locale.tag})
        variant.append(write_segment(message, codes, numbers))
    return unit


def save_tmx(
    entries: Iterable[MemoryEntry], path: Path, source: Locale | None = None
) -> list[Finding]:
    """Write entries as a TMX file, whole or not at all; see `write_tmx`.

    Raises:
        ToolkitError: when it cannot be written; a file that was there is as it was.

    """
    try:
        with _aside(path) as stream:
            return write_tmx(entries, stream, source)
    except OSError as error:
        raise ToolkitError.because(
            "file-unwritable",
            f"the file cannot be written: {error.strerror or error}",
            Location(str(path)),
            "check its folder, its permissions and the space on the disk",
        ) from None


@contextmanager
def _aside(path: Path) -> Iterator[BinaryIO]:
    """Open a hidden file that takes a file's name when all of it is on the disk."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep(target.parent)
    new = hidden_name(target, "0.new")
    with at_work([target.parent]):
        try:
            with new.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(target)
        finally:
            with suppress(OSError):
                new.unlink()
