"""Quotes in a newsroom: proposed, filled in, told to translators, and never lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tests.newsroom.protection.identities import protect
from tests.newsrooms import contents, make
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.toml import toml_string
from toolkit.catalog.po import Entry, load, save
from toolkit.newsroom.document_quotes import document_quotes
from toolkit.newsroom.project import Project
from toolkit.newsroom.quote_findings import quote_findings
from toolkit.newsroom.quoting import known_quotes, propose_quotes
from toolkit.newsroom.source_files import find_sources

KK, KK_LATN, RU = map(Locale, ("kk", "kk-Latn", "ru"))
CONFIGURATION = """source = "en"
title = "Test"

[[documents]]
files = "articles/*.*"

[locales.kk]

[locales.kk-Latn]
from = "kk"

[locales.ru]
"""
ARTICLE = """Camp survivors wait

Dana Omarova Mar 3, 2026

“We were never told why,” said Aigul Bek. “Nobody came to us.”

The judge said “the case is closed for now” on Tuesday.
"""
SAID = "Бізге себебін ешқашан айтқан жоқ"
FILLED = f"""[[quote]]
id = "p-1"
words = "We were never told why"
language = "kk"
original = "{SAID}"
recording = "call of 2 March"
status = "translated"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return newsroom(tmp_path)


def newsroom(folder: Path, article: str = ARTICLE, name: str = "bridge.txt") -> Project:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "articles" / name).write_text(article, encoding="utf-8")
    return make(folder, CONFIGURATION)


def quotes_file(project: Project, document_id: str = "bridge") -> Path:
    return project.settings.quotes_path(document_id)


def proposed(project: Project) -> list[tuple[str, str]]:
    (done,) = propose_quotes(project.settings).items
    return [(each.words, each.speaker) for each in done.quotes]


def write(project: Project, text: str = FILLED) -> None:
    quotes_file(project).write_text(text, encoding="utf-8")


def fill(project: Project, words: str, **fields: str) -> None:
    """Fill the fields of a proposal in, as a person does in an editor."""
    path = quotes_file(project)
    named = f"words = {toml_string(words)}\n"
    before, table, rest = path.read_text(encoding="utf-8").partition(named)
    own, following, others = rest.partition("[[quote]]")
    for key, value in fields.items():
        own = own.replace(f'{key} = ""\n', f"{key} = {toml_string(value)}\n")
    path.write_text(f"{before}{table}{own}{following}{others}", encoding="utf-8")


def entry(project: Project, begins: str, locale: Locale = KK) -> Entry:
    catalog = load(project.settings.catalog_path("bridge", locale))
    return next(each for each in catalog if each.msgid.startswith(begins) and not each.obsolete)


def found(project: Project) -> list[str]:
    codes = [each.code for each in project.check()]
    return [each for each in codes if "quot" in each or each == "back-translation"]


# --- proposals ------------------------------------------------------------------------------


def test_quotations_are_proposed_with_a_speaker_who_stands_plainly_beside_them(
    project: Project,
) -> None:
    assert proposed(project) == [
        ("We were never told why", "Aigul Bek"),
        ("Nobody came to us.", "Aigul Bek"),
        ("the case is closed for now", ""),
    ]


def test_proposals_wait_for_a_person(project: Project) -> None:
    propose_quotes(project.settings)
    assert [each.status for each in document_quotes(project.settings, "bridge")] == [None] * 3
    project.update()
    assert "quotation:" not in entry(project, "“We").comment


def test_proposing_twice_is_proposing_once(project: Project) -> None:
    propose_quotes(project.settings)
    before = quotes_file(project).read_bytes()
    assert proposed(project) == []
    assert quotes_file(project).read_bytes() == before


def test_what_a_person_wrote_stays_byte_by_byte(project: Project) -> None:
    written = f"# ours\r\n{FILLED.replace(chr(10), chr(13) + chr(10))}".encode()
    quotes_file(project).write_bytes(written)
    assert proposed(project)[0] == ("Nobody came to us.", "Aigul Bek")
    assert quotes_file(project).read_bytes().startswith(written)
    assert len(document_quotes(project.settings, "bridge")) == 3


def test_a_dry_run_writes_nothing(project: Project) -> None:
    before = contents(project.settings.root)
    assert propose_quotes(project.settings, dry_run=True).items[0].quotes
    assert contents(project.settings.root) == before


def test_a_wrong_file_is_left_and_does_not_stop_others(project: Project) -> None:
    write(project, "[[quote]]\nid = 3\n")
    other = project.settings.root / "articles" / "other.txt"
    other.write_text(ARTICLE, encoding="utf-8")
    done = propose_quotes(project.settings)
    assert [each.document_id for each in done.items] == ["other"]
    assert {each.code for each in done.findings} == {"quotes"}
    assert quotes_file(project).read_text() == "[[quote]]\nid = 3\n"


def test_a_document_that_there_is_not_is_named(project: Project) -> None:
    with pytest.raises(ToolkitError, match="no document is called"):
        propose_quotes(project.settings, ["brigde"])


# --- notes and checks -----------------------------------------------------------------------


def test_translators_are_told_what_was_said_and_in_their_own_language_to_write_it(
    project: Project,
) -> None:
    write(project)
    project.update()
    begin = "quotation: translated · said in: Kazakh (kk) · words: We were never told why"
    end = "· recording: call of 2 March"
    assert f"{begin} · write as said: {SAID} {end}" in entry(project, "“We").comment
    assert f"{begin} · as said: {SAID} {end}" in entry(project, "“We", RU).comment


@pytest.mark.slow
def test_a_catalog_in_another_alphabet_has_the_words_in_its_letters(project: Project) -> None:
    path = project.settings.catalog_path("bridge", KK_LATN)
    path.parent.mkdir(parents=True)
    save(load(project.settings.catalog_path("bridge", KK)), path)
    write(project)
    project.update()
    assert (
        "write as said: Bızge sebebın eşqaşan aitqan joq" in entry(project, "“We", KK_LATN).comment
    )


@pytest.mark.slow
def test_an_update_that_changes_nothing_changes_no_byte(project: Project) -> None:
    write(project)
    project.update()
    before = contents(project.settings.root / "locales")
    project.update(everything=True)
    assert contents(project.settings.root / "locales") == before


def test_notes_follow_the_words_into_another_passage(project: Project) -> None:
    write(project)
    source = project.settings.root / "articles/bridge.txt"
    moved = ARTICLE.replace("“We were never told why,” said", "Nobody knew, said")
    source.write_text(f"{moved}\nLater: “We were never told why.”\n", encoding="utf-8")
    assert "quotation:" in (project.update() and entry(project, "Later").comment)


@pytest.mark.slow
def test_words_that_are_gone_are_told_with_what_they_have_become(project: Project) -> None:
    propose_quotes(project.settings)
    source = project.settings.root / "articles/bridge.txt"
    source.write_text(ARTICLE.replace("never told why", "never told the reason"), encoding="utf-8")
    told = [each for each in project.update().findings if each.code == "quote-gone"]
    assert [each.hint for each in told] == [
        "the source has “We were never told the reason” now: write that as “words”"
    ]
    assert found(project) == ["quote-gone"]
    assert proposed(project) == []


@pytest.mark.slow
def test_a_translation_back_is_found_before_the_next_update(project: Project) -> None:
    translated(project, "«Бізге неге екенін айтпады», – деді Айгүл Бек. «Ешкім келмеді».")
    write(project)
    assert found(project) == ["back-translation"]
    translated(project, f"«{SAID}», – деді Айгүл Бек. «Ешкім келмеді».")
    assert found(project) == []


def translated(project: Project, target: str) -> None:
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    for each in catalog:
        if each.msgid.startswith("“We"):
            each.msgstr = target
    save(catalog, path)


@pytest.mark.parametrize(
    ("edits", "codes"),
    [
        ({}, []),
        ({"translated": "back-translated"}, ["quote-doubt"]),
        ({f'original = "{SAID}"\n': ""}, ["quote-doubt"]),
        ({f'original = "{SAID}"\n': "", '"kk"': '"ka"'}, []),
        ({"translated": "paraphrase"}, ["quote-paraphrase"]),
    ],
)
def test_what_is_in_doubt_is_told(
    project: Project, edits: dict[str, str], codes: list[str]
) -> None:
    text = FILLED
    for old, new in edits.items():
        text = text.replace(old, new)
    write(project, text)
    assert found(project) == codes


def test_quotes_of_a_document_without_a_template_are_no_finding(project: Project) -> None:
    write(project)
    project.settings.template_path("bridge").unlink()
    (source,) = find_sources(project.settings).sources
    assert quote_findings(project.settings, source) == ()


@pytest.mark.slow
def test_a_wrong_file_holds_its_document_back_and_no_other(project: Project) -> None:
    write(project, FILLED.replace("translated", "invented"))
    before = contents(project.settings.root / "locales")
    other = project.settings.root / "articles" / "other.txt"
    other.write_text(ARTICLE, encoding="utf-8")
    done = project.update()
    assert [each.code for each in done.findings] == ["quotes"]
    assert {each.path.stem for each in done.items} == {"other"}
    after = contents(project.settings.root / "locales")
    assert {name: after[name] for name in before if "memory" not in name} == {
        name: data for name, data in before.items() if "memory" not in name
    }
    assert "quotes" in found(project)


def test_mending_a_passage_leaves_the_notes_of_others_to_update(project: Project) -> None:
    project.update()
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    (judge,) = (each for each in catalog if each.msgid.startswith("The judge"))
    judge.msgstr = "Сот сейсенбіде «іс әзірге  жабылды» деді."
    save(catalog, path)
    write(project)
    assert [each.check for each in project.fix().items] == ["double-spaces"]
    assert "quotation:" not in entry(project, "“We").comment


# --- going along, and staying in ------------------------------------------------------------


def test_quotes_go_along_with_their_document(project: Project) -> None:
    write(project)
    project.move("bridge", "crossing")
    assert not quotes_file(project).exists()
    assert quotes_file(project, "crossing").read_text(encoding="utf-8") == FILLED


def test_quotes_of_a_withdrawn_document_wait_in_the_archive(project: Project) -> None:
    write(project)
    (project.settings.root / "articles/bridge.txt").unlink()
    project.update()
    archive = project.settings.root / "locales/.archive/bridge.quotes.toml"
    assert archive.read_text(encoding="utf-8") == FILLED


def test_proposals_have_pseudonyms(tmp_path: Path) -> None:
    protect(tmp_path)
    project = newsroom(tmp_path, ARTICLE.replace("Aigul Bek", "Aigerim Testova"))
    assert proposed(project)[0] == ("We were never told why", "Dana Ospanova")
    assert "Testova" not in quotes_file(project).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Aigerim Testova", "Айгерім Тестова", "Айгерим Тестовой"])
def test_a_protected_speaker_is_refused(project: Project, name: str) -> None:
    protect(project.settings.root)
    write(project, f'{FILLED}speaker = "{name}"\n')
    before = contents(project.settings.root / "locales/kk")
    assert "leak" in [each.code for each in project.update().findings]
    assert contents(project.settings.root / "locales/kk") == before


def test_quotes_are_listed_with_what_nobody_has_filled_in(project: Project) -> None:
    write(project)
    propose_quotes(project.settings)
    (listed,) = known_quotes(project.settings).items
    assert [each.status for each in listed.quotes] == ["translated", None, None]


# --- the law --------------------------------------------------------------------------------

TREES = ("alder", "birch", "cedar", "elm", "fir", "oak")
WORDS = st.lists(st.sampled_from(TREES), min_size=3, max_size=6).map(" ".join)
SAID_WORDS = st.lists(st.sampled_from(("тал", "қайың", "емен", "терек")), min_size=1, max_size=5)
QUOTES = st.dictionaries(WORDS, SAID_WORDS.map(" ".join), min_size=1, max_size=3)


@pytest.mark.slow
@examples(10)
@given(QUOTES)
def test_what_is_proposed_filled_in_and_written_passes_the_check(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, str]
) -> None:
    texts = {f"“{words},” said Dana Omarova on day {at}.": words for at, words in enumerate(said)}
    folder = tmp_path_factory.mktemp("law")
    project = newsroom(folder, "\n\n".join(["Trees", *texts]) + "\n")
    propose_quotes(project.settings)
    assert {each.words for each in document_quotes(project.settings, "bridge")} == set(said)
    for words, original in said.items():
        fill(project, words, language="kk", original=original, status="translated")
    project.update()
    path = project.settings.catalog_path("bridge", KK)
    catalog = load(path)
    for each in catalog:
        if each.msgid in texts:
            each.msgstr = f"«{said[texts[each.msgid]].capitalize()}», – деді Дана Омарова."
    save(catalog, path)
    assert found(project) == []
    for each in catalog:
        each.msgstr = each.msgstr and "«Мүлде басқа сөз», – деді Дана Омарова."
    save(catalog, path)
    assert set(found(project)) == {"back-translation"}


MARKS = ("“", "”", "«", "»", '"', "’", " ", "·", "\\", "\u2066", "…", "<b>", "—", "12")
SPEECH = (" said Dana Omarova. ", "we all know", "они всё знают", "我们什么都不知道")
PIECES = (*MARKS, *SPEECH)


@pytest.mark.slow
@examples(30)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=4))
def test_whatever_a_text_quotes_is_written_once_and_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    project = newsroom(tmp_path_factory.mktemp("law"), "\n\n".join(["Trees", *texts]) + "\n")
    first = propose_quotes(project.settings)
    assert first.findings == ()
    assert [each.quotes for each in propose_quotes(project.settings).items] == [()]
    read = document_quotes(project.settings, "bridge")
    assert [each.id for each in read] == [each.id for each in first.items[0].quotes]
    assert [each.code for each in project.update().findings] == []
