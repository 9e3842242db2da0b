"""Charsets of PO files: UTF-8, and the older ones that a header may name."""

import re

from toolkit.base.errors import Finding
from toolkit.catalog.po.entries import Entry

__all__ = ["check_charset", "decode"]

_UTF_8 = frozenset({"utf-8", "utf8"})
_ASCII = frozenset({"", "ascii", "us-ascii", "charset"})
"""Nothing, or what means ASCII: xgettext writes `CHARSET` into a template of ASCII texts."""
# GNU gettext's portable encodings (its manual, "Filling in the Header Entry"), as far as Python has
# them. Those that hide ASCII behind escapes, such as UTF-7, are none of them.
_OLDER = frozenset(
    """big5 big5-hkscs cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp850 cp866
    cp874 cp932 cp949 cp950 euc-jp euc-kr gb18030 gb2312 gbk iso-8859-1 iso-8859-13 iso-8859-14
    iso-8859-15 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8
    iso-8859-9 johab koi8-r koi8-t koi8-u shift_jis tis-620 windows-1250 windows-1251 windows-1252
    windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258""".split()  # noqa: SIM905 - a list of words reads best as text
)
_NAMED = re.compile(
    rb'(?:[ \t\r\n]|#[^\n]*\n)*msgid ""[^\n]*\n(?:msgstr )?(?:"[^\n]*\n)*?'
    rb'"Content-Type:[^"\n]*charset=([\w.:-]+)',
    re.IGNORECASE,
)


def decode(data: bytes) -> str | None:
    """Return a PO file's text, its header naming UTF-8 where it named an older charset.

    A file whose bytes are UTF-8 is not read as another charset, whatever its header says.

    Returns:
        None where the bytes are neither UTF-8 nor what the header names.

    """
    named = _NAMED.match(data)
    charset = named[1].decode("ascii").lower() if named is not None else ""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = None
    if named is None or charset not in _OLDER or not (text is None or text.isascii()):
        return text
    try:
        return (
            data[: named.start(1)].decode(charset) + "UTF-8" + data[named.end(1) :].decode(charset)
        )
    except UnicodeDecodeError:
        return None


def check_charset(header: Entry, path: str, *, ascii_only: bool) -> Finding | None:
    """Return what is wrong with the encoding that a header names.

    Args:
        header: the header as read.
        path: the file's name, for messages.
        ascii_only: whether the whole file is ASCII.

    """
    before, _, rest = header.msgstr.partition("charset=")
    charset = rest.split("\n")[0].strip().partition(" ")[0].lower()
    if charset in _UTF_8 or (ascii_only and charset in _ASCII):
        return None
    if not charset:
        message = "the header names no encoding, but the file is not ASCII"
        hint = "add a line: Content-Type: text/plain; charset=UTF-8"
        return Finding("po-charset", message, header.msgstr_location(path), hint)
    return Finding(
        "po-charset",
        f"the file cannot be read in the encoding “{charset[:40]}”, which its header names",
        header.msgstr_location(path, offset=len(before)),
        "convert it: msgconv --to-code=UTF-8",
    )
