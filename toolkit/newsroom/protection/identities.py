"""Identities: who and what `protect.toml` protects; docs/reference/protect-toml.md."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.frozen import frozen
from toolkit.base.toml import TomlTable, read_toml
from toolkit.language.declension import is_woman
from toolkit.language.words import fold, words_of
from toolkit.newsroom.protection import PROTECT

__all__ = ["PROTECT", "Identity", "Protection", "read_protection"]

_CODE = "protect-toml"
_REFERENCE = "see docs/reference/protect-toml.md"
_KINDS = ("persons", "details")
_KEYS = ("reason", "gender", "restore", "common", "other", "forms")
_FEW = 3
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
# What can stand in any source as it is: in markup, in an attribute, in TOML, in a table.
_UNFIT = re.compile(r"""[<>&"'`*_\[\]{}|\\#=;\x00-\x1f\x7f]""")


@frozen
class Pair:
    """A form that is protected, and what stands in its place."""

    name: str
    pseudonym: str


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """A person or a detail that is protected."""

    id: str
    """What messages call it; it says nothing of the name."""
    forms: Mapping[Locale, tuple[Pair, ...]]
    """By the locale that it is written so in."""
    person: bool = True
    woman: bool | None = None
    reason: str = ""
    restore: frozenset[Locale] = frozenset()
    """The locales whose editions have the name."""
    common: bool = False
    """Whether the name is a word too: then it is a name with a capital only."""
    other: tuple[str, ...] = ()
    """Longer texts in which the name is somebody else's."""

    def pairs(self) -> Iterator[tuple[Locale, Pair]]:
        """Yield all forms with their locales."""
        for locale, pairs in self.forms.items():
            for pair in pairs:
                yield locale, pair


@dataclass(frozen=True, slots=True, eq=False)
class Protection:
    """All that a newsroom protects."""

    identities: tuple[Identity, ...] = ()
    emails: tuple[str, ...] = field(default=())
    """Addresses that may be published: the newsroom's own."""

    def __bool__(self) -> bool:
        return bool(self.identities)

    def unrestored(self, locales: frozenset[Locale]) -> "Protection":
        """Return the protection of those whose names no edition in some locales has.

        A longer name of somebody who is named there is left whole.
        """
        return _unrestored(self, locales)

    def only(self, identity: str, shown: str = PROTECT) -> "Protection":
        """Return the protection of one identity.

        Raises:
            ToolkitError: when there is none of that id.

        """
        found = tuple(each for each in self.identities if each.id == identity)
        if not found:
            known = ", ".join(each.id for each in self.identities) or "none"
            message = f"there is no “{identity}” in {shown}"
            hint = f"give the id of a table, as in [persons.witness]; the ids are: {known}"
            raise ToolkitError.because("no-such-identity", message, Location(shown), hint)
        return Protection(found, self.emails)


@lru_cache(64)
def _unrestored(protection: Protection, locales: frozenset[Locale]) -> Protection:
    named = [each for each in protection.identities if each.restore & locales]
    if not named:
        return protection
    names = dict.fromkeys(pair.name for each in named for _, pair in each.pairs())
    held = (each for each in protection.identities if each not in named)
    return Protection(tuple(_beside(each, names) for each in held), protection.emails)


def _beside(identity: Identity, names: Iterable[str]) -> Identity:
    """Return an identity that leaves the longer names of others whole in which its own stand."""
    own = [_folded(pair.name) for _, pair in identity.pairs()]
    longer = (name for name in names if any(each < _folded(name) for each in own))
    return replace(identity, other=(*identity.other, *longer))


def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold, words_of(name)))


NOBODY = Protection()


def read_protection(root: Path) -> Protection:
    """Return what a newsroom protects; nothing where it has no `protect.toml`.

    Raises:
        ToolkitError: when the file cannot be read, or says what cannot be done: then nothing that
            it protects may be written anywhere, and nothing else either.

    """
    path = root / PROTECT
    data = read_file(path, PROTECT, missing=b"")
    return _protection(data) if data.strip() else NOBODY


@lru_cache(8)
def _protection(data: bytes) -> Protection:
    table = read_toml(data, PROTECT, _CODE, _REFERENCE)
    table.only((*_KINDS, "publish"))
    identities = []
    findings: list[Finding] = []
    for kind in _KINDS:
        entries = table.table(kind, f"[{kind}.witness]")
        for key in entries.data:
            try:
                identities.append(_identity(entries.table(key), key, person=kind == "persons"))
            except ToolkitError as error:
                findings.extend(error.findings)
    protection = Protection(tuple(identities), _strings(table, "publish"))
    findings.extend(_contradictions(protection))
    if findings:
        raise ToolkitError(*findings)
    return protection


def _identity(table: TomlTable, key: str, *, person: bool) -> Identity:
    table.only(_KEYS)
    if not _ID.fullmatch(key):
        message = "an id can have only lowercase Latin letters, digits, - and _"
        raise table.error(
            key, message, "choose an id that gives nothing away, such as witness or source-1"
        )
    forms = table.table("forms", f"[persons.{key}.forms.en]")
    pairs = {_locale(forms, tag): _pairs(forms.table(tag)) for tag in forms.data}
    if not pairs:
        raise table.error("forms", f"“{key}” has no forms", f"write [persons.{key}.forms.en]")
    restore = frozenset(_locale(table, tag) for tag in _strings(table, "restore"))
    if lacking := sorted(restore - pairs.keys()):
        message = f"“{key}” is to be restored in {lacking[0]}, but has no forms there"
        raise table.error("restore", message, f"write [persons.{key}.forms.{lacking[0]}]")
    gender = table.choice("gender", ("", "female", "male"), "")
    names = (pair.name for each in pairs.values() for pair in each)
    told = next((said for name in names if (said := is_woman(name)) is not None), None)
    return Identity(
        key,
        pairs,
        person,
        {"female": True, "male": False}.get(gender, told),
        table.line("reason", ""),
        restore,
        table.flag("common"),
        _strings(table, "other"),
    )


def _locale(table: TomlTable, tag: str) -> Locale:
    try:
        return Locale.parse(tag)
    except ToolkitError:
        raise table.error(
            tag, f"“{tag}” is not a language tag", "write a BCP 47 tag such as kk, ru or ug"
        ) from None


def _strings(table: TomlTable, key: str) -> tuple[str, ...]:
    value = table.data.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        hint = f'write {key} = ["…"]'
        raise table.error(key, f"“{key}” must be a string or a list of strings", hint)
    return tuple(" ".join(each.split()) for each in values if each.strip())


def _pairs(table: TomlTable) -> tuple[Pair, ...]:
    table.only(("name", "pseudonym"))
    names, pseudonyms = _strings(table, "name"), _strings(table, "pseudonym")
    if not names or not pseudonyms:
        key = "pseudonym" if names else "name"
        raise table.error(key, f"the key “{key}” is missing", f'write {key} = ["…"]')
    if len(pseudonyms) not in {1, len(names)}:
        message = f"{len(names)} names have {len(pseudonyms)} pseudonyms"
        raise table.error("pseudonym", message, "write one for each name, in the same order")
    for each in pseudonyms:
        if unfit := _UNFIT.search(each):
            message = f"a pseudonym cannot have the character U+{ord(unfit[0]):04X}"
            raise table.error("pseudonym", message, "write letters, spaces, dots and hyphens")
    for name in names:
        if not any(map(str.isalnum, name)):
            raise table.error("name", "the name has no letters or digits", "write the name")
    if len(pseudonyms) == 1:
        pseudonyms *= len(names)
    return tuple(map(Pair, names, pseudonyms))


def _contradictions(protection: Protection) -> Iterator[Finding]:
    """Yield what cannot be done for all identities together."""
    owners: dict[tuple[str, ...], str] = {}
    words: dict[str, str] = {}
    for identity in protection.identities:
        for _, pair in identity.pairs():
            form = tuple(map(fold, words_of(pair.name)))
            words.update(dict.fromkeys(_telling(pair.name), identity.id))
            owner = owners.setdefault(form, identity.id)
            if owner != identity.id:
                message = f"“{owner}” and “{identity.id}” have the same name"
                hint = (
                    "give both one entry, or only their full names, so that texts tell them apart"
                )
                yield Finding(_CODE, message, Location(PROTECT), hint)
    for identity in protection.identities:
        for locale, pair in identity.pairs():
            shown = next((words[each] for each in _telling(pair.pseudonym) if each in words), "")
            if shown:
                message = (
                    f"the pseudonym of “{identity.id}” in {locale} has a word of the protected"
                    f" name of “{shown}”"
                )
                yield Finding(_CODE, message, Location(PROTECT), "choose another pseudonym")


def _telling(form: str) -> Iterator[str]:
    """Yield the words of a form that say whose it is: those with a capital, or without any case."""
    for word in words_of(form):
        if word[:1] != word[:1].lower() or (word == word.upper() and len(word) > _FEW):
            yield fold(word)
