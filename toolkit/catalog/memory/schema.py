"""The memory's file: made whole, told from every other file, opened safely.

It is an SQLite database with an application id and a version of its own (SQLite, “Database File
Format”, sections 1.3.14 and 1.3.15), in write-ahead mode: readers and a writer never wait for each
other, and a process that dies leaves the last whole transaction.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import unreadable
from toolkit.base.locks import lock
from toolkit.base.replacement import flush_folder

__all__ = ["APPLICATION_ID", "VERSION", "connect", "create", "new_memory", "readable", "sound"]

APPLICATION_ID = 0x4C544D31
"""“LTM1”."""
VERSION = 1
"""Of the tables, and of the features that blocks are made of."""
SCHEMA = (
    """CREATE TABLE pair (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,
        UNIQUE (source, target))""",
    """CREATE TABLE origin (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)""",
    """CREATE TABLE message (
        id INTEGER PRIMARY KEY, pair INTEGER NOT NULL REFERENCES pair, text TEXT NOT NULL,
        UNIQUE (pair, text))""",
    """CREATE INDEX message_by_pair ON message (pair, id)""",
    """CREATE TABLE translation (
        message INTEGER NOT NULL REFERENCES message, level INTEGER NOT NULL,
        origin INTEGER NOT NULL REFERENCES origin, text TEXT NOT NULL,
        date TEXT NOT NULL, state INTEGER NOT NULL,
        PRIMARY KEY (message, level, origin, text)) WITHOUT ROWID""",
    """CREATE TABLE block (
        id INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL REFERENCES pair,
        last INTEGER NOT NULL, size INTEGER NOT NULL, lengths BLOB NOT NULL, starts BLOB NOT NULL,
        ranks BLOB NOT NULL, firsts BLOB NOT NULL, messages BLOB NOT NULL,
        skeletons TEXT NOT NULL)""",
)
_MAGIC = b"SQLite format 3\0"
_VERSION_AT = 60
_APPLICATION_AT = 68
_BUSY_SECONDS = 10.0
_HINT_OTHER = "name another file; this one was left as it is"


def create(path: Path) -> None:
    """Make an empty memory unless there is a file.

    Args:
        path: the file; missing parent folders are made.

    Raises:
        ToolkitError: when it cannot be made.

    """
    if not path.exists():
        with new_memory(path):
            pass


@contextmanager
def new_memory(path: Path) -> Iterator[Path | None]:
    """Make an empty memory that takes its name when all went well: no half file ever has it.

    Args:
        path: the file; missing parent folders are made, and other processes are kept waiting.

    Returns:
        Where the memory is meanwhile; None when another process has made the file.

    Raises:
        ToolkitError: when it cannot be made.

    """
    with lock(path), sound(path):
        if path.exists():
            yield None
            return
        _refuse_leavings(path)
        target = path.resolve()
        try:
            with _folder_beside(target) as folder:
                new = folder / target.name
                _make_tables(new)
                yield new
                new.rename(target)
            flush_folder(target.parent)
        except OSError as error:
            raise _unwritable(path, error.strerror or str(error)) from None


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """Make a hidden folder for a while; one that a dead process has left is removed first."""
    folder = target.with_name(f".{target.name}.new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_tables(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("BEGIN")  # one wait for the disk, not one for each table
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _refuse_leavings(path: Path) -> None:
    """Raise where a memory of the name was removed, but not its write-ahead log.

    SQLite would take what is in there for the new file's.
    """
    log = _log(path)
    if log.exists():
        raise ToolkitError.because(
            "memory-leavings",
            "the memory is gone, but a file with the last additions to it is still there",
            Location(str(log)),
            "put the memory back beside it, or remove the file",
        )


def connect(path: Path) -> sqlite3.Connection:
    """Open a memory.

    Raises:
        ToolkitError: when there is none, it is the file of another program or version, or it is
            damaged; it is never written to then.

    """
    _refuse_other(path)
    with readable(path):
        connection = sqlite3.connect(
            _address(path), uri=True, isolation_level=None, timeout=_BUSY_SECONDS
        )
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA foreign_keys = ON")
            _refuse_tables(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _address(path: Path) -> str:
    """Return the file's URI: one that nobody may write is read without a log beside it."""
    address = path.absolute().as_uri()
    writable = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
    mode = "mode=rw" if writable or _log(path).exists() else "mode=ro&immutable=1"
    return f"{address}?{mode}"


def _log(path: Path) -> Path:
    """Return the write-ahead log beside a memory."""
    path = path.resolve()
    return path.with_name(f"{path.name}-wal")


def _refuse_other(path: Path) -> None:
    """Raise unless the first bytes are a memory's: others' files are not even opened by SQLite."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except FileNotFoundError:
        raise ToolkitError.because(
            "no-memory",
            "there is no translation memory",
            Location(str(path)),
            "run toolkit memory add, or name the file with -m",
        ) from None
    except OSError as error:
        raise unreadable(str(path), error) from None
    application = int.from_bytes(head[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if not head.startswith(_MAGIC) or application != APPLICATION_ID:
        message = "this file is not a translation memory of the toolkit"
        raise ToolkitError.because("memory-other", message, Location(str(path)), _HINT_OTHER)
    version = int.from_bytes(head[_VERSION_AT : _VERSION_AT + 4], "big")
    if version != VERSION:
        message = f"the memory has version {version}, but this toolkit reads version {VERSION}"
        hint = "export it to TMX with the toolkit that made it, and import that here"
        raise ToolkitError.because("memory-version", message, Location(str(path)), hint)


def _refuse_tables(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where tables, triggers or views are not exactly ours: they could do anything."""
    there = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'"
    )
    if sorted(sql for (sql,) in there) != sorted(SCHEMA):
        raise _damaged(path, "its tables are not those of a memory")


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a memory into what users see."""
    try:
        yield
    except sqlite3.Error as error:
        said = str(error)
        code = getattr(error, "sqlite_errorname", "")
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise ToolkitError.because(
                "file-locked",
                "another process is writing the memory",
                Location(str(path)),
                "wait until it is done, then try again",
            ) from None
        if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise _damaged(path, said) from None
        raise _unwritable(path, said) from None


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a memory's content into what users see, too."""
    with sound(path):
        try:
            yield
        except (IndexError, TypeError, ValueError) as error:  # SQLite checks no values
            raise _damaged(path, str(error)) from None


def _damaged(path: Path, message: str) -> ToolkitError:
    return ToolkitError.because(
        "memory-damaged",
        f"the memory is damaged: {message}",
        Location(str(path)),
        "take it from a backup, or remove it and run toolkit memory add",
    )


def _unwritable(path: Path, message: str) -> ToolkitError:
    return ToolkitError.because(
        "file-unwritable",
        f"the memory cannot be used: {message}",
        Location(str(path)),
        "check its folder, its permissions and the space on the disk",
    )
