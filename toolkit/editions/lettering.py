"""Lettering: texts in the letters of font files, broken into lines and drawn (UAX #9, UAX #14)."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]
from PIL import ImageDraw, ImageFont, features
from unicode_segmentation_rs import line_break_units

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.editions.article import ShareFont

__all__ = ["Lettering", "Line", "can_join_letters", "fit_lines"]

_ELLIPSIS = "…"
_NARROWER = 16
_RIGHT_TO_LEFT = frozenset({"AL", "R"})
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
"""From the first letter or digit to the last."""


@frozen
class _Run:
    """A part of a line in one font and one direction."""

    text: str
    font: ImageFont.FreeTypeFont
    direction: str
    width: float


@frozen
class Line:
    """A line of text, ready to be drawn."""

    runs: tuple[_Run, ...]
    """From left to right."""
    language: str
    ascent: int
    """How far its letters can reach above its baseline, in pixels."""
    descent: int
    """The same below the baseline."""

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        return sum(each.width for each in self.runs)

    @property
    def height(self) -> int:
        """How high it is, in pixels."""
        return self.ascent + self.descent

    def draw(self, canvas: ImageDraw.ImageDraw, left: float, top: float, colour: str) -> None:
        """Draw it into a picture."""
        for each in self.runs:
            canvas.text(
                (left, top + self.ascent),
                each.text,
                fill=colour,
                font=each.font,
                anchor="ls",
                direction=each.direction,
                language=self.language,
            )
            left += each.width


@frozen
class _Face:
    """A font file, and which letters it has."""

    font: ShareFont
    letters: frozenset[int] = field(repr=False)

    def has(self, char: str) -> bool:
        return ord(char) in self.letters or unicodedata.category(char) in {"Cc", "Cf", "Mn"}


@frozen
class Lettering:
    """Sets texts of a language in a size: in its script's font, or in another that has a letter."""

    fonts: tuple[ShareFont, ...]
    locale: Locale
    size: int
    """In pixels."""

    def line(self, text: str) -> Line:
        """Return a text as one line.

        Raises:
            ToolkitError: when none of the fonts has one of its letters, or one is no font.

        """
        faces = _faces(self.fonts, self.locale.script)
        runs = [
            _Run(part, font, direction, font.getlength(part, direction, language=self.locale.tag))
            for part, face, direction in _parts(text, faces, self.locale.direction)
            for font in [_loaded(face.font, self.size)]
        ]
        metrics = [_loaded(each.font, self.size).getmetrics() for each in faces[:1]]
        metrics += [each.font.getmetrics() for each in runs]
        if self.locale.direction == "rtl":
            runs.reverse()
        ascent, descent = (max(each) for each in zip(*metrics, strict=True))
        return Line(tuple(runs), self.locale.tag, int(ascent), int(descent))


def can_join_letters() -> bool:
    """Whether Pillow has Raqm and FriBiDi, without which Arabic letters stand apart."""
    return bool(features.check("raqm") and features.version("fribidi"))


def fit_lines(
    text: str, setting: Callable[[int], Lettering], sizes: Sequence[int], width: int, height: int
) -> tuple[Line, ...]:
    """Return a text in the largest size in which it fits, in lines of much the same length.

    What fits in no size ends in an ellipsis.

    Args:
        text: the text.
        setting: what sets a text, by its size.
        sizes: the sizes, largest first.
        width: the room, in pixels.
        height: the same.

    """
    lines: tuple[Line, ...] = ()
    for size in sizes:
        set_line = setting(size).line
        lines = _broken(text, set_line, width)
        if _high(lines) <= height and all(each.width <= width for each in lines):
            return _evened(text, set_line, lines, width)
    return _cut(text, setting(sizes[-1]).line, width, height)


def _high(lines: Sequence[Line]) -> int:
    return sum(each.height for each in lines)


def _broken(text: str, set_line: Callable[[str], Line], width: float) -> tuple[Line, ...]:
    lines: list[Line] = []
    current = ""
    for unit in line_break_units(text):
        if current and set_line((current + unit).rstrip()).width > width:
            lines.append(set_line(current.rstrip()))
            current = ""
        current += unit
    return (*lines, set_line(current.rstrip()))


def _evened(
    text: str, set_line: Callable[[str], Line], lines: tuple[Line, ...], width: int
) -> tuple[Line, ...]:
    """Return as many lines in the least room that holds them."""
    for narrower in range(width - _NARROWER, width // 2, -_NARROWER):
        found = _broken(text, set_line, narrower)
        if len(found) > len(lines) or any(each.width > narrower for each in found):
            break
        lines = found
    return lines


def _cut(text: str, set_line: Callable[[str], Line], width: int, height: int) -> tuple[Line, ...]:
    units, kept = list(line_break_units(text)), ""
    best: tuple[Line, ...] = (set_line(_ELLIPSIS),)
    for unit in units if len(units) > 1 else text:
        kept += unit
        lines = _broken(kept.rstrip() + _ELLIPSIS, set_line, width)
        if _high(lines) > height or any(each.width > width for each in lines):
            break
        best = lines
    return best


@lru_cache(maxsize=16)
def _faces(fonts: tuple[ShareFont, ...], script: str) -> tuple[_Face, ...]:
    """Return fonts with their letters, that of a script first."""
    return tuple(_read(each) for each in sorted(fonts, key=lambda each: each.script != script))


@lru_cache(maxsize=16)
def _read(font: ShareFont) -> _Face:
    try:
        letters = TTFont(io.BytesIO(font.data), lazy=True, fontNumber=0).getBestCmap() or {}
        _loaded(font, 1)
    except (TTLibError, LookupError, AssertionError, OSError, ValueError) as error:
        message = f"the toolkit cannot read this file as a font: {error}"
        hint = "name a TrueType or OpenType file"
        raise ToolkitError.because("share-image", message, Location(font.path), hint) from None
    return _Face(font, frozenset(letters))


@lru_cache(maxsize=128)
def _loaded(font: ShareFont, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(font.data), size, layout_engine=ImageFont.Layout.RAQM)


def _parts(text: str, faces: Sequence[_Face], direction: str) -> Iterator[tuple[str, _Face, str]]:
    """Yield the parts of a text that are in one font and one direction, in the order of reading.

    What stands between two words of another font, and digits behind them, goes with these, as
    UAX #9 has it (rules N1 and W7); what stands before and behind them goes with the text.
    """
    chosen, start = _chosen(text, faces), 0
    for at in range(1, len(text) + 1):
        if at < len(text) and chosen[at] is chosen[start]:
            continue
        part, face = text[start:at], chosen[start]
        start = at
        core = _CORE.search(part)
        if face is faces[0] or core is None:
            yield part, face, direction
            continue
        for piece, way in (
            (part[: core.start()], direction),
            (core[0], _direction(core[0], direction)),
            (part[core.end() :], direction),
        ):
            if piece:
                yield piece, face, way


def _chosen(text: str, faces: Sequence[_Face]) -> list[_Face]:
    """Return the font of each character."""
    chosen = [_face_of(char, faces) for char in text]
    for at, char in enumerate(text):
        face = chosen[at - 1] if at else faces[0]
        if face is faces[0] or not face.has(char) or _is_strong(char):
            continue
        ahead = (i for i in range(at, len(text)) if text[i].isdigit() or _is_strong(text[i]))
        follows = next(ahead, None)
        if follows is not None and (text[follows].isdigit() or chosen[follows] is face):
            chosen[at] = face
    return chosen


def _is_strong(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"L", *_RIGHT_TO_LEFT}


def _face_of(char: str, faces: Sequence[_Face]) -> _Face:
    for face in faces:
        if face.has(char):
            return face
    where = ", ".join(dict.fromkeys(each.font.path for each in faces))
    raise ToolkitError.because(
        "share-image",
        f"no font has the letter “{char}” (U+{ord(char):04X})",
        Location(faces[0].font.path),
        f"name a font that has it under [share_image]; these do not: {where}",
    )


def _direction(text: str, otherwise: str) -> str:
    strong = {unicodedata.bidirectional(char) for char in text}
    return "ltr" if "L" in strong else "rtl" if strong & _RIGHT_TO_LEFT else otherwise
