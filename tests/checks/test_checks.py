import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.checks import sheets
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Severity, ToolkitError
from toolkit.base.text import Inline
from toolkit.catalog.po import read
from toolkit.checks import (
    CHECKS,
    Check,
    Pair,
    Problem,
    Selection,
    Sheet,
    check_publishing,
    checks,
    fix_catalog,
)
from toolkit.checks.running import check_sheets
from toolkit.checks.selection import CheckSetting, chosen

KK = Locale("kk")
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"
HERE = Location("toolkit.toml", 3, 1)
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def found(msgid: str, msgstr: str, before: str = "", inline: Inline = Inline.NAMED) -> list[str]:
    escaped = [text.replace('"', '\\"') for text in (msgid, msgstr)]
    data = f'{HEADER}{before}msgid "{escaped[0]}"\nmsgstr "{escaped[1]}"\n'
    catalog, only = read(data.encode(), "kk.po"), Selection(["codes", "characters"])
    return [str(each) for each in sheets.check_catalog(catalog, "kk.po", KK, inline, only)]


def test_codes_in_another_order_are_right() -> None:
    assert found("<em>a</em> <a1>b</a1>", "<a1>b</a1> <em>a</em>") == []


def test_a_missing_code_is_named_with_its_place() -> None:
    (only,) = found("<em>a</em>", "a")
    assert only.startswith("kk.po:5:9: error: the source's code <em>…</em> is missing")


def test_half_a_code_is_named_as_it_stands() -> None:
    assert "the source's code </em> is missing" in found("<em>a</em>", "<em>a")[0]


def test_an_invented_code_is_an_error() -> None:
    assert "is not in the source" in found("a", "a<br/>")[0]


def test_a_code_written_twice_is_an_error() -> None:
    assert "once more" in found("a<br/>b", "a<br/>b<br/>")[0]


def test_ill_nested_codes_are_an_error() -> None:
    assert "not the innermost" in found("<em><b>a</b></em>", "<em><b>a</em></b>")[0]


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
    (finding,) = sheets.check_catalog(read(data.encode(), "kk.po"), "kk.po", KK)
    assert finding.location is not None
    assert finding.location.line == 7


@pytest.mark.parametrize("check", checks().values(), ids=lambda check: check.id)
def test_every_check_explains_itself(check: Check) -> None:
    assert check.summary.endswith("."), f"write the summary of {check.id} as a sentence"
    assert check.hint, f"say in the hint of {check.id} what a translator does about it"
    assert check.severity in Severity


def test_two_checks_of_one_id_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.checks.built_in.CHECKS", (*CHECKS, CHECKS[0]))
    checks.cache_clear()
    with pytest.raises(ToolkitError, match=f"“{CHECKS[0].id}”"):
        checks()
    monkeypatch.undo()
    checks.cache_clear()


def test_every_check_has_an_entry_in_the_reference() -> None:
    heads = re.findall(r"^### ([a-z-]+)$", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(heads) == sorted(checks()), (
        "in docs/reference/checks.md, have one section “### ID” for each check, and no other"
    )


@pytest.mark.parametrize("check", checks().values(), ids=lambda check: check.id)
def test_the_reference_says_how_bad_a_finding_is_and_when_a_check_runs(check: Check) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    match = re.search(rf"^### {check.id}\n\*(.+?)\.\*", text, re.MULTILINE)
    begin = f"in docs/reference/checks.md, begin the section “### {check.id}” with “*"
    assert match is not None, f"{begin}{check.severity.capitalize()}.*”"
    severity, *said = match[1].split("; ")
    assert severity.lower() == check.severity, f"{begin}{check.severity.capitalize()}”"
    assert ("holds back" in said) == check.holds_back, f"{begin}…; holds back” if it does"
    assert ("a survey" in said) == (check.survey is not None), f"{begin}…; a survey” if it is one"
    assert ("off by default" in said) == (not check.by_default), f"{begin}…; off by default” if so"


def examples() -> Iterator[tuple[str, str, str, str]]:
    """Yield check, locale, source and translation of each example in the reference."""
    for section in re.split(r"^### ", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]:
        head = section.partition("\n")[0]
        for row in re.finditer(
            r"^\| en \| (\S+) \|\n.*\n\| (.*) \| (.*) \|$", section, re.MULTILINE
        ):
            texts = [_unescaped(text) for text in (row[2], row[3])]
            yield head, row[1], texts[0], texts[1]


def _unescaped(text: str) -> str:
    shown = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return shown.replace("\\<", "<")


@pytest.mark.parametrize("example", list(examples()), ids=lambda example: str(example[0]))
def test_every_example_of_the_reference_is_found(example: tuple[str, str, str, str]) -> None:
    check_id, tag, source, target = example
    found = sheets.found(sheets.entry(source, target), locale=Locale(tag), select=check_id)
    assert {each.code for each in found} == {check_id}


def test_what_holds_a_translation_back_is_known() -> None:
    holding = {check.id for check in checks().values() if check.holds_back}
    assert holding == {"addresses", "codes", "characters", "storage-size", "allowed-characters"}


def test_a_translation_is_held_back_by_nothing_else() -> None:
    assert check_publishing(sheets.pair("A  sentence.", "a  sentence , "), KK) == ()
    assert check_publishing(sheets.pair("a", "a<br/>"), KK)


def crash(_pair: Pair, _locale: Locale) -> Iterator[Problem]:
    yield Problem("before")
    raise ZeroDivisionError("a number")


def collapse(_pairs: Sequence[Pair], _locale: Locale) -> Iterator[tuple[int, Problem]]:
    yield 1, Problem("before")
    raise RecursionError


def alone(check_id: str, **fields: object) -> Check:
    """Return a check made for a test, with its defaults."""
    given = {"run": None, "survey": None, "holds_back": False} | fields
    return Check(
        check_id,
        Severity.WARNING,
        "A test.",
        given["run"],  # type: ignore[arg-type]  # as the test gives it
        "mend it",
        given["survey"],  # type: ignore[arg-type]
        bool(given["holds_back"]),
    )


def run(*own: Check) -> list[str]:
    sheet = Sheet(sheets.catalog(sheets.entry("a", "b"), sheets.entry("c", "d<br/>")), "kk.po", KK)
    every = (*own, checks()["codes"])
    return [f"{each.code}: {each.message}" for each in check_sheets([sheet], every, every)]


def test_a_check_that_crashes_is_named_once_and_the_rest_goes_on() -> None:
    found = run(alone("mine", run=crash))
    assert found.count("mine: before") == 2
    assert found.count("check-crashed: the check “mine” crashed: ZeroDivisionError: a number") == 1
    assert "codes: the code <br/> is not in the source" in found


def test_a_survey_that_crashes_is_named() -> None:
    found = run(alone("mine", survey=collapse))
    assert "check-crashed: the check “mine” crashed: RecursionError" in found
    assert "mine: before" in found
    assert len(found) == 3


ODD = (
    ("a", "b"),
    None,
    Problem("a", ("x", "y")),  # type: ignore[arg-type]  # what a check must not yield
    Problem("a", fix=5),  # type: ignore[arg-type]  # the same
)


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_check_that_yields_no_problem_has_crashed(odd: object) -> None:
    found = run(alone("mine", run=lambda _pair, _locale: [odd]))
    assert found[0].startswith("check-crashed: the check “mine” crashed: ")
    assert len(found) == 2


def test_a_check_that_crashes_cannot_be_waived_away() -> None:
    entry = sheets.entry("a", "b", "# toolkit: ignore=mine")
    own = (alone("mine", run=crash),)
    found = check_sheets([Sheet(sheets.catalog(entry), "kk.po", KK)], own, own)
    assert [each.code for each in found] == ["check-crashed"]


def test_a_crash_of_a_check_that_holds_back_holds_back(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = alone("mine", run=crash, holds_back=True)
    monkeypatch.setattr("toolkit.checks.publishing.holding", lambda: (mine,))
    (_, crashed) = check_publishing(sheets.pair("a", "b"), KK)
    assert (crashed.code, crashed.severity) == ("mine", Severity.ERROR)
    assert "crashed" in crashed.message


def ids(selection: Selection) -> set[str]:
    return {check.id for check in chosen(checks(), selection)}


def test_by_default_all_run_but_those_that_must_be_asked_for() -> None:
    assert set(checks()) - ids(Selection()) == {"fuzzy", "missing", "spelling"}


def test_selected_checks_run_alone_and_ignored_ones_do_not() -> None:
    assert ids(Selection(["codes", "length"], ["length"])) == {"codes"}


def test_a_setting_turns_checks_off_and_on_and_says_how_bad_they_are() -> None:
    settings = {
        "length": CheckSetting(None, HERE),
        "fuzzy": CheckSetting(Severity.ERROR, HERE),
    }
    made = {check.id: check for check in chosen(checks(), Selection(settings=settings))}
    assert "length" not in made
    assert made["fuzzy"].severity is Severity.ERROR


def test_a_selected_check_runs_though_it_is_off() -> None:
    off = {"length": CheckSetting(None, HERE)}
    assert ids(Selection(["length"], settings=off)) == {"length"}


@pytest.mark.parametrize("selection", [Selection(["lenght"]), Selection((), ["lenght"])])
def test_an_unknown_check_is_an_error_that_names_the_nearest(selection: Selection) -> None:
    with pytest.raises(ToolkitError, match="did you mean “length”"):
        chosen(checks(), selection)


def test_an_unknown_check_in_the_settings_is_told_with_its_place() -> None:
    settings = {"lenght": CheckSetting(None, HERE)}
    with pytest.raises(ToolkitError, match=r"^toolkit\.toml:3:1: "):
        chosen(checks(), Selection(settings=settings))


def test_what_holds_back_is_an_error_always() -> None:
    settings = {"codes": CheckSetting(Severity.HINT, HERE)}
    with pytest.raises(ToolkitError, match="cannot be published"):
        chosen(checks(), Selection(settings=settings))


def test_a_finding_carries_its_unit_its_texts_and_its_place() -> None:
    comments = "#. headline · Bridges\n#. id: p-1a2b\n#: seeds/a.txt"
    entry = sheets.entry("A <em>new</em> day", "<em>Жаңа</em>  күн", comments)
    (finding,) = sheets.found(entry, select="double-spaces")
    assert (finding.unit, finding.document) == ("p-1a2b", "seeds/a.txt")
    assert finding.target is not None
    assert finding.target.span is not None
    assert finding.target.text[slice(*finding.target.span)].strip() == ""
    assert str(finding.location) == "kk.po:11:22"
    assert str(finding.end) == "kk.po:11:24"


def test_credits_are_no_prose() -> None:
    entry = 'msgctxt "_"\nmsgid "translator-credits"\nmsgstr "Dana  <dana@example.org>, 2026"'
    assert sheets.found(entry) == ()


def test_markup_of_other_programs_is_shown_at_its_place() -> None:
    found = sheets.check_catalog(
        sheets.catalog(sheets.entry('<b c="d">a</b> &amp; b', '<b c="d">а</b> &amp;  ә')),
        "kk.po",
        KK,
        Inline.RAW,
        Selection(["double-spaces"]),
    )
    assert [str(each.location) for each in found] == ["kk.po:8:31"]


PLURAL = 'msgid "One car burnt."\nmsgid_plural "%d cars burnt, 4 of them in Aksu."\n'


def _plural_numbers(rule: str, *forms: str) -> list[int | None]:
    header = HEADER.replace("UTF-8", f"UTF-8\\nPlural-Forms: {rule}")
    texts = "".join(f'msgstr[{at}] "{form}"\n' for at, form in enumerate(forms))
    sheet = read(f"{header}\n{PLURAL}{texts}".encode(), "a.po")
    findings = sheets.check_catalog(sheet, "a.po", KK, selection=Selection(("numbers",)))
    return [each.location.line for each in findings if each.location]


def test_the_form_for_one_translates_the_singular() -> None:
    forms = ("Бір көлік өртенді.", "%d көлік өртенді, оның 4-еуі Ақсуда.")
    assert _plural_numbers("nplurals=2; plural=n != 1;", *forms) == []


def test_the_form_for_several_translates_the_plural() -> None:
    forms = ("Бір көлік өртенді.", "%d көлік өртенді, оның 5-еуі Ақсуда.")
    assert len(_plural_numbers("nplurals=2; plural=n != 1;", *forms)) == 1


def test_an_only_form_translates_the_plural() -> None:
    assert len(_plural_numbers("nplurals=1; plural=0;", "Бір көлік өртенді.")) == 1


def test_a_form_for_one_and_others_translates_the_plural() -> None:
    forms = ("%d көлік өртенді, оның 4-еуі Ақсуда.",) * 2
    assert _plural_numbers("nplurals=2; plural=n%10==1 ? 0 : 1;", *forms) == []


def test_a_direction_that_is_set_by_hand_is_a_hint() -> None:
    (only,) = found("Write main().", "<span dir=ltr>main()</span> жазыңыз.")
    assert ": hint: " in only


def test_a_word_in_angle_brackets_is_translated() -> None:
    assert found("git add <file> <path>", "git add <файл> <жол>") == []


@pytest.mark.parametrize("target", ["git add <b9> <файл>", "git add </файл>", "<a href='x'>"])
def test_other_tags_are_invented_though_the_source_has_angle_brackets(target: str) -> None:
    assert found("git add <file>", target)


def _all_codes(before: str, msgid: str, msgstr: str) -> list[str]:
    text = f'{HEADER}{before}msgid "{msgid}"\nmsgstr "{msgstr}"\n'
    return [each.code for each in sheets.check_catalog(read(text.encode(), "a.po"), "a.po", KK)]


@pytest.mark.parametrize(
    ("before", "msgid", "msgstr"),
    [
        ("", "external ref='a/b.png' md5='1a79a4d60de6718e8e5b326e338ae533'", "original"),
        ('msgctxt "EMAIL OF TRANSLATORS"\n', "Your emails", "a@example.org,b@example.org"),
        ('msgctxt "NAME OF TRANSLATORS"\n', "Your names", "Серик,Айгүл  Омарова"),
        ("", "translator-credits", "Серик  Омаров <a@example.org>\\nhttps://example.org"),
    ],
)
def test_what_no_reader_reads_is_not_checked_as_a_text(
    before: str, msgid: str, msgstr: str
) -> None:
    assert _all_codes(before, msgid, msgstr) == []


def _severities(check: str, *pairs: tuple[str, str]) -> set[str]:
    entries = [sheets.entry(*each) for each in pairs]
    return {str(each.severity) for each in sheets.found(*entries, select=check)}


_WITHOUT_STOPS = [(f"Road {at} is open.", f"{at} жолы ашық") for at in range(2, 22)]
_WITH_STOPS = [(f"Bridge {at} is open.", f"{at} көпірі ашық.") for at in range(2, 300)]


def test_what_a_whole_catalog_does_is_a_habit_and_a_hint() -> None:
    assert _severities("final-mark", *_WITHOUT_STOPS) == {"hint"}


def test_a_few_slips_are_no_habit() -> None:
    assert _severities("final-mark", *_WITHOUT_STOPS[:8]) == {"warning"}


def test_slips_among_many_right_translations_are_no_habit() -> None:
    assert _severities("final-mark", *_WITHOUT_STOPS, *_WITH_STOPS) == {"warning"}


def test_quotation_marks_that_a_catalog_uses_throughout_are_a_habit() -> None:
    pairs = [(f"Road “{at}” is open", f'"{at}" жолы ашық') for at in range(2, 22)]
    assert _severities("quotation-marks", *pairs) == {"hint"}


def test_a_habit_is_mended_all_the_same() -> None:
    entries = [sheets.entry(f"Road “{at}” is open", f'"{at}" жолы ашық') for at in range(2, 22)]
    sheet = Sheet(sheets.catalog(*entries), "kk.po", KK)
    assert len(fix_catalog(sheet, Selection(("quotation-marks",)))) == len(entries)
