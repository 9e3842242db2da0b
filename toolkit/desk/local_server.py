"""Local server: what both servers of this machine are; no other machine can ask them."""

from http.server import BaseHTTPRequestHandler

from toolkit.base.errors import ToolkitError

__all__ = ["HOST", "LocalHandler", "port_error"]

HOST = "127.0.0.1"
"""The one address that they listen on."""


class LocalHandler(BaseHTTPRequestHandler):
    """Answers requests quietly; nothing of an answer is kept or shown on pages of others."""

    timeout = 30
    """How many seconds a browser may take to say what it wants, or to take what it is sent."""

    def end_headers(self) -> None:
        """End the headers with those that every answer has."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Print nothing."""


def port_error(port: int, error: OSError) -> ToolkitError:
    """Return what a user sees when a port cannot be listened on."""
    return ToolkitError.because(
        "port", f"port {port}: {error.strerror}", hint="choose another one with -p"
    )
