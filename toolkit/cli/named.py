"""Named: documents and a memory that the user names on the command line."""

from pathlib import Path

from toolkit.base.errors import Location
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.cli.session import STANDARD, Session, read_input
from toolkit.document.formats import ReadOptions
from toolkit.document.model import Document
from toolkit.newsroom.protection.identities import protection_above
from toolkit.newsroom.protection.protected_sources import read_protected

__all__ = ["named_memory", "read_named"]


def read_named(session: Session, name: str, options: ReadOptions) -> Document:
    """Read a document that the user named; names that its newsroom protects are replaced.

    Raises:
        ToolkitError: when it cannot be read.

    """
    folder = session.folder if name == STANDARD else session.path(name).parent
    return read_protected(read_input(session, name), name, name, options, protection_above(folder))


def named_memory(session: Session, name: str) -> Path | MemoryServer:
    """Return a memory that the user named.

    Raises:
        ToolkitError: when it is meant to be a server's address and is none.

    """
    if MemoryServer.is_meant(name):
        return MemoryServer.parse(name, Location("--memory"))
    return session.path(name)
