from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding
from toolkit.localizing.interface_words import Wording, Words, words
from toolkit.localizing.own_words import missing_messages, read_own_words

KK, SORANI = Locale("kk"), Locale("ckb")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
DATED = "Based on the version of {date}"


def quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'


def own(
    messages: dict[str, str], locale: Locale = KK, before: str = ""
) -> tuple[Wording | None, tuple[Finding, ...]]:
    entries = (
        f"{before}msgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n"
        for msgid, msgstr in messages.items()
    )
    data = (HEADER + "\n".join(entries)).encode()
    return read_own_words(data, "locales/kk/LC_MESSAGES/toolkit.po", locale)


def spoken(messages: dict[str, str], locale: Locale = KK, page: str = "") -> Words:
    wording, findings = own(messages, locale)
    assert findings == ()
    assert wording is not None
    return words(Locale(page) if page else locale, [wording])


def test_a_newsrooms_words_stand_before_the_toolkits() -> None:
    said = spoken({"All articles": "Біздің материалдар"})
    assert said.gettext("All articles") == "Біздің материалдар"
    assert said.gettext("Languages") == "Тілдер"


def test_they_serve_the_regions_of_their_language() -> None:
    assert spoken({"Languages": "Тіл"}, page="kk-KZ").gettext("Languages") == "Тіл"


def test_they_serve_the_alphabets_of_their_language() -> None:
    assert spoken({"Languages": "Тіл"}, page="kk-Latn").gettext("Languages") == "Tıl"


def test_what_the_newsroom_and_the_toolkit_do_not_have_is_english() -> None:
    said = spoken({"Languages": "زمانەکان"}, SORANI)
    assert said.speak("Languages").locale == SORANI
    assert said.speak("All articles").locale == Locale("en")
    assert said.gettext("All articles") == "All articles"


def test_a_newsrooms_english_stands_where_a_language_has_no_words() -> None:
    wording = Wording(Locale("en"), {"All articles": ("All stories",)})
    assert words(SORANI, [wording]).gettext("All articles") == "All stories"
    assert words(Locale("de"), [wording]).gettext("All articles") == "Alle Artikel"


@pytest.mark.parametrize(
    "wrong",
    ["нұсқа", "{date} {date}", "{day}", "{date!r}", "{date:>9}", "{date.year}", "{}", "{date", "}"],
)
def test_a_wrong_placeholder_leaves_the_toolkits_words(wrong: str) -> None:
    wording, (finding,) = own({DATED: wrong, "Languages": "Тіл"})
    assert (finding.code, finding.hint) == ("words-placeholder", "write {date} once, as it is")
    assert finding.location is not None
    assert finding.location.line == 5
    assert wording is not None
    assert wording.messages == {"Languages": ("Тіл",)}


def test_a_placeholder_of_its_own_is_refused() -> None:
    _, (finding,) = own({"Languages": "{date}"})
    assert (finding.code, finding.hint) == ("words-placeholder", "write it without { and }")


def test_an_unknown_message_is_named_with_what_was_meant() -> None:
    _, (finding,) = own({"All artcles": "Мақалалар"})
    assert (finding.code, finding.hint) == ("words-unknown", "did you mean “All articles”")


def test_a_character_that_turns_a_line_round_is_refused() -> None:
    wording, (finding,) = own({"Languages": "Тіл\u202e"})
    assert finding.code == "words-controls"
    assert wording is not None
    assert not wording.messages


def test_what_is_not_finished_is_not_said() -> None:
    wording, findings = own({"Languages": "Тіл"}, before="#, fuzzy\n")
    assert findings == ()
    assert wording is not None
    assert not wording.messages


def test_a_catalog_that_cannot_be_read_is_named() -> None:
    wording, findings = read_own_words(b'msgid "a\n', "toolkit.po", KK)
    assert wording is None
    assert [str(each.location).partition(":")[0] for each in findings] == ["toolkit.po"]


def test_missing_messages_are_those_in_english() -> None:
    assert not missing_messages(words(KK))
    assert not missing_messages(words(Locale("en-GB")))
    assert "Languages" in missing_messages(words(SORANI))
    assert "Languages" not in missing_messages(spoken({"Languages": "زمان"}, SORANI))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_whatever_a_translator_writes_can_be_said(text: str) -> None:
    wording, _ = own({DATED: text, "Languages": text})
    assert wording is not None
    said: dict[str, Any] = {"date": KK}
    words(KK, [wording]).speak(DATED, **said)
    assert words(KK, [wording]).speak("Languages").text
