"""Charsets of more than a byte, as the first bytes of a file tell them."""

__all__ = ["wide_charset"]


def wide_charset(data: bytes) -> str:
    """Return which charset of more than a byte a file is in that begins with a mark or with ASCII.

    It goes by the first bytes (XML 1.0, appendix F.1).

    Returns:
        `UTF-32`, `UTF-16`, or nothing for any other file.

    >>> wide_charset("# Bridge".encode("utf-32-be")), wide_charset(b"# Bridge")
    ('UTF-32', '')
    """
    start = data[:4]
    if start in {b"\0\0\xfe\xff", b"\xff\xfe\0\0"} or start.count(b"\0") == 3:  # noqa: PLR2004 - of four
        return "UTF-32"
    marked = start[:2] in {b"\xff\xfe", b"\xfe\xff"}
    halves = start[::2], start[1::2]
    alternate = b"\0\0" in halves and start.count(b"\0") == 2  # noqa: PLR2004 - of four
    return "UTF-16" if marked or alternate else ""
