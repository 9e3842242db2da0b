"""Build cache: what each document was made from and into, so that it is not made again.

One file below the newsroom, safe to delete at any time. It is believed only where everything fits:
the toolkit's own files, the configuration, the place and the machine; each input by its size and
times, else by its content; each output likewise.
"""

import json
import os
import platform
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

from toolkit.base.frozen import frozen
from toolkit.base.observing import CHANGED, MISSING, THERE, digest_of
from toolkit.base.plain_data import from_plain, to_plain
from toolkit.base.registry import points

__all__ = [
    "CACHE",
    "CACHES",
    "BuildCache",
    "Made",
    "Sight",
    "cache_key",
    "facts_text",
    "packages",
    "sights_from",
    "sights_of",
    "sights_text",
    "stamp_of",
]

CACHES = ".toolkit-cache"
"""What the name of everything that the toolkit remembers begins with."""
CACHE = f"{CACHES}.sqlite"
"""The cache's file in the newsroom's folder."""
_FORMAT = 5
_GROUPS = ("toolkit.formats", "toolkit.checks", "toolkit.editions")
"""The groups of entry points through which packages add to the toolkit."""
_BUILT_ON = ("lxml", "babel", "jinja2", "markdown_it", "selectolax", "polib")
"""What bytes of editions hang on beside the toolkit; some of it is loaded only where it is used."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNREAD = frozenset({MISSING, THERE, CHANGED})
_PRIMARY = 0xFF
"""The part of SQLite's result codes that its extended codes share."""
_IN_THE_WAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    }
)
"""Why SQLite cannot write a file that may be whole."""
_RACY = 2_000_000_000
"""Nanoseconds: who writes a file twice within this time may leave its size and times as they were
(git's “racy” files); only its content tells."""
_AT_A_TIME = 200
"""How many results wait to be written: memory does not grow with their number."""

Data = TypeVar("Data")
Stamp: TypeAlias = tuple[int, int, int, int]
"""A file's size, times of its content and of its entry in nanoseconds (nobody can set the second
one back), and inode."""


class Sight(NamedTuple):
    """A file as it was seen: a tuple, for a newsroom has some thirty to an article."""

    path: str
    """Below the newsroom's folder with `/`, or absolute."""
    digest: str
    """Of its bytes, or one of the marks of `toolkit.base.observing`."""
    stamp: Stamp | None = None
    """None where it may not be believed."""


@frozen
class Made:
    """A result that is remembered."""

    name: str
    """The document's id, or what else was made."""
    inputs: tuple[Sight, ...]
    outputs: tuple[Sight, ...]
    facts: str
    """What others need to know of it, as JSON: see `facts_text`."""
    other: str = ""
    """A digest of all that it was made from and that is no file."""
    aside: bytes = b""
    """What few builds need of it, as its maker writes it."""

    def facts_as(self, kind: type[Data]) -> Data | None:
        """Return its facts, which are of a kind; None where they are not."""
        try:
            return from_plain(kind, json.loads(self.facts))
        except (ValueError, RecursionError):
            return None


def facts_text(facts: object) -> str:
    """Return what others need to know of a result as `Made` has it.

    What was no UTF-8 in a file may be quoted there, and no database takes it as it is.
    """
    text = json.dumps(to_plain(facts), ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def stamp_of(path: Path) -> Stamp | None:
    """Return a file's stamp; None where there is no file."""
    try:
        return _stamp(path.stat())
    except (OSError, ValueError):
        return None


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def sights_of(root: Path, seen: Mapping[Path, str], since: int | None = None) -> tuple[Sight, ...]:
    """Return what was observed as it can be remembered.

    A file that changed since it was read, or so lately that its times may lie, has no stamp.

    Args:
        root: the newsroom's folder.
        seen: files, and what was seen of each: see `toolkit.base.observing`.
        since: when the first of them was read, in nanoseconds since 1970; now when None.

    """
    now = time.time_ns() if since is None else since
    above = os.path.join(root, "")  # noqa: PTH118 - texts, not paths: there are many
    found = []
    for path, digest in seen.items():
        stamp = stamp_of(path)
        lately = stamp is not None and max(stamp[1], stamp[2]) + _RACY > now
        shown = str(path)
        if shown.startswith(above):
            shown = shown.removeprefix(above).replace(os.sep, "/")
        found.append(Sight(shown, digest, None if lately else stamp))
    return tuple(sorted(found, key=lambda each: each.path))


def packages() -> Mapping[str, str]:
    """Return the packages that add to the toolkit: their versions, by entry point."""
    return {
        point.value: point.dist.version if point.dist is not None else ""
        for group in _GROUPS
        for point in points(group)
    }


def cache_key(root: Path, settings: bytes) -> str:
    """Return a digest of what every result hangs on, beyond its own files.

    Args:
        root: the newsroom's folder.
        settings: its configuration, and what else all documents are made from.

    """
    parts = [str(_FORMAT), str(root), sys.version, platform.platform(), os.environ.get("LANG", "")]
    parts += [f"{name}:{version}" for name, version in packages().items()]
    parts += [digest_of(settings), *_own_files()]
    return digest_of("\0".join(parts).encode("utf-8", "surrogateescape"))


def _own_files() -> Iterator[str]:
    """Yield the toolkit's own files, and where what it is built on stands; nothing is loaded."""
    package = Path(__file__).parents[2]
    for folder, names, files in os.walk(package):
        names[:] = sorted(name for name in names if name != "__pycache__")
        for name in sorted(files):
            yield f"{name}:{stamp_of(Path(folder, name))}"
    for module in _BUILT_ON:
        found = find_spec(module)
        file = found.origin if found is not None and found.origin is not None else ""
        yield f"{module}:{file}:{stamp_of(Path(file))}"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@dataclass(slots=True)
class BuildCache:
    """The results of earlier builds by their names."""

    root: Path
    """The newsroom's folder."""
    key: str
    """A digest of what every result hangs on: see `cache_key`."""
    file: Path
    known: dict[str, Made] = field(default_factory=dict)
    """Those that were read when it was opened."""
    _is_of_key: bool = False
    _changed: dict[str, Made | None] = field(default_factory=dict)

    @classmethod
    def open(cls, root: Path, key: str, file: Path, later: str = "") -> "BuildCache":
        """Read a newsroom's cache; one that is torn, or of another toolkit, counts as none.

        Args:
            root: the newsroom's folder.
            key: see `cache_key`.
            file: the cache's.
            later: how the names of results begin that are not read yet, but one at a time: see
                `reading`; none when empty.

        """
        cache = cls(root, key, file)
        if file.is_file():
            with suppress(*_TORN), _connected(file) as connection:
                cache._is_of_key = _key_of(connection) == key
                cache.known = dict(_rows(connection, later)) if cache._is_of_key else {}
        return cache

    @contextmanager
    def reading(self) -> Iterator[Callable[[str], Made | None]]:
        """Return what finds results by their names, however many there are."""
        with ExitStack() as stack:
            connection: sqlite3.Connection | None = None
            if self._is_of_key:
                with suppress(*_TORN):
                    connection = stack.enter_context(_connected(self.file))

            def find(name: str) -> Made | None:
                if connection is None:
                    return None
                with suppress(*_TORN):
                    row = connection.execute("SELECT * FROM made WHERE name = ?", (name,))
                    return _made(row.fetchone())
                return None

            yield find

    def names(self, start: str) -> list[str]:
        """Return the names of results that begin in a way."""
        if self._is_of_key:
            with suppress(*_TORN), _connected(self.file) as connection:
                query = "SELECT name FROM made WHERE substr(name, 1, ?) = ?"
                return [name for (name,) in connection.execute(query, (len(start), start))]
        return []

    def current(
        self, name: str, other: str = "", outputs: Sequence[str] | None = None
    ) -> Made | None:
        """Return a result that is still right; None where it must be made again.

        Args:
            name: what it is called.
            other: a digest of all that it is made from and that is no file.
            outputs: the paths of its files that must be there; all when None.

        """
        made = self.known.get(name)
        return None if made is None or self.why(made, other, outputs) else made

    def why(self, made: Made, other: str = "", outputs: Sequence[str] | None = None) -> str:
        """Return why a result must be made again, in words; empty where it need not."""
        if made.other != other:
            return "what it names has changed"
        for each in made.inputs:
            if not self._is_as_seen(each):
                return f"{each.path} has changed"
        wanted = None if outputs is None else frozenset(outputs)
        for each in made.outputs:
            if (wanted is None or each.path in wanted) and not self._is_as_seen(each):
                return f"{each.path} is not as it was made"
        return ""

    def _is_as_seen(self, sight: Sight) -> bool:
        # Texts, not paths: there are some thirty files to a document.
        path = sight.path if os.path.isabs(sight.path) else f"{self.root}{os.sep}{sight.path}"  # noqa: PTH117
        if sight.digest in {MISSING, THERE}:
            return os.path.lexists(path) == (sight.digest == THERE)
        try:
            if _stamp(os.stat(path)) == sight.stamp:  # noqa: PTH116
                return True
        except OSError:
            return False
        return sight.digest != CHANGED and digest_of(_content(Path(path))) == sight.digest

    def refresh(self, made: Made) -> None:
        """Remember the sizes and times of files that were known by their content alone."""
        sights = (*made.inputs, *made.outputs)
        if all(each.stamp is not None or each.digest in _UNREAD for each in sights):
            return
        self.put(
            replace(
                made,
                inputs=tuple(map(self._stamped, made.inputs)),
                outputs=tuple(map(self._stamped, made.outputs)),
            )
        )

    def _stamped(self, sight: Sight) -> Sight:
        if sight.stamp is not None or sight.digest in _UNREAD:
            return sight
        (now,) = sights_of(self.root, {self.root / sight.path: sight.digest})
        return now

    def put(self, made: Made) -> None:
        """Remember a result."""
        self._changed[made.name] = made
        if len(self._changed) >= _AT_A_TIME:
            self.save()

    def forget(self, names: Iterable[str]) -> None:
        """Remember results no more."""
        self._changed.update(dict.fromkeys(names))

    def save(self) -> None:
        """Write what changed; a cache that cannot be written is no reason to fail.

        What another process is writing stays its own: what is not remembered is only made again.
        """
        if not self._changed:
            return
        changed, self._changed = self._changed, {}
        try:
            _write(self.file, self.key, changed)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _IN_THE_WAY:
                return
            # Torn, or another toolkit's: begin anew.
            with suppress(OSError, sqlite3.Error):
                self.file.unlink(missing_ok=True)
                _write(self.file, self.key, changed)
        except OSError:
            return


_TORN = (sqlite3.Error, ValueError, TypeError, KeyError)
"""What a cache raises that is none, or another toolkit's."""


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        yield connection


def _key_of(connection: sqlite3.Connection) -> object:
    (known,) = connection.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
    return known


def _rows(connection: sqlite3.Connection, later: str) -> Iterator[tuple[str, Made]]:
    query = "SELECT * FROM made WHERE ? = '' OR substr(name, 1, ?) <> ?"
    for row in connection.execute(query, (later, len(later), later)):
        made = _made(row)
        if made is not None:
            yield made.name, made


def _made(row: tuple[str, str, str, str, str, bytes, str] | None) -> Made | None:
    """Return the result of a row; None where there is none that is whole."""
    if row is None:
        return None
    name, inputs, outputs, facts, other, aside, digest = row
    # Facts are read when they are asked for, and must be whole then.
    if _digest(facts, aside) != digest:
        return None
    return Made(name, sights_from(inputs), sights_from(outputs), facts, other, aside)


def _digest(facts: str, aside: bytes) -> str:
    return digest_of(facts.encode("utf-8", "surrogatepass") + aside)


def sights_text(sights: Sequence[Sight]) -> str:
    """Return sights as a text, from which `sights_from` reads them."""
    return json.dumps(sights, separators=(",", ":"))


def sights_from(text: str | bytes) -> tuple[Sight, ...]:
    """Return the sights that a text of `sights_text` has."""
    return tuple(
        Sight(path, digest, None if stamp is None else tuple(stamp))
        for path, digest, stamp in json.loads(text)
    )


def _write(path: Path, key: str, changed: Mapping[str, Made | None]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # what a crash tears is made again
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT)")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS made (name TEXT PRIMARY KEY, inputs TEXT, outputs TEXT,"
            " facts TEXT, other TEXT, aside BLOB, digest TEXT)"
        )
        known = connection.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()
        if known != (key,):
            connection.execute("DELETE FROM made")
            connection.execute("REPLACE INTO meta VALUES ('key', ?)", (key,))
        for name, made in changed.items():
            if made is None:
                connection.execute("DELETE FROM made WHERE name = ?", (name,))
            else:
                sights = (sights_text(made.inputs), sights_text(made.outputs))
                digest = _digest(made.facts, made.aside)
                row = (name, *sights, made.facts, made.other, made.aside, digest)
                connection.execute("REPLACE INTO made VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("COMMIT")
