"""Quotations: what somebody said in a text, as the notes of a catalog's entry tell translators."""

import re
from collections.abc import Iterator
from enum import StrEnum

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.frozen import frozen
from toolkit.catalog.notes import Notes, Says

__all__ = ["Quotation", "QuotationStatus", "plain_field", "quotations_of"]

_BETWEEN = " · "
_LONE_DOT = re.compile(r"(?<!\S)·(?!\S)")
_SAID_IN, _WORDS, _AS_SAID, _TO_WRITE = "said in", "words", "as said", "write as said"
_SPEAKER, _RECORDING, _AT = "speaker", "recording", "at"
_TAG = re.compile(r".* \(([A-Za-z0-9-]+)\)")
_ENGLISH = Locale("en")


class QuotationStatus(StrEnum):
    """How the words of a source came from what was said."""

    ORIGINAL = "original"
    """They are what was said."""
    TRANSLATED = "translated"
    """They were translated from what was said."""
    BACK_TRANSLATED = "back-translated"
    """They were translated from a translation: what was said is not known for certain."""
    PARAPHRASE = "paraphrase"
    """They say what was meant, and nobody said them."""


@frozen
class Quotation:
    """What somebody said in a text; its fields are one line each, as `plain_field` has them."""

    words: str
    """As they stand in the text."""
    status: QuotationStatus
    language: Locale
    """In which it was said."""
    original: str = ""
    """What was said, word for word; empty where that is not known."""
    own: bool = False
    """Whether that is what a translation into the catalog's language has to say, word for word."""
    speaker: str = ""
    recording: str = ""
    time: str = ""
    """Where in the recording, as a time code: `00:12:07`."""

    def __str__(self) -> str:
        """Return the quotation as a note says it.

        >>> text = "translated · said in: Kazakh (kk) · words: I know. · as said: Білемін."
        >>> str(Quotation.parse(text)) == text
        True
        """
        return _BETWEEN.join(self._parts())

    def _parts(self) -> Iterator[str]:
        yield self.status
        yield f"{_SAID_IN}: {self.language.name_in(_ENGLISH)} ({self.language})"
        yield f"{_WORDS}: {self.words}"
        fields = {
            _TO_WRITE if self.own else _AS_SAID: self.original,
            _SPEAKER: self.speaker,
            _RECORDING: self.recording,
            _AT: self.time,
        }
        yield from (f"{label}: {text}" for label, text in fields.items() if text)

    @classmethod
    def parse(cls, text: str) -> "Quotation | None":
        """Read what a note says; None where that is not what `str` writes."""
        status, *parts = text.split(_BETWEEN)
        said = {label: value for label, _, value in (each.partition(": ") for each in parts)}
        tag = _TAG.fullmatch(said.get(_SAID_IN, ""))
        if tag is None or status not in list(QuotationStatus) or not said.get(_WORDS):
            return None
        try:
            language = Locale.parse(tag[1])
        except ToolkitError:
            return None
        return cls(
            said[_WORDS],
            QuotationStatus(status),
            language,
            said.get(_TO_WRITE) or said.get(_AS_SAID, ""),
            _TO_WRITE in said,
            said.get(_SPEAKER, ""),
            said.get(_RECORDING, ""),
            said.get(_AT, ""),
        )


def plain_field(text: str) -> str:
    r"""Return a text as a field of a quotation: on one line, and no dot in it stands alone.

    >>> plain_field("a  · b\tl·l")
    'a • b l·l'
    """
    return _LONE_DOT.sub("•", " ".join(text.split()))


def quotations_of(notes: Notes) -> tuple[Quotation, ...]:
    """Return the quotations that an entry's notes tell of."""
    found = (Quotation.parse(each) for each in notes.of(Says.QUOTATION))
    return tuple(each for each in found if each is not None)
