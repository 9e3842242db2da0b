from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.language.sentences.srx_files import group, rule, srx
from toolkit.base.errors import ToolkitError
from toolkit.cli.segment import segment
from toolkit.cli.session import Session


def run(tmp_path: Path, *arguments: str, text: bytes = b"") -> str:
    result = CliRunner().invoke(
        segment, arguments, input=text, obj=Session(tmp_path), catch_exceptions=False
    )
    return result.output


def test_a_file_is_printed_one_sentence_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One thing.  Another\nthing.\n\nEnd", encoding="utf-8")
    assert run(tmp_path, "a.txt", "-l", "en") == "One thing.\nAnother thing.\nEnd\n"


@pytest.mark.parametrize("name", [[], ["-"]])
def test_standard_input_is_read_without_a_file(tmp_path: Path, name: list[str]) -> None:
    text = "\ufeffОл келді. Біз кеттік.".encode()
    assert run(tmp_path, *name, "-l", "kk", text=text) == "Ол келді.\nБіз кеттік.\n"


def test_own_rules_are_taken(tmp_path: Path) -> None:
    (tmp_path / "own.srx").write_bytes(srx(group(rule(";", r"\s"))))
    assert run(tmp_path, "-l", "en", "--rules", "own.srx", text=b"a; b. C") == "a;\nb. C\n"


def test_the_language_must_be_given(tmp_path: Path) -> None:
    assert "Give the language of the text" in run(tmp_path)


def test_text_in_another_encoding_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="-:2:3: error: byte 0xff is not UTF-8"):
        run(tmp_path, "-l", "en", text=b"One\nab\xff")
