import pytest

from tests.checks.sheets import KK, pair
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.checks.length import too_long_for_role, unusual_length
from toolkit.checks.pair import Pair

SOURCE = "The bridge that the flood washed away three years ago is open again since Tuesday."
TARGET = "Үш жыл бұрын су шайып кеткен көпір сейсенбіден бастап қайтадан ашық тұр деп хабарлады."


def usual(count: int) -> list[Pair]:
    return [pair(SOURCE + "." * (at % 9), TARGET + "." * (at % 7)) for at in range(count)]


def numbers(pairs: list[Pair], locale: Locale = KK) -> list[int]:
    return [number for number, _ in unusual_length(pairs, locale)]


@pytest.mark.parametrize("count", [0, 5, 80])
def test_usual_lengths_are_right(count: int) -> None:
    assert numbers(usual(count)) == []


@pytest.mark.parametrize("count", [0, 80])
@pytest.mark.parametrize("target", [TARGET[:20], TARGET * 3])
def test_a_translation_lost_or_doubled_is_found(count: int, target: str) -> None:
    assert numbers([*usual(count), pair(SOURCE, target)]) == [count]


def test_what_is_less_certain_is_a_hint() -> None:
    ((_, problem),) = unusual_length([*usual(80), pair(SOURCE, TARGET[:49])], KK)
    assert problem.severity is Severity.HINT


def test_short_texts_say_nothing() -> None:
    assert numbers([pair("No", "Жоқ, ондай болған емес және болмайды да")]) == []


def test_a_locale_of_which_nothing_is_known_is_left_alone() -> None:
    assert numbers([pair(SOURCE, "桥")], Locale("zh")) == []


def test_what_is_usual_is_learned_from_the_catalog() -> None:
    short = [pair(SOURCE + "." * (at % 9), "桥" * (20 + at % 5)) for at in range(60)]
    assert numbers(short, Locale("zh")) == []
    assert numbers([*short, pair(SOURCE, TARGET)], Locale("zh")) == [60]


def test_a_few_broken_translations_do_not_move_what_is_usual() -> None:
    broken = [pair(SOURCE, "…") for _ in range(20)]
    assert numbers([*usual(60), *broken]) == list(range(60, 80))


@pytest.mark.parametrize(
    ("role", "length", "expected"),
    [
        ("headline", 110, 0),
        ("headline", 111, 1),
        ("alt", 250, 0),
        ("alt", 251, 1),
        ("paragraph", 5000, 0),
    ],
)
def test_a_role_has_a_most_length(role: str, length: int, expected: int) -> None:
    assert len(list(too_long_for_role(pair("Short", "ә" * length, role=role), KK))) == expected


def test_a_long_source_may_have_a_long_translation() -> None:
    assert list(too_long_for_role(pair("s" * 200, "ә" * 240, role="headline"), KK)) == []


def test_what_is_too_much_is_marked() -> None:
    (problem,) = too_long_for_role(pair("Short", "ә" * 130, role="headline"), KK)
    assert problem.target == (110, 130)


def test_search_words_may_keep_the_sources() -> None:
    keywords = pair("Power;Sleep;Suspend;Battery;Brightness;Idle;", "Power;" * 60)
    assert numbers([keywords] * 3) == []
