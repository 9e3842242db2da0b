"""Asking: a server or a program that is wrong, slow or endless costs a draft and nothing else."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.drafting.stub_server import Stub, send, serving, translating
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.newsroom.drafting.asking import MOST_BYTES, Answer, MachineError, answers, machine_key
from toolkit.newsroom.drafting.machines import Machine

PLACE = Location("toolkit.toml", 1)
LANGUAGES = (Locale("en"), Locale("kk"))
LIBRETRANSLATE = {"q": "{text}", "source": "{source}", "target": "{target}", "format": "html"}
UPPER = "import sys\nfor line in sys.stdin: print(line.strip().upper())"


def at(server: Stub, **changes: Any) -> Machine:  # noqa: ANN401 - any of its fields
    made = {"request": LIBRETRANSLATE, "answer": ("translatedText",), "timeout": 5, **changes}
    return Machine("stub", PLACE, url=server.url, **made)


def program(code: str, **changes: Any) -> Machine:  # noqa: ANN401 - any of its fields
    return Machine("stub", PLACE, (sys.executable, "-c", code), **{"timeout": 5, **changes})


def said(machine: Machine, *texts: str, key: str = "") -> list[str]:
    found = answers(machine, texts, LANGUAGES, key)
    shown = (each.html if isinstance(each, Answer) else each for each in found)
    return [str(each) for each in islice(shown, len(texts))]


def test_a_server_is_asked_text_by_text_as_libretranslate_is() -> None:
    with serving(translating(str.upper)) as server:
        assert said(at(server), "one", "two") == ["ONE", "TWO"]
    assert server.asked[0] == {"q": "one", "source": "en", "target": "kk", "format": "html"}


def test_fields_map_onto_another_server_and_the_key_goes_into_its_header() -> None:
    def answer(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        text = f"{asked['text'][0]} {asked['target_lang']}"
        send(handler, json.dumps({"translations": [{"text": text}]}).encode())

    with serving(answer) as server:
        machine = at(
            server,
            request={"text": ["{text}"], "target_lang": "{target}"},
            headers={"Authorization": "DeepL-Auth-Key {key}"},
            answer=("translations", "0", "text"),
            languages={Locale("kk"): "KK"},
        )
        assert said(machine, "one", key="k-1") == ["one KK"]
    assert server.headers[0]["Authorization"] == "DeepL-Auth-Key k-1"


def test_a_text_that_names_a_place_of_the_request_is_sent_as_it_is() -> None:
    with serving(translating(str)) as server:
        assert said(at(server), "say {key} to {text}", key="k-1") == ["say {key} to {text}"]


def _of(body: bytes, status: int = 200, **headers: str) -> Callable[..., None]:
    return lambda handler, _asked: send(handler, body, status, **headers)


def _silent(handler: BaseHTTPRequestHandler, _asked: object) -> None:
    handler.server.stopped.wait(20)  # type: ignore[attr-defined]


def _dripping(handler: BaseHTTPRequestHandler, _asked: object) -> None:
    while not handler.server.stopped.wait(0.1):  # type: ignore[attr-defined]
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: y\r\n"[:1])
        except OSError:
            return


def _endless(handler: BaseHTTPRequestHandler, _asked: object) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        try:
            handler.wfile.write(b"x" * 1_000_000)
        except OSError:
            return


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (_of(b"nonsense"), "no JSON"),
        (_of(b"[" * 100_000), "no JSON"),
        (_of(b"\xff\xfe"), "not UTF-8"),
        (_of(b'{"translatedText": 3}'), "no text at “translatedText”"),
        (_of(b"[]"), "no text at “translatedText”"),
        (_of(b"k-1 is wrong", 403), "it answered 403 (Forbidden)"),
        (_of(b"", 302, Location="http://example.org/"), "another address"),
        (_endless, f"more than {MOST_BYTES:,} bytes"),
    ],
)
def test_a_wrong_answer_is_told_in_the_toolkits_own_words(
    answer: Callable[..., None], why: str
) -> None:
    with serving(answer) as server:
        (told,) = said(at(server), "one", key="k-1")
    assert why in told
    assert "k-1" not in told


@pytest.mark.slow
@pytest.mark.parametrize("answer", [_silent, _dripping])
def test_a_server_that_never_ends_its_answer_is_left(answer: Callable[..., None]) -> None:
    with serving(answer) as server:
        assert said(at(server, timeout=1), "one") == ["it took more than 1 seconds"]


def test_a_redirection_is_not_followed() -> None:
    with serving(translating(str.upper)) as other:
        with serving(_of(b"", 307, Location=other.url)) as server:
            said(at(server), "one")
        assert not other.asked


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(translating(lambda _: "through the proxy")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with serving(translating(str.upper)) as server:
            assert said(at(server), "one") == ["ONE"]
        assert not proxy.asked


def test_one_bad_answer_stops_no_other() -> None:
    def answer(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        body = b"oops" if asked["q"] == "two" else json.dumps({"translatedText": "x"}).encode()
        send(handler, body)

    with serving(answer) as server:
        assert said(at(server), "one", "two", "three") == ["x", "its answer is no JSON", "x"]


def test_a_server_that_keeps_failing_is_asked_no_more() -> None:
    with serving(_of(b"oops")) as server:
        told = said(at(server), *"abcdef")
    assert len(server.asked) == 3
    assert told[3:] == ["it was not asked, after 3 failures in a row"] * 3


def test_a_server_that_does_not_run_is_told() -> None:
    with serving(translating(str)) as server:
        gone = at(server)
    (told,) = said(gone, "one")
    assert told.startswith("it cannot be asked: ")


@pytest.mark.parametrize(
    ("given", "confidence"),
    [
        (0.87, 0.87),
        (1, 1.0),
        (0, 0.0),
        (87, None),
        (-0.1, None),
        (True, None),
        ("0.87", None),
        (None, None),
    ],
)
def test_a_servers_confidence_is_a_number_from_0_to_1_or_nothing(
    given: object, confidence: float | None
) -> None:
    def answer(handler: BaseHTTPRequestHandler, _: dict[str, Any]) -> None:
        told = {"translatedText": "A", "scores": [{"all": given}]}
        send(handler, json.dumps(told).encode())

    with serving(answer) as server:
        machine = at(server, confidence=("scores", "0", "all"))
        assert [*answers(machine, ["one"], LANGUAGES)] == [Answer("A", confidence)]


def test_a_confidence_that_nobody_asked_for_is_not_taken() -> None:
    with serving(translating(lambda _: "A")) as server:
        assert [*answers(at(server), ["one"], LANGUAGES)] == [Answer("A")]


@pytest.mark.parametrize(
    ("line", "asked", "answer"),
    [
        ("A\t0.87", True, Answer("A", 0.87)),
        ("A\tB\t1", True, Answer("A\tB", 1.0)),
        ("A", True, Answer("A")),
        ("A\tnan", True, Answer("A\tnan")),
        ("A\t87", True, Answer("A\t87")),
        ("A\t0.87", False, Answer("A\t0.87")),
    ],
)
def test_a_program_says_its_confidence_behind_a_tab(line: str, asked: bool, answer: Answer) -> None:
    machine = program(f"print({line!r})", has_confidence=asked)
    assert [*answers(machine, ["one"], LANGUAGES)] == [answer]


def test_a_program_gets_all_texts_in_one_run() -> None:
    numbered = "import sys\nfor at, line in enumerate(sys.stdin): print(at, line.strip())"
    assert said(program(numbered), "one", "two") == ["0 one", "1 two"]


def test_a_program_sees_languages_in_its_arguments_and_no_shell_reads_them() -> None:
    code = "import sys; sys.stdin.read(); print(sys.argv[1])"
    machine = program(code)
    arguments = (*machine.command, "{source}-{target}; exit 3")
    assert said(Machine("m", PLACE, arguments), "one") == ["en-kk; exit 3"]


def test_a_program_that_stumbles_over_one_text_drafts_the_others() -> None:
    code = (
        "import sys\nfor line in sys.stdin:\n"
        "    if 'two' in line: sys.exit(3)\n    print(line.strip().upper())"
    )
    told = said(program(code), "one", "two", "three")
    assert told == ["ONE", "the program ended with status 3", "THREE"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("print('a'); print('b')", "it wrote 2 lines for 1"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "not UTF-8"),
        ("import time; time.sleep(60)", "it took more than 1 seconds"),
        ("while True: print('x' * 100_000)", f"more than {MOST_BYTES:,} bytes"),
        (
            "import subprocess; subprocess.Popen(['sleep', '60'])",
            "it took more than 1 seconds",
        ),
    ],
)
def test_a_wrong_program_is_ended_and_told(code: str, why: str) -> None:
    # On a busy machine a second may be over before the program has begun.
    (told,) = said(program(code, timeout=1 if "1 seconds" in why else 60), "one")
    assert why in told


@pytest.mark.slow
def test_a_program_does_not_outlive_the_desk_that_has_asked_it(tmp_path: Path) -> None:
    asked = f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()) + '.')"
    desk = f"""
import sys, threading, time
from pathlib import Path
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.newsroom.drafting.asking import answers
from toolkit.newsroom.drafting.machines import Machine
sleeper = Machine("m", Location("x"), (sys.executable, "-c", {f"{asked}; time.sleep(60)"!r}))
ask = lambda: list(answers(sleeper, ["a"], (Locale("en"), Locale("kk"))))
threading.Thread(target=ask, daemon=True).start()
while not (Path({str(tmp_path)!r}) / "pid").exists() or not (
    Path({str(tmp_path)!r}) / "pid").read_text().endswith("."):
    time.sleep(0.01)
"""
    subprocess.run([sys.executable, "-c", desk], check=True, timeout=50)
    pid = int((tmp_path / "pid").read_text("utf-8").removesuffix("."))
    state = Path(f"/proc/{pid}/stat")
    for _ in range(1000):  # a process that is killed takes its time to go
        if not state.exists() or ") Z " in state.read_text("utf-8"):
            return
        time.sleep(0.01)
    raise AssertionError(state.read_text("utf-8"))


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    (told,) = said(Machine("m", PLACE, (str(tmp_path / "none"),)), "one")
    assert "cannot be started" in told


def test_the_key_comes_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine("m", PLACE, url="http://127.0.0.1/", key_from="DRAFT_TEST_KEY")
    monkeypatch.delenv("DRAFT_TEST_KEY", raising=False)
    with pytest.raises(ToolkitError, match="DRAFT_TEST_KEY has no key"):
        machine_key(machine)
    monkeypatch.setenv("DRAFT_TEST_KEY", "k-1\n")
    assert machine_key(machine) == "k-1"


def test_what_can_be_no_key_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFT_TEST_KEY", "k-1\r\nHost: example.org")
    machine = Machine("m", PLACE, url="http://127.0.0.1/", key_from="DRAFT_TEST_KEY")
    with pytest.raises(ToolkitError) as caught:
        machine_key(machine)
    assert "k-1" not in str(caught.value)


def test_a_failure_is_no_text() -> None:
    (failure,) = islice(answers(Machine("m", PLACE, ("/none",)), ["a"], LANGUAGES), 1)
    assert isinstance(failure, MachineError)
