"""Reading TMX: the entries of a memory that another program wrote (TMX 1.4b and before)."""

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.markup import XML_LANG, iterate_xml
from toolkit.catalog.memory.entry import Level, MemoryEntry, State
from toolkit.catalog.memory.tmx_codes import Segment, read_segment

__all__ = ["DATE", "DOCUMENT", "STATE", "TmxReader"]

DATE = "%Y%m%dT%H%M%SZ"
DOCUMENT = "x-document"
"""The type of the `prop` that names the document."""
STATE = "x-state"
_ANY = "*all*"
_SENTENCES = frozenset({"phrase", "sentence"})
_HINT = "correct the file, or export it again"


@frozen
class _Variant:
    """A text in one language: a `tuv`."""

    locale: Locale
    segment: Segment
    element: etree._Element


class TmxReader:
    """The entries of a TMX file, read while they are asked for.

    Each text in the source language gives an entry with each in another. `sub` flows are entries
    of their own where a text and its translation have as many.

    Args:
        stream: the file.
        path: its name, for messages, and the origin of entries that do not say theirs.
        source: the source language; None for what the file says.
        targets: the languages to read; all when empty.

    Raises:
        ToolkitError: while reading, with line and column, when it is no TMX, or malformed.

    """

    def __init__(
        self,
        stream: BinaryIO,
        path: str,
        *,
        source: Locale | None = None,
        targets: Collection[Locale] = (),
    ) -> None:
        self._stream = stream
        self._path = path
        self._source = source
        self._targets = targets
        self._locales: dict[str, Locale | None] = {}
        self._header: etree._Attrib | dict[str, str] = {}
        self.skipped = 0
        """How many translation units had no text and translation of the languages wanted."""

    def __iter__(self) -> Iterator[MemoryEntry]:
        for element in iterate_xml(self._stream, self._path, "tmx", ("header", "tu")):
            if element.tag == "header":
                self._header = {str(name): str(value) for name, value in element.items()}
                continue
            found = list(self._entries(element))
            self.skipped += not found
            yield from found

    def _entries(self, unit: etree._Element) -> Iterator[MemoryEntry]:
        variants = list(self._variants(unit))
        source = self._source_of(unit)
        sources = [each for each in variants if each.locale.is_variety_of(source)]
        targets = [each for each in variants if not each.locale.is_variety_of(source)]
        for text in sources:
            for translation in targets:
                if self._wanted(translation.locale):
                    yield from self._pairs(unit, text, translation)

    def _pairs(
        self, unit: etree._Element, text: _Variant, translation: _Variant
    ) -> Iterator[MemoryEntry]:
        pairs = [(text.segment.message, translation.segment.message)]
        if len(text.segment.flows) == len(translation.segment.flows):
            pairs.extend(zip(text.segment.flows, translation.segment.flows, strict=True))
        kind = unit.get("segtype") or self._header.get("segtype", "")
        for source, target in pairs:
            if source.strip() and target.strip():
                yield MemoryEntry(
                    source,
                    target,
                    text.locale,
                    translation.locale,
                    _prop(unit, translation, DOCUMENT) or Path(self._path).name,
                    _date(translation.element) or _date(unit),
                    State.REVIEWED
                    if _prop(unit, translation, STATE) == State.REVIEWED
                    else State.TRANSLATED,
                    Level.SENTENCE if kind in _SENTENCES else Level.UNIT,
                )

    def _variants(self, unit: etree._Element) -> Iterator[_Variant]:
        elements = unit.findall("tuv")
        if not elements:
            raise self._error(unit, "the translation unit has no “tuv”")
        for element in elements:
            tag = element.get(XML_LANG) or element.get("lang")
            if not tag:
                raise self._error(element, "the “tuv” has no xml:lang")
            segments = element.findall("seg")
            if len(segments) != 1:
                raise self._error(
                    element, f"the “tuv” has {len(segments)} “seg” elements instead of one"
                )
            locale = self._locale(tag, element)
            if locale is not None:
                yield _Variant(locale, read_segment(segments[0], self._path), element)

    def _source_of(self, unit: etree._Element) -> Locale:
        if self._source is not None:
            return self._source
        tag = unit.get("srclang") or self._header.get("srclang") or _ANY
        locale = None if tag.lower() == _ANY else self._locale(tag, unit)
        if locale is None:
            raise self._error(
                unit,
                "the file does not say in which language the texts were written",
                "add --language with its BCP 47 tag",
            )
        return locale

    def _locale(self, tag: str, element: etree._Element) -> Locale | None:
        """Return the locale of a tag; None for one that is unknown and not asked for."""
        if tag not in self._locales:
            try:
                self._locales[tag] = Locale.named(tag)
            except ToolkitError as error:
                if not self._targets:
                    (finding,) = error.findings
                    raise self._error(element, finding.message, finding.hint) from None
                self._locales[tag] = None
        return self._locales[tag]

    def _wanted(self, locale: Locale) -> bool:
        return not self._targets or any(locale.is_variety_of(each) for each in self._targets)

    def _error(self, element: etree._Element, message: str, hint: str = _HINT) -> ToolkitError:
        location = Location(self._path, element.sourceline, 1)
        return ToolkitError.because("tmx-syntax", message, location, hint)


def _prop(unit: etree._Element, variant: _Variant, kind: str) -> str:
    for element in (variant.element, unit):
        for prop in element.iterchildren("prop"):
            if prop.get("type") == kind:
                return prop.text or ""
    return ""


def _date(element: etree._Element) -> dt.datetime | None:
    for name in ("changedate", "creationdate"):
        with suppress(ValueError):  # what is no date says nothing
            return dt.datetime.strptime(element.get(name, ""), DATE).replace(tzinfo=dt.UTC)
    return None
