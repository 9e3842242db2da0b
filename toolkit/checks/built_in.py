"""Built-in: every check that there is, and running them over catalogs."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from toolkit.base.errors import Finding
from toolkit.base.registry import registered
from toolkit.checks import (
    alphabet,
    back_translations,
    brackets,
    characters,
    consistency,
    declared,
    derived_alphabets,
    harmony,
    length,
    links,
    markup,
    meaning,
    names,
    numbers,
    placeholders,
    punctuation,
    quotation_marks,
    quotations,
    spaces,
    spelling,
    state,
    terms,
    waivers,
    wording,
)
from toolkit.checks import (
    wrong_language as language,
)
from toolkit.checks.check import Check
from toolkit.checks.fixing import Fixed, fix_sheet
from toolkit.checks.pairs import Sheet
from toolkit.checks.running import check_sheets
from toolkit.checks.selection import ALL, Selection, chosen

__all__ = ["CHECKS", "check_catalogs", "checks", "fix_catalog"]

"""What runs by default."""

CHECKS: tuple[Check, ...] = (
    *markup.CHECKS,
    *placeholders.CHECKS,
    *declared.CHECKS,
    *numbers.CHECKS,
    *names.CHECKS,
    *terms.CHECKS,
    *meaning.CHECKS,
    *language.CHECKS,
    *alphabet.CHECKS,
    *derived_alphabets.CHECKS,
    *harmony.CHECKS,
    *spelling.CHECKS,
    *punctuation.CHECKS,
    *quotation_marks.CHECKS,
    *quotations.CHECKS,
    *back_translations.CHECKS,
    *brackets.CHECKS,
    *spaces.CHECKS,
    *wording.CHECKS,
    *links.CHECKS,
    *characters.CHECKS,
    *consistency.CHECKS,
    *length.CHECKS,
    *state.CHECKS,
    *waivers.CHECKS,
)


@lru_cache
def checks() -> Mapping[str, Check]:
    """Return the checks by id: the built-in ones and those of `toolkit.checks` entry points.

    Raises:
        ToolkitError: when two have the same id.

    """
    return registered("toolkit.checks", CHECKS, "check", lambda each: each.id)


def check_catalogs(sheets: Sequence[Sheet], selection: Selection = ALL) -> tuple[Finding, ...]:
    """Return what is wrong in catalogs, in their order and in that of their entries.

    Entries that are fuzzy, obsolete or not translated are left out, but for the checks that look
    for these: nothing of them is published. What an entry's waivers name is left out too.

    Args:
        sheets: the catalogs; surveys look at all of a locale together.
        selection: which checks run, and how bad what they find is.

    Raises:
        ToolkitError: when the selection names a check that there is not.

    """
    return check_sheets(sheets, chosen(checks(), selection), tuple(checks().values()))


def fix_catalog(sheet: Sheet, selection: Selection = ALL) -> tuple[Fixed, ...]:
    """Mend in place what is safe to mend unseen; see `toolkit.checks.fixing.fix_sheet`.

    Args:
        sheet: the catalog; its entries change, and nothing is written.
        selection: the checks whose fixes are wanted.

    Raises:
        ToolkitError: when the selection names a check that there is not.

    """
    return fix_sheet(sheet, chosen(checks(), selection))
