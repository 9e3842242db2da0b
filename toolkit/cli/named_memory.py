"""The memory that a user names: a file, or the address of a server."""

from pathlib import Path

from toolkit.base.errors import Location
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.cli.session import Session

__all__ = ["named_memory"]


def named_memory(session: Session, name: str) -> Path | MemoryServer:
    """Return a memory that the user named.

    Raises:
        ToolkitError: when it is meant to be a server's address and is none.

    """
    if MemoryServer.is_meant(name):
        return MemoryServer.parse(name, Location("--memory"))
    return session.path(name)
