"""Guarded server: the desk over HTTP, to this machine alone and to who has its token."""

import hmac
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from toolkit.base import clock
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.desk.board import BoardFilter, board_of
from toolkit.desk.desk_pages import article_page, board_page, problem_page, reader_language
from toolkit.desk.desk_requests import ACTIONS, Request
from toolkit.desk.local_server import HOST, LocalHandler, port_error
from toolkit.desk.watching import Say
from toolkit.exchange.kit import front_file
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.open_articles import OpenArticles

__all__ = ["DeskServer", "serve_desk"]

_MOST_BYTES = 1024 * 1024
_FRONT = {
    **dict.fromkeys(
        ("article.js", "checks.js", "desk.js", "editor.js", "store_http.js", "text.js"),
        "text/javascript",
    ),
    **dict.fromkeys(("kit.css", "desk.css"), "text/css"),
}
_POLICY = (  # Content Security Policy, level 3
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_MARK = "X-Toolkit-Desk"
"""A header that no form can send, and no page of another origin without being let (Fetch, CORS)."""
_ELSEWHERE = "This address is the desk's own: open the one that “toolkit desk” has printed."


@dataclass
class _Refusal(Exception):  # noqa: N818 - it ends a request, and is no error
    """Why a request is not answered."""

    status: int
    message: str


def serve_desk(folder: Path, port: int, hand: str, *, say: Say) -> None:
    """Serve the desk of a newsroom until interrupted.

    Args:
        folder: the newsroom's.
        port: the port on 127.0.0.1; 0 for any free one.
        hand: the pseudonym of who sits at it.
        say: prints what happens.

    Raises:
        ToolkitError: when the port cannot be used.

    """
    try:
        server = DeskServer(folder, port, hand)
    except OSError as error:
        raise port_error(port, error) from None
    with server:
        say(f"{server.address} (stop with Ctrl-C)")
        server.serve_forever()


class DeskServer(ThreadingHTTPServer):
    """A newsroom's desk, and the token that opens it; both end with it."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int, hand: str) -> None:
        super().__init__((HOST, port), _Handler)
        self.folder = folder
        self.hand = hand
        self.token = secrets.token_urlsafe(32)
        self.articles = OpenArticles()
        self.one_by_one = threading.Lock()
        """One request at a time works on catalogs; other programs wait at the files' own locks."""

    @property
    def address(self) -> str:
        """The address to open, with the token."""
        return f"http://{HOST}:{self.server_port}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this machine."""
        return frozenset({f"{HOST}:{self.server_port}", f"localhost:{self.server_port}"})


class _Handler(LocalHandler):
    """Answers who asks for this very machine and port, with the token, from the desk's own pages.

    A host name that is made to lead here is refused by that name (DNS rebinding), a page of
    another origin by its Origin, and by the header that it may not send.
    """

    server: DeskServer

    def do_GET(self) -> None:  # noqa: N802 - the base's name
        self._guarded(self._get)

    def do_POST(self) -> None:  # noqa: N802 - the base's name
        self._guarded(self._post)

    def _guarded(self, answer: Callable[[], None]) -> None:
        try:
            self._require(self.headers.get("Host", "") in self.server.hosts, 403, "Not this host")
            answer()
        except _Refusal as refusal:
            self._send(problem_page(self._reader, refusal.message), status=refusal.status)
        except (ConnectionError, TimeoutError):
            pass  # the browser went on to another page

    def _require(self, right: bool, status: int, message: str) -> None:
        if not right:
            raise _Refusal(status, message)

    def _get(self) -> None:
        site = self.headers.get("Sec-Fetch-Site", "none")
        parts = urlsplit("//desk/" + self.path.lstrip("/"))
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if "token" in query and parts.path == "/":
            self._require(self._is_token(query["token"]), 403, _ELSEWHERE)
            self._enter()
            return
        self._require(site in {"none", "same-origin"}, 403, "Not from another page")
        self._require(self._is_known, 403, _ELSEWHERE)
        name = parts.path.removeprefix("/front/")
        if parts.path == "/":
            self._board(BoardFilter.of(query))
        elif parts.path == "/article":
            self._send(article_page(self._reader))
        else:
            self._require(parts.path == f"/front/{name}" and name in _FRONT, 404, "No such page")
            self._send(front_file(name).encode(), _FRONT[name])

    def _enter(self) -> None:
        """Give the browser the token as a cookie, and take it out of the address."""
        self.send_response(303)
        cookie = f"{self._cookie}={self.server.token}; Path=/; HttpOnly; SameSite=Strict"
        self.send_header("Set-Cookie", cookie)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _board(self, wanted: BoardFilter) -> None:
        try:
            settings = load_settings(self.server.folder)
            page = board_page(settings, board_of(settings, clock.now()), self._reader, wanted)
        except ToolkitError as error:
            raise _Refusal(500, "\n".join(map(str, error.findings))) from None
        self._send(page)

    def _post(self) -> None:
        origin = self.headers.get("Origin", "")
        self._require(origin == f"http://{self.headers['Host']}", 403, "Not from another page")
        self._require(bool(self.headers.get(_MARK)), 403, "Not from another page")
        self._require(self._is_known, 403, _ELSEWHERE)
        name = self.path.removeprefix("/api/")
        self._require(self.path == f"/api/{name}" and name in ACTIONS, 404, "No such action")
        told = self._body()
        try:
            with self.server.one_by_one:
                settings = load_settings(self.server.folder)
                server = self.server
                made = ACTIONS[name](Request.of(settings, server.hand, server.articles, told))
            status = 200
        except ToolkitError as error:
            made, status = {"problems": [str(each) for each in error.findings]}, 409
        self._send(json.dumps(made).encode(), "application/json", status)

    def _body(self) -> dict[str, object]:
        """Return what the page has sent."""
        length = self.headers.get("Content-Length", "")
        self._require(length.isascii() and length.isdigit(), 411, "Say how long the body is")
        self._require(int(length) <= _MOST_BYTES, 413, "A passage cannot be longer than a megabyte")
        kind = self.headers.get_content_type()
        self._require(kind == "application/json", 415, "Send JSON")
        try:
            told = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise _Refusal(400, "Send a JSON object")
        return told

    @property
    def _cookie(self) -> str:
        return f"toolkit_desk_{self.server.server_port}"

    @property
    def _is_known(self) -> bool:
        try:
            found = SimpleCookie(self.headers.get("Cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return found is not None and self._is_token(found.value)

    def _is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self.server.token.encode())

    @property
    def _reader(self) -> Locale:
        return reader_language(self.headers.get("Accept-Language", ""))

    def _send(self, body: bytes, kind: str = "text/html", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        super().end_headers()
