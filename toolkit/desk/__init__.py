"""Preview: the editions served to this machine alone, with the state of every passage on them."""

from toolkit.desk.server import serve
from toolkit.desk.watching import watched_state

__all__ = ["serve", "watched_state"]
