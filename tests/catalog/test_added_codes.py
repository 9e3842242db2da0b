"""Added codes: what was translated before comments had codes is not lost by them."""

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.catalog.added_codes import form_without_comments, with_comment_codes
from toolkit.catalog.po import Catalog, Entry, new_catalog
from toolkit.catalog.update import update_catalog

KK = Locale("kk")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Updated <comment1/> by the desk.", "Updated by the desk."),
        ("one<comment1/><b>two</b>", "one<b>two</b>"),
        ("<pi1/> <pi2/> seats", "seats"),
        ("one <a1>two</a1>", "one <a1>two</a1>"),
    ],
)
def test_the_form_is_that_of_the_text_without_its_comments(text: str, before: str) -> None:
    assert form_without_comments(text) == before


@pytest.mark.parametrize(
    ("text", "old", "new", "sure"),
    [
        ("<comment1/> seats", "орын", "<comment1/> орын", True),
        ("<comment1/> <pi1/> seats", "орын", "<comment1/> <pi1/> орын", True),
        ("free seats: <pi1/>", "бос орын:", "бос орын: <pi1/>", True),
        ("a <b>b</b><comment1/> c", "в <b>б</b> а", "в <b>б</b><comment1/> а", True),
        ("a <comment1/><br/> b", "б<br/>а", "б <comment1/><br/>а", True),
        ("The <pi1/> seats are free.", "Орындар бос.", "Орындар бос. <pi1/>", False),
        (
            "a <em>b<pi1/></em> <em>c</em>",
            "<em>б</em> <em>в</em>",
            "<em>б</em> <em>в</em><pi1/>",
            False,
        ),
    ],
)
def test_a_code_goes_where_it_can_only_go(text: str, old: str, new: str, sure: bool) -> None:
    assert with_comment_codes(text, old) == (new, sure)


def updated(before: str, now: str, *, fuzzy: bool = False) -> Entry:
    template = new_catalog({"X-Source-Language": "en"})
    template.append(Entry(msgid=now))
    old = new_catalog({"Language": "kk"})
    old.append(Entry(msgid=before, msgstr="Аударма <b>осы</b>.", flags=["fuzzy"] if fuzzy else []))
    catalog, summary = update_catalog(template, old, KK)
    assert summary.obsolete == 0
    (entry,) = catalog
    return entry


def test_a_translation_stays_finished_where_the_code_has_one_place() -> None:
    entry = updated("It is <b>this</b>.", "<pi1/> It is <b>this</b>.")
    assert (entry.msgstr, entry.fuzzy) == ("<pi1/> Аударма <b>осы</b>.", False)


def test_a_translation_waits_for_a_reader_where_it_has_many() -> None:
    entry = updated("Yes, it is.", "Yes, <comment1/> it is.")
    assert (entry.msgstr, entry.fuzzy) == ("Аударма <b>осы</b>. <comment1/>", True)
    assert entry.previous_msgid == "Yes, it is."


def test_a_translation_that_waits_goes_on_waiting() -> None:
    assert updated("It is.", "<pi1/> It is.", fuzzy=True).fuzzy


def test_updating_twice_is_updating_once() -> None:
    template = new_catalog({"X-Source-Language": "en"})
    template.append(Entry(msgid="Yes, <comment1/> it is."))
    old: Catalog = new_catalog({"Language": "kk"})
    old.append(Entry(msgid="Yes, it is.", msgstr="Иә."))
    once, _ = update_catalog(template, old, KK)
    twice, summary = update_catalog(template, once, KK)
    assert str(list(twice)) == str(list(once))
    assert summary.kept == 1


@pytest.mark.parametrize(
    ("msgstr", "expected", "fuzzy"),
    [('[gallery ids="1"] бар.', "<pi1/> бар.", False), ("Сурет бар.", "Сурет бар.", True)],
)
def test_a_shortcode_in_a_translation_becomes_its_code(
    msgstr: str, expected: str, fuzzy: bool
) -> None:
    template = new_catalog({"X-Source-Language": "en"})
    template.append(Entry(msgid="See <pi1/>.", comment='paragraph\n<pi1> = [gallery ids="1"]'))
    old = new_catalog({"Language": "kk"})
    old.append(Entry(msgid='See [gallery ids="1"].', msgstr=msgstr))
    (entry,), _ = update_catalog(template, old, KK)
    assert (entry.msgstr, entry.fuzzy) == (expected, fuzzy)
