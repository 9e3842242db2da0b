from tests.catalog.terms.termbases import EN, KK, RU, UG, term, termbase
from toolkit.catalog.terms import TermForms
from toolkit.catalog.terms.comments import with_terms

BASE = termbase(
    term(
        "China",
        {KK: "Қытай", UG: TermForms(("خىتاي",), (), ("جۇڭگو",))},
        note="Not the\nofficial one.",
    ),
    term("camp", {RU: TermForms(("лагерь",), ("лагпункт",))}),
)
COMMENT = "paragraph\nid: p-1a2b"


def test_a_template_shows_terms_and_notes() -> None:
    assert with_terms(COMMENT, "A camp in China", BASE, EN) == (
        "paragraph\nterm: camp\nterm: China (Not the official one.)\nid: p-1a2b"
    )


def test_a_catalog_shows_what_is_written_in_its_locale() -> None:
    assert with_terms(COMMENT, "China", BASE, EN, UG) == (
        "paragraph\nterm: China → خىتاي, not جۇڭگو (Not the official one.)\nid: p-1a2b"
    )
    assert with_terms("", "camps", BASE, EN, RU) == "term: camp → лагерь or лагпункт"


def test_what_is_not_decided_in_a_locale_shows_its_term() -> None:
    assert with_terms("", "camps", BASE, EN, KK) == "term: camp"


def test_doing_it_twice_is_doing_it_once() -> None:
    once = with_terms(COMMENT, "A camp in China", BASE, EN)
    assert with_terms(once, "A camp in China", BASE, EN) == once
    assert with_terms(once, "Nothing", BASE, EN) == COMMENT
