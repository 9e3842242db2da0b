import pytest

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import parse_xml
from toolkit.document.its.annotations import annotate
from toolkit.document.its.categories import category_named
from toolkit.document.its.results import report_lines


def report(data: str, category: str) -> list[str]:
    annotations = annotate(parse_xml(data.encode(), "a.xml"), ())
    return list(report_lines(annotations, category_named(category)))


def test_elements_are_numbered_among_those_of_the_same_name() -> None:
    lines = report("<r><a/><b/><a><b/></a></r>", "id-value")
    assert lines == ["/r", "/r/a[1]", "/r/b[1]", "/r/a[2]", "/r/a[2]/b[1]"]


def test_attributes_are_sorted_by_name_and_have_their_prefix() -> None:
    data = '<r xmlns:y="urn:x" xmlns:x="urn:x"><a y:c="" xml:id="i" b="" x:a=""/></r>'
    assert report(data, "id-value")[1:] == [
        '/r/a[1]\tidValue="i"',
        "/r/a[1]/@b",
        "/r/a[1]/@x:a",
        "/r/a[1]/@xml:id",
        "/r/a[1]/@y:c",
    ]


def test_values_are_sorted_by_name() -> None:
    assert report("<r/>", "locale-filter") == [
        '/r\tlocaleFilterList="*"\tlocaleFilterType="include"'
    ]


def test_names_have_their_prefix_and_comments_no_line() -> None:
    assert report('<x:r xmlns:x="urn:x"><!-- c --><?p?><x:a/></x:r>', "id-value") == [
        "/x:r",
        "/x:r/x:a[1]",
    ]


def test_an_unknown_data_category_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ToolkitError, match="locale-filter"):
        category_named("ruby")
