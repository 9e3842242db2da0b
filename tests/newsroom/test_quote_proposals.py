"""Quote proposals: what marks and elements say, in each language, and who stands plainly beside."""

from pathlib import Path

import pytest

from tests.newsrooms import make
from toolkit.base.bcp47 import Locale
from toolkit.catalog.quotes_file import Quote
from toolkit.newsroom.quote_proposals import proposed_quotes

KK = Locale("kk")


def proposed(
    folder: Path, name: str, text: str, source: str = "en", options: str = ""
) -> tuple[Quote, ...]:
    (folder / "articles").mkdir()
    (folder / "articles" / name).write_text(text, encoding="utf-8")
    configuration = (
        f'source = "{source}"\n[[documents]]\nfiles = "articles/*.*"\n{options}[locales.tr]\n'
    )
    (document,) = make(folder, configuration).documents()
    return proposed_quotes(document, ())


HTML = """<!doctype html><html lang="en"><head><title>Camp</title></head><body><h1>Camp</h1>
<p>“We were <em>never</em> told ‘why’ by them,” she said, don’t you know.</p>
<p>He wrote <q lang="kk">Біз оны білмедік қой</q> and left.</p>
<blockquote lang="kk"><p>Бізге ешкім айтқан жоқ.</p><footer>Aigul Bek</footer></blockquote>
<p>The “Free Press” is a paper.</p>
</body></html>
"""


def test_elements_and_codes_are_seen_through(tmp_path: Path) -> None:
    found = proposed(tmp_path, "bridge.html", HTML)
    assert [(each.words, each.language, each.speaker) for each in found] == [
        ("We were never told ‘why’ by them", None, ""),
        ("Біз оны білмедік қой", KK, ""),
        ("Бізге ешкім айтқан жоқ.", KK, "Aigul Bek"),
    ]


def test_elements_whose_names_are_none_of_xmls_are_seen_through(tmp_path: Path) -> None:
    said = "<x@y>“We knew nothing at all”</x@y>, he wrote."
    page = HTML[: HTML.index("<p>")] + f"<p>{said}</p></body></html>"
    assert [each.words for each in proposed(tmp_path, "bridge.html", page)] == [
        "We knew nothing at all"
    ]


def test_quotations_come_in_the_order_of_the_text_whatever_marks_them(tmp_path: Path) -> None:
    text = "“We knew nothing at all,” he wrote, <q></q> <q>and nobody came to us</q>."
    page = HTML[: HTML.index("<p>")] + f"<p>{text}</p></body></html>"
    found = proposed(tmp_path, "bridge.html", page)
    assert [each.words for each in found] == ["We knew nothing at all", "and nobody came to us"]


@pytest.mark.parametrize(
    ("source", "text", "words", "speaker"),
    [
        ("ru", "«{}», — сказала Айгуль Бек.", "Нам ничего не сказали", "Айгуль Бек"),
        ("kk", "«{}», – деді Айгүл Бек.", "Бізге ештеңе айтқан жоқ", "Айгүл Бек"),
        ("ru", "— {}, — сказала Айгуль Бек.", "Нам ничего не сказали", "Айгуль Бек"),
        ("kk", "– {}, – деді ол.", "Бізге ештеңе айтқан жоқ", ""),
        ("ug", "ئۇ 《{}》 دېدى.", "بىزگە ھېچنېمە دېمىدى", ""),
        ("de", "„{}“, sagte sie.", "Uns hat niemand etwas gesagt", ""),
        ("en", 'Dana Omarova said: "{}"', "We know it all.", "Dana Omarova"),
        ("en", "“{},” Dana Omarova says.", "We know it all", "Dana Omarova"),
        ("en", "“{}” Dana Omarova left.", "We know it all.", ""),
        ("zh", "他说：“{}”。", "我们什么都不知道", ""),
    ],
)
def test_each_language_has_its_own_marks(
    tmp_path: Path, source: str, text: str, words: str, speaker: str
) -> None:
    (found,) = proposed(tmp_path, "bridge.md", f"# A\n\n{text.format(words)}\n", source)
    assert (found.words, found.speaker) == (words, speaker)


def test_a_quotation_of_several_sentences_stays_whole(tmp_path: Path) -> None:
    text = "# A\n\nShe spoke. “We know it all. Nobody came,” said Dana Omarova. She left.\n"
    (found,) = proposed(tmp_path, "bridge.md", text, options='segmentation = "sentence"\n')
    assert (found.words, found.speaker) == ("We know it all. Nobody came", "Dana Omarova")


def test_a_speech_that_goes_on_in_the_next_paragraph_is_two(tmp_path: Path) -> None:
    text = "# A\n\nShe said: “We know it all.\n\n“Nobody came to us.”\n"
    assert [each.words for each in proposed(tmp_path, "bridge.md", text)] == [
        "We know it all.",
        "Nobody came to us.",
    ]


def test_what_contains_a_written_word_by_its_letters_only_is_new(tmp_path: Path) -> None:
    text = "# A\n\nShe said “we all know”, and later “we all knowingly lied”.\n"
    assert [each.words for each in proposed(tmp_path, "bridge.md", text)] == [
        "we all know",
        "we all knowingly lied",
    ]
