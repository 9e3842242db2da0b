"""Pairs: the translations of a catalog as checks see them, and where they stand in its file."""

import html
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Replacement, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.text import (
    Code,
    Inline,
    Text,
    message_codes,
    parse_raw,
    parse_text,
    plain,
    raw_codes,
)
from toolkit.catalog.notes import Says
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.po.entries import Key
from toolkit.catalog.po.plural import PluralFormsError
from toolkit.catalog.terms import Termbase, find_terms
from toolkit.catalog.told_quotations import quotations_of
from toolkit.checks.check import Place
from toolkit.checks.pair import Pair
from toolkit.document.its.limits import read_limits
from toolkit.document.model import JOINED

__all__ = ["Row", "Sheet", "message_place", "rows_of"]

Spell = Callable[[str | Code], str]
Read = Callable[[str], Text]
_SEVERAL = range(2, 122)
"""Numbers enough to have every form that a language has for more than one."""
_FORMAT = "-format"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


@frozen
class Sheet:
    """A catalog to be checked, and what is known of it besides."""

    catalog: Catalog
    path: str
    """Its name in messages."""
    locale: Locale
    inline: Inline = Inline.NAMED
    """How its messages spell codes."""
    present: Collection[Key] | None = None
    """The contexts and texts that its document has now; None where nobody knows."""
    replaced: Mapping[Key, str] = field(default_factory=dict)
    """Texts that left, by those that now have their very translations (see `Pair.replaced`)."""
    derived: tuple[Locale, ...] = ()
    """The locales that are derived from this one by a change of alphabet."""
    termbase: Termbase | None = None
    """The newsroom's."""

    @property
    def language(self) -> Locale:
        """The language of the source, as the header says it; English where it does not."""
        try:
            return self.catalog.source_language
        except ToolkitError:
            return Locale("en")


@frozen
class Row:
    """A translation of a sheet: what checks see of it, and what it is in its file."""

    pair: Pair
    entry: Entry
    sheet: Sheet
    spell: Spell
    """Writes a part of a text as the catalog's messages do."""
    read: Read
    """Reads a translation by the codes of its source."""

    @property
    def finished(self) -> bool:
        """Whether it is a translation to be published."""
        return bool(self.pair.target) and not self.pair.fuzzy

    @property
    def message(self) -> str:
        """The translation as it stands in the file."""
        form = self.pair.form
        return self.entry.msgstr if form is None else self.entry.msgstr_plural[form]

    @property
    def faithful(self) -> bool:
        """Whether what is written of the text read is the message again, so that places agree."""
        return "".join(map(self.spell, self.pair.target)) == self.message

    def location(self, offset: int) -> Location:
        """Return where a character of the message stands in the file."""
        return self.entry.msgstr_location(self.sheet.path, self.pair.form, offset)

    def span(self, place: Place | None) -> tuple[Location, Location | None]:
        """Return where a place of the target's words begins and ends in the file."""
        if place is None or not self.faithful:
            return self.pair.location, None
        start, end = message_place(self.pair.target, place, self.spell)
        if end <= start:
            return self.location(start), None
        last = self.location(end - 1)
        return self.location(start), _after(last)

    def replacement(self, mended: Text) -> Replacement | None:
        """Return the least change of the file that makes the translation another text."""
        old, new = self.message, "".join(map(self.spell, mended))
        if old == new or not self.faithful:
            return None
        least = min(len(old), len(new))
        start = next((at for at in range(least) if old[at] != new[at]), least)
        same = 0
        while same < least - start and old[-1 - same] == new[-1 - same]:
            same += 1
        text = new[start : len(new) - same].translate(_ESCAPES)
        return Replacement(self.location(start), self.location(len(old) - same), text)


def _after(last: Location) -> Location:
    return Location(last.path, last.line, None if last.column is None else last.column + 1)


def message_place(text: Text, place: Place, spell: Spell = str) -> Place:
    """Return the place in a message of a place in its words.

    Codes at its ends are left out.

    >>> from toolkit.base.text import CodeKind
    >>> message_place(("a", Code("em", CodeKind.OPEN), "bc"), (1, 2))
    (5, 6)
    """
    start, end = place
    words = offset = 0
    found: list[int | None] = [None, None]
    for part in text:
        if isinstance(part, str):
            after = words + len(part)
            if found[0] is None and start < after:
                found[0] = offset + len(spell(part[: max(start - words, 0)]))
            if found[1] is None and end <= after:
                found[1] = offset + len(spell(part[: max(end - words, 0)]))
            words = after
        offset += len(spell(part))
    first = offset if found[0] is None else found[0]
    last = offset if found[1] is None else found[1]
    return first, max(first, last)


def rows_of(sheet: Sheet) -> Iterator[Row]:
    """Yield the translations of a catalog, a plural form each, in its order.

    Obsolete entries are left out, and sentences that are translated together: their codes are the
    paragraph's, which is checked as a whole when it is published.
    """
    joined = _joined(sheet.catalog)
    language = sheet.language
    singular = _singular(sheet.catalog)
    for entry in sheet.catalog:
        if not entry.obsolete and id(entry) not in joined:
            yield from _rows(entry, sheet, language, singular)


def _joined(catalog: Catalog) -> set[int]:
    entries = list(catalog)
    marked = [at for at, entry in enumerate(entries) if entry.msgstr.strip() == JOINED]
    near = {at + step for at in marked for step in (-1, 0, 1)}
    return {id(entries[at]) for at in near if 0 <= at < len(entries)}


def _rows(entry: Entry, sheet: Sheet, language: Locale, singular: int | None) -> Iterator[Row]:
    """Yield a row for each form, beside the text that it translates."""
    if not entry.is_plural:
        yield _row(entry, sheet, language, entry.msgid, entry.msgstr)
        return
    for form, translation in sorted(entry.msgstr_plural.items()):
        source = entry.msgid if form == singular else entry.msgid_plural or entry.msgid
        yield _row(entry, sheet, language, source, translation, form=form)


def _singular(catalog: Catalog) -> int | None:
    """Return the form that is said of one thing and no more, which translates the singular.

    None where there is no such form: in Russian, what is said of 1 is said of 21 too.
    """
    try:
        rule = catalog.plural_forms
        form = 0 if rule is None else rule.index(1)
        others = [] if rule is None else [rule.index(number) for number in _SEVERAL]
    except PluralFormsError:
        return None
    return None if form in others else form


def _row(  # noqa: PLR0913 - what a row is made of
    entry: Entry,
    sheet: Sheet,
    language: Locale,
    message: str,
    translation: str,
    *,
    form: int | None = None,
) -> Row:
    """Return a translation as checks see it; `message` is what it translates."""
    source, read, spell = _reader(message, sheet.inline)
    notes = entry.notes
    pair = Pair(
        source,
        read(translation) if translation.strip() else (),
        entry.msgstr_location(sheet.path, form),
        read_limits(notes.of(Says.NOTE)),
        language,
        notes.role,
        notes.ids,
        entry.occurrences[0][0] if entry.occurrences else "",
        entry.msgctxt,
        entry.previous_msgid or "",
        tuple(entry.tcomment.splitlines()),
        find_terms(sheet.termbase, plain(source), language) if sheet.termbase else (),
        form,
        entry.fuzzy,
        sheet.present is not None and entry.key not in sheet.present,
        sheet.replaced.get(entry.key, ""),
        sheet.derived,
        quotations_of(notes),
        tuple(flag.removesuffix(_FORMAT) for flag in entry.flags if flag.endswith(_FORMAT)),
    )
    return Row(pair, entry, sheet, spell, read)


def _reader(message: str, inline: Inline) -> tuple[Text, Read, Spell]:
    """Read a message; return with it what reads and writes translations by its codes."""
    if inline is Inline.RAW:
        codes, spelling = raw_codes(message)

        def spell(part: str | Code) -> str:
            return html.escape(part, quote=False) if isinstance(part, str) else spelling(part)

        def read_raw(translation: str) -> Text:
            return parse_raw(translation, codes, spelling)

        return read_raw(message), read_raw, spell
    if "<" not in message:
        return (message,) if message else (), _read_plain, str
    own = message_codes(message)

    def read(translation: str) -> Text:
        return parse_text(translation, own)

    return read(message), read, str


def _read_plain(translation: str) -> Text:
    return (translation,) if translation else ()
