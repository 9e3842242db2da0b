"""Wire: what partners are told of an article beyond its text; IPTC's names for it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from toolkit.base.frozen import frozen

__all__ = ["LISTS", "WIRE_KEYS", "Place", "Rights", "Subject", "Wire", "read_wire", "wire_problem"]

_SUBJECT = re.compile(r"(?:(medtop|subj):)?(\d{8})(?:\s+(\S.*))?", re.DOTALL)
_COUNTRY = re.compile(r"[A-Z]{2}")
_RIGHTS = ("rights_holder", "rights_notice", "usage_terms")
_CODES = frozenset({"country", "urgency"})
LISTS = frozenset({"subjects"})
"""The keys whose value is a list."""
WIRE_KEYS = (
    "slugline", "urgency", "place", "country", "genre", "subjects", "editors_note", *_RIGHTS,
)  # fmt: skip
"""The keys of a front matter and of `[[documents]]`."""


@frozen
class Subject:
    """What an article is about, by a code of IPTC's."""

    scheme: str
    """`medtop` for Media Topics, `subj` for the older Subject Codes."""
    code: str
    """Eight digits."""
    name: str = ""
    """As the newsroom writes it; empty where it writes the code alone."""


@frozen
class Place:
    """Where an article was written, or what place it is about."""

    name: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2; empty where it is not said."""


@frozen
class Rights:
    """Whose an article is, and what others may do with it."""

    holder: str = ""
    notice: str = ""
    usage: str = ""


@frozen
class Wire:
    """What partners are told of an article; all in the source's language."""

    slugline: str = ""
    """A short name that desks call the story by."""
    urgency: int = 0
    """From 1, the most urgent, to 8; 0 where it is not said."""
    place: Place = Place()
    genre: str = ""
    """In English, as IPTC's genres are named: `Feature`."""
    subjects: tuple[Subject, ...] = ()
    note: str = ""
    """What editors of partners should know, and readers need not."""
    rights: Rights = Rights()

    def over(self, defaults: "Wire") -> "Wire":
        """Return it with a set's defaults where it says nothing itself."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        said = {name: value for name, value in own.items() if value not in _SILENT}
        if self.rights != Rights():
            said["rights"] = Rights(
                self.rights.holder or defaults.rights.holder,
                self.rights.notice or defaults.rights.notice,
                self.rights.usage or defaults.rights.usage,
            )
        return replace(defaults, **said)


_SILENT: tuple[object, ...] = ("", 0, (), Place(), Rights())


def read_wire(
    values: Mapping[str, str | Sequence[str]], refuse: Callable[[str, str, str], Exception]
) -> Wire:
    """Return what the keys of a head say.

    Args:
        values: from `WIRE_KEYS`; those of `LISTS` are lists.
        refuse: makes the error of a key, a message and a hint.

    Raises:
        Exception: what `refuse` makes of a value that says nothing.

    """
    said = {key: value.strip() for key, value in values.items() if isinstance(value, str)}
    for key in _CODES & said.keys():  # a comment of YAML's may follow
        said[key] = said[key].partition(" #")[0].rstrip()
    country = said.get("country", "").upper()
    if country and not _COUNTRY.fullmatch(country):
        message = f"“{said['country']}” is not a country code"
        raise refuse("country", message, "write the two-letter code of ISO 3166-1, such as KZ")
    if country and not said.get("place"):
        raise refuse(
            "country", "the country has no place", "add place = Almaty, or delete the country"
        )
    return Wire(
        slugline=said.get("slugline", ""),
        urgency=_urgency(said.get("urgency", ""), refuse),
        place=Place(said.get("place", ""), country),
        genre=said.get("genre", ""),
        subjects=tuple(_subjects(values.get("subjects", ()), refuse)),
        note=said.get("editors_note", ""),
        rights=Rights(*(said.get(key, "") for key in _RIGHTS)),
    )


def wire_problem(wire: Wire) -> tuple[str, str] | None:
    """Return a message and a hint where what a wire says is not whole; else None."""
    if wire.rights != Rights() and not wire.rights.holder:
        return (
            "the rights name no holder",
            'add rights_holder = "…", which names the owner of the text',
        )
    return None


def _urgency(value: str, refuse: Callable[[str, str, str], Exception]) -> int:
    if not value:
        return 0
    if not re.fullmatch(r"[1-8]", value):
        message = f"“{value}” is not an urgency"
        raise refuse("urgency", message, "write a number from 1 (the most urgent) to 8")
    return int(value)


def _subjects(
    values: str | Sequence[str], refuse: Callable[[str, str, str], Exception]
) -> Iterator[Subject]:
    for value in [values] if isinstance(values, str) else values:
        match = _SUBJECT.fullmatch(value.strip())
        if match is None:
            hint = "write the eight digits of an IPTC Media Topic, such as medtop:20000087"
            raise refuse("subjects", f"“{value}” is not a subject code", hint)
        # All Media Topics below the first seventeen begin with 20; so does no Subject Code.
        known = "medtop" if match[2].startswith("20") else "subj"
        yield Subject(match[1] or known, match[2], " ".join((match[3] or "").split()))
