"""Running: every check over every translation of catalogs, and what they find as findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Quote, Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import Text, is_wordless, read_message, to_message
from toolkit.checks.check import Check
from toolkit.checks.found import Found, crash, found_by, problems_of
from toolkit.checks.pair import Pair
from toolkit.checks.pairs import Row, Sheet, message_place, rows_of
from toolkit.checks.waivers import Waiver, read_waivers, waiver_problems
from toolkit.document.its.credits import CREDITS_MESSAGE

__all__ = [
    "CheckedRow",
    "CheckedRows",
    "SurveyedRow",
    "SurveyedRows",
    "check_rows",
    "check_sheets",
    "is_whole",
    "merged",
    "row_problems",
    "survey_rows",
]

_CRASHED = "check-crashed"
_CREDITS = "credits"
_CREDITS_MESSAGES = frozenset({CREDITS_MESSAGE, "translator_credits", "translation-credits"})
_CREDITS_CONTEXTS = frozenset({"NAME OF TRANSLATORS", "EMAIL OF TRANSLATORS"})
_STALE = "stale"
_WAIVERS = "waivers"
_HABIT, _HABIT_SHARE = 12, 0.1
"""From how many translations on, and from which share of those that could have it, a flaw is one
that a catalog's translators make on purpose."""


@dataclass(slots=True)
class _Work:
    """A row, and what was found in it."""

    row: Row
    waivers: tuple[Waiver, ...]
    found: list[Found] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)


@frozen
class CheckedRow:
    """What is wrong in a row of a catalog, surveys aside."""

    number: int
    """Which row of the catalog it is, from 0."""
    findings: tuple[Finding, ...] = ()
    waivers: tuple[tuple[str, Finding], ...] = ()
    """What is wrong with its waivers, each with the check that one is not needed for, if that is
    it: a survey may need it."""


@frozen
class CheckedRows:
    """What is wrong in a catalog, as far as it hangs on that catalog alone."""

    lacking: tuple[Finding, ...]
    """What is wrong with it as a whole."""
    rows: tuple[CheckedRow, ...]
    """Those in which anything is."""


@frozen
class SurveyedRow:
    """What surveys found in a row of a catalog."""

    number: int
    findings: tuple[Finding, ...] = ()
    waived: tuple[str, ...] = ()
    """The surveys whose findings are waived there."""


SurveyedRows: TypeAlias = tuple[SurveyedRow, ...]
"""Those rows of a catalog in which surveys found anything."""


def row_problems(row: Row, checks: Sequence[Check]) -> list[Found]:
    """Return what checks find in one row of a catalog and nobody has waived."""
    waived = _waived(read_waivers(row.pair.comments))
    found = problems_of(row.pair, row.sheet.locale, _fitting(row, checks))
    return [each for each in found if each.check.holds_back or each.check.id not in waived]


def check_sheets(
    sheets: Sequence[Sheet], checks: Sequence[Check], known: Sequence[Check]
) -> tuple[Finding, ...]:
    """Return what is wrong in catalogs, in their order and in that of their entries.

    Args:
        sheets: the catalogs; surveys look at all of a locale together.
        checks: those to run.
        known: all that there are, for waivers.

    """
    rows = [tuple(rows_of(sheet)) for sheet in sheets]
    checked = [
        check_rows(sheet, each, checks, known) for sheet, each in zip(sheets, rows, strict=True)
    ]
    by_locale: defaultdict[Locale, list[int]] = defaultdict(list)
    for number, sheet in enumerate(sheets):
        by_locale[sheet.locale].append(number)
    surveyed: list[SurveyedRows] = [()] * len(sheets)
    for locale, numbers in by_locale.items():
        found = survey_rows([rows[each] for each in numbers], locale, checks)
        for number, each in zip(numbers, found, strict=True):
            surveyed[number] = each
    return merged(checked, surveyed)


def check_rows(
    sheet: Sheet, rows: Sequence[Row], checks: Sequence[Check], known: Sequence[Check]
) -> CheckedRows:
    """Return what is wrong in a catalog, as far as it hangs on that catalog alone.

    Args:
        sheet: the catalog.
        rows: its translations, as `rows_of` has them.
        checks: those to run; what surveys find is not in it.
        known: all that there are, for waivers.

    """
    work = [_begun(row, checks) for row in rows]
    for check in (each for each in checks if each.may_occur is not None):
        _weigh_habit(check, work)
    found = (
        _checked_row(number, each, checks, known)
        for number, each in enumerate(work)
        if each.found or each.waivers
    )
    return CheckedRows(tuple(_lacking(sheet, checks)), tuple(found))


def survey_rows(
    rows: Sequence[Sequence[Row]], locale: Locale, checks: Sequence[Check]
) -> list[SurveyedRows]:
    """Return what surveys find in the catalogs of a locale, for each of these.

    Args:
        rows: the translations of each catalog, as `rows_of` has them.
        locale: the locale.
        checks: those to run.

    """
    places = [
        (sheet, number)
        for sheet, each in enumerate(rows)
        for number, row in enumerate(each)
        if _surveyed(row)
    ]
    work = [_Work(rows[sheet][number], ()) for sheet, number in places]
    for check in (each for each in checks if each.survey is not None):
        _survey(check, work, locale)
    found: list[list[SurveyedRow]] = [[] for _ in rows]
    for (sheet, number), each in zip(places, work, strict=True):
        if each.found:
            told, waived = _told_of(each.row, each.found)
            found[sheet].append(SurveyedRow(number, told, tuple(sorted(waived))))
    return [tuple(each) for each in found]


def merged(checked: Sequence[CheckedRows], surveyed: Sequence[SurveyedRows]) -> tuple[Finding, ...]:
    """Return all that is wrong in catalogs: what hangs on each alone, and what surveys found.

    Args:
        checked: the catalogs, in their order.
        surveyed: what surveys found in each of them.

    """
    rows = (each for pair in zip(checked, surveyed, strict=True) for each in _merged_rows(*pair))
    lacking = (finding for each in checked for finding in each.lacking)
    return (*lacking, *_crashes_once(rows))


def is_whole(findings: Iterable[Finding]) -> bool:
    """Whether all checks have said what they find: one that has crashed may not crash again."""
    return all(each.code != _CRASHED for each in findings)


def _merged_rows(checked: CheckedRows, surveyed: SurveyedRows) -> Iterator[Finding]:
    of_checks = {each.number: each for each in checked.rows}
    of_surveys = {each.number: each for each in surveyed}
    for number in sorted(of_checks.keys() | of_surveys.keys()):
        one = of_checks.get(number, CheckedRow(number))
        other = of_surveys.get(number, SurveyedRow(number))
        yield from one.findings
        yield from other.findings
        yield from (finding for check, finding in one.waivers if check not in other.waived)


def _lacking(sheet: Sheet, checks: Iterable[Check]) -> Iterator[Finding]:
    """Yield that a catalog does not have all texts of its document yet."""
    stale = next((check for check in checks if check.id == _STALE), None)
    if stale is None:
        return
    keys = {entry.key for entry in sheet.catalog if not entry.obsolete}
    # What has no words is nobody's work, and in no catalog.
    missing = set(sheet.present or ()) - keys
    lacking = sum(not is_wordless(read_message(message)) for _, message in missing)
    if lacking:
        texts = "1 text" if lacking == 1 else f"{lacking} texts"
        message = f"the catalog lacks {texts} that the document has now"
        place = Location(sheet.path)
        yield Finding(_STALE, message, place, stale.hint, severity=stale.severity)


def _begun(row: Row, checks: Sequence[Check]) -> _Work:
    """Return a row with what the checks of single translations find in it."""
    comments = row.pair.comments
    work = _Work(row, read_waivers(comments) if comments else ())
    fitting = _fitting(row, checks)
    if work.waivers:
        work.ran = {check.id for check in fitting}
    if fitting:
        work.found = list(problems_of(row.pair, row.sheet.locale, fitting))
    return work


def _weigh_habit(check: Check, rows: Sequence[_Work]) -> None:
    """Make hints of a check's findings where so many are there that they are no slips."""
    having = [each for each in rows if any(found.check is check for found in each.found)]
    if check.may_occur is None or len(having) < _HABIT:
        return
    able = sum(
        check.may_occur(each.row.pair, each.row.sheet.locale) for each in rows if each.row.finished
    )
    if len(having) >= _HABIT_SHARE * able:
        for each in having:
            each.found = [
                _as_hint(found) if found.check is check else found for found in each.found
            ]


def _as_hint(found: Found) -> Found:
    if found.crashed:
        return found
    return replace(found, problem=replace(found.problem, severity=Severity.HINT))


def _fitting(row: Row, checks: Sequence[Check]) -> Sequence[Check]:
    """Return the checks that may look at a row."""
    if not row.finished:
        return [check for check in checks if check.unfinished]
    if _is_no_text(row.pair):
        return [check for check in checks if check.id == _CREDITS or check.holds_back]
    return checks


def _is_no_text(pair: Pair) -> bool:
    """Whether a message is none that readers read: it names the translators, or a picture's file.

    KDE's programs ask for their translators in two contexts; itstool lists pictures, each with the
    checksum of the file, so that translators see when it has changed.
    """
    if pair.context in _CREDITS_CONTEXTS or pair.source_words in _CREDITS_MESSAGES:
        return True
    return pair.source_words.startswith("external ref=") and " md5=" in pair.source_words


def _surveyed(row: Row) -> bool:
    return row.finished and not _is_no_text(row.pair)


def _survey(check: Check, rows: Sequence[_Work], locale: Locale) -> None:
    """Let a survey look at a locale's translations together."""
    if check.survey is None or not rows:
        return
    try:
        for number, problem in check.survey([each.row.pair for each in rows], locale):
            rows[number].found.append(found_by(check, problem))
    except Exception as error:  # noqa: BLE001 - anyone's check, and the others must go on
        rows[0].found.append(crash(check, error))


def _waived(waivers: Iterable[Waiver]) -> set[str]:
    return {each for waiver in waivers for each in waiver.ids}


def _told_of(row: Row, found: Iterable[Found]) -> tuple[tuple[Finding, ...], set[str]]:
    """Return what was found in a row as findings, and the ids of the checks that are waived."""
    waived = _waived(read_waivers(row.pair.comments))
    told: list[Finding] = []
    used: set[str] = set()
    for each in found:
        if each.check.id in waived and not each.check.holds_back and not each.crashed:
            used.add(each.check.id)
        else:
            told.append(_told(row, each))
    return tuple(told), used


def _checked_row(
    number: int, work: _Work, checks: Sequence[Check], known: Sequence[Check]
) -> CheckedRow:
    told, used = _told_of(work.row, work.found)
    waivers = [
        (needless, _finding(work.row, Found(check, problem), _comment_place(work.row, waiver)))
        for check in checks
        if check.id == _WAIVERS
        for waiver in work.waivers
        for needless, problem in waiver_problems(waiver, known, work.ran, used)
    ]
    return CheckedRow(number, told, tuple(waivers))


def _comment_place(row: Row, waiver: Waiver) -> Location:
    """Return where a line of the translator's comment stands."""
    lines = row.entry.raw.splitlines()
    wanted = row.pair.comments[waiver.line].strip()
    line = next((at for at, line in enumerate(lines) if line.lstrip("# ").strip() == wanted), 0)
    begin = row.entry.location(row.sheet.path)
    return Location(begin.path, begin.line + line if begin.line else None, begin.column)


def _told(row: Row, found: Found) -> Finding:
    """Return a problem as a finding; one that is no problem is a crash of its check."""
    try:
        return _finding(row, found)
    except Exception as error:  # noqa: BLE001 - anyone's check may yield anything
        return _finding(row, crash(found.check, error))


def _finding(row: Row, found: Found, place: Location | None = None) -> Finding:
    """Return a problem as those see it who mend it."""
    pair, problem = row.pair, found.problem
    if found.crashed:
        hint = f"report it to its author; --ignore {found.check.id} leaves it out"
        return Finding(_CRASHED, problem.message, pair.location, hint, unit=_unit(pair))
    start, end = (place, None) if place is not None else row.span(problem.target)
    return Finding(
        found.check.id,
        problem.message,
        start,
        found.check.hint,
        severity=found.severity,
        end=end,
        unit=_unit(pair),
        document=pair.document,
        source=_quote(pair.source, pair.language, problem.source),
        target=_quote(pair.target, row.sheet.locale, problem.target) if pair.target else None,
        suggestion=problem.suggestion,
        fix=row.replacement(problem.fix) if problem.fix is not None and row.finished else None,
    )


def _unit(pair: Pair) -> str:
    return pair.ids[0] if pair.ids else ""


def _quote(text: Text, language: Locale, place: tuple[int, int] | None) -> Quote:
    span = None if place is None else message_place(text, place)
    return Quote(to_message(text), language.tag, language.direction, span)


def _crashes_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what a crashed check has said before: one is as good as twenty thousand."""
    told: set[str] = set()
    for each in findings:
        if each.code == _CRASHED:
            if each.hint in told:
                continue
            told.add(each.hint)
        yield each
