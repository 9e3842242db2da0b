"""The desk's server: who is let in, and what is refused."""

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.newsrooms import make, translate
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.desk.guarded_server import DeskServer
from toolkit.newsroom.settings import ProjectSettings

KK = Locale("kk")


@pytest.fixture
def settings(tmp_path: Path) -> ProjectSettings:
    project = make(tmp_path)
    translate(project, "kk", but="Children")
    return project.settings


@pytest.fixture
def server(settings: ProjectSettings) -> Iterator[DeskServer]:
    with DeskServer(settings.root, 0, "t3") as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def right(server: DeskServer) -> dict[str, str]:
    """Return the headers of the desk's own page."""
    host = f"127.0.0.1:{server.server_port}"
    return {
        "Host": host,
        "Origin": f"http://{host}",
        "Cookie": f"toolkit_desk_{server.server_port}={server.token}",
        "X-Toolkit-Desk": "1",
        "Content-Type": "application/json",
    }


def answer(
    server: DeskServer,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes | None = None,
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


def ask(server: DeskServer, action: str, **told: object) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"document": "bridge", "locale": "kk", **told}).encode()
    response, data = answer(server, "POST", f"/api/{action}", right(server), body)
    found: dict[str, Any] = json.loads(data)
    return response.status, found


def passage(server: DeskServer, begins: str) -> dict[str, str]:
    _, package = ask(server, "load")
    (document,) = package["documents"]
    rows: list[dict[str, str]] = document["passages"]
    return next(each for each in rows if each["source"].startswith(begins))


def target_of(settings: ProjectSettings, begins: str) -> str:
    catalog = load(settings.catalog_path("bridge", KK))
    return next(each.msgstr for each in catalog if each.msgid.startswith(begins))


def test_the_token_becomes_a_cookie_that_no_other_site_sends(server: DeskServer) -> None:
    path = server.address.partition(str(server.server_port))[2]
    response, _ = answer(server, "GET", path, {"Host": right(server)["Host"]})
    cookie = response.getheader("Set-Cookie", "")
    assert (response.status, response.getheader("Location")) == (303, "/")
    assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))


def test_the_board_is_for_who_has_the_cookie(server: DeskServer) -> None:
    response, data = answer(server, "GET", "/", right(server))
    assert response.status == 200
    assert b"Village gets its bridge back" in data


@pytest.mark.parametrize("path", ["/", "/article", "/front/desk.js", "/?token=wrong", "/?token="])
def test_nobody_reads_anything_without_the_token(server: DeskServer, path: str) -> None:
    response, data = answer(server, "GET", path, {"Host": right(server)["Host"]})
    assert response.status == 403
    assert b"Village" not in data


@pytest.mark.parametrize(
    "wrong",
    [
        {"Host": "desk.example"},
        {"Host": "desk.example:80"},
        {"Host": "127.0.0.1"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Cookie": ""},
        {"Cookie": "toolkit_desk_1=x"},
        {"X-Toolkit-Desk": ""},
    ],
)
def test_a_request_of_any_other_page_is_refused(
    server: DeskServer, settings: ProjectSettings, wrong: dict[str, str]
) -> None:
    row = passage(server, "Children")
    body = {"document": "bridge", "locale": "kk", "ref": row["ref"], "target": "зиян"}
    headers = {**right(server), **wrong}
    response, _ = answer(server, "POST", "/api/save", headers, json.dumps(body).encode())
    assert response.status == 403
    assert target_of(settings, "Children") == ""


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({}, b"[]", 400),
        ({}, b"{", 400),
        ({}, b"[" * 100_000, 400),
        ({"Content-Length": "2000000"}, b"", 413),
        ({"Content-Length": "-1"}, b"", 411),
    ],
)
def test_a_body_that_is_none_is_refused(
    server: DeskServer, headers: dict[str, str], body: bytes, status: int
) -> None:
    response, _ = answer(server, "POST", "/api/load", {**right(server), **headers}, body)
    assert response.status == status


@pytest.mark.parametrize("path", ["/api/nonsense", "/api/", "/api/load/../save"])
def test_an_action_that_there_is_not_is_refused(server: DeskServer, path: str) -> None:
    assert answer(server, "POST", path, right(server), b"{}")[0].status == 404


@pytest.mark.parametrize("path", ["/front/kit.js", "/front/../kit.py", "/etc/passwd", "//x/y"])
def test_no_other_file_is_served(server: DeskServer, path: str) -> None:
    assert answer(server, "GET", path, right(server))[0].status == 404


def test_no_script_but_the_desks_own_may_run(server: DeskServer) -> None:
    response, data = answer(server, "GET", "/article", right(server))
    policy = response.getheader("Content-Security-Policy", "")
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert b"<script type" in data
    assert data.count(b"<script") == 1


def test_what_is_saved_is_in_the_catalog(server: DeskServer, settings: ProjectSettings) -> None:
    row = passage(server, "Children")
    status, made = ask(server, "save", ref=row["ref"], source=row["source"], target="Балалар.")
    assert (status, made["said"]) == (200, [])
    assert target_of(settings, "Children") == "Балалар."


def test_a_translation_that_changed_on_disk_is_not_overwritten(
    server: DeskServer, settings: ProjectSettings
) -> None:
    row = passage(server, "Children")
    path = settings.catalog_path("bridge", KK)
    catalog = load(path)
    for entry in catalog:
        if entry.msgid.startswith("Children"):
            entry.msgstr = "Басқаша."
    save(catalog, path)
    _, made = ask(server, "save", ref=row["ref"], source=row["source"], target="Балалар.")
    assert made["said"]
    po = path.read_text(encoding="utf-8")
    assert "Балалар." in po
    assert "Басқаша." in po


def test_another_passage_that_changed_on_disk_stays(
    server: DeskServer, settings: ProjectSettings
) -> None:
    row = passage(server, "Children")
    path = settings.catalog_path("bridge", KK)
    catalog = load(path)
    for entry in catalog:
        if entry.msgid.startswith("The"):
            entry.msgstr = "Басқаша."
    save(catalog, path)
    ask(server, "save", ref=row["ref"], source=row["source"], target="Балалар.")
    assert (target_of(settings, "The"), target_of(settings, "Children")) == ("Басқаша.", "Балалар.")


def test_others_changes_are_told_once(server: DeskServer, settings: ProjectSettings) -> None:
    _, package = ask(server, "load")
    assert ask(server, "changes", since=package["since"])[1]["passages"] == []
    path = settings.catalog_path("bridge", KK)
    path.write_text(path.read_text(encoding="utf-8").replace("kk: The", "ТЕ"), encoding="utf-8")
    _, made = ask(server, "changes", since=package["since"])
    assert "ТЕ bridge opened on Tuesday." in {row["target"] for row in made["passages"]}
    assert ask(server, "changes", since=made["since"])[1]["passages"] == []


def test_the_checks_look_at_what_is_being_typed(server: DeskServer) -> None:
    row = passage(server, "It was")
    _, made = ask(server, "check", ref=row["ref"], target="Оны 2071 жылы су шайып кетті.")
    assert any("2017" in each["message"] for each in made["findings"])


def test_who_translated_at_the_desk_cannot_approve_there(server: DeskServer) -> None:
    row = passage(server, "Children")
    ask(server, "save", ref=row["ref"], source=row["source"], target="Балалар.")
    now = passage(server, "Children")
    status, made = ask(server, "sign", ref=now["ref"], target="Балалар.")
    assert status == 409
    assert "was translated by “t3”" in str(made["problems"])


def test_somebody_else_approves_what_they_have_seen(server: DeskServer) -> None:
    row = passage(server, "Children")
    ask(server, "save", ref=row["ref"], source=row["source"], target="Балалар.")
    server.hand = "e1"
    now = passage(server, "Children")
    assert ask(server, "sign", ref=now["ref"], target="Басқа.")[0] == 409
    _, made = ask(server, "sign", ref=now["ref"], target="Балалар.")
    stages = {each["target"]: each["stage"] for each in made["passages"]}
    assert stages["Балалар."] == "approved"


def test_words_go_back_to_the_translator(server: DeskServer, settings: ProjectSettings) -> None:
    row = passage(server, "The")
    assert ask(server, "return", ref=row["ref"], target=row["target"], words=" ")[0] == 409
    assert ask(server, "return", ref=row["ref"], target=row["target"], words="Monday!")[0] == 200
    assert "# returned: Monday!" in settings.catalog_path("bridge", KK).read_text(encoding="utf-8")


def test_a_page_as_readers_see_it_can_do_nothing(server: DeskServer) -> None:
    _, made = ask(server, "page")
    response, data = answer(server, "GET", made["address"], right(server))
    policy = response.headers["Content-Security-Policy"]
    assert response.status == 200
    assert b"kk: The bridge opened" in data
    assert "sandbox allow-same-origin" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert {each["block"].encode() in data for each in made["places"]} == {True}


def test_nobody_without_the_token_sees_a_page(server: DeskServer) -> None:
    headers = {**right(server), "Cookie": ""}
    ask(server, "page")
    assert answer(server, "GET", "/page/kk/bridge.html", headers)[0].status == 403


@pytest.mark.parametrize(
    "path", ["", "kk/nothing.html", "kk/../../toolkit.toml", "%2e%2e/toolkit.toml", "/etc/passwd"]
)
def test_no_other_file_is_served_as_a_page(server: DeskServer, path: str) -> None:
    ask(server, "page")
    assert answer(server, "GET", f"/page/{path}", right(server))[0].status == 404


def test_a_picture_is_served_with_its_page_alone(
    server: DeskServer, settings: ProjectSettings
) -> None:
    (settings.root / "articles" / "map.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "utf-8"
    )
    toml = settings.root / "toolkit.toml"
    toml.write_text(toml.read_text("utf-8").replace("*.txt", "*.md"), "utf-8")
    text = "# Village\n\n![A map](map.svg)\n"
    (settings.root / "articles" / "bridge.md").write_text(text, "utf-8")
    ask(server, "page")
    page = answer(server, "GET", "/page/kk/bridge.html", right(server))[1].decode()
    assert '<img src="map.svg"' in page
    assert answer(server, "GET", "/page/kk/none.svg", right(server))[0].status == 404
    response, data = answer(server, "GET", "/page/kk/map.svg", right(server))
    assert (response.status, response.headers["Content-Type"]) == (200, "image/svg+xml")
    assert b"<svg" in data


def _with_machine(settings: ProjectSettings, more: str = "") -> None:
    path = settings.root / "toolkit.toml"
    machine = f'\n[draft]\nname = "cat"\ncommand = ["cat"]\n{more}'
    path.write_text(path.read_text("utf-8") + machine, "utf-8")


def test_a_page_is_told_of_the_machine_of_its_language(
    server: DeskServer, settings: ProjectSettings
) -> None:
    assert ask(server, "load")[1]["machine"] is None
    _with_machine(settings, 'locales = ["kk"]\n')
    assert ask(server, "load")[1]["machine"] == {"name": "cat", "remote": False, "at_once": 500}
    assert ask(server, "load", locale="ug")[1]["machine"] is None


def test_a_machine_on_a_server_is_asked_text_by_text(
    server: DeskServer, settings: ProjectSettings
) -> None:
    path = settings.root / "toolkit.toml"
    machine = '\n[draft]\nname = "libre"\nurl = "http://127.0.0.1:9/translate"\n'
    path.write_text(path.read_text("utf-8") + machine, "utf-8")
    assert ask(server, "load")[1]["machine"]["at_once"] == 1


def test_a_draft_that_is_none_is_refused_and_said(
    server: DeskServer, settings: ProjectSettings
) -> None:
    _with_machine(settings)
    row = passage(server, "Children")
    status, made = ask(server, "draft", refs=[row["ref"]])
    assert (status, made["drafted"]) == (200, 0)
    assert "has no draft" in made["refused"][0]["message"]
    assert not target_of(settings, "Children")


@pytest.mark.parametrize("refs", [None, "a", [], [7], ["nonsense"], ["123456.p-a.12345678"]])
def test_drafts_of_nothing_are_refused(
    server: DeskServer, settings: ProjectSettings, refs: object
) -> None:
    _with_machine(settings)
    assert ask(server, "draft", refs=refs)[0] == 409


def test_without_a_machine_that_is_said(server: DeskServer) -> None:
    status, made = ask(server, "draft", refs=[passage(server, "Children")["ref"]])
    assert status == 409
    assert "no machine is named" in made["problems"][0]


def test_a_machine_is_asked_for_one_thing_at_a_time(
    server: DeskServer, settings: ProjectSettings
) -> None:
    _with_machine(settings)
    ref = passage(server, "Children")["ref"]
    with server.drafting:
        status, made = ask(server, "draft", refs=[ref])
        assert status == 409
        assert "drafting already" in made["problems"][0]
        assert ask(server, "check", ref=ref, target="Балалар.")[0] == 200
    assert ask(server, "draft", refs=[ref])[0] == 200


@pytest.mark.parametrize(
    "told",
    [
        {"document": "nothing"},
        {"document": "../../etc/passwd"},
        {"document": 7},
        {"locale": "xx"},
        {"locale": "en"},
        {"locale": "../kk"},
    ],
)
def test_what_there_is_not_is_said(server: DeskServer, told: dict[str, object]) -> None:
    status, made = ask(server, "load", **told)
    assert status == 409
    assert made["problems"]


def test_a_catalog_made_unreadable_while_open_is_said_and_stays(
    server: DeskServer, settings: ProjectSettings
) -> None:
    row = passage(server, "Children")
    path = settings.catalog_path("bridge", KK)
    path.write_bytes(b'msgid "torn\n')
    status, made = ask(server, "save", ref=row["ref"], source=row["source"], target="Балалар.")
    assert status == 409
    assert made["problems"]
    assert path.read_bytes() == b'msgid "torn\n'
    assert answer(server, "GET", "/", right(server))[0].status == 200
