"""Front matter: what each field says, where it stands, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.document.formats.frontmatter import Field, FrontMatter, read_front_matter
from toolkit.document.formats.lines import read_lines

LAW = settings(deadline=None)
VALUES = st.text("ab ә:=#'\"\\\t—–", max_size=12)


def read(text: str) -> FrontMatter:
    return read_front_matter(read_lines(text.encode(), "a.txt"), "a.txt")


def field(line: str) -> Field:
    (only,) = read(f"---\n{line}\n---\n").fields.values()
    return only


def bytes_of(line: str) -> str:
    """Return what the span of a line's value holds."""
    span = field(line).span
    return f"---\n{line}\n---\n".encode()[span.start : span.end].decode()


def error(line: str) -> str:
    with pytest.raises(ToolkitError) as caught:
        field(line)
    return str(caught.value)


@LAW
@given(VALUES, st.sampled_from(["headline:", "headline : ", "  title:\t", "HEADLINE: "]))
def test_a_plain_value_is_what_stands_there(value: str, before: str) -> None:
    line = before + value.strip()
    if value.strip()[:1] not in {'"', "'"}:
        assert field(line).value == bytes_of(line) == value.strip()


@LAW
@given(VALUES, st.sampled_from(["headline: ", "headline = "]), st.sampled_from(["", "  # why"]))
def test_a_quoted_value_is_read_without_its_escapes(value: str, before: str, after: str) -> None:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    line = f'{before}"{escaped}"{after}'
    assert field(line).value == value
    assert bytes_of(line) == escaped


@LAW
@given(VALUES)
def test_a_line_of_any_text_is_read_or_refused(value: str) -> None:
    for line in (f"headline: {value}", f"headline = {value}", value):
        try:
            fields = read(f"---\n{line}\n---\n").fields
        except ToolkitError:
            continue
        for each in fields.values():
            assert each.span.start <= each.span.end


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("headline: 'Tis the season", "'Tis the season"),
        ('headline: "No", she said', '"No", she said'),
        ('headline: "', '"'),
        ("headline: 'it''s'", "it's"),
        ('headline: "a" # why', "a"),
        ("headline: ranked #1", "ranked #1"),
        ("headline: a: b = c", "a: b = c"),
        ("headline = 'C:\\new'", "C:\\new"),
        ('headline = "\\u04d8лем"', "Әлем"),
        ("date = 2021-02-22", "2021-02-22"),
        ("date = 2021-02-22T10:00:00+06:00 # Almaty", "2021-02-22"),
        ("detect = false", "false"),
        ("headline:", ""),
    ],
)
def test_a_value(line: str, value: str) -> None:
    assert field(line).value == value


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("headline: 'Tis the season", "'Tis the season"),
        ('headline: "', '"'),
        ('headline: "a" # why', "a"),
        ('headline = "a" # why', "a"),
        ("date = 2021-02-22   # why", "2021-02-22"),
        ("headline:", ""),
    ],
)
def test_a_span_holds_the_value_alone(line: str, held: str) -> None:
    assert bytes_of(line) == held


def test_a_span_says_line_and_column() -> None:
    span = field('  title: "Ә"').span
    assert (span.line, span.column) == (2, 11)


@pytest.mark.parametrize("value", ["", "false", "No", "none", "~", "null", '""'])
def test_a_value_that_denies(value: str) -> None:
    assert not field(f"author: {value}").truth


@pytest.mark.parametrize(("synonym", "key"), [("title", "headline"), ("byline", "author")])
def test_a_synonym_is_its_key(synonym: str, key: str) -> None:
    assert list(read(f"---\n{synonym}: a\n---\n").fields) == [key]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "headlin: a",
            "a.txt:2:1: error: unknown key “headlin” in the front matter. Hint: did you",
        ),
        ("titel: a", "Hint: did you mean “title”."),
        ("font: red", "Hint: the known keys are author, canonical, corrections, date, detect,"),
        ("no field", "a.txt:2:1: error: this line of the front matter is not a field."),
        (": a", "this line of the front matter is not a field."),
        ("headline = a", "a.txt:2:12: error: Invalid value."),
        ('headline = "a', "a.txt:2: error: Unterminated string."),
        ("headline = [[1]]", "the value is neither a text nor a date."),
        ("headline = 1", "the value is neither a text nor a date."),
        ("date = 2021-02-31", "a.txt:2:8: error: Invalid date or datetime."),
        ("date = 10:00:00", "the value is neither a text nor a date."),
        ('headline = """a"""', "the value is not one line of text."),
        (f"headline = {'[' * 5000}", "a.txt:2: error: its values are nested too deeply."),
        (f"headline = {'1' * 5000}", "a.txt:2: error: Exceeds the limit"),
    ],
)
def test_a_field_that_is_refused(line: str, message: str) -> None:
    assert message in error(line)


@pytest.mark.parametrize("second", ["headline: b", "title: b", "HEADLINE = 'b'"])
def test_a_key_given_twice_is_refused(second: str) -> None:
    with pytest.raises(ToolkitError, match=r"^a\.txt:3:1: error: the key “headline” occurs twice"):
        read(f"---\nheadline: a\n{second}\n---\n")


def test_comments_and_blank_lines_say_nothing() -> None:
    assert list(read("---\n# a comment\n\n  # another\ndate: 2021-02-22\n---\n").fields) == ["date"]


@pytest.mark.parametrize(
    "text",
    ["", "text\n", "\n---\na: b\n---\n", "---\nheadline: a\n", "--\nheadline: a\n--\n", "---"],
)
def test_text_without_two_fences_has_no_front_matter(text: str) -> None:
    front = read(text)
    assert front.fields == {}
    assert list(front.rest) == list(read_lines(text.encode(), "a.txt"))


def test_the_rest_begins_after_the_second_fence() -> None:
    rest = read("---\nheadline: a\n---  \ntext\n---\n").rest
    assert [line.text for line in rest] == ["text", "---"]


def test_a_value_with_a_long_gap_is_read() -> None:
    gap = "a" + " " * 300_000 + "b"
    assert field(f"headline: {gap}").value == gap


@pytest.mark.parametrize("value", [r'"The value of \frac"', r'"\u0001"', r'"a\bb"'])
def test_an_escape_for_what_no_edition_can_hold_is_an_error_with_its_line(value: str) -> None:
    message = r"^a\.txt:2:1: error: the value contains the character U\+00"
    with pytest.raises(ToolkitError, match=message):
        field(f"title = {value}")


@pytest.mark.parametrize("key", ["tags", "corrections"])
def test_a_list_may_have_a_line_for_each_item(key: str) -> None:
    front = read(f"---\n{key}:\n- one\n  -  'two, three'\ndate: 2021-02-22\n---\n")
    assert list(front.fields) == [key, "date"]
    assert [item.value for item in front.fields[key].items] == ["one", "two, three"]


def test_an_item_says_its_line_and_column() -> None:
    (item,) = read("---\ntags:\n  - one\n---\n").fields["tags"].items
    assert (item.span.line, item.span.column) == (3, 5)


def test_only_a_list_has_items_on_lines_of_their_own() -> None:
    with pytest.raises(ToolkitError, match=r"^a\.txt:3:1: error: this line of the front matter"):
        read("---\nheadline:\n- one\n---\n")


def test_a_list_that_has_a_value_takes_no_further_items() -> None:
    with pytest.raises(ToolkitError, match=r"^a\.txt:3:1: error: this line of the front matter"):
        read("---\ntags: one\n- two\n---\n")
