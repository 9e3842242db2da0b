"""Every place that a memory can be kept in, empty: what holds of one must hold of all."""

from collections.abc import Callable

import pytest

from tests.catalog.memory.memories import Place
from tests.postgresql import Postgresql, postgresql

__all__ = ["new_place", "place", "postgresql"]


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
)
def new_place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Place]:
    """Return what makes an empty place for a memory."""
    if request.param == "sqlite":
        return lambda: tmp_path_factory.mktemp("memory") / "m.sqlite"
    server: Postgresql = request.getfixturevalue("postgresql")
    return server.empty_server


@pytest.fixture
def place(new_place: Callable[[], Place]) -> Place:
    return new_place()
