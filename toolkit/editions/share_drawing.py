"""Share drawing: a newsroom's name and logo, and below them a headline, as one picture."""

import io
from collections.abc import Sequence
from functools import partial

from PIL import Image, ImageDraw

from toolkit.base.errors import Location, ToolkitError
from toolkit.editions.article import Phrase, ShareDesign
from toolkit.editions.lettering import Lettering, Line, can_join_letters, fit_lines

__all__ = ["draw_share_image"]

_EDGE = 80
"""How far from the picture's edges the texts stand; all lengths are in pixels."""
_HEAD_TOP, _HEAD_HEIGHT, _MOST_LOGO = 60, 76, 400
_BESIDE_LOGO = 28
_NAME_SIZES, _NAME_HEIGHT = (40, 34, 28), 70
_RULE_TOP, _RULE_HEIGHT = 154, 3
_TITLE_TOP, _TITLE_SIZES = 190, (88, 80, 72, 66, 60, 54, 48, 42, 36, 30)
_FOOT, _ABOVE_FOOT = 20, 24
_COLOURS = 64
"""How many colours the picture has: texts and their smooth edges need some twenty."""


def draw_share_image(
    design: ShareDesign, name: Phrase, title: Phrase, size: tuple[int, int]
) -> bytes:
    """Return a picture as PNG, laid out in the direction of the headline.

    Args:
        design: its fonts, colours and logo.
        name: what the newsroom is called.
        title: the headline.
        size: width and height, in pixels.

    Raises:
        ToolkitError: when Pillow cannot join letters, a font or the logo cannot be read, or no font
            has a letter.

    """
    if not can_join_letters():
        raise ToolkitError.because(
            "share-image",
            "Pillow cannot join letters here: it finds no FriBiDi",
            hint="install the system's package libfribidi0 (fribidi on macOS)",
        )
    width, height = size
    picture = Image.new("RGB", size, design.paper)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((_EDGE, _RULE_TOP, width - _EDGE, _RULE_TOP + _RULE_HEIGHT), design.ink)
    canvas.rectangle((0, height - _FOOT, width, height), design.accent)
    to_left, indent = title.locale.direction == "rtl", _EDGE
    if design.logo:
        logo = _logo(design)
        left = width - indent - logo.width if to_left else indent
        picture.paste(logo, (left, _HEAD_TOP + (_HEAD_HEIGHT - logo.height) // 2), logo)
        indent += logo.width + _BESIDE_LOGO
    (line,) = _fitted(design, name, _NAME_SIZES, (width - _EDGE - indent, _NAME_HEIGHT))[:1]
    left = width - indent - round(line.width) if to_left else indent
    line.draw(canvas, left, _HEAD_TOP + (_HEAD_HEIGHT - line.height) / 2, design.accent)
    room = (width - 2 * _EDGE, height - _FOOT - _ABOVE_FOOT - _TITLE_TOP)
    top = _TITLE_TOP
    for line in _fitted(design, title, _TITLE_SIZES, room):
        left = width - _EDGE - round(line.width) if to_left else _EDGE
        line.draw(canvas, left, top, design.ink)
        top += line.height
    return _png(picture)


def _fitted(
    design: ShareDesign, phrase: Phrase, sizes: Sequence[int], room: tuple[int, int]
) -> tuple[Line, ...]:
    return fit_lines(phrase.text, partial(Lettering, design.fonts, phrase.locale), sizes, *room)


def _logo(design: ShareDesign) -> Image.Image:
    try:
        with Image.open(io.BytesIO(design.logo), formats=("PNG", "JPEG", "WEBP")) as file:
            logo = file.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        message = f"the toolkit cannot read the logo: {error}"
        hint, where = "name a PNG, JPEG or WebP file", Location(design.logo_path)
        raise ToolkitError.because("share-image", message, where, hint) from None
    logo.thumbnail((_MOST_LOGO, _HEAD_HEIGHT))
    return logo


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    few = picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(written, "PNG", optimize=True)
    return written.getvalue()
