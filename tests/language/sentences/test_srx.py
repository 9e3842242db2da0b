import pytest

from tests.language.sentences.srx_files import MAP, group, rule, srx
from toolkit.base.errors import Location, ToolkitError
from toolkit.language.sentences import read_srx
from toolkit.language.sentences.segmentation_rules import FormatHandling


def refusal(data: bytes) -> tuple[str, Location | None]:
    with pytest.raises(ToolkitError) as caught:
        read_srx(data, "own.srx")
    return caught.value.findings[0].message, caught.value.findings[0].location


def names(data: bytes, tag: str) -> list[str]:
    """Return the text before the break of each rule for a language tag."""
    return [each.before for each in read_srx(data, "own.srx").for_tag(tag)]


TWO = group(rule("a", None), name="A") + group(rule("b", None), rule("c", None), name="B")


def language_map(pattern: str, name: str) -> str:
    return f'<languagemap languagepattern="{pattern}" languagerulename="{name}"/>'


def test_without_cascade_the_first_map_counts() -> None:
    data = srx(TWO, language_map("kk.*", "B") + language_map(".*", "A"))
    assert names(data, "kk") == ["b", "c"]


def test_with_cascade_all_maps_count_in_their_order() -> None:
    data = srx(TWO, language_map("kk.*", "B") + language_map(".*", "A"), cascade="yes")
    assert names(data, "kk") == ["b", "c", "a"]


def test_a_map_matches_the_whole_tag() -> None:
    data = srx(TWO, language_map("kk", "B"))
    assert names(data, "kk-Arab") == []


def test_case_does_not_count_in_a_tag() -> None:
    data = srx(TWO, language_map("KK-[Aa]RAB", "B"))
    assert names(data, "kk-Arab") == ["b", "c"]


def test_comments_are_no_rules_and_no_part_of_expressions() -> None:
    commented = "<!-- one --><rule break='no'><beforebreak>a<!-- two -->b</beforebreak></rule>"
    assert names(srx(group(commented)), "en") == ["ab"]


def test_cdata_is_text() -> None:
    assert names(srx(group("<rule><beforebreak><![CDATA[<]]></beforebreak></rule>")), "en") == [
        r"\u003c"
    ]


def test_a_half_of_a_rule_may_be_left_out() -> None:
    rules = read_srx(srx(group("<rule/>", rule(None, "a"), rule("a", None))), "own.srx")
    halves = [(each.before, each.after) for each in rules.for_tag("en")]
    assert halves == [("", ""), ("", "a"), ("a", "")]


def test_a_rule_breaks_unless_it_says_no() -> None:
    rules = read_srx(srx(group("<rule/>", "<rule break='no'/>")), "own.srx").for_tag("en")
    assert [each.breaks for each in rules] == [True, False]


def test_codes_are_handled_as_the_specification_says_by_default() -> None:
    assert read_srx(srx(group()), "own.srx").handling == FormatHandling(
        start=False, end=True, isolated=False
    )


def test_the_header_says_how_codes_are_handled() -> None:
    header = '<formathandle type="isolated" include="yes"/><formathandle type="end" include="no"/>'
    handling = read_srx(srx(group(), header=header), "own.srx").handling
    assert handling == FormatHandling(start=False, end=False, isolated=True)


def test_elements_of_other_vocabularies_are_passed_over() -> None:
    header = '<o:options xmlns:o="urn:o" trim="no"/>'
    assert names(srx(group(rule("a", None)), header=header), "en") == ["a"]


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"<srx", "Couldn't find end of Start Tag srx line 1", 1),
        (b"\n<html/>", "the file is not SRX 2.0", 2),
        (b'<srx version="1.0"/>', "the file is not SRX 2.0", 1),
        (
            b'<srx xmlns="http://www.lisa.org/srx20" version="2.0"/>',
            "<srx> has no <header>",
            1,
        ),
        (srx(group(), cascade="perhaps"), "cascade=“perhaps” must be yes or no", 2),
        (
            srx(group(), header='<formathandle type="middle"/>'),
            "type=“middle” must be start, end or isolated",
            2,
        ),
        (srx("<languagerule/>"), "<languagerule> has no attribute “languagerulename”", 4),
        (srx(group() + group()), "two languagerules are named “All”", 4),
        (srx(group(), language_map(".*", "None")), "there is no languagerule named “None”", 6),
        (srx(group(), language_map("(", "All")), "the language pattern: a “)” is missing", 6),
        (srx(group("<rule break='maybe'/>")), "break=“maybe” must be yes or no", 4),
        (srx(group("<rule/>\n", rule("[", None)), MAP), "ends too early", 5),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(data: bytes, message: str, line: int) -> None:
    said, place = refusal(data)
    assert place is not None
    assert place.path == "own.srx"
    assert place.line == line
    assert message.rsplit(maxsplit=1)[-1] in said


def test_entities_from_outside_are_not_read() -> None:
    data = b'<!DOCTYPE srx [<!ENTITY e SYSTEM "file:///etc/hostname">]><srx>&e;</srx>'
    with pytest.raises(ToolkitError):
        read_srx(data, "own.srx")
