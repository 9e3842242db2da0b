import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsrooms import contents
from toolkit.cli import main

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: kk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def merge_po(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Command:
    """Return the verb, working in a folder with three versions of a catalog."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("base", ""), ("ours", "Бір"), ("theirs", "Екі")):
        catalog = f'{HEADER}\nmsgid "One"\nmsgstr "{text}"\n\nmsgid "Two"\nmsgstr ""\n'
        Path(f"{name}.po").write_text(catalog, "utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(("merge-po", *arguments))
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return status, captured.out.decode(), captured.err.decode()

    return run


def change(name: str, old: str, new: str) -> None:
    path = Path(name)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_what_is_merged_goes_into_ours(merge_po: Command) -> None:
    change("theirs.po", 'msgid "One"\nmsgstr "Екі"', 'msgid "One"\nmsgstr ""')
    change("theirs.po", 'msgid "Two"\nmsgstr ""', 'msgid "Two"\nmsgstr "Екі"')
    status, out, _ = merge_po("base.po", "ours.po", "theirs.po")
    assert (status, out) == (0, "")
    assert Path("ours.po").read_text("utf-8").endswith('"Бір"\n\nmsgid "Two"\nmsgstr "Екі"\n')


def test_a_conflict_is_named_at_its_place_and_exits_with_1(merge_po: Command) -> None:
    status, _, err = merge_po("base.po", "ours.po", "theirs.po", "-q", "--path", "kk.po")
    assert status == 1
    assert err == (
        "kk.po:10:9: error: unit “One” was translated twice: “Бір” (ours, kept), “Екі” (theirs,"
        " in the comment). Hint: choose one in a PO editor, delete the comment and clear"
        " “Needs work”.\n"
    )
    assert "# conflict, other translation: Екі\n#, fuzzy\n" in Path("ours.po").read_text("utf-8")


def test_an_output_leaves_the_three_as_they_are(merge_po: Command) -> None:
    before = contents(Path())
    merge_po("base.po", "ours.po", "theirs.po", "-o", "out.po")
    after = contents(Path())
    assert after.pop("out.po")
    assert after == before


def test_standard_output_has_the_catalog_only(merge_po: Command) -> None:
    _, out, _ = merge_po("base.po", "base.po", "ours.po", "-o", "-")
    assert out == Path("ours.po").read_text("utf-8")


def test_an_empty_base_is_none(merge_po: Command) -> None:
    Path("base.po").write_text("")
    assert merge_po("base.po", "ours.po", "ours.po")[0] == 0


@pytest.mark.parametrize("side", ["base", "ours", "theirs"])
def test_a_version_that_cannot_be_read_is_told_and_nothing_written(
    merge_po: Command, side: str
) -> None:
    change(f"{side}.po", 'msgid "Two"', 'msgid "Two')
    before = contents(Path())
    status, _, err = merge_po("base.po", "ours.po", "theirs.po", "--path", "kk.po")
    assert status == 1
    assert f"kk.po ({side}):10:7: error: " in err
    assert "kk.po: error: not merged: one of its versions is not a sound PO file" in err
    assert contents(Path()) == before


def test_two_versions_that_make_no_sound_catalog_are_not_merged(merge_po: Command) -> None:
    Path("ours.po").write_bytes(Path("base.po").read_bytes())
    change("ours.po", '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "")
    Path("theirs.po").write_bytes(Path("base.po").read_bytes())
    plural = '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'
    Path("theirs.po").write_text(Path("theirs.po").read_text("utf-8") + plural, "utf-8")
    before = contents(Path())
    status, _, err = merge_po("base.po", "ours.po", "theirs.po")
    assert status == 1
    assert "the result of merging is not a sound PO file" in err
    assert contents(Path()) == before


def test_a_missing_version_is_told(merge_po: Command) -> None:
    status, _, err = merge_po("base.po", "ours.po", "no.po")
    assert (status, err[:12]) == (1, "no.po: error")


def test_a_long_translation_is_shortened_in_the_message(merge_po: Command) -> None:
    change("theirs.po", "Екі", "сөз " * 40)
    assert "сөз сөз…”" in merge_po("base.po", "ours.po", "theirs.po")[2]


def test_the_newsrooms_width_is_kept(merge_po: Command) -> None:
    Path("toolkit.toml").write_text(
        'source = "en"\nwrap = 0\n[[documents]]\nfiles = "*.txt"\n[locales.kk]\n'
    )
    change("ours.po", "Бір", "сөз " * 40)
    merge_po("base.po", "ours.po", "theirs.po")
    assert 'msgstr "сөз сөз' in Path("ours.po").read_text("utf-8")
