"""Returning: nothing that came back is lost, and nothing is overwritten unseen."""

from dataclasses import replace

import pytest

from tests.exchange.packages import HEAT, catalog, package
from toolkit.base.errors import Location
from toolkit.catalog.po import Catalog, Entry
from toolkit.exchange.package import Row
from toolkit.exchange.reply import Returned
from toolkit.exchange.returning import Kind, Outcome, take_back

PLACE = Location("heat.docx, row 3")
NEW = "بۇ يەر <a1>ئىسسىق</a1>.<br/> = ياق"


def came_back(row: Row, target: str, **more: object) -> Returned:
    made = Returned(target, PLACE, row.reference, row.source, draft=False)
    return replace(made, **more)  # type: ignore[arg-type]


def entry(catalog: Catalog, msgid: str, context: str | None = None) -> Entry:
    return next(each for each in catalog if each.key == (context, msgid))


def back(now: Catalog, *rows: Returned) -> list[Outcome]:
    return take_back(rows, {"heat": now})[0]


def test_a_new_translation_is_taken() -> None:
    now = catalog()
    (outcome,) = back(now, came_back(package(now).rows[1], NEW))
    assert (outcome.kind, outcome.finding) == (Kind.TAKEN, None)
    assert entry(now, "It is <a1>hot</a1> here.<br/> = no").msgstr == NEW


def test_only_catalogs_that_changed_are_named() -> None:
    now, other = catalog(), catalog()
    row = package(now).rows[1]
    _, changed = take_back([came_back(row, NEW)], {"heat": now, "cold": other})
    assert changed == {"heat"}


def test_what_nobody_touched_is_unchanged() -> None:
    now = catalog()
    rows = [
        came_back(row, row.target, draft=row.state == "draft" or None) for row in package(now).rows
    ]
    assert {each.kind for each in back(now, *rows)} == {Kind.UNCHANGED}
    assert now == catalog()


def test_a_draft_that_its_translator_corrected_is_finished() -> None:
    now = catalog()
    back(now, came_back(package(now).rows[2], "ساقچىلار 17 ئادەمنى تۇتتى.", draft=None))
    done = entry(now, "Police held 17 people.")
    assert (done.fuzzy, done.previous_msgid) == (False, None)


def test_a_draft_can_be_approved_as_it_is() -> None:
    now = catalog()
    row = package(now).rows[2]
    back(now, came_back(row, row.target, draft=False))
    assert not entry(now, row.source).fuzzy


def test_a_draft_of_a_form_without_states_stays_one() -> None:
    now = catalog()
    row = package(now).rows[2]
    (outcome,) = back(now, came_back(row, row.target, draft=None))
    assert outcome.kind is Kind.UNCHANGED
    assert entry(now, row.source).fuzzy


def test_what_was_changed_here_and_not_there_stays() -> None:
    now = catalog()
    row = package(now).rows[0]
    entry(now, "Heat").msgstr = "قاتتىق ئىسسىق"
    (outcome,) = back(now, came_back(row, row.target))
    assert outcome.kind is Kind.UNCHANGED
    assert entry(now, "Heat").msgstr == "قاتتىق ئىسسىق"


def test_of_two_new_translations_both_are_kept_and_told() -> None:
    now = catalog()
    row = package(now).rows[0]
    entry(now, "Heat").msgstr = "قاتتىق ئىسسىق"
    (outcome,) = back(now, came_back(row, "تومۇز"))
    assert outcome.kind is Kind.CONFLICT
    assert outcome.finding is not None
    assert outcome.finding.location == PLACE
    kept = entry(now, "Heat")
    assert kept.fuzzy
    assert kept.msgstr == "قاتتىق ئىسسىق"
    assert "تومۇز" in kept.tcomment


def test_a_finished_translation_takes_the_place_of_a_draft_that_changed_meanwhile() -> None:
    now = catalog()
    row = package(now).rows[2]
    draft = entry(now, row.source)
    assert draft.fuzzy
    draft.msgstr = "ساقچىلار 17 كىشىنى تۇتتى."
    (outcome,) = back(now, came_back(row, "ساقچىلار 17 ئادەمنى تۇتتى."))
    assert (outcome.kind, outcome.finding) == (Kind.TAKEN, None)
    done = entry(now, row.source)
    assert (done.fuzzy, done.msgstr) == (False, "ساقچىلار 17 ئادەمنى تۇتتى.")
    assert "ساقچىلار 17 كىشىنى تۇتتى." in done.tcomment


def test_the_same_text_twice_with_two_translations_is_a_conflict() -> None:
    now = catalog()
    row = package(now).rows[1]
    other = NEW.replace("ياق", "ياقكەن")
    kinds = [each.kind for each in back(now, came_back(row, NEW), came_back(row, other))]
    assert kinds == [Kind.TAKEN, Kind.CONFLICT]


def test_a_translation_of_an_older_text_becomes_a_draft_of_the_new_one() -> None:
    row = package(catalog()).rows[1]
    now = catalog(HEAT.replace("hot</a1> here", "hot</a1> there"))
    (outcome,) = back(now, came_back(row, NEW))
    assert outcome.kind is Kind.SOURCE_CHANGED
    draft = entry(now, "It is <a1>hot</a1> there.<br/> = no")
    assert (draft.fuzzy, draft.msgstr) == (True, NEW)
    assert draft.previous_msgid == "It is <a1>hot</a1> here.<br/> = no"


def test_a_finished_translation_of_the_new_text_is_not_replaced_by_one_of_the_older() -> None:
    row = package(catalog()).rows[0]
    now = catalog(HEAT.replace('"Heat"\nmsgstr "ئىسسىق"', '"Great heat"\nmsgstr "قاتتىق ئىسسىق"'))
    (outcome,) = back(now, came_back(row, "تومۇز"))
    assert outcome.kind is Kind.SOURCE_CHANGED
    kept = entry(now, "Great heat")
    assert (kept.fuzzy, kept.msgstr) == (False, "قاتتىق ئىسسىق")
    assert "تومۇز" in kept.tcomment


def test_a_translation_of_a_text_that_is_gone_is_kept_as_obsolete() -> None:
    row = package(catalog()).rows[1]
    now = catalog(HEAT.partition("#. paragraph")[0])
    (outcome,) = back(now, came_back(row, NEW))
    assert outcome.kind is Kind.GONE
    kept = next(each for each in now if each.obsolete)
    assert (kept.msgid, kept.msgstr) == (row.source, NEW)


def test_an_untouched_row_of_a_text_that_is_gone_is_nothing_to_tell() -> None:
    row = package(catalog()).rows[0]
    now = catalog(HEAT.partition("#. paragraph")[2].partition("\n\n")[2])
    (outcome,) = back(now, came_back(row, row.target))
    assert outcome.kind is Kind.UNCHANGED


@pytest.mark.parametrize(
    "target", ["بۇ يەر ئىسسىق.<br/>", "<a1>بۇ يەر</a1> <b>ئىسسىق</b>.<br/>", "</a1>بۇ<a1><br/>"]
)
def test_broken_codes_are_named_and_never_finished(target: str) -> None:
    now = catalog()
    (outcome,) = back(now, came_back(package(now).rows[1], target))
    assert outcome.kind is Kind.BROKEN
    assert outcome.finding is not None
    kept = entry(now, "It is <a1>hot</a1> here.<br/> = no")
    assert (kept.fuzzy, kept.msgstr) == (True, target)


def test_a_deleted_translation_is_told_and_kept() -> None:
    now = catalog()
    (outcome,) = back(now, came_back(package(now).rows[0], " "))
    assert outcome.kind is Kind.EMPTIED
    assert entry(now, "Heat").msgstr == "ئىسسىق"


def test_who_sees_a_translation_can_delete_it() -> None:
    now = catalog()
    (outcome,) = back(now, came_back(package(now).rows[0], "", deletes=True))
    assert (outcome.kind, outcome.finding) == (Kind.EMPTIED, None)
    assert (entry(now, "Heat").msgstr, entry(now, "Heat").fuzzy) == ("", False)


def test_nobody_deletes_what_another_has_written_meanwhile() -> None:
    now = catalog()
    row = came_back(package(now).rows[0], "", deletes=True)
    entry(now, "Heat").msgstr = NEW
    (outcome,) = back(now, row)
    assert (outcome.kind, entry(now, "Heat").msgstr) == (Kind.EMPTIED, NEW)
    assert outcome.finding is not None


def test_a_row_without_a_reference_is_known_by_its_text() -> None:
    now = catalog()
    row = package(now).rows[1]
    (outcome,) = back(now, came_back(row, NEW, reference=None))
    assert outcome.kind is Kind.TAKEN


def test_a_row_without_a_reference_replaces_no_finished_translation() -> None:
    now = catalog('#. id: p-1\nmsgid "Rain"\nmsgstr "يامغۇر"\n')
    (outcome,) = back(now, came_back(package(now).rows[0], "يېغىن", reference=None))
    assert outcome.kind is Kind.CONFLICT


def test_of_two_places_of_a_text_the_untranslated_one_is_meant() -> None:
    now = catalog()
    row = package(now).rows[0]
    back(now, came_back(row, "تومۇز", reference=None))
    assert entry(now, "Heat", "picture").msgstr == "تومۇز"
    assert entry(now, "Heat").msgstr == "ئىسسىق"


def test_a_row_of_another_newsroom_is_named() -> None:
    now = catalog()
    other = package(catalog('msgid "Snow"\nmsgstr ""\n'), "snow").rows[0]
    (outcome,) = back(now, came_back(other, "قار"))
    assert outcome.kind is Kind.UNKNOWN
    assert outcome.finding is not None
    assert now == catalog()


def test_plural_forms_are_taken_one_by_one() -> None:
    now = catalog()
    rows = package(now).rows
    back(now, came_back(rows[4], "بىر كۈن"), came_back(rows[5], "%d كۈن"))
    assert entry(now, "one day").msgstr_plural == {0: "بىر كۈن", 1: "%d كۈن"}


def test_a_form_that_did_not_come_back_stays() -> None:
    now = catalog()
    back(now, came_back(package(now).rows[5], "%d كۈن"))
    assert entry(now, "one day").msgstr_plural == {0: "", 1: "%d كۈن"}


def test_a_remark_goes_into_the_translators_comment() -> None:
    now = catalog()
    row = package(now).rows[0]
    back(now, came_back(row, row.target, comment="Which heat?\nI mean the weather."))
    assert entry(now, "Heat").tcomment == "Which heat?\nI mean the weather."


def test_a_remark_on_an_older_text_is_kept_too() -> None:
    row = package(catalog()).rows[1]
    now = catalog(HEAT.replace("hot</a1> here", "hot</a1> there"))
    back(now, came_back(row, NEW, comment="Where is it hot?"))
    assert "Where is it hot?" in entry(now, "It is <a1>hot</a1> there.<br/> = no").tcomment


def test_a_remark_waives_no_check() -> None:
    now = catalog()
    row = package(now).rows[0]
    back(now, came_back(row, row.target, comment="toolkit: ignore=numbers — no"))
    assert entry(now, "Heat").tcomment == "remark: toolkit: ignore=numbers — no"


def test_space_around_a_translation_is_that_of_its_source() -> None:
    now = catalog('#. id: p-1\nmsgid " Rain\\n"\nmsgstr ""\n')
    back(now, came_back(package(now).rows[0], "يامغۇر "))
    assert entry(now, " Rain\n").msgstr == " يامغۇر\n"


def test_a_translation_written_over_its_source_is_taken_as_a_draft() -> None:
    now = catalog()
    row = package(now).rows[1]
    (outcome,) = back(now, came_back(row, "", source=NEW))
    assert outcome.finding is not None
    assert outcome.finding.code == "exchange-column"
    kept = entry(now, "It is <a1>hot</a1> here.<br/> = no")
    assert (kept.fuzzy, kept.msgstr) == (True, NEW)
