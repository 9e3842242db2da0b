import tomllib
from pathlib import Path

import pytest

from toolkit.base.bcp47 import Locale
from tools import count_profile
from tools.count_profile import counted, main, written

PROFILE = '[Cyrl]\nletters = "аб"\ntrigrams = """\nаба\n"""\n\n[Latn]\ntrigrams = """\naba\n"""\n'


def test_stretches_are_of_words_with_their_edges() -> None:
    assert counted(["Абаб"], Locale("ru")) == sorted(["_аб", "аба", "баб", "аб_"])


def test_each_text_counts_alike_however_long() -> None:
    texts = ["аа " * 1000 + "бб", "бб вв"]
    assert "_бб" in counted(texts, Locale("ru"))


def test_a_text_mostly_in_another_script_is_left_out() -> None:
    assert counted(["слово and many other words"], Locale("ru")) == []


def test_a_script_that_is_made_from_another_is_counted_in_converted_texts() -> None:
    assert "_qa" in counted(["қала қалада"], Locale("kk-Latn"))


def test_nothing_but_the_stretches_of_the_script_is_written_anew() -> None:
    found = tomllib.loads(written(PROFILE, "Cyrl", ["ваб", "вав"]))
    assert found == {
        "Cyrl": {"letters": "аб", "trigrams": "ваб вав\n"},
        "Latn": {"trigrams": "aba\n"},
    }


def test_the_program_reads_text_xml_and_po(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "qq").mkdir()
    (tmp_path / "qq" / "profile.toml").write_text('[Cyrl]\nletters = "абв"\n', "utf-8")
    (tmp_path / "a.txt").write_text("абв", "utf-8")
    (tmp_path / "b.xml").write_text("<a><b>абг</b></a>", "utf-8")
    (tmp_path / "c.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "x"\nmsgstr "<b>абд</b> %s"\n',
        "utf-8",
    )
    monkeypatch.setattr(count_profile, "DATA", tmp_path)
    names = [str(tmp_path / name) for name in ("a.txt", "b.xml", "c.po")]
    monkeypatch.setattr("sys.argv", ["count_profile", "qq", *names])
    main()
    text = (tmp_path / "qq" / "profile.toml").read_text("utf-8")
    assert {"абв", "абг", "абд"} <= set(tomllib.loads(text)["Cyrl"]["trigrams"].split())
    assert capsys.readouterr().out == "Cyrl: 7 stretches\n"
