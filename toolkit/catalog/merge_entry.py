"""Merge entry: one unit as two sides have it, and as it was before, made one entry."""

from collections.abc import Iterable, Iterator, Sequence

from toolkit.base.frozen import frozen
from toolkit.catalog.merge_order import merge_rows
from toolkit.catalog.notes import Notes, Says
from toolkit.catalog.po import Entry
from toolkit.catalog.po.wrapping import escape

__all__ = [
    "Texts",
    "edited",
    "forms_of",
    "has_text",
    "merge_entry",
    "same_translation",
    "texts_of",
    "with_conflict",
    "with_set_aside",
]

Texts = tuple[str, ...]
"""A translation: its msgstr, or its plural forms in their order."""

_CONFLICT = "conflict, other translation"
"""A comment line with what the other side has; docs/how-to/work-with-git.md."""
_SET_ASIDE = "draft, set aside"
"""A comment line with an unfinished text that a finished one has replaced."""


@frozen
class _Choice:
    """Which translation a unit gets."""

    entry: Entry
    """The one that has it."""
    beside: Entry | None = None
    """The one whose translation is noted in a comment."""
    conflict: bool = False


def texts_of(entry: Entry) -> Texts:
    """Return an entry's translation."""
    if entry.is_plural:
        return tuple(text for _, text in sorted(entry.msgstr_plural.items()))
    return (entry.msgstr,)


def forms_of(entry: Entry) -> Iterator[tuple[int | None, str]]:
    """Yield an entry's texts with the numbers of their forms; None for a msgstr."""
    if entry.is_plural:
        yield from enumerate(texts_of(entry))
    else:
        yield None, entry.msgstr


def has_text(entry: Entry) -> bool:
    """Whether an entry has any translation, fuzzy or not."""
    return any(texts_of(entry))


def same_translation(one: Entry, other: Entry) -> bool:
    """Whether two entries have the same translation of the same source, in the same state."""
    return _state(one) == _state(other)


def merge_entry(base: Entry | None, ours: Entry, theirs: Entry) -> tuple[Entry, bool]:
    """Merge the two versions of a unit.

    Args:
        base: the unit as both sides had it; None where they did not.
        ours: what stays where the two cannot be told which is better.
        theirs: the other one, of the same msgid and context.

    Returns:
        The merged entry, with the bytes of the side whose content it has; and whether both sides
        translated the unit, each in its own way.

    """
    if ours == theirs:
        same_bytes = base is not None and (ours.raw, ours.gap) == (base.raw, base.gap)
        return (theirs if same_bytes else ours).copy(), False
    if base is not None and ours == base:
        return theirs.copy(), False
    if base is not None and theirs == base:
        return ours.copy(), False
    base = Entry() if base is None else base
    base, ours, theirs = _with_one_plural(base, ours, theirs)
    choice = _choose(base, ours, theirs)
    merged = ours.copy()
    _merge_surroundings(merged, base, ours, theirs)
    _take_translation(merged, choice.entry)
    if choice.beside is not None:
        mark = _CONFLICT if choice.conflict else _SET_ASIDE
        _note(merged, forms_of(choice.beside), mark)
    if choice.conflict:
        _set_fuzzy(merged, fuzzy=True)
    elif not merged.fuzzy:
        _drop_lines(merged, _conflict_lines(base))
    return (theirs.copy() if merged == theirs else merged), choice.conflict


def with_conflict(ours: Entry, theirs: Entry) -> Entry:
    """Return an entry of ours with the translation of theirs noted, flagged fuzzy."""
    merged = ours.copy()
    _note(merged, forms_of(theirs), _CONFLICT)
    _set_fuzzy(merged, fuzzy=True)
    return merged


def with_set_aside(entry: Entry, form: int | None, text: str) -> Entry:
    """Return an entry with a translation noted that is not its own.

    Args:
        entry: the entry, which keeps its own.
        form: which plural form the translation is of; None where the entry has none.
        text: the other translation.

    """
    noted = entry.copy()
    _note(noted, [(form, text)], _SET_ASIDE)
    return noted


def edited(wanted: Entry, source: Entry, texts: Texts | None = None) -> Entry:
    """Return a unit whose source text was edited, with a translation made from another text.

    Args:
        wanted: the unit as it is now.
        source: the entry whose translation it gets, fuzzy, with what that was made from.
        texts: the translation where it is not all of the source's.

    """
    entry = wanted.copy()
    texts = texts_of(source) if texts is None else texts
    if wanted.is_plural:
        count = max(len(wanted.msgstr_plural), 1)
        entry.msgstr_plural = dict(enumerate([*texts, *texts[-1:] * count][:count]))
    else:
        entry.msgstr = next(filter(None, texts), "")
    # A unit that has fewer forms than before has no room for all of them.
    placed = texts_of(entry)
    left = [(form, text) for form, text in enumerate(texts) if text not in placed]
    _note(entry, left, _SET_ASIDE)
    _set_fuzzy(entry, fuzzy=True)
    # A translation that was flagged already was made from an older text still.
    older = source.fuzzy and source.previous_msgid
    entry.previous_msgid = older or source.msgid
    entry.previous_msgctxt = source.previous_msgctxt if older else source.msgctxt
    plural = source.previous_msgid_plural if older else source.msgid_plural
    entry.previous_msgid_plural = plural or None
    return entry


# --- the translation ------------------------------------------------------------------------


def _state(entry: Entry) -> tuple[object, ...]:
    """Return what belongs together: a text is finished for one source only."""
    return (
        entry.msgid_plural,
        texts_of(entry),
        entry.fuzzy,
        entry.previous_msgctxt,
        entry.previous_msgid,
        entry.previous_msgid_plural,
    )


def _choose(base: Entry, ours: Entry, theirs: Entry) -> _Choice:
    if same_translation(ours, theirs) or same_translation(theirs, base):
        return _Choice(ours)
    if same_translation(ours, base):
        return _Choice(theirs)
    if not has_text(ours) or not has_text(theirs):
        return _Choice(ours if has_text(ours) else theirs)
    if texts_of(ours) == texts_of(theirs):
        return _Choice(theirs if ours.fuzzy and not theirs.fuzzy else ours)
    if ours.fuzzy != theirs.fuzzy:
        finished, draft = (theirs, ours) if ours.fuzzy else (ours, theirs)
        is_old = texts_of(draft) == texts_of(base)
        return _Choice(finished, None if is_old else draft)
    return _choose_text(base, ours, theirs)


def _with_one_plural(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, Entry, Entry]:
    """Return three versions of one plural: the one that a side has changed."""
    if ours.msgid_plural == theirs.msgid_plural:
        return base, ours, theirs
    if any(same_translation(base, side) for side in (ours, theirs)):
        return base, ours, theirs
    changed = [side for side in (ours, theirs) if side.msgid_plural != base.msgid_plural]
    wanted = max(changed, key=lambda side: side.msgid_plural)
    versions = (
        entry if entry.msgid_plural == wanted.msgid_plural else _for_plural_of(wanted, entry)
        for entry in (base, ours, theirs)
    )
    base, ours, theirs = versions
    return base, ours, theirs


def _for_plural_of(wanted: Entry, source: Entry) -> Entry:
    """Return an entry as if its plural were another: its translation was made from its own."""
    entry = source.copy()
    entry.msgid_plural = wanted.msgid_plural
    entry.msgstr_plural = dict.fromkeys(wanted.msgstr_plural, "")
    entry.msgstr = ""
    return edited(entry, source) if has_text(source) else entry


def _choose_text(base: Entry, ours: Entry, theirs: Entry) -> _Choice:
    """Choose between two texts, both finished or both fuzzy."""
    # Who has looked at an old text and approved it has made it new.
    old = () if base.fuzzy and not ours.fuzzy else texts_of(base)
    if texts_of(ours) == old:
        return _Choice(theirs)
    if texts_of(theirs) == old:
        return _Choice(ours)
    forms = _merge_forms(base, ours, theirs)
    if forms is not None:
        joined = ours.copy()
        joined.msgstr_plural = dict(enumerate(forms))
        return _Choice(joined)
    return _Choice(ours, theirs, conflict=True)


def _merge_forms(base: Entry, ours: Entry, theirs: Entry) -> list[str] | None:
    """Return plural forms of which each side translated others; None where both did one."""
    count = len(ours.msgstr_plural)
    if not ours.is_plural or not count or count != len(theirs.msgstr_plural):
        return None
    old = texts_of(base)
    old = old if base.is_plural and len(old) == count else ("",) * count
    forms = []
    for before, here, there in zip(old, texts_of(ours), texts_of(theirs), strict=True):
        if here != there and before not in (here, there) and here and there:
            return None
        forms.append(there if here == before or not here else here)
    return forms


def _take_translation(entry: Entry, source: Entry) -> None:
    entry.msgid_plural = source.msgid_plural
    entry.msgstr = source.msgstr
    entry.msgstr_plural = dict(source.msgstr_plural)
    entry.previous_msgctxt = source.previous_msgctxt
    entry.previous_msgid = source.previous_msgid
    entry.previous_msgid_plural = source.previous_msgid_plural
    _set_fuzzy(entry, fuzzy=source.fuzzy)


def _set_fuzzy(entry: Entry, *, fuzzy: bool) -> None:
    if entry.fuzzy != fuzzy:
        others = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.flags = ["fuzzy", *others] if fuzzy else others


# --- notes in the translator's comment ------------------------------------------------------


def _note(entry: Entry, texts: Iterable[tuple[int | None, str]], mark: str) -> None:
    """Note translations that are not the entry's own, a line each."""
    lines = entry.tcomment.split("\n") if entry.tcomment else []
    own = texts_of(entry)
    for form, text in texts:
        line = f"{mark}: " if form is None else f"{mark} [{form}]: "
        line += _one_line(text)
        if text and own[form or 0 :][:1] != (text,) and line not in lines:
            lines.append(line)
    entry.tcomment = "\n".join(lines)


def _one_line(text: str) -> str:
    # Quotation marks stand as they are, for whoever copies the text out of the comment.
    line = escape(text).replace('\\"', '"')
    # gettext goes on with the next line behind a comment that ends in a backslash.
    return line.removesuffix("\\") + "134" if line.endswith("\\") else line


def _conflict_lines(entry: Entry) -> list[str]:
    return [line for line in entry.tcomment.split("\n") if line.startswith(_CONFLICT)]


def _drop_lines(entry: Entry, lines: Sequence[str]) -> None:
    if lines:
        kept = [line for line in entry.tcomment.split("\n") if line not in lines]
        entry.tcomment = "\n".join(kept)


# --- what stands around it ------------------------------------------------------------------


def _merge_surroundings(merged: Entry, base: Entry, ours: Entry, theirs: Entry) -> None:
    """Merge comments, references and flags but for fuzzy, and whether the unit is gone."""
    merged.tcomment = _merge_text(base.tcomment, ours.tcomment, theirs.tcomment)
    merged.comment = _merge_extracted(base, ours, theirs)
    merged.occurrences = merge_rows(base.occurrences, ours.occurrences, theirs.occurrences)
    merged.flags = merge_rows(*(list(_lasting(entry)) for entry in (base, ours, theirs)))
    # The unit is gone when a side has seen it go; what only one side knows is there.
    was_there = not base.obsolete and base.key == ours.key
    gone = (ours.obsolete, theirs.obsolete)
    merged.obsolete = any(gone) if was_there else all(gone)
    if merged.obsolete and was_there:
        merged.comment, merged.occurrences = "", []


def _lasting(entry: Entry) -> Iterator[str]:
    return (flag for flag in entry.flags if flag != "fuzzy")


def _merge_text(base: str, ours: str, theirs: str) -> str:
    if ours in (theirs, base) or theirs == base:
        return theirs if ours == base else ours
    rows = [text.split("\n") if text else [] for text in (base, ours, theirs)]
    return "\n".join(merge_rows(*rows))


def _merge_extracted(base: Entry, ours: Entry, theirs: Entry) -> str:
    """Merge extracted comments; those who list ids list the ids of both sides."""
    sides = (base, ours, theirs)
    if ours.comment in (theirs.comment, base.comment) or theirs.comment == base.comment:
        return _merge_text(*(entry.comment for entry in sides))
    notes = [entry.notes for entry in sides]
    rows = ([row for row in map(str, each.without(Says.IDS).lines) if row] for each in notes)
    lines = "\n".join(merge_rows(*rows))
    return str(Notes.parse(lines).with_ids(merge_rows(*(each.ids for each in notes))))
