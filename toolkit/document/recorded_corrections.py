"""Recorded corrections: what was wrong in a document, as it stands beside the source."""

import datetime as dt
from collections.abc import Sequence

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen

__all__ = [
    "RECORD",
    "RecordedCorrection",
    "RecordedPassage",
    "add_corrections",
    "corrections_alone",
]

RECORD = "data-record"
"""The attribute that says which recorded correction an element of the tree holds, by its number."""


@frozen
class RecordedPassage:
    """A passage that was corrected."""

    id: str
    """The id of its unit."""
    mark: str = ""
    """That of the text which the correction left; see `source_mark`."""


@frozen
class RecordedCorrection:
    """What was wrong, and on which day it was put right."""

    day: dt.date
    note: str = ""
    """What readers are told: in the source's language, or in that of the translation."""
    locale: Locale | None = None
    """The translation that was wrong; None where the document was."""
    withdraws: bool = False
    """Whether readers are told nothing, and the editions are withdrawn."""
    passages: tuple[RecordedPassage, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether readers of all editions are told: translators get its note."""
        return self.locale is None and not self.withdraws


def add_corrections(root: etree._Element, corrections: Sequence[RecordedCorrection]) -> None:
    """Add the notes that are translated to an article's tree, beside those its source has."""
    told = [(at, each) for at, each in enumerate(corrections) if each.is_told]
    told.reverse()  # the newest first, as a front matter lists them
    if not told:
        return
    section = root.find("section[@class='corrections']")
    if section is None:
        section = etree.SubElement(root, "section", {"class": "corrections"})
    for at, each in told:
        given = {"class": "correction", "data-day": each.day.isoformat(), RECORD: str(at)}
        etree.SubElement(section, "p", given).text = each.note


def corrections_alone(corrections: Sequence[RecordedCorrection]) -> etree._ElementTree | None:
    """Return a tree of its own for the notes, for a document that has its own vocabulary.

    Returns None where there is none to translate.
    """
    root = etree.Element("article")
    add_corrections(root, corrections)
    return etree.ElementTree(root) if len(root) else None
