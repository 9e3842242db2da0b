"""What users see when something is wrong: a place, a finding, and the one error."""

from collections.abc import Callable
from dataclasses import field
from enum import StrEnum

from toolkit.base.frozen import frozen

__all__ = ["Finding", "Location", "Place", "Severity", "ToolkitError", "printable"]


def printable(text: str) -> str:
    r"""Return `text` with control and bidirectional formatting characters escaped.

    A file name or a quoted source must not be able to move a terminal's cursor or turn a
    message round.

    >>> printable("a\x1b[2Jb\u202ec")
    'a\\x1b[2Jb\\u202ec'
    """
    return "".join(
        char if char.isprintable() or char == " " else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


@frozen
class Location:
    """A place in a file, as compilers print it."""

    path: str
    """The file as the user named it."""
    line: int | None = None
    """The line, from 1."""
    column: int | None = None
    """The column in code points, from 1."""

    def __str__(self) -> str:
        parts = [self.path, *(str(part) for part in (self.line, self.column) if part is not None)]
        return printable(":".join(parts))


Place = Callable[[], Location]
"""A location that is looked up when it is asked for: most are never told."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@frozen
class Quote:
    """A text that a finding is about, and where in it the problem stands."""

    text: str
    language: str
    """Its BCP 47 tag."""
    direction: str
    """`ltr` or `rtl`."""
    span: tuple[int, int] | None = None
    """The first character of the problem and the one after it; None for the whole text."""


@frozen
class Replacement:
    """A stretch of a file, and what mends it."""

    start: Location
    end: Location
    """The place after its last character."""
    text: str
    """What stands there instead, as the file spells it."""


@frozen
class Finding:
    """One thing that is wrong: what, where, and what to do."""

    code: str
    """A stable name, such as `po-syntax`."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    location: Location | None = None
    """Where it stands; None when it stands nowhere (a missing option)."""
    hint: str = ""
    """What to do, in one sentence without a full stop."""
    severity: Severity = field(default=Severity.ERROR, kw_only=True)
    end: Location | None = field(default=None, kw_only=True)
    """The place after its last character, where that is known."""
    unit: str = field(default="", kw_only=True)
    """The id of the unit that it is about."""
    document: str = field(default="", kw_only=True)
    """The document that the unit stands in."""
    source: Quote | None = field(default=None, kw_only=True)
    target: Quote | None = field(default=None, kw_only=True)
    """The unit's translation."""
    suggestion: str = field(default="", kw_only=True)
    """What might stand in its place."""
    fix: Replacement | None = field(default=None, kw_only=True)
    """What mends the file, where that is safe to do unseen."""

    def __str__(self) -> str:
        """Return the finding's one line.

        >>> str(Finding("po-syntax", "unterminated string", Location("kk.po", 3, 8), "add a quote"))
        'kk.po:3:8: error: unterminated string. Hint: add a quote.'
        """
        place = f"{self.location}: " if self.location else ""
        hint = f" Hint: {_sentence(self.hint)}" if self.hint else ""
        return f"{place}{self.severity}: {_sentence(self.message)}{hint}"


def _sentence(text: str) -> str:
    """Return a text as it is shown, with one full stop: what others' messages end in stays."""
    shown = printable(text)
    return shown if shown.endswith(".") else f"{shown}."


class ToolkitError(Exception):
    """The one family of errors that users see: findings that nothing can follow."""

    def __init__(self, *findings: Finding) -> None:
        # What is wrong with a file that several documents share is wrong once.
        findings = tuple(dict.fromkeys(findings))
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings

    @classmethod
    def because(
        cls, code: str, message: str, location: Location | None = None, hint: str = ""
    ) -> "ToolkitError":
        """Return the error of a single finding; the arguments are `Finding`'s."""
        return cls(Finding(code, message, location, hint))

    def __reduce__(self) -> tuple[type["ToolkitError"], tuple[Finding, ...]]:
        return type(self), self.findings
