"""The facts of a document in a locale: small, and enough for what names the document."""

import datetime as dt
import pickle
from dataclasses import replace

from tests.documents import EN, KK, localized, read
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Entry
from toolkit.localizing.policy import Decision, Outcome
from toolkit.localizing.targets import State
from toolkit.newsroom.publishing.facts import (
    Facts,
    alternates,
    localized_facts,
    original_facts,
)

NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
UG = Locale("ug")
DOCUMENT = read("A headline\n\nFirst here.\n", "a.txt").with_ids(("p-h", "p-1"))
ORIGINAL = original_facts(DOCUMENT, NOW)


def facts(locale: Locale, outcome: Outcome, *, indexed: bool = True) -> Facts:
    return replace(ORIGINAL, locale=locale, decision=Decision(outcome, indexed=indexed))


def test_an_original_is_published_whole() -> None:
    report = ORIGINAL.report
    assert (report.published, report.words, report.translated_words) == (True, 4, 4)


def test_an_embargoed_original_says_until_when() -> None:
    metadata = replace(DOCUMENT.metadata, embargo=NOW + dt.timedelta(hours=1))
    report = original_facts(replace(DOCUMENT, metadata=metadata), NOW).report
    assert (report.published, report.reason) == (
        False,
        "it is embargoed until 2026-12-01 01:00+00:00",
    )


def test_a_translation_has_the_states_of_its_passages() -> None:
    found = localized_facts(localized(DOCUMENT, Entry(msgid="A headline", msgstr="Тақырып")))
    assert found.states == {"p-h": State.TRANSLATED, "p-1": State.STALE}
    assert (found.headline, found.report.translated_words) == ("A headline", 2)


def test_an_edition_names_those_that_search_engines_may_list_and_itself() -> None:
    known = [
        facts(EN, Outcome.PUBLISHED),
        facts(KK, Outcome.SUMMARY, indexed=False),
        facts(UG, Outcome.WITHHELD),
    ]
    assert alternates(known, EN) == (EN,)
    assert alternates(known, KK) == (EN, KK)


def test_facts_travel_between_processes() -> None:
    found = localized_facts(localized(DOCUMENT, Entry(msgid="A headline", msgstr="Тақырып")))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
