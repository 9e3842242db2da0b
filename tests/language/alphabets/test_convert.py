import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.text import Code, CodeKind, Text, parse_text, plain, to_message
from toolkit.catalog.po import load
from toolkit.language.alphabets import (
    CONVERSIONS,
    NO_EXCEPTIONS,
    Conversion,
    Exceptions,
    conversion,
    convert,
    convert_text,
    read_exceptions,
)
from toolkit.language.alphabets.alphabet import alphabet, problems
from toolkit.language.scripts import pattern

ROOT = Path(__file__).parents[3]
KK_LATN = conversion(Locale("kk"), Locale("kk-Latn"))
KK_ARAB = conversion(Locale("kk"), Locale("kk-Arab"))
UG_LATN = conversion(Locale("ug"), Locale("ug-Latn"))
LATN_UG = conversion(Locale("ug-Latn"), Locale("ug"))

every_conversion = pytest.mark.parametrize(
    "each", CONVERSIONS, ids=lambda each: f"{each.source}-{each.target}"
)
LETTERS = "".join(
    sorted(
        {
            char
            for tag in ("kk", "kk-Latn", "kk-Arab", "ug", "ug-Latn", "ug-Cyrl")
            for char in (alphabet(Locale(tag)) or ())
        }
    )
)
words = st.text(LETTERS + "-'’\u00ad\u0301\u0306\u0327ïЇćكی中İXVХІ7", min_size=1, max_size=10)
CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z][\w.'-]*")
ADDRESSES = (
    "https://a.kz/жаңа,ئا?x=y;",
    "a.kz/ж",
    "ж@a.kz",
    "{ж, ئا}",
    "{x}",
    "%(ж)s",
    "<a t='ж'>",
    "&nbsp;",
)
SIGNS = (
    "",
    " ",
    " ",
    ", ",
    "; ",
    "? ",
    ". ",
    "! ",
    "، ",
    "؛ ",
    "؟ ",
    " «",
    "» ",
    " (",
    ") ",
    "\n",
    " – ",
    "\ufffc",
)
texts = st.lists(
    st.tuples(st.one_of(words, words, st.sampled_from(ADDRESSES)), st.sampled_from(SIGNS)),
    max_size=5,
).map(lambda pieces: "".join(piece + sign for piece, sign in pieces))


def catalog(tag: str) -> list[str]:
    """Return the translations of the newsroom's and of the toolkit's own catalogs."""
    paths = [*ROOT.glob(f"locales/{tag}/**/*.po"), *ROOT.glob(f"toolkit/locale/{tag}/**/*.po")]
    return [entry.msgstr for path in sorted(paths) for entry in load(path) if entry.msgstr]


def coded(message: str) -> Text:
    codes = {Code(tag, kind) for tag in ("em", "a1", "q") for kind in CodeKind}
    return parse_text(message, codes)


def in_message(message: str, each: Conversion, **options: list[str]) -> str:
    return to_message(convert_text(coded(message), each, NO_EXCEPTIONS, options.get("kept", [])))


@every_conversion
@given(text=texts)
@example(text="їp")
@example(text="ХVІІІ Eurasianetтің")
@example(text="сәлемwww.x1www.жаң")
@example(text="1ььhttps://ї&nbsp;")
def test_converting_twice_changes_nothing(each: Conversion, text: str) -> None:
    once = convert(text, each)
    assert convert(once, each) == once


@every_conversion
@given(text=texts)
def test_tokens_joined_are_the_text(each: Conversion, text: str) -> None:
    assert "".join(pattern(each.source.script, each.target.script).findall(text)) == text


@every_conversion
@given(parts=st.lists(st.one_of(texts, st.sampled_from([Code("em", kind) for kind in CodeKind]))))
def test_codes_stay_in_their_order(each: Conversion, parts: list[str | Code]) -> None:
    text = tuple(part for part in parts if part)
    converted = convert_text(text, each)
    assert [part for part in converted if isinstance(part, Code)] == [
        part for part in text if isinstance(part, Code)
    ]


@every_conversion
@given(
    parts=st.lists(
        st.one_of(texts, st.sampled_from([Code("a1", CodeKind.OPEN), Code("a1", CodeKind.CLOSE)]))
    )
)
def test_codes_change_nothing_of_the_words(each: Conversion, parts: list[str | Code]) -> None:
    text = tuple(each.normalise(part) if isinstance(part, str) else part for part in parts if part)
    if each.normalise(plain(text)) == plain(text):
        assert plain(convert_text(text, each)) == convert(plain(text), each)


@pytest.mark.parametrize("tag", ["kk", "ug"])
def test_every_word_of_our_catalogs_is_converted_without_problems(tag: str) -> None:
    assert [finding for text in catalog(tag) for finding in problems(text, Locale(tag))] == []


@pytest.mark.parametrize("target", ["kk-Latn", "kk-Arab"])
def test_nothing_cyrillic_is_left_of_our_kazakh_catalogs(target: str) -> None:
    each = conversion(Locale("kk"), Locale(target))
    cyrillic = alphabet(Locale("kk")) or frozenset()
    assert [text for text in catalog("kk") if cyrillic.intersection(convert(text, each))] == []


@pytest.mark.parametrize("target", ["ug-Latn", "ug-Cyrl"])
def test_our_uyghur_catalogs_come_back_as_they_were(target: str) -> None:
    there = conversion(Locale("ug"), Locale(target))
    back = conversion(Locale(target), Locale("ug"))
    # Letters of other alphabets cannot be told from Uyghur's on the way back: a text that shows
    # Kazakh's is left out, and Latin names are named, as a newsroom names them.
    texts = [text for text in catalog("ug") if not CYRILLIC.search(text)]
    names = Exceptions(keep=frozenset(name for text in texts for name in LATIN.findall(text)))
    assert [text for text in texts if convert(convert(text, there), back, names) != text] == []


@pytest.mark.parametrize(
    "text",
    [
        "https://a.kz/жаңа,2021",
        "www.a.kz/жаңа",
        "жаңа@пошта.kz",
        "{санын}",
        "%(саны)s",
        "<a title='жаңа'>",
        "&nbsp;",
        "3,5",
        "Hello, world",
        "中文, 日本",
    ],
)
@pytest.mark.parametrize("each", [KK_LATN, KK_ARAB])
def test_what_is_no_kazakh_stays(text: str, each: Conversion) -> None:
    assert convert(f"жаз {text} жаз", each) == convert("жаз", each) + f" {text} " + convert(
        "жаз", each
    )


@pytest.mark.parametrize("each", [KK_LATN, KK_ARAB])
@pytest.mark.parametrize("address", ["https://a.kz/жаңа", "www.a.kz/жаңа", "ftp://a.kz/ж"])
def test_an_address_that_is_glued_to_a_word_stays(address: str, each: Conversion) -> None:
    assert convert(f"жаз{address} жаз", each) == f"{convert('жаз', each)}{address} " + convert(
        "жаз", each
    )


def test_speech_after_a_colon_begins_with_a_capital() -> None:
    text = "ئۇ مۇنداق دېدى: «بۇ ياخشى»، «بۇ» ياخشى: ياخشى"
    assert convert(text, UG_LATN) == "U mundaq dëdi: «Bu yaxshi», «bu» yaxshi: yaxshi"


def test_a_name_of_several_words_takes_a_capital_in_each() -> None:
    names = read_exceptions('names = ["ئاتا يۇرت"]'.encode(), "names.toml")
    text = "بۇ «ئاتا يۇرت» ۋە ئاتا يۇرتنىڭ ئاتا"
    assert convert(text, UG_LATN, names) == "Bu «Ata Yurt» we Ata Yurtning ata"


def test_names_are_found_by_whoever_knows_them() -> None:
    names = Exceptions(find_names=lambda text: [(text.find("گۇ"), text.find("گۇ") + 2)])
    assert convert("بۇ گۇ گۇرۇپپا", UG_LATN, names) == "Bu Gu guruppa"


def test_a_name_across_codes_takes_its_capital() -> None:
    names = Exceptions(names=frozenset({"ئاتا يۇرت"}))
    text = coded("بۇ ئاتا <em>يۇرت</em>")
    assert to_message(convert_text(text, UG_LATN, names)) == "Bu Ata <em>Yurt</em>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gettext-тің ісі", "gettext-تىڭ ءىسى"),
        ("5-ші", "5-شى"),
        ("кіші-тің", "كىشى-ءتىڭ"),
        ("GNU-їж", "GNU-їж"),
    ],
)
def test_what_a_hyphen_hangs_on_a_foreign_word_takes_no_hamza(text: str, expected: str) -> None:
    assert convert(text, KK_ARAB) == expected


def test_a_text_without_a_kazakh_letter_stays_whole() -> None:
    assert convert("Hello, world?", KK_ARAB) == "Hello, world?"


def test_a_foreign_passage_in_quotation_marks_keeps_its_signs() -> None:
    assert convert("«Really?» деді", KK_ARAB) == "«Really?» دەدى"


def test_signs_become_those_of_the_target() -> None:
    assert convert("Бар, жоқ; ма? – Иә!", KK_ARAB) == "بار، جوق؛ ما؟ – ءيا!"


def test_text_in_the_target_s_alphabet_has_its_signs_put_right() -> None:
    assert convert("سالەم, دۇنيا?", KK_ARAB) == "سالەم، دۇنيا؟"


def test_a_decomposed_letter_is_a_letter() -> None:
    assert convert("и\u0306од", KK_LATN) == convert("йод", KK_LATN)


def test_a_word_with_an_unknown_letter_stays_whole() -> None:
    assert convert("їжак көрді", KK_LATN) == "їжак kördı"


def test_an_ending_glued_to_a_foreign_name_is_converted() -> None:
    assert convert("Eurasianetтің", KK_ARAB) == "Eurasianetتىڭ"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("қаз<em>ақ</em>тар", "قاز<em>اق</em>تار"),
        ("<em>т</em>ілі", "<em>ءت</em>ىلى"),
        ("қаз<em/>іргі", "قاز<em/>ىرگى"),
        ("Түрки<a1>я</a1>", "تۇركي<a1>ا</a1>"),
        ("көз<em>ілдірік</em>, жоқ", "كوز<em>ىلدىرىك</em>، جوق"),
    ],
)
def test_a_word_across_codes_is_one_word(message: str, expected: str) -> None:
    assert in_message(message, KK_ARAB) == expected


def test_a_word_in_capitals_across_codes_keeps_them() -> None:
    assert in_message("Я<em>КОВ</em>", KK_LATN) == "İA<em>KOV</em>"


def test_a_passage_in_another_language_stays() -> None:
    message = "деді: <q>Да, <em>завтра</em>?</q> Жоқ?"
    assert in_message(message, KK_ARAB, kept=["q"]) == "دەدى: <q>Да, <em>завтра</em>?</q> جوق؟"


def test_the_same_words_outside_a_kept_passage_are_converted() -> None:
    assert in_message("<q>Да</q> Да", KK_ARAB, kept=["q"]) == "<q>Да</q> دا"


def test_sentences_begin_with_a_capital_where_the_source_has_none() -> None:
    text = "«سالام!» دېدى ئۇ. 22-فېۋرال كەلدى؟ ياق"
    assert convert(text, UG_LATN) == "«Salam!» dëdi u. 22-fëwral keldi? Yaq"


def test_a_capital_goes_inside_the_code_that_it_stands_in() -> None:
    assert in_message("<em>سال</em>ام", UG_LATN) == "<em>Sal</em>am"


def test_names_take_a_capital() -> None:
    names = read_exceptions('names = ["قازاقىستان"]'.encode(), "names.toml")
    assert convert("بۇ قازاقىستاندا", UG_LATN, names) == "Bu Qazaqistanda"


def test_exceptions_are_found_by_word_and_by_the_longest_stem() -> None:
    data = '[words]\n"ой" = "X"\n[stems]\n"қаз" = "GAZ"\n"қазақ" = "cossack"'.encode()
    assert (
        convert("Ой қазақтар қаздар", KK_LATN, read_exceptions(data, "a")) == "X cossacktar GAZdar"
    )


def test_a_newsroom_overrules_the_built_in_loans() -> None:
    own = read_exceptions('[stems]\n"тайвань" = "تايبەي"'.encode(), "a")
    assert convert("Тайваньда", KK_ARAB, own) == "تايبەيدا"


@pytest.mark.parametrize("text", ["«Атажұрт Еріктілері» ұйымы", "Атажұрт Еріктілері, иә"])
def test_protected_terms_stay(text: str) -> None:
    own = read_exceptions('keep = ["Атажұрт Еріктілері"]'.encode(), "a")
    assert "Атажұрт Еріктілері" in convert(text, KK_ARAB, own)


def test_a_protected_term_is_a_whole_word() -> None:
    own = read_exceptions('keep = ["Аза"]'.encode(), "a")
    assert convert("Азаттық", KK_LATN, own) == "Azattyq"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "a.toml:1:1: error: byte 0xff is not UTF-8"),
        (b"[words]\nx\n", "a.toml:2:2: error: Expected '=' after a key"),
        (b"word = 1", "a.toml:1:1: error: unknown key “word”. Hint: did you mean “words”."),
        (b"words = 1", "“words” must be a table"),
        (b'[words]\n"a" = 1', "a.toml:2:1: error: the form of “a” in [words] must be a string"),
        (b'[stems]\n"" = "a"', "“” = “a” in [stems] is not a word and its form"),
        (b'[words]\n"A" = "b"\n"a" = "c"', "a.toml:3:1: error: [words] has “a” twice"),
        (b"keep = [1]", "“keep” must be a list of words"),
        (b"a = " + b"[" * 20000, "nested too deeply"),
    ],
)
def test_a_bad_table_says_what_is_wrong(data: bytes, said: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_exceptions(data, "a.toml")
    assert said in str(caught.value)


def test_an_unknown_conversion_names_the_known_ones() -> None:
    with pytest.raises(ToolkitError, match="known are kk to kk-Latn, kk to kk-Arab, ug to ug-Latn"):
        conversion(Locale("kk-Latn"), Locale("kk"))


@pytest.mark.parametrize("source", ["kk-KZ", "kk-Cyrl"])
def test_a_region_or_the_usual_script_makes_no_difference(source: str) -> None:
    assert conversion(Locale(source), Locale("kk-Latn-KZ")) is KK_LATN


def test_no_conversion_is_there_twice() -> None:
    ways = [(each.source, each.target) for each in CONVERSIONS]
    assert len(set(ways)) == len(ways)


@every_conversion
def test_a_conversion_has_both_alphabets(each: Conversion) -> None:
    assert alphabet(each.source)
    assert alphabet(each.target)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("бiздiң", "mixed-alphabets", "it is read as “біздің”"),
        ("Eurasianetтің", "mixed-alphabets", "by a hyphen"),
        ("їжак", "unknown-letter", "keep the word"),
    ],
)
def test_what_is_uncertain_is_a_warning(text: str, code: str, hint: str) -> None:
    (finding,) = problems(f"Бұл {text} жазу, {text}", Locale("kk"))
    assert (finding.code, finding.severity) == (code, "warning")
    assert hint in finding.hint


def test_uyghur_look_alikes_are_named() -> None:
    (finding,) = problems("کىشى", Locale("ug"))
    assert finding.code == "look-alikes"


def test_foreign_names_are_no_problem() -> None:
    assert problems("Eurasianet пен BBC-дің", Locale("kk")) == []


def test_a_language_without_a_table_has_no_problems() -> None:
    assert problems("größer ґанок", Locale("de")) == []


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("ب د ت", "B D T"),
        ("كېچە ئا ق ش باشلىقى", "Këche A Q Sh bashliqi"),
        ("شائىر ل. مۇتەللىپ", "Sha'ir L. Mutellip"),
        ("شائىر ئا. ئۆتكۈر", "Sha'ir A. Ötkür"),
        ("كەلدى ئۇ.", "Keldi u."),
        ("كەلدى ئا!", "Keldi a!"),
    ],
)
def test_a_letter_that_stands_for_a_name_is_a_capital(text: str, latin: str) -> None:
    assert convert(text, conversion(Locale("ug"), Locale("ug-Latn"))) == latin
