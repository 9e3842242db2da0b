"""Pictures: the files that an edition carries in itself, known by their bytes."""

import hashlib
from collections.abc import Callable
from typing import TypeAlias

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.editions.article import Article
from toolkit.editions.media import clean_media, media_type

__all__ = ["CarriedPicture", "FindPicture", "finder", "know_picture"]

FindPicture: TypeAlias = "Callable[[Article, str], CarriedPicture | None]"
"""From an article and an address in it to the picture; None when it cannot be carried."""

_CARRIED = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})


@frozen
class CarriedPicture:
    """A picture's bytes and their media type."""

    data: bytes
    media_type: str

    @property
    def name(self) -> str:
        """A file name that is the same for the same bytes, with the suffix of the type."""
        suffix = self.media_type.rpartition("/")[2].removesuffix("+xml").replace("jpeg", "jpg")
        return f"picture-{hashlib.sha256(self.data).hexdigest()[:16]}.{suffix}"


def finder(report: Callable[[Finding], None]) -> FindPicture:
    """Return what finds an article's pictures; each that is missing is reported.

    Args:
        report: takes what is wrong.

    """

    def find(article: Article, address: str) -> CarriedPicture | None:
        data = article.read(address)
        picture = know_picture(data, address) if data else None
        if picture is None:
            report(_missing(article, address, found=bool(data)))
        return picture

    return find


def know_picture(data: bytes, path: str) -> CarriedPicture | None:
    """Return bytes as a picture of a type that books and browsers show; None for any other.

    The type is told by the bytes, as readers do, not by the suffix. An SVG picture is taken without
    what it would run or ask for.

    Args:
        data: the file's bytes.
        path: its name, for messages.

    """
    kind = media_type(data)
    if kind not in _CARRIED:
        return None
    try:
        return CarriedPicture(clean_media(data, path, keep=True).data, kind)
    except ToolkitError:
        return None


def _missing(article: Article, address: str, *, found: bool) -> Finding:
    why = "its type is not supported" if found else "there is no such file"
    return Finding(
        "missing-picture",
        f"the {article.locale} edition shows a text in place of the picture “{address}”: {why}",
        Location(article.path or article.document_id),
        "put a PNG, JPEG, WebP, GIF or SVG file into the newsroom's folder",
        severity=Severity.WARNING,
    )
