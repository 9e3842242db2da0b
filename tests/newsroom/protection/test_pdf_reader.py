"""The program that reads PDFs, run here: its own process is nothing that lines are counted in."""

import base64
import io
import json
import logging
import runpy
import sys
from collections.abc import Iterator

import pytest

pytest.importorskip("pypdf", reason="NOT TESTED: pypdf is missing")

from tests.newsroom.protection.pdfs import PLACES, emptied, encrypted, pdf
from toolkit.newsroom.protection import pdf_contents

NAME = "Айгерім Тестова"
NO_LIMIT = "-1"
PROGRAM = pdf_contents.__file__.replace("pdf_contents", "pdf_reader")


@pytest.fixture(autouse=True)
def _loud() -> Iterator[None]:
    yield
    logging.disable(logging.NOTSET)


class _Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def said(
    data: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    most: int = 1 << 24,
) -> list[dict[str, str]]:
    monkeypatch.setattr(sys, "argv", [PROGRAM, NO_LIMIT, NO_LIMIT, str(most)])
    monkeypatch.setattr(sys, "stdin", _Input(data))
    runpy.run_path(PROGRAM, run_name="__main__")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("place", PLACES)
def test_it_says_what_a_pdf_does(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(pdf(place, NAME), monkeypatch, capsys)
    files = b"".join(base64.b64decode(each.get("file", "")) for each in lines)
    texts = "\n".join(each.get("text", "") for each in lines)
    assert NAME in texts or NAME.encode() in files or NAME.encode("utf-16-be") in files


@pytest.mark.parametrize(
    "data", [emptied(pdf("page", NAME)), encrypted(pdf("page", NAME), "")], ids=["older", "open"]
)
def test_it_says_what_older_versions_do_and_what_anyone_can_open(
    data: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert NAME in "\n".join(each.get("text", "") for each in said(data, monkeypatch, capsys))


@pytest.mark.parametrize(
    ("data", "most", "why"),
    [
        (b"%PDF-1.7\n", 1 << 24, "damaged"),
        (pdf("page", NAME)[:500], 1 << 24, "damaged"),
        (encrypted(pdf("page", NAME), "secret"), 1 << 24, "encrypted"),
        (pdf("page", NAME), 9, "too large"),
        (pdf("page", NAME) + b"%%EOF\n" * 99, 1 << 24, "too large"),
    ],
    ids=["head", "torn", "encrypted", "large", "versions"],
)
def test_it_says_why_a_pdf_is_closed(
    data: bytes,
    most: int,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(data, monkeypatch, capsys, most)[-1] == {"closed": why}
