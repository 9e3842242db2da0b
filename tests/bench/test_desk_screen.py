"""The actions of the desk that are timed are still those of the desk."""

from pathlib import Path

import pytest

from bench.desk_runs import make_newsroom
from bench.desk_screen import at_the_screen

pytestmark = pytest.mark.slow


@pytest.mark.skipif(
    not Path("/usr/bin/chromium").exists(),
    reason="NOT TESTED: Chromium is missing; apt-get install chromium chromium-driver",
)
def test_every_action_at_the_screen_can_be_timed(tmp_path: Path) -> None:
    times = list(at_the_screen(make_newsroom(tmp_path, 24), 24, runs=1))
    assert [each.cells()[0] for each in times] == [
        "screen: open the board",
        "screen: open the article",
        "screen: open a passage",
        "screen: a letter",
        "screen: undo",
        "screen: save, next",
        "screen: saved is said",
        "screen: another's change",
        "screen: approve, next",
    ]
