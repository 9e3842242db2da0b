"""The file that says what was withdrawn."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom.protection.identities import WITNESS, protect
from tests.newsrooms import CONFIGURATION
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.editions.article import Phrase
from toolkit.editions.site.withdrawal import Withdrawal
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.withdrawn import (
    read_withdrawn,
    withdrawals_in,
    withdrawals_written,
    without_names,
    write_withdrawn,
)

EN, KK = Locale("en"), Locale("kk")
WHEN = dt.datetime(2026, 11, 30, 10, 41, tzinfo=dt.UTC)
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda name: name.strip("./") != ""
)


def newsroom(folder: Path) -> ProjectSettings:
    (folder / "toolkit.toml").write_text(CONFIGURATION)
    return load_settings(folder)


def withdrawal(document_id: str = "bridge", *files: str) -> Withdrawal:
    return Withdrawal(document_id, WHEN, files or (f"en/{document_id}.html",))


def test_without_a_file_nothing_is_withdrawn(tmp_path: Path) -> None:
    assert read_withdrawn(newsroom(tmp_path)) == {}


@pytest.mark.slow
@given(NAMES, st.lists(NAMES, unique=True), st.text(st.characters(exclude_categories=["C"])))
def test_what_is_written_is_read_again(name: str, files: list[str], reason: str) -> None:
    said = " ".join(reason.split())
    each = Withdrawal(
        name,
        WHEN,
        tuple(f"en/{file.replace('/', '-')}" for file in files),
        (EN, KK),
        (Phrase(said, KK),) if said else (),
        nitf=bool(files),
        back={KK: WHEN} if reason else {},
    )
    assert withdrawals_in(withdrawals_written({name: each}), "w.toml") == {name: each}


def test_the_same_is_written_in_one_order() -> None:
    one, two = withdrawal("a"), withdrawal("b")
    assert withdrawals_written({"a": one, "b": two}) == withdrawals_written({"b": two, "a": one})


def test_what_people_have_added_stays_where_nothing_changes(tmp_path: Path) -> None:
    settings = newsroom(tmp_path)
    write_withdrawn(settings, {"bridge": withdrawal()})
    path = tmp_path / "locales/withdrawn.toml"
    path.write_text(path.read_text() + "# asked for by the court\n")
    before = path.read_text()
    write_withdrawn(settings, read_withdrawn(settings))
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("2026-11-30", dt.datetime(2026, 11, 30, tzinfo=dt.UTC)),
        ("2026-11-30T10:41:00+05:00", dt.datetime(2026, 11, 30, 5, 41, tzinfo=dt.UTC)),
    ],
)
def test_a_day_or_a_moment_is_enough(when: str, moment: dt.datetime) -> None:
    data = f'[bridge]\nwhen = {when}\nfiles = ["en/bridge.html"]\n'.encode()
    assert withdrawals_in(data, "w.toml")["bridge"].when == moment


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bridge = 1\n", "must be a table"),
        ('[bridge]\nfiles = ["en/a.html"]\n', "“when” must be a day"),
        ("[bridge]\nwhen = 2026-11-30T10:41:00\n", "“when” must be a day"),
        ("[bridge]\nwhen = 9999-12-31T23:59:59-05:00\n", "“when” must be a day"),
        ('[bridge]\nwhen = 2026-11-30\nfiles = "en/a.html"\n', "list of strings"),
        ('[bridge]\nwhen = 2026-11-30\nfiles = ["../a.html"]\n', "below the output"),
        ('[bridge]\nwhen = 2026-11-30\nfiles = ["/etc/passwd"]\n', "below the output"),
        ('[bridge]\nwhen = 2026-11-30\nfiles = ["a\\nb"]\n', "below the output"),
        ('[bridge]\nwhen = 2026-11-30\nreason = "x"\n', "must be a table"),
        ('[bridge]\nwhen = 2026-11-30\nreason.english = "x"\n', "english"),
        ('[bridge]\nwhen = 2026-11-30\nreason.en = "a\\u202eb"\n', "cannot be printed"),
        ("[bridge]\nwhen = 2026-11-30\nday = 2026-11-30\n", "unknown key “day”"),
        ("[bridge]\nwhen = 2026-11-30\nback = 2026-12-01\n", "must be a table"),
        ("[bridge]\nwhen = 2026-11-30\nback.kk = true\n", "“kk” must be a day"),
        ("[bridge]\nwhen = 2026-11-30\nnitf = 1\n", "“nitf” must be"),
        ("[bridge\n", "Expected"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, words: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        withdrawals_in(text.encode(), "locales/withdrawn.toml")
    (finding,) = caught.value.findings
    assert words in finding.message
    assert str(finding.location).startswith("locales/withdrawn.toml")
    assert finding.hint


def test_a_protected_name_is_refused(tmp_path: Path) -> None:
    settings = newsroom(tmp_path)
    write_withdrawn(settings, {"testova": withdrawal("testova")})
    protect(tmp_path, WITNESS)
    with pytest.raises(ToolkitError):
        read_withdrawn(settings)


def test_only_addresses_that_say_a_name_are_left_out(tmp_path: Path) -> None:
    both = {
        "a": withdrawal("a", "en/a.html", "en/testova.png"),
        "aigerim": withdrawal("aigerim"),
    }
    left, (told,) = without_names(both, protect(tmp_path, WITNESS))
    assert left == {"a": withdrawal("a", "en/a.html")}
    assert told.message.startswith("2 addresses")
