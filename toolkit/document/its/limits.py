"""Limits: how large a text may be (ITS 2.0, section 8.20) and what it may be made of (8.19)."""

import codecs
import re
from collections.abc import Iterable, Iterator

from lxml import etree

from toolkit.base.errors import Finding, Place, Severity
from toolkit.base.frozen import frozen
from toolkit.document.its.annotations import Annotations
from toolkit.document.its.categories import ALLOWED_CHARACTERS, STORAGE_SIZE
from toolkit.document.its.category import Values
from toolkit.document.its.character_class import read_character_class
from toolkit.document.model import StorageSize

__all__ = ["Limits", "limit_notes", "limits_on", "problems", "read_limits"]

_SIZE = re.compile(
    r"size: at most (\d{1,12}) bytes in (\S{1,40}?)(?:, lines ended by (cr|crlf|nel))?"
)
_ALLOWED = re.compile(r"allowed characters: (.+)")
_CHARSET = re.compile(r"[A-Za-z][A-Za-z0-9._:+\-]{0,39}")
# Python's own ways of writing text down: no charsets, and some take quadratic time.
_NO_CHARSETS = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
# The byte order mark is not counted.
_WITHOUT_MARK = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}
_BREAKS = {"cr": "\r", "lf": "\n", "crlf": "\r\n", "nel": "\x85"}
_BREAK = re.compile(r"\r\n?|\n")
_MAX_DIGITS = 12


@frozen
class Limits:
    """What is declared of a text's translation; several of each where several units share it."""

    storage: tuple[StorageSize, ...] = ()
    allowed: tuple[str, ...] = ()
    """Character classes."""
    findings: tuple[Finding, ...] = ()
    """What is declared wrongly; such a limit is none."""


def limits_on(
    annotations: Annotations,
    element: etree._Element,
    attribute: str | None,
    place: Place,
) -> Limits:
    """Return the limits of a text that ITS 2.0 declares.

    Args:
        annotations: what ITS says.
        element: the element whose text it is.
        attribute: the lxml name of the attribute that it is instead.
        place: gives its place, for findings.

    """
    if not annotations.speaks_of(STORAGE_SIZE, ALLOWED_CHARACTERS):
        return Limits()
    findings: list[Finding] = []
    storage: tuple[StorageSize, ...] = ()
    allowed: tuple[str, ...] = ()
    said = annotations.values(STORAGE_SIZE, element, attribute)
    if said:
        wrong = _wrong_size(said)
        if wrong:
            findings.append(_finding(wrong, place))
        else:
            storage = (_size(said),)
    written = annotations.values(ALLOWED_CHARACTERS, element, attribute).get("allowedCharacters")
    if written:
        found = read_character_class(written)
        if found is None:
            message = f"“{written}” is not a set of allowed characters"
            findings.append(_finding(message, place, "write a class such as [a-z0-9] or [^*]"))
        else:
            allowed = (str(found),)
    return Limits(storage, allowed, tuple(findings))


def _size(said: Values) -> StorageSize:
    return StorageSize(int(said["storageSize"]), said["storageEncoding"], said["lineBreakType"])


def _wrong_size(said: Values) -> str:
    """Return what is wrong with a declared size, or nothing."""
    size = said["storageSize"]
    if not (size.isascii() and size.isdigit() and len(size) <= _MAX_DIGITS):
        return f"“{size}” is not a number of bytes"
    if _codec(said["storageEncoding"]) is None:
        return f"the charset “{said['storageEncoding']}” is unknown"
    return ""


def _finding(message: str, place: Place, hint: str = "correct it in the source") -> Finding:
    return Finding("its-limit", message, place(), hint, severity=Severity.WARNING)


def limit_notes(said_size: Values, said_allowed: Values) -> Iterator[str]:
    """Yield the limits as notes, which `read_limits` reads."""
    if said_size:
        line = f"size: at most {said_size['storageSize']} bytes in {said_size['storageEncoding']}"
        ended = said_size["lineBreakType"]
        yield line if ended == "lf" else f"{line}, lines ended by {ended}"
    written = said_allowed.get("allowedCharacters")
    if written:
        yield f"allowed characters: {read_character_class(written) or ' '.join(written.split())}"


def read_limits(notes: Iterable[str]) -> Limits:
    """Read the limits among the notes to translators (docs/reference/po.md, “Limits”).

    What is no limit, or names no known charset, is left out.
    """
    storage: dict[StorageSize, None] = {}
    allowed: dict[str, None] = {}
    for note in notes:
        size = _SIZE.fullmatch(note)
        if size and size[1].isascii() and _codec(size[2]):
            storage[StorageSize(int(size[1]), size[2], size[3] or "lf")] = None
        written = _ALLOWED.fullmatch(note)
        if written and read_character_class(written[1]):
            allowed[written[1]] = None
    return Limits(tuple(storage), tuple(allowed))


def problems(text: str, limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield how a text breaks its limits: the kind, `size` or `allowed`, and a message."""
    for size in limits.storage:
        wrong = _size_problem(text, size)
        if wrong:
            yield "size", wrong
    for written in limits.allowed:
        found = read_character_class(written)
        unfit = () if found is None else sorted(char for char in set(text) if char not in found)
        for char in unfit:
            yield "allowed", f"the character {_named(char)} is not among those allowed: {written}"


def _size_problem(text: str, size: StorageSize) -> str:
    codec = _codec(size.encoding)
    if codec is None:
        return ""
    stored = _BREAK.sub(_BREAKS[size.line_break], text)
    try:
        count = len(stored.encode(codec))
    except UnicodeEncodeError as error:
        return f"the character {_named(stored[error.start])} does not exist in {size.encoding}"
    if count <= size.bytes:
        return ""
    return f"the text has {count} bytes in {size.encoding}; at most {size.bytes} are allowed"


def _codec(charset: str) -> str | None:
    """Return Python's name of a charset; None when there is no such charset."""
    if not _CHARSET.fullmatch(charset):
        return None
    try:
        name = codecs.lookup(charset).name
        "".encode(name)
    except (LookupError, UnicodeError):  # unknown, or no encoding of text
        return None
    return None if name in _NO_CHARSETS else _WITHOUT_MARK.get(name, name)


def _named(char: str) -> str:
    shown = f" “{char}”" if char.isprintable() and char != " " else ""
    return f"U+{ord(char):04X}{shown}"
