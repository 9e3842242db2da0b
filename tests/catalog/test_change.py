from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.catalog.change import HARMFUL, ChangeKind, describe_change, mechanical_form
from toolkit.catalog.typos import Vocabulary

EN = Locale("en")
KNOWN = sorted((Path(__file__).parents[1] / "data" / "changes").glob("*.tsv"))


def known_changes() -> list[tuple[str, str, str, str]]:
    """Return the tables' rows: the language, the two texts, and the kind of their change."""
    found = []
    for path in KNOWN:
        for line in path.read_text(encoding="utf-8").splitlines():
            before, after, kind = line.split("\t")
            found.append((path.stem, before, after, kind))
    return found


@pytest.mark.parametrize(("tag", "before", "after", "kind"), known_changes())
def test_an_edit_is_told_by_its_words(tag: str, before: str, after: str, kind: str) -> None:
    assert str(describe_change(before, after, Locale(tag)).kind) == kind


@pytest.mark.parametrize(("tag", "before", "after", "kind"), known_changes())
def test_a_harmful_edit_is_so_in_both_directions(
    tag: str, before: str, after: str, kind: str
) -> None:
    found = describe_change(after, before, Locale(tag)).kind
    assert (found in HARMFUL) == (kind in HARMFUL)


def test_each_number_is_told_by_itself() -> None:
    change = describe_change("In 2021 40 people left.", "In 2021 41 people left.", EN)
    assert str(change) == "number 40 → 41"


def test_a_code_that_goes_is_told_as_the_translator_sees_it() -> None:
    change = describe_change("The <em>old</em> bridge", "The old bridge", EN)
    assert str(change) == "markup <em> → ∅"


def test_marks_are_not_shown_beside_words() -> None:
    change = describe_change("He left, late.", "She left late", EN)
    assert str(change) == "wording He → She"


def test_a_word_of_the_document_is_not_misspelled() -> None:
    texts = ["The statutory rules", "The satutory mail", "Both: statutory, satutory"]
    known = Vocabulary(texts.__iter__, EN)
    assert describe_change("statutory", "satutory", EN, known).kind is ChangeKind.WORDING


def test_a_small_word_of_the_document_is_no_name_where_it_begins_a_sentence() -> None:
    known = Vocabulary(["A gendarme and a soldier came."].__iter__, EN)
    change = describe_change("Gendarme shot.", "Soldier shot.", EN, known)
    assert change.kind is ChangeKind.WORDING


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Police held 12 people.", "Police held 17 people.", "number 12 → 17"),
        ("Police detained them.", "Police did not detain them.", "negation ∅ → not"),
        ("They didn’t go.", "They went.", "negation didn’t → ∅"),
        ("Akan left Almaty.", "Akan left Astana.", "name Almaty → Astana"),
        ("The goverment fell.", "The government fell.", "typo goverment → government"),
        ("He went home.", "He went back to work.", "wording home → back to work"),
        ("He went home late.", "He went home.", "wording late → ∅"),
        ("“Yes,” he said…", '"Yes," he said...', "typography"),
        ("In May 5 people died.", "In May 5 men, not women, died.", "negation ∅ → not"),
    ],
)
def test_the_most_harmful_kind_is_told(before: str, after: str, told: str) -> None:
    assert str(describe_change(before, after, EN)) == told


@pytest.mark.parametrize(
    ("tag", "before", "after"),
    [
        ("ru", "Он был там.", "Он не был там."),
        ("kk", "Ол келді.", "Ол емес."),
        ("ug", "بار", "يوق"),
    ],
)
def test_negation_is_known_in_the_source_language(tag: str, before: str, after: str) -> None:
    assert describe_change(before, after, Locale(tag)).kind is ChangeKind.NEGATION


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a  b\nc", "a b c"),
        ("10\u00a0km", "10 km"),
        ("‘a’ “b” «c»", '\'a\' "b" "c"'),
        ("a – b", "a — b"),
        ("a -- b", "a—b".replace("—", " — ")),
        ("e\u0301", "\u00e9"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_mechanical_changes_leave_one_form(one: str, other: str) -> None:
    assert mechanical_form(one) == mechanical_form(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a-b", "a b"), ("1,000", "1.000"), ("A", "a"), ("it’s", "its")]
)
def test_other_changes_do_not(one: str, other: str) -> None:
    assert mechanical_form(one) != mechanical_form(other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_change_on_one_line(before: str, after: str) -> None:
    assert len(str(describe_change(before, after, EN)).splitlines()) == 1


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Give it to us.", "Give it to US.", ChangeKind.NAME),
        ("I saw a dog.", "I saw A dog.", ChangeKind.TYPOGRAPHY),
        ("We went on.", "WE WENT ON.", ChangeKind.TYPOGRAPHY),
    ],
)
def test_an_acronym_has_two_letters_and_stands_among_small_ones(
    before: str, after: str, kind: ChangeKind
) -> None:
    assert describe_change(before, after, Locale("en")).kind is kind


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        ("Neun Menschen starben.", "Fünf Menschen starben.", "de"),
        ("Es kostet drei Millionen Euro.", "Es kostet drei Milliarden Euro.", "de"),
        ("Il a reçu soixante-dix lettres.", "Il a reçu soixante lettres.", "fr"),
        ("Costó tres millones de euros.", "Costó tres mil millones de euros.", "es"),
        ("Empieza a las seis de la tarde.", "Empieza a las seis de la mañana.", "es"),
        ("Miting sabah altıda başlıyor.", "Miting akşam altıda başlıyor.", "tr"),
    ],
)
def test_number_words_of_other_sources_are_numbers(before: str, after: str, language: str) -> None:
    assert describe_change(before, after, Locale(language)).kind is ChangeKind.NUMBER
