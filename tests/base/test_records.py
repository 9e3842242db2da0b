"""Records: equal by what they say, with slots, replaced and never changed."""

import pickle
from dataclasses import field, replace

import pytest

from toolkit.base.records import record


@record
class Bridge:
    """A bridge."""

    name: str
    metres: int = 0
    place: str = field(default="", compare=False)


def test_records_that_say_the_same_are_one_key() -> None:
    assert {Bridge("Old", 80, "here"): 1}[Bridge("Old", 80, "there")] == 1


def test_a_record_takes_no_other_fields() -> None:
    with pytest.raises(AttributeError):
        Bridge("Old").colour = "red"  # type: ignore[attr-defined]


def test_another_record_is_made_of_one_by_replacing_fields() -> None:
    assert replace(Bridge("Old", 80), metres=81) == Bridge("Old", 81)


def test_a_record_reaches_another_process() -> None:
    assert pickle.loads(pickle.dumps(Bridge("Old", 80))) == Bridge("Old", 80)  # noqa: S301 - our own bytes
