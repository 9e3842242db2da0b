import pytest

from toolkit.language.disguises import may_end, sounds_of, unseen_removed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Қайрат", "Qairat"),
        ("Кайрат", "Kayrat"),
        ("Кайрат", "Kajrat"),
        ("Ахметов", "Akhmetov"),
        ("Ахметов", "Ahmetow"),
        ("Ерлан", "Yerlan"),
        ("Жанар", "Zhanar"),
        ("Жанар", "Janar"),
        ("Александр", "Alexandr"),
        ("Сәуле", "Saule"),
        ("Сәуле", "Сауле"),
        ("Гүлнұр", "گۇلنۇر"),
        ("Тестова", "Tеstоvа"),
        ("Ольга", "Olga"),
    ],
)
def test_one_name_sounds_alike_in_all_letters(one: str, other: str) -> None:
    assert set(sounds_of(one)) & set(sounds_of(other))


@pytest.mark.parametrize(("one", "other"), [("Данияр", "Дания"), ("Asan", "Hasan")])
def test_another_name_does_not(one: str, other: str) -> None:
    assert not set(sounds_of(one)) & set(sounds_of(other))


def test_what_no_reader_sees_parts_no_word() -> None:
    assert unseen_removed("Ai\u200bge\u00adrim\ufeff \u2067x\u2069") == "Aigerim x"


@pytest.mark.parametrize("ending", ["", "nin", "lardan", "oi", "uşa"[:1]])
def test_suffixes_end_a_name(ending: str) -> None:
    assert may_end(ending)
