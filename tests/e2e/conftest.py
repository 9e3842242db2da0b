"""A browser for tests: Debian's Chromium, without network, profile or window."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

_CHROMIUM = Path("/usr/bin/chromium")
_DRIVER = Path("/usr/bin/chromedriver")
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser as wide and as bright as a test wants it."""

    driver: webdriver.Chrome

    def open(self, page: Path, *, width: int = 1280, scheme: str = "light") -> None:
        """Open a file; what is asked for and complained of counts from here."""
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        self.driver.get("about:blank")  # what the page before still asks for is not this one's
        self.requests()
        self.complaints()
        self.driver.get(page.as_uri())

    def forget(self) -> None:
        """Delete all that files have kept; a page's `clear` may take what the next one keeps."""
        everything = {"origin": "file://", "storageTypes": "local_storage"}
        self.driver.get("about:blank")
        self.driver.execute_cdp_cmd("Storage.clearDataForOrigin", everything)

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - JSON of any kind
        """Return what a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def requests(self) -> list[str]:
        """Return the addresses asked for since the last call."""
        events = [json.loads(each["message"])["message"] for each in self._log("performance")]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """Return what the browser's console has said since the last call."""
        return [each["message"] for each in self._log("browser")]

    def _log(self, kind: str) -> list[dict[str, str]]:
        log: list[dict[str, str]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return log


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not _CHROMIUM.exists() or shutil.which(_DRIVER) is None:
        pytest.skip("NOT TESTED: Chromium is missing; apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = str(_CHROMIUM)
    for argument in (*_ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(_DRIVER)))
    yield Browser(driver)
    driver.quit()
