"""Sheets for tests: catalogs written as a translator's editor writes them."""

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location
from toolkit.base.text import Inline
from toolkit.catalog.po import Catalog, read
from toolkit.checks import Selection, Sheet, check_catalogs, checks
from toolkit.checks.found import problems_of
from toolkit.checks.pair import Pair

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"X-Source-Language: en\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n'
)
KK = Locale("kk")
ALL = Selection()


def catalog(*entries: str) -> Catalog:
    """Return a catalog of entries as they stand in its file."""
    return read("\n".join([HEADER, *(f"{entry.strip()}\n" for entry in entries)]).encode(), "kk.po")


def entry(msgid: str, msgstr: str, comments: str = "") -> str:
    """Return an entry, with comments, flags and previous texts before it."""
    source, target = (text.replace("\\", "\\\\").replace('"', '\\"') for text in (msgid, msgstr))
    before = f"{comments.strip()}\n" if comments else ""
    return f'{before}msgid "{source}"\nmsgstr "{target}"\n'


def found(*entries: str, select: str = "", locale: Locale = KK) -> tuple[Finding, ...]:
    """Return what is found in entries."""
    selection = Selection(select.split(",")) if select else Selection()
    return check_catalog(catalog(*entries), "kk.po", locale, selection=selection)


def pair(source: str, target: str, *, role: str = "", form: int | None = None) -> Pair:
    """Return a translation without codes."""
    return Pair((source,), (target,) if target else (), Location("kk.po", 1), role=role, form=form)


def check_catalog(
    catalog: Catalog,
    path: str,
    locale: Locale,
    inline: Inline = Inline.NAMED,
    selection: Selection = ALL,
) -> tuple[Finding, ...]:
    """Return what is wrong in one catalog."""
    return check_catalogs([Sheet(catalog, path, locale, inline)], selection)


def problem_ids(pair: Pair, locale: Locale) -> list[str]:
    """Return the ids of the checks that find something in one translation."""
    run = [check for check in checks().values() if check.by_default]
    return [each.check.id for each in problems_of(pair, locale, run)]
