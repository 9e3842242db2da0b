"""A made-up witness, protected in four languages."""

from pathlib import Path

from toolkit.newsroom.protection.identities import PROTECT, Protection, read_protection

WITNESS = """
[persons.witness]
reason = "spoke about the prison"

[persons.witness.forms.en]
name = ["Aigerim Testova", "Testova", "Aigerim"]
pseudonym = ["Dana Ospanova", "Ospanova", "Dana"]

[persons.witness.forms.kk]
name = ["Айгерім Тестова", "Тестова", "Айгерім"]
pseudonym = ["Гүлнәр Оспанова", "Оспанова", "Гүлнәр"]

[persons.witness.forms.ru]
name = ["Айгерим Тестова", "Тестова", "Айгерим"]
pseudonym = ["Гульзат Оспанова", "Оспанова", "Жанар"]

[persons.witness.forms.ug]
name = ["ئايگېرىم تېستوۋا", "تېستوۋا", "ئايگېرىم"]
pseudonym = ["دىلنۇر ئوسپانوۋا", "ئوسپانوۋا", "دىلنۇر"]
"""


def protect(folder: Path, text: str = WITNESS) -> Protection:
    """Write protect.toml, and return what it protects."""
    (folder / PROTECT).write_text(text, encoding="utf-8")
    return read_protection(folder)
