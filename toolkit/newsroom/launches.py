"""Launches: editions that are to appear together, as toolkit.toml groups them in [[launch]]."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import field
from enum import StrEnum

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.observing import digest_of
from toolkit.base.toml import TomlTable

__all__ = ["Launch", "Ready", "read_launches"]

_KEYS = ("documents", "locales", "time", "ready", "quorum")


class Ready(StrEnum):
    """How many of a launch's languages must be ready before it opens."""

    ALL = "all"
    ANY = "any"
    """None waits for another; only the time is common to them."""
    QUORUM = "quorum"


@frozen
class Launch:
    """Editions that appear together."""

    documents: tuple[str, ...]
    """Patterns of ids or paths, as `fnmatch` has them."""
    locales: tuple[Locale, ...]
    """The source's may be among them; the others are configured."""
    ready: Ready = Ready.ALL
    quorum: int = 0
    """How many of the locales must be ready where `ready` is a quorum."""
    time: dt.datetime | None = None
    """The moment before which nothing of it appears, with its time zone."""
    place: Location = field(default_factory=lambda: Location(""), compare=False)
    places: tuple[Location, ...] = field(default=(), compare=False)
    """Where each pattern stands."""

    @property
    def needed(self) -> int:
        """How many locales must be ready."""
        return {Ready.ALL: len(self.locales), Ready.ANY: 0, Ready.QUORUM: self.quorum}[self.ready]

    @property
    def mark(self) -> str:
        """What it is remembered by once it has opened: all that it says, but for its time."""
        tags = [each.tag for each in self.locales]
        parts = [*self.documents, "", *tags, "", self.ready.value, str(self.quorum)]
        return digest_of("\0".join(parts).encode())


def read_launches(
    tables: Sequence[TomlTable], known: Collection[Locale], keys_above: Collection[str]
) -> Iterator[Launch]:
    """Yield what tables say of launches.

    Args:
        tables: the [[launch]] tables.
        known: the locales of the newsroom, the source's own among them.
        keys_above: the keys of the file's own table.

    Raises:
        ToolkitError: for a table that is no launch, with its place.

    """
    for each in tables:
        each.only(_KEYS, keys_above)
        documents = _texts(each, "documents", '["articles/flood.txt"]')
        locales = tuple(_locales(each, known))
        ready = Ready(each.choice("ready", [choice.value for choice in Ready], Ready.ALL.value))
        yield Launch(
            documents,
            locales,
            ready,
            _quorum(each, ready, len(locales)),
            each.moment("time"),
            each.location,
            tuple(each.place_in("documents", at) for at in range(len(documents))),
        )


def _texts(table: TomlTable, key: str, example: str) -> tuple[str, ...]:
    """Return a list of texts, each of them once; one text alone stands for a list of it."""
    hint = f"write {key} = {example}"
    value = table.data.get(key, [])
    found = [value] if isinstance(value, str) else value
    if not found:
        raise table.error(key, f"the launch has no {key}", hint)
    if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
        raise table.error(key, f"“{key}” must be a list of texts", hint)
    twice = next((each for each in found if found.count(each) > 1), None)
    if twice is not None:
        raise table.error(key, f"“{key}” names “{twice}” twice", "name it once")
    return tuple(found)


def _locales(table: TomlTable, known: Collection[Locale]) -> Iterator[Locale]:
    seen: set[Locale] = set()
    choice = ", ".join(each.tag for each in known)
    for at, tag in enumerate(_texts(table, "locales", '["kk", "ru"]')):
        locale = table.locale("locales", tag)
        if locale not in known:
            hint = f"add [locales.{locale}], or choose among {choice}"
            raise ToolkitError.because(
                table.code,
                f"the newsroom has no locale {locale}",
                table.place_in("locales", at),
                hint,
            )
        if locale in seen:
            raise table.error("locales", f"“locales” names {locale} twice", "name it once")
        seen.add(locale)
        yield locale


def _quorum(table: TomlTable, ready: Ready, most: int) -> int:
    """Return how many locales a quorum needs; 0 for a launch that is none."""
    if ready is not Ready.QUORUM:
        if "quorum" in table.data:
            message = f"“quorum” says nothing where ready is “{ready}”"
            raise table.error("quorum", message, 'write ready = "quorum"')
        return 0
    hint = f"write quorum = {max(1, most - 1)}"
    if "quorum" not in table.data:
        raise table.error("ready", "the launch does not say how many languages it needs", hint)
    number = table.data["quorum"]
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise table.error("quorum", "“quorum” must be a number from 1 on", hint)
    if number > most:
        message = f"the quorum is {number}, but the launch has only {most} locales"
        raise table.error("quorum", message, hint)
    return number
