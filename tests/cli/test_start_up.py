"""Start-up: a verb loads what it needs, so that it answers at once."""

import subprocess
import sys
from pathlib import Path

_LATER = (
    "jinja2",
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
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("loaded:")[2].split())


def test_status_loads_nothing_that_writes_or_checks(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/heat.txt").write_text("Heat\n\nIt is hot.\n", encoding="utf-8")
    settings = 'source = "en"\n[locales.kk]\n[locales.ug]\n[locales.ug-Latn]\nfrom = "ug"\n'
    settings += '[[documents]]\nfiles = "articles/*.txt"\n'
    (tmp_path / "toolkit.toml").write_text(settings, encoding="utf-8")
    assert _loaded(tmp_path, "status").isdisjoint(_LATER)
