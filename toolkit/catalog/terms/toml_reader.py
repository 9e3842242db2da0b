"""Reading locales/terms.toml, strictly; docs/reference/terms.md."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.files import read_file
from toolkit.base.registry import did_you_mean
from toolkit.catalog.terms.termbase import (
    LONE,
    Alone,
    Term,
    Termbase,
    TermForms,
    form_problems,
    numbered,
)

__all__ = ["HEADER", "TERMS", "load_terms", "read_terms"]

TERMS = "terms.toml"
"""The newsroom's termbase, in the folder of catalogs."""
HEADER = re.compile(r"\s*\[\[\s*term\s*\]\]\s*(?:#.*)?")
"""The line that begins a term."""
_TOML_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)")
_KEYS = ("name", "alone", "note")
_KINDS = ("preferred", "admitted", "forbidden")
_REFERENCE = "see docs/reference/terms.md"


def load_terms(path: Path, source: Locale, *, shown: str | None = None) -> Termbase:
    """Read a termbase from disk; one that is not there is empty.

    Args:
        path: the file.
        source: the language of the newsroom's articles.
        shown: its name in messages; None for `path` itself.

    Raises:
        ToolkitError: when it cannot be read, or `read_terms` refuses it.

    """
    name = str(path) if shown is None else shown
    return read_terms(read_file(path, name, missing=b""), name, source)


def read_terms(data: bytes, path: str, source: Locale) -> Termbase:
    """Read a termbase.

    Args:
        data: the file's bytes (TOML 1.0).
        path: its name, for messages.
        source: the language of the newsroom's articles: the key of every term's source.

    Raises:
        ToolkitError: with all that is wrong, each with its line.

    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _error("it is not UTF-8", Location(path), "save it as UTF-8") from None
    content = _parsed(text, path)
    places = _Places(path, text)
    tables = content.get("term", [])
    findings = [
        _finding(places.of_file(key), f"unknown key “{key}”", _near(key, ("term",)))
        for key in content
        if key != "term"
    ]
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise _error("“term” must be tables", places.of_file("term"), "write [[term]]")
    starts = places.starts(len(tables))
    readers = [
        _TermReader(table, source, places.of_term(start), findings)
        for table, start in zip(tables, starts, strict=True)
    ]
    terms = [reader.read() for reader in readers]
    _refuse_repeated(list(zip(readers, terms, strict=True)), findings)
    if findings:
        raise ToolkitError(*findings)
    return Termbase(tuple(numbered(terms)), source)


def _parsed(text: str, path: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _error("it is nested too deeply", Location(path), _REFERENCE) from None
    except ValueError as error:
        match = _TOML_PLACE.fullmatch(str(error))
        location = Location(path)
        if match and match[2]:
            location = Location(path, int(match[2]), int(match[3]))
        elif match:
            location = Location(path, text.count("\n") + 1)
        message = (match[1] if match else str(error)).rstrip(".")
        raise _error(message, location, _REFERENCE) from None


def _error(message: str, location: Location, hint: str) -> ToolkitError:
    return ToolkitError.because("terms", message, location, hint)


def _finding(location: Location, message: str, hint: str) -> Finding:
    return Finding("terms", message, location, hint)


def _near(key: str, known: tuple[str, ...]) -> str:
    return did_you_mean(key, known, f"known are {', '.join(known)}")


class _Places:
    """Where keys stand: tomllib does not say."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.split("\n")
        self._headers = [at for at, line in enumerate(self._lines) if HEADER.fullmatch(line)]

    def starts(self, count: int) -> list[int | None]:
        """Return the line of each term's header; None where terms are written otherwise."""
        return [*self._headers] if len(self._headers) == count else [None] * count

    def of_file(self, key: str) -> Location:
        """Return where a key of the whole file stands."""
        return self._search(key, range(len(self._lines)), Location(self._path))

    def of_term(self, start: int | None) -> Callable[[str], Location]:
        """Return a function that tells where a key of a term stands."""
        if start is None:
            return lambda _key: Location(self._path)
        own = Location(self._path, start + 1, 1)

        def place(key: str) -> Location:
            end = start + 1
            while end < len(self._lines) and not HEADER.fullmatch(self._lines[end]):
                end += 1
            return self._search(key, range(start + 1, end), own) if key else own

        return place

    def _search(self, key: str, stretch: range, default: Location) -> Location:
        word = re.escape(key)
        pattern = re.compile(rf"""(?<![\w-])(?:"{word}"|'{word}'|{word})(?=\s*[=.\]])""")
        for at in stretch:
            match = pattern.search(self._lines[at])
            if match:
                return Location(self._path, at + 1, match.start() + 1)
        return default


@dataclass(frozen=True, slots=True)
class _TermReader:
    """Reads the table of one term, and goes on after what is wrong in it."""

    table: Mapping[str, object]
    source: Locale
    place: Callable[[str], Location]
    """Where a key stands; the term itself for the empty one."""
    findings: list[Finding]

    def read(self) -> Term:
        forms = {}
        for key, value in self.table.items():
            if key not in _KEYS:
                locale = self._locale(key)
                if locale in forms:
                    self._refuse(key, f"“{key}” and another key name one locale", "keep one")
                elif locale is not None and (own := self._forms(key, value)) != TermForms():
                    forms[locale] = own
        source = forms.pop(self.source, TermForms())
        if not source.preferred and not any(each == self.source.tag for each in self.table):
            hint = f'add {self.source} = "…"'
            self._refuse("", f"a term without its form in {self.source}", hint)
        term = Term(
            source.preferred[0] if source.preferred else "",
            source,
            dict(sorted(forms.items())),
            self._string("note"),
            self._boolean("name"),
            self._alone(),
        )
        if term.alone and not term.has_lone_word:
            self._refuse("alone", LONE, "add name = true, or delete alone")
        return term

    def _refuse(self, key: str, message: str, hint: str) -> None:
        self.findings.append(_finding(self.place(key), message, hint))

    def _locale(self, key: str) -> Locale | None:
        try:
            return Locale.parse(key)
        except ToolkitError:
            hint = _near(key, (self.source.tag, *_KEYS))
            self._refuse(key, f"“{key}” is neither a locale nor a key of a term", hint)
            return None

    def _forms(self, key: str, value: object) -> TermForms:
        """Read what stands behind a locale: a form, several, or a table of kinds."""
        if not isinstance(value, dict):
            forms = TermForms(self._strings(key, value))
        else:
            for kind in value:
                if kind not in _KINDS:
                    self._refuse(kind, f"unknown key “{kind}” of “{key}”", _near(kind, _KINDS))
            kinds = {kind: self._strings(key, value.get(kind, [])) for kind in _KINDS}
            forms = TermForms(**kinds)
        for _, message in form_problems(forms):
            self._refuse(key, message, "write each form once, as it stands in a text")
        if key == self.source.tag and not forms.preferred:
            self._refuse(key, f"no preferred form in {key}", f'write {key} = "…"')
        return forms

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(each, str) for each in values):
            return tuple(" ".join(each.split()) for each in values)
        self._refuse(key, f"“{key}” must be a string or a list of strings", f'write {key} = "…"')
        return ()

    def _string(self, key: str) -> str:
        value = self.table.get(key, "")
        if isinstance(value, str):
            return value
        self._refuse(key, f"“{key}” must be a string", f'write {key} = "…"')
        return ""

    def _boolean(self, key: str) -> bool:
        value = self.table.get(key, False)
        if isinstance(value, bool):
            return value
        self._refuse(key, f"“{key}” must be true or false", f"write {key} = true")
        return False

    def _alone(self) -> Alone:
        value = self._string("alone")
        try:
            return Alone(value)
        except ValueError:
            self._refuse("alone", f"“alone” cannot be “{value}”", "choose first or last")
            return Alone.NONE


def _refuse_repeated(read: list[tuple[_TermReader, Term]], findings: list[Finding]) -> None:
    """Refuse two terms of one source form, unless notes tell them apart."""
    seen: dict[str, tuple[_TermReader, Term]] = {}
    for reader, term in read:
        other = seen.setdefault(term.said, (reader, term))
        if other[1] is not term and term.said and (not term.note or term.note == other[1].note):
            line = other[0].place("").line
            where = f" in line {line}" if line else ""
            findings.append(
                _finding(
                    reader.place(""),
                    f"“{term.said}” is a term already{where}",
                    "join the two, or tell them apart with a note",
                )
            )
