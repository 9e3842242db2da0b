"""Quotes: the file of what people said in a document, read strictly."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import is_printable
from toolkit.base.toml import TomlTable, read_toml
from toolkit.catalog.told_quotations import QuotationStatus, plain_field
from toolkit.language.spoken_words import spoken

__all__ = ["CODE", "FIELDS", "Quote", "read_quotes"]

CODE = "quotes"
"""That of findings about the file."""
FIELDS = ("id", "words", "speaker", "language", "original", "recording", "time", "status")
"""The keys of a quote, in the order in which they are written."""
_TABLE = "[[quote]]"
_TIME = re.compile(r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9](?:[.:;][0-9]{1,3})?")
_STATUSES = tuple(each.value for each in QuotationStatus)
_MADE = frozenset({QuotationStatus.TRANSLATED, QuotationStatus.BACK_TRANSLATED})
"""Those of words that stand in another language than that in which they were said."""


@frozen
class Quote:
    """What somebody said in a document, as far as people have written it down."""

    id: str
    """That of the unit in which the words stood when it was written down."""
    words: str
    """As they stand in the source."""
    status: QuotationStatus | None = None
    """None where nobody has decided yet: then nothing is told or checked."""
    language: Locale | None = None
    """In which it was said; None for the source's."""
    original: str = ""
    """What was said, word for word; empty where that is not known."""
    speaker: str = ""
    recording: str = ""
    time: str = ""
    location: Location = field(default=Location(""), compare=False)

    @property
    def is_translated(self) -> bool:
        """Whether it was said in another language than that of the words."""
        return self.status in _MADE


def read_quotes(data: bytes, path: str) -> tuple[Quote, ...]:
    """Read what people said in a document, strictly.

    Args:
        data: the file's bytes (TOML 1.0).
        path: its name, for messages.

    Raises:
        ToolkitError: with all that is wrong, each with its line.

    """
    file = read_toml(data, path, CODE)
    findings: list[Finding] = list(file.unknown(("quote",)))
    found = tuple(_quote(each, findings) for each in file.tables("quote", _TABLE))
    findings.extend(_repeated(found))
    if findings:
        raise ToolkitError(*findings)
    return found


def _quote(table: TomlTable, findings: list[Finding]) -> Quote:
    before = len(findings)
    findings.extend(table.unknown(FIELDS))
    quote = Quote(
        table.said("id", findings, "p-7f3c"),
        plain_field(table.said("words", findings)),
        _status(table, findings),
        _language(table, findings),
        _text(table, "original", findings),
        _text(table, "speaker", findings),
        _text(table, "recording", findings),
        _time(table, findings),
        table.location,
    )
    if len(findings) == before:
        findings.extend(_contradictions(quote, table))
    return quote


def _text(table: TomlTable, key: str, findings: list[Finding]) -> str:
    value = table.data.get(key, "")
    if not isinstance(value, str):
        findings.append(table.finding(key, f"“{key}” must be a string", f'write {key} = "…"'))
        return ""
    text = plain_field(value)
    if not is_printable(text):
        message = f"“{key}” has a character that cannot be printed"
        findings.append(table.finding(key, message, "write it in letters and signs only"))
    return text


def _status(table: TomlTable, findings: list[Finding]) -> QuotationStatus | None:
    value = _text(table, "status", findings)
    if value in _STATUSES:
        return QuotationStatus(value)
    if value:
        message = f"“status” cannot be “{value}”"
        findings.append(table.finding("status", message, f"choose {' or '.join(_STATUSES)}"))
    return None


def _language(table: TomlTable, findings: list[Finding]) -> Locale | None:
    tag = _text(table, "language", findings)
    try:
        return table.locale("language", tag) if tag else None
    except ToolkitError as error:
        findings.extend(error.findings)
        return None


def _time(table: TomlTable, findings: list[Finding]) -> str:
    """Return a time code; one without quotation marks is a time of day to TOML."""
    value = table.data.get("time", "")
    if isinstance(value, dt.time):
        return value.isoformat()
    text = _text(table, "time", findings)
    if text and _TIME.fullmatch(text) is None:
        message = f"“time” is no time code: “{text}”"
        findings.append(table.finding("time", message, 'write hours, minutes, seconds: "00:12:07"'))
    return text


def _contradictions(quote: Quote, table: TomlTable) -> Iterator[Finding]:
    """Yield what of a quote cannot be true, or cannot be understood."""
    if not spoken(quote.words):
        yield table.finding("words", "“words” has no word", "write them as the source has them")
    if quote.status is None and (quote.original or quote.recording or quote.time):
        message = "“status” does not say how the words came about"
        yield table.finding("status", message, f"choose {' or '.join(_STATUSES)}")
    if quote.is_translated and quote.language is None:
        message = "“language” does not say in which language it was said"
        yield table.finding("language", message, 'write language = "kk"')
    if quote.status is QuotationStatus.ORIGINAL and quote.original:
        message = "the words are the original, and “original” has it again"
        yield table.finding("original", message, "delete it, or choose another status")


def _repeated(quotes: Sequence[Quote]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Quote] = {}
    for each in quotes:
        other = seen.setdefault((each.id, spoken(each.words)), each)
        if other is not each and each.words:
            message = f"the same words of “{each.id}” stand in line {other.location.line} already"
            yield Finding(CODE, message, each.location, "keep one of them")
