from collections.abc import Mapping

import pytest
from lxml import etree

from toolkit.base.errors import Location, ToolkitError
from toolkit.document.its.selectors import Budget, Context, read_pointer, read_selector
from toolkit.document.its.xpath import XHTML

PLACE = Location("rules.xml", 3)
TREE = etree.ElementTree(etree.fromstring('<r><a n="1"><b m="x"/></a><a n="2">t</a></r>'))
NAMESPACES = {"h": XHTML}


def context(variables: Mapping[str, str], *, bare: bool = False) -> Context:
    return Context(Budget(TREE), variables, bare)


def selected(text: str, *, bare: bool = False, **variables: str) -> list[tuple[str, str | None]]:
    selector = read_selector(text, NAMESPACES, PLACE)
    nodes = selector.nodes(TREE, context(variables, bare=bare))
    return [(str(element.tag), attribute) for element, attribute in nodes]


def pointed(text: str, attribute: str | None = None, **variables: str) -> tuple[str, ...]:
    element = TREE.getroot()[0][0]
    return read_pointer(text, {}, PLACE).strings((element, attribute), context(variables))


def test_elements_are_selected() -> None:
    assert selected("//a") == [("a", None), ("a", None)]


def test_attributes_are_selected_with_their_element() -> None:
    assert selected("//@m") == [("b", "m")]


def test_both_are_selected_by_a_union() -> None:
    assert selected("//b | //@m | /r") == [("b", None), ("b", "m"), ("r", None)]


@pytest.mark.parametrize(
    "path",
    [
        "//*",
        "//a",
        "//none",
        "//x:b",
        "//x:*",
        "//*[local-name()='a']",
        "//*[namespace-uri()='urn:x'][contains(' a b ', concat(' ', local-name(), ' '))]",
        "//*[not(self::a or self::x:b)]",
        "//*[namespace-uri()=''][@m]",
        "//*[@m='2']",
        "//*[@m or @n]",
        "//a[2]",
        "//a[b]",
        "//a/@n",
        "//*[@m]/@m",
        "//@none",
        "//a/descendant-or-self::*",
    ],
)
def test_what_is_found_without_a_search_is_what_a_search_finds(path: str) -> None:
    namespaces = {"x": "urn:x"}
    tree = etree.ElementTree(
        etree.fromstring('<r xmlns:x="urn:x"><a n="1"/><x:b m="2"/><a><b x:m="3"/></a><x:a/></r>')
    )
    selector = read_selector(path, namespaces, PLACE)
    found = list(selector.nodes(tree, Context(Budget(tree), {}, bare=False)))
    searched = tree.xpath(path, namespaces=namespaces)
    assert isinstance(searched, list)
    assert len(found) == len(searched)
    elements = tree.xpath(f"{path}[self::*]", namespaces=namespaces)
    assert {element for element, attribute in found if attribute is None} == set(elements)


def test_a_selector_remembers_names_without_mixing_documents() -> None:
    selector = read_selector("//*[local-name()='a']", {}, PLACE)
    for source, count in (("<a/>", 1), ("<b/>", 0), ("<r><a/><a/></r>", 2)):
        tree = etree.ElementTree(etree.fromstring(source))
        assert len(list(selector.nodes(tree, Context(Budget(tree), {}, bare=False)))) == count


def test_a_call_that_cannot_be_evaluated_is_an_error_at_its_rule() -> None:
    with pytest.raises(ToolkitError) as raised:
        selected("//*[contains(local-name())]")
    assert raised.value.findings[0].location == PLACE


def test_variables_are_bound() -> None:
    assert selected("//a[@n = $n]/@n", n="2") == [("a", "n")]


def test_html_is_found_without_its_namespace() -> None:
    assert selected("//h:b", bare=True) == [("b", None)]


def test_html_is_not_found_where_elements_have_namespaces() -> None:
    assert selected("//h:b") == []


@pytest.mark.parametrize(
    "text",
    [
        "//a[",
        "a",
        "//a | b",
        "(//a)",
        "'//a'",
        "",
        "//z:a",
        "//a[evil()]",
        "//a" + "[a]" * 2000,
    ],
)
def test_what_is_no_absolute_selector_is_an_error_at_its_rule(text: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_selector(text, NAMESPACES, PLACE)
    assert caught.value.findings[0].location == PLACE


@pytest.mark.parametrize("text", ["//text()", "//@m | //a[2]/node()"])
def test_only_elements_and_attributes_can_be_selected(text: str) -> None:
    with pytest.raises(ToolkitError, match="elements or attributes"):
        selected(text)


def test_a_variable_without_value_is_an_error() -> None:
    with pytest.raises(ToolkitError, match="variable \\$n has no value"):
        selected("//a[@n = $n]")


def test_a_variable_may_have_a_prefix() -> None:
    selector = read_selector("//a[@n = $x:n]", {}, PLACE)
    assert len(list(selector.nodes(TREE, Context(Budget(TREE), {"x:n": "2"}, bare=False)))) == 1


def test_an_expression_of_the_wrong_type_is_an_error() -> None:
    with pytest.raises(ToolkitError, match="cannot be evaluated"):
        selected("//a[count('x') = 1]")


def test_searching_a_large_document_for_each_of_its_nodes_is_refused() -> None:
    large = etree.ElementTree(etree.fromstring("<r>" + "<a/>" * 3000 + "</r>"))
    selector = read_selector("//a[//a[//a]]", {}, PLACE)
    with pytest.raises(ToolkitError, match="too often"):
        list(selector.nodes(large, Context(Budget(large), {}, bare=False)))


def test_many_selectors_share_one_budget() -> None:
    selector = read_selector("//a[//a[//a]]", {}, PLACE)
    budget = Budget(TREE)
    budget.spend(10**10 - 10, PLACE)
    scene = Context(budget, {}, bare=False)
    with pytest.raises(ToolkitError, match="too often"):
        list(selector.nodes(TREE, scene))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("@m", ("x",)),
        ("../@n", ("1",)),
        ("/r/a", ("", "t")),
        ("@none", ()),
        ("concat(../@n, '_', $v)", ("1_v",)),
        ("count(../../a)", ("2",)),
        ("1 div 4", ("0.25",)),
        ("1 = 1", ("true",)),
    ],
)
def test_a_pointer_gives_the_strings_it_points_to(text: str, values: tuple[str, ...]) -> None:
    assert pointed(text, v="v") == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (".", ("x",)),
        ("..", ("",)),
        ("../../@n", ("1",)),
        ("concat(., '_', ../../@n)", ("x_1",)),
        ("/r/a[2]", ("t",)),
        ("../../../a[. = 't']", ("t",)),
    ],
)
def test_a_pointer_is_seen_from_the_attribute_selected(text: str, values: tuple[str, ...]) -> None:
    assert pointed(text, "m") == values


def test_a_pointer_is_seen_from_an_attribute_in_a_namespace() -> None:
    element = etree.fromstring('<r xmlns:x="urn:x" x:m="1" m="2"/>')
    pointer = read_pointer(".", {}, PLACE)
    scene = Context(Budget(etree.ElementTree(element)), {}, bare=False)
    assert pointer.strings((element, "{urn:x}m"), scene) == ("1",)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "//h:a/* | h:b/* | //h:c",
            "the part “h:b/*” of a selector does not start at the root",
            "write an absolute XPath 1.0 path: //h:b/*",
        ),
        (
            " p ",
            "the selector “ p ” does not start at the root",
            "write an absolute XPath 1.0 path: //p",
        ),
        (
            "//a['|'] | ..",
            "the part “..” of a selector does not start at the root",
            "write an absolute XPath 1.0 path, such as //h:code",
        ),
        (
            "//a |",
            "the selector “//a |” does not start at the root",
            "write an absolute XPath 1.0 path, such as //h:code",
        ),
    ],
)
def test_the_part_that_is_not_absolute_is_named(text: str, message: str, hint: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_selector(text, NAMESPACES, PLACE)
    (finding,) = caught.value.findings
    assert (finding.message, finding.hint) == (message, hint)
