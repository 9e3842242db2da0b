"""Leaks: protected names, secrets and traces of machines in what leaves the house."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import content_of
from toolkit.base.text import to_message
from toolkit.document.formats.mail_heads import mail_heads, told_head
from toolkit.localizing.localize import Localized
from toolkit.newsroom.protection.carried_texts import (
    NO_PDF_READER,
    carried_texts,
    closed_parts,
)
from toolkit.newsroom.protection.identities import Protection, read_protection
from toolkit.newsroom.protection.protected_sources import masked
from toolkit.newsroom.protection.searching import Leak, searcher
from toolkit.newsroom.settings import ProjectSettings

__all__ = [
    "bases_of",
    "closed_in",
    "localized_leaks",
    "machine_traces",
    "mail_headers",
    "names_in",
    "names_inside",
    "names_of_file",
    "output_leaks",
    "refuse_names",
    "secrets_in",
]

_HINT = "run toolkit protect apply {} --after-the-fact, which takes the name out of every file"
_SECRETS = {
    "a private key": (
        "PRIVATE KEY",
        re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    ),
    "a key of Amazon Web Services": ("AKIA", re.compile(r"\bAKIA[0-9A-Z]{16}\b")),
    "a key of Google": ("AIza", re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b")),
    "a token of GitHub": ("gh", re.compile(r"\bgh[pousr]_[0-9A-Za-z]{36}")),
    "a new token of GitHub": ("github_pat_", re.compile(r"\bgithub_pat_\w{60,}")),
    "a token of GitLab": ("glpat-", re.compile(r"\bglpat-[0-9A-Za-z_-]{20,}")),
    "a token of Slack": ("xox", re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{20,}")),
    "a bot's token": (":AA", re.compile(r"\b\d{8,10}:AA[0-9A-Za-z_-]{33}\b")),
    "an address with a password": ("://", re.compile(r"://[^\s/:@]{1,64}:[^\s/@]{4,64}@[\w.-]")),
}
"""What keys and tokens begin with, and what they are, as their makers say."""


def names_in(data: bytes, path: str, protection: Protection) -> tuple[Finding, ...]:
    """Return where protected names stand in a file and in its name.

    Each name is one finding for each part of the file, with its first place.
    """
    return names_of_file(path, protection) + names_inside(data, path, protection)


def names_of_file(path: str, protection: Protection) -> tuple[Finding, ...]:
    """Return that a file's own name has a protected one."""
    found = searcher(protection).find(path)[:1]
    return tuple(_in_name(leak, path, protection) for leak in found)


def names_inside(data: bytes, path: str, protection: Protection) -> tuple[Finding, ...]:
    """Return where protected names stand in a file."""
    find = searcher(protection).find
    places: dict[tuple[str, str], dict[int, Leak]] = {}
    for part, text in carried_texts(data, path):
        for leak in find(text):
            places.setdefault((leak.identity, part), {}).setdefault(leak.line, leak)
    return tuple(
        _standing(identity, masked(part, protection), list(leaks.values()))
        for (identity, part), leaks in places.items()
    )


def closed_in(
    data: bytes, path: str, protection: Protection, severity: Severity = Severity.WARNING
) -> Iterator[Finding]:
    """Yield which parts of a file nobody can look into: a protected name may stand there.

    Args:
        data: its bytes.
        path: its name.
        protection: what is protected.
        severity: how bad that is, unless it is for want of a package that anyone can install.

    """
    for part, why in closed_parts(data, path):
        message = f"this cannot be looked through for protected names: {why}"
        hint = "look through it yourself; then save it anew, or do not let it out"
        place = Location(masked(part, protection))
        if why == NO_PDF_READER:
            hint = "run pip install pypdf in the toolkit's environment, and check again"
            yield Finding("unsearched", message, place, hint, severity=Severity.WARNING)
        else:
            yield Finding("unsearched", message, place, hint, severity=severity)


def _in_name(leak: Leak, path: str, protection: Protection) -> Finding:
    message = f"the file's name has the protected name of “{leak.identity}”"
    return Finding("leak", message, Location(masked(path, protection)), "rename the file")


def _standing(identity: str, part: str, leaks: Sequence[Leak]) -> Finding:
    more = len(leaks) - 1
    also = f", and on {more} more lines" if more > 1 else ", and on another line" if more else ""
    message = f"the protected name of “{identity}” stands here{also}"
    place = Location(part, leaks[0].line, leaks[0].column)
    return Finding("leak", message, place, _HINT.format(identity))


def refuse_names(settings: ProjectSettings, path: Path, data: bytes | None = None) -> None:
    """Raise for a file from before the protection: it has a protected name.

    Args:
        settings: the newsroom.
        path: the file: a catalog, a template, the memory.
        data: what is looked at in its place; None for the bytes that it has.

    Raises:
        ToolkitError: with every place.

    """
    protection = read_protection(settings.root)
    if not protection:
        return
    data = (content_of(path) or b"") if data is None else data
    if found := names_in(data, settings.shown(path), protection):
        raise ToolkitError(*found)


def localized_leaks(localized: Localized, protection: Protection) -> tuple[Finding, ...]:
    """Return where a locale's texts of a document say what is protected."""
    find = searcher(protection).find
    texts = [(each.id, to_message(each.target)) for each in localized.passages if each.target]
    texts.append(("", localized.credits))
    texts.append(("", repr(localized.overlay)))
    texts.append(("", repr(localized.links)))
    return tuple(
        Finding(
            "leak",
            f"a translation has the protected name of “{leak.identity}”",
            Location(localized.path),
            "write the pseudonym that the source has",
            unit=unit,
            document=localized.document.id,
        )
        for unit, text in texts
        for leak in find(text)
    )


def bases_of(settings: ProjectSettings) -> Mapping[Locale, Locale | None]:
    """Return a newsroom's locales, each with that which it is derived from."""
    own = {settings.source: None}
    return own | {key: policy.base for key, policy in settings.locales.items()}


def output_leaks(
    data: bytes, path: str, protection: Protection, bases: Mapping[Locale, Locale | None]
) -> tuple[Finding, ...]:
    """Return where a file to be published says what is protected.

    Args:
        data: its bytes.
        path: its path below the output.
        protection: what is protected.
        bases: the newsroom's locales, with those that they are derived from.

    """
    tag = path.partition("/")[0]
    # The record of what is published says what lists say in every language.
    pairs = [each for each in bases.items() if each[0].tag == tag or path.startswith(".")]
    spoken = frozenset(each for pair in pairs for each in pair if each is not None)
    wanted = protection.unrestored(spoken)
    return names_in(data, path, wanted) if wanted else ()


def secrets_in(text: str, path: str) -> Iterator[Finding]:
    """Yield where a text has keys and tokens."""
    for what, (mark, pattern) in _SECRETS.items():
        for match in pattern.finditer(text) if mark in text else ():
            place = Location(path, text.count("\n", 0, match.start()) + 1)
            hint = "remove it, and have it revoked: anyone who has seen it can use it"
            yield Finding("secret", f"this looks like {what}", place, hint)


def mail_headers(text: str, path: str, allowed: Collection[str]) -> Iterator[Finding]:
    """Yield where the head of a mail stands: it says who wrote to whom, when, and from where.

    Args:
        text: what a file says.
        path: its name, for messages.
        allowed: addresses of the newsroom's own.

    """
    known = {each.lower() for each in allowed}
    text = text.replace("\r\n", "\n")
    for start, marks in mail_heads(text):
        if not known.issuperset(marks):
            yield told_head(Location(path, text.count("\n", 0, start) + 1))


_HOME = re.compile(r"(?<![\w.])(?:/home/|/Users/|[A-Za-z]:\\Users\\)([\w.-]{2,32})(?=[/\\])")


def machine_traces(text: str, path: str, own: Collection[str]) -> Iterator[Finding]:
    """Yield where a text names folders of a machine.

    Args:
        text: what a file says.
        path: its name.
        own: the folders of this machine that nobody needs to know.

    """
    for folder in own:
        at = text.find(folder)
        if at >= 0:
            place = Location(path, text.count("\n", 0, at) + 1)
            message = "this names a folder of this machine"
            yield Finding("machine-path", message, place, "remove it")
            return
    for match in _HOME.finditer(text):
        place = Location(path, text.count("\n", 0, match.start()) + 1)
        message = "this names a folder on somebody's machine, and the user there"
        yield Finding("machine-path", message, place, "remove it", severity=Severity.WARNING)
