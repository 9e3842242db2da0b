import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.catalog.change import ChangeKind, describe_change, mechanical_form

EN = Locale("en")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Police held 12 people.", "Police held 17 people.", "number 12 → 17"),
        ("Police detained them.", "Police did not detain them.", "negation ∅ → not"),
        ("They didn’t go.", "They went.", "negation didn’t → ∅"),
        ("Akan left Almaty.", "Akan left Astana.", "name Almaty → Astana"),
        ("The goverment fell.", "The government fell.", "typo goverment → government"),
        ("He went home.", "He went back to work.", "wording home → back to work"),
        ("He went home late.", "He went home.", "wording late → ∅"),
        ("“Yes,” he said…", '"Yes," he said...', "typography"),
        ("In May 5 people died.", "In May 5 men, not women, died.", "negation ∅ → not"),
    ],
)
def test_the_most_harmful_kind_is_told(before: str, after: str, told: str) -> None:
    assert str(describe_change(before, after, EN)) == told


@pytest.mark.parametrize(
    ("tag", "before", "after"),
    [
        ("ru", "Он был там.", "Он не был там."),
        ("kk", "Ол келді.", "Ол емес."),
        ("ug", "بار", "يوق"),
    ],
)
def test_negation_is_known_in_the_source_language(tag: str, before: str, after: str) -> None:
    assert describe_change(before, after, Locale(tag)).kind is ChangeKind.NEGATION


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a  b\nc", "a b c"),
        ("10\u00a0km", "10 km"),
        ("‘a’ “b” «c»", '\'a\' "b" "c"'),
        ("a – b", "a — b"),
        ("a -- b", "a—b".replace("—", " — ")),
        ("e\u0301", "\u00e9"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_mechanical_changes_leave_one_form(one: str, other: str) -> None:
    assert mechanical_form(one) == mechanical_form(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a-b", "a b"), ("1,000", "1.000"), ("A", "a"), ("it’s", "its")]
)
def test_other_changes_do_not(one: str, other: str) -> None:
    assert mechanical_form(one) != mechanical_form(other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_change_on_one_line(before: str, after: str) -> None:
    assert len(str(describe_change(before, after, EN)).splitlines()) == 1
