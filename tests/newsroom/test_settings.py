"""A newsroom's sources, document ids, and the places of its catalogs."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.formats import formats
from toolkit.localizing.policy import Policy
from toolkit.newsroom.settings import DocumentSet, ProjectSettings
from toolkit.newsroom.source_files import find_sources

KK, UG = Locale("kk"), Locale("ug")


def newsroom(folder: Path, *patterns: str, files: tuple[str, ...] = ()) -> ProjectSettings:
    """Make a newsroom of some files, with a set for each pattern."""
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\n")
    sets = tuple(DocumentSet(pattern) for pattern in patterns)
    locales = {locale: Policy(locale) for locale in (KK, UG)}
    return ProjectSettings(folder, Locale("en"), sets, locales)


def ids(project: ProjectSettings) -> list[str]:
    return [source.document_id for source in find_sources(project).sources]


def messages(project: ProjectSettings) -> list[str]:
    return [str(finding) for finding in find_sources(project).findings]


# --- sources


@pytest.mark.parametrize(
    ("pattern", "root"),
    [
        ("seeds/*.txt", "seeds"),
        ("*.txt", "."),
        ("news/**/*.txt", "news"),
        ("news/[ab]/x.txt", "news"),
        ("news/20??/x.txt", "news"),
        ("news/a/b.html", "news/a"),
        ("a.html", "."),
    ],
)
def test_a_sets_root_ends_before_its_first_wildcard(pattern: str, root: str) -> None:
    assert DocumentSet(pattern).root == PurePosixPath(root)


def test_an_id_is_the_path_below_the_root_without_the_suffix(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "news/**/*.txt", files=("news/a.txt", "news/2021/b.c.txt"))
    assert ids(project) == ["2021/b.c", "a"]


def test_sources_are_sorted_by_id_across_sets(tmp_path: Path) -> None:
    files = ("z/a.txt", "a/c.html", "b.xml")
    project = newsroom(tmp_path, "z/*.txt", "*.xml", "a/*.html", files=files)
    assert ids(project) == ["a", "b", "c"]
    assert [source.path for source in find_sources(project).sources] == [
        "z/a.txt",
        "b.xml",
        "a/c.html",
    ]


def test_a_file_of_two_sets_belongs_to_the_first(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "seeds/a.txt", "seeds/*.txt", files=("seeds/a.txt", "seeds/b.txt"))
    assert [source.options.files for source in find_sources(project).sources] == [
        "seeds/a.txt",
        "seeds/*.txt",
    ]


@pytest.mark.parametrize(
    "name", [".a.txt", ".hidden/a.txt", "output/kk/a.txt", "locales/a.txt", "x.txt/y"]
)
def test_what_a_pattern_matches_and_is_no_source(name: str, tmp_path: Path) -> None:
    project = newsroom(tmp_path, "**/*.txt", files=("seeds/b.txt", name))
    assert ids(project) == ["seeds/b"]


def test_a_hidden_folder_that_a_set_names_is_read(tmp_path: Path) -> None:
    assert ids(newsroom(tmp_path, ".drafts/*.txt", files=(".drafts/a.txt",))) == ["a"]


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    (message,) = messages(newsroom(tmp_path, "seeds/*.txt"))
    assert message.startswith("toolkit.toml: error: no file matches “seeds/*.txt”.")


# --- what stands beside articles


@pytest.mark.parametrize("pattern", ["a/*.svg", "a/*.SVG", "a/map.svg", "**/m*.svg", "a/[m]*.svg"])
def test_a_picture_that_a_format_reads_is_a_source_where_its_suffix_is_named(
    pattern: str, tmp_path: Path
) -> None:
    suffix = ".SVG" if "SVG" in pattern else ".svg"
    project = newsroom(tmp_path, pattern, files=(f"a/map{suffix}", "a/map.png"))
    assert [source.path for source in find_sources(project).sources] == [f"a/map{suffix}"]


@pytest.mark.parametrize("pattern", ["a/*", "**/*", "a/*.*", "a/*.[st]*"])
def test_pictures_beside_articles_are_no_sources(pattern: str, tmp_path: Path) -> None:
    project = newsroom(tmp_path, pattern, files=("a/map.svg", "a/x.SVG", "a/film.vtt", "a/b.txt"))
    assert [source.path for source in find_sources(project).sources] == ["a/b.txt"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            ("a/map.svg",),
            "warning: “a/*” matches no article, only “a/map.svg”. Hint: name its",
        ),
        ((".git/x", "a/.b.txt"), "warning: “a/*” matches no article, only “a/.b.txt”. Hint: put"),
        ((), "error: no file matches “a/*”. Hint: bring back the folder “a”"),
    ],
)
def test_a_pattern_without_articles_says_what_it_matches(
    files: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    (told,) = messages(newsroom(tmp_path, "a/*", files=files))
    assert f"toolkit.toml: {message}" in told


_SUBTITLES = """
from toolkit.document.formats import FORMATS, Format

TEXT = FORMATS[0]
SUBTITLES = Format(
    "subtitles", "Subtitles", (".vtt",), TEXT.rules, lambda *given: None, TEXT.roles
)
"""


@pytest.fixture
def subtitles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a package that reads what the toolkit takes for a film's."""
    information = tmp_path / "packages" / "subtitles-1.0.dist-info"
    information.mkdir(parents=True)
    (tmp_path / "packages" / "newsroom_subtitles.py").write_text(_SUBTITLES)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: subtitles\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        "[toolkit.formats]\nsubtitles = newsroom_subtitles:SUBTITLES\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "packages")
    formats.cache_clear()
    yield
    formats.cache_clear()
    sys.modules.pop("newsroom_subtitles", None)


@pytest.mark.usefixtures("subtitles")
@pytest.mark.parametrize("pattern", ["a/*.vtt", "a/*", "**/*.*"])
def test_what_a_package_s_format_reads_is_a_source(pattern: str, tmp_path: Path) -> None:
    files = ("a/film.vtt", "a/map.svg", "a/film.mp4")
    project = newsroom(tmp_path / "newsroom", pattern, files=files)
    assert [source.path for source in find_sources(project).sources] == ["a/film.vtt"]


@pytest.mark.parametrize(
    ("patterns", "files"),
    [
        (("seeds/*",), ("seeds/a.html", "seeds/a.txt")),
        (("seeds/*.txt", "pages/*.html"), ("seeds/a.txt", "pages/a.html")),
        (("a/*.txt", "b/*.txt"), ("a/x.txt", "b/x.txt")),
    ],
)
def test_two_sources_of_one_id_are_an_error_that_names_both(
    patterns: tuple[str, ...], files: tuple[str, ...], tmp_path: Path
) -> None:
    (message,) = messages(newsroom(tmp_path, *patterns, files=files))
    assert all(f"“{name}”" in message for name in files)


def test_sets_of_different_roots_may_hold_one_name(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a/*.txt", "**/*.html", files=("a/x.txt", "b/x.html"))
    assert ids(project) == ["b/x", "x"]


@pytest.mark.parametrize("name", ["index.txt", "2021/index.txt"])
def test_the_id_index_is_kept_for_the_site(name: str, tmp_path: Path) -> None:
    (message,) = messages(newsroom(tmp_path, "**/*.txt", files=(name,)))
    assert message.startswith(f"{name}: error: the name “index” is reserved")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a\u202etxt.exe.txt", "U+202E"),
        ("a\nb.txt", "U+000A"),
        ("a\u2028b.txt", "U+2028"),
        ("a\u2068b.txt", "U+2068"),
        ("a\x1b[2Jb.txt", "U+001B"),
        ("a\udcff.txt", "U+DCFF"),
    ],
)
def test_a_name_that_no_catalog_can_hold_is_an_error(name: str, code: str, tmp_path: Path) -> None:
    (message,) = messages(newsroom(tmp_path, "seeds/*.txt", files=(f"seeds/{name}",)))
    assert f"the file's name contains {code}" in message
    assert message.isprintable()


def test_names_in_every_script_are_sources(tmp_path: Path) -> None:
    names = ("мақала 1.txt", "ماقالە.txt", "文章.txt", "a'b&c#d.txt")
    assert len(ids(newsroom(tmp_path, "*.txt", files=names))) == 4


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "a/*", "b/*", files=("a/index.txt", "a/x.txt", "a/x.html"))
    assert len(messages(project)) == 3


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text("secret\n")
    return folder


def test_a_link_to_a_file_outside_is_an_error(tmp_path: Path, outside: Path) -> None:
    project = newsroom(tmp_path / "news", "*.txt", files=("b.txt",))
    (tmp_path / "news" / "a.txt").symlink_to(outside / "secret.txt")
    (message,) = messages(project)
    assert message.startswith("a.txt: error: the source is a link that leads outside")


def test_a_link_to_a_folder_outside_is_an_error(tmp_path: Path, outside: Path) -> None:
    project = newsroom(tmp_path / "news", "seeds/*.txt", files=("b.txt",))
    (tmp_path / "news" / "seeds").symlink_to(outside)
    (message,) = messages(project)
    assert message.startswith("seeds/secret.txt: error: the source is a link")


def test_a_link_inside_the_newsroom_is_a_source(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "seeds/*.txt", files=("drafts/a.txt",))
    (tmp_path / "seeds").symlink_to("drafts")
    assert ids(project) == ["a"]


def test_a_newsroom_behind_a_link_has_its_sources(tmp_path: Path) -> None:
    newsroom(tmp_path / "real", "*.txt", files=("a.txt",))
    (tmp_path / "link").symlink_to("real")
    assert ids(newsroom(tmp_path / "link", "*.txt")) == ["a"]


def test_a_link_that_leads_to_itself_is_no_source(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "*.txt", files=("a.txt",))
    (tmp_path / "b.txt").symlink_to("b.txt")
    assert ids(project) == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_source(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "*.txt", files=("a.txt",))
    os.mkfifo(tmp_path / "b.txt")
    assert ids(project) == ["a"]


# --- places


def test_catalogs_stand_by_locale_and_id(tmp_path: Path) -> None:
    project = newsroom(tmp_path)
    assert project.template_path("2021/a.b") == tmp_path / "locales/2021/a.b.pot"
    assert project.catalog_path("2021/a.b", KK) == tmp_path / "locales/kk/LC_MESSAGES/2021/a.b.po"


def test_a_path_is_shown_below_the_newsroom(tmp_path: Path) -> None:
    project = newsroom(tmp_path / "news")
    assert project.shown(tmp_path / "news" / "locales" / "a.pot") == "locales/a.pot"


def test_a_path_elsewhere_is_shown_whole(tmp_path: Path) -> None:
    assert newsroom(tmp_path / "news").shown(tmp_path / "a.pot") == str(tmp_path / "a.pot")


# --- locales


def test_no_tags_choose_all_locales(tmp_path: Path) -> None:
    assert newsroom(tmp_path).chosen([]) == (KK, UG)


def test_tags_choose_in_their_order_and_once(tmp_path: Path) -> None:
    assert newsroom(tmp_path).chosen(["UG", "kk", "ug"]) == (UG, KK)


def test_the_sources_locale_may_be_chosen(tmp_path: Path) -> None:
    assert newsroom(tmp_path).chosen(["en"]) == (Locale("en"),)


def test_a_locale_that_is_not_configured_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match=r"add \[locales\.ru\], or choose among en, kk, ug"):
        newsroom(tmp_path).chosen(["ru"])


@pytest.mark.parametrize(
    ("tag", "hint"),
    [("kk-KZ", r"add \[locales\.kk-KZ\], or use kk"), ("en-GB", r"or use en\.")],
)
def test_a_locale_of_a_language_that_is_configured_is_told_that_one(
    tag: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(ToolkitError, match=hint):
        newsroom(tmp_path).chosen([tag])


def test_a_folder_that_is_named_as_posix_does_is_the_locales(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "*.txt")
    (tmp_path / "locales" / "pt_BR").mkdir(parents=True)
    path = project.catalog_path("a", Locale("pt-BR"))
    assert path == tmp_path / "locales" / "pt_BR" / "LC_MESSAGES" / "a.po"


def test_a_folder_that_is_named_by_the_tag_comes_first(tmp_path: Path) -> None:
    project = newsroom(tmp_path, "*.txt")
    for name in ("pt_BR", "pt-BR"):
        (tmp_path / "locales" / name).mkdir(parents=True)
    assert project.overlay_path("a", Locale("pt-BR")).parent.parent.name == "pt-BR"
