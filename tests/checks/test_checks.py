import pytest

from toolkit.bcp47 import Locale
from toolkit.catalog.po import read
from toolkit.checks import CHECKS, Check, check_catalog, checks
from toolkit.errors import Severity, ToolkitError
from toolkit.text import Inline

KK = Locale("kk")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def found(msgid: str, msgstr: str, before: str = "", inline: Inline = Inline.NAMED) -> list[str]:
    escaped = [text.replace('"', '\\"') for text in (msgid, msgstr)]
    data = f'{HEADER}{before}msgid "{escaped[0]}"\nmsgstr "{escaped[1]}"\n'
    return [str(each) for each in check_catalog(read(data.encode(), "kk.po"), "kk.po", KK, inline)]


def test_codes_in_another_order_are_right() -> None:
    assert found("<em>a</em> <a1>b</a1>", "<a1>b</a1> <em>a</em>") == []


def test_a_missing_code_is_named_with_its_place() -> None:
    (first, second) = found("<em>a</em>", "a")
    assert first.startswith("kk.po:5:9: error: the code </em> of the source is missing")
    assert "<em>" in second


def test_an_invented_code_is_an_error() -> None:
    assert "is not one of the source's" in found("a", "a<br/>")[0]


def test_a_code_written_twice_is_an_error() -> None:
    assert "once more" in found("a<br/>b", "a<br/>b<br/>")[0]


def test_ill_nested_codes_are_an_error() -> None:
    assert "not innermost" in found("<em><b>a</b></em>", "<em><b>a</em></b>")[0]


@pytest.mark.parametrize(
    "markup",
    ["<script>alert(1)</script>", '<a href="https://evil.example/">x</a>', "<img src=x onerror=y>"],
)
def test_markup_typed_into_a_translation_is_an_error(markup: str) -> None:
    assert found("text", f"text {markup}")


def test_less_than_signs_are_text() -> None:
    assert found("a < b > c <3", "x < y > z <3") == []


def test_a_lone_tag_in_the_source_is_text() -> None:
    assert found("The <b> tag makes bold.", "<b> тегі") == []


def test_fuzzy_entries_are_left_out() -> None:
    assert found("<em>a</em>", "a", "#, fuzzy\n") == []


def test_untranslated_entries_are_left_out() -> None:
    assert found("<em>a</em>", "") == []


def test_raw_markup_is_compared_with_its_attributes() -> None:
    assert found('<a href="u">x</a>', '<a href="v">x</a>', inline=Inline.RAW)


def test_raw_markup_may_change_its_order() -> None:
    source, target = '<a href="u">x</a> &amp; <b>y</b>', '<b>y</b> &amp; <a href="u">x</a>'
    assert found(source, target, inline=Inline.RAW) == []


def test_every_plural_form_is_checked() -> None:
    header = HEADER.replace("UTF-8", "UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;")
    data = (
        header + 'msgid "<b>a</b>"\nmsgid_plural "<b>as</b>"\nmsgstr[0] "<b>x</b>"\nmsgstr[1] "x"\n'
    )
    (finding, _) = check_catalog(read(data.encode(), "kk.po"), "kk.po", KK)
    assert finding.location is not None
    assert finding.location.line == 7


@pytest.mark.parametrize("check", checks().values(), ids=lambda check: check.id)
def test_every_check_explains_itself(check: Check) -> None:
    assert check.summary.endswith(".")
    assert check.hint
    assert check.severity in Severity


def test_two_checks_of_one_id_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.checks.CHECKS", (*CHECKS, CHECKS[0]))
    checks.cache_clear()
    with pytest.raises(ToolkitError, match=f"“{CHECKS[0].id}”"):
        checks()
    monkeypatch.undo()
    checks.cache_clear()
