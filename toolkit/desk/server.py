"""Server: the preview over HTTP, to this machine alone."""

import threading
from http.server import ThreadingHTTPServer

from toolkit.desk.injection import HOME
from toolkit.desk.local_server import HOST, LocalHandler, port_error
from toolkit.desk.served import Answer, Site, change_event
from toolkit.desk.watching import LiveBuild, Say, Show
from toolkit.newsroom.project import Project

__all__ = ["serve"]

_NAMES = frozenset({HOST, "localhost"})
_SECONDS_OF_SILENCE = 15.0
# Content Security Policy, level 3. A page may be somebody else's: of all scripts only the preview's
# own one runs in it, so that none can read another page and send it away.
_PAGE_POLICY = (
    "script-src http://{host}:{port}{home}preview.js; connect-src 'self'; object-src 'none';"
    " frame-ancestors 'self'"
)
# What somebody else's page may do beside: no forms, and it moves nobody elsewhere.
_SANDBOX = "sandbox allow-downloads allow-popups allow-same-origin allow-scripts; "
_FILE_POLICY = "sandbox; frame-ancestors 'self'"


def serve(project: Project, port: int, *, say: Say, show: Show) -> None:
    """Serve a newsroom's output until interrupted.

    Args:
        project: the newsroom.
        port: the port on 127.0.0.1; 0 for any free one.
        say: prints what happens.
        show: prints findings; a build that fails leaves the last good one standing.

    Raises:
        ToolkitError: when the port cannot be used.

    """
    live = LiveBuild(project, say=say, show=show)
    live.refresh()
    try:
        server = _Server(port, live)
    except OSError as error:
        raise port_error(port, error) from None
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"http://{HOST}:{server.server_port}/ (stop with Ctrl-C)")
        try:
            live.watch()
        finally:
            server.shutdown()
            server.site.close()


class _Server(ThreadingHTTPServer):
    def __init__(self, port: int, live: LiveBuild) -> None:
        super().__init__((HOST, port), _Handler)
        self.live = live
        self.site = Site()


class _Handler(LocalHandler):
    """Answers GET, quietly, and only to those who asked for this machine by name.

    A page elsewhere whose host name is made to lead here is refused by that name (DNS rebinding),
    and no page of another origin is let read anything (no CORS; Fetch, section 3.7).
    """

    server: _Server

    def do_GET(self) -> None:  # noqa: N802 - the base's name
        if self._host() not in _NAMES:
            self.send_error(403, "Not this host")
            return
        # Browsers say where a request comes from (Fetch Metadata); programs need not.
        if self.headers.get("Sec-Fetch-Site") == "cross-site" and self.path.startswith(HOME):
            self.send_error(403, "Not from there")
            return
        try:
            if self.path.partition("?")[0] == f"{HOME}changes":
                self._stream()
            else:
                self._send(self.server.site.answer(self.path, self.server.live.status))
        except (ConnectionError, TimeoutError):
            pass  # the browser went on to another page

    def _host(self) -> str:
        return self.headers.get("Host", "").partition(":")[0]

    def _policy(self, answer: Answer) -> str:
        if answer.kind != "text/html":
            return _FILE_POLICY
        port = self.server.server_port
        policy = _PAGE_POLICY.format(host=self._host(), port=port, home=HOME)
        return (_SANDBOX if answer.is_source else "") + policy

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind + answer.charset)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Content-Security-Policy", self._policy(answer))
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        self.wfile.write(answer.body)

    def _stream(self) -> None:
        """Tell how the newsroom is, again whenever that changes, until the browser leaves."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        live = self.server.live
        told = live.status
        self.wfile.write(change_event(told))
        while True:
            status = live.wait(told, _SECONDS_OF_SILENCE)
            # A comment finds out whether anyone is still there.
            self.wfile.write(b":\n\n" if status is told else change_event(status))
            told = status
