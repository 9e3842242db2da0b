from pathlib import Path

import pytest

from tests.newsroom.protection.identities import protect
from tests.newsrooms import make, translate
from toolkit.cli import main

ARTICLE = "Aigerim Testova speaks\n\nTestova’s mother said so.\n"


def run(folder: Path, *arguments: str) -> int:
    return main(["-C", str(folder), *arguments])


def test_list_says_no_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    protect(tmp_path)
    assert run(tmp_path, "protect", "list") == 0
    said = capsys.readouterr().out
    assert said == "witness: person, forms in en, kk, ru, ug, restored in none\n"


def test_list_says_of_which_languages_no_forms_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    protect(
        tmp_path,
        "[persons.a.forms]\n"
        'hu = {name = "Q", pseudonym = "W"}\ntr = {name = "Q", pseudonym = "W"}\n',
    )
    assert run(tmp_path, "protect", "list") == 0
    assert "forms in hu (only as listed), tr," in capsys.readouterr().out


def test_list_prints_what_filter_repo_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    protect(tmp_path)
    assert run(tmp_path, "protect", "list", "--replacements") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Айгерімнің==>Гүлнәрдің" in lines
    assert lines.index("Aigerim Testova==>Dana Ospanova") < lines.index("Testova==>Ospanova")


@pytest.mark.slow
def test_check_fails_where_a_name_would_leave(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    protect(tmp_path)
    assert run(tmp_path, "protect", "check") == 0
    (tmp_path / "locales" / "notes.txt").write_text("Айгерімге")
    assert run(tmp_path, "protect", "check") == 1
    assert (
        "locales/notes.txt:1:1: error: the protected name of “witness”" in capsys.readouterr().err
    )


@pytest.mark.slow
def test_apply_after_the_fact_says_what_is_withdrawn_meanwhile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make(tmp_path, article=ARTICLE)
    (tmp_path / "articles" / "well.txt").write_text("The well\n\nIt is deep.\n")
    project.build()
    (tmp_path / "articles" / "bridge.txt").unlink()
    protect(tmp_path)
    assert run(tmp_path, "protect", "apply", "witness", "--after-the-fact") == 0
    assert "bridge: withdrawn; its addresses say so now" in capsys.readouterr().err
    assert "has been withdrawn" in (tmp_path / "output" / "en" / "bridge.html").read_text()
    assert run(tmp_path, "protect", "check") == 0


@pytest.mark.slow
def test_apply_after_the_fact_builds_anew_and_says_what_is_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make(tmp_path, article=ARTICLE)
    translate(project, "kk")
    project.build()
    protect(tmp_path)
    assert run(tmp_path, "protect", "check") == 1
    assert run(tmp_path, "protect", "apply", "witness", "--after-the-fact") == 0
    assert "curl -X PURGE https://YOUR-SITE/en/bridge.html" in capsys.readouterr().out
    assert "Dana Ospanova speaks" in (tmp_path / "output" / "en" / "bridge.html").read_text()
    assert run(tmp_path, "protect", "check") == 0


@pytest.mark.parametrize("arguments", [("apply",), ("apply", "nobody")])
def test_nobody_is_said(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    assert run(tmp_path, "protect", *arguments) == 1
    assert "there is no" in capsys.readouterr().err


def test_an_export_of_a_catalog_from_before_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, article=ARTICLE)
    protect(tmp_path)
    assert run(tmp_path, "export", "-l", "kk", "--to", "csv", "-o", "x.csv") == 1
    assert "--after-the-fact" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


def test_a_named_file_of_the_newsroom_is_protected_too(tmp_path: Path) -> None:
    make(tmp_path, article=ARTICLE)
    protect(tmp_path)
    assert run(tmp_path, "extract", "articles/bridge.txt", "-o", "bridge.pot") == 0
    said = (tmp_path / "bridge.pot").read_text()
    assert "Dana Ospanova speaks" in said
    assert "Aigerim" not in said


@pytest.mark.parametrize(
    "words",
    [
        ("memory", "export", "-o", "sent.tmx"),
        ("terms", "export", "-o", "sent.csv"),
        ("convert", "notes.txt", "--from", "kk", "--to", "kk-Latn", "-o", "sent.txt"),
    ],
)
def test_no_verb_writes_a_file_with_a_protected_name(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make(tmp_path, article=ARTICLE)
    translate(project, "kk")
    project.update()
    (tmp_path / "locales" / "terms.toml").write_text('[[term]]\nen = "Aigerim"\nkk = "Айгерім"\n')
    (tmp_path / "notes.txt").write_text("Айгерім")
    protect(tmp_path)
    assert run(tmp_path, *words) == 1
    said = capsys.readouterr().err
    assert "the protected name of “witness”" in said
    assert not list(tmp_path.glob("sent.*"))
