import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.base.registry import added_names, did_you_mean, nearest, registered

GROUP = "toolkit.tests"


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    summary: str


HAMMER = Tool("hammer", "drives nails")
OWN = (HAMMER,)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that packages can be installed into."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def install(folder: Path, module: str, source: str, *points: str) -> None:
    (folder / f"{module}.py").write_text(source)
    information = folder / f"{module}-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[{GROUP}]\n" + "\n".join(points))
    sys.modules.pop(module, None)


def tool_name(tool: Tool) -> str:
    return tool.name


def tools() -> list[str]:
    return list(registered(GROUP, OWN, "tool", tool_name))


SAW = "from tests.base.test_registry import Tool\nSAW = Tool('saw', 'cuts')\n"


def test_the_built_in_ones_are_there() -> None:
    assert registered(GROUP, OWN, "tool", tool_name) == {"hammer": HAMMER}


def test_those_of_packages_come_after_them(package: Path) -> None:
    install(package, "newsroom_saw", SAW, "saw = newsroom_saw:SAW")
    assert tools() == ["hammer", "saw"]


def test_names_are_known_before_anything_is_loaded(package: Path) -> None:
    install(package, "newsroom_gone", "raise ImportError\n", "gone = newsroom_gone:GONE")
    assert added_names(GROUP) == ("gone",)


def test_a_name_that_stands_twice_names_both(package: Path) -> None:
    install(package, "newsroom_mallet", SAW.replace("saw", "hammer"), "m = newsroom_mallet:SAW")
    with pytest.raises(ToolkitError, match=r"two tools .*“hammer”: drives nails, cuts"):
        tools()


@pytest.mark.parametrize("source", ["raise ImportError('no wood')\n", "SAWN = 1\n", "def (:\n"])
def test_one_that_cannot_be_loaded_names_its_package(package: Path, source: str) -> None:
    install(package, "newsroom_broken", source, "saw = newsroom_broken:SAW")
    with pytest.raises(ToolkitError, match=r"“saw” cannot be loaded: .*uninstall newsroom_broken"):
        tools()


def test_one_that_is_something_else_is_refused(package: Path) -> None:
    install(package, "newsroom_text", "SAW = 'saw'\n", "saw = newsroom_text:SAW")
    with pytest.raises(ToolkitError, match=r"“saw” \(newsroom_text:SAW\) is not of type Tool"):
        tools()


@pytest.mark.parametrize(
    ("name", "near"), [("titel", "title"), ("Title", "title"), ("colour", ""), ("", "")]
)
def test_the_nearest_name_is_told_if_it_is_like_the_wrong_one(name: str, near: str) -> None:
    assert nearest(name, ["source", "title", "tilt"]) == near


def test_how_much_alike_two_names_must_be_is_the_caller_s_to_say() -> None:
    assert nearest("p-1234", ["p-9999"], alike=0.8) == ""
    assert nearest("colour", iter(["title"]), alike=0) == "title"


def test_a_hint_names_the_nearest_or_says_what_else_to_do() -> None:
    assert did_you_mean("titel", ["title"], "look it up") == "did you mean “title”"
    assert did_you_mean("colour", ["title"], "look it up") == "look it up"
    assert did_you_mean("colour", [], "look it up") == "look it up"
