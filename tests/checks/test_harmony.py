import pytest

from tests.checks.finding import found, severities
from toolkit.base.errors import Severity
from toolkit.checks.harmony import CHECKS

(HARMONY,) = CHECKS


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("Ол Алматыде тұрады.", "Алматыда"),
        ("Қаладен келді.", "Қаладан"),
        ("Өзенға қарады.", "Өзенге"),
        ("Үйіндан шықты.", "Үйінден"),
        ("Алматынің әкімі келді.", "Алматының"),
        ("Шымкенттан келді.", "Шымкенттен"),
    ],
)
def test_an_ending_with_the_vowels_of_another_word_is_a_hint(target: str, meant: str) -> None:
    (problem,) = found(HARMONY, "a", target)
    assert problem.suggestion == meant
    assert severities(HARMONY, "a", target) == [Severity.HINT]


@pytest.mark.parametrize(
    "target",
    [
        "Ол Алматыда, қалада, өзенде, үйінен тыс тұрады.",
        "Нью-Йоркте, банкке, паркте, банктің, Ташкенттің",
        "Мәскеуде, Бакуде, Сочиде",
        "бірге, өзге, әлдеқашан, бүгінде, сонда",
        "сондықтан, олардан, қазірге, мұғалімге",
        "NATO-ға, iPhone-да",
    ],
)
def test_harmonious_endings_and_loans_are_right(target: str) -> None:
    assert found(HARMONY, "a", target) == []


@pytest.mark.parametrize("locale", ["ru", "kk-Latn", "ky"])
def test_other_languages_are_left_alone(locale: str) -> None:
    assert found(HARMONY, "a", "Алматыде", locale) == []
