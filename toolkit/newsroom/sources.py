"""Sources: a newsroom's articles, read with the rules of their sets."""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import read_below, read_file
from toolkit.document.formats import ReadOptions
from toolkit.document.its.rules import Rules, read_rules
from toolkit.document.model import Document
from toolkit.document.wire import wire_problem
from toolkit.language.unit_splitter import unit_splitter
from toolkit.localizing.policy import WITHDRAWN, embargo_end
from toolkit.newsroom.corrections import read_corrections
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.protection.protected_sources import read_protected
from toolkit.newsroom.settings import ProjectSettings, Source

if TYPE_CHECKING:
    from toolkit.language.sentences import SegmentationRules

__all__ = ["file_bytes", "read_source", "segmentation_rules"]


_NOTHING = b" \t\r\n\f\xef\xbb\xbf"
"""White space, and a byte order mark."""


def read_source(
    settings: ProjectSettings,
    source: Source,
    named_in: frozenset[Locale] = frozenset(),
    data: bytes | None = None,
) -> Document:
    """Read one of a newsroom's sources, with the ITS rules of its set.

    Names that `protect.toml` protects are replaced before anything is read: no one else sees them.

    Args:
        settings: the newsroom.
        source: the document's source file.
        named_in: the locales whose editions are made of what is read: names that may stand in
            these are not replaced.
        data: what is read instead of what the file holds.

    Raises:
        ToolkitError: when it is empty or cannot be read, or a protected name in it cannot be
            replaced.

    """
    data = file_bytes(settings, source.path) if data is None else data
    if not data.strip(_NOTHING):
        # Half a copy, or an editor that died: whoever withdraws an article deletes its file.
        message, hint = "the article is empty", "write it, restore the file, or delete it"
        raise ToolkitError.because("empty-source", message, Location(source.path), hint)
    rules: list[Rules] = []
    if source.options.rules:
        rules.append(_its_rules(file_bytes(settings, source.options.rules), source.options.rules))
    options = ReadOptions(
        settings.source,
        tuple(rules),
        split=unit_splitter(source.options.segmentation, segmentation_rules(settings)),
        resolve=read_below(settings.root),
        corrections=read_corrections(settings, source.document_id),
    )
    protection = read_protection(settings.root).unrestored(named_in)
    document = read_protected(data, source.path, source.document_id, options, protection)
    document = _with_defaults(document, source)
    if document.language.is_variety_of(settings.source):
        return replace(document, language=settings.source)
    return document


def _with_defaults(document: Document, source: Source) -> Document:
    """Return a document with what its set says where it says nothing itself, for partners."""
    wire = document.metadata.wire.over(source.options.wire)
    problem = wire_problem(wire)
    if problem is not None:
        message, hint = problem
        raise ToolkitError.because("front-matter", message, Location(source.path), hint)
    embargo = embargo_end(document.metadata, source.options.embargo)
    if any(each.withdraws and each.locale is None for each in document.corrections):
        embargo = WITHDRAWN
    return replace(document, metadata=replace(document.metadata, wire=wire, embargo=embargo))


def segmentation_rules(settings: ProjectSettings) -> "tuple[SegmentationRules, ...]":
    """Return the newsroom's own segmentation rules.

    Raises:
        ToolkitError: when the file cannot be read.

    """
    if settings.srx is None:
        return ()
    return (_srx(file_bytes(settings, settings.srx), settings.srx),)


# Reading compiles every rule; all documents of a set share what was read from the same bytes.
_its_rules = lru_cache(read_rules)


@lru_cache
def _srx(data: bytes, path: str) -> "SegmentationRules":
    from toolkit.language.sentences import read_srx  # noqa: PLC0415 - few newsrooms have a file

    return read_srx(data, path)


def file_bytes(settings: ProjectSettings, path: str) -> bytes:
    """Return what a file of the newsroom holds.

    Raises:
        ToolkitError: when it cannot be read.

    """
    return read_file(settings.root / path, path)
