import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import unit, xml
from toolkit.document.its.limits import Limits, problems, read_limits
from toolkit.document.model import StorageSize


def wrong(text: str, *storage: StorageSize, allowed: str = "") -> list[str]:
    limits = Limits(storage, (allowed,) if allowed else ())
    return [message for _, message in problems(text, limits)]


def test_a_unit_has_its_storage_size() -> None:
    found = unit('<p its-storage-size="9" its-storage-encoding="UTF-16">x</p>')
    assert found.storage == StorageSize(9, "UTF-16", "lf")


def test_a_unit_has_its_allowed_characters() -> None:
    assert unit('<p its-allowed-characters="[a-z]">x</p>').allowed_characters == "[a-z]"


def test_an_attribute_has_limits_by_a_rule() -> None:
    rules = """<its:rules version="2.0"><its:translateRule selector="//@label" translate="yes"/>
    <its:storageSizeRule selector="//@label" storageSize="4" lineBreakType="crlf"/></its:rules>"""
    found = xml(f'{rules}<item label="Save"/>').units[-1]
    assert found.storage == StorageSize(4, "UTF-8", "crlf")


def test_a_note_says_the_size() -> None:
    note = "size: at most 25 bytes in ISO-8859-1, lines ended by crlf"
    assert read_limits([note]).storage == (StorageSize(25, "ISO-8859-1", "crlf"),)


@pytest.mark.parametrize("line_break", ["", ' its-line-break-type="nel"'])
@pytest.mark.parametrize("allowed", ["[a-z]", "[^*+]", ".", "[&#xA0;-&#x2028;&#10;\\- x]"])
def test_what_the_notes_say_is_what_the_unit_has(line_break: str, allowed: str) -> None:
    found = unit(f'<p its-storage-size="9"{line_break} its-allowed-characters="{allowed}">x</p>')
    told = read_limits(found.notes)
    assert told == Limits((found.storage,) if found.storage else (), (found.allowed_characters,))


@pytest.mark.parametrize(
    "note",
    [
        "size: at most many bytes in UTF-8",
        "size: at most 9 bytes in x-none",
        "size: at most 9 bytes in punycode",
        "size: at most 9 bytes in hex",
        "size: at most 9999999999999 bytes in UTF-8",
        "allowed characters: (a+)+$",
        "note: size: at most 9 bytes in UTF-8",
    ],
)
def test_a_note_that_says_no_limit_is_none(note: str) -> None:
    assert read_limits([note]) == Limits()


@pytest.mark.parametrize(
    ("encoding", "fits"), [("UTF-8", 8), ("UTF-16", 8), ("UTF-32", 16), ("windows-1251", 4)]
)
def test_bytes_are_those_of_the_charset_without_a_mark(encoding: str, fits: int) -> None:
    assert wrong("сөзд".replace("ө", "о"), StorageSize(fits, encoding)) == []
    assert wrong("сөзд".replace("ө", "о"), StorageSize(fits - 1, encoding)) != []


@pytest.mark.parametrize(("line_break", "count"), [("lf", 3), ("cr", 3), ("crlf", 4), ("nel", 4)])
def test_line_breaks_count_as_they_are_stored(line_break: str, count: int) -> None:
    assert wrong("a\nb", StorageSize(count, "UTF-8", line_break)) == []
    assert wrong("a\nb", StorageSize(count - 1, "UTF-8", line_break)) != []


def test_what_the_charset_lacks_is_named() -> None:
    (message,) = wrong("ғ", StorageSize(9, "ISO-8859-1"))
    assert message == "the character U+0493 “ғ” does not exist in ISO-8859-1"


def test_what_is_not_allowed_is_named_once() -> None:
    assert wrong("a*b*", allowed="[^*]") == [
        "the character U+002A “*” is not among those allowed: [^*]"
    ]


@pytest.mark.parametrize(
    ("attribute", "told"),
    [
        ('its-storage-size="many"', "“many” is not a number of bytes"),
        ('its-storage-size="٩"', "“٩” is not a number of bytes"),
        ('its-storage-size="9" its-storage-encoding="x-none"', "the charset “x-none” is unknown"),
        ('its-allowed-characters="(a+)+$"', "“(a+)+$” is not a set of allowed characters"),
    ],
)
def test_a_limit_that_is_none_is_a_finding_in_the_source(attribute: str, told: str) -> None:
    found = unit(f"<p {attribute}>x</p>")
    (finding,) = found.findings
    assert (finding.message, finding.severity) == (told, "warning")
    assert finding.location == found.location
    assert (found.storage, found.allowed_characters) == (None, "")


@given(st.text(max_size=45), st.text(max_size=20))
def test_no_name_of_a_charset_can_break_the_check(encoding: str, text: str) -> None:
    assert all(isinstance(message, str) for message in wrong(text, StorageSize(1, encoding)))


@given(st.text(max_size=60))
def test_no_note_can_break_the_reader(note: str) -> None:
    found = read_limits([f"size: at most {note}", f"allowed characters: {note}"])
    assert isinstance(found, Limits)
