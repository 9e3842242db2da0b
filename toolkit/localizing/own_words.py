"""Own words: a newsroom's catalog of what pages say themselves, which stands over the toolkit's."""

import string
from collections.abc import Iterator
from functools import cache
from importlib import resources

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.registry import did_you_mean
from toolkit.catalog.po import Entry, read
from toolkit.localizing.interface_words import Wording, Words, wording_of

__all__ = ["missing_messages", "read_own_words"]

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def read_own_words(
    data: bytes, path: str, locale: Locale
) -> tuple[Wording | None, tuple[Finding, ...]]:
    """Read a newsroom's catalog of page words; what is wrong in it is left to the toolkit's words.

    A catalog may have some of the messages only. Its texts are text, whatever they look like.

    Args:
        data: the file's bytes.
        path: its name, for messages.
        locale: the language that its folder names.

    Returns:
        The words that are right; None where the file cannot be read. And what is wrong.

    """
    try:
        catalog = read(data, path)
    except ToolkitError as error:
        return None, error.findings
    findings: list[Finding] = []
    for entry in list(catalog):
        problems = list(_problems(entry, path)) if not entry.obsolete else []
        findings.extend(problems)
        if problems:
            catalog.remove(entry)
    return wording_of(catalog, locale), tuple(findings)


def missing_messages(spoken: Words) -> frozenset[str]:
    """Return the messages that pages say in English because nobody has translated them."""
    return frozenset(
        each for each in _messages() if not spoken.spoken_in(each).is_variety_of(spoken.asked)
    )


def _problems(entry: Entry, path: str) -> Iterator[Finding]:
    location = Location(path, entry.linenum)
    known = _messages()
    if entry.msgid not in known:
        yield Finding(
            "words-unknown",
            f"no page says “{entry.msgid}”",
            location,
            did_you_mean(entry.msgid, known, "delete the entry"),
            severity=Severity.WARNING,
        )
    elif entry.msgstr and not entry.fuzzy:
        if _fields(entry.msgstr) != _fields(entry.msgid):
            wanted = ", ".join(f"{{{name}}}" for name in sorted(_fields(entry.msgid) or ()))
            yield Finding(
                "words-placeholder",
                f"“{entry.msgstr}” has not the placeholders of “{entry.msgid}”",
                location,
                f"write {wanted} once, as it is" if wanted else "write it without { and }",
            )
        if not _TURNING.isdisjoint(entry.msgstr):
            yield Finding(
                "words-controls",
                f"“{entry.msgid}” has a character that turns round what is beside it",
                location,
                "delete it; pages isolate names and numbers themselves",
            )


def _fields(text: str) -> list[str] | None:
    """Return the names of a text's placeholders; None where they are no plain names."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    fields = [(name, spec, conversion) for _, name, spec, conversion in parts if name is not None]
    if any(spec or conversion or not name.isidentifier() for name, spec, conversion in fields):
        return None
    return sorted(name for name, _, _ in fields)


@cache
def _messages() -> frozenset[str]:
    template = resources.files("toolkit").joinpath("locale", "toolkit.pot")
    return frozenset(entry.msgid for entry in read(template.read_bytes(), template.name))
