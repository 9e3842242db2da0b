"""Notices: the sentences of an edition's making, in its language."""

from dataclasses import replace

import pytest

from tests.editions.articles import ORIGINAL, PUBLIC, RIGHT_TO_LEFT, TRANSLATION, UG
from toolkit.base.bcp47 import Locale
from toolkit.editions.addresses import Addresses, article_path
from toolkit.editions.article import Article
from toolkit.editions.linked_data import news_article
from toolkit.editions.notices import provenance_notice
from toolkit.editions.summary import summarize
from toolkit.localizing.provenance import Provenance, Share

ENGLISH = replace(TRANSLATION, locale=Locale("en"), source=UG, site=PUBLIC)
FROM_MEMORY = "Parts were taken from earlier translations."
ALL, PARTS = Share.ALL, Share.PARTS
OURS = Provenance(translated=True, reviewed=True)


def said(made: Provenance | None, article: Article = ENGLISH) -> str:
    notice = provenance_notice(replace(article, provenance=made))
    return notice.text if notice else ""


@pytest.mark.parametrize(
    ("made", "sentences"),
    [
        (None, ""),
        (Provenance(), ""),
        (Provenance(translated=True), "Translated by our English desk."),
        (OURS, "Translated by our English desk, reviewed by a second editor."),
        (Provenance(machine=ALL), "Drafted by a machine."),
        (
            Provenance(machine=ALL, reviewed=True, machine_reviewed=True),
            "Drafted by a machine, checked by an editor.",
        ),
        (Provenance(machine=PARTS), "Parts were drafted by a machine."),
        (
            Provenance(machine=PARTS, machine_reviewed=True),
            "Parts were drafted by a machine, and checked by an editor.",
        ),
        (
            Provenance(machine=PARTS, reviewed=True, machine_reviewed=True),
            "Parts were drafted by a machine. Every passage was reviewed by a second editor.",
        ),
        (Provenance(memory=ALL), "Taken from earlier translations."),
        (Provenance(memory=PARTS), "Parts were taken from earlier translations."),
        (
            Provenance(memory=PARTS, reviewed=True),
            f"{FROM_MEMORY} Every passage was reviewed by a second editor.",
        ),
        (
            Provenance(machine=PARTS, memory=PARTS),
            "Parts were drafted by a machine. Parts were taken from earlier translations.",
        ),
    ],
)
def test_an_edition_says_what_is_true_of_its_making(
    made: Provenance | None, sentences: str
) -> None:
    assert said(made) == sentences


def test_the_original_says_nothing_of_a_translation() -> None:
    assert said(OURS, ORIGINAL) == ""


@pytest.mark.parametrize(
    ("article", "desk"), [(TRANSLATION, "Қазақ редакциямыз"), (RIGHT_TO_LEFT, "ئۇيغۇرچە")]
)
def test_each_language_names_its_own_desk(article: Article, desk: str) -> None:
    assert said(OURS, article).startswith(desk)


def linked(made: Provenance | None, **others: tuple[str, ...]) -> dict[str, object]:
    article = replace(ENGLISH, provenance=made, **others)  # type: ignore[arg-type]
    addresses = Addresses(PUBLIC, article_path(article.document_id, article.locale))
    return dict(news_article(article, summarize(article), addresses))


def test_machines_are_told_the_newsroom_as_the_translator() -> None:
    assert linked(OURS)["translator"] == [
        {"@type": "Organization", "name": "Newsroom", "url": "https://news.example/"}
    ]


@pytest.mark.parametrize("made", [None, Provenance(reviewed=True), Provenance(machine=PARTS)])
def test_machines_are_told_no_translator_that_is_not_known(made: Provenance | None) -> None:
    assert "translator" not in linked(made)


@pytest.mark.parametrize("share", [ALL, PARTS])
def test_machines_are_told_that_a_machine_drafted_parts(share: Share) -> None:
    told = linked(Provenance(machine=share))["digitalSourceType"]
    assert told == "https://schema.org/CompositeSyntheticDigitalSource"


@pytest.mark.parametrize("made", [None, OURS, Provenance(memory=ALL)])
def test_machines_are_told_of_no_machine_where_none_drafted(made: Provenance | None) -> None:
    assert "digitalSourceType" not in linked(made)


def test_who_wants_to_be_named_is_named_beside_the_newsroom() -> None:
    told = linked(OURS, translators=("Dana Omarova",))["translator"]
    assert [each["@type"] for each in told] == ["Person", "Organization"]  # type: ignore[attr-defined]
