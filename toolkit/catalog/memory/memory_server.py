"""Memory server: the address of a PostgreSQL that keeps a memory, never shown with its password."""

import os
import re
from collections.abc import Iterator
from dataclasses import field
from urllib.parse import parse_qsl, unquote

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen

__all__ = ["MEMORY_VARIABLE", "MemoryServer", "server_in_environment"]

MEMORY_VARIABLE = "TOOLKIT_MEMORY"
"""The environment's variable with the address; it goes before what toolkit.toml says."""
_SCHEMES = ("postgresql://", "postgres://")
_ADDRESS = re.compile(r"postgres(?:ql)?://(?:([^@/?#]*)@)?([^@/?#]*)(/[^@?#]*)?(\?[^@#]*)?")
_HOSTS = re.compile(
    r"(?:(?:\[[0-9A-Fa-f:.%]+\]|[\w.%-]*)(?::\d{0,5})?)"
    r"(?:,(?:\[[0-9A-Fa-f:.%]+\]|[\w.%-]*)(?::\d{0,5})?)*",
    re.ASCII,
)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HINT = "write postgresql://user@host/database; in a password, @ is %40, / is %2F and % is %25"


@frozen
class MemoryServer:
    """A database of a PostgreSQL server."""

    address: str = field(repr=False)
    """As libpq takes it (PostgreSQL, “Connection URIs”); it may have a password."""

    @classmethod
    def parse(cls, text: str, place: Location | None = None) -> "MemoryServer":
        """Return the server of an address.

        Args:
            text: the address.
            place: where it is written, for messages.

        Raises:
            ToolkitError: when it is none; what is wrong does not say the address, for a password
                may stand anywhere in it.

        """
        match = _ADDRESS.fullmatch(text)
        if match is None or _HOSTS.fullmatch(match[2]) is None or _PERCENT.search(text):
            message = "this is not the address of a PostgreSQL database"
            raise ToolkitError.because("memory-address", message, place, _HINT)
        return cls(text)

    @staticmethod
    def is_meant(text: str) -> bool:
        """Whether a text is meant to be a server's address, not a file's name."""
        return text.lower().startswith(_SCHEMES)

    def __str__(self) -> str:
        """Return the address without password and options: what messages name."""
        match = _ADDRESS.fullmatch(self.address)
        if match is None:
            return _SCHEMES[0]
        user = (match[1] or "").partition(":")[0]
        return f"{_SCHEMES[0]}{user}{'@' if user else ''}{match[2]}{match[3] or ''}"

    def masked(self, message: str) -> str:
        """Return what the driver or the server says without any password."""
        for secret in self._secrets():
            message = message.replace(secret, "…")
        return message

    def _secrets(self) -> Iterator[str]:
        match = _ADDRESS.fullmatch(self.address)
        if match is not None:
            password = (match[1] or "").partition(":")[2]
            options = dict(parse_qsl((match[4] or "?")[1:]))
            found = [password, unquote(password), *(options.get(key, "") for key in _HIDDEN)]
            found.append(os.environ.get("PGPASSWORD", ""))
            yield from sorted(filter(None, found), key=len, reverse=True)


_HIDDEN = ("password", "sslpassword")
"""The options that are secret themselves."""


def server_in_environment() -> MemoryServer | None:
    """Return the server that the environment names; None where it names none.

    Raises:
        ToolkitError: when what it says is no address.

    """
    text = os.environ.get(MEMORY_VARIABLE, "")
    return MemoryServer.parse(text, Location(MEMORY_VARIABLE)) if text else None
