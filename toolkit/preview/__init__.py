"""Preview: the editions served to this machine alone, with the state of every passage on them."""

from toolkit.preview.server import serve
from toolkit.preview.watching import watched_state

__all__ = ["serve", "watched_state"]
