"""Launches as laws: whatever happens, editions of a launch appear together, and what is out stays.

A newsroom of two articles lives through random events: translators finish one in one language,
editors add to it or withdraw it, the clock goes on or is put back. It is built after each.
"""

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load, save
from toolkit.newsroom.project import Project
from toolkit.newsroom.publishing import BuildReport, EditionReport

pytestmark = pytest.mark.slow
NINE = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
HOURS = (-48, -1, 0, 1, 48)
"""The moments of builds, counted from the launch's."""
ARTICLES = ("bridge", "river")
TRANSLATED = ("kk", "ru", "ug")
PAIRS = [(tag, name) for tag in TRANSLATED for name in ARTICLES]
Edition = tuple[str, str]


@dataclass(frozen=True)
class Plan:
    """A launch: what `toolkit.toml` says of it."""

    documents: tuple[str, ...]
    locales: tuple[str, ...]
    ready: str
    quorum: int
    timed: bool
    thresholds: tuple[int | None, ...]
    """Those of the languages; None for one that does not say any."""
    begun: tuple[str, ...]
    """How far each article is in each language before anything happens."""

    def __str__(self) -> str:
        lines = ['source = "en"', 'title = "T"', "[[documents]]", 'files = "articles/*.txt"']
        for tag, share in zip(TRANSLATED, self.thresholds, strict=True):
            lines += [f"[locales.{tag}]"]
            lines += [] if share is None else [f"publish = {{ threshold = {share} }}"]
        lines += ["[locales.kk-Latn]", 'from = "kk"', "[[launch]]"]
        lines += [f"documents = {list(self.documents)}", f"locales = {list(self.locales)}"]
        lines += [f'ready = "{self.ready}"']
        lines += [f"quorum = {self.quorum}"] if self.ready == "quorum" else []
        lines += [f"time = {NINE.isoformat()}"] if self.timed else []
        return "\n".join(lines) + "\n"

    def enough(self, tag: str) -> int:
        """Return the share of words that makes an edition ready."""
        share = dict(zip(TRANSLATED, self.thresholds, strict=True)).get(tag, 0)
        return 100 if share is None else share


@dataclass(frozen=True)
class Event:
    """Something that happens before a build."""

    what: str
    document: str
    tag: str
    hours: int

    def happen(self, project: Project) -> None:
        root = project.settings.root
        source = root / f"articles/{self.document}.txt"
        if self.what == "withdraw":
            source.unlink(missing_ok=True)
            project.update()
        elif source.exists() and self.what == "add":
            source.write_text(source.read_text() + f"\nNews of the hour {self.hours}.\n")
            project.update()
        elif source.exists() and self.what == "rename a fact":
            source.write_text(source.read_text().replace("seven", "nine"))
        elif source.exists():
            translate(project, self.document, self.tag, whole=self.what == "finish")


def translate(project: Project, document: str, tag: str, *, whole: bool) -> None:
    path = project.settings.catalog_path(document, Locale(tag))
    catalog = load(path)
    waiting = [each for each in catalog if not each.obsolete and (each.fuzzy or not each.msgstr)]
    for entry in waiting if whole else waiting[:1]:
        entry.msgstr = f"{tag}: {entry.msgid}"
        entry.flags = []
        entry.previous_msgid = None
    save(catalog, path)


plans = st.builds(
    Plan,
    st.sampled_from([("bridge",), ARTICLES]),
    st.sampled_from([("kk", "ru"), ("kk", "ru", "ug"), ("en", "kk"), ("en", "kk", "ru")]),
    st.sampled_from(["all", "all", "quorum", "any"]),
    st.integers(1, 2),
    st.booleans(),
    st.tuples(*[st.sampled_from([None, None, 0, 60, 100]) for _ in TRANSLATED]),
    st.tuples(*[st.sampled_from(["nothing", "begin", "begin", "finish", "finish"]) for _ in PAIRS]),
)
events = st.builds(
    Event,
    st.sampled_from(["finish", "finish", "finish", "begin", "add", "rename a fact", "withdraw"]),
    st.sampled_from(ARTICLES),
    st.sampled_from(TRANSLATED),
    st.sampled_from(HOURS),
)


ANY_IN_TIME = Plan(("bridge",), ("kk", "ru"), "any", 1, True, (None, None, None), ("nothing",) * 6)


def published(project: Project) -> set[Edition]:
    pages = (project.settings.root / "output").glob("*/*.html")
    said = {page: page.read_text("utf-8") for page in pages if page.stem in ARTICLES}
    return {
        (page.parent.name, page.stem)
        for page, text in said.items()
        if 'name="robots" content="noindex"' not in text
    }


def shares(report: BuildReport) -> dict[Edition, int]:
    return {
        (each.locale.tag, each.document_id): 100 * each.translated_words // (each.words or 1)
        for each in report.editions
    }


@examples(30)
@given(plans, st.lists(events, min_size=1, max_size=5))
@example(ANY_IN_TIME, [Event("finish", "river", "kk", 0), Event("finish", "bridge", "kk", -48)])
def test_editions_of_a_launch_appear_together_and_stay(
    plan: Plan, happenings: Sequence[Event]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = newsroom(Path(folder), plan)
        opened, out, latest = False, set[Edition](), NINE - dt.timedelta(days=365)
        for event in happenings:
            event.happen(project)
            now = NINE + dt.timedelta(hours=event.hours)
            latest = max(latest, now)
            report = project.build(now=now)
            there = {each.stem for each in (Path(folder) / "articles").iterdir()}
            group = {
                (tag, name) for tag in plan.locales for name in plan.documents if name in there
            }
            after = published(project)
            what_is_out_stays(out, after, there)
            if not opened and (after - out) & group:
                opened = True
                # With nothing ready yet, its time opened it; what follows goes out at once.
                moment = latest if plan.ready == "any" else now
                it_opens_rightly(plan, group, after, report, moment)
            what_waits_is_told(plan, group - after, report)
            out = after


def newsroom(folder: Path, plan: Plan) -> Project:
    (folder / "articles").mkdir()
    for name in ARTICLES:
        text = f"The {name}\n\nIt is seven years old.\n\nEverybody knows the {name} well.\n"
        (folder / f"articles/{name}.txt").write_text(text)
    (folder / "toolkit.toml").write_text(str(plan))
    project = Project.load(folder)
    project.update()
    for (tag, name), how in zip(PAIRS, plan.begun, strict=True):
        if how != "nothing":
            translate(project, name, tag, whole=how == "finish")
    return project


def what_is_out_stays(before: set[Edition], after: set[Edition], there: set[str]) -> None:
    """Only who withdraws an article takes its editions away; no clock, launch or change does."""
    assert {each for each in before if each[1] in there} <= after


def it_opens_rightly(
    plan: Plan, group: set[Edition], after: set[Edition], report: BuildReport, now: dt.datetime
) -> None:
    """A launch opens in its time, with all that it needs, and with nothing that is only begun."""
    assert not plan.timed or now >= NINE
    whole = {tag for tag in plan.locales if {each for each in group if each[0] == tag} <= after}
    if plan.ready == "all":
        assert group <= after
    elif plan.ready == "quorum":
        assert len(whole) >= plan.quorum
    found = shares(report)
    begun = [each for each in group & after if found[each] < plan.enough(each[0])]
    # What was finished before its source changed was enough.
    assert all(report_of(report, each).stays for each in begun)


def what_waits_is_told(plan: Plan, held: set[Edition], report: BuildReport) -> None:
    """Whatever of a launch is not out says why; what is ready says for what it waits."""
    for each in held:
        said = report_of(report, each)
        assert said.reason
        if said.ready and plan.ready == "all" and not plan.timed:
            assert any(f"{tag}: " in said.reason for tag in plan.locales), said.reason


def report_of(report: BuildReport, edition: Edition) -> EditionReport:
    tag, name = edition
    return next(
        each for each in report.editions if (each.locale.tag, each.document_id) == (tag, name)
    )
