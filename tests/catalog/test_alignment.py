from pathlib import Path

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.catalog.alignment import AlignmentSummary, align_documents
from toolkit.catalog.po import Catalog, load
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.model import Document

ROOT = Path(__file__).parents[2]
ARTICLE = "kazakhstan-xinjiang-activism"
KK = Locale("kk")


def original() -> Document:
    path = ROOT / "seeds" / f"{ARTICLE}.txt"
    return read_document(path.read_bytes(), "a.txt", "a")


def committed(tag: str) -> Catalog:
    return load(ROOT / "locales" / tag / "LC_MESSAGES" / f"{ARTICLE}.po")


def translation(tag: str, paragraphs: list[str]) -> Document:
    source = f"---\nlanguage: {tag}\n---\n" + "\n\n".join(paragraphs)
    return read_document(source.encode(), "b.txt", "b", ReadOptions(Locale(tag)))


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_an_article_and_its_translation_make_its_catalog(tag: str) -> None:
    wanted = {entry.msgid: entry.msgstr for entry in committed(tag)}
    catalog, summary = align_documents(
        original(), translation(tag, list(wanted.values())), Locale(tag)
    )
    assert {entry.msgid: entry.msgstr for entry in catalog} == wanted
    assert summary == AlignmentSummary(sure=31, doubtful=0, alone=0, left=0)


@pytest.mark.slow
def test_what_was_left_out_of_a_translation_stays_empty() -> None:
    wanted = [entry.msgstr for entry in committed("kk")]
    catalog, summary = align_documents(original(), translation("kk", wanted[:12] + wanted[13:]), KK)
    assert [at for at, entry in enumerate(catalog) if not entry.msgstr] == [12]
    assert summary.alone == 1


@pytest.mark.slow
def test_what_a_translation_adds_is_counted() -> None:
    wanted = [entry.msgstr for entry in committed("kk")]
    added = (
        "Қазақ тіліндегі оқырманға арналған қосымша түсіндірме осы жерде тұр, түпнұсқада ол жоқ."
    )
    _, summary = align_documents(
        original(), translation("kk", [*wanted[:20], added * 3, *wanted[20:]]), KK
    )
    assert summary.left + summary.doubtful >= 1


@pytest.mark.slow
def test_a_paragraph_that_stands_for_two_is_shared_out_by_sentences() -> None:
    wanted = [entry.msgstr for entry in committed("ru")]
    joined = [*wanted[:7], f"{wanted[7]} {wanted[8]}", *wanted[9:]]
    catalog, _ = align_documents(original(), translation("ru", joined), Locale("ru"))
    assert [entry.msgstr for entry in catalog][7:9] == wanted[7:9]


@pytest.mark.slow
def test_a_paragraph_that_came_back_untranslated_stays_empty() -> None:
    wanted = [entry.msgstr for entry in committed("kk")]
    source = [entry.msgid for entry in committed("kk")]
    back = [*wanted[:12], source[12], *wanted[13:]]
    catalog, summary = align_documents(original(), translation("kk", back), KK)
    assert [at for at, entry in enumerate(catalog) if not entry.msgstr] == [12]
    assert summary.alone == 1


def test_a_name_is_itself_in_any_language() -> None:
    source = read_document(b"Article\n\nThe road is open.\n\nRFE/RL\n\n2021\n", "a.txt", "a")
    other = translation("kk", ["Мақала", "Жол ашық.", "RFE/RL", "2021"])
    catalog, _ = align_documents(source, other, KK)
    assert [entry.msgstr for entry in catalog] == ["Мақала", "Жол ашық.", "RFE/RL"]


@pytest.mark.slow
def test_a_heading_that_was_joined_to_its_paragraph_is_doubtful() -> None:
    wanted = [entry.msgstr for entry in committed("ru")]
    joined = [f"{wanted[0]} {wanted[1]}", *wanted[2:]]
    catalog, _ = align_documents(original(), translation("ru", joined), Locale("ru"))
    assert all(entry.fuzzy or not entry.msgstr for entry in list(catalog)[:2])


def test_what_has_nothing_in_common_is_flagged() -> None:
    source = read_document(b"Axx\n\nBxx cxx dxx.\n\nExx fxx gxx.\n", "a.txt", "a")
    other = translation("ru", ["Жщщ", "Ъщщ ыщщ эщщ.", "Ющщ ящщ цщщ."])
    catalog, summary = align_documents(source, other, Locale("ru"))
    assert [entry.fuzzy for entry in catalog] == [True, True, True]
    assert (summary.sure, summary.doubtful) == (0, 3)


@pytest.mark.slow
def test_pairs_tell_how_sure_they_are() -> None:
    wanted = [entry.msgstr for entry in committed("kk")]
    catalog, _ = align_documents(original(), translation("kk", wanted), KK)
    assert all(entry.comment.startswith("aligned: ") for entry in catalog)
