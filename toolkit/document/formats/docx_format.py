"""DOCX format: Word's files, brought in by the entry point of any other package's format."""

from dataclasses import replace

from toolkit.base.faces import Later
from toolkit.document.formats import FORMATS
from toolkit.document.its.units import Roles

__all__ = ["DOCX"]


_ROOM = "toolkit.document.formats.docx"  # an extra, and slow to load
(_ARTICLE,) = (each for each in FORMATS if each.name == "markdown")
DOCX = replace(
    _ARTICLE,
    name="docx",
    summary="Word (DOCX)",
    suffixes=(".docx",),
    read=Later(_ROOM, "parse_docx"),
    roles=Roles({**_ARTICLE.roles.names, "li.footnote": "footnote"}),
    picture=Later(_ROOM, "carried_picture"),
    write="",
)
