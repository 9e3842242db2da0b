"""The preview's answers over HTTP, without a browser."""

import http.client
import json
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

import pytest

from tests.newsrooms import ARTICLE, make
from toolkit.base.errors import Finding, ToolkitError
from toolkit.desk.server import serve
from toolkit.newsroom.project import Project

SECONDS = 20


@contextmanager
def serving(project: Project) -> Iterator[str]:
    """Serve a newsroom until the block ends; give where."""
    said: Queue[str] = Queue()
    is_over = threading.Event()

    def show(_: Iterable[Finding]) -> None:
        if is_over.is_set():
            raise KeyboardInterrupt  # as a person does who has seen enough

    def work() -> None:
        with suppress(KeyboardInterrupt):
            serve(project, 0, say=said.put, show=show)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield next(urlsplit(each).netloc.split()[0] for each in iter(said.get, "") if "://" in each)
    finally:
        is_over.set()
        (project.settings.root / "articles" / "last.txt").write_text("Over\n\nIt is.\n")
        thread.join(SECONDS)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(make(tmp_path_factory.mktemp("served"))) as found:
        yield found


def answer(place: str, path: str, **sent: str) -> http.client.HTTPResponse:
    """Return an answer, whose body is read."""
    connection = http.client.HTTPConnection(place, timeout=SECONDS)
    connection.request("GET", path, headers={n.replace("_", "-"): v for n, v in sent.items()})
    found = connection.getresponse()
    found.read()
    connection.close()
    return found


def policy(found: http.client.HTTPResponse) -> str:
    return found.getheader("Content-Security-Policy") or ""


def test_of_a_pages_scripts_only_the_previews_own_runs(place: str) -> None:
    found = answer(place, "/en/bridge.html")
    assert found.status == 200
    assert policy(found).startswith(f"script-src http://{place}/_toolkit/preview.js;")


def test_what_is_no_page_is_sandboxed(place: str) -> None:
    assert policy(answer(place, "/en/bridge.xml")) == "sandbox; frame-ancestors 'self'"


def test_a_folder_is_where_its_slash_is(place: str) -> None:
    found = answer(place, "/en")
    assert (found.status, found.getheader("Location")) == (301, "/en/")


def test_what_is_not_there_is_said(place: str) -> None:
    assert answer(place, "/en/nothing.html").status == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_who_asks_for_another_host_is_refused(place: str, host: str) -> None:
    assert answer(place, "/en/bridge.html", Host=host).status == 403


@pytest.mark.parametrize(("site", "status"), [("same-origin", 200), ("cross-site", 403)])
def test_only_its_own_pages_get_the_previews_own_answers(
    place: str, site: str, status: int
) -> None:
    path = "/_toolkit/units?locale=kk&document=bridge"
    assert answer(place, path, Sec_Fetch_Site=site).status == status


@pytest.mark.slow
def test_a_change_is_told_to_whoever_listens(tmp_path: Path) -> None:
    project = make(tmp_path)
    with serving(project) as place:
        connection = http.client.HTTPConnection(place, timeout=SECONDS)
        connection.request("GET", "/_toolkit/changes")
        stream = connection.getresponse()
        first = json.loads(stream.readline().removeprefix(b"data: "))
        (tmp_path / "articles/bridge.txt").write_text(f"{ARTICLE}\nIt is new.\n", encoding="utf-8")
        lines = iter(stream.readline, b"")
        second = next(json.loads(each[6:]) for each in lines if each.startswith(b"data: "))
        stream.close()
        connection.close()
    assert first["version"] != second["version"]


@pytest.mark.slow
def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    project = make(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ToolkitError, match="port"):
            serve(project, taken.getsockname()[1], say=lambda _: None, show=lambda _: None)
