from tests.catalog.terms.termbases import KK, RU, UG, term, termbase
from toolkit.catalog.terms import Alone, TermForms
from toolkit.catalog.terms.joining import join


def test_new_terms_are_added() -> None:
    joined = join(termbase(term("a")), [term("b", {KK: "б"})])
    assert [each.said for each in joined.termbase.terms] == ["a", "b"]
    assert (joined.new, joined.extended, joined.unchanged) == (1, 0, 0)


def test_forms_of_known_terms_come_behind_their_own() -> None:
    own = termbase(term("China", {KK: "Қытай"}))
    joined = join(own, [term("China", {KK: "Чина", RU: "Китай"}, note="A country.", name=True)])
    (china,) = joined.termbase.terms
    assert china.forms == {KK: TermForms(("Қытай", "Чина")), RU: TermForms(("Китай",))}
    assert (china.note, china.name) == ("A country.", True)


def test_what_is_forbidden_stays_forbidden() -> None:
    own = termbase(term("China", {UG: TermForms(("خىتاي",), (), ("جۇڭگو",))}))
    joined = join(own, [term("China", {UG: "جۇڭگو"})])
    assert joined.termbase.terms == own.terms
    assert joined.unchanged == 1


def test_of_terms_that_are_spelled_alike_the_one_with_the_note_is_meant() -> None:
    own = termbase(term("state", note="1"), term("state", note="2"))
    joined = join(own, [term("state", {KK: "күй"}, note="2")])
    assert [bool(each.forms) for each in joined.termbase.terms] == [False, True]


def test_a_term_that_comes_twice_is_one() -> None:
    joined = join(termbase(), [term("a"), term("a", {KK: "а"})])
    assert (len(joined.termbase.terms), joined.new, joined.extended) == (1, 1, 1)


def test_a_name_of_one_word_has_none_that_stands_alone() -> None:
    joined = join(termbase(term("Gu")), [term("Gu", alone=Alone.FIRST)])
    assert joined.termbase.terms[0].alone is Alone.NONE


def test_the_numbers_are_told() -> None:
    assert str(join(termbase(), [term("a")])) == "1 new, 0 extended, 0 unchanged"
