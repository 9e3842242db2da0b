import gettext
import pickle

import pytest
from babel.messages.plurals import PLURALS
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.po.plural import PluralFormsError, parse_plural_forms


def test_the_number_and_the_expression_are_read() -> None:
    forms = parse_plural_forms("nplurals=2; plural=(n != 1);")
    assert (forms.nplurals, forms.expression) == (2, "(n != 1)")


@pytest.mark.parametrize("language", PLURALS)
def test_every_language_counts_as_python_does(language: str) -> None:
    nplurals, expression = PLURALS[language]
    forms = parse_plural_forms(f"nplurals={nplurals}; plural={expression};")
    python = gettext.c2py(expression)
    assert [forms.index(n) for n in range(300)] == [python(n) for n in range(300)]


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("0", [0, 0, 0]),
        ("n>1", [0, 0, 1]),
        ("!n", [1, 0, 0]),
        ("!!n", [0, 1, 1]),
        ("n==0?2:n==1?1:0", [2, 1, 0]),
        ("n?n==1?1:2:0", [0, 1, 2]),
        ("n-n-n==0", [1, 0, 0]),
        ("2*n+1==3", [0, 1, 0]),
        ("n==1||n==2&&0", [0, 1, 0]),
        ("n<1&&1/(1-n)", [1, 0, 0]),
        ("7-2-n%3", [5, 4, 3]),
        ("n / 1000", [0, 0, 0]),
        ("n % 3", [0, 1, 2]),
    ],
)
def test_operators_bind_as_in_c(expression: str, values: list[int]) -> None:
    forms = parse_plural_forms(f"nplurals=10; plural={expression}")
    assert [forms.index(n) for n in range(3)] == values


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "lack a number"),
        ("nplurals=2;", "lack an expression"),
        ("nplurals=0; plural=0;", "between 1 and 100"),
        ("nplurals=1000; plural=0;", "between 1 and 100"),
        ("nplurals=2; plural=;", "its end"),
        ("nplurals=2; plural=n>;", "its end"),
        ("nplurals=2; plural=(n>1;", "its end"),
        ("nplurals=2; plural=n>1);", "“)”"),
        ("nplurals=2; plural=n?1;", "its end"),
        ("nplurals=2; plural=n=1;", "“=”"),
        ("nplurals=2; plural=n|1;", "“|”"),
        ("nplurals=2; plural=n>1 n;", "“n”"),
        ("nplurals=2; plural=x;", "“x”"),
        ("nplurals=2; plural=-1;", "“-”"),
        ("nplurals=2; plural=n;", "gives form 2 for n=2"),
        ("nplurals=2; plural=n-1;", "gives form 18446744073709551615 for n=0"),
        ("nplurals=2; plural=1%n;", "divides by zero for n=0"),
        ("nplurals=2; plural=n*99999999999999999999;", "gives form"),
        (f"nplurals=2; plural={'(' * 51}n>1{')' * 51};", "more than 50 levels deep"),
        (f"nplurals=2; plural={'!' * 51}n;", "more than 50 levels deep"),
        (f"nplurals=2; plural=n{'+n' * 51}>1;", "more than 50 levels deep"),
        (f"nplurals=2; plural=n>1{' ' * 1000};", "more than 1000"),
    ],
)
def test_what_is_no_plural_form_is_refused(value: str, message: str) -> None:
    with pytest.raises(PluralFormsError) as raised:
        parse_plural_forms(value)
    assert message in str(raised.value)


def test_a_number_beyond_those_tried_is_refused_when_it_has_no_form() -> None:
    forms = parse_plural_forms("nplurals=2; plural=n/1000000")
    with pytest.raises(PluralFormsError, match="n=5000000"):
        forms.index(5_000_000)


def test_plural_forms_travel_between_processes() -> None:
    forms = parse_plural_forms("nplurals=2; plural=n>1;")
    assert pickle.loads(pickle.dumps(forms)) == forms  # noqa: S301 - our own bytes


@given(st.text(alphabet="n?:|&=!<>+-*/%() 0123456789;_[]", max_size=60))
def test_any_expression_is_read_or_refused(expression: str) -> None:
    try:
        forms = parse_plural_forms(f"nplurals=3; plural={expression}")
    except PluralFormsError:
        return
    assert forms.index(0) in range(3)
