import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.checks.check import Problem
from toolkit.checks.pair import Pair
from toolkit.checks.quotations import lost_or_added, other_count, read_quotations

KK = Locale("kk")


def pair(source: str, target: str) -> Pair:
    return Pair((source,), (target,), Location("x.po"))


def lost(source: str, target: str) -> list[Problem]:
    return list(lost_or_added(pair(source, target), KK))


def counted(source: str, target: str) -> list[str]:
    return [each.message for each in other_count(pair(source, target), KK)]


def quoted(text: str) -> list[str]:
    return [text[slice(*each.place)] for each in read_quotations(text)]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("“A,” he said. “B.”", ["“A,”", "“B.”"]),
        ("«Олар “иә” деді», – деді ол.", ["«Олар “иә” деді»"]),
        ("„Das“ und „dies“", ["„Das“", "„dies“"]),
        ("„To” i «tamto»", ["„To”", "«tamto»"]),
        ("»خىتاي ئوغلۇم« دېدى", ["»خىتاي ئوغلۇم«"]),
        ("He said 'no' and \"yes\".", ["'no'", '"yes"']),
        ("‘Out “in” out’, he said", ["‘Out “in” out’"]),
        ("“It’s the boys’ house,” he said", ["“It’s the boys’ house,”"]),
        ("In the '90s “a b c” was", ["“a b c”"]),
        ('A 5" pipe and "ten words"', ['"ten words"']),
        ('رەت"$column$" نى', ['"$column$"']),
        ("He’s in the boys’ house", []),
        ("“The next paragraph goes on", ["“The next paragraph goes on"]),
    ],
)
def test_passages_are_found_whatever_the_marks(text: str, passages: list[str]) -> None:
    assert quoted(text) == passages


def test_a_quotation_that_is_none_any_more_is_found_with_its_place() -> None:
    (problem,) = lost("“They did not listen,” he said.", "Ол олардың тыңдамағанын айтты.")
    assert problem.source == (0, 22)
    assert "in the source only" in problem.message


def test_a_quotation_of_the_translation_only_is_found_with_its_place() -> None:
    (problem,) = lost(
        "He said they did not.", "Ол: «Олар бәрібір мені тыңдағысы келмеді ғой», – деді."
    )
    assert problem.target == (4, 45)


def test_other_marks_quote_as_well() -> None:
    assert not lost("“They did not listen,” he said.", "«Олар тыңдамады», – деді ол.")


def test_a_dialogue_with_a_dash_is_quoted() -> None:
    source, target = "“They did not listen,” he said.", "– Олар тыңдамады, – деді ол."
    assert not lost(source, target)
    assert not counted(source, target)


def test_a_name_may_gain_quotation_marks() -> None:
    assert not lost("Atajurt was denied.", "«Атажұрт» ұйымы тіркелмеді.")


def test_a_word_that_loses_its_marks_is_a_hint_only() -> None:
    source, target = "A “not” is wrong.", "Емес деген сөз қате."
    assert not lost(source, target)
    assert counted(source, target) == ["quoted passages: 1 in the source, 0 in the translation"]


def test_speech_round_an_attribution_may_become_one_passage() -> None:
    source = "“Some found my house,” he said. “I did not want to meet them.”"
    assert not counted(source, "Ол: «Үйімді тапты. Мен кездескім келмеді», – деді.")


def test_a_passage_fewer_is_a_hint() -> None:
    source = "One said “I will go home” while another said “I will not”."
    assert counted(source, "Бірі «үйге қайтамын» деді, екіншісі жоқ деді.")


def test_a_passage_more_is_a_hint() -> None:
    target = "«Бірінші сөйлем мұнда тұр енді міне». «Екінші сөйлем де мұнда тұр енді міне»."
    assert counted("He said “no”.", target)


@given(st.text(alphabet="ab “”„«»‹›‘’‚'\"「」『』《》〈〉״.,", max_size=80))
@example("'「a」〈")
def test_passages_lie_apart_and_in_order(text: str) -> None:
    places = [each.place for each in read_quotations(text)]
    flat = [at for place in places for at in place]
    assert flat == sorted(flat)
    assert all(start < end <= len(text) for start, end in places)


@given(st.text(alphabet="ab “”«»‚‘《》'\" ", max_size=60))
def test_a_copy_quotes_the_same(text: str) -> None:
    assert not lost(text, text)


@pytest.mark.parametrize("target", ["הוא אמר לנו ״כן״.", "『はい』と言った"])
def test_marks_of_other_languages_quote(target: str) -> None:
    assert counted("He said “yes” to us.", target) == []


def test_gershayim_inside_a_word_quotes_nothing() -> None:
    assert quoted("צה״ל הודיע") == []


@pytest.mark.parametrize(
    "text",
    [
        "Datei »%s« hat nicht aufgelöste Konflikte. Trotzdem »jetzt« bereitstellen?",
        "»--quit« darf nicht zusammen mit anderen Adressen verwendet werden.",
        "(»ein Wort« in der Klammer, das hier sonst nichts bedeuten soll)",
    ],
)
def test_what_stands_between_two_quotations_is_none(text: str) -> None:
    assert lost("No marks here at all, and none there.", text) == []


@pytest.mark.parametrize("text", ['"go home now”', '“go home now"', '„geht jetzt heim"'])
def test_a_mark_of_another_kind_closes_at_the_end_of_a_word(text: str) -> None:
    assert quoted(f"{text}, he said.") == [text]


def test_typed_marks_inside_curly_ones_are_nested() -> None:
    text = '“He said "now" to me.”'
    assert quoted(text) == [text]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            'He said: "It was by far the worst of days.',
            "Er sagte: „Es war bei weitem der schlimmste Tag.",
        ),
        ('"It was the worst of all days.', "「それは最悪の日だった。"),
    ],
)
def test_speech_that_goes_on_in_the_next_passage_is_quoted_in_both(
    source: str, target: str
) -> None:
    assert lost(source, target) == []


def test_a_closing_mark_that_nothing_opened_quotes_nothing() -> None:
    assert quoted("Das ist gut“, sagte er nach dem Spiel in der Stadt.") == []


@pytest.mark.parametrize(
    "speech",
    [
        "“《红楼梦》很好看”",
        "“‘好’是什么意思”",
        "“…and we left”",
        "“¿Qué dices?”",
        "“$5 is much”",
        "«…и мы ушли»",
    ],
)
@pytest.mark.parametrize("before", ["他说", "(", "—", ":"])
def test_a_speech_may_begin_with_a_sign_right_after_another(before: str, speech: str) -> None:
    assert quoted(before + speech) == [speech]


def test_an_apostrophe_at_the_start_takes_no_part_in_a_speech_that_goes_on() -> None:
    assert quoted("'Tis so, «he went on") == ["«he went on"]


def test_a_passage_ends_with_the_mark_that_it_began_with() -> None:
    assert quoted("“Роза“ дауылы солтүстікке қарай жылжып барады.") == ["“Роза“"]
