"""Preview: output/ served to this machine alone, rebuilt when something changes."""

import functools
import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from toolkit.errors import Finding, ToolkitError
from toolkit.formats import formats
from toolkit.newsroom import Project
from toolkit.project import CONFIGURATION

__all__ = ["serve", "watched_state"]

_HOST = "127.0.0.1"
_SECONDS_BETWEEN_LOOKS = 0.5
Say = Callable[[str], None]
Show = Callable[[Iterable[Finding]], None]
State = frozenset[tuple[str, int, int]]


class _Handler(SimpleHTTPRequestHandler):
    """Serves files quietly, uncached, and only to those who asked for this machine by name."""

    def do_GET(self) -> None:
        name = self.headers.get("Host", "").rpartition(":")[0]
        if name in {_HOST, "localhost"}:
            super().do_GET()
        else:
            self.send_error(403, "Not this host")

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        pass


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
    root = project.settings.root
    output = root / project.settings.output
    # Looked at before the first build: what changes from then on is not missed.
    state = watched_state(root, project.settings.output)
    rebuild(root, say=say, show=show)
    handler = functools.partial(_Handler, directory=str(output))
    try:
        server = ThreadingHTTPServer((_HOST, port), handler)
    except OSError as error:
        raise ToolkitError.because(
            "port", f"port {port}: {error.strerror}", hint="choose another one with -p"
        ) from None
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"http://{_HOST}:{server.server_port}/ (stop with Ctrl-C)")
        try:
            _watch(root, project.settings.output, state, say=say, show=show)
        finally:
            server.shutdown()


def _watch(root: Path, output: str, state: State, *, say: Say, show: Show) -> None:
    pause = threading.Event()
    while not pause.wait(_SECONDS_BETWEEN_LOOKS):
        now = watched_state(root, output)
        if now != state:
            state = now
            rebuild(root, say=say, show=show)


def watched_state(root: Path, output: str) -> State:
    """Return the names, times and sizes of what editions are made of."""
    return frozenset(_stamps(root, root / output))


def _stamps(folder: Path, output: Path) -> Iterator[tuple[str, int, int]]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path == output:
            continue
        try:
            if path.is_dir():
                yield from _stamps(path, output)
            elif path.suffix in {".po", ".pot"} or path.name == CONFIGURATION or _is_source(path):
                found = path.stat()
                yield str(path), found.st_mtime_ns, found.st_size
        except FileNotFoundError:
            continue  # renamed into place between two looks


def _is_source(path: Path) -> bool:
    return any(path.suffix.lower() in each.suffixes for each in formats().values())


def rebuild(root: Path, *, say: Say, show: Show) -> None:
    """Build once, telling what changed or what is wrong."""
    try:
        report = Project.load(root).build()
    except ToolkitError as error:
        show(error.findings)
        return
    show(report.findings)
    say(f"{len(report.changed)} files changed")
