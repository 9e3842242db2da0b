"""The translations of the rules for sentences: python -m tests.translated_sentences."""

from collections.abc import Iterator
from pathlib import Path

from toolkit.language.sentences.built_in_rules import translation

DATA = Path(__file__).parents[1] / "toolkit" / "language" / "data"


def translations() -> Iterator[tuple[Path, str]]:
    """Yield the place of each translation, and what it must say."""
    for rules in sorted(DATA.glob("*/*.srx")):
        name = f"{rules.parent.name}/{rules.name}"
        yield rules.with_suffix(".json"), translation(rules.read_bytes(), name)


if __name__ == "__main__":
    for path, text in translations():
        path.write_text(text, encoding="utf-8")
