import pytest

from tests.checks.finding import found, places, severities
from toolkit.base.errors import Severity
from toolkit.checks.brackets import CHECKS

CHECK = {each.id: each for each in CHECKS}


@pytest.mark.parametrize(
    ("target", "lone"),
    [
        ("(бір", ["("]),
        ("бір)", [")"]),
        ("(бір]", ["(", "]"]),
        ("[(бір]) екі", ["[", "(", "]", ")"]),
    ],
)
def test_brackets_without_partners_are_found(target: str, lone: list[str]) -> None:
    assert places(CHECK["unpaired-brackets"], "(one)", target)[:1] == lone[:1]


@pytest.mark.parametrize("target", ["(бір [екі])", "а) бір; 2) екі", "Сәлем :)", "(а) бір"])
def test_nested_brackets_lists_and_faces_are_right(target: str) -> None:
    assert found(CHECK["unpaired-brackets"], "one", target) == []


def test_a_lone_bracket_of_the_source_may_stay() -> None:
    assert found(CHECK["unpaired-brackets"], "after (?(", "(?( кейін") == []


def test_an_omission_without_its_sign_is_a_warning() -> None:
    source = "They said […] nothing."
    assert severities(CHECK["lost-brackets"], source, "Олар айтпады.") == [Severity.WARNING]


@pytest.mark.parametrize("sign", ["[…]", "[...]", "(…)", "<…>"])
def test_an_omission_may_be_written_as_papers_do(sign: str) -> None:
    assert found(CHECK["lost-brackets"], "They said […] nothing.", f"Олар {sign} айтпады.") == []


def test_an_editors_words_without_brackets_are_a_warning() -> None:
    source, target = "She wanted [sympathy].", "Ол жанашырлық іздеді."
    assert severities(CHECK["lost-brackets"], source, target) == [Severity.WARNING]


def test_an_editors_words_in_round_brackets_are_right() -> None:
    source, target = "She wanted [sympathy].", "Ол (жанашырлық) іздеді."
    assert found(CHECK["lost-brackets"], source, target) == []


def test_a_parenthesis_without_brackets_is_a_hint() -> None:
    source, target = "Astana (the capital)", "Астана, елорда"
    assert severities(CHECK["lost-brackets"], source, target) == [Severity.HINT]


@pytest.mark.parametrize("target", ["屏幕（背光）", "屏幕（背光)", "屏幕【背光】"])
def test_full_width_brackets_are_brackets(target: str) -> None:
    for check in CHECK.values():
        assert found(check, "Screen (with a light)", target, "zh-Hans") == []


def test_a_lone_full_width_bracket_is_named_as_it_stands() -> None:
    (problem,) = found(CHECK["unpaired-brackets"], "Screen (light)", "屏幕（背光", "zh-Hans")
    assert "（" in problem.message
