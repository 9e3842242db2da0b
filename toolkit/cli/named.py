"""Named: documents and a memory that the user names on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.base.errors import Location
from toolkit.cli.session import STANDARD, Session, read_input
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document
from toolkit.newsroom.protection import protecting_folder

if TYPE_CHECKING:
    from toolkit.catalog.memory.memory_server import MemoryServer

__all__ = ["named_memory", "read_named"]


def read_named(session: Session, name: str, options: ReadOptions) -> Document:
    """Read a document that the user named; names that its newsroom protects are replaced.

    Raises:
        ToolkitError: when it cannot be read.

    """
    folder = session.folder if name == STANDARD else session.path(name).parent
    data = read_input(session, name)
    newsroom = protecting_folder(folder)
    if newsroom is None:
        return read_document(data, name, name, options)
    from toolkit.newsroom.protection.identities import read_protection  # noqa: PLC0415
    from toolkit.newsroom.protection.protected_sources import read_protected  # noqa: PLC0415

    return read_protected(data, name, name, options, read_protection(newsroom))


def named_memory(session: Session, name: str) -> "Path | MemoryServer":
    """Return a memory that the user named.

    Raises:
        ToolkitError: when it is meant to be a server's address and is none.

    """
    from toolkit.catalog.memory.memory_server import MemoryServer  # noqa: PLC0415

    if MemoryServer.is_meant(name):
        return MemoryServer.parse(name, Location("--memory"))
    return session.path(name)
