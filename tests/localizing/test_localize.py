"""What a locale makes of a document: one answer for pages, previews and figures."""

import pytest

from tests.documents import read
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.document.model import Document
from toolkit.language.alphabets import conversion
from toolkit.language.alphabets.exceptions import NO_EXCEPTIONS
from toolkit.localizing.adapting.overlay import Overlay, read_overlay
from toolkit.localizing.derived import Spelling
from toolkit.localizing.localize import LocaleFiles, Localized, localize
from toolkit.localizing.policy import Outcome, Policy
from toolkit.localizing.targets import State

KK, LATIN = Locale("kk"), Locale("kk-Latn")
IDS = ("p-h", "p-1", "p-2")
DOCUMENT = read("A headline\n\nFirst.\n\nSecond.\n", "a.txt").with_ids(IDS)
WHOLE = (
    Entry(msgid="A headline", msgstr="Тақырып"),
    Entry(msgid="First.", msgstr="Бірінші."),
    Entry(msgid="Second.", msgstr="Екінші."),
)


def omitting(*ids: str) -> Overlay:
    text = "".join(f'[[omit]]\nid = "{each}"\nreason = "known"\n' for each in ids)
    return read_overlay(text.encode(), "kk.overlay.toml")


def kazakh(*entries: Entry, overlay: Overlay | None = None) -> Localized:
    return localize(DOCUMENT, LocaleFiles(Catalog(entries), "kk.po", overlay), Policy(KK))


def latin(base: Localized, own: Catalog | None = None, overlay: Overlay | None = None) -> Localized:
    spelling = Spelling(conversion(KK, LATIN), NO_EXCEPTIONS)
    files = LocaleFiles(own, "kk-Latn.po", overlay)
    return localize(DOCUMENT, files, Policy(LATIN, base=KK), base=base, spelling=spelling)


def test_states_are_known_by_the_ids_of_units() -> None:
    fuzzy = Entry(msgid="First.", msgstr="Бірінші.", flags=["fuzzy"])
    states = {"p-h": State.TRANSLATED, "p-1": State.FUZZY, "p-2": State.STALE}
    assert kazakh(WHOLE[0], fuzzy).states == states


def test_what_an_overlay_omits_is_excluded_though_it_is_translated() -> None:
    found = kazakh(*WHOLE, overlay=omitting("p-1"))
    assert (found.states["p-1"], found.texts[1]) == (State.EXCLUDED, None)


def test_what_an_overlay_omits_does_not_count_as_work() -> None:
    assert kazakh(*WHOLE[::2], overlay=omitting("p-1")).decision.percent == 100


def test_a_broken_translation_that_is_omitted_is_not_told() -> None:
    broken = Entry(msgid="First.", msgstr="x\ufffe")
    assert kazakh(broken).findings
    assert not kazakh(broken, overlay=omitting("p-1")).findings


def test_what_of_an_overlay_cannot_be_done_is_told() -> None:
    (finding,) = kazakh(*WHOLE, overlay=omitting("p-9")).findings
    assert "no longer has a unit “p-9”" in finding.message


def test_a_passage_knows_its_entry_and_whose_catalog_has_it() -> None:
    passage = kazakh(*WHOLE).passages[1]
    assert (passage.entry, passage.locale) == (WHOLE[1], KK)


def test_what_has_no_translation_is_left_out_by_its_id() -> None:
    policy = Policy(KK, threshold=90, summary=True)
    catalog = Catalog([*WHOLE[:2], Entry(msgid=WHOLE[2].msgid)])
    found = localize(DOCUMENT, LocaleFiles(catalog, "kk.po"), policy)
    assert (found.decision.outcome, found.left_out) == (Outcome.SUMMARY, frozenset({"p-2"}))


def test_a_derived_locale_has_the_texts_of_its_base_in_its_own_alphabet() -> None:
    assert latin(kazakh(*WHOLE)).texts[0] == ("Taqyryp",)


def test_a_derived_locale_without_an_overlay_has_that_of_its_base() -> None:
    base = kazakh(*WHOLE, overlay=omitting("p-1"))
    assert latin(base).states == base.states


@pytest.mark.parametrize(("own", "state"), [((), State.TRANSLATED), (("p-1",), State.EXCLUDED)])
def test_a_derived_locale_omits_what_its_own_overlay_says(
    own: tuple[str, ...], state: State
) -> None:
    base = kazakh(*WHOLE, overlay=omitting("p-2"))
    states = latin(base, overlay=omitting(*own)).states
    assert (states["p-1"], states["p-2"]) == (state, State.TRANSLATED)


def test_a_finished_translation_of_a_derived_locale_s_own_is_published() -> None:
    own = Catalog([Entry(msgid="First.", msgstr="Birinshi!")])
    found = latin(kazakh(*WHOLE), own)
    assert (found.texts[1], found.passages[1].locale) == (("Birinshi!",), LATIN)


def test_what_is_wrong_in_the_base_is_told_of_the_base_alone() -> None:
    base = kazakh(Entry(msgid="First.", msgstr="x\ufffe"))
    assert base.findings
    assert not latin(base).findings


def test_localizing_changes_no_document() -> None:
    before: Document = DOCUMENT
    found = kazakh(*WHOLE, overlay=omitting("p-1"))
    assert found.document is not before
    assert not before.excluded(KK)
