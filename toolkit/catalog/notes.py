"""Notes: what the extracted comment (`#.`) of a catalog's entry says, written and read here alone.

Each line says one thing, and what it is shows in how it begins: docs/reference/po.md, “An entry”.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from toolkit.base.frozen import frozen

__all__ = ["CREDITS", "SHOWN_FILE", "Line", "Notes", "Says", "is_addition"]

_ROLE = re.compile(r"[a-z][a-z -]{0,30}")
_IDS = re.compile(r"^id: p-[\w.\-]+(?: p-[\w.\-]+)*$", re.MULTILINE)
_CODE = re.compile(r"<[^\s<>]+> =")
_CREDITS_ROLE = "credits"
_FILE_ROLE = "file"


class Says(StrEnum):
    """What a line says."""

    CHANGE = "changed"
    """What kind of edit made the translation fuzzy: `changed: number 12 → 17`."""
    DRAFT = "draft"
    """How the text differs from another one, which the translation was made for: nobody has
    finished it for this text or an older version of it."""
    ADDITION = "added"
    """That the text came into its document after enough of that was translated."""
    ALIGNMENT = "aligned"
    """How sure it is that the translation is of this text: `aligned: 97 %`."""
    NOTE = "note"
    """A note to translators: the author's, or what ITS says, such as a limit."""
    QUOTATION = "quotation"
    """What somebody said in the text, in what language and words: `catalog/told_quotations`."""
    TERM = "term"
    """A term in the text, and how it is said in the catalog's language."""
    IDS = "id"
    """The ids of the units that have the text, with spaces between them."""
    CODE = "code"
    """What a code stands for: `<a1> = https://…`."""
    ROLE = "role"
    """What the text is, with the headings above it: `paragraph · Why › How`."""
    OTHER = "other"
    """Anything else, as other programs write it."""


_UNMARKED = (Says.ROLE, Says.CODE, Says.OTHER)
_MARKED = {str(says): says for says in Says if says not in _UNMARKED}
"""The other kinds, by how their lines begin."""
_BEFORE_THE_UNIT = (Says.CHANGE, Says.DRAFT, Says.ADDITION, Says.ALIGNMENT)
_ADDED = "to a text that was translated"


class Line(NamedTuple):
    """A line of a comment."""

    says: Says
    text: str
    """The line without its mark."""

    def __str__(self) -> str:
        """Return the line as it stands in the catalog."""
        return self.text if self.says in _UNMARKED else self.says + ": " + self.text


@frozen
class Notes:
    """What an extracted comment says, line by line.

    Notes with ids, as catalogs have them, are read as they were written: `parse(str(x)) == x`.
    The order counts, since an entry that several units share has the lines of each in turn.
    """

    lines: tuple[Line, ...] = ()

    @classmethod
    def of_unit(
        cls,
        role: str,
        headings: Sequence[str] = (),
        legend: Iterable[str] = (),
        notes: Iterable[str] = (),
        ids: Collection[str] = (),
    ) -> "Notes":
        """Return what a template says of a unit.

        Args:
            role: what it is.
            headings: those above it, the outermost first.
            legend: what its codes stand for, a line each.
            notes: for translators.
            ids: what it is known by, and others of the same text that have the same notes.

        """
        # An element of HTML may be named `note:`; its line must not look like a note.
        head = role.rstrip(":")
        if headings:
            head += " · " + " › ".join(headings)
        lines = [Line(Says.ROLE, _one_line(head))]
        lines += [Line(Says.CODE, _one_line(each)) for each in legend]
        lines += [Line(Says.NOTE, " ".join(each.split())) for each in notes]
        if ids:
            lines.append(Line(Says.IDS, " ".join(ids)))
        return cls(tuple(lines))

    @classmethod
    def parse(cls, comment: str) -> "Notes":
        r"""Read an entry's comment; every comment can be read, and is written again as it was.

        >>> Notes.parse("paragraph · Why\nnote: Mind it.\nid: p-7f3c").role
        'paragraph'
        """
        if not comment:
            return cls()
        rows = comment.split("\n")
        ours = _IDS.search(comment) or (rows[0] in {_CREDITS_ROLE, _FILE_ROLE} and len(rows) > 1)
        unmarked = Says.ROLE if ours else Says.OTHER
        return cls(tuple([_line(row, unmarked) for row in rows]))

    def __str__(self) -> str:
        """Return the comment."""
        return "\n".join(
            [
                # Not by str(line): a template has thousands.
                text if says in _UNMARKED else f"{says}: {text}"
                for says, text in self.lines
            ]
        )

    @property
    def role(self) -> str:
        """What the text is; empty where a comment of another program does not say it."""
        for line in self.lines:
            if line.says not in _BEFORE_THE_UNIT:
                role = line.text.partition(" · ")[0]
                return role if line.says is Says.ROLE and _ROLE.fullmatch(role) else ""
        return ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the units that have the text."""
        return tuple(each for ids in self.of(Says.IDS) for each in ids.split(" "))

    def of(self, says: Says) -> tuple[str, ...]:
        """Return the texts of the lines of a kind."""
        return tuple([line.text for line in self.lines if line.says is says])

    def without(self, *kinds: Says) -> "Notes":
        """Return the notes without the lines of some kinds."""
        return Notes(tuple(line for line in self.lines if line.says not in kinds))

    def joined(self, others: "Notes") -> "Notes":
        """Return these notes and, behind them, those of the others that they lack."""
        return Notes(tuple(dict.fromkeys([*self.lines, *others.lines])))

    def with_ids(self, ids: Collection[str]) -> "Notes":
        """Return the notes with the ids of their units, in the last line."""
        line = [Line(Says.IDS, " ".join(ids))] if ids else []
        return Notes((*self.without(Says.IDS).lines, *line))

    def with_terms(self, terms: Iterable[str]) -> "Notes":
        """Return the notes with the terms of their text in place of others, above the ids."""
        return self._with(Says.TERM, terms, {Says.IDS})

    def with_quotations(self, quotations: Iterable[str]) -> "Notes":
        """Return the notes with the quotations of their text in place of others, above terms."""
        return self._with(Says.QUOTATION, quotations, {Says.TERM, Says.IDS})

    def _with(self, says: Says, texts: Iterable[str], above: Collection[Says]) -> "Notes":
        """Return the notes with other lines of a kind, above the first line of some kinds."""
        lines = self.without(says).lines
        at = next((at for at, line in enumerate(lines) if line.says in above), len(lines))
        found = [Line(says, _one_line(text)) for text in dict.fromkeys(texts)]
        return Notes((*lines[:at], *found, *lines[at:]))

    def with_change(self, change: object, says: Says = Says.CHANGE) -> "Notes":
        """Return the notes with the kind of edit that made a translation fuzzy, first of all.

        Args:
            change: what kind of edit lies between the text that was translated and this one.
            says: that it is an edit of one text, or that the translation is a draft.

        """
        rest = self.without(Says.CHANGE, Says.DRAFT)
        return Notes((Line(says, _one_line(str(change))), *rest.lines))

    def with_addition(self) -> "Notes":
        """Return the notes with that the text was added to a translated one, first of all."""
        return self._begun(Line(Says.ADDITION, _ADDED))

    def with_alignment(self, confidence: float) -> "Notes":
        """Return the notes with how sure an alignment is, from 0 to 1, first of all."""
        return self._begun(Line(Says.ALIGNMENT, f"{round(100 * confidence)} %"))

    def _begun(self, first: Line) -> "Notes":
        return Notes((first, *self.without(first.says).lines))


def _line(row: str, unmarked: Says) -> Line:
    mark, colon, text = row.partition(": ")
    says = _MARKED.get(mark) if colon else None
    if says is not None and (mark != "id" or _IDS.fullmatch(row)):
        return Line(says, text)
    return Line(Says.CODE if row.startswith("<") and _CODE.match(row) else unmarked, row)


def _one_line(text: str) -> str:
    """Return a text without line breaks: what a source says is never a line of another kind."""
    return " ".join(text.split()) if "\n" in text else text


def is_addition(comment: str) -> bool:
    r"""Whether a comment says that its text was added to a translated one.

    >>> is_addition("added: to a text that was translated\nparagraph\nid: p-1")
    True
    """
    mark = f"{Says.ADDITION}: "
    return mark in comment and bool(Notes.parse(comment).of(Says.ADDITION))


CREDITS = Notes.of_unit(
    _CREDITS_ROLE, notes=("A line for each translator: Name <address>, year, year.",)
)
"""What is said of the entry that asks for the translators' names."""
SHOWN_FILE = Notes.of_unit(
    _FILE_ROLE, notes=("A file that the document shows. Translate nothing here.",)
)
