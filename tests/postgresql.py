"""A PostgreSQL of the tests' own, below a folder that goes again."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.postgresql_schema import SCHEMA

__all__ = ["PASSWORD", "WRITTEN_PASSWORD", "Postgresql", "postgresql"]

PASSWORD = "tüz/жол@7%"  # noqa: S105 - of a server that lives for some seconds
"""It has all that an address cannot take as it is."""
WRITTEN_PASSWORD = quote(PASSWORD, safe="")


@dataclass(frozen=True)
class Postgresql:
    """A running server; over its socket everybody is let in, over TCP with the password."""

    folder: Path
    port: int
    user: str
    programs: Path
    _numbers: Iterator[int]

    def address(self, database: str = "postgres") -> str:
        return f"postgresql://toolkit@/{database}?host={self.folder}&port={self.port}"

    def tcp_address(self, database: str = "postgres", password: str = WRITTEN_PASSWORD) -> str:
        return f"postgresql://toolkit:{password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def new_database(self, options: str = "") -> str:
        """Make an empty database, and return its name."""
        name = f"memory_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return name

    def empty_server(self) -> MemoryServer:
        """Return a database in which no memory is left: quicker made than a new one."""
        self.run(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        return MemoryServer.parse(self.address())

    def start(self) -> None:
        settings = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-w", "-o", settings, "-l", str(self.folder / "log"), "start")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", user=self.user)

    def make(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        shutil.chown(secret, self.user)
        self._run(
            *("initdb", "--locale=C", "--encoding=UTF8", "-U", "toolkit", "--no-sync"),
            *("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}"),
        )


def _programs() -> Path | None:
    """Return the folder of initdb: Debian keeps it out of the PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    return max(
        (each.parent for each in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None
    )


def _unprivileged() -> str:
    """Return a user who may run the server: root may not."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """Start a server for a while; tests are skipped where there is no PostgreSQL to start."""
    programs = _programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL here: run .ci/system-tools as root, which installs it")
    folder = Path(tempfile.mkdtemp(prefix="toolkit-pg-"))
    user = _unprivileged()
    server = Postgresql(folder, _free_port(), user, programs, count(1))
    try:
        shutil.chown(folder, user)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
