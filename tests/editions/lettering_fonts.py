"""Fonts of this machine for tests that letter a picture."""

from pathlib import Path

import pytest

from toolkit.editions.article import ShareFont

_NOTO = Path("/usr/share/fonts/truetype/noto")


def noto(script: str, name: str) -> ShareFont:
    path = _NOTO / f"{name}.ttf"
    if not path.is_file():
        pytest.skip(f"NOT TESTED: {name} is not installed (fonts-noto-core)")
    return ShareFont(script, f"fonts/{path.name}", path.read_bytes())


def two_fonts() -> tuple[ShareFont, ...]:
    """Return one font for Latin and Cyrillic letters, and one of Arabic letters alone."""
    plain = noto("Latn", "NotoSans-Bold")
    return (plain, noto("Arab", "NotoNaskhArabic-Bold"))
