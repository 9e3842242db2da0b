import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tests.checks.sheets import entry, found
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Quote, Replacement, Severity
from toolkit.checks import checks
from toolkit.checks.reports import FORMATS, counts, text_report
from toolkit.checks.reports.sarif import sarif_report

LAW = settings(deadline=None)
HOSTILE = "</mark><script>alert(1)</script>\x1b[2J\u202e\x00"
PLACE = Location("locales/kk a.po", 3, 9)
LONG = "word " * 60


def finding(
    target: str, span: tuple[int, int] | None, direction: str = "ltr", *, language: str = "kk"
) -> Finding:
    return Finding(
        "numbers",
        "the number is lost",
        PLACE,
        "write it",
        severity=Severity.WARNING,
        end=Location(PLACE.path, 3, 12),
        unit="p-1a2b",
        document="seeds/a.txt",
        source=Quote("Held 12.", "en", "ltr", (5, 7)),
        target=Quote(target, language, direction, span),
        suggestion="12",
    )


def report(form: str, *findings: Finding) -> str:
    return FORMATS[form](findings, checks())


def lines(target: str, span: tuple[int, int] | None, direction: str = "ltr") -> Sequence[str]:
    return text_report([finding(target, span, direction)]).splitlines()


def test_text_shows_the_problem_its_texts_and_what_to_do() -> None:
    assert lines("Ұстады 21.", (7, 9)) == [
        "locales/kk a.po:3:9: warning: the number is lost [numbers]",
        "    source | Held 12.",
        "           |      ^^",
        "    target | Ұстады 21.",
        "           |        ^^",
        "    try: 12",
        "    hint: write it",
    ]


def test_a_hint_is_given_once() -> None:
    assert text_report([finding("a", None), finding("b", None)]).count("hint: write it") == 1


def test_a_suggestion_of_white_space_is_named() -> None:
    space = Finding("x", "m", PLACE, source=Quote("a", "en", "ltr"), suggestion="\u00a0")
    assert "    try: U+00A0\n" in text_report([space])


def test_a_finding_without_texts_is_one_line() -> None:
    plain = Finding("po-syntax", "no quote", PLACE, "add it")
    assert text_report([plain]) == (
        "locales/kk a.po:3:9: error: no quote. Hint: add it. [po-syntax]\n"
    )


def test_a_right_to_left_text_is_marked_with_brackets() -> None:
    assert lines("21 كىشى", (0, 2), "rtl")[3] == "    target | ⟦21⟧ كىشى"
    assert not lines("21 كىشى", (0, 2), "rtl")[4].strip().startswith("|")


def test_a_place_without_characters_is_a_gap() -> None:
    assert lines("Ұстады", (6, 6))[4] == "           |       ^"
    assert lines("21", (0, 0), "rtl")[3] == "    target | ⟦⟧21"


def test_wide_and_combining_characters_are_measured() -> None:
    assert lines("漢字e\u0301 21", (5, 7))[4] == "           |       ^^"


@pytest.mark.parametrize("span", [(0, 4), (150, 154), (295, 299), (0, 300), (299, 300)])
def test_a_long_text_is_cut_round_the_place(span: tuple[int, int]) -> None:
    shown, underlined = lines(LONG, span)[3:5]
    assert len(shown) <= 105
    assert "…" in shown
    assert shown[underlined.index("^")] == LONG[span[0]]


def test_control_characters_are_escaped_in_text() -> None:
    shown = text_report([finding(HOSTILE, (0, len(HOSTILE)))])
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown.splitlines()) == 7


def test_the_place_is_coloured_where_colours_are_wanted() -> None:
    shown = text_report([finding("Ұстады 21.", (7, 9))], lambda text, colour: f"<{colour}:{text}>")
    assert "<yellow:warning:>" in shown
    assert "<yellow:^^>" in shown


def test_findings_are_counted_by_severity_and_check() -> None:
    assert counts([finding("a", None), finding("b", None)]) == "no errors, 2 warnings (numbers 2)"


def test_json_has_every_finding_with_its_texts() -> None:
    (row,) = json.loads(report("json", finding("Ұстады 21.", (7, 9))))
    assert row["target"] == {"language": "kk", "text": "Ұстады 21.", "start": 7, "end": 9}
    assert (row["unit"], row["line"], row["end_column"]) == ("p-1a2b", 3, 12)


def test_sarif_has_a_rule_for_each_check_and_result() -> None:
    run = json.loads(report("sarif", finding("a", None), Finding("po-syntax", "x")))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert set(checks()) | {"po-syntax"} <= set(rules)
    assert len(rules) == len(set(rules))
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]


def test_sarif_links_each_rule_to_its_section_where_docs_are_published() -> None:
    log = sarif_report([Finding("po-syntax", "x")], checks(), "https://docs.example/")
    rules = json.loads(log)["runs"][0]["tool"]["driver"]["rules"]
    links = {each["id"]: each["helpUri"] for each in rules}
    assert links["numbers"] == "https://docs.example/reference/checks.md#numbers"
    assert links["po-syntax"] == "https://docs.example/reference/findings.md#po-syntax"


def test_sarif_has_no_links_where_no_address_is_known() -> None:
    log = sarif_report([Finding("po-syntax", "x")], checks(), "")
    assert "helpUri" not in log


def test_sarif_regions_count_code_points_and_end_after_the_last() -> None:
    run = json.loads(report("sarif", finding("a", None)))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "locales/kk%20a.po"
    assert place["region"] == {"startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 12}


def test_sarif_doubles_braces_which_would_be_placeholders() -> None:
    (result,) = json.loads(report("sarif", Finding("x", "{0} is lost")))["runs"][0]["results"]
    assert result["message"]["text"] == "{{0}} is lost"


def test_sarif_carries_the_fix() -> None:
    fix = Replacement(PLACE, Location(PLACE.path, 3, 11), " ")
    mended = Finding("double-spaces", "two", PLACE, fix=fix)
    (result,) = json.loads(report("sarif", mended))["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"]["endColumn"] == 11
    assert replacement["insertedContent"] == {"text": " "}


def test_a_fingerprint_stays_when_lines_move() -> None:
    moved = Finding("codes", "x", Location("kk.po", 90, 1), unit="p-1")
    stays = Finding("codes", "x", Location("kk.po", 3, 1), unit="p-1")
    first, second = json.loads(report("sarif", moved, stays))["runs"][0]["results"]
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_github_annotations_are_one_line_and_escaped() -> None:
    odd = Finding("codes", "100%, a: b\nc", Location("a,b:c%.po", 3, 9), "try, now")
    assert report("github", odd) == (
        "::error file=a%2Cb%3Ac%25.po,line=3,col=9,title=codes::100%25, a: b\\nc%0AHint: try, now\n"
    )


def test_github_has_notices_for_hints_and_ends() -> None:
    hint = Finding("x", "m", PLACE, severity=Severity.HINT, end=Location(PLACE.path, 3, 12))
    assert report("github", hint).startswith(
        "::notice file=locales/kk a.po,line=3,endLine=3,col=9,"
    )


def test_a_page_shows_the_texts_with_their_language_and_direction() -> None:
    rtl = finding("21 كىشى", (0, 2), "rtl", language="ug")
    page = html.document_fromstring(report("html", rtl))
    (shown,) = page.xpath("//dd[@lang='ug'][@dir='rtl']")
    assert shown.text_content() == "21 كىشى"
    assert [mark.text for mark in shown.iter("mark")] == ["21"]
    assert page.xpath("//h2")[0].text == "seeds/a.txt"


def test_a_page_shows_findings_of_one_place_together() -> None:
    rows = finding("Ұстады 21.", (7, 9)), finding("Ұстады 21.", (7, 9)), finding("a", None)
    page = html.document_fromstring(report("html", *rows))
    assert [len(card.xpath("p[@class='message']")) for card in page.iter("article")] == [2, 1]
    assert page.text_content().count("To do: write it.") == 1


def test_a_page_runs_no_script_and_asks_for_nothing() -> None:
    hostile = finding(HOSTILE, (0, 7))
    page = html.document_fromstring(report("html", hostile))
    assert list(page.iter("script", "link", "img", "iframe")) == []
    assert "\x1b" not in report("html", hostile)
    assert HOSTILE[:32] in page.text_content()


def test_a_page_cuts_texts_that_nobody_reads_whole() -> None:
    long = report("html", finding("<a1>" * 100_000, (200_000, 200_002)))
    assert len(long) < 100_000
    assert long.count("…") >= 2


def test_a_page_of_nothing_says_so() -> None:
    assert "Nothing was found." in report("html")


@pytest.mark.slow
@LAW
@given(st.text(max_size=200), st.integers(-3, 250), st.integers(-3, 250))
def test_any_text_and_place_can_be_reported(text: str, start: int, end: int) -> None:
    row = finding(text, (max(start, 0), max(end, start, 0)), "rtl" if start % 2 else "ltr")
    for form in FORMATS:
        assert report(form, row)


def test_what_checks_find_can_be_reported_in_every_way() -> None:
    rows = found(entry("a", "a<br/>"), entry("A b.", "ә  б"), locale=Locale("ug"))
    for form in FORMATS:
        assert report(form, *rows)
