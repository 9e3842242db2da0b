"""Page charset: what a page's bytes say, found as browsers find it, and bytes that say it again."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.markup.bounds import HINT_UTF8, markup_error, place_behind, refuse_utf32
from toolkit.base.markup.charsets import UTF8, Charset, charset_of
from toolkit.base.markup.html_attributes import attributes_of
from toolkit.base.markup.html_tokens import Kind, Token, tokens, tokens_to_last

__all__ = ["Reading", "read_page", "truly_declared", "write_page"]

# HTML, section 13.2.3.2: where a page may name its charset; browsers look on while its head lasts.
_PRESCAN = 1024
_IN_HEAD = frozenset(
    {b"base", b"head", b"html", b"link", b"meta", b"noscript", b"object", b"script", b"style"}
    | {b"title"}
)
_IN_CONTENT = re.compile(rb"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']""")
_STARTS = {
    codecs.BOM_UTF16_LE: Charset("utf-16le", "utf-16-le", codecs.BOM_UTF16_LE),
    codecs.BOM_UTF16_BE: Charset("utf-16be", "utf-16-be", codecs.BOM_UTF16_BE),
    "<?x".encode("utf-16-le"): Charset("utf-16le", "utf-16-le"),
    "<?x".encode("utf-16-be"): Charset("utf-16be", "utf-16-be"),
}
# What a `meta` cannot truly mean: it would not have been found, or is not for pages.
_MEANT = {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "windows-1252"}
_UNREADABLE = frozenset(
    {"csiso2022kr", "hz-gb-2312", "iso-2022-cn", "iso-2022-cn-ext", "iso-2022-kr", "replacement"}
)
_NOT_ASCII = re.compile("[^\x00-\x7f]")
# So many bytes more than characters, in a charset of two bytes each, are no accident.
_NO_ACCIDENT = 6
_SINGLE = 3


class Reading(NamedTuple):
    """A page's text, and how it stands in the bytes."""

    text: str
    charset: Charset
    declared: bool
    """Whether browsers can tell the charset from the page alone."""
    findings: tuple[Finding, ...] = ()
    """What is doubtful in it."""


class _Declared(NamedTuple):
    """A place where a page names a charset."""

    label: str
    start: int
    """Of the label, in bytes."""
    end: int
    seen: bool
    """Whether browsers look there."""


def read_page(data: bytes, path: str) -> Reading:
    """Read a page's bytes by its byte order mark, or by the charset that it names.

    A page that names none is UTF-8. One whose bytes are UTF-8 against what it names is read as
    that, with a warning.

    Args:
        data: the page's bytes.
        path: its name, for messages.

    Raises:
        ToolkitError: when the bytes are not in the charset, or nothing reads the charset.

    """
    refuse_utf32(data, path)
    if data.startswith(codecs.BOM_UTF8):
        return Reading(_text(data, UTF8.marked(codecs.BOM_UTF8), path), UTF8, declared=True)
    for start, each in _STARTS.items():
        if data.startswith(start):
            return Reading(_text(data, each, path), UTF8, declared=True)
    declared = list(_declarations(data, unseen=False))
    known = [(each, charset) for each in declared if (charset := _meant(each.label))]
    if not known:
        return _undeclared(data, declared, path)
    (named, charset), *others = known
    doubt = next((each for each, other in others if other != charset), None)
    believed = None if data.isascii() or charset == UTF8 else _utf8_after_all(data, charset)
    if believed is not None:
        return Reading(believed, UTF8, declared=False, findings=(_contrary(named, data, path),))
    findings = (_second(named, doubt, data, path),) if doubt and not data.isascii() else ()
    text = _text(data, charset, path, "the charset that it declares")
    return Reading(text, charset, declared=True, findings=findings)


def _meant(label: str) -> Charset | None:
    """Return the charset that a `meta` means by a label (HTML, section 13.2.3.2)."""
    known = charset_of(label)
    name = known.name if known else label.strip().lower()
    return charset_of(_MEANT.get(name, name))


def _undeclared(data: bytes, declared: list[_Declared], path: str) -> Reading:
    """Read a page that names no charset, or none that is known: only UTF-8 is sure enough."""
    doubts: list[Finding] = []
    for each in declared:
        wrong = f"the page declares the charset “{each.label}”, which the toolkit does not know"
        if each.label.strip().lower() in _UNREADABLE:
            wrong = f"the page declares the charset “{each.label}”, which no browser can show"
            raise markup_error("charset", wrong, _place(data, each.start), path, HINT_UTF8)
        doubts.append(_doubt(wrong, _place(data, each.start), path))
    try:
        return Reading(data.decode(), UTF8, declared=False, findings=tuple(doubts[:1]))
    except UnicodeDecodeError as error:
        if doubts:
            raise ToolkitError(replace(doubts[0], severity=Severity.ERROR)) from None
        shown = f"byte 0x{data[error.start]:02x} is not UTF-8, and the page declares no charset"
        raise markup_error("charset", shown, _place(data, error.start), path, HINT_UTF8) from None


def _text(
    data: bytes, charset: Charset, path: str, whose: str = "the charset of its first bytes"
) -> str:
    try:
        return charset.decode(data)
    except UnicodeDecodeError as error:
        at = error.start + len(charset.mark)
        shown = f"byte 0x{data[at]:02x}" if at < len(data) else "it ends too early"
        message = f"the page is not in {charset.name}, {whose}: {shown}"
        place = _place(data, at, charset.codec)
        raise markup_error("charset", message, place, path, HINT_UTF8) from None


def _place(data: bytes, at: int, codec: str = "utf-8") -> tuple[int, int]:
    return place_behind(data[:at].decode(codec, "replace").removeprefix("\ufeff"))


def _utf8_after_all(data: bytes, charset: Charset) -> str | None:
    """Return the text of bytes that are UTF-8, and not by accident; else None."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    more = len(data) - len(text)
    try:
        there = charset.decode(data)
    except UnicodeDecodeError:
        return text
    odd = not all(char.isalpha() for char in _NOT_ASCII.findall(there))
    single = len(there) == len(data)
    believed = more >= _NO_ACCIDENT or (single and (odd or more >= _SINGLE))
    return text if believed else None


def _contrary(named: _Declared, data: bytes, path: str) -> Finding:
    found = _NOT_ASCII.search(data.decode())
    at = len(data.decode()[: found.start()].encode()) if found else named.start
    message = f"the page declares the charset “{named.label}”, but its bytes are UTF-8"
    return _doubt(message, _place(data, at), path)


def _second(named: _Declared, other: _Declared, data: bytes, path: str) -> Finding:
    message = f"the page declares the charset “{other.label}”, but before that “{named.label}”"
    return _doubt(message, _place(data, other.start), path)


def _doubt(message: str, place: tuple[int, int], path: str) -> Finding:
    hint = "save it as UTF-8, and declare only that charset in it"
    return Finding("charset", message, Location(path, *place), hint, severity=Severity.WARNING)


def _declarations(data: bytes, *, unseen: bool = True) -> Iterator[_Declared]:
    """Yield where a page names a charset: in each `meta`, then in its XML declaration."""
    in_head = True
    for token in tokens_to_last(data, b"meta"):
        if token.kind in {Kind.START, Kind.END}:
            in_head = in_head and token.name in _IN_HEAD
        if not in_head and not unseen and token.start >= _PRESCAN:
            break
        if token.kind is Kind.START and token.name == b"meta":
            span = _label(data[token.start : token.end])
            if span is not None:
                start, end = token.start + span[0], token.start + span[1]
                seen = in_head or token.start < _PRESCAN
                yield _Declared(data[start:end].decode("latin-1"), start, end, seen)
    xml = _XML.match(data)
    if xml is not None:
        yield _Declared(xml[1].decode("latin-1"), *xml.span(1), seen=True)


def _label(tag: bytes) -> tuple[int, int] | None:
    """Return where a `meta` has the label of a charset (HTML, section 13.2.3.2)."""
    found = attributes_of(tag)
    if "charset" in found:
        return found["charset"][1:3]
    if "content" not in found or "http-equiv" not in found:
        return None
    if found["http-equiv"].value.strip().lower() != "content-type":
        return None
    label = _IN_CONTENT.search(tag, *found["content"][1:3])
    return label.span(label.lastindex or 0) if label else None


def write_page(page: bytes, charset: Charset, *, whole: bool, path: str = "") -> bytes:
    """Return a page's bytes in a charset, and what it says of its charset made true.

    What the charset lacks becomes references. Where those mean nothing, in scripts and styles, the
    whole page becomes UTF-8. A page that names no charset gets one, unless it is ASCII.

    Args:
        page: the page in UTF-8.
        charset: the one to write it in.
        whole: whether it is a page, which must say its charset, and no piece of one.
        path: its name, for messages.

    """
    try:
        declared = _declaring(page, charset, whole=whole)
        return declared if charset.codec == "utf-8" else _spelled(declared, charset)
    except UnicodeEncodeError:
        return write_page(page, UTF8, whole=whole, path=path)


def _declaring(page: bytes, charset: Charset, *, whole: bool) -> bytes:
    """Return a page that says its charset: where it does already, or in its head."""
    named = list(_declarations(page))
    declared = _truly_declared(page, charset, named)
    needless = not whole or page.isascii() or page.startswith(codecs.BOM_UTF8)
    if needless or any(each.seen for each in named):
        return declared
    return _with_meta(declared, charset)


def truly_declared(page: bytes, charset: Charset) -> bytes:
    """Return a page which names, wherever it names a charset, the one that it will be in."""
    return _truly_declared(page, charset, _declarations(page))


def _truly_declared(page: bytes, charset: Charset, named: Iterable[_Declared]) -> bytes:
    meant = charset_of(charset.name)
    pieces, position = [], 0
    for each in sorted(named, key=lambda each: each.start):
        known = charset_of(each.label)
        same = known == meant if known else each.label.lower() == charset.name.lower()
        pieces += [page[position : each.start], (each.label if same else charset.name).encode()]
        position = each.end
    return b"".join([*pieces, page[position:]])


def _with_meta(page: bytes, charset: Charset) -> bytes:
    """Return a page with a `meta` at the start of its head; with a mark where that is too far."""
    at, slash = 0, b""
    for token in tokens(page):
        if token.kind is Kind.START and token.name in {b"head", b"html"}:
            at = token.end
            slash = b"/" if b"xmlns" in page[token.start : token.end] else slash
        elif token.kind is Kind.DOCTYPE:
            at = token.end
        elif token.kind is not Kind.COMMENT and page[token.start : token.end].strip():
            break
    meta = b'<meta charset="' + charset.name.encode() + b'"' + slash + b">"
    if at + len(meta) > _PRESCAN:
        return codecs.BOM_UTF8 + page
    return page[:at] + meta + page[at:]


def _spelled(page: bytes, charset: Charset) -> bytes:
    """Return a page in a charset other than UTF-8."""
    if page.isascii():
        return charset.encode(page.decode())
    pieces = []
    last = Token(Kind.DROPPED, 0, 0)
    for token in tokens(page):
        text = page[token.start : token.end].decode()
        if token.kind in {Kind.START, Kind.TEXT}:
            pieces.append(charset.spelled(text))
        elif token.kind is Kind.RAW and b"json" in page[last.start : last.end].lower():
            pieces.append(_json(text, charset))
        else:
            pieces.append(charset.encode(text))
        last = token
    return b"".join(pieces)


def _json(text: str, charset: Charset) -> bytes:
    """Return linked data in a charset: what that lacks stands in strings, as escapes."""
    units = (
        char if charset.has(char) else "".join(f"\\u{at:04x}" for at in _utf16(char))
        for char in text
    )
    return charset.encode("".join(units))


def _utf16(char: str) -> Iterator[int]:
    data = char.encode("utf-16-be")
    return (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
