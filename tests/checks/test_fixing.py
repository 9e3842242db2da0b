from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.sheets import KK, catalog, check_catalog, entry
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Severity
from toolkit.base.text import Inline, Text
from toolkit.catalog.po import Catalog, read, write
from toolkit.checks import Check, Fixed, Pair, Problem, Selection, Sheet, fix_catalog
from toolkit.checks.fixing import fix_sheet

LAW = settings(deadline=None)
SPACES = Selection(["double-spaces"])


def fixed(*entries: str) -> tuple[Catalog, tuple[Fixed, ...]]:
    made = catalog(*entries)
    return made, fix_catalog(Sheet(made, "kk.po", KK), SPACES)


def replacing(old: str, new: str, check_id: str = "mine") -> Check:
    """Return a check that wants one text instead of another."""

    def run(pair: Pair, _locale: Locale) -> list[Problem]:
        def mend(part: object) -> str:
            return str(part).replace(old, new)

        mended: Text = tuple(mend(part) if isinstance(part, str) else part for part in pair.target)
        return [Problem(f"{old} for {new}", fix=mended)] if old in pair.target_words else []

    return Check(check_id, Severity.WARNING, "A test.", run, "mend it")


def mended(target: str, *checks: Check) -> str:
    made = catalog(entry("a", target))
    fix_sheet(Sheet(made, "kk.po", KK), checks)
    return made[0].msgstr


def test_what_is_safe_is_mended_and_told() -> None:
    made, changes = fixed(entry("a b", "ә  б"))
    assert made[0].msgstr == "ә б"
    (change,) = changes
    assert str(change).startswith("kk.po:8:9: fixed: ")
    assert str(change).endswith("[double-spaces]")


def test_codes_stay_where_they_are() -> None:
    made, _ = fixed(entry("<em>a</em> b c", "<em>ә</em> б  в"))
    assert made[0].msgstr == "<em>ә</em> б в"


def test_untouched_entries_keep_their_bytes() -> None:
    odd = 'msgid   "x y"\nmsgstr\n"и"\n" к"\n'
    data = write(catalog(odd, entry("a b", "ә  б")))
    made = read(data, "kk.po")
    fix_catalog(Sheet(made, "kk.po", KK), SPACES)
    assert write(made) == data.replace("ә  б".encode(), "ә б".encode())


def test_fixing_twice_is_fixing_once() -> None:
    made, _ = fixed(entry("a b c d", "ә  б   в  г"))
    assert fix_catalog(Sheet(made, "kk.po", KK), SPACES) == ()


def test_what_is_waived_is_left() -> None:
    made, changes = fixed(entry("a b", "ә  б", "# toolkit: ignore=double-spaces"))
    assert (made[0].msgstr, changes) == ("ә  б", ())


def test_fuzzy_and_obsolete_translations_are_left() -> None:
    made, changes = fixed(entry("a b", "ә  б", "#, fuzzy"), '#~ msgid "c d"\n#~ msgstr "в  г"\n')
    assert changes == ()
    assert not any(each.changed for each in made)


def test_every_plural_form_is_mended() -> None:
    made, _ = fixed('msgid "a b"\nmsgid_plural "c d"\nmsgstr[0] "ә  б"\nmsgstr[1] "в  г"\n')
    assert made[0].msgstr_plural == {0: "ә б", 1: "в г"}


def test_fixes_are_made_one_after_the_other() -> None:
    assert mended("xy", replacing("x", "1", "one"), replacing("y", "2", "two")) == "12"


def test_a_fix_that_brings_a_new_problem_is_not_made() -> None:
    assert mended("x", replacing("x", "y", "one"), replacing("y", "x", "two")) == "x"


def test_a_fix_that_types_markup_is_not_made() -> None:
    made = catalog(entry("<em>a</em>", "<em>x</em>"))
    fix_sheet(Sheet(made, "kk.po", KK), [replacing("x", "</em>")])
    assert made[0].msgstr == "<em>x</em>"


def test_a_fix_that_leaves_nothing_is_not_made() -> None:
    assert mended("x", replacing("x", "")) == "x"


def test_raw_markup_is_kept_as_it_is_spelled() -> None:
    made = catalog(entry('<b c="d">a</b> &amp; b', '<b c="d">ә</b> &amp;  б'))
    fix_catalog(Sheet(made, "kk.po", KK, Inline.RAW), SPACES)
    assert made[0].msgstr == '<b c="d">ә</b> &amp; б'


def test_a_finding_says_which_bytes_would_mend_the_file() -> None:
    data = write(catalog(entry("a b", 'ә "é"  б')))
    (finding,) = check_catalog(read(data, "kk.po"), "kk.po", KK, selection=SPACES)
    fix = finding.fix
    assert fix is not None
    lines = data.decode().split("\n")
    at, start, end = fix.start.line or 0, fix.start.column or 0, fix.end.column or 0
    assert fix.end.line == at
    lines[at - 1] = lines[at - 1][: start - 1] + fix.text + lines[at - 1][end - 1 :]
    assert read("\n".join(lines).encode(), "kk.po")[0].msgstr == 'ә "é" б'


@LAW
@given(st.text(st.sampled_from("ab \u00a0«».,!?<>/"), min_size=1, max_size=30))
def test_whatever_is_mended_needs_no_mending_again(target: str) -> None:
    made = catalog(entry("A sentence, and more.", target))
    sheet = Sheet(made, "kk.po", Locale("ru"))
    fix_catalog(sheet)
    assert fix_catalog(sheet) == ()
