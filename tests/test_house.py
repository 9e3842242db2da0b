"""The house: a file's name says its subject, and no other file of the house has it."""

from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Two files of one name are one subject, seen from two storeys: what a verb does and the verb,
# what is known of something in a language and the check of it, or the forms in which work goes out.
SAME_SUBJECT = {
    "align": {"catalog/memory", "cli"},
    "alphabet": {"language/alphabets", "checks"},
    "check": {"checks", "cli"},
    "forms": {"editions", "exchange"},
    "links": {"localizing/adapting", "checks"},
    "names": {"language", "checks"},
    "numbers": {"language", "checks"},
    "pseudo": {"language", "cli"},
    "review": {"catalog", "cli"},
    "status": {"newsroom", "cli"},
    "terms": {"checks", "cli"},
    "update": {"catalog", "cli"},
}


def folders_by_name() -> dict[str, set[str]]:
    """Return the folders in which a module of each name stands; a package's own has none."""
    found = defaultdict(set)
    house = ROOT / "toolkit"
    for path in house.rglob("*.py"):
        if not path.stem.startswith("__"):
            found[path.stem].add(path.parent.relative_to(house).as_posix())
    return found


def test_no_two_modules_have_one_name_for_two_subjects() -> None:
    shared = {name: folders for name, folders in folders_by_name().items() if len(folders) > 1}
    clashes = {name: folders for name, folders in shared.items() if name not in SAME_SUBJECT}
    assert not clashes, (
        f"these modules share a name: {clashes}. Rename one after its own subject; or, if they are"
        f" one subject on two storeys, write them into SAME_SUBJECT of {Path(__file__).name}"
    )


def test_what_may_share_a_name_still_does() -> None:
    found = folders_by_name()
    over = {name for name, folders in SAME_SUBJECT.items() if found[name] != folders}
    assert not over, f"correct or delete {over} in SAME_SUBJECT: their folders are others now"
