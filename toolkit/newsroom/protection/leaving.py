"""Leaving: everything of a newsroom that leaves the house, looked through for what must not."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.frozen import frozen
from toolkit.base.markup.comments import comments_in
from toolkit.document.formats import format_of
from toolkit.newsroom.bundling.signing import SIGNING_KEY
from toolkit.newsroom.git import files_in_git, history, is_tracked
from toolkit.newsroom.memories import memory_content
from toolkit.newsroom.protection.carried_texts import carried_texts
from toolkit.newsroom.protection.identities import PROTECT, Protection, read_protection
from toolkit.newsroom.protection.leaks import (
    bases_of,
    closed_in,
    machine_traces,
    mail_headers,
    names_in,
    names_inside,
    names_of_file,
    output_leaks,
    secrets_in,
)
from toolkit.newsroom.protection.protected_sources import masked, source_charset
from toolkit.newsroom.settings import CATALOGS, ProjectSettings, Source
from toolkit.newsroom.source_files import find_sources

__all__ = ["check_history", "check_leaving", "house_files"]

_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\b")
_HEADER = re.compile(r'^"(?:Last-Translator|Language-Team|Report-Msgid-Bugs-To):.*$', re.MULTILINE)
_COMMENT = re.compile(r"^# .*$", re.MULTILINE)
_NO_ADDRESS = frozenset({"email@address", "LL@li.org"})
_REMEMBERED = ".toolkit-cache"
_SECRET = frozenset({PROTECT, SIGNING_KEY})
"""The files of a newsroom that hold what must not leave it, and are meant to."""
_LEFT_ALONE = frozenset({".git", "node_modules", "__pycache__", ".venv", ".hg"})


@frozen
class _House:
    """A newsroom that is looked through."""

    settings: ProjectSettings
    protection: Protection
    sources: frozenset[str]
    in_git: frozenset[str] | None
    traces: tuple[str, ...]

    def is_output(self, path: str) -> bool:
        return path.startswith(f"{self.settings.output.rstrip('/')}/")


def house_files(settings: ProjectSettings) -> tuple[str, ...]:
    """Return all files of a newsroom's folder but its secret ones and what git keeps."""
    found = []
    for folder, folders, files in os.walk(settings.root):
        folders[:] = sorted(each for each in folders if each not in _LEFT_ALONE)
        for name in files:
            path = Path(folder) / name
            shown = path.relative_to(settings.root).as_posix()
            is_secret = name == PROTECT or shown == SIGNING_KEY
            if not is_secret and path.is_file() and not path.is_symlink():
                found.append(shown)
    return tuple(sorted(found))


def check_leaving(settings: ProjectSettings) -> tuple[Finding, ...]:
    """Return what must not leave the house and would: in output, catalogs, memory, git.

    Names that `protect.toml` protects, keys and tokens, the folders of this machine, addresses of
    translators, and comments of sources.

    Raises:
        ToolkitError: when `protect.toml` is wrong.

    """
    sources = find_sources(settings).sources
    house = _House(
        settings,
        read_protection(settings.root),
        frozenset(each.path for each in sources),
        files_in_git(settings.root),
        _traces(settings.root),
    )
    findings: list[Finding] = [*_exposed(house), *_comments(settings, sources)]
    addresses: dict[str, str] = {}
    paths = house_files(settings)
    for path in paths:
        data = read_file(settings.root / path, path)
        findings += _file_findings(house, path, data)
        if path.endswith((".po", ".pot")) and path.startswith(f"{CATALOGS}/"):
            for address in _addresses(data.decode("utf-8", "replace"), house.protection.emails):
                addresses.setdefault(address, path)
    findings += _memory_findings(house)
    findings += _published_addresses(house, paths, addresses)
    return tuple(dict.fromkeys(findings))


def check_history(settings: ProjectSettings) -> tuple[Finding, ...]:
    """Return where the branch's history has what is protected, and keys.

    Raises:
        ToolkitError: when `protect.toml` is wrong, or there is no history.

    """
    protection = read_protection(settings.root)
    findings: list[Finding] = []
    for name, data in history(settings.root):
        if protection:
            hint = "docs/how-to/protect-a-source.md says how to remove a name from a history"
            findings += (replace(each, hint=hint) for each in names_in(data, name, protection))
            findings += closed_in(data, name, protection)
        for part, text in carried_texts(data, name):
            findings += secrets_in(text, part)
    return tuple(dict.fromkeys(findings))


def _traces(root: Path) -> tuple[str, ...]:
    """Return the folders of this machine that say whose it is."""
    home = str(Path.home())
    return tuple(each for each in dict.fromkeys((str(root.resolve()), home)) if each.count("/") > 1)


def _exposed(house: _House) -> Iterator[Finding]:
    """Yield that git has the file of names or the key that signs, or would take it."""
    for name in sorted(_SECRET.intersection(house.in_git or ())):
        if name == PROTECT and not house.protection:
            continue
        tracked = is_tracked(house.settings.root, name)
        message = f"git {'has' if tracked else 'would take'} {name}"
        hint = "run toolkit init --git, which has git ignore it"
        if tracked:
            hint = f"run git rm --cached {name}, and remove it from the history"
        yield Finding("leak", message, Location(name), hint)


def _comments(settings: ProjectSettings, sources: Iterable[Source]) -> Iterator[Finding]:
    """Yield which sources are published with comments, unless their set says what becomes of them.

    Articles in text, Markdown and Word are made pages of, in which no comment has a place.
    """
    for source in sources:
        form = format_of(source.path)
        if source.options.comments or form.article:
            continue
        data = read_file(settings.root / source.path, source.path)
        with suppress(UnicodeDecodeError):  # whoever reads it says so; ASCII is ASCII still
            data = source_charset(data).decode(data).encode()
        places = comments_in(data, form.name)
        if places:
            count = len(places)
            what = "a comment" if count == 1 else f"{count} comments, the first of them here,"
            line = data.count(b"\n", 0, places[0][0]) + 1
            message = (
                f"the source has {what} and is published with {'it' if count == 1 else 'them'}"
            )
            hint = 'set comments = "drop" for its [[documents]], or "keep" if readers may see them'
            place = Location(source.path, line)
            yield Finding("source-comment", message, place, hint, severity=Severity.WARNING)


def _file_findings(house: _House, path: str, data: bytes) -> Iterator[Finding]:
    protection = house.protection
    if protection and house.is_output(path):
        bases = bases_of(house.settings)
        below = path.removeprefix(f"{house.settings.output.rstrip('/')}/")
        for each in output_leaks(data, below, protection, bases):
            yield _below(each, house.settings.output)
    elif protection:
        # What a build remembers has what editions may have.
        spoken = frozenset(house.settings.locales) if path.startswith(_REMEMBERED) else frozenset()
        wanted = protection.unrestored(spoken)
        yield from names_of_file(path, wanted)
        for each in names_inside(data, path, wanted):
            yield _of_source(house, path, each)
    if protection:
        is_published = house.is_output(path)
        severity = Severity.ERROR if is_published else Severity.WARNING
        yield from closed_in(data, path, protection, severity)
    if path in house.sources:
        own: Collection[str] = ()
    else:
        own = house.traces
    shown = masked(path, protection) if protection else path
    for part, text in carried_texts(data, shown):
        yield from secrets_in(text, part)
        if not path.startswith(f"{CATALOGS}/") and not house.is_output(path):
            yield from mail_headers(text, part, protection.emails)
        if path not in house.sources and not _is_settings(path):
            yield from machine_traces(text, part, own)


def _memory_findings(house: _House) -> Iterator[Finding]:
    """Yield what must not leave in a memory on a server: other machines read it."""
    server = house.settings.memory
    if server is None:
        return
    try:
        data = memory_content(server)
    except ToolkitError as error:  # nobody can say that nothing is found
        yield from error.findings
        return
    yield from _file_findings(house, str(server), data)


def _is_settings(path: str) -> bool:
    return "/" not in path or path.startswith(".")


def _below(finding: Finding, folder: str) -> Finding:
    place = finding.location
    if place is None:
        return finding
    return replace(finding, location=replace(place, path=f"{folder.rstrip('/')}/{place.path}"))


def _of_source(house: _House, path: str, finding: Finding) -> Finding:
    """Return what stands in a file; in a source outside of git it is replaced at every reading."""
    if path not in house.sources:
        return finding
    if house.in_git is not None and path in house.in_git:
        hint = "git takes the article as it is: run toolkit protect apply, which writes it anew"
        return replace(finding, hint=hint)
    return replace(
        finding,
        hint="it is replaced whenever the article is read; toolkit protect apply takes it out",
        severity=Severity.HINT,
    )


def _addresses(text: str, allowed: Collection[str]) -> Iterator[str]:
    """Yield the addresses in a catalog's header and in its translators' comments."""
    known = {each.lower() for each in allowed}
    for match in (*_HEADER.finditer(text), *_COMMENT.finditer(text)):
        for address in _EMAIL.findall(match[0]):
            if address.lower() not in known and address not in _NO_ADDRESS:
                yield address


def _published_addresses(
    house: _House, paths: Collection[str], addresses: dict[str, str]
) -> Iterator[Finding]:
    """Yield where a translator's address is published, and which catalogs have one."""
    for path in dict.fromkeys(addresses.values()):
        message = "this catalog has a translator's address, which goes wherever the catalog goes"
        hint = f"remove it, or name it under publish in {PROTECT}"
        yield Finding(
            "translator-address", message, Location(path), hint, severity=Severity.WARNING
        )
    if not addresses:
        return
    settings = house.settings
    written = _written_in_sources(house)
    for path in paths:
        if not house.is_output(path):
            continue
        for part, text in carried_texts(read_file(settings.root / path, path), path):
            for address in dict.fromkeys(_EMAIL.findall(text)):
                if address in addresses and address not in written:
                    message = "the address of a translator is published here"
                    hint = f"remove it from {addresses[address]}, or name it in {PROTECT}"
                    yield Finding("translator-address", message, Location(part), hint)


def _written_in_sources(house: _House) -> frozenset[str]:
    found: set[str] = set()
    for path in house.sources:
        data = read_file(house.settings.root / path, path)
        for _, text in carried_texts(data, path):
            found.update(_EMAIL.findall(text))
    return frozenset(found)
