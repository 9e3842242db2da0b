"""Masking: what a machine must not touch comes back as it was, or the draft is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.text import message_codes, parse_text, to_message
from toolkit.catalog.terms import Term, Termbase, TermForms
from toolkit.newsroom.drafting.masking import Masked, Unmaskable, mask, unmask

EN, KK = Locale("en"), Locale("kk")
TERMS = Termbase(
    (Term("council", TermForms(("city council",)), {KK: TermForms(("қалалық мәслихат",))}),), EN
)


def masked(message: str, termbase: Termbase | None = None) -> Masked:
    return mask(parse_text(message, message_codes(message)), EN, KK, termbase)


def back(returned: str, message: str, termbase: Termbase | None = None) -> str:
    return to_message(unmask(returned, masked(message, termbase)))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_words_come_back_as_they_were_sent(words: str) -> None:
    message = f"<em>{words}</em> & <br/>{words}"
    assert back(masked(message).html, message) == message


def test_a_text_with_line_breaks_is_on_one_line() -> None:
    made = masked("One\nTwo\r\nThree\u2028Four")
    assert len(made.html.splitlines()) == 1
    assert to_message(unmask(made.html, made)) == "One\nTwo\r\nThree\u2028Four"


def test_codes_go_where_the_machine_has_put_them() -> None:
    returned = 'Қазір <span id="m1">оқы</span> <span id="m0">есепті</span>.'
    assert (
        back(returned, "<a1>Report</a1>: <em>read</em>.") == "Қазір <em>оқы</em> <a1>есепті</a1>."
    )


def test_a_term_is_said_as_decided_whatever_the_machine_made_of_it() -> None:
    made = masked("The city council met.", TERMS)
    assert "city council</span>" in made.html
    returned = made.html.replace(
        "city council", "сити <b>кеңес</b>".replace("<b>", "").replace("</b>", "")
    )
    assert back(returned, "The city council met.", TERMS) == "The қалалық мәслихат met."


def test_an_element_that_ends_behind_each_of_its_words_is_one() -> None:
    returned = 'Leído <span id="m0">el</span> <span id="m0"><span id="m1">informe</span></span> de'
    message = "Read <a1>the <em>report</em></a1> of"
    assert back(returned, message) == "Leído <a1>el <em>informe</em></a1> de"


@pytest.mark.parametrize(
    ("returned", "why"),
    [
        ("Есеп", "did not come back"),
        ('<span id="m0">Есеп', "did not come back"),
        ('<span id="m0">Е</span> мен <span id="m0">Е</span>', "came back twice"),
        ('<span id="m0">Есеп</span><script>x</script>', "markup"),
        ('<span id="m0">Есеп</span><span id="m9">x</span>', "markup"),
        ('<span id="m0"><b>Есеп</b></span>', "markup"),
        ('<span id="m0">Есеп</span><!-- x -->', "markup"),
    ],
)
def test_what_is_no_translation_of_the_text_is_refused(returned: str, why: str) -> None:
    with pytest.raises(Unmaskable, match=why):
        back(returned, "<a1>Report</a1>")


def test_a_term_that_did_not_come_back_is_told_by_its_words() -> None:
    with pytest.raises(Unmaskable, match="қалалық мәслихат"):
        back("Жиналды.", "The city council met.", TERMS)


@given(st.text())
def test_any_answer_is_read_or_refused(returned: str) -> None:
    try:
        text = unmask(returned, masked("<a1>Report</a1> now"))
    except Unmaskable:
        return
    assert "<a1>" in to_message(text)
