import pytest

from tests.checks.finding import fixed, found, places, severities
from toolkit.base.errors import Severity
from toolkit.checks.characters import CHECKS

CHECK = {each.id: each for each in CHECKS}
LRE, RLE, PDF, RLO = "\u202a", "\u202b", "\u202c", "\u202e"
RLI, PDI = "\u2067", "\u2069"


def test_a_control_character_can_stand_in_no_page() -> None:
    assert places(CHECK["characters"], "a", "а\x07б") == ["\x07"]


def test_what_no_page_holds_is_deleted() -> None:
    assert fixed(CHECK["characters"], "a", "а\x07б\ufffe") == "аб"


def test_line_ends_and_tabs_can_stand_in_a_page() -> None:
    assert found(CHECK["characters"], "a", "а\n\tб") == []


def test_c1_controls_are_found() -> None:
    assert places(CHECK["control-characters"], "a", "а\u0085б") == ["\u0085"]


@pytest.mark.parametrize("text", [f"а {RLI}б{PDI} в", f"а {RLE}б{PDF} в", "а\u200fб", "аб"])
def test_closed_isolates_and_marks_are_right(text: str) -> None:
    assert found(CHECK["bidi-controls"], "a", text) == []


@pytest.mark.parametrize("text", [f"а {RLI}б", f"а {LRE}б", f"{LRE}а{RLI}б{PDI}"])
def test_an_open_isolate_is_a_warning(text: str) -> None:
    assert severities(CHECK["bidi-controls"], "a", text) == [Severity.WARNING]


@pytest.mark.parametrize("text", [f"а{PDF}", f"а{PDI}", f"{RLI}а{PDF}{PDI}", f"{RLO}а{PDF}"])
def test_an_override_or_a_lone_end_is_an_error(text: str) -> None:
    assert severities(CHECK["bidi-controls"], "a", text) == [Severity.ERROR]


@pytest.mark.parametrize("char", ["\u200b", "\ufeff", "\u3164", "\u2063", "\U000e0041"])
def test_invisible_characters_are_deleted(char: str) -> None:
    assert fixed(CHECK["invisible-characters"], "a", f"аб{char}в") == "абв"


def test_invisible_characters_of_the_source_stay() -> None:
    assert found(CHECK["invisible-characters"], "a\u200bb", "а\u200bб") == []


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("می\u200cروم", "fa"),
        ("ھ\u200d", "ug"),
        ("👨\u200d👩\u200d👧", "kk"),
        ("🏴\U000e0067\U000e0062\U000e007f", "kk"),
        ("สวัสดี\u200bครับ", "th"),
        ("क्\u200dष", "hi"),
    ],
)
def test_joiners_and_tags_where_they_join_are_right(text: str, locale: str) -> None:
    assert found(CHECK["invisible-characters"], "a", text, locale) == []


@pytest.mark.parametrize("char", ["\u200c", "\u200d"])
def test_joiners_between_letters_that_do_not_join_are_found(char: str) -> None:
    assert fixed(CHECK["invisible-characters"], "a", f"қа{char}ла") == "қала"


def test_a_soft_hyphen_is_a_hint() -> None:
    assert severities(CHECK["soft-hyphens"], "a", "қа\u00adла") == [Severity.HINT]


def test_private_use_is_found() -> None:
    assert places(CHECK["private-use"], "a", "а\ue012б") == ["\ue012"]


def test_private_use_of_the_source_stays() -> None:
    assert found(CHECK["private-use"], "a\ue012", "а\ue012") == []


@pytest.mark.parametrize("text", ["а\ufffdб", "Ò›Ð°Ð·Ð°Ò›", "ØªÛ•", "donâ€™t"])
def test_broken_encodings_are_found(text: str) -> None:
    assert found(CHECK["broken-encoding"], "a", text)


@pytest.mark.parametrize("text", ["Ñandú", "Øresund", "Ünüvar", "ÑÑ", "Û°"])
def test_letters_beyond_ascii_are_no_broken_encoding(text: str) -> None:
    assert found(CHECK["broken-encoding"], "a", text) == []


def test_piled_marks_are_found() -> None:
    assert places(CHECK["piled-marks"], "a", "а" + "\u0301" * 9) == ["\u0301" * 9]


def test_two_marks_on_a_letter_are_right() -> None:
    assert found(CHECK["piled-marks"], "a", "ồ́") == []


def test_unassigned_code_points_are_found() -> None:
    assert places(CHECK["unassigned-characters"], "a", "а\u0378б") == ["\u0378"]


@pytest.mark.parametrize("text", ["Қазақ ئۇيغۇر 中文 한국어 ℃ ½ 😀 አማርኛ ﷺ"])
def test_characters_of_any_script_are_assigned(text: str) -> None:
    assert found(CHECK["unassigned-characters"], "a", text) == []


def test_a_host_with_a_look_alike_is_mended_from_the_source() -> None:
    source, target = "see https://example.com/x", "қараңыз: https://еxample.com/x"
    assert fixed(CHECK["mixed-addresses"], source, target).endswith("https://example.com/x")


def test_a_mail_address_with_a_look_alike_is_found() -> None:
    assert places(CHECK["mixed-addresses"], "a@b.org", "а@exаmple.org") == ["exаmple.org"]


def test_a_host_wholly_in_cyrillic_is_right() -> None:
    assert found(CHECK["mixed-addresses"], "a", "https://пример.рф/ және https://қаз.com") == []
