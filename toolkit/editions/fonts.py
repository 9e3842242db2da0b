"""Fonts: free faces cut down to the letters that pages need, carried in the pages themselves."""

import base64
import importlib
import io
import logging
from collections.abc import Iterable

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.editions.article import EmbeddedFont

__all__ = ["font_faces", "subset_font"]

# Letters, marks and signs by script: whatever a translator may write tomorrow is in the file too.
_COMMON = (
    "0020-007E 00A0-00BF 00D7 00F7 2010-2027 202F 2030 2039 203A 20AC 2116 2122 2190-2193 21A9 21AA"
)
_IDEOGRAPHIC = frozenset({"Hani", "Hans", "Hant", "Jpan", "Kore"})
_SCRIPTS = {
    "Latn": "00C0-024F 0259 02BC 02BB 0300-0304 0307 0308 030C 1E00-1EFF",
    "Cyrl": "0400-052F 0300 0301 0308",
    "Arab": "0600-0605 060C 061B 061F 0621-063A 0640-0655 0660-066D 0670 0674-0678 067E 0686 0688"
    " 0691 0698 06A9 06AD 06AF 06BA 06BE-06C3 06C5-06CC 06D0 06D2-06D5 06F0-06F9 200C-200F"
    " 2066-2069",
}


def subset_font(  # noqa: PLR0913 - what a face is
    data: bytes,
    path: str,
    family: str,
    scripts: Iterable[str],
    *,
    weight: int = 400,
    italic: bool = False,
) -> EmbeddedFont:
    """Return a font with the letters of some scripts only, joined as they should be, as WOFF2.

    It needs fonttools (the extra `fonts`). Whether its licence lets a font be embedded is for the
    newsroom to know; one that forbids it in its own table (OS/2 `fsType`) is refused. A font of
    ideographs is too: it would be megabytes in each page.

    Args:
        data: the font file: TrueType, OpenType, WOFF or WOFF2.
        path: its name, for messages.
        family: the name that pages know it by.
        scripts: ISO 15924 codes: `Latn`, `Cyrl`, `Arab`, `Hebr` ...
        weight: from 1 to 1000.
        italic: whether it is an italic.

    Raises:
        ToolkitError: when the extra is not installed, or the file is no font that may be embedded.

    """
    try:
        subset = importlib.import_module("fontTools.subset")
        broken = importlib.import_module("fontTools.ttLib").TTLibError
    except ImportError:
        raise ToolkitError.because(
            "fonts",
            "fonts need the package fonttools, which is not installed",
            Location(path),
            "run pip install 'fonttools[woff]' in the toolkit's environment",
        ) from None
    # It warns of each table that it leaves out, as an editor's notes to itself.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    wanted = tuple(dict.fromkeys(scripts))
    _refuse_ideographs(wanted, path)
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False)
    options.name_IDs = [0, 1, 2, 13, 14]
    try:
        font = subset.load_font(io.BytesIO(data), options, dontLoadGlyphNames=True)
        _refuse_restricted(int(font["OS/2"].fsType), path)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(_characters(wanted, font.getBestCmap() or {})))
        subsetter.subset(font)
        written = io.BytesIO()
        # Its own day is kept, so that the same file gives the same bytes.
        font.recalcTimestamp = False
        subset.save_font(font, written, options)
    except (broken, LookupError, AssertionError, ValueError, ImportError) as error:
        message = f"the toolkit cannot read this file as a font: {error}"
        hint = "name a TrueType or OpenType file; WOFF2 needs brotli"
        raise ToolkitError.because("fonts", message, Location(path), hint) from None
    return EmbeddedFont(family, written.getvalue(), wanted, weight, italic)


def font_faces(fonts: Iterable[EmbeddedFont], locale: Locale) -> str:
    """Return the style that makes a locale's fonts known and puts them first; "" without any."""
    chosen = [font for font in fonts if locale.script in font.scripts]
    for font in chosen:
        if font.problem is not None:
            raise ToolkitError(*font.problem)
    if not chosen:
        return ""
    faces = "".join(_face(font) for font in chosen)
    family = _quoted(chosen[0].family)
    return f"{faces}:root {{\n  --own-face: {family};\n}}\n\n"


def _face(font: EmbeddedFont) -> str:
    data = base64.b64encode(font.data).decode("ascii")
    return (
        "@font-face {\n"
        f"  font-family: {_quoted(font.family)};\n"
        f"  font-weight: {font.weight};\n"
        f"  font-style: {'italic' if font.italic else 'normal'};\n"
        "  font-display: swap;\n"
        f'  src: url("data:font/woff2;base64,{data}") format("woff2");\n'
        "}\n\n"
    )


def _quoted(name: str) -> str:
    kept = "".join(char for char in name if char.isalnum() or char in " -_")
    return f'"{kept}"'


def _characters(scripts: Iterable[str], known: Iterable[int]) -> set[int]:
    """Return the characters of scripts; of one without a table, all that the font has."""
    named = tuple(scripts)
    found: set[int] = set()
    for ranges in (_COMMON, *(_SCRIPTS.get(script, "") for script in named)):
        for each in ranges.split():
            first, _, last = each.partition("-")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    others = {script for script in named if script not in _SCRIPTS}
    if others:
        script_of = importlib.import_module("fontTools.unicodedata").script
        # Marks that several scripts share are inherited (UAX #24).
        others.add("Zinh")
        found.update(each for each in known if script_of(chr(each)) in others)
    return found


def _refuse_ideographs(scripts: Iterable[str], path: str) -> None:
    for script in scripts:
        if script in _IDEOGRAPHIC:
            raise ToolkitError.because(
                "fonts",
                f"a font for {script} has too many letters to be carried in pages",
                Location(path),
                f"leave out {script}: the style names the system's faces for it",
            )


def _refuse_restricted(kind: int, path: str) -> None:
    """Refuse a font that says it must not be embedded, or not be cut (OpenType, OS/2)."""
    if kind & 0x0300 or (kind & 0x0002 and not kind & 0x000C):
        raise ToolkitError.because(
            "fonts",
            "the font's own license table does not allow embedding a part of it",
            Location(path),
            "choose a free font, such as one of the Noto family",
        )
