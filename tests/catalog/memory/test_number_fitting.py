import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.memory.number_fitting import Fitted, fit


@pytest.mark.parametrize(
    ("source", "target", "wanted", "expected"),
    [
        pytest.param("Page 3", "3-бет", "Page 17", "17-бет", id="plain"),
        pytest.param(
            "On 5 May 12 died.",
            "5 мая погибли 12.",
            "On 6 May 17 died.",
            "6 мая погибли 17.",
            id="two",
        ),
        pytest.param("It is 3.5 km.", "3,5 км.", "It is 12.7 km.", "12,7 км.", id="decimal"),
        pytest.param(
            "About 1,200 came.", "1 200 адам.", "About 950 came.", "950 адам.", id="no separator"
        ),
        pytest.param("In 2019", "٢٠١٩-يىلى", "In 2021", "٢٠٢١-يىلى", id="digits of a script"),
        pytest.param("No. 3 is No. 3", "3 - бұл 3", "No. 4 is No. 4", "4 - бұл 4", id="twice"),
        pytest.param("At 9:30", "9.30-да", "At 10:15", "10.15-да", id="time"),
        pytest.param(
            "See <a1>it</a1>",
            "<a1>Оны</a1> қара",
            "See <a2>it</a2>",
            "<a2>Оны</a2> қара",
            id="code",
        ),
    ],
)
def test_what_is_certain_is_replaced(source: str, target: str, wanted: str, expected: str) -> None:
    assert fit(source, target, wanted).target == expected


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        pytest.param("Page 3", "Үшінші бет", "Page 4", id="number in words"),
        pytest.param("3 of them", "3-тен 3", "4 of them", id="more often than in the source"),
        pytest.param("3 and 3", "3 және 3", "3 and 4", id="became two different numbers"),
        pytest.param("12 people came", "12 адам келді", "1,200 people came", id="new separator"),
        pytest.param(
            "12 men and 5 dogs", "12 ер, 5 ит", "5 dogs and 13 men", id="moved and changed"
        ),
        pytest.param("Some 12 men", "12 ер", "Only 13 boys", id="other neighbours"),
        pytest.param("12 men", "12 ер", "men", id="gone"),
        pytest.param("men", "ер", "12 men", id="new"),
    ],
)
def test_what_is_in_doubt_stays(source: str, target: str, wanted: str) -> None:
    assert fit(source, target, wanted) == Fitted(target)


def test_numbers_that_changed_places_change_places() -> None:
    assert fit("From 12 to 5", "12-ден 5-ке", "From 5 to 12").target == "5-ден 12-ке"


def test_changes_are_told_as_the_sources_write_them() -> None:
    fitted = fit("It is 3.5 km.", "3,5 км.", "It is 12.7 km.")
    assert fitted.changes == (("3.5", "12.7"),)


def test_the_other_number_stays_where_one_is_in_doubt() -> None:
    fitted = fit("Page 3 of 40", "40 беттің үшіншісі", "Page 4 of 50")
    assert fitted == Fitted("50 беттің үшіншісі", (("40", "50"),))


@given(st.text(), st.text())
def test_the_same_source_changes_nothing(source: str, target: str) -> None:
    assert fit(source, target, source) == Fitted(target)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_any_number_gives_way_to_any(old: int, new: int) -> None:
    assert (
        fit(f"We saw {old} birds.", f"{old} құс.", f"We saw {new} birds.").target == f"{new} құс."
    )


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_it(source: str, target: str, wanted: str) -> None:
    assert isinstance(fit(source, target, wanted).target, str)
