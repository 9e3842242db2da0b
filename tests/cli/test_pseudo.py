"""toolkit pseudo, as it is called."""

from pathlib import Path

import pytest

from tests.newsrooms import CONFIGURATION, contents, make
from toolkit.cli import main

PSEUDO = f"{CONFIGURATION}\n[locales.qps]\n[locales.qps-Arab]\n"


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "direction"), [("qps", "ltr"), ("qps-Arab", "rtl")])
def test_all_of_a_page_is_pseudo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: str, direction: str
) -> None:
    make(tmp_path, PSEUDO)
    monkeypatch.chdir(tmp_path)
    assert main(["pseudo", "-l", tag]) == 0
    assert main(["build", "-l", tag]) == 0
    page = (tmp_path / "output" / tag / "bridge.html").read_text(encoding="utf-8")
    assert f'dir="{direction}"' in page
    assert "⟦" in page
    assert "The bridge opened" not in page


def test_a_language_that_people_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)
    assert main(["pseudo", "-l", "kk"]) == 1
    assert "people read" in capsys.readouterr().err
    assert contents(tmp_path) == before
