"""Charsets: the Encoding Standard's labels, and how text is read and written in each of them."""

import codecs
from dataclasses import replace
from functools import lru_cache

from toolkit.base.frozen import frozen

__all__ = ["UTF8", "Charset", "charset_of"]

# Encoding Standard, section 4.2, a line for each encoding: its name, Python's, and its labels.
_ENCODINGS = """
utf-8 utf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
ibm866 cp866 866 cp866 csibm866
iso-8859-2 iso8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso-8859-3 iso8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso-8859-4 iso8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso-8859-5 iso8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5
 iso_8859-5:1988
iso-8859-6 iso8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e
 iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso-8859-7 iso8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597
 iso_8859-7 iso_8859-7:1987 sun_eu_greek
iso-8859-8 iso8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598
 iso_8859-8 iso_8859-8:1988 visual
iso-8859-8-i iso8859-8 csiso88598i logical
iso-8859-10 iso8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso-8859-13 iso8859-13 iso8859-13 iso885913
iso-8859-14 iso8859-14 iso8859-14 iso885914
iso-8859-15 iso8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9
iso-8859-16 iso8859-16
koi8-r koi8-r cskoi8r koi koi8 koi8_r
koi8-u koi8-u koi8-ru
macintosh mac-roman csmacintosh mac x-mac-roman
windows-874 cp874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
windows-1250 cp1250 cp1250 x-cp1250
windows-1251 cp1251 cp1251 x-cp1251
windows-1252 cp1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100
 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252
windows-1253 cp1253 cp1253 x-cp1253
windows-1254 cp1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9
 iso_8859-9:1989 l5 latin5 x-cp1254
windows-1255 cp1255 cp1255 x-cp1255
windows-1256 cp1256 cp1256 x-cp1256
windows-1257 cp1257 cp1257 x-cp1257
windows-1258 cp1258 cp1258 x-cp1258
x-mac-cyrillic mac-cyrillic x-mac-ukrainian
gbk gb18030 chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk
gb18030 gb18030
big5 big5hkscs big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp euc-jp cseucpkdfmtjapanese x-euc-jp
iso-2022-jp iso2022-jp csiso2022jp
shift_jis cp932 csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
euc-kr cp949 cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601
 windows-949
utf-16be utf-16-be unicodefffe
utf-16le utf-16-le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16
""".replace("\n ", " ")
# What Python reads and what the standard has instead, where those differ.
_EUC = "〜‖−¢£¬", "～∥－￠￡￢"
_GB18030 = (
    "\ue5e5" + "".join(map(chr, range(0xE78D, 0xE797))) + "\ue7c7"
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000︐︒︑︓︔︕︖︗︘︙ḿ龴龵龶龷龸龹龺龻",
)
_DIFFERENCES = {
    "koi8-u": ("╝╬", "ўЎ"),
    "gb18030": _GB18030,
    "big5hkscs": ("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡"),
    "euc-jp": _EUC,
    "iso2022-jp": _EUC,
}
# What is read alike from two places, but written by Python to the wrong one; and what Big5 has, but
# libiconv, which reads XML, has not.
_NEVER_WRITTEN = {"big5": "ˍ╴￣", "big5hkscs": "／＼ˍ╴￣"}
_READ_TWICE = "\u3000"
"""What GB 18030 has in two places, the usual one of which every reader knows."""
_CONTROLS = range(0x80, 0xA0)
_EUC_JP, _EUC_LOW = "euc_jp", 0xA0
_CELLS, _LEADS, _TRAILS = 94, 0x1F, 0x3F
_SHIFT_JIS_OWN = 0xF0
"""From here on Shift_JIS has rows that EUC-JP has no place for."""


@frozen
class Charset:
    """How the characters of a document are its bytes."""

    name: str
    """The name that a document declares it by."""
    codec: str
    """Python's name of it."""
    mark: bytes = b""
    """The byte order mark at the document's start; empty where it has none."""
    also: str = ""
    """Python's name of the charset by which other readers read the same bytes; empty for none."""

    def decode(self, data: bytes) -> str:
        """Return what bytes say, without their byte order mark, as browsers read it.

        Raises:
            UnicodeDecodeError: when they are none of this charset.

        """
        text = data.removeprefix(self.mark).decode(self.codec, _HANDLER)
        return text.translate(_read(self.codec))

    def encode(self, text: str) -> bytes:
        """Return a text's bytes, without a byte order mark.

        Raises:
            UnicodeEncodeError: when the charset lacks one of its characters.

        """
        for at, char in enumerate(text) if not text.isascii() else ():
            if not self.has(char):
                raise UnicodeEncodeError(self.name, text, at, at + 1, "not in the charset")
        return text.translate(_written(self.codec)).encode(self.codec, _HANDLER)

    def has(self, char: str) -> bool:
        """Whether a character can be written, so that the same one is read."""
        return char.isascii() or self.codec == "utf-8" or _has(self.codec, self.also, char)

    def spelled(self, text: str, lacking: str = "&#{};") -> bytes:
        """Return a text's bytes; what the charset lacks is spelled by its number."""
        if self.codec == "utf-8" or text.isascii():
            return text.encode(self.codec)
        return self.encode(
            "".join(char if self.has(char) else lacking.format(ord(char)) for char in text)
        )

    def marked(self, mark: bytes) -> "Charset":
        """Return the charset with a byte order mark."""
        return replace(self, mark=mark)


UTF8 = Charset("utf-8", "utf-8")


def charset_of(label: str) -> Charset | None:
    """Return the charset that a label means in HTML (Encoding Standard, “get an encoding”).

    None for an unknown label, and for those whose documents no browser shows.
    """
    return _labels().get(label.strip("\t\n\f\r ").lower())


@lru_cache
def _labels() -> dict[str, Charset]:
    found = {}
    for line in _ENCODINGS.strip().splitlines():
        name, codec, *labels = line.split()
        # Of GB 18030 a page in GBK is read whole, but only its own part is written.
        charset = Charset(name, codec, also="gbk" if name == "gbk" else "")
        found.update(dict.fromkeys((name, *labels), charset))
    return found


def _unmapped(error: UnicodeError) -> tuple[str | bytes, int]:
    """Read and write what Python's charsets lack, and the standard's have."""
    if isinstance(error, UnicodeDecodeError):
        found: str | bytes = _decoded(error.encoding, error.object[error.start :][:2])
        if found:
            return found, error.start + (2 if error.encoding == _EUC_JP else 1)
    elif isinstance(error, UnicodeEncodeError):
        found = _encoded(error.encoding, error.object[error.start])
        if found:
            return found, error.start + 1
    raise error


_HANDLER = "toolkit-unmapped"
codecs.register_error(_HANDLER, _unmapped)


def _decoded(encoding: str, there: bytes) -> str:
    """Return a control where Windows' charsets have nothing else, or one of NEC's characters."""
    if encoding == "charmap":
        return chr(there[0]) if there[0] in _CONTROLS else ""
    is_pair = encoding == _EUC_JP and len(there) > 1 and min(there) > _EUC_LOW
    return _to_shift_jis(there).decode("cp932", "ignore") if is_pair else ""


def _encoded(encoding: str, char: str) -> bytes:
    """Return the byte of such a control, or those of such a character."""
    if encoding == "charmap":
        return bytes([ord(char)]) if ord(char) in _CONTROLS else b""
    shifted = char.encode("cp932", "ignore") if encoding == _EUC_JP else b""
    return _from_shift_jis(shifted) if len(shifted) > 1 and shifted[0] < _SHIFT_JIS_OWN else b""


def _to_shift_jis(pair: bytes) -> bytes:
    """Return the two bytes of EUC-JP as they are in Shift_JIS (Encoding Standard, section 12)."""
    lead, odd = divmod(pair[0] - 0xA1, 2)
    trail = odd * _CELLS + pair[1] - 0xA1
    return bytes([lead + (0x81 if lead < _LEADS else 0xC1), trail + 0x40 + (trail >= _TRAILS)])


def _from_shift_jis(pair: bytes) -> bytes:
    lead, trail = pair[0] - 0x81, pair[1] - 0x40
    lead, trail = lead - (0x40 if lead >= _LEADS else 0), trail - (trail > _TRAILS)
    return bytes([lead * 2 + trail // _CELLS + 0xA1, trail % _CELLS + 0xA1])


@lru_cache
def _read(codec: str) -> dict[int, str]:
    ours, theirs = _DIFFERENCES.get(codec, ("", ""))
    return {ord(one): other for one, other in zip(ours, theirs, strict=True)}


@lru_cache
def _written(codec: str) -> dict[int, str]:
    there = _read(codec).items()
    return {ord(other): chr(one) for one, other in there if other != _READ_TWICE}


@lru_cache(maxsize=65536)
def _has(codec: str, also: str, char: str) -> bool:
    """Whether a character's bytes are read as the same one: Python knows more than the standard."""
    # What only browsers have, such as NEC's characters in EUC-JP, other readers refuse or read
    # as another character.
    if char in _NEVER_WRITTEN.get(codec, "") or (also and ord(char) in _written(codec)):
        return False
    lacking = "strict" if also else _HANDLER
    try:
        data = char.translate(_written(codec)).encode(codec, lacking)
        reread = {
            data.decode(each, _HANDLER).translate(_read(each)) for each in (codec, also) if each
        }
    except UnicodeError:
        return False
    return reread == {char}
