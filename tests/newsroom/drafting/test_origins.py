"""Origins: what comes from a machine's draft is known as that in the catalog as updated."""

from pathlib import Path

import pytest

from tests.newsrooms import make
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.review import Act, Review
from toolkit.newsroom.drafting.origins import carry_origins
from toolkit.newsroom.reviews import change_review, load_review

PLACE = ("bridge", Locale("kk"))
DRAFT = "Көпір ашылды. Су кетті."


def entry(source: str, target: str) -> Entry:
    return Entry(msgid=source, msgstr=target, comment="paragraph\nid: p-1")


OLD = entry("The bridge opened. The water went.", DRAFT)
DRAFTED = Review().drafted(OLD, "machine:stub")


def origin_of(folder: Path, review: Review, new: Entry) -> str:
    """Return what an updated entry's record says, where the old one's review said this."""
    settings = make(folder).settings
    change_review(settings, *PLACE, lambda _: review)
    carry_origins(settings, PLACE, Catalog([OLD]), Catalog([new]))
    record = load_review(settings, *PLACE).record(new)
    return record.origin if record else ""


@pytest.mark.parametrize("target", [DRAFT, "Көпір ашылды.", f"Міне: {DRAFT}"])
def test_a_draft_a_part_of_it_and_what_has_it_stay_a_machines(tmp_path: Path, target: str) -> None:
    assert origin_of(tmp_path, DRAFTED, entry("Another source.", target)) == "machine:stub"


def test_what_has_nothing_of_a_draft_is_no_machines(tmp_path: Path) -> None:
    assert origin_of(tmp_path, DRAFTED, entry("Another source.", "Басқа сөз.")) == ""


@pytest.mark.parametrize(
    "review",
    [Review(), Review().translated(OLD, "t3"), DRAFTED.signed(OLD, Act.REVIEWED, "r2")],
    ids=["nobody's", "a person's", "reviewed"],
)
def test_what_was_no_machines_alone_does_not_become_one(tmp_path: Path, review: Review) -> None:
    assert origin_of(tmp_path, review, entry("Another source.", DRAFT)) == ""
