"""A telephone for tests: Debian's Firefox in a small window, touched over WebDriver BiDi."""

import itertools
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import websocket

_LISTENING = re.compile(r"ws://\S+")
# A finger points; files go into a folder of the test; nothing is looked up anywhere.
_PREFERENCES = {
    "ui.primaryPointerCapabilities": 1,
    "ui.allPointerCapabilities": 1,
    "dom.w3c_touch_events.enabled": 1,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.shell.checkDefaultBrowser": False,
    "dom.disable_beforeunload": True,  # nobody is there to say that unsaved work may be left
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
_SECONDS = 30


@dataclass
class Telephone:
    """A browser as large as a telephone, in which everything is done by a finger."""

    socket: websocket.WebSocket
    downloads: Path
    window: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def send(self, method: str, **given: object) -> Any:  # noqa: ANN401 - JSON of any kind
        number = next(self._numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": given}))
        while True:
            said = json.loads(self.socket.recv())
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]
            self.events.append(said)

    @contextmanager
    def anew(self, width: int = 390, height: int = 844) -> Iterator["Telephone"]:
        """Open a window for a block, with a storage of its own."""
        user = self.send("browser.createUserContext")
        window = self.send("browsingContext.create", type="tab", **user)["context"]
        size = {"width": width, "height": height}
        self.send("browsingContext.setViewport", context=window, viewport=size)
        yield replace(self, window=window, events=[])
        self.send("browser.removeUserContext", **user)

    def open(self, page: Path) -> None:
        self.events.clear()
        self.send(
            "browsingContext.navigate", context=self.window, url=page.as_uri(), wait="complete"
        )

    def run(self, script: str) -> Any:  # noqa: ANN401 - JSON of any kind
        """Return what an expression of a page is, as JSON can say it."""
        target = {"context": self.window}
        code = f"Promise.resolve({script}).then(each => JSON.stringify(each ?? null))"
        done = self.send("script.evaluate", expression=code, target=target, awaitPromise=True)
        assert done["type"] == "success", done
        return json.loads(done["result"]["value"])

    def touch(self, selector: str, text: str = "") -> None:
        """Touch the first element that a selector finds, or that has a text."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        found += f".find(each => each.textContent.includes({json.dumps(text)}))"
        place = "(box => [box.left + box.width / 2, box.top + box.height / 2].map(Math.round))"
        near = "{block: 'nearest', behavior: 'instant'}"
        show = f"(each => (each.scrollIntoView({near}), each))({found})"
        x, y = self.run(f"{place}({show}.getBoundingClientRect())")
        finger = {
            "type": "pointer",
            "id": "finger",
            "parameters": {"pointerType": "touch"},
            "actions": [
                {"type": "pointerMove", "x": x, "y": y},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
        }
        self.send("input.performActions", context=self.window, actions=[finger])

    def type(self, text: str) -> None:
        ways = ("keyDown", "keyUp")
        pressed = [{"type": way, "value": each} for each in text for way in ways]
        keys = {"type": "key", "id": "keys", "actions": pressed}
        self.send("input.performActions", context=self.window, actions=[keys])

    def until(self, script: str) -> None:
        wait = "new Promise(done => setTimeout(done, 50))"
        for _ in range(20 * _SECONDS):
            if self.run(script):
                return
            self.run(wait)
        pytest.fail(script)

    def saved(self, before: Sequence[Path] = ()) -> Path:
        """Return the file that the page has saved, once it is whole."""
        for _ in range(20 * _SECONDS):
            there = [each for each in self.downloads.iterdir() if each not in before]
            if there and not any(
                each.suffix == ".part" or not each.stat().st_size for each in there
            ):
                return there[0]
            self.run("new Promise(done => setTimeout(done, 50))")
        return pytest.fail("nothing was saved")

    def asked(self) -> set[str]:
        """Return the addresses that the page has asked for since it was opened."""
        named = (each for each in self.events if each["method"] == "network.beforeRequestSent")
        return {each["params"]["request"]["url"] for each in named}

    def complaints(self) -> list[str]:
        """Return what the page's console has said since it was opened."""
        said = (each["params"] for each in self.events if each["method"] == "log.entryAdded")
        return [each["text"] for each in said if each["level"] in {"error", "warn"}]


@contextmanager
def telephone(folder: Path) -> Iterator[Telephone]:
    """Start Firefox with a profile of its own, below a folder; end it after the block."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("NOT TESTED: Firefox is missing; apt-get install firefox-esr")
    profile, downloads = folder / "profile", folder / "downloads"
    profile.mkdir()
    downloads.mkdir()
    wanted = {**_PREFERENCES, "browser.download.dir": str(downloads)}
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(each)});\n" for key, each in wanted.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    said = folder / "said.txt"  # a pipe that nobody reads fills up, and Firefox waits then
    with said.open("w") as errors:
        process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0"],
            stdout=errors,
            stderr=errors,
            env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
    try:
        address = _address(said)
        socket = websocket.create_connection(
            f"{address}/session", timeout=_SECONDS, suppress_origin=True
        )
        with closing(socket):
            found = Telephone(socket, downloads)
            found.send("session.new", capabilities={})
            found.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            yield found
    finally:
        process.kill()
        process.wait()


def _address(said: Path) -> str:
    """Return where Firefox listens, once it says so."""
    for _ in range(20 * _SECONDS):
        if found := _LISTENING.search(said.read_text(encoding="utf-8", errors="replace")):
            return found[0]
        time.sleep(0.05)
    return pytest.fail(f"Firefox does not listen: {said.read_text(errors='replace')}")
