import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.memory.memories import EN, KK, RU, Place, contents, entry, make
from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.memory.additions import Added
from toolkit.catalog.memory.blocks import MOST_LOOSE
from toolkit.catalog.memory.entry import Level, MemoryEntry, State
from toolkit.catalog.memory.store import Memory

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
ENTRIES = st.lists(
    st.builds(
        MemoryEntry,
        source=TEXT,
        target=TEXT,
        source_locale=st.sampled_from([EN, Locale("en-US")]),
        target_locale=st.sampled_from([KK, RU]),
        origin=st.sampled_from(["", "bridge", "жол/көпір"]),
        date=st.none()
        | st.datetimes(timezones=st.just(dt.UTC)).map(lambda date: date.replace(microsecond=0)),
        state=st.sampled_from(State),
        level=st.sampled_from(Level),
    ),
    max_size=8,
)


def identity(each: MemoryEntry) -> tuple[object, ...]:
    return (
        each.source_locale,
        each.target_locale,
        each.source,
        list(Level).index(each.level),
        each.origin,
        each.target,
    )


@pytest.mark.slow
@given(entries=ENTRIES)
@examples(40)
def test_what_is_added_is_there_once_sorted_and_adding_again_changes_nothing(
    new_place: Callable[[], Place], entries: list[MemoryEntry]
) -> None:
    path = make(new_place(), entries)
    there = contents(path)
    assert [identity(each) for each in there] == sorted({identity(each) for each in entries})
    assert [each for each in there if identity(each) not in map(identity, entries)] == []
    with Memory.open(path) as memory:
        assert memory.add(entries) == Added(0, 0, len(entries))
    assert contents(path) == there


def test_the_later_date_and_the_higher_state_stay(new_place: Callable[[], Place]) -> None:
    early = entry(day=1, state=State.REVIEWED)
    late = entry(day=2)
    both = entry(day=2, state=State.REVIEWED)
    assert contents(make(new_place(), [early, late])) == [both]
    assert contents(make(new_place(), [late, early])) == [both]


def test_any_date_is_later_than_none(place: Place) -> None:
    assert contents(make(place, [entry(day=1), entry(day=None)])) == [entry(day=1)]


def test_a_date_is_kept_in_utc(place: Place) -> None:
    zone = dt.timezone(dt.timedelta(hours=6))
    given_date = dt.datetime(2026, 3, 1, 3, 0, tzinfo=zone)
    (there,) = contents(make(place, [replace(entry(), date=given_date)]))
    assert str(there.date) == "2026-02-28 21:00:00+00:00"


def test_a_date_without_a_time_zone_is_a_programmers_mistake(place: Place) -> None:
    naive = replace(entry(), date=dt.datetime(2026, 3, 1))  # noqa: DTZ001
    with Memory.open(place, create_missing=True) as memory, pytest.raises(ValueError):  # noqa: PT011
        memory.add([naive])


def test_what_has_no_text_is_left_out(place: Place) -> None:
    with Memory.open(place, create_missing=True) as memory:
        assert memory.add([entry(" ", "x"), entry("x", "")]) == Added()


def test_all_or_nothing_is_added(place: Place) -> None:
    path = make(place, [entry()])

    def broken() -> object:
        yield entry("Another text.", "Басқа мәтін.")
        raise ToolkitError.because("tmx-syntax", "malformed")

    with Memory.open(path) as memory:
        with pytest.raises(ToolkitError):
            memory.add(broken())  # type: ignore[arg-type]  # a generator of entries
        assert list(memory.entries()) == [entry()]
    assert contents(path) == [entry()]


def test_the_very_text_comes_first_with_100(place: Place) -> None:
    path = make(place, [entry("The bridge opens.", "Көпір ашылады."), entry()])
    with Memory.open(path) as memory:
        found = memory.look_up("The bridge opened.", EN, KK)
    assert [(each.score == 100, each.target) for each in found] == [
        (True, "Көпір ашылды."),
        (False, "Көпір ашылады."),
    ]


def test_exact_finds_nothing_else(place: Place) -> None:
    path = make(place, [entry("The bridge opens.", "Көпір ашылады."), entry()])
    with Memory.open(path) as memory:
        assert [each.entry for each in memory.exact("The bridge opened.", EN, KK)] == [entry()]
        assert memory.exact("The bridge opened", EN, KK) == []


def test_a_number_is_put_in(place: Place) -> None:
    path = make(place, [entry("Police held 12 people.", "Полиция 12 адамды ұстады.")])
    with Memory.open(path) as memory:
        (found,) = memory.look_up("Police held 17 people.", EN, KK)
    assert found.target == "Полиция 17 адамды ұстады."
    assert found.entry.target == "Полиция 12 адамды ұстады."
    assert found.changes == (("12", "17"),)
    assert found.score == 98


def test_the_cut_off_cuts_off(place: Place) -> None:
    path = make(place, [entry("one two three four", "бір екі үш төрт")])
    with Memory.open(path) as memory:
        assert memory.look_up("one two three five", EN, KK, cut_off=95) == []
        assert len(memory.look_up("one two three five", EN, KK, cut_off=60)) == 1


@pytest.mark.slow
def test_a_number_is_told_from_many_others(place: Place) -> None:
    texts = [f"Section {number} of the law" for number in range(5000)]
    path = make(place, [entry(text, text[::-1]) for text in texts])
    with Memory.open(path) as memory:
        (found,) = memory.look_up("Section 4321 of the law", EN, KK, limit=1)
        assert (found.entry.source, found.score) == ("Section 4321 of the law", 100)


def test_what_is_reviewed_comes_before_what_is_later(place: Place) -> None:
    entries = [
        entry(target="a", day=3),
        entry(target="b", day=1, state=State.REVIEWED),
        entry(target="c", day=2),
        entry(target="d", day=None),
    ]
    with Memory.open(make(place, entries)) as memory:
        found = memory.look_up("The bridge opened.", EN, KK)
    assert [each.target for each in found] == ["b", "a", "c", "d"]


def test_a_translation_of_several_documents_comes_once(place: Place) -> None:
    entries = [entry(origin="a", day=1), entry(origin="b", day=2)]
    with Memory.open(make(place, entries)) as memory:
        assert [each.entry.origin for each in memory.look_up(entry().source, EN, KK)] == ["b"]


def test_levels_can_be_told_apart(place: Place) -> None:
    entries = [entry(target="unit"), entry(target="sentence", level=Level.SENTENCE)]
    with Memory.open(make(place, entries)) as memory:
        found = memory.look_up(entry().source, EN, KK, level=Level.SENTENCE)
        assert [each.target for each in found] == ["sentence"]
        assert len(memory.look_up(entry().source, EN, KK)) == 2


def test_another_language_is_not_offered(place: Place) -> None:
    with Memory.open(make(place, [entry(languages=(EN, RU))])) as memory:
        assert memory.look_up(entry().source, EN, KK) == []


def test_a_variety_serves_but_comes_after_the_locale_itself(place: Place) -> None:
    entries = [
        entry(target="variety", languages=(Locale("en-US"), KK), state=State.REVIEWED),
        entry(target="own"),
        entry(target="other script", languages=(EN, Locale("kk-Latn"))),
    ]
    with Memory.open(make(place, entries)) as memory:
        found = memory.look_up(entry().source, EN, KK)
    assert [each.target for each in found] == ["own", "variety"]


def many(first: int, count: int) -> list[MemoryEntry]:
    names = [
        f"{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{n}x"
        for n in range(first, first + count)
    ]
    return [
        entry(f"The road to {name} is closed for repairs", f"{name} жолы жабық") for name in names
    ]


@pytest.mark.slow
def test_what_is_added_in_pieces_is_all_found(place: Place) -> None:
    path = place
    with Memory.open(path, create_missing=True) as memory:
        for first in range(0, 6 * MOST_LOOSE, MOST_LOOSE // 2 + 50):
            added = many(first, MOST_LOOSE // 2 + 50)
            memory.add(added)
            for each in (added[0], added[-1], many(0, 1)[0]):
                (best,) = memory.look_up(f"{each.source}.", EN, KK, limit=1)
                assert best.entry == each


def test_another_connections_additions_are_found(place: Place) -> None:
    path = make(place, many(0, MOST_LOOSE + 1))
    with Memory.open(path) as reader, Memory.open(path) as writer:
        assert reader.look_up("A quite different text", EN, KK) == []
        writer.add([entry("A quite different text.", "Мүлде басқа мәтін.")])
        assert len(reader.look_up("A quite different text", EN, KK)) == 1
        writer.add(many(MOST_LOOSE + 1, 3 * MOST_LOOSE))
        last = many(4 * MOST_LOOSE, 1)[0]
        assert reader.look_up(f"{last.source}!", EN, KK, limit=1)[0].entry == last


def test_a_text_that_holds_the_separator_of_skeletons_is_found(place: Place) -> None:
    entries = [*many(0, MOST_LOOSE + 1), entry("strange\0text of five words", "x")]
    with Memory.open(make(place, entries)) as memory:
        assert memory.look_up("strange\0text of five word", EN, KK)[0].target == "x"
        assert memory.look_up(f"{entries[7].source}.", EN, KK, limit=1)[0].entry == entries[7]


def test_statistics_count_by_locales(place: Place) -> None:
    entries = [
        entry(day=1),
        entry(target="b", day=3, state=State.REVIEWED, origin="road"),
        entry("Other", "c", day=None, level=Level.SENTENCE),
        entry(languages=(EN, RU)),
    ]
    with Memory.open(make(place, entries)) as memory:
        kk, ru = memory.statistics()
    assert (kk.target_locale, kk.messages, kk.units, kk.sentences) == (KK, 2, 2, 1)
    assert (kk.reviewed, kk.origins) == (1, 2)
    assert (kk.first, kk.last) == (entry(day=1).date, entry(day=3).date)
    assert (ru.target_locale, ru.messages) == (RU, 1)


def test_an_empty_memory_has_nothing(place: Place) -> None:
    with Memory.open(make(place)) as memory:
        assert memory.statistics() == []
        assert list(memory.entries()) == []
        assert memory.look_up("anything", EN, KK) == []


def test_entries_can_be_chosen_by_locale(place: Place) -> None:
    entries = [entry(), entry(languages=(EN, RU)), entry(languages=(RU, KK))]
    with Memory.open(make(place, entries)) as memory:
        assert [each.target_locale for each in memory.entries([EN])] == [KK, RU]
        assert [each.source_locale for each in memory.entries((), [KK])] == [EN, RU]
