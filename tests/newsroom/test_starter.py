"""toolkit init: the toolkit.toml it writes is one that the toolkit reads, with every article."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws import examples
from toolkit.base.errors import ToolkitError
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import find_sources
from toolkit.newsroom.starter import start_newsroom

LAW = examples(50)


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text\n")


def start(folder: Path, articles: str = ".", *tags: str, source: str = "en") -> ProjectSettings:
    assert start_newsroom(folder, articles, source, tags) == folder / "toolkit.toml"
    return load_settings(folder)


def ids(project: ProjectSettings) -> list[str]:
    return [source.document_id for source in find_sources(project).sources]


@pytest.mark.parametrize(
    ("articles", "files", "expected"),
    [
        ("seeds", ("seeds/a.txt", "seeds/b.HTML"), ["a", "b"]),
        (".", ("a.txt", "seeds/b.txt"), ["a", "b"]),
        ("news", ("news/2020/a.txt", "news/2021/a.txt"), ["2020/a", "2021/a"]),
        (".", ("news/2020/a.txt", "news/2021/a.txt"), ["2020/a", "2021/a"]),
        ("news/world", ("news/world/a.txt", "news/world/x/a.txt", "news/b.txt"), ["a", "x/a"]),
        ("se[ed]s", ("se[ed]s/a.txt",), ["se[ed]s/a"]),
        (".", ("seeds/a.txt", "output/en/a.html", "locales/x.xml"), ["a"]),
        (".", ("seeds/a.txt", ".git/b.txt", "node_modules/c.html"), ["a"]),
        (".", ("seeds/a.txt", "notes.odt", "README.txt"), ["a"]),
    ],
)
def test_every_article_is_a_document(
    articles: str, files: tuple[str, ...], expected: list[str], tmp_path: Path
) -> None:
    make(tmp_path, *files)
    assert ids(start(tmp_path, articles)) == expected


def test_the_locales_asked_for_are_configured(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    project = start(tmp_path, ".", "KK", "kk-arab", "kk")
    assert [locale.tag for locale in project.locales] == ["kk", "kk-Arab"]


def test_the_locales_that_have_catalogs_are_configured(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "locales/ug/LC_MESSAGES/a.po", "locales/none/LC_MESSAGES/a.po")
    assert [locale.tag for locale in start(tmp_path, ".", "kk").locales] == ["kk", "ug"]


def test_the_source_is_no_locale_to_translate_into(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    project = start(tmp_path, ".", "kk", "en", source="kk")
    assert project.source.tag == "kk"
    assert [locale.tag for locale in project.locales] == ["en"]


def test_a_newsroom_without_locales_says_how_to_add_one(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    start(tmp_path)
    assert "# [locales.kk]" in (tmp_path / "toolkit.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "title"),
    [("BBC-kazakh_desk", "BBC kazakh desk"), ("новости", "Новости"), ("--", "Newsroom")],
)
def test_the_title_is_the_folders_name(name: str, title: str, tmp_path: Path) -> None:
    make(tmp_path / name, "a.txt")
    assert start(tmp_path / name).title == title


def test_the_title_is_the_folders_own_name_however_it_is_called(tmp_path: Path) -> None:
    make(tmp_path / "desk", "a.txt", "sub/b.txt")
    start_newsroom(tmp_path / "desk" / "sub" / "..", ".", "en", [])
    assert load_settings(tmp_path / "desk").title == "Desk"


@LAW
@given(st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=20))
@example('a"b\\c')
@example("tag \U000e0041")
@example("\u202e")
def test_any_folders_name_makes_a_file_that_is_read(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.mktemp("any") / f"x{name}"
    make(folder, "a.txt")
    assert start(folder).title


def test_a_folder_whose_name_is_no_utf8_makes_a_file_that_is_read(tmp_path: Path) -> None:
    make(tmp_path / "a\udcffb", "a.txt")
    assert start(tmp_path / "a\udcffb").title == "A b"


# --- what is refused


def error(folder: Path, articles: str = ".", *tags: str, source: str = "en") -> str:
    with pytest.raises(ToolkitError) as caught:
        start_newsroom(folder, articles, source, tags)
    return str(caught.value)


def test_a_newsroom_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "toolkit.toml")
    assert "there is already a newsroom here" in error(tmp_path)
    assert (tmp_path / "toolkit.toml").read_text() == "text\n"


@pytest.mark.parametrize("articles", ["..", "/", "seeds/../.."])
def test_articles_outside_are_refused(articles: str, tmp_path: Path) -> None:
    assert "the articles lie outside" in error(tmp_path, articles)


def test_articles_behind_a_link_to_outside_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "outside/a.txt", "news/b.txt")
    (tmp_path / "news" / "seeds").symlink_to(tmp_path / "outside")
    assert "the articles lie outside" in error(tmp_path / "news", "seeds")


def test_articles_in_no_folder_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert "no such folder" in error(tmp_path, "seeds")


def test_an_article_in_place_of_its_folder_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    said = error(tmp_path, "a.txt")
    assert said == "a.txt: error: this is a file. Hint: name the folder that it is in."


def test_articles_behind_a_link_that_leads_to_itself_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert "no such folder" in error(tmp_path, "loop")


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "README.txt", "index.html", "notes.odt")
    assert "there are no articles in this folder" in error(tmp_path)


@pytest.mark.parametrize(("tag", "source"), [("xx", "en"), ("kk", "english")])
def test_a_tag_that_is_none_is_refused(tag: str, source: str, tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert "is not a language tag" in error(tmp_path, ".", tag, source=source)
    assert not (tmp_path / "toolkit.toml").exists()


def test_a_folder_whose_name_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "name too long" in error(tmp_path / ("a" * 5000))
