"""What a PO file must be beyond its grammar: the rules of `msgfmt -c`, and a few of ours."""

from collections.abc import Iterator

from toolkit.base.errors import Finding, Location
from toolkit.catalog.po.entries import Catalog, Entry, Key
from toolkit.catalog.po.plain_entries import is_plain
from toolkit.catalog.po.plural import PluralForms, PluralFormsError, parse_plural_forms

__all__ = ["MSGCAT_MARK", "check_catalog_rules"]

MSGCAT_MARK = "#-#-#-#-#"
"""What msgcat puts between versions that it joins, for somebody to choose one."""

_UNFILLED = "nplurals=INTEGER; plural=EXPRESSION;"


def check_catalog_rules(
    catalog: Catalog, path: str, *, complete: bool, marked: bool
) -> Iterator[Finding]:
    """Yield what is wrong with a catalog that follows the grammar.

    Args:
        catalog: as read, the header taken out.
        path: the file's name, for messages.
        complete: whether every entry could be read; else the header may be one that could not.
        marked: whether msgcat's mark stands anywhere in the file.

    """
    forms, finding = _plural_forms(catalog, path)
    if finding is not None:
        yield finding
    if complete or catalog.header_entry is not None:
        yield from _check_header(catalog, path)
    wants_forms = finding is None and (complete or catalog.header_entry is not None)
    seen: dict[Key, Entry] = {}
    for entry in catalog if marked or not _has_keys(catalog) else _not_plain(catalog):
        key = entry.key
        if key in seen or key == (None, ""):
            yield _duplicate(entry, seen.get(key), catalog.header_entry, path)
        seen.setdefault(key, entry)
        if entry.obsolete:
            continue
        if entry.is_plural:
            yield from _check_forms(entry, forms if wants_forms else None, path)
            if wants_forms and forms is None and _is_active(entry):
                yield _lacks_forms(entry, path)
                wants_forms = False
        else:
            yield from _check_pair(entry, None, entry.msgstr, path)


def _has_keys(catalog: Catalog) -> bool:
    """Whether each entry has a key of its own, and none the header's."""
    if len({entry.msgid for entry in catalog} - {""}) == len(catalog):
        return True  # told in a third of the time
    return len({entry.key for entry in catalog} - {(None, "")}) == len(catalog)


def _not_plain(catalog: Catalog) -> list[Entry]:
    return [entry for entry in catalog if not is_plain(entry)]


def _plural_forms(catalog: Catalog, path: str) -> tuple[PluralForms | None, Finding | None]:
    """Return the header's plural forms; None where it has none, or a template's placeholder."""
    header, value = catalog.header_entry, catalog.metadata.get("Plural-Forms")
    if header is None or not value or value == _UNFILLED:
        return None, None
    try:
        return parse_plural_forms(value), None
    except PluralFormsError as error:
        place = header.msgstr_location(path, offset=header.msgstr.index("Plural-Forms"))
        hint = "copy the line from a catalog of the same language"
        return None, Finding("po-plural", str(error), place, hint)


def _check_header(catalog: Catalog, path: str) -> Iterator[Finding]:
    header = catalog.header_entry
    if header is None:
        if (None, "") not in catalog.by_key():
            hint = "copy the header of another catalog to its top"
            yield Finding("po-header", "the file has no header", Location(path, 1, 1), hint)
        return
    if not header.msgstr:
        yield Finding("po-header", "the header is empty", header.msgstr_location(path))
    if header.is_plural:
        yield Finding("po-header", "the header has plural forms", header.msgid_location(path))
    if MSGCAT_MARK in header.msgstr:
        yield _mark(header, None, header.msgstr, path)


def _duplicate(entry: Entry, first: Entry | None, header: Entry | None, path: str) -> Finding:
    place = entry.msgid_location(path)
    earlier = first or (header if entry.key == (None, "") else None)
    if earlier is None:
        message = "the header is not the first entry"
        return Finding("po-header", message, place, "move it to the top of the file")
    line = earlier.msgid_location(path).line
    if entry.key == (None, ""):
        message = f"this is a second header; the first is in line {line}"
        return Finding("po-header", message, place, "keep one of the two")
    message = f"this msgid is the same as in line {line}"
    return Finding("po-duplicate", message, place, "keep one of the two entries")


def _lacks_forms(entry: Entry, path: str) -> Finding:
    return Finding(
        "po-plural",
        "the entry has plural forms, but the header has no Plural-Forms",
        entry.msgid_location(path),
        "copy that line from a catalog of the same language",
    )


def _is_active(entry: Entry) -> bool:
    """Tell whether msgfmt would put the entry into an MO file."""
    if "fuzzy" in entry.flags:
        return False
    return bool(entry.msgstr_plural.get(0) if entry.msgstr_plural else entry.msgstr)


def _check_forms(entry: Entry, forms: PluralForms | None, path: str) -> Iterator[Finding]:
    for form, text in entry.msgstr_plural.items():
        yield from _check_pair(entry, form, text, path)
    if not _is_active(entry):
        return
    yield from _line_feeds(entry, None, entry.msgid_plural, path, "msgid_plural")
    count = len(entry.msgstr_plural)
    if forms is not None and count != forms.nplurals:
        yield Finding(
            "po-plural",
            f"the entry has {count} plural forms, but the header says nplurals={forms.nplurals}",
            entry.msgstr_location(path, form=count - 1),
            f"give the entry msgstr[0] to msgstr[{forms.nplurals - 1}]",
        )


def _check_pair(entry: Entry, form: int | None, text: str, path: str) -> Iterator[Finding]:
    if MSGCAT_MARK in text:
        yield _mark(entry, form, text, path)
    msgid = entry.msgid
    if not msgid:
        return
    # The usual text has no line feed at either end, and needs no more than this look.
    if (text[-1:] == "\n") == (msgid[-1:] == "\n") and (text[:1] == "\n") == (msgid[:1] == "\n"):
        return
    if _is_active(entry):
        name = "msgstr" if form is None else f"msgstr[{form}]"
        yield from _line_feeds(entry, form, text, path, name)


def _line_feeds(
    entry: Entry, form: int | None, text: str, path: str, name: str
) -> Iterator[Finding]:
    """Yield where a text begins or ends with a line feed and the msgid does not, or the reverse."""
    place = entry.msgstr_location(path, form)
    for verb, is_at in (("begin", str.startswith), ("end", str.endswith)):
        if is_at(text, "\n") != is_at(entry.msgid, "\n"):
            message = rf"msgid and {name} do not both {verb} with \n"
            yield Finding("po-newline", message, place, rf"add or remove \n at the {verb}")


def _mark(entry: Entry, form: int | None, text: str, path: str) -> Finding:
    place: Location = entry.msgstr_location(path, form, text.index(MSGCAT_MARK))
    return Finding(
        "po-conflict",
        f"msgcat has joined two versions here ({MSGCAT_MARK}), and nobody has chosen one",
        place,
        "choose one of the versions, and delete the rest",
    )
