from tests.catalog.terms.termbases import EN, KK, RU, UG, term, termbase
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.terms import TermForms
from toolkit.catalog.terms.finding import with_terms_found

BASE = termbase(
    term(
        "China",
        {KK: "Қытай", UG: TermForms(("خىتاي",), (), ("جۇڭگو",))},
        note="Not the\nofficial one.",
    ),
    term("camp", {RU: TermForms(("лагерь",), ("лагпункт",))}),
)
COMMENT = "paragraph\nid: p-1a2b"


def told(words: str, locale: Locale | None = None, comment: str = COMMENT) -> str:
    template = Catalog([Entry(msgid=words, comment=comment)])
    return with_terms_found(template, BASE, EN, locale)[0].comment


def test_a_template_shows_terms_and_notes() -> None:
    assert told("A camp in China") == (
        "paragraph\nterm: camp\nterm: China (Not the official one.)\nid: p-1a2b"
    )


def test_a_catalog_shows_what_is_written_in_its_locale() -> None:
    assert told("China", UG) == (
        "paragraph\nterm: China → خىتاي, not جۇڭگو (Not the official one.)\nid: p-1a2b"
    )
    assert told("camps", RU, "") == "term: camp → лагерь or лагпункт"


def test_what_is_not_decided_in_a_locale_shows_its_term() -> None:
    assert told("camps", KK, "") == "term: camp"


def test_doing_it_twice_is_doing_it_once() -> None:
    once = told("A camp in China")
    assert told("A camp in China", comment=once) == once
    assert told("Nothing", comment=once) == COMMENT


def test_the_template_itself_stays_as_it_was() -> None:
    template = Catalog([Entry(msgid="China", comment=COMMENT)])
    with_terms_found(template, BASE, EN)
    assert template[0].comment == COMMENT


def test_a_note_for_one_locale_is_shown_there_alone() -> None:
    forms: dict[Locale, TermForms | str] = {KK: "Тасбұлақ", UG: TermForms(note="With ي.")}
    base = termbase(term("Tasbulak", forms, note="A village."))
    template = Catalog([Entry(msgid="Tasbulak")])
    shown = {
        locale: with_terms_found(template, base, EN, locale)[0].comment for locale in (KK, RU, UG)
    }
    assert shown == {
        KK: "term: Tasbulak → Тасбұлақ (A village.)",
        RU: "term: Tasbulak (A village.)",
        UG: "term: Tasbulak (A village.) (With ي.)",
    }


def test_a_note_takes_no_forms_from_another_region() -> None:
    forms: dict[Locale, TermForms | str] = {
        KK: "Тасбұлақ",
        Locale("kk-KZ"): TermForms(note="As on maps."),
    }
    base = termbase(term("Tasbulak", forms))
    template = Catalog([Entry(msgid="Tasbulak")])
    comment = with_terms_found(template, base, EN, Locale("kk-KZ"))[0].comment
    assert comment == "term: Tasbulak → Тасбұлақ (As on maps.)"
