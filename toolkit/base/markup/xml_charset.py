"""XML charset: a document's bytes read by its own declaration, and written by it again."""

import codecs
import re
from encodings import normalize_encoding

from toolkit.base.markup.bounds import HINT_UTF8, markup_error, place_behind, refuse_utf32
from toolkit.base.markup.charsets import UTF8, Charset, charset_of
from toolkit.base.markup.html_charset import truly_declared

__all__ = ["read_xml", "write_xml"]

_DECLARED = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']""")
# XML 1.0, appendix F.1.
_UTF16_STARTS = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
_UTF16_NAMES = frozenset({"utf-16", "utf-16be", "utf-16le", "iso-10646-ucs-2", "ucs-2"})
# Python's encodings that are no charsets, or that hide ASCII.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7", "mbcs"}
)
# Where a reference is none (XML 1.0, sections 2.4 to 2.8).
_LITERAL = re.compile(
    r"(<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL
)


def read_xml(data: bytes, path: str) -> tuple[bytes, Charset]:
    """Return an XML document in UTF-8, and the charset that its bytes are in.

    What is in UTF-8 stays as it is, with its byte order mark.

    Args:
        data: the document's bytes.
        path: its name, for messages.

    Raises:
        ToolkitError: when they are not in the charset that it declares, or nothing reads that.

    """
    charset = _charset(data, path)
    if charset == UTF8:
        return data, charset  # what is wrong with it, the parser says best
    try:
        return charset.decode(data).encode(), charset
    except UnicodeDecodeError as error:
        at = min(error.start + len(charset.mark), len(data) - 1)
        before = data[:at].decode(charset.codec, "replace").removeprefix("\ufeff")
        message = f"byte 0x{data[at]:02x} is not in {charset.name}, the charset of the document"
        raise markup_error("charset", message, place_behind(before), path, HINT_UTF8) from None


def _charset(data: bytes, path: str) -> Charset:
    refuse_utf32(data, path)
    for start, codec in _UTF16_STARTS.items():
        if data.startswith(start):
            mark = start if b"<" not in start else b""
            head = data[len(mark) :][: len("<?xml") * 80].decode(codec, "replace")
            declared = _DECLARED.match(head)
            name = declared[1].lower() if declared else "utf-16"
            return _unless_contrary(Charset("utf-16", codec, mark), name, _UTF16_NAMES, path)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    declared = _DECLARED.match(data[len(mark) :][:1024].decode("latin-1"))
    if mark:
        name = declared[1].lower() if declared else "utf-8"
        return _unless_contrary(UTF8, name, frozenset({"utf-8", "utf8"}), path)
    return _named(declared[1], path) if declared else UTF8


def _unless_contrary(charset: Charset, name: str, names: frozenset[str], path: str) -> Charset:
    if name not in names:
        message = f"the document declares the charset {name}, but its bytes are {charset.name}"
        raise markup_error("charset", message, (1, 1), path, HINT_UTF8)
    return charset


def _named(label: str, path: str) -> Charset:
    """Return the charset of a declared name; browsers widen some of them, other readers do not."""
    known = charset_of(label)
    try:
        codec = codecs.lookup(label)
        plain = "<?xml".encode(codec.name) == b"<?xml"
    except (LookupError, UnicodeError):
        codec, plain = None, False
    if codec is None and known is not None and not known.codec.startswith("utf-16"):
        return Charset(label, known.codec)
    if codec is None or not plain or normalize_encoding(codec.name) in _NO_CHARSETS:
        message = (
            f"the document declares “{label}”, which is unknown or not the charset of its bytes"
        )
        raise markup_error("charset", message, (1, 1), path, HINT_UTF8)
    if codec.name == "utf-8":
        return UTF8
    return Charset(label, codec.name, also=known.codec if known else "")


def write_xml(document: bytes, charset: Charset, *, html: bool) -> bytes:
    """Return an XML document's bytes in a charset, which its declaration names.

    What the charset lacks becomes references. Where those mean nothing, in comments and names, the
    whole document becomes UTF-8.

    Args:
        document: it, in UTF-8.
        charset: the one to write it in, with its byte order mark.
        html: whether a `meta` in it may name its charset too.

    """
    declared = _relabelled(document, charset)
    if html:
        declared = truly_declared(declared, charset)
    if charset == UTF8:
        return declared
    try:
        pieces = _LITERAL.split(declared.decode())
        return charset.mark + b"".join(
            charset.encode(piece) if at % 2 else charset.spelled(piece)
            for at, piece in enumerate(pieces)
        )
    except UnicodeEncodeError:
        return write_xml(document, UTF8, html=html)


def _relabelled(document: bytes, charset: Charset) -> bytes:
    """Return a document whose declaration names its charset; one without a declaration as it is."""
    declared = _DECLARED.match(document[:1024].decode("utf-8", "replace"))
    if declared is None or charset != UTF8 or declared[1].lower() == "utf-8":
        return document
    start, end = declared.span(1)
    return document[:start] + b"UTF-8" + document[end:]
