"""What users see of an error: one line, safe on a terminal, whole after a trip by pickle."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.base.errors import Finding, Location, Severity, ToolkitError, printable

LAW = settings(deadline=None)
ANY_TEXT = st.text(st.characters())


@pytest.mark.slow
@LAW
@given(ANY_TEXT)
def test_printable_leaves_nothing_that_moves_a_terminal(text: str) -> None:
    assert all(char.isprintable() for char in printable(text))


@LAW
@given(st.text("abc –«ә»ئ😀"))
def test_printable_leaves_printable_text_alone(text: str) -> None:
    assert printable(text) == text


def test_printable_shows_bytes_of_a_name_that_is_no_utf8() -> None:
    assert printable("\udcff.txt") == r"\udcff.txt"


def test_location_leaves_out_what_is_not_known() -> None:
    assert str(Location("kk.po")) == "kk.po"
    assert str(Location("kk.po", 3)) == "kk.po:3"


def test_location_of_a_hostile_name_keeps_its_order() -> None:
    assert str(Location("a\u202etxt.exe", 1, 2)) == r"a\u202etxt.exe:1:2"


def test_finding_without_a_place_or_hint_is_its_message() -> None:
    assert str(Finding("missing-option", "no locale is given")) == "error: no locale is given."


def test_finding_names_its_severity() -> None:
    finding = Finding("code", "a message", severity=Severity.WARNING)
    assert str(finding) == "warning: a message."


@LAW
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_finding_is_one_line(path: str, message: str, hint: str) -> None:
    finding = Finding("code", message, Location(path, 1), hint)
    assert len(str(finding).splitlines()) == 1


def test_a_finding_has_no_second_full_stop() -> None:
    assert str(Finding("code", "It is unsafe.", hint="see it.")) == (
        "error: It is unsafe. Hint: see it."
    )


def test_error_lists_its_findings_a_line_each() -> None:
    error = ToolkitError(Finding("a", "one"), Finding("b", "two"))
    assert str(error) == "error: one.\nerror: two."


def test_error_tells_the_same_once() -> None:
    assert ToolkitError(Finding("a", "one"), Finding("b", "two"), Finding("a", "one")).findings == (
        Finding("a", "one"),
        Finding("b", "two"),
    )


def test_error_because_has_one_finding() -> None:
    error = ToolkitError.because("code", "a message", Location("a.txt"), "a hint")
    assert error.findings == (Finding("code", "a message", Location("a.txt"), "a hint"),)


def test_error_travels_between_processes() -> None:
    error = ToolkitError(Finding("a", "one", Location("a.txt", 1, 2), "hint"), Finding("b", "two"))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert isinstance(copy, ToolkitError)
    assert copy.findings == error.findings
