from collections.abc import Mapping

import pytest

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.markup import parse_html, parse_xml
from toolkit.document.its.rules import Rules, linked, read_rules, rules_inside

HEAD = (
    '<its:rules xmlns:its="http://www.w3.org/2005/11/its"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" version="2.0"'
)


def file(content: str, attributes: str = "") -> bytes:
    return f"{HEAD} {attributes}>{content}</its:rules>".encode()


def read(content: str, attributes: str = "") -> Rules:
    return read_rules(file(content, attributes), "rules.xml")


def selectors(rules: Rules) -> list[str]:
    return [rule.selector.paths[0].xpath.path for rule in rules.rules]


def finding(content: str, attributes: str = "") -> tuple[str, Location | None]:
    with pytest.raises(ToolkitError) as caught:
        read(content, attributes)
    return caught.value.findings[0].code, caught.value.findings[0].location


def test_rules_keep_their_order() -> None:
    rules = read('<its:dirRule selector="//a" dir="rtl"/><its:dirRule selector="//b" dir="ltr"/>')
    assert selectors(rules) == ["// a", "// b"]


def test_rules_may_stand_anywhere_in_their_file() -> None:
    data = b"<schema><info>" + file('<its:dirRule selector="//a" dir="rtl"/>') + b"</info></schema>"
    assert len(read_rules(data, "rules.xml").rules) == 1


def test_namespaces_in_scope_of_a_rule_are_its_prefixes() -> None:
    rules = read('<its:dirRule xmlns:t="urn:t" selector="//t:a" dir="rtl"/>')
    assert selectors(rules) == ["// t:a"]


def test_parameters_are_variables() -> None:
    assert read('<its:param name="x">a<!-- c -->b</its:param>').variables == {"x": "ab"}


def test_a_later_parameter_wins() -> None:
    rules = read('<its:param name="x">1</its:param><its:param name="x">2</its:param>')
    assert rules.variables == {"x": "2"}


def test_a_note_is_read_without_comments() -> None:
    rules = read(
        '<its:locNoteRule selector="//a" locNoteType="alert">'
        "<its:locNote>one <!-- c --> two\n three</its:locNote></its:locNoteRule>"
    )
    assert rules.rules[0].stated["locNote"] == "one two three"


def test_elements_of_other_vocabularies_are_passed_over() -> None:
    assert read('<x xmlns="urn:x"/><y/>').rules == ()


TWO_NOTES = """
<its:locNoteRule selector="//a" locNotePointer="@n"><its:locNote>n</its:locNote></its:locNoteRule>
"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('\n<its:dirrule selector="//a" dir="rtl"/>', "its-rule"),
        ('\n<its:dirRule selector="//a" dir="up"/>', "its-rule"),
        ('\n<its:dirRule selector="//a"/>', "its-rule"),
        ('\n<its:dirRule dir="rtl"/>', "its-rule"),
        ('\n<its:dirRule selector="//a[" dir="rtl"/>', "its-selector"),
        ('\n<its:dirRule selector="//x:a" dir="rtl"/>', "its-selector"),
        ('\n<its:langRule selector="//a" langPointer="@lang["/>', "its-selector"),
        ('\n<its:langRule selector="//a" lang="fr"/>', "its-rule"),
        ("\n<its:param>x</its:param>", "its-rule"),
        ('\n<its:locNoteRule selector="//a" locNoteType="alert"/>', "its-rule"),
        (TWO_NOTES, "its-rule"),
    ],
)
def test_a_wrong_rule_is_an_error_at_its_line(content: str, code: str) -> None:
    assert finding(content) == (code, Location("rules.xml", 2))


def test_another_version_is_an_error() -> None:
    data = file("").replace(b'version="2.0"', b'version="3.0"')
    with pytest.raises(ToolkitError, match="of ITS version"):
        read_rules(data, "rules.xml")


def test_a_missing_version_is_an_error() -> None:
    with pytest.raises(ToolkitError, match="do not say their version"):
        read_rules(file("").replace(b'version="2.0"', b""), "rules.xml")


def test_version_1_is_read_too() -> None:
    data = file('<its:dirRule selector="//a" dir="rtl"/>').replace(b'"2.0"', b'"1.0"')
    assert len(read_rules(data, "rules.xml").rules) == 1


def test_css_selectors_are_an_error() -> None:
    assert finding("", 'queryLanguage="css"')[0] == "its-query-language"


@pytest.mark.parametrize("data", [b"<a/>", b"<a>" + file("") + file("") + b"</a>"])
def test_a_file_has_one_element_of_rules(data: bytes) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_rules(data, "rules.xml")
    assert caught.value.findings[0].code == "its-rules"


def resolved(files: Mapping[str, bytes], start: str = "a.xml") -> Rules:
    return linked(read_rules(files[start], start), files.get)


def rule(selector: str) -> str:
    return f'<its:dirRule selector="{selector}" dir="rtl"/>'


def test_linked_rules_come_before_those_that_link() -> None:
    files = {"a.xml": file(rule("//a"), 'xlink:href="b.xml"'), "b.xml": file(rule("//b"))}
    assert selectors(resolved(files)) == ["// b", "// a"]


def test_a_link_is_relative_to_the_file_that_links() -> None:
    files = {
        "x/a.xml": file(rule("//a"), 'xlink:href="y/b.xml"'),
        "x/y/b.xml": file(rule("//b"), 'xlink:href="../../c%20d.xml"'),
        "c d.xml": file(rule("//c")),
    }
    assert selectors(resolved(files, "x/a.xml")) == ["// c", "// b", "// a"]


def test_a_link_to_the_web_is_a_url() -> None:
    asked: list[str] = []
    data = file("", 'xlink:href="https://a.b/c/r.xml"')

    def resolve(reference: str) -> bytes | None:
        asked.append(reference)
        return file("", 'xlink:href="s.xml"') if len(asked) == 1 else None

    linked(read_rules(data, "a.xml"), resolve)
    assert asked == ["https://a.b/c/r.xml", "https://a.b/c/s.xml"]


def test_the_variables_of_the_file_that_links_win() -> None:
    files = {
        "a.xml": file('<its:param name="x">a</its:param>', 'xlink:href="b.xml"'),
        "b.xml": file('<its:param name="x">b</its:param><its:param name="y">b</its:param>'),
    }
    assert resolved(files).variables == {"x": "a", "y": "b"}


def test_a_circle_of_links_is_an_error() -> None:
    files = {"a.xml": file("", 'xlink:href="b.xml"'), "b.xml": file("", 'xlink:href="./a.xml"')}
    with pytest.raises(ToolkitError, match="links back"):
        resolved(files)


def test_an_endless_chain_of_links_is_an_error() -> None:
    numbers = iter(range(1000))
    start = read_rules(file("", 'xlink:href="0.xml"'), "start.xml")
    with pytest.raises(ToolkitError, match="links back"):
        linked(start, lambda _: file("", f'xlink:href="n{next(numbers)}.xml"'))


def test_what_the_resolver_leaves_out_is_left_out() -> None:
    assert selectors(resolved({"a.xml": file(rule("//a"), 'xlink:href="b.xml"')})) == ["// a"]


def test_without_a_resolver_no_link_is_followed() -> None:
    rules = read_rules(file(rule("//a"), 'xlink:href="b.xml"'), "a.xml")
    assert selectors(linked(rules, None)) == ["// a"]


def test_a_document_may_hold_several_elements_of_rules() -> None:
    data = b"<a>" + file(rule("//b")) + b"<c>" + file(rule("//d")) + b"</c></a>"
    found = rules_inside(parse_xml(data, "a.xml"), "a.xml", html=False)
    assert [selectors(rules) for rules in found] == [["// b"], ["// d"]]


PAGE = """<!DOCTYPE html><html><head><title>t</title>
<link rel="Stylesheet its-rules" href="rules.xml">
<script type="application/its+xml">
{script}
</script>
<script>var x = "{script}"</script></head><body></body></html>"""


def inside(script: str) -> list[Rules]:
    tree = parse_html(PAGE.format(script=script).encode(), "page.html")
    return list(rules_inside(tree, "page.html", html=True))


def test_a_page_has_rules_in_scripts_and_links_in_its_order() -> None:
    found = inside(file(rule("//a")).decode())
    assert [(rules.link, selectors(rules)) for rules in found] == [
        ("rules.xml", []),
        ("", ["// a"]),
    ]


def test_a_wrong_rule_in_a_page_is_an_error_at_the_pages_line() -> None:
    with pytest.raises(ToolkitError) as caught:
        inside(file('\n<its:dirRule selector="//a" dir="up"/>').decode())
    assert caught.value.findings[0].location == Location("page.html", 5)


def test_a_script_may_hold_other_markup_of_its() -> None:
    assert len(inside('<its:locQualityIssues xmlns:its="http://www.w3.org/2005/11/its"/>')) == 1


def test_an_empty_script_holds_no_rules() -> None:
    assert len(inside("")) == 1


def test_a_script_may_have_an_xml_declaration() -> None:
    assert len(inside('<?xml version="1.0"?>' + file("").decode())) == 2


def test_scripts_of_other_documents_are_no_rules() -> None:
    tree = parse_html(PAGE.format(script=file("").decode()).encode(), "page.html")
    assert list(rules_inside(tree, "page.html", html=False)) == []
