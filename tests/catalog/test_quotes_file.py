"""The file of quotes: read strictly, each problem with its line."""

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.quotes_file import Quote, read_quotes
from toolkit.catalog.told_quotations import QuotationStatus

BEGIN = '[[quote]]\nid = "p-7f3c"\nwords = "We were never told why"\n'


def read(text: str) -> tuple[Quote, ...]:
    return read_quotes(text.encode(), "bridge.quotes.toml")


def problem(text: str) -> str:
    with pytest.raises(ToolkitError) as wrong:
        read(text)
    (finding,) = wrong.value.findings
    assert finding.code == "quotes"
    assert finding.hint
    return f"{finding.location}: {finding.message}"


def test_a_quote_is_read_with_all_that_is_known_of_it() -> None:
    (quote,) = read(
        f'{BEGIN}speaker = "a woman"\nlanguage = "kk"\noriginal = "Себебін  айтқан\\tжоқ"\n'
        'recording = "call"\ntime = "00:12:07"\nstatus = "translated"\n'
    )
    assert quote == Quote(
        "p-7f3c",
        "We were never told why",
        QuotationStatus.TRANSLATED,
        Locale("kk"),
        "Себебін айтқан жоқ",
        "a woman",
        "call",
        "00:12:07",
    )
    assert str(quote.location) == "bridge.quotes.toml:1:1"


def test_what_nobody_has_filled_in_waits() -> None:
    (quote,) = read(f'{BEGIN}speaker = ""\nlanguage = ""\noriginal = ""\ntime = ""\nstatus = ""\n')
    assert quote.status is None


def test_a_time_of_day_is_a_time_code_too() -> None:
    (quote,) = read(f'{BEGIN}language = "kk"\nstatus = "translated"\ntime = 00:12:07\n')
    assert quote.time == "00:12:07"


def test_a_file_may_have_no_quotes() -> None:
    assert read("# nothing yet\n") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[quote]\nid = 1\n", "1:2: “quote” must be an array of tables"),
        ('[[quotes]]\nid = "x"\n', "1:3: unknown key “quotes”"),
        ('[[quote]]\nwords = "x"\n', "1:1: the key “id” is missing"),
        ('[[quote]]\nid = "p-1"\n', "1:1: the key “words” is missing"),
        ('[[quote]]\nid = "p-1"\nwords = 3\n', "3:1: “words” must be a string"),
        ('[[quote]]\nid = "p-1"\nwords = "…"\n', "3:1: “words” has no word"),
        (f'{BEGIN}original = "Сөз"\n', "1:1: “status” does not say how the words came about"),
        (f"{BEGIN}{BEGIN}", "4:1: the same words of “p-7f3c” stand in line 1 already"),
    ],
)
def test_what_is_wrong_with_a_quote_is_told_with_its_line(text: str, said: str) -> None:
    assert problem(text) == f"bridge.quotes.toml:{said}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('langauge = "kk"', "4:1: unknown key “langauge”"),
        ("speaker = 3", "4:1: “speaker” must be a string"),
        ('status = "invented"', "4:1: “status” cannot be “invented”"),
        ('language = "Kazakh"', "4:1: “Kazakh” is not a language tag that the toolkit knows"),
        ('status = "translated"', "1:1: “language” does not say in which language it was said"),
        ('time = "noon"', "4:1: “time” is no time code: “noon”"),
        ("time = 2026-01-01", "4:1: “time” must be a string"),
        ('original = "a\\u202Eb"', "4:1: “original” has a character that cannot be printed"),
        (
            'status = "original"\noriginal = "Сөз"',
            "5:1: the words are the original, and “original” has it again",
        ),
    ],
)
def test_what_is_wrong_with_a_value_is_told_with_its_line(line: str, said: str) -> None:
    assert problem(f"{BEGIN}{line}\n") == f"bridge.quotes.toml:{said}"


def test_what_is_no_toml_is_told() -> None:
    assert problem("[[quote]\n").startswith("bridge.quotes.toml:1:")


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ToolkitError) as wrong:
        read(f'{BEGIN}status = "x"\ntime = "y"\n[[quote]]\nid = "p-2"\n')
    assert len(wrong.value.findings) == 3
