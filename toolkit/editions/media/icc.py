"""ICC profiles: the colours stay, the names of devices, makers and owners go."""

import struct

from toolkit.editions.media.stripped import UncleanError, number, piece

__all__ = ["nameless_profile"]

_HEADER = 128
_ENTRY = 12
_MOST_TAGS = 100
# ICC.1:2022, section 9.2: what colours are computed from.
_COLOURS = frozenset(
    """A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 bTRC bXYZ bkpt chad
    cicp gTRC gXYZ gamt kTRC lumi rTRC rXYZ wtpt""".split()  # noqa: SIM905 - reads best as text
)
_NAME = b"profile"
_DAY = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
_VERSION_4 = 4


def nameless_profile(profile: bytes) -> bytes:
    """Return a colour profile with the same colours and without names; none if it is damaged.

    A profile must have a description and a copyright: both are there, and say nothing.

    Args:
        profile: an ICC profile (ICC.1, section 7).

    """
    try:
        return _rebuilt(profile)
    except UncleanError:
        return b""


def _rebuilt(profile: bytes) -> bytes:
    if piece(profile, 36, 4) != b"acsp" or number(profile, 0, ">I") > len(profile):
        raise UncleanError("no colour profile")
    count = number(profile, _HEADER, ">I")
    if count > _MOST_TAGS:
        raise UncleanError("too many parts")
    named = _text(profile[8] >= _VERSION_4)
    elements = [(b"desc", named[0]), (b"cprt", named[1])]
    for index in range(count):
        entry = piece(profile, _HEADER + 4 + index * _ENTRY, _ENTRY)
        start, size = struct.unpack(">II", entry[4:])
        if entry[:4].decode("latin-1") in _COLOURS:
            elements.append((entry[:4], piece(profile, start, size)))
    return _packed(_anonymous(profile), elements)


def _anonymous(profile: bytes) -> bytes:
    """Return a profile's header without maker, model, program, platform, day and fingerprint."""
    return b"".join(
        [
            bytes(8),
            profile[8:24],
            _DAY,
            b"acsp",
            bytes(4),
            profile[44:48],
            bytes(8),
            profile[56:80],
            bytes(48),
        ]
    )


def _packed(header: bytes, elements: list[tuple[bytes, bytes]]) -> bytes:
    """Return a profile; parts that are equal stand in it once."""
    start = _HEADER + 4 + len(elements) * _ENTRY
    table, body = [struct.pack(">I", len(elements))], bytearray()
    places: dict[bytes, int] = {}
    for tag, data in elements:
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table.append(tag + struct.pack(">II", places[data], len(data)))
    return struct.pack(">I", start + len(body)) + header[4:] + b"".join(table) + bytes(body)


def _text(is_new: bool) -> tuple[bytes, bytes]:
    """Return the description and the copyright, in the types of the profile's version."""
    if is_new:
        name = _NAME.decode().encode("utf-16-be")
        both = b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"enUS", len(name), 28) + name
        return both, both
    described = b"desc" + bytes(4) + struct.pack(">I", len(_NAME) + 1) + _NAME + bytes(79)
    return described, b"text" + bytes(4) + _NAME + b"\0"
