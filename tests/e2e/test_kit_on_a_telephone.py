"""The kit on a telephone: Firefox, a narrow window, a finger, no network."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.firefox import Telephone, telephone
from tests.e2e.kits import OPENS, kit, newsroom, taken_back
from toolkit.exchange.forms import read_reply
from toolkit.exchange.kit import KitOptions
from toolkit.newsroom.project import Project

pytestmark = pytest.mark.slow
SAVE, DONE = "ساقلاش", "تەييار، كېيىنكىسى"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return newsroom(tmp_path / "newsroom")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telephone]:
    with telephone(tmp_path_factory.mktemp("firefox")) as found:
        yield found


@pytest.fixture
def phone(started: Telephone) -> Iterator[Telephone]:
    """Return a telephone on which nothing is kept and nothing saved."""
    for each in started.downloads.iterdir():
        each.unlink()
    with started.anew() as found:
        yield found


def begin(phone: Telephone) -> None:
    """Touch the passage that waits; the editor is then a sheet at the bottom."""
    phone.touch(".passage button", "Read")
    phone.until("document.activeElement.tagName === 'TEXTAREA'")


def test_a_passage_translated_by_a_finger_arrives_in_the_catalog(
    phone: Telephone, project: Project, tmp_path: Path
) -> None:
    page = kit(project, tmp_path)
    phone.open(page)
    begin(phone)
    assert phone.run("document.documentElement.scrollWidth <= innerWidth")
    sheet = "document.querySelector('.editor').getBoundingClientRect()"
    assert phone.run(f"{sheet}.bottom <= innerHeight && {sheet}.top > 0")
    phone.type("17-مارتتىكى ")
    phone.touch(".chip", "<a1>")
    phone.type("دو")
    phone.touch(".chip", "<em>")
    phone.type("كلات")
    phone.touch("button.primary", DONE)
    phone.until("document.querySelector('.count').textContent === '3 / 3'")
    phone.touch("button", SAVE)
    file = phone.saved()
    entry = taken_back(project, file)
    assert entry.msgstr == "17-مارتتىكى <a1>دو<em>كلات</em></a1>"
    assert not entry.fuzzy
    asked = {each for each in phone.asked() if not each.startswith(("blob:", "data:"))}
    assert asked <= {page.as_uri()}
    assert phone.complaints() == []


def test_what_can_be_touched_is_large_enough_for_a_finger(
    phone: Telephone, project: Project, tmp_path: Path
) -> None:
    phone.open(kit(project, tmp_path))
    begin(phone)
    small = phone.run(
        "[...document.querySelectorAll('button, summary')].map(each => [each.textContent,"
        " each.getBoundingClientRect()]).filter(([_, box]) => box.width && (box.height < 24 ||"
        " box.width < 24)).map(([text]) => text)"
    )
    assert small == []  # WCAG 2.2, 2.5.8


def test_work_is_still_there_when_the_page_is_opened_again(
    phone: Telephone, project: Project, tmp_path: Path
) -> None:
    page = kit(project, tmp_path)
    phone.open(page)
    begin(phone)
    phone.type("ئوقۇڭ")
    phone.open(page)
    assert "ئوقۇڭ" in phone.run("document.querySelector('main').textContent")


def test_a_kit_under_a_passphrase_opens_and_saves_without_a_network(
    phone: Telephone, project: Project, tmp_path: Path
) -> None:
    phone.open(kit(project, tmp_path, KitOptions(passphrase=OPENS)))
    phone.touch("input")
    phone.type(f"{OPENS}\ue007")
    phone.until("document.querySelector('article') !== null")
    begin(phone)
    phone.type("ئوقۇڭ")
    phone.touch("button", SAVE)
    file = phone.saved()
    assert "ئوقۇڭ" not in file.read_text(encoding="utf-8")
    (row,) = read_reply(file.read_bytes(), file.name, lambda: OPENS).rows
    assert row.target == "ئوقۇڭ"
