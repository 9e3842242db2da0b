"""Selection: which checks run, and how bad what they find is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace

from toolkit.base.errors import Location, Severity, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.checks.check import Check

__all__ = ["ALL", "CheckSetting", "Selection", "chosen"]


@frozen
class CheckSetting:
    """How bad what a check finds is to a newsroom."""

    severity: Severity | None
    """None where the check is off."""
    location: Location = field(compare=False)
    """Where it is set."""


@frozen
class Selection:
    """Which of the checks there are are wanted."""

    select: Collection[str] = ()
    """The ids of those to run, whatever the settings say; those of the settings where empty."""
    ignore: Collection[str] = ()
    """The ids of those not to run."""
    settings: Mapping[str, CheckSetting] = field(default_factory=dict)
    """The newsroom's own severities, by id."""


ALL = Selection()
"""The checks that run where nobody chooses."""


def chosen(known: Mapping[str, Check], selection: Selection) -> tuple[Check, ...]:
    """Return the checks to run, with the severities that they have here.

    Raises:
        ToolkitError: when an id is unknown, or a setting makes less than an error of what cannot
            be published.

    """
    for each in (*selection.select, *selection.ignore):
        _known(each, known, None)
    for each, setting in selection.settings.items():
        check = _known(each, known, setting.location)
        if check.holds_back and setting.severity is not Severity.ERROR:
            raise ToolkitError.because(
                "configuration",
                f"“{each}” always gives errors, because what it finds cannot be published",
                setting.location,
                f"delete {each}",
            )
    return tuple(_chosen(known.values(), selection))


def _chosen(known: Iterable[Check], selection: Selection) -> Iterable[Check]:
    for check in known:
        setting = selection.settings.get(check.id)
        severity = check.severity if setting is None else setting.severity
        wanted = check.by_default if setting is None else severity is not None
        if selection.select:
            wanted = check.id in selection.select
        if wanted and check.id not in selection.ignore:
            severity = severity or check.severity
            yield check if severity is check.severity else replace(check, severity=severity)


def _known(check_id: str, known: Mapping[str, Check], location: Location | None) -> Check:
    if check_id not in known:
        hint = did_you_mean(check_id, known, "docs/reference/checks.md lists all checks")
        raise ToolkitError.because(
            "unknown-check", f"no check is called “{check_id}”", location, hint
        )
    return known[check_id]
