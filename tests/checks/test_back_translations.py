"""What people said stands in their own language as they said it, and nowhere what they did not."""

import pytest

from tests.checks.sheets import entry, found
from toolkit.base.errors import Severity

SOURCE = "“We were never told why,” said Aigul Bek."
SAID = "Себебін ешкім айтқан жоқ"
QUOTATION = "#. quotation: {} · said in: Kazakh (kk) · words: We were never told why"
OWN = f"{QUOTATION.format('translated')} · write as said: {SAID}"
NOT_OWN = f"{QUOTATION.format('translated')} · as said: {SAID}"
PARAPHRASE = QUOTATION.format("paraphrase")


def codes(target: str, comments: str, source: str = SOURCE, select: str = "") -> list[str]:
    select = select or "back-translation,paraphrase,quotations,quotation-count"
    return [each.code for each in found(entry(source, target, comments), select=select)]


def test_a_translation_back_is_an_error() -> None:
    (finding,) = found(
        entry(SOURCE, "«Бізге неге екенін айтпады», – деді Айгүл Бек.", OWN),
        select="back-translation",
    )
    assert finding.code == "back-translation"
    assert finding.severity is Severity.ERROR
    assert finding.suggestion == SAID
    assert finding.source is not None
    assert finding.source.span is not None


@pytest.mark.parametrize(
    "target",
    [
        f"«{SAID}», – деді Айгүл Бек.",
        "– Себебін, – деді Айгүл Бек, – ешкім айтқан жоқ.",
        "Айгүл Бек: «себебін ешкім\u00a0айтқан жоқ!»",
    ],
)
def test_what_was_said_is_right(target: str) -> None:
    assert codes(target, OWN, select="back-translation") == []


def test_a_waiver_lets_a_translation_back_stand() -> None:
    waiver = "# toolkit: ignore=back-translation — the recording cannot be understood"
    assert codes("«Бізге неге екенін айтпады», – деді Айгүл Бек.", f"{waiver}\n{OWN}") == []


def test_in_another_language_it_is_translated() -> None:
    assert codes("«Нам не говорили почему», – сказала Айгуль Бек.", NOT_OWN) == []


def test_a_fuzzy_translation_is_left_alone() -> None:
    assert codes("«Бізге неге екенін айтпады»", f"{OWN}\n#, fuzzy") == []


def test_a_translation_does_not_quote_a_paraphrase() -> None:
    target = "«Бізге неге екенін айтпады», – деді Айгүл Бек."
    assert codes(target, PARAPHRASE) == ["paraphrase"]


def test_a_paraphrase_needs_no_quotation_marks() -> None:
    assert codes("Айгүл Бек оларға себебін айтпағанын айтты.", PARAPHRASE) == []


def test_what_is_said_beside_a_paraphrase_is_quoted() -> None:
    source = "“We were never told why,” said Aigul Bek. “Nobody came to us in the camp.”"
    target = "Айгүл Бек себебін айтпағанын айтты. «Лагерьде бізге ешкім келген жоқ»."
    assert codes(target, PARAPHRASE, source) == []
