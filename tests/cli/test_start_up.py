"""Start-up: a verb loads what it needs, so that it answers at once."""

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

_LATER = (
    "jinja2",
    "rapidfuzz",
    "toolkit.catalog.changed_words",
    "toolkit.catalog.memory.store",
    "toolkit.checks.names",
    "toolkit.editions.page",
    "toolkit.language.sentences.segmenter",
)


def _loaded(folder: Path, *words: str) -> set[str]:
    code = f"""
import sys
from toolkit.cli import main
assert main({list(words)!r}) == 0
print("loaded:", *sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        input="",
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


def test_status_loads_nothing_that_writes_or_checks(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/heat.txt").write_text("Heat\n\nIt is hot.\n", encoding="utf-8")
    settings = 'source = "en"\n[locales.kk]\n[locales.ug]\n[locales.ug-Latn]\nfrom = "ug"\n'
    settings += '[[documents]]\nfiles = "articles/*.txt"\n'
    (tmp_path / "toolkit.toml").write_text(settings, encoding="utf-8")
    assert _loaded(tmp_path, "status").isdisjoint(_LATER)


def test_a_build_with_nothing_to_do_loads_nothing_that_makes_editions(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/heat.txt").write_text("Heat\n\nIt is hot.\n", encoding="utf-8")
    settings = 'source = "en"\n[locales.kk]\n[[documents]]\nfiles = "articles/*.txt"\n'
    (tmp_path / "toolkit.toml").write_text(settings, encoding="utf-8")
    makers = {
        "jinja2",
        "toolkit.checks.built_in",
        "toolkit.editions.page",
        "toolkit.newsroom.publishing.document_editions",
        "toolkit.newsroom.publishing.round_files",
        "toolkit.newsroom.updating",
    }
    assert _loaded(tmp_path, "build") >= {"jinja2", "toolkit.editions.page"}
    assert _loaded(tmp_path, "build").isdisjoint(makers)


def test_a_template_of_one_page_loads_nothing_that_fetches_or_matches(tmp_path: Path) -> None:
    (tmp_path / "heat.html").write_text("<p>It is hot. It stays hot.</p>", encoding="utf-8")
    loaded = _loaded(tmp_path, "-q", "extract", "heat.html", "-o", "heat.pot")
    others = {"babel", "filelock", "http.client", "json", "rapidfuzz", "regex", "ssl", "tempfile"}
    ours = {
        "toolkit.base.markup.html_spans",
        "toolkit.base.toml",
        "toolkit.catalog.matching",
        "toolkit.catalog.memory.memory_server",
        "toolkit.catalog.po.plural",
        "toolkit.catalog.po.reader",
        "toolkit.document.formats.dates",
        "toolkit.document.its.limits",
        "toolkit.newsroom.protection.identities",
    }
    assert loaded.isdisjoint(others | ours)


def test_a_template_that_is_there_is_made_anew_without_a_newsroom(tmp_path: Path) -> None:
    for words in ("It is hot.", "It stays hot."):
        (tmp_path / "heat.html").write_text(f"<p>{words}</p>", encoding="utf-8")
        loaded = _loaded(tmp_path, "-q", "extract", "heat.html", "-o", "heat.pot")
    assert words in (tmp_path / "heat.pot").read_text(encoding="utf-8")
    assert "toolkit.newsroom.configuration" not in loaded


def test_a_template_of_one_text_loads_nothing_of_html(tmp_path: Path) -> None:
    (tmp_path / "heat.txt").write_text("Heat\n\nIt is hot.\n", encoding="utf-8")
    loaded = _loaded(tmp_path, "-q", "extract", "heat.txt", "-o", "heat.pot")
    assert loaded.isdisjoint({"babel", "selectolax", "toolkit.base.markup.html"})


def test_an_update_of_one_catalog_loads_only_what_tells_edits(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for name, message, translation in (
        ("hot.pot", "is very hot", ""),
        ("kk.po", "is hot", "Ыстық"),
    ):
        text = f'{header}msgid "It {message}"\nmsgstr "{translation}"\n'
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = _loaded(tmp_path, "update", "hot.pot", "kk.po")
    assert "fuzzy" in (tmp_path / "kk.po").read_text(encoding="utf-8")
    others = ("importlib.resources", "jinja2", "lxml", "toolkit.document", "toolkit.newsroom")
    ours = ("toolkit.language.alphabets.engine", "toolkit.language.sentences.pattern")
    assert not [name for name in loaded if name.startswith((*others, *ours))]


_PACKAGES = frozenset(
    """babel click fontTools jinja2 lxml markdown_it polib rapidfuzz regex
    selectolax""".split()  # noqa: SIM905 - a list of words reads best as text
)
# What a verb needs: rooms of the toolkit, or parts of them, and other packages.
_NEEDED = {
    "--help": "base cli language.unit_splitter click",
    "formats": "base cli document language.unit_splitter click lxml",
    "convert --from kk --to kk-Latn": "base cli language.alphabets language.known"
    " language.scripts language.endings language.words language.unit_splitter babel click",
    "segment -l kk": "base cli language.known language.sentences language.unit_splitter click",
}


@pytest.mark.parametrize("words", _NEEDED)
def test_a_verb_loads_only_what_it_needs(words: str, tmp_path: Path) -> None:
    over = set(_over(_loaded(tmp_path, *words.split()), _NEEDED[words].split()))
    assert not over, f"toolkit {words} does not need {sorted(over)}: import it where it is used"


def _over(loaded: Iterable[str], needed: Sequence[str]) -> Iterator[str]:
    """Yield the modules that are neither needed nor the packages of what is."""
    for module in loaded:
        if module.startswith("toolkit.") or module in _PACKAGES:
            name = module.removeprefix("toolkit.") + "."
            both = (f"{each}." for each in needed)
            if not any(name.startswith(each) or each.startswith(name) for each in both):
                yield module
