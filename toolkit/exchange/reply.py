"""Reply: what came back of a package, whatever file it came in."""

from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.exchange.package import Reference

__all__ = ["Reply", "Returned", "reply_locale"]


@frozen
class Returned:
    """A row that came back."""

    target: str
    """The translation; empty where there is none."""
    place: Location
    """Where it stands in its file, for messages."""
    reference: Reference | None = None
    """Which row it was; None where that is lost."""
    source: str | None = None
    """The text that was translated; None where the file does not say it."""
    draft: bool | None = None
    """Whether its translator calls it unfinished; None where the file has no place to say so."""
    comment: str = ""
    """What the translator remarks."""
    deletes: bool = False
    """Whether an empty translation takes away the one that was sent: at the desk, where it was in
    front of whoever emptied it. In a file, an empty place may be anything."""


@frozen
class Reply:
    """The rows of a file that came back."""

    path: str
    """The file's name, for messages."""
    rows: tuple[Returned, ...]
    locale: Locale | None = None
    """The language that it is translated into; None where the file does not say it."""
    findings: tuple[Finding, ...] = ()
    """What in the file was understood, though it was not as it was sent."""


def reply_locale(tag: str | None, path: str) -> Locale | None:
    """Return the language that a file says it is translated into; None where it does not say it.

    Args:
        tag: what the file calls the language, as BCP 47 or POSIX names it.
        path: the file's name, for messages.

    Raises:
        ToolkitError: when there is no such language.

    """
    try:
        return Locale.named(tag) if tag else None
    except ToolkitError as error:
        (finding,) = error.findings
        raise ToolkitError(replace(finding, location=Location(path))) from None
