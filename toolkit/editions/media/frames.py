"""Frames: MP3 and AAC sounds, of which the coded frames stay and the tags between them go."""

from toolkit.editions.media.stripped import Stripped, UncleanError, piece

__all__ = ["strip_frames"]

_FREE, _BAD = 0, 15
# ISO/IEC 11172-3, section 2.4.2.3, and 13818-3: kbit/s by version and layer.
_FULL = {
    1: (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
_LOW = {
    1: (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    3: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = (44100, 48000, 32000)
_VERSION_1, _RESERVED, _VERSION_2_5 = 3, 1, 0
_ADTS_HEADER = 7
_ID3_HEADER = 10


def strip_frames(data: bytes) -> Stripped:
    """Return an MP3 or AAC sound without ID3, APE and other tags; its frames are the same bytes.

    Args:
        data: the file: frames of MPEG audio, or of AAC in ADTS.

    Raises:
        UncleanError: when there are no frames in it, or a tag is not what it says.

    """
    kept: list[bytes] = []
    at = start = _after_tags(data)
    in_step = False
    while at < len(data):
        size = _frame_bytes(data, at)
        if size and (in_step or at + size == len(data) or _frame_bytes(data, at + size)):
            at, in_step = at + size, True
            continue
        kept.append(data[start:at])
        found = data.find(b"\xff", at + 1)
        at = start = len(data) if found < 0 else found
        in_step = False
    kept.append(data[start:at])
    sound = b"".join(kept)
    if not sound:
        raise UncleanError("there is no sound in it")
    return Stripped(sound, ("tags",)) if len(sound) < len(data) else Stripped(data)


def _after_tags(data: bytes) -> int:
    """Return where the ID3 tags at a file's head end (ID3v2.4, section 3.1)."""
    at = 0
    while data[at : at + 3] == b"ID3":
        size = 0
        for byte in piece(data, at + 6, 4):
            size = size << 7 | byte & 0x7F
        at += _ID3_HEADER + size + (_ID3_HEADER if data[at + 5] & 0x10 else 0)
    return at


def _frame_bytes(data: bytes, at: int) -> int:
    """Return the size of the frame at a place; 0 where none is, or where it is cut off."""
    head = data[at : at + _ADTS_HEADER]
    if len(head) < _ADTS_HEADER or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return 0
    layer = 4 - (head[1] >> 1 & 3)
    size = _adts_bytes(head) if layer == 4 else _mpeg_bytes(head, layer)  # noqa: PLR2004
    return size if at + size <= len(data) else 0


def _adts_bytes(head: bytes) -> int:
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return size if head[1] & 0x10 and size > _ADTS_HEADER else 0


def _mpeg_bytes(head: bytes, layer: int) -> int:
    version, index = head[1] >> 3 & 3, head[2] >> 4
    rate_index, padding = head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == _RESERVED or index in {_FREE, _BAD} or rate_index == len(_RATES):
        return 0
    is_full = version == _VERSION_1
    bits = 1000 * (_FULL if is_full else _LOW)[layer][index - 1]
    rate = _RATES[rate_index] // (1 if is_full else 4 if version == _VERSION_2_5 else 2)
    if layer == 1:
        return (12 * bits // rate + padding) * 4
    return (144 if is_full or layer == 2 else 72) * bits // rate + padding  # noqa: PLR2004
