import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.base.errors import ToolkitError
from toolkit.cli.convert import convert
from toolkit.cli.session import Session


def run(folder: Path, *arguments: str, data: str | bytes = "") -> Result:
    return CliRunner().invoke(convert, arguments, input=data, obj=Session(folder))


def to_latin(folder: Path, *arguments: str, data: str | bytes = "") -> Result:
    return run(folder, "--from", "kk", "--to", "kk-Latn", *arguments, data=data)


def test_standard_input_is_converted_to_standard_output(tmp_path: Path) -> None:
    assert to_latin(tmp_path, data="Көпір.\nҚала.\n").stdout == "Köpır.\nQala.\n"


def test_a_file_is_converted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Көпір.", encoding="utf-8")
    assert to_latin(tmp_path, "a.txt").stdout == "Köpır."


def test_the_result_is_written_to_a_file(tmp_path: Path) -> None:
    result = to_latin(tmp_path, "-o", "b.txt", data="Көпір.\n")
    assert (tmp_path / "b.txt").read_text("utf-8") == "Köpır.\n"
    assert result.stdout == ""


def test_line_ends_stay_and_the_byte_order_mark_goes(tmp_path: Path) -> None:
    data = "\ufeffКөпір.\r\nҚала.\u2028Су".encode()
    result = to_latin(tmp_path, data=data)
    assert result.stdout_bytes == "Köpır.\r\nQala.\u2028Su".encode()


def test_a_text_in_the_wanted_alphabet_stays_whole(tmp_path: Path) -> None:
    assert to_latin(tmp_path, data="Köpır, «qala»?\n").stdout == "Köpır, «qala»?\n"


def test_the_newsroom_s_exceptions_are_known(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[words]\n"көпір" = "köpir"\n', encoding="utf-8")
    result = to_latin(tmp_path, "--exceptions", "words.toml", data="Көпір")
    assert result.stdout == "Köpir"


def test_bad_exceptions_are_told_with_their_file(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text("word = 1\n", encoding="utf-8")
    result = to_latin(tmp_path, "--exceptions", "words.toml", data="Көпір")
    assert isinstance(result.exception, ToolkitError)
    assert "words.toml" in str(result.exception)


@pytest.mark.parametrize("name", ["a.txt", "none.txt"])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_bytes("Көпір\nқа".encode() + b"\xff\n")
    error = to_latin(tmp_path, name).exception
    assert isinstance(error, ToolkitError)
    assert str(error).startswith("a.txt:2:3: " if name == "a.txt" else "none.txt: ")


def test_what_is_not_utf_8_leaves_the_old_output_whole(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("old", encoding="utf-8")
    to_latin(tmp_path, "-o", "b.txt", data=b"\xff")
    assert (tmp_path / "b.txt").read_text("utf-8") == "old"


@pytest.mark.parametrize("tags", [("kk-Latn", "kk"), ("de", "kk"), ("kk", "x"), ("", "kk")])
def test_an_unknown_pair_is_wrong_usage(tmp_path: Path, tags: tuple[str, str]) -> None:
    source, target = tags
    result = run(tmp_path, "--from", source, "--to", target, data="Көпір")
    assert (result.exit_code, result.stdout) == (2, "")


def test_an_unknown_pair_names_the_known_ones(tmp_path: Path) -> None:
    result = run(tmp_path, "--from", "kk-Latn", "--to", "kk", data="Köpır")
    assert "known are kk to kk-Latn" in result.stderr


def test_mixed_alphabets_are_told_with_their_line(tmp_path: Path) -> None:
    result = to_latin(tmp_path, data="Көпір\nбiз Eurasianetтің\n")
    assert result.stdout == "Köpır\nbız Eurasianettıñ\n"
    assert result.stderr.startswith("-:2: warning: “бiз” mixes alphabets")
    assert result.exit_code == 0


@pytest.mark.slow
def test_each_line_goes_out_before_the_next_comes_in() -> None:
    command = [sys.executable, "-m", "toolkit.cli", "convert", "--from", "ug", "--to", "ug-Latn"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line, expected in (("بۇ", "Bu"), ("سالام", "Salam")):
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
            assert process.stdout.readline().decode() == f"{expected}\n"
