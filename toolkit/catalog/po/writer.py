"""Writing PO files: what did not change keeps its bytes, what did is written as msgcat does."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from toolkit.base.errors import Location, ToolkitError
from toolkit.catalog.po.entries import Catalog, Entry
from toolkit.catalog.po.strings import (
    CONTROL,
    BadEscapeError,
    has_control,
    header_fields,
    unescape,
)

__all__ = ["write"]

_WIDTH = 79
# The order of flags is gettext's: fuzzy, then languages as its table has them, then the rest.
_LANGUAGES = (
    *("c", "objc", "c++", "sh", "python", "python-brace", "lisp", "elisp", "librep", "scheme"),
    *("smalltalk", "java", "java-printf", "csharp", "javascript", "go", "rust", "ocaml", "d"),
    *("awk", "lua", "object-pascal", "modula2", "ycp", "tcl", "perl", "perl-brace", "php"),
    *("gcc-internal", "gfc-internal", "qt", "qt-plural", "kde", "kde-kuit", "boost"),
)
_FLAG_ORDER = {
    "fuzzy": -1,
    **{f"{language}-format": rank for rank, language in enumerate(_LANGUAGES)},
    **{f"no-{language}-format": rank for rank, language in enumerate(_LANGUAGES)},
    "range": 2000,
    "no-wrap": 3000,
}
_UNKNOWN_FLAG = 1000
_CHARSET = re.compile(r"charset=(?:us-ascii|ascii|charset)\b", re.IGNORECASE)
_SHOWN = 40
# A keyword and its string as most programs lay them out, each line with the same mark before it.
_AS_READ = re.compile(
    r'^((?:#~? ?\| |#~ )?)(msg\w+(?:\[\d+\])?) "[^\n]*"(?:\n\1"[^\n]*")*$', re.MULTILINE
)
_QUOTED = re.compile(r'"([^\n]*)"$', re.MULTILINE)


def write(catalog: Catalog, *, width: int = _WIDTH) -> bytes:
    """Return a catalog's file: UTF-8, line feeds, one at the end.

    An entry, and the header, that is as it was read has its bytes and the blank lines before it
    (those of a CR LF file with line feeds). What changed or is new is as GNU `msgcat` 0.21 writes
    it; only flags that gettext does not know are kept, and an obsolete entry without translation.
    A string that is as it was read keeps its lines too, in an entry that has changed elsewhere.

    Obsolete entries come last, unless they stood among the others in the file that was read.

    Args:
        catalog: what to write.
        width: the columns of a line; 0 for one line each, as `msgcat --no-wrap`.

    Raises:
        ToolkitError: when a text holds what no PO file of ours can: a control character without
            an escape, half a surrogate pair; a line feed in a file name or a flag.

    """
    try:
        entries, new = _in_order(catalog), list[str]()
        body = "".join(_pieces(entries, width, new))
        header = _header(catalog, ascii_only=body.isascii())
        if header is not None:
            entries = [header, *entries]
            body = "".join(_pieces([header], width, new)) + body
        if entries and entries[0].gap is None:
            body = body.removeprefix("\n")
        data = (body + catalog.trailer).encode()
        is_odd = has_control("".join(new).encode())  # nothing that was read is
    except UnicodeEncodeError as error:
        character = f"U+{ord(error.object[error.start]):04X}"
        raise _unwritable(
            catalog.fpath, f"the text contains {character}, which is half a character"
        ) from None
    if is_odd:
        _refuse_control(entries, width)
    return data if not data or data.endswith(b"\n") else data + b"\n"


def _in_order(catalog: Catalog) -> Sequence[Entry]:
    """Return the entries in the order of the file: obsolete ones last, or where they stood."""
    if catalog.obsolete_in_place:
        return catalog
    obsolete = [entry for entry in catalog if entry.obsolete]
    return [*(entry for entry in catalog if not entry.obsolete), *obsolete] if obsolete else catalog


def _pieces(entries: Sequence[Entry], width: int, new: list[str]) -> list[str]:
    """Return the white space before each entry, and its text; to `new` go those texts that are."""
    pieces: list[str] = []
    for entry in entries:
        pieces.append("\n" if entry.gap is None else entry.gap)
        if entry.changed:
            new.append(_formatted(entry, width))
            pieces.append(new[-1])
        else:
            pieces.append(entry.raw)
    return pieces


def _header(catalog: Catalog, *, ascii_only: bool) -> Entry | None:
    """Return the header as an entry, changed only where its fields, comment or flag are."""
    original = catalog.header_entry
    if original is None and not catalog.metadata and not catalog.header:
        return None
    header = Entry() if original is None else original.copy()
    metadata = dict(catalog.metadata)
    if not ascii_only and "Content-Type" in metadata:
        metadata["Content-Type"] = _CHARSET.sub("charset=UTF-8", metadata["Content-Type"])
    header.msgstr = _header_text(header.msgstr, metadata)
    header.tcomment = catalog.header
    if header.fuzzy != catalog.header_is_fuzzy:
        others = [flag for flag in header.flags if flag != "fuzzy"]
        header.flags = ["fuzzy", *others] if catalog.header_is_fuzzy else others
    return header


def _header_text(before: str, metadata: Mapping[str, str]) -> str:
    """Return the header's fields: each in its old place, as it stood if its value is the same."""
    left = {name: " ".join(value.split("\n")) for name, value in metadata.items()}
    if left == header_fields(before):
        return before
    lines: list[str] = []
    for line in before.removesuffix("\n").split("\n") if before else ():
        name, colon, value = line.partition(":")
        if not colon:
            lines.append(line)
        elif name.strip() in left:
            new = left.pop(name.strip())
            lines.append(line if value.strip() == new else f"{name.strip()}: {new}")
    lines.extend(f"{name}: {value}" for name, value in left.items())
    return "\n".join(lines) + "\n"


def _formatted(entry: Entry, width: int) -> str:
    """Return an entry as msgcat writes it."""
    lines = _comment_lines(entry, width) + _message_lines(entry, width)
    text = "\n".join(lines) + "\n"
    if text.count("\n") > len(lines):
        raise _has_control(entry, "\n")
    # gettext joins the next line to one that ends in a backslash, be it `#, fuzzy`.
    return text.replace("\\\n", "\\ \n")


def _refuse_control(entries: Iterable[Entry], width: int) -> None:
    """Raise for the first control character in what is not as it was read."""
    for entry in entries:
        found = CONTROL.search(_formatted(entry, width)) if entry.changed else None
        if found is not None:
            raise _has_control(entry, found[0])


def _has_control(entry: Entry, character: str) -> ToolkitError:
    shown = f"the entry “{entry.msgid[:_SHOWN]}” contains the control character"
    return _unwritable("", f"{shown} U+{ord(character):04X}")


def _unwritable(path: str, message: str) -> ToolkitError:
    hint = "delete it from the text"
    return ToolkitError.because("po-control", message, Location(path) if path else None, hint)


def _comment_lines(entry: Entry, width: int) -> list[str]:
    lines = _remarks("#", entry.tcomment, entry.raw)
    lines += _remarks("#.", entry.comment, entry.raw)
    lines += _reference_lines(entry.occurrences, width or _WIDTH)
    if entry.flags:
        lines.append(f"#, {', '.join(sorted(entry.flags, key=_flag_rank))}")
    return lines


def _remarks(mark: str, text: str, raw: str) -> list[str]:
    # polib has "" for no comment as for an empty one: the text as read tells them apart.
    if text and "\n" not in text:
        return [f"{mark} {text}"]
    if text or (raw and [line for line in raw.split("\n") if _is_remark(line, mark)] == [mark]):
        return [f"{mark} {line}" if line else mark for line in text.split("\n")]
    return []


def _is_remark(line: str, mark: str) -> bool:
    return line == mark or line.startswith(f"{mark} ")


def _reference_lines(occurrences: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return `#:` lines, filled to the width, which gettext counts in bytes here."""
    if len(occurrences) == 1:  # as nearly everywhere
        return [f"#:{_reference(*occurrences[0])[0]}"]
    lines: list[str] = []
    used = width
    for name, number in dict.fromkeys(occurrences):
        reference, length = _reference(name, number)
        if used + length > width:
            lines.append("#:")
            used = len("#:")
        lines[-1] += reference
        used += length
    return lines


@lru_cache(maxsize=4096)
def _reference(name: str, number: str) -> tuple[str, int]:
    """Return a reference with the space before it, and its bytes: an article's texts have one."""
    shown = name.removeprefix("./")
    if any(map(str.isspace, shown)):
        shown = f"\u2068{shown}\u2069"
    reference = f" {shown}:{number}" if number else f" {shown}"
    return reference, len(reference.encode("utf-8", "replace"))


def _flag_rank(flag: str) -> int:
    return _FLAG_ORDER.get(flag.partition(":")[0], _UNKNOWN_FLAG)


def _message_lines(entry: Entry, width: int) -> list[str]:
    from toolkit.catalog.po.wrapping import string_lines  # noqa: PLC0415 - for what has changed

    if "no-wrap" in entry.flags:
        width = 0
    as_read = _lines_as_read(entry.raw) if entry.raw else {}
    lines: list[str] = []
    for prefix, keyword, text in _strings(entry):
        kept = as_read.get((prefix, keyword, text)) if as_read else None
        lines += kept or string_lines(keyword, text, width, prefix)
    return lines


def _strings(entry: Entry) -> list[tuple[str, str, str]]:
    """Return the strings of an entry: what stands before each line, the keyword, the text."""
    prefix, strings = "#~ " if entry.obsolete else "", []
    if entry.previous_msgid is not None:
        previous = "#~| " if entry.obsolete else "#| "
        # A previous context or plural without a previous msgid is no PO.
        if entry.previous_msgctxt is not None:
            strings.append((previous, "msgctxt", entry.previous_msgctxt))
        strings.append((previous, "msgid", entry.previous_msgid))
        if entry.previous_msgid_plural:
            strings.append((previous, "msgid_plural", entry.previous_msgid_plural))
    if entry.msgctxt is not None:
        strings.append((prefix, "msgctxt", entry.msgctxt))
    strings.append((prefix, "msgid", entry.msgid))
    if not entry.is_plural:
        strings.append((prefix, "msgstr", entry.msgstr))
        return strings
    strings.append((prefix, "msgid_plural", entry.msgid_plural))
    forms = range(max(entry.msgstr_plural, default=1) + 1)
    texts = entry.msgstr_plural
    return strings + [(prefix, f"msgstr[{form}]", texts.get(form, "")) for form in forms]


def _lines_as_read(raw: str) -> dict[tuple[str, str, str], list[str]]:
    """Return the lines of an entry's strings in its file, each with what it says."""
    found = {}
    for match in _AS_READ.finditer(raw):
        quoted = "".join(_QUOTED.findall(match[0]))
        try:
            found[match[1], match[2], unescape(quoted)] = match[0].split("\n")
        except BadEscapeError:
            continue
    return found
