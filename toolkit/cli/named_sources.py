"""Named sources: documents that the user names on the command line."""

from toolkit.cli.session import STANDARD, Session, read_input
from toolkit.document.formats import ReadOptions
from toolkit.document.model import Document
from toolkit.newsroom.protection.identities import protection_above
from toolkit.newsroom.protection.protected_sources import read_protected

__all__ = ["read_named"]


def read_named(session: Session, name: str, options: ReadOptions) -> Document:
    """Read a document that the user named; names that its newsroom protects are replaced.

    Raises:
        ToolkitError: when it cannot be read.

    """
    folder = session.folder if name == STANDARD else session.path(name).parent
    return read_protected(read_input(session, name), name, name, options, protection_above(folder))
