import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.document.its.xpath import (
    XHTML,
    from_attribute,
    problem,
    scans,
    tokenize,
    union,
    variables,
    with_values,
    without_xhtml,
    written,
)


@given(st.text(alphabet="/.@*[]()|:=<>!+-,$'\" ab0", max_size=30))
def test_writing_what_was_read_changes_only_white_space(expression: str) -> None:
    again = written(tokenize(expression)).replace(".", ":")
    assert "".join(again.split()) == "".join(expression.replace(".", ":").split())


@pytest.mark.parametrize(
    ("expression", "functions"),
    [
        ("//p[text()]", set()),
        ("//p[count(a) > 1 and (b)]", {"count"}),
        ("//p[node()/comment()]", set()),
        ("//and[not(or)]", {"not"}),
    ],
)
def test_functions_are_told_from_node_tests_and_operators(
    expression: str, functions: set[str]
) -> None:
    assert {token.text for token in tokenize(expression) if token.call} == functions


@pytest.mark.parametrize("function", ["document('a')", "re:test(., 'a')", "current()"])
def test_a_function_outside_xpath_is_a_problem(function: str) -> None:
    assert "has no function" in problem(tokenize(f"//p[{function}]"), {"re": "urn:re"})


def test_a_prefix_that_is_not_declared_is_a_problem() -> None:
    assert problem(tokenize("//h:p"), {}) == "the prefix “h” is not declared here"


def test_a_prefix_in_a_literal_is_none() -> None:
    assert not problem(tokenize("//p[. = 'h:p']"), {})


def test_the_prefix_xml_is_always_declared() -> None:
    assert not problem(tokenize("//@xml:lang"), {})


def test_variables_are_found_outside_literals() -> None:
    assert variables(tokenize("//p[@id = $a and . = '$b' or $c:d]")) == {"a", "c:d"}


def test_a_union_in_parentheses_is_not_split() -> None:
    assert len(list(union(tokenize("//a[(b|c)/d] | //e")))) == 2


def test_names_of_html_lose_their_prefix() -> None:
    tokens = tokenize("//h:p[h:a or child::h:* = 'h:b']")
    assert written(without_xhtml(tokens, {"h": XHTML})) == "// p [ a or child :: * = 'h:b' ]"


def test_other_prefixes_stay() -> None:
    tokens = tokenize("//svg:text | //h:*/@svg:x")
    namespaces = {"h": XHTML, "svg": "urn:svg"}
    assert written(without_xhtml(tokens, namespaces)) == "// svg:text | // * / @ svg:x"


@pytest.mark.parametrize(
    ("expression", "starts"),
    [
        (".", 1),
        ("../notes", 1),
        ("../a | ../b", 2),
        ("concat(../@id, '_', name(..))", 2),
        ("../a[@id = 'x']", 1),
        ("//a", 0),
        ("'x'", 0),
        ("id(@ref)", 1),
        ("div div div", 2),
        ("- a * * ", 2),
    ],
)
def test_every_relative_path_starts_at_the_attribute(expression: str, starts: int) -> None:
    tokens = from_attribute(tokenize(expression))
    assert written(tokens).count("namespace-uri") == starts


@pytest.mark.parametrize(
    ("expression", "times"),
    [
        ("//p", 1),
        ("//p[a/b[c]]", 1),
        ("//p[.//a]", 1),
        ("//p[../q]", 1),
        ("//p[../..//q]", 2),
        ("//p[//q]", 2),
        ("//p[/q]", 2),
        ("//p[following::q]", 2),
        ("//p[//q[//r]]", 3),
        ("//p/following::q", 3),
        ("//p[id(@x)]", 2),
    ],
)
def test_searches_of_the_whole_document_are_counted(expression: str, times: int) -> None:
    assert scans(tokenize(expression)) == times


@pytest.mark.parametrize(("expression", "times"), [("../@id", 1), ("//q", 2), ("id(@ref)", 2)])
def test_a_relative_selector_is_one_search_for_each_node(expression: str, times: int) -> None:
    assert scans(tokenize(expression), depth=1) == times


@pytest.mark.parametrize("value", ["", "x", "it's", 'a "b"', """it's "b" and 'c'""", "''", "'\""])
def test_a_value_stands_for_its_variable_whatever_marks_it_has(value: str) -> None:
    root = etree.Element("a", b=value)
    assert root.xpath(with_values("/a[@b=$x]", {"x": value})) == [root]
    assert etree.Element("a", b=value + "!").xpath(with_values("/a[@b=$x]", {"x": value})) == []


def test_a_variable_in_a_literal_is_text() -> None:
    assert with_values("a['$x' = $x]", {"x": "1"}) == "a['$x' = '1']"


@pytest.mark.parametrize(
    "expression", ["//or or //div", "2 div 3", "a mod b", "a and (b)", "a or(b)"]
)
def test_an_operator_before_a_parenthesis_is_no_function(expression: str) -> None:
    assert problem(tokenize(expression), {}) == ""


def test_a_name_without_a_parenthesis_is_no_function() -> None:
    assert problem(tokenize("//document/id"), {}) == ""
    assert problem(tokenize("//document ('a')"), {}) == "XPath 1.0 has no function “document”"
