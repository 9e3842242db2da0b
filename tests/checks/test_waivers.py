import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.sheets import entry, found
from toolkit.base.errors import Severity
from toolkit.checks.waivers import read_waivers

LAW = settings(deadline=None)
SPACED = ("a b", "ә  б")
BROKEN = ("<em>a</em>", "ә")


def codes(
    text: tuple[str, str], comment: str, select: str = "double-spaces,codes,waivers"
) -> list[str]:
    return [each.code for each in found(entry(*text, comment), select=select)]


@pytest.mark.parametrize(
    "comment",
    [
        "toolkit: ignore=numbers,quotes",
        "toolkit: ignore = numbers , quotes",
        "  Toolkit: ignore=numbers,quotes",
        "toolkit: ignore=numbers,quotes — the article says so",
        "toolkit: ignore=numbers,quotes - the article says so",
        "toolkit: ignore=numbers,quotes: the article says so",
    ],
)
def test_a_waiver_names_checks(comment: str) -> None:
    (waiver,) = read_waivers(["a comment", comment])
    assert (waiver.line, waiver.ids) == (1, ("numbers", "quotes"))


def test_a_waiver_keeps_its_reason() -> None:
    (waiver,) = read_waivers(["toolkit: ignore=numbers — a quotation, as printed"])
    assert waiver.reason == "a quotation, as printed"


def test_other_comments_are_no_waivers() -> None:
    assert read_waivers(["ignore=numbers", "see the toolkit: it ignores this", "toolkit"]) == ()


@LAW
@given(st.text())
def test_any_comment_can_be_read(comment: str) -> None:
    read_waivers([comment, f"toolkit: {comment}", f"toolkit: ignore={comment}"])


def test_what_is_waived_is_not_found() -> None:
    assert codes(SPACED, "") == ["double-spaces"]
    assert codes(SPACED, "# toolkit: ignore=double-spaces — verse") == []


def test_a_waiver_that_is_not_needed_is_a_hint() -> None:
    (finding,) = found(
        entry("a b", "ә б", "# toolkit: ignore=double-spaces"), select="double-spaces,waivers"
    )
    assert (finding.code, finding.severity) == ("waivers", Severity.HINT)


def test_a_waiver_of_a_check_that_did_not_run_is_left_alone() -> None:
    assert codes(("a b", "ә б"), "# toolkit: ignore=double-spaces", "codes,waivers") == []


def test_a_waiver_of_an_untranslated_text_is_left_alone() -> None:
    assert codes(("a b", ""), "# toolkit: ignore=double-spaces") == []


def test_an_unknown_check_in_a_waiver_is_a_warning_that_names_the_nearest() -> None:
    (finding,) = found(entry("a", "ә", "# toolkit: ignore=doubel-spaces"), select="waivers")
    assert (finding.severity, finding.suggestion) == (Severity.WARNING, "double-spaces")


def test_a_waiver_that_cannot_be_understood_is_a_warning() -> None:
    (finding,) = found(entry("a", "ә", "# toolkit: ignoer numbers"), select="waivers")
    assert "cannot be understood" in finding.message


def test_what_is_wrong_with_a_waiver_is_shown_at_its_line() -> None:
    comments = "# one\n# toolkit: ignore=nothing\n#. paragraph"
    (finding,) = found(entry("a", "ә", comments), select="waivers")
    assert finding.location is not None
    assert (finding.location.line, finding.location.column) == (8, 1)


def test_what_would_break_a_page_cannot_be_waived() -> None:
    assert codes(BROKEN, "# toolkit: ignore=codes") == ["codes", "waivers"]


def test_two_waivers_count_together() -> None:
    comments = "# toolkit: ignore=double-spaces\n# toolkit: ignore=role-length"
    assert codes(SPACED, comments) == []
