"""Chromium: the browser on this machine, which prints a page as a tagged PDF."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from toolkit.base.errors import ToolkitError
from toolkit.base.leftovers import temporary_folder
from toolkit.base.processes import end_group

__all__ = ["ENVIRONMENT", "find_chromium", "print_page"]

ENVIRONMENT = "TOOLKIT_CHROMIUM"
"""The variable that names the program, if it is not found by itself."""
_PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_ARGUMENTS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-default-apps",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--password-store=basic",
    "--use-mock-keychain",
    "--lang=en-US",
    # No name leads anywhere, and no number: there is no such proxy.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--user-agent=localization-toolkit",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
_MOST_SECONDS = 120
_MOST_SAID = 200
_LOGGED = re.compile(r"^\[[^\]]*\]")


def find_chromium() -> str:
    """Return the program.

    Raises:
        ToolkitError: when there is none.

    """
    named = os.environ.get(ENVIRONMENT, "")
    found = next(filter(None, map(shutil.which, (named,) if named else _PROGRAMS)), None)
    if found is None:
        message = "PDFs are printed by Chromium, and there is none on this machine"
        if named:
            message = f"{ENVIRONMENT} names “{named}”, which is no program"
        hint = (
            "install it (Debian and Ubuntu: apt install chromium), or Chrome or Edge, or name the"
            f" program in {ENVIRONMENT}"
        )
        raise ToolkitError.because("no-chromium", message, hint=hint)
    return found


def print_page(page: bytes) -> bytes:
    """Return a page as a PDF that is tagged, as screen readers need it.

    The browser starts with an empty profile, reaches no network, and is gone afterwards.

    Args:
        page: the page, as HTML, which asks for nothing outside of itself.

    Raises:
        ToolkitError: when there is no browser, it fails, or it takes more than two minutes.

    """
    program = find_chromium()
    with temporary_folder("toolkit-print-") as folder:
        source, target, words = folder / "page.html", folder / "page.pdf", folder / "words"
        source.write_bytes(page)
        status = _run(
            [
                program,
                *_ARGUMENTS,
                *_sandbox(),
                f"--user-data-dir={folder / 'profile'}",
                f"--print-to-pdf={target}",
                source.as_uri(),
            ],
            words,
        )
        with suppress(OSError):
            data = target.read_bytes()
            if data.startswith(b"%PDF-") and b"%%EOF" in data[-16:]:
                return data
        said = _last_line(words)
    raise ToolkitError.because(
        "chromium-failed",
        f"Chromium has not printed the page: {status}{said}",
        hint="if its sandbox does not start, install it (Debian: apt install chromium-sandbox), or"
        f" name in {ENVIRONMENT} a script that runs {program} with --no-sandbox",
    )


def _last_line(words: Path) -> str:
    """Return what a browser complained of last, without the place in its own code."""
    try:
        lines = words.read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    said = next((each for line in reversed(lines) if (each := _LOGGED.sub("", line).strip())), "")
    printed = "".join(each for each in said if each.isprintable())
    return f" ({printed[:_MOST_SAID]})" if printed else ""


def _sandbox() -> tuple[str, ...]:
    """Return what root needs: Chromium's sandbox does not start for it."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()


def _run(command: list[str], words: Path) -> str:
    """Run a browser with all that it starts; return how it ended.

    Args:
        command: the program and its arguments.
        words: a file for what it says, in the folder it runs in.

    """
    try:
        with words.open("wb") as said:
            process = subprocess.Popen(
                command,
                cwd=words.parent,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
    except OSError as error:
        return str(error.strerror or error)
    try:
        status = process.wait(_MOST_SECONDS)
    except subprocess.TimeoutExpired:
        return f"it took more than {_MOST_SECONDS} seconds"
    finally:
        end_group(process)
        process.wait()
    return f"its exit status is {status}"
