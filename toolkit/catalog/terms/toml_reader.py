"""Reading locales/terms.toml, strictly; docs/reference/terms.md."""

import re
from enum import StrEnum
from itertools import compress
from pathlib import Path
from typing import TypeVar

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.frozen import frozen
from toolkit.base.registry import did_you_mean
from toolkit.base.toml import TomlTable, read_toml
from toolkit.catalog.terms.termbase import (
    GENDERED,
    KINDS,
    LONE,
    Alone,
    Gender,
    Term,
    Termbase,
    TermForms,
    form_problems,
    numbered,
)

__all__ = ["HEADER", "TERMS", "load_sound_terms", "read_sound_terms", "read_terms"]

TERMS = "terms.toml"
"""The newsroom's termbase, in the folder of catalogs."""
HEADER = re.compile(r"\s*\[\[\s*term\s*\]\]\s*(?:#.*)?")
"""The line that begins a term."""
_CODE = "terms"
_Choice = TypeVar("_Choice", bound=StrEnum)
_KEYS = ("name", "alone", "gender", "note")
_SAID = (*KINDS, "note", "declined")
_REFERENCE = "see docs/reference/terms.md"


def read_terms(data: bytes, path: str, source: Locale) -> Termbase:
    """Read a termbase.

    Args:
        data: the file's bytes (TOML 1.0).
        path: its name, for messages.
        source: the language of the newsroom's articles: the key of every term's source.

    Raises:
        ToolkitError: with all that is wrong, each with its line.

    """
    termbase, findings = read_sound_terms(data, path, source)
    if findings:
        raise ToolkitError(*findings)
    return termbase


def load_sound_terms(
    path: Path, source: Locale, *, shown: str | None = None
) -> tuple[Termbase, tuple[Finding, ...]]:
    """Read the sound terms of a termbase from disk, as `read_sound_terms` does.

    Args:
        path: the file; one that is not there is empty.
        source: the language of the newsroom's articles.
        shown: its name in messages; None for `path` itself.

    Raises:
        ToolkitError: when it cannot be read, or it is no TOML.

    """
    name = str(path) if shown is None else shown
    return read_sound_terms(read_file(path, name, missing=b""), name, source)


def read_sound_terms(
    data: bytes, path: str, source: Locale
) -> tuple[Termbase, tuple[Finding, ...]]:
    """Read the terms that are right, and say what is wrong with the others.

    Args:
        data: the file's bytes (TOML 1.0).
        path: its name, for messages.
        source: the language of the newsroom's articles: the key of every term's source.

    Raises:
        ToolkitError: when it is no TOML.

    """
    file = read_toml(data, path, _CODE, _REFERENCE)
    findings = list(file.unknown(("term",)))
    readers = [_TermReader(table, source, []) for table in file.tables("term")]
    terms = [reader.read() for reader in readers]
    _refuse_repeated(list(zip(readers, terms, strict=True)))
    findings.extend(finding for reader in readers for finding in reader.findings)
    sound = [not reader.findings for reader in readers]
    termbase = Termbase(tuple(compress(numbered(terms), sound)), source)
    return termbase, tuple(findings)


@frozen
class _TermReader:
    """Reads the table of one term, and goes on after what is wrong in it."""

    table: TomlTable
    source: Locale
    findings: list[Finding]

    def read(self) -> Term:
        forms = {}
        for key, value in self.table.data.items():
            if key not in _KEYS:
                locale = self._locale(key)
                if locale in forms:
                    self._refuse(key, f"“{key}” and another key name the same locale", "keep one")
                elif locale is not None and (own := self._forms(key, value)) != TermForms():
                    forms[locale] = own
        source = forms.pop(self.source, TermForms())
        if not source.preferred and not any(each == self.source.tag for each in self.table.data):
            hint = f'add {self.source} = "…"'
            self._refuse("", f"this term has no form in {self.source}", hint)
        term = Term(
            source.preferred[0] if source.preferred else "",
            source,
            dict(sorted(forms.items())),
            self._string(self.table, "note"),
            self._boolean(self.table, "name", usual=False),
            self._one_of(Alone, "alone", "choose first or last"),
            self._one_of(Gender, "gender", "choose female or male"),
        )
        if term.alone and not term.has_lone_word:
            self._refuse("alone", LONE, "add name = true, or delete alone")
        if term.gender and not term.name:
            self._refuse("gender", GENDERED, "add name = true, or delete gender")
        return term

    def _refuse(self, key: str, message: str, hint: str) -> None:
        self.findings.append(self.table.finding(key, message, hint))

    def _locale(self, key: str) -> Locale | None:
        try:
            return Locale.parse(key)
        except ToolkitError:
            known = (self.source.tag, *_KEYS)
            hint = did_you_mean(key, known, f"known are {', '.join(known)}")
            self._refuse(key, f"“{key}” is neither a locale nor a key of a term", hint)
            return None

    def _forms(self, key: str, value: object) -> TermForms:
        """Read what stands behind a locale: a form, several, or a table of kinds."""
        if not isinstance(value, dict):
            forms = TermForms(self._strings(key, value))
        else:
            table = self.table.table(key)
            self.findings.extend(table.unknown(_SAID))
            forms = TermForms(
                *(self._strings(key, value.get(kind, [])) for kind in KINDS),
                note=self._string(table, "note"),
                declined=self._boolean(table, "declined", usual=True),
            )
        for _, message in form_problems(forms):
            self._refuse(key, message, "write each form once, as it is written in a text")
        if key == self.source.tag and not forms.preferred:
            self._refuse(key, f"there is no preferred form in {key}", f'write {key} = "…"')
        return forms

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(each, str) for each in values):
            return tuple(" ".join(each.split()) for each in values)
        self._refuse(key, f"“{key}” must be a string or a list of strings", f'write {key} = "…"')
        return ()

    def _string(self, table: TomlTable, key: str) -> str:
        value = table.data.get(key, "")
        if isinstance(value, str):
            return value
        message = f"“{key}” must be a string"
        self.findings.append(table.finding(key, message, f'write {key} = "…"'))
        return ""

    def _boolean(self, table: TomlTable, key: str, *, usual: bool) -> bool:
        value = table.data.get(key, usual)
        if isinstance(value, bool):
            return value
        hint = f"write {key} = {str(not usual).lower()}"
        self.findings.append(table.finding(key, f"“{key}” must be true or false", hint))
        return usual

    def _one_of(self, kind: type[_Choice], key: str, hint: str) -> _Choice:
        value = self._string(self.table, key)
        try:
            return kind(value)
        except ValueError:
            self._refuse(key, f"“{key}” cannot be “{value}”", hint)
            return kind("")


def _refuse_repeated(read: list[tuple[_TermReader, Term]]) -> None:
    """Refuse two terms of one source form, unless notes tell them apart."""
    seen: dict[str, tuple[_TermReader, Term]] = {}
    for reader, term in read:
        other = seen.setdefault(term.said, (reader, term))
        if other[1] is not term and term.said and (not term.note or term.note == other[1].note):
            line = other[0].table.location.line
            where = f" in line {line}" if line else ""
            message = f"“{term.said}” is already a term{where}"
            hint = "join the two, or add a note that tells them apart"
            reader.findings.append(reader.table.finding("", message, hint))
