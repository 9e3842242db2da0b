"""EXIF: the orientation in it, which pictures are shown by, and EXIF that says nothing else."""

import struct

from toolkit.base.frozen import frozen
from toolkit.editions.media.stripped import UncleanError, number

__all__ = ["Exif", "orientation_only", "read_exif"]

_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ORIENTATION = 0x0112
_GPS = 0x8825
_SHORT = 3
_UPRIGHT = 1
_LAST = 8
_ENTRY = 12


@frozen
class Exif:
    """What is needed of a picture's EXIF, or told about it."""

    orientation: int = _UPRIGHT
    """1 to 8, as TIFF 6.0 has it; 1 is upright."""
    located: bool = False
    """Whether it says where the picture was taken."""

    @property
    def told(self) -> str:
        """Its name in the report."""
        return "EXIF with a GPS position" if self.located else "EXIF"


def read_exif(tiff: bytes) -> Exif:
    """Return what is needed of EXIF (Exif 2.3, section 4.6); EXIF that lies says nothing.

    Args:
        tiff: the block from its byte order on.

    """
    order = _ORDERS.get(tiff[:4])
    if order is None:
        return Exif()
    found = Exif()
    try:
        start = number(tiff, 4, f"{order}I")
        for index in range(number(tiff, start, f"{order}H")):
            entry = start + 2 + index * _ENTRY
            tag = number(tiff, entry, f"{order}H")
            if tag == _GPS:
                found = Exif(found.orientation, located=True)
            elif tag == _ORIENTATION and number(tiff, entry + 2, f"{order}H") == _SHORT:
                value = number(tiff, entry + 8, f"{order}H")
                if _UPRIGHT <= value <= _LAST:
                    found = Exif(value, found.located)
    except UncleanError:
        pass
    return found


def orientation_only(orientation: int) -> bytes:
    """Return EXIF that holds an orientation and nothing else; none for an upright picture."""
    if orientation == _UPRIGHT:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
