"""DOCX format: Word's files, brought in by the entry point of any other package's format."""

from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.document.formats import FORMATS
from toolkit.document.formats.parsed import Parsed
from toolkit.document.its.units import Roles

__all__ = ["DOCX"]


def _read(data: bytes, path: str, language: Locale) -> Parsed:
    from toolkit.document.formats.docx import (  # noqa: PLC0415 - an extra, and slow to load
        parse_docx,
    )

    return parse_docx(data, path, language)


def _picture(data: bytes, path: str, address: str) -> bytes | None:
    from toolkit.document.formats.docx import carried_picture  # noqa: PLC0415 - slow to load

    return carried_picture(data, path, address)


(_ARTICLE,) = (each for each in FORMATS if each.name == "markdown")
DOCX = replace(
    _ARTICLE,
    name="docx",
    summary="Word (DOCX)",
    suffixes=(".docx",),
    read=_read,
    roles=Roles({**_ARTICLE.roles.names, "li.footnote": "footnote"}),
    picture=_picture,
    write="",
)
