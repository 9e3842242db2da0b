"""Launches: what appears together, what waits for what, and what a launch never takes away."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newsrooms import contents, make, translate
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.cli import main
from toolkit.desk.board import board_of
from toolkit.desk.desk_pages import board_page
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing.build_cache import CACHE
from toolkit.newsroom.publishing.published import RECORD

SIX = dt.datetime(2026, 12, 1, 6, tzinfo=dt.UTC)
BEFORE, AFTER = SIX - dt.timedelta(minutes=1), SIX
NEWSROOM = """source = "en"
title = "Test"

[[documents]]
files = "articles/*.txt"

[locales.kk]
publish = { threshold = 100 }

[locales.ru]
publish = { threshold = 100 }

[locales.ug]
publish = { threshold = 100 }

[locales.kk-Latn]
from = "kk"

"""
LAUNCH = '[[launch]]\ndocuments = ["bridge"]\nlocales = ["kk", "ru", "ug"]\n'
LAST = "It was washed"
"""How the last paragraph begins, of six words."""


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all builds of a test happen at once: editions say since when they have changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(SIX.timestamp())))


@pytest.fixture
def newsroom(tmp_path: Path) -> Callable[..., Project]:
    """Make a newsroom, with the article translated into Kazakh, and all but whole into Russian."""

    def made(more: str = LAUNCH, settings: str = NEWSROOM) -> Project:
        (tmp_path / "articles").mkdir()
        (tmp_path / "articles" / "river.txt").write_text("The river\n\nIt rose.\n")
        project = make(tmp_path, settings + more)
        translate(project, "kk")
        translate(project, "ru", but=LAST)
        translate(project, "ug")
        return project

    return made


def published(project: Project, document_id: str = "bridge") -> list[str]:
    output = project.settings.root / "output"
    return sorted(each.parent.name for each in output.glob(f"*/{document_id}.html"))


def launch_of(project: Project, old: str, new: str) -> Project:
    """Return a newsroom whose toolkit.toml says something else."""
    file = project.settings.root / "toolkit.toml"
    file.write_text(file.read_text().replace(old, new))
    return Project.load(project.settings.root)


def reasons(project: Project, now: dt.datetime = AFTER) -> dict[str, str]:
    """Build; return why editions of the article are not published, by their locales."""
    editions = project.build(now=now).editions
    return {
        each.locale.tag: each.reason
        for each in editions
        if not each.published and each.document_id == "bridge"
    }


def test_editions_wait_for_the_last_of_their_launch(newsroom: Callable[..., Project]) -> None:
    project = newsroom()
    project.build()
    assert published(project) == ["en"]


def test_a_build_names_what_they_wait_for(newsroom: Callable[..., Project]) -> None:
    assert reasons(newsroom())["kk"] == "it waits for bridge (ru: 6 words)"


def test_what_is_not_ready_says_why_itself(newsroom: Callable[..., Project]) -> None:
    assert reasons(newsroom())["ru"].endswith("100 % are required")


@pytest.mark.slow
def test_no_other_page_names_what_waits(newsroom: Callable[..., Project]) -> None:
    project = newsroom()
    project.build()
    page = (project.settings.root / "output/en/bridge.html").read_text()
    assert "kk/bridge" not in page


@pytest.mark.slow
def test_the_last_edition_releases_the_others(newsroom: Callable[..., Project]) -> None:
    project = newsroom()
    project.build()
    translate(project, "ru")
    report = project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ru", "ug"]
    assert set(report.reasons) == {"bridge"}


@pytest.mark.slow
def test_a_released_build_has_the_bytes_of_a_build_of_everything(
    newsroom: Callable[..., Project],
) -> None:
    project = newsroom()
    project.build()
    translate(project, "ru")
    project.build()
    output = project.settings.root / "output"
    made = contents(output)
    for path in made:
        (output / path).unlink()
    (project.settings.root / CACHE).unlink()
    project.build(everything=True)
    assert contents(output) == made


@pytest.mark.slow
def test_a_launch_that_waits_makes_nothing_again(newsroom: Callable[..., Project]) -> None:
    project = newsroom()
    project.build()
    report = project.build()
    assert (report.reasons, report.changed) == ({}, ())


@pytest.mark.slow
def test_an_edition_of_another_document_releases_a_kept_one(
    newsroom: Callable[..., Project],
) -> None:
    project = newsroom('[[launch]]\ndocuments = ["*"]\nlocales = ["kk"]\n')
    assert reasons(project)["kk"] == "it waits for river (kk: 4 words)"
    translate(project, "kk", document_id="river")
    report = project.build()
    assert report.reasons["bridge"] == "its launch has opened"
    assert "kk" in published(project)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("now", "expected"), [(BEFORE, ["en"]), (AFTER, ["en", "kk", "kk-Latn", "ru", "ug"])]
)
def test_nothing_appears_before_its_time(
    now: dt.datetime, expected: list[str], newsroom: Callable[..., Project]
) -> None:
    project = newsroom(LAUNCH + "time = 2026-12-01T06:00:00Z\n")
    translate(project, "ru")
    project.build(now=BEFORE)
    project.build(now=now)
    assert published(project) == expected


def test_a_time_is_named(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH + "time = 2026-12-01T06:00:00Z\n")
    named = "it waits for bridge (ru: 6 words), and for its launch at 2026-12-01 06:00+00:00"
    assert reasons(project, BEFORE)["ug"] == named


@pytest.mark.slow
def test_any_waits_for_the_time_alone(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH + 'ready = "any"\ntime = 2026-12-01T06:00:00Z\n')
    project.build(now=BEFORE)
    assert published(project) == ["en"]
    project.build(now=AFTER)
    assert published(project) == ["en", "kk", "kk-Latn", "ug"]


@pytest.mark.slow
def test_a_quorum_opens_without_the_rest(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH + 'ready = "quorum"\nquorum = 2\n')
    project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ug"]


def test_a_quorum_says_how_many_it_lacks(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH + 'ready = "quorum"\nquorum = 2\n')
    translate(project, "ug", but=LAST)
    expected = "it waits for 1 more of the languages of bridge (ru: 6 words; ug: 6 words)"
    assert reasons(project)["kk"] == expected


@pytest.mark.slow
def test_the_original_may_wait_too(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH.replace('"kk",', '"en", "kk",'))
    assert "en" in reasons(project)
    assert published(project) == []
    translate(project, "ru")
    project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ru", "ug"]


def test_no_translation_appears_before_its_original(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH.replace('"kk", "ru", "ug"', '"en", "ru"'))
    project.build()
    assert published(project) == []


@pytest.mark.slow
@pytest.mark.parametrize("later", [1, -1])
def test_the_later_of_embargo_and_launch_counts(
    later: int, newsroom: Callable[..., Project]
) -> None:
    hour = dt.timedelta(hours=later)
    embargo = f'files = "articles/*.txt"\nembargo = {(SIX + hour).isoformat()}'
    settings = NEWSROOM.replace('files = "articles/*.txt"', embargo)
    project = newsroom(LAUNCH + f"time = {SIX.isoformat()}\n", settings)
    translate(project, "ru")
    last = max(SIX, SIX + hour)
    project.build(now=last - dt.timedelta(minutes=1))
    assert "kk" not in published(project)
    project.build(now=last)
    assert "kk" in published(project)


@pytest.mark.slow
def test_nothing_is_withdrawn_by_a_launch_that_is_written_later(
    newsroom: Callable[..., Project],
) -> None:
    project = newsroom("")
    project.build()
    file = project.settings.root / "toolkit.toml"
    file.write_text(file.read_text() + LAUNCH)
    project = Project.load(project.settings.root)
    project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ug"]


@pytest.mark.slow
def test_a_launch_that_has_opened_stays_open(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH + "time = 2026-12-01T06:00:00Z\n")
    translate(project, "ru")
    project.build()
    translate(project, "kk", but=LAST)
    translate(project, "ru", but=LAST)
    project.build(now=BEFORE)
    assert published(project) == ["en", "ug"]
    translate(project, "kk")
    project.build(now=BEFORE)
    assert published(project) == ["en", "kk", "kk-Latn", "ug"]


UNSAID = NEWSROOM.replace("publish = { threshold = 100 }\n", "")


@pytest.mark.slow
def test_without_a_threshold_a_launch_waits_for_whole_translations(
    newsroom: Callable[..., Project],
) -> None:
    project = newsroom(settings=UNSAID)
    assert reasons(project)["kk"] == "it waits for bridge (ru: 6 words)"
    assert published(project) == ["en"]
    translate(project, "ru")
    project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ru", "ug"]


@pytest.mark.slow
@pytest.mark.parametrize("enough", ["threshold = 0", "threshold = 50", "priority = 0"])
def test_what_is_enough_is_what_the_policy_says(
    enough: str, newsroom: Callable[..., Project]
) -> None:
    project = newsroom(settings=NEWSROOM.replace("threshold = 100", enough))
    project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ru", "ug"]


@pytest.mark.slow
@pytest.mark.parametrize("ready", ["any", "quorum"])
def test_a_language_that_is_only_begun_follows_when_it_is_whole(
    ready: str, newsroom: Callable[..., Project]
) -> None:
    more = f'{LAUNCH}ready = "{ready}"\n' + ("quorum = 2\n" if ready == "quorum" else "")
    project = newsroom(more, UNSAID)
    translate(project, "ru")
    translate(project, "kk", but=LAST)
    for _ in range(2):  # the second build is one of an open launch
        assert reasons(project)["kk-Latn"] == "it waits for bridge (kk: 6 words)"
        assert published(project) == ["en", "ru", "ug"]
    translate(project, "kk")
    project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ru", "ug"]


@pytest.mark.slow
def test_what_was_out_before_its_launch_stays_though_it_is_only_begun(
    newsroom: Callable[..., Project],
) -> None:
    project = newsroom("", UNSAID)
    project.build()
    file = project.settings.root / "toolkit.toml"
    file.write_text(file.read_text() + LAUNCH)
    project = Project.load(project.settings.root)
    for _ in range(2):
        project.build()
        assert published(project) == ["en", "kk", "kk-Latn", "ru", "ug"]


@pytest.mark.slow
@pytest.mark.parametrize(("tags", "documents"), [(["kk", "ru"], []), ([], ["bridge"])])
def test_a_build_of_a_part_does_not_open_a_launch(
    tags: list[str], documents: list[str], newsroom: Callable[..., Project]
) -> None:
    launch = LAUNCH.replace('["bridge"]', '["bridge", "river"]')
    project = newsroom(launch)
    for tag in ("kk", "ru", "ug"):
        translate(project, tag)
        translate(project, tag, document_id="river")
    report = project.build(tags, documents=documents)
    assert published(project) == ["en"]
    assert "it waits for a build of its whole launch" in {each.reason for each in report.editions}
    project.build()
    assert published(project) == ["en", "kk", "kk-Latn", "ru", "ug"]


def test_a_catalog_that_cannot_be_read_is_waited_for(newsroom: Callable[..., Project]) -> None:
    project = newsroom()
    project.settings.catalog_path("bridge", Locale("ru")).write_text("no catalog")
    assert reasons(project)["kk"] == "it waits for bridge (ru: one of its files cannot be read)"


@pytest.mark.slow
def test_a_withdrawn_article_is_not_waited_for(newsroom: Callable[..., Project]) -> None:
    project = newsroom('[[launch]]\ndocuments = ["bridge", "river"]\nlocales = ["kk"]\n')
    (project.settings.root / "articles" / "river.txt").unlink()
    project.build()
    assert "kk" in published(project)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bridge", "articles/bridge.txt"])
def test_a_renamed_article_stays_in_its_launch(name: str, newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH.replace("bridge", name))
    articles = project.settings.root / "articles"
    (articles / "bridge.txt").rename(articles / "crossing.txt")
    project.build()
    project.update()
    project.build()
    assert published(project, "crossing") == ["en"]


@pytest.mark.slow
def test_others_wait_for_an_article_that_is_renamed_and_not_updated_yet(
    newsroom: Callable[..., Project],
) -> None:
    project = newsroom('[[launch]]\ndocuments = ["bridge", "river"]\nlocales = ["ru"]\n')
    translate(project, "ru", document_id="river")
    articles = project.settings.root / "articles"
    (articles / "bridge.txt").rename(articles / "crossing.txt")
    project.build()
    assert published(project, "river") == ["en"]


def test_a_document_that_never_was_stops_the_build(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH.replace("bridge", "bridgs"))
    expected = r"toolkit.toml:20:14: error: the launch names “bridgs”.*did you mean “bridge”"
    with pytest.raises(ToolkitError, match=expected):
        project.build()
    assert not (project.settings.root / "output").exists()


def test_two_launches_do_not_hold_one_edition(newsroom: Callable[..., Project]) -> None:
    project = newsroom(LAUNCH + '[[launch]]\ndocuments = ["b*"]\nlocales = ["ug"]\n')
    expected = "toolkit.toml:22:1: error: “bridge” in ug belongs to the launch in line 19 too"
    with pytest.raises(ToolkitError, match=expected):
        project.build()


def test_status_says_what_waits_and_what_is_next(newsroom: Callable[..., Project]) -> None:
    found = {each.locale.tag: each.waits for each in newsroom().status(documents=["bridge"])}
    assert found["ru"] is None
    assert found["kk"] is not None
    assert found["kk"].reason == "it waits for bridge (ru: 6 words)"
    assert found["kk-Latn"] == found["kk"]
    assert found["kk"].next == "toolkit export -l ru --to xliff --waiting bridge"


def test_status_names_a_launch_that_is_wrong(newsroom: Callable[..., Project]) -> None:
    findings = newsroom(LAUNCH.replace("bridge", "bridgs")).status().findings
    assert [each.code for each in findings] == ["configuration"]


def test_the_board_says_what_waits_and_what_is_next(newsroom: Callable[..., Project]) -> None:
    board = board_of(newsroom().settings, AFTER)
    (row,) = [each for each in board.rows if each.document_id == "bridge"]
    cells = {each.locale.tag: (each.reason, each.next) for each in row.cells}
    assert cells["ug"] == (
        "it waits for bridge (ru: 6 words)",
        "toolkit export -l ru --to xliff --waiting bridge",
    )


def test_the_page_of_the_board_shows_it(newsroom: Callable[..., Project]) -> None:
    settings = newsroom().settings
    page = board_page(settings, board_of(settings, AFTER), Locale("en")).decode()
    assert "it waits for bridge (ru: 6 words)" in page
    assert "toolkit export -l ru --to xliff --waiting bridge" in re.sub("</?span>", "", page)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "6 documents: held back by a launch (-v lists them)"),
        (["--by", "document"], "next: toolkit export -l ru --to xliff --waiting late0"),
    ],
)
def test_many_documents_that_wait_are_one_line(
    options: list[str],
    expected: str,
    newsroom: Callable[..., Project],
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = newsroom('[[launch]]\ndocuments = ["late*"]\nlocales = ["kk", "ru"]\n')
    root = project.settings.root
    for number in range(6):
        (root / "articles" / f"late{number}.txt").write_text(f"Late {number}\n\nIt is told.\n")
    project.update()
    for number in range(6):
        translate(project, "kk", document_id=f"late{number}")
    main(["-C", str(root), "status", *options])
    assert expected in capsys.readouterr().out


def test_a_program_can_read_what_waits(
    newsroom: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    root = newsroom().settings.root
    main(["-C", str(root), "status", "bridge", "-l", "kk", "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    (last,) = row["waits"]["for"]
    assert (last["document"], last["locale"], last["words"]) == ("bridge", "ru", 6)


def test_a_review_is_what_is_next_where_one_is_required(newsroom: Callable[..., Project]) -> None:
    required = "[locales.ru]\npublish = { require = 'reviewed', threshold = 100 }"
    project = newsroom(
        LAUNCH, NEWSROOM.replace("[locales.ru]\npublish = { threshold = 100 }", required)
    )
    (kk,) = project.status(["kk"], ["bridge"])
    assert kk.waits is not None
    assert kk.waits.next == "toolkit review list -l ru -d bridge"


@pytest.mark.slow
def test_the_record_forgets_a_launch_that_is_deleted(newsroom: Callable[..., Project]) -> None:
    project = newsroom()
    translate(project, "ru")
    project.build()
    record = project.settings.root / "output" / RECORD
    assert "launch" in record.read_text()
    launch_of(project, LAUNCH, "").build()
    assert not any("launch" in json.loads(line) for line in record.read_text().splitlines())
