"""PDFs among the editions: what becomes of the others, and of protected names."""

from pathlib import Path

import pytest

from tests.newsroom.protection.identities import protect
from tests.newsrooms import CONFIGURATION, make
from toolkit.editions.chromium import ENVIRONMENT

WITH_PDF = CONFIGURATION.replace('.txt"', '.txt"\neditions = ["html", "pdf"]')


@pytest.mark.slow
def test_without_chromium_all_else_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path, WITH_PDF)
    monkeypatch.setenv(ENVIRONMENT, "no-such-browser")
    for _ in range(2):  # the second one has not forgotten it
        report = project.build()
        assert [each.code for each in report.findings] == ["no-chromium"]
    page = (tmp_path / "output" / "en" / "bridge.html").read_text()
    assert "bridge.pdf" not in page
    assert not (tmp_path / "output" / "en" / "bridge.pdf").exists()


@pytest.mark.slow
def test_a_protected_name_is_looked_for_in_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path, WITH_PDF)
    protect(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "also.html").write_text("<p>Testova</p>")
    monkeypatch.setenv(ENVIRONMENT, "no-such-browser")
    report = project.build()
    leaks = {str(each.location).split(":")[0] for each in report.findings if each.code == "leak"}
    assert "en/bridge.pdf" in leaks
    assert "no-chromium" not in {each.code for each in report.findings}
