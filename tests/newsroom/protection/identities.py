"""A made-up witness, protected in four languages, and a made-up source, in twelve others."""

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

_SOURCE = """
tr: Gülnaz Toprakçı = Selda Ovalı
az: Gülnaz Torpaqova = Maral Vadiyeva
tk: Gülnaz Toprakowa = Maral Jülgäýewa
uz: Gulnoz Toʻxtayeva = Sevara Oʻrinova
uz-Cyrl: Гулноз Тўхтаева = Севара Ўринова
ky: Гүлнас Токтошева = Мээрим Сазова
tt: Гөлназ Туфракова = Айсылу Кырова
tg: Гулноза Хокиева = Парвина Дарёева
fa: گلناز خاکپور = پروین دشتی
ar: جلناز الترابي = سلمى السهلي
uk: Гульназ Ґрунтова = Айгуль Ланова
de: Gülnas Erdmann = Maral Feldmann
"""


def _listed(line: str) -> str:
    tag, _, both = line.partition(": ")
    name, pseudonym = ([each, *each.split()[::-1]] for each in both.split(" = "))
    return f"\n[persons.source.forms.{tag}]\nname = {name}\npseudonym = {pseudonym}\n"


SOURCE = "".join(map(_listed, _SOURCE.strip().splitlines()))


def protect(folder: Path, text: str = WITNESS) -> Protection:
    """Write protect.toml, and return what it protects."""
    (folder / PROTECT).write_text(text, encoding="utf-8")
    return read_protection(folder)
