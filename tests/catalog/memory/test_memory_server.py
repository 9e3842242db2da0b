"""Addresses of servers: taken as libpq takes them, and never shown with a password."""

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.catalog.memory.memory_server import (
    MEMORY_VARIABLE,
    MemoryServer,
    server_in_environment,
)

SECRET = "s3cr3t"  # noqa: S105 - nobody's


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"postgresql://desk:{SECRET}@db.example/news", "postgresql://desk@db.example/news"),
        (f"postgres://desk:{SECRET}@[::1]:5433/news", "postgresql://desk@[::1]:5433/news"),
        (
            f"postgresql://a.example:1,b.example:2/n?password={SECRET}",
            "postgresql://a.example:1,b.example:2/n",
        ),
        (f"postgresql://desk:{SECRET}@/news?host=/run/postgresql", "postgresql://desk@/news"),
        ("postgresql:///news", "postgresql:///news"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    server = MemoryServer.parse(address)
    assert str(server) == shown
    assert SECRET not in repr(server)


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://desk:{SECRET}@x@db.example/news",
        f"postgresql://desk:{SECRET}/x@db.example/news",
        f"postgresql://desk:{SECRET}#x@db.example/news",
        f"postgresql://desk:{SECRET}?x@db.example/news",
        f"postgresql://desk:{SECRET}%zz@db.example/news",
        f"postgresql://desk:{SECRET}",
        f"postgresql:/desk:{SECRET}@db.example/news",
        f"mysql://desk:{SECRET}@db.example/news",
        f"host=db.example password={SECRET}",
        f"{SECRET}\npostgresql://db.example/news",
    ],
)
def test_what_is_no_address_is_told_without_it(address: str) -> None:
    with pytest.raises(ToolkitError) as raised:
        MemoryServer.parse(address)
    assert raised.value.findings[0].code == "memory-address"
    assert SECRET not in str(raised.value)


def test_what_is_said_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "fr0m-environment")
    server = MemoryServer.parse(f"postgresql://desk:a%40{SECRET}@db.example/news?sslpassword=k3y")
    said = server.masked(f"no: a@{SECRET}, a%40{SECRET}, k3y, fr0m-environment")
    assert said == "no: …, …, …, …"


def test_the_environment_names_a_server_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MEMORY_VARIABLE, raising=False)
    assert server_in_environment() is None
    monkeypatch.setenv(MEMORY_VARIABLE, "postgresql:///news")
    assert server_in_environment() == MemoryServer("postgresql:///news")
    monkeypatch.setenv(MEMORY_VARIABLE, f"memory.sqlite {SECRET}")
    with pytest.raises(ToolkitError) as raised:
        server_in_environment()
    assert SECRET not in str(raised.value)
