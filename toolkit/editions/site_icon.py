"""Site icon: the first letter of a newsroom's name, drawn in the page itself."""

from urllib.parse import quote

__all__ = ["site_icon"]

_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#922b1d"/>'
    '<text x="16" y="23" style="font:700 20px sans-serif" fill="#fff" text-anchor="middle">'
    "{letter}</text></svg>"
)


def site_icon(name: str) -> str:
    """Return the address of an icon that asks for no file; an empty one for a name without letters.

    Args:
        name: what the newsroom is called.

    """
    letter = next((each for each in name if each.isalnum()), "").upper()[:1]
    if not letter:
        return "data:,"
    return "data:image/svg+xml," + quote(_DRAWING.format(letter=letter), safe=":=;,")
