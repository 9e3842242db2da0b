import pytest

from tests.language.sentences.srx_files import read, rule, segmenter
from toolkit.base.errors import ToolkitError
from toolkit.language.sentences.pattern_translation import translate


def ends(before: str, text: str) -> list[int]:
    """Return where `before` ends, save at the ends of the text."""
    return segmenter(rule(before, None)).breaks(text)


def starts(after: str, text: str) -> list[int]:
    return segmenter(rule(None, after)).breaks(text)


def refusal(before: str, after: str = "") -> str:
    with pytest.raises(ToolkitError) as caught:
        read(rule("x", "y"), "\n", rule(before, after))
    finding = caught.value.findings[0]
    assert finding.code == "srx-rule"
    assert finding.location is not None
    assert finding.location.line == 5
    return finding.message


@pytest.mark.parametrize(
    ("before", "text", "places"),
    [
        ("a", "bab", [2]),
        (r"\p{Lu}", "aБвГд", [2, 4]),
        (r"\pL", "1ж2", [2]),
        (r"\P{L}", "ж1ж", [2]),
        (r"\p{IsL}", "1ж2", [2]),
        (r"\p{IsCyrillic}", "aжb", [2]),
        (r"[[:upper:]]", "aБв", [2]),
        (r"\d", "a٣b", [2]),
        (r"\x{43a}", "aкb", [2]),
        (r"\x61\u0062", "zabz", [3]),
        (r"\U0001F600", "a😀b", [2]),
        (r"\0101", "zAz", [2]),
        (r"\N{BULLET}", "a•b", [2]),
        (r"\cA", "a\x01b", [2]),
        (r"\Q.*\E", "a.*b", [3]),
        (r"\Qab\E+", "zabbz", [3, 4]),
        (r"[\Q.]\E]", "a]b.c", [2, 4]),
        ("[a-c&&[^b]]", "xaxbxcx", [2, 6]),
        ("[a-z&&b-d&&[^c]]", "xbxcxdx", [2, 6]),
        ("[^a-z&&[^x]]", "a1b", [2]),
        ("[[a-c][x-z]]", "mamym", [2, 4]),
        ("[[a-z]--[b]]", "1a1b1", [2]),
        ("[a-]", "b-b", [2]),
        ("[&]", "a&b", [2]),
        ("(?i)ж", "aЖb", [2]),
        ("(?i)ß", "aßb", [2]),
        ("(?i)[а-я]", "1Ж2", [2]),
        ("(?i:a)b", "zAbzABz", [3]),
        ("a(?i)b|c", "zaBzCz", [3, 5]),
        ("(a(?i)b)c", "zaBczaBCz", [4]),
        ("(?x) a b # both\n c", "zabcz", [4]),
        ("(?#why)a", "zaz", [2]),
        ("a.c", "zabcza\ncz", [4]),
        ("(?s)a.c", "za\ncz", [4]),
        ("^a", "aba", [1]),
        ("(?m)^a", "za\nab", [4]),
        ("a$", "aba\n", []),
        ("(?m)a$", "a\nb", [2]),
        (r"\bab", "ab,cab,ab,c", [2, 9]),
        (r"ab\b", "ab, abc", [2]),
        (r"a\B", "ab a,", [1]),
        (r"\Aa", "aa", [1]),
        (r"a(?=b)", "acab", [3]),
        (r"(?<=b)a", "abac", [3]),
        (r"(?<!b)a", "baca.", [4]),
        (r"\h", "a\u00a0b", [2]),
        (r"a\H", "a,a b", [2]),
        (r"\v", "a\u2028b", [2]),
        (r"\R", "a\r\nb", [3]),
        (r"a{2}b", "aabab", [3]),
        (r"a{2,}b", "abaaabz", [6]),
        (r"(?<name>a)b", "zabz", [3]),
    ],
)
def test_an_expression_of_java_and_icu_means_what_it_means_there(
    before: str, text: str, places: list[int]
) -> None:
    assert ends(before, text) == places


def test_a_possessive_repetition_gives_nothing_back_though_it_is_read_backwards() -> None:
    assert ends(r"[a-z.]++\.", "ab. cd") == []
    assert ends(r"[a-z]++\.", "ab.cd") == [3]


def test_a_possessive_repetition_with_an_end_takes_all_it_may() -> None:
    assert ends("xa{1,2}+a", "zxaaz") == []
    assert ends("xa{1,2}+a", "zxaaaz") == [5]


def test_an_atomic_group_keeps_to_its_first_way_though_it_is_read_backwards() -> None:
    assert ends("x(?>a|ab)c", "xabc xac.") == [8]


def test_a_reference_repeats_a_group_after_the_break() -> None:
    assert starts(r"(\w)\1", "abccd") == [2]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("(a", "", "a “)” is missing"),
        ("a)", "", "without its “(”"),
        ("*a", "", "repeats nothing"),
        ("a{2", "", "a “}” is missing"),
        ("a{x}", "", "malformed"),
        ("a{3,1}", "", "ends before it begins"),
        ("[b-a]", "", "ends before it begins"),
        ("[a", "", "ends too early"),
        ("[]", "", "a set is empty"),
        ("[a&&]", "", "a set is empty"),
        (r"\p{Klingon}", "", "not a Unicode property"),
        (r"\p{Lu", "", "a “}” is missing"),
        (r"\N{NO SUCH NAME}", "", "unknown"),
        (r"\x{110000}", "", "not the number of a character"),
        (r"\y", "", "cannot be translated"),
        (r"\Ga", "", "cannot be translated"),
        (r"\2(a)", "", "there is no group 2"),
        (r"\k<b>(?<a>x)", "", "there is no group “b”"),
        ("(?y)a", "", "not a kind of group"),
        ("a\\", "", "ends too early"),
        (r"(a)\1", "", "cannot be read backwards"),
        ("(?>a+|b)c", "", "cannot be read backwards"),
        ("(?:ab?)++c", "", "cannot be read backwards"),
        ("a{5000}", "", "cannot be bounded"),
        ("x(a+)+b", "", "endless time"),
        ("", "(a|a)*b", "endless time"),
        ("", r"(?:\w+\s?)*!", "endless time"),
        ("(" * 60 + ")" * 60, "", "levels deep"),
        ("a" * 60_000, "", "more than 50,000 characters"),
    ],
)
def test_what_cannot_be_translated_or_bounded_is_refused_with_its_line(
    before: str, after: str, reason: str
) -> None:
    assert reason in refusal(before, after)


@pytest.mark.parametrize(
    "after", [r"(?:\w+\s)*!", r"(?:[^“”]*“[^“”]*”)*x", r"(?:\p{Lu}\p{Ll}*\s+)+x", "(?:a|b)*c"]
)
def test_a_loop_that_can_go_one_way_only_is_accepted(after: str) -> None:
    assert translate("", after)


def test_a_repetition_at_the_far_end_is_cut_down() -> None:
    assert translate(r"\w+\s*\.", r"\s+\p{Lu}\w*").before == translate(r"\w\s*\.", "").before
    assert translate("", r"\s+\p{Lu}\w*").after == translate("", r"\s+\p{Lu}").after
