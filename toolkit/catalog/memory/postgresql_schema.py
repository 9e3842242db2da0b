"""PostgreSQL schema: a memory's tables on a server, made once, told from everything else there.

Texts are bytes in UTF-8: they are compared byte by byte, whatever collation and encoding the
database has, and a long one is known by its digest, for no index takes it whole. What pg_trgm
searches is ASCII (`trigram_key`), because it knows no letters but those of the server's locale.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

import psycopg
from psycopg import sql

from toolkit.base.errors import Location, ToolkitError
from toolkit.catalog.memory.memory_server import MemoryServer

__all__ = ["SCHEMA", "Connection", "connect", "kept_apart", "readable", "sound", "trigram_schema"]

SCHEMA = "toolkit_memory"
"""The schema that has all of a memory's tables."""
Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]
_VERSION = 1
_LOCK = 0x4C544D31
"""The number of the advisory lock that writers take, each for its transaction: “LTM1”."""
_TABLES = (
    "CREATE TABLE about (version integer NOT NULL, changes bigint NOT NULL)",
    """CREATE TABLE pair (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text COLLATE "C" NOT NULL, target text COLLATE "C" NOT NULL,
        UNIQUE (source, target))""",
    """CREATE TABLE origin (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name bytea NOT NULL,
        digest bytea GENERATED ALWAYS AS (sha256(name)) STORED UNIQUE)""",
    """CREATE TABLE skeleton (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text bytea NOT NULL,
        digest bytea GENERATED ALWAYS AS (sha256(text)) STORED UNIQUE,
        length integer NOT NULL, key text COLLATE "C")""",
    """CREATE TABLE message (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        pair integer NOT NULL REFERENCES pair, text bytea NOT NULL,
        digest bytea GENERATED ALWAYS AS (sha256(text)) STORED,
        skeleton bigint NOT NULL REFERENCES skeleton, UNIQUE (pair, digest))""",
    "CREATE INDEX message_by_skeleton ON message (skeleton, pair, id)",
    """CREATE TABLE translation (
        message bigint NOT NULL REFERENCES message, level smallint NOT NULL,
        origin integer NOT NULL REFERENCES origin, text bytea NOT NULL,
        digest bytea GENERATED ALWAYS AS (sha256(text)) STORED,
        date text COLLATE "C" NOT NULL, state smallint NOT NULL,
        PRIMARY KEY (message, level, origin, digest))""",
    "CREATE INDEX translation_by_origin ON translation (origin)",
)
_SECONDS = 10
"""How long a server is waited for."""
_PATIENCE = {
    "connect_timeout": _SECONDS,
    "keepalives_idle": _SECONDS,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 2000 * _SECONDS,
}
_NO_EXTENSION = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.FeatureNotSupported,
    psycopg.errors.UndefinedFile,
)
_EXTENSION = "let the database's administrator run CREATE EXTENSION pg_trgm in it"


def connect(server: MemoryServer, *, create_missing: bool) -> Connection:
    """Open a memory on a server.

    Raises:
        ToolkitError: when it cannot be reached, refuses, has no memory, or one of another version.

    """
    with sound(server):
        connection = psycopg.connect(server.address, autocommit=True, **_given(server))
        try:
            for setting in (
                "standard_conforming_strings = on",
                f"lock_timeout = '{_SECONDS}s'",
                "client_encoding = 'UTF8'",
            ):
                connection.execute(f"SET {setting}".encode())
            if create_missing and _version(connection) is None:
                _create(connection, server)
            _refuse_other(server, _version(connection))
            connection.execute(f"SET search_path = {SCHEMA}, pg_temp".encode())
        except BaseException:
            connection.close()
            raise
    return connection


def _given(server: MemoryServer) -> dict[str, Any]:
    """Return how long to wait, but for what the address says itself."""
    try:
        said = psycopg.conninfo.conninfo_to_dict(server.address)
    except psycopg.Error:
        message = "this is not the address of a PostgreSQL database"
        raise ToolkitError.because("memory-address", message, Location(str(server))) from None
    return {key: value for key, value in _PATIENCE.items() if key not in said}


def _version(connection: Connection) -> int | None:
    """Return the version of the memory that is there; None for none, 0 for what is no memory."""
    there = connection.execute(
        "SELECT to_regclass(%s), EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)",
        (f"{SCHEMA}.about", SCHEMA),
    ).fetchone()
    assert there is not None  # noqa: S101 - a SELECT without FROM has one row
    if there[0] is None:
        return 0 if there[1] else None
    row = connection.execute("SELECT version FROM toolkit_memory.about").fetchone()
    return 0 if row is None else int(row[0])


def _refuse_other(server: MemoryServer, version: int | None) -> None:
    if version == _VERSION:
        return
    place = Location(str(server))
    if version is None:
        message, hint = "there is no translation memory", "run toolkit memory add"
        raise ToolkitError.because("no-memory", message, place, hint)
    if version == 0:
        message = f"its schema {SCHEMA} is not a translation memory of the toolkit"
        raise ToolkitError.because("memory-other", message, place, "name another database")
    message = f"the memory has version {version}, but this toolkit reads version {_VERSION}"
    hint = "export it to TMX with the toolkit that made it, and import that elsewhere"
    raise ToolkitError.because("memory-version", message, place, hint)


def _create(connection: Connection, server: MemoryServer) -> None:
    """Make the tables, whole or not at all, once whoever comes first."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        if _version(connection) is not None:
            return
        connection.execute(f"CREATE SCHEMA {SCHEMA}".encode())
        with suppress(*_NO_EXTENSION), connection.transaction():
            extension = f"CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA {SCHEMA}"
            connection.execute(extension.encode())
        trigrams = trigram_schema(connection, server)
        connection.execute(f"SET LOCAL search_path = {SCHEMA}, pg_temp".encode())
        for statement in _TABLES:
            connection.execute(statement.encode())
        connection.execute(
            sql.SQL("CREATE INDEX skeleton_by_key ON skeleton USING gin (key {})").format(
                sql.Identifier(trigrams, "gin_trgm_ops")
            )
        )
        connection.execute("INSERT INTO about VALUES (%s, 0)", (_VERSION,))


def trigram_schema(connection: Connection, server: MemoryServer) -> str:
    """Return the schema in which pg_trgm is.

    Raises:
        ToolkitError: when the database does not have it.

    """
    row = connection.execute(
        "SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace"
        " WHERE extname = 'pg_trgm'"
    ).fetchone()
    if row is None:
        message = "the database has no pg_trgm, which finds similar texts"
        raise ToolkitError.because("memory-refused", message, Location(str(server)), _EXTENSION)
    return str(row[0])


@contextmanager
def kept_apart(connection: Connection) -> Iterator[None]:
    """Let one writer after the other change what is there: none can lose or lock what another has.

    Reading does not wait. To be entered in a transaction, which keeps it to its end.
    """
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
    yield
    connection.execute("UPDATE about SET changes = changes + 1")


@contextmanager
def sound(server: MemoryServer) -> Iterator[None]:
    """Turn what the driver or the server says into what users see, without any password."""
    try:
        yield
    except psycopg.Error as error:
        raise _refused(server, error) from None


@contextmanager
def readable(server: MemoryServer) -> Iterator[None]:
    """Turn what goes wrong with a memory's content into what users see, too."""
    try:
        with sound(server):
            yield
    except (IndexError, TypeError, ValueError) as error:
        raise ToolkitError.because(
            "memory-damaged",
            f"the memory is damaged: {server.masked(str(error))}",
            Location(str(server)),
            "take it from a backup of the server's",
        ) from None


def _refused(server: MemoryServer, error: psycopg.Error) -> ToolkitError:
    place = Location(str(server))
    # libpq asks what may be wrong on lines of their own, as hints; we give one.
    lines = (line for line in server.masked(str(error)).splitlines() if line[:1] != "\t")
    said = " ".join(" ".join(lines).split())
    if isinstance(error, psycopg.errors.LockNotAvailable):
        message = "another process is writing the memory"
        return ToolkitError.because(
            "file-locked", message, place, "wait until it is done, then try again"
        )
    unreached = isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))
    if unreached and not isinstance(error, psycopg.errors.InsufficientResources):
        message = f"the memory's server cannot be reached: {said}"
        hint = "see that it runs and that the address is right, then run this again"
        return ToolkitError.because("memory-unreachable", message, place, hint)
    message = f"the memory's server refuses: {said}"
    hint = "see what its administrator lets you do, then run this again"
    return ToolkitError.because("memory-refused", message, place, hint)
