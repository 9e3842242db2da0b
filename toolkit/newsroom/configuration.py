"""Configuration: the strict reading of toolkit.toml; docs/reference/toolkit-toml.md."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Severity, ToolkitError
from toolkit.base.registry import added_names, did_you_mean
from toolkit.checks.selection import CheckSetting
from toolkit.language.unit_splitter import SEGMENTATIONS
from toolkit.localizing.policy import Policy, Untranslated
from toolkit.newsroom.settings import (
    CATALOGS,
    CONFIGURATION,
    EDITIONS,
    KNOWN_EDITIONS,
    BookSettings,
    DocumentSet,
    Font,
    OwnEdition,
    ProjectSettings,
)

__all__ = ["load_settings"]

_KEYS = (
    "source",
    "title",
    "base_url",
    "output",
    "references",
    "wrap",
    "srx",
    "books",
    "checks",
    "documents",
    "editions",
    "fonts",
    "locales",
)
_TOML_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HEADER = re.compile(r"\s*(\[{1,2})([^\[\]]+)\]{1,2}\s*(?:#.*)?")
_REFERENCE = "see docs/reference/toolkit-toml.md"
_MOST_COLUMNS = 1000
_MOST_PARAGRAPHS = 1000
_OFF = "off"
_EDITION = re.compile(r"[a-z][a-z0-9_-]*")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9_-]+)+")


def load_settings(start: Path) -> ProjectSettings:
    """Read the toolkit.toml of a folder or of the nearest folder above it.

    Raises:
        ToolkitError: when there is none, it is no TOML, or a key or a value is not known.

    """
    return _settings(_read(_found(start)))


def _found(start: Path) -> Path:
    try:
        start = start.resolve()
        if not start.is_dir():
            raise _no_project(start, "no such folder")
        for folder in (start, *start.parents):
            if (folder / CONFIGURATION).is_file():
                return folder / CONFIGURATION
    except OSError as error:  # a name too long, a folder that may not be entered
        raise _no_project(start, error.strerror or str(error)) from None
    except (RuntimeError, ValueError):  # a link that leads to itself, a NUL in the name
        raise _no_project(start, "no such folder") from None
    raise _no_project(start, f"no {CONFIGURATION} in this folder or above it")


def _no_project(start: Path, message: str) -> ToolkitError:
    hint = "run toolkit init, or name the files to work on"
    return ToolkitError.because("no-project", message, Location(str(start)), hint)


def _read(path: Path) -> "_Table":
    location = Location(str(path))
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ToolkitError.because(
            "configuration", "it is not UTF-8", location, "save it as UTF-8"
        ) from None
    except OSError as error:
        raise ToolkitError.because(
            "configuration", error.strerror or str(error), location, "make it readable"
        ) from None
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise ToolkitError.because(
            "configuration", "it is nested too deeply", location, _REFERENCE
        ) from None
    except ValueError as error:  # TOMLDecodeError, or int's own for a number of 4,301 digits
        match = _TOML_PLACE.fullmatch(str(error))
        if match:
            location = Location(str(path), int(match[2]), int(match[3]))
        message = (match[1] if match else str(error)).rstrip(".")
        raise ToolkitError.because("configuration", message, location, _REFERENCE) from None
    lines = text.split("\n")
    return _Table(str(path), lines, data, "", range(len(lines)))


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, with the lines it stands on: whatever is wrong, they say where."""

    path: str
    lines: Sequence[str]
    """All of the file's."""
    data: Mapping[str, object]
    name: str
    """As a header would name it: `locales.kk`; empty for the file's own table."""
    stretch: range
    """The indexes of the lines from its header to the next one."""

    def error(self, key: str, message: str, hint: str) -> ToolkitError:
        """Return the error of a key of this table."""
        return ToolkitError.because("configuration", message, self.place(key), hint)

    def place(self, key: str) -> Location:
        """Return where a key stands: in the table's lines, else anywhere (inline tables)."""
        word = re.escape(key)
        # As a key, or as the last part of a header; in either case perhaps quoted.
        pattern = re.compile(rf"""(?<![\w-])(?:"{word}"|'{word}'|{word})(?=\s*[=.\]])""")
        for number in (*self.stretch, *range(len(self.lines))):
            match = pattern.search(self.lines[number])
            if match:
                return Location(self.path, number + 1, match.start() + 1)
        return Location(self.path)

    def only(self, known: Sequence[str]) -> None:
        """Refuse every key but the known ones; the error names the nearest."""
        for key in self.data:
            if key not in known:
                hint = did_you_mean(key, known, f"known are {', '.join(known)}")
                if self.name and key in _KEYS:
                    hint = f"write {key} above the first table"
                raise self.error(key, f"unknown key “{key}”", hint)

    def string(self, key: str, default: str, example: str = "") -> str:
        """Return a string, or the default of a key that is not there."""
        value = self.data.get(key, default)
        if not isinstance(value, str):
            hint = f'write {key} = "{example or default}"'
            raise self.error(key, f"“{key}” must be a string", hint)
        return value

    def line(self, key: str, default: str) -> str:
        """Return a string without line breaks and other control characters."""
        value = self.string(key, default)
        if _CONTROL.search(value):
            raise self.error(key, f"“{key}” must be one line of text", f'write {key} = "{default}"')
        return value

    def number(self, key: str, default: int, most: int) -> int:
        """Return a whole number from 0 to `most`."""
        value = self.data.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            message = f"“{key}” must be a number from 0 to {most}"
            raise self.error(key, message, f"write {key} = {default}")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false, which stands for a key that is not there."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, f"“{key}” must be true or false", f"write {key} = true")
        return value

    def moment(self, key: str) -> dt.datetime | None:
        """Return a date with a time of day and a time zone; None for a key that is not there."""
        value = self.data.get(key)
        if value is None:
            return None
        hint = f"write {key} = 2026-12-01T06:00:00+05:00"
        if not isinstance(value, dt.datetime):
            raise self.error(key, f"“{key}” must be a date with a time of day", hint)
        if value.tzinfo is None:
            raise self.error(key, f"“{key}” has no time zone", hint)
        return value

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """Return one of the choices."""
        value = self.string(key, default)
        if value not in choices:
            raise self.error(key, f"“{key}” cannot be “{value}”", f"choose {' or '.join(choices)}")
        return value

    def table(self, key: str, example: str) -> "_Table":
        """Return the table of a key, an empty one where it is not there."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"“{key}” must be a table", f"write {example}")
        return self._inner(value, key, 0)

    def tables(self, key: str, example: str) -> Iterator["_Table"]:
        """Yield the tables of an array of tables, at least one."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.error(key, f"“{key}” must be tables", f"write {example}")
        if not value:
            raise self.error(key, f"no [[{key}]]", f"write {example}")
        for at, each in enumerate(value):
            yield self._inner(each, key, at)

    def _inner(self, data: Mapping[str, object], key: str, at: int) -> "_Table":
        name = f"{self.name}.{key}" if self.name else key
        headers = [n for n, line in enumerate(self.lines) if _HEADER.fullmatch(line)]
        own = [n for n in headers if _header_name(self.lines[n]) == name]
        stretch = self.stretch
        if at < len(own):
            after = headers.index(own[at]) + 1
            end = headers[after] if after < len(headers) else len(self.lines)
            stretch = range(own[at], end)
        return _Table(self.path, self.lines, data, name, stretch)


def _header_name(line: str) -> str:
    match = _HEADER.fullmatch(line)
    parts = match[2].split(".") if match else []
    return ".".join(part.strip().strip("\"'") for part in parts)


def _settings(table: _Table) -> ProjectSettings:
    table.only(_KEYS)
    own_editions = tuple(_own_editions(table.table("editions", "[editions.house]")))
    known = (*KNOWN_EDITIONS, *added_names("toolkit.editions"), *(e.name for e in own_editions))
    documents = tuple(
        _document_set(each, known)
        for each in table.tables("documents", '[[documents]] and files = "seeds/*.txt"')
    )
    return ProjectSettings(
        Path(table.path).parent,
        source=_locale(table, "source", table.string("source", "en")),
        documents=documents,
        locales=_locales(table.table("locales", "[locales.kk]")),
        title=table.line("title", "Newsroom"),
        base_url=_base_url(table),
        output=_output(table, documents),
        references=table.choice("references", ("file", "line"), "file"),
        wrap=table.number("wrap", 79, _MOST_COLUMNS),
        srx=_srx(table),
        own_editions=own_editions,
        fonts=tuple(_fonts(table)),
        books=tuple(_books(table)),
        checks=_checks(table.table("checks", "[checks]")),
    )


def _locale(table: _Table, key: str, tag: str) -> Locale:
    try:
        return Locale.parse(tag)
    except ToolkitError as error:
        (finding,) = error.findings
        raise table.error(key, finding.message, finding.hint) from None


def _optional(table: _Table, key: str, most: int) -> int | None:
    return table.number(key, 0, most) if key in table.data else None


def _base(table: _Table) -> Locale | None:
    """Return the locale that a locale is derived from."""
    if "from" not in table.data:
        return None
    return _locale(table, "from", table.string("from", "", "kk"))


def _base_url(table: _Table) -> str:
    value = table.line("base_url", "")
    try:
        parts = urlsplit(value)
        right = (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and parts.port != 0
            and not (parts.query or parts.fragment or re.search(r"\s", value))
        )
    except ValueError:
        right = False
    if value and not right:
        message = "“base_url” must be an http or https address without a query"
        raise table.error("base_url", message, 'write base_url = "https://…/"')
    return value if not value or value.endswith("/") else value + "/"


def _below(table: _Table, key: str, value: str) -> str:
    """Return a relative path that stays in the project, and is not the project itself."""
    path = PurePosixPath(value)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\0" in value:
        message = f"“{value}” is not inside the newsroom's folder"
        raise table.error(key, message, "write a relative path")
    return path.as_posix()


def _srx(table: _Table) -> str | None:
    path = table.string("srx", "", "house.srx")
    return _below(table, "srx", path) if path else None


def _output(table: _Table, documents: Sequence[DocumentSet]) -> str:
    output = _below(table, "output", table.string("output", "output"))
    taken = (PurePosixPath(CATALOGS), *(each.root for each in documents if each.root.parts))
    if any(each.is_relative_to(output) for each in taken):
        message = f"“{output}” has articles or catalogs in it, and editions would end up among them"
        raise table.error("output", message, 'write output = "output"')
    return output


def _document_set(table: _Table, known_editions: Sequence[str]) -> DocumentSet:
    table.only(("files", "rules", "editions", "segmentation", "embargo"))
    if "files" not in table.data:
        raise table.error("documents", "[[documents]] has no files", 'add files = "seeds/*.txt"')
    rules = table.string("rules", "", "its/house.xml")
    return DocumentSet(
        _pattern(table),
        _below(table, "rules", rules) if rules else None,
        _editions(table, known_editions),
        table.choice("segmentation", SEGMENTATIONS, SEGMENTATIONS[0]),
        table.moment("embargo"),
    )


def _pattern(table: _Table) -> str:
    pattern = _below(table, "files", table.string("files", "", "seeds/*.txt"))
    if any("**" in part and part != "**" for part in PurePosixPath(pattern).parts):
        message = f"in “{pattern}”, ** must be the whole name of a folder"
        raise table.error("files", message, 'write files = "seeds/**/*.txt"')
    return pattern


def _editions(table: _Table, known: Sequence[str]) -> tuple[str, ...]:
    value = table.data.get("editions", list(EDITIONS))
    if not isinstance(value, list) or not all(each in known for each in value):
        message = "“editions” must be a list of editions"
        raise table.error("editions", message, f"choose among {', '.join(known)}")
    return tuple(dict.fromkeys(str(each) for each in value))


def _own_editions(table: _Table) -> Iterator[OwnEdition]:
    """Yield the forms of edition that the newsroom's own stylesheets make."""
    for name in table.data:
        each = table.table(name, f"[editions.{name}]")
        each.only(("stylesheet", "suffix"))
        suffix = each.string("suffix", f".{name}.xml")
        if not _EDITION.fullmatch(name):
            message = f"an edition cannot be called “{name}”"
            raise table.error(name, message, "use small Latin letters, digits, - and _")
        if not _SUFFIX.fullmatch(suffix):
            message = f"“{suffix}” is not the suffix of a file"
            raise each.error("suffix", message, f'write suffix = ".{name}.xml"')
        if "stylesheet" not in each.data:
            message = f"[editions.{name}] has no stylesheet"
            raise table.error(name, message, f'add stylesheet = "{name}.xsl"')
        path = each.string("stylesheet", "", f"{name}.xsl")
        yield OwnEdition(name, _below(each, "stylesheet", path), suffix)


def _fonts(table: _Table) -> Iterator[Font]:
    """Yield the fonts that pages carry."""
    for each in table.tables("fonts", "[[fonts]]") if "fonts" in table.data else ():
        each.only(("file", "family", "scripts", "weight", "italic"))
        file = _below(each, "file", each.line("file", ""))
        named = each.data.get("scripts")
        scripts = tuple(map(str, named)) if isinstance(named, list) else ()
        if not scripts or not all(map(_SCRIPT.fullmatch, scripts)):
            hint = 'write scripts = ["Arab"]'
            raise each.error("scripts", "“scripts” must be a list of scripts", hint)
        family = each.line("family", "")
        if not family:
            hint = 'write family = "Noto Naskh Arabic"'
            raise each.error("family", "the font has no family", hint)
        weight = each.number("weight", 400, 1000)
        yield Font(file, family, scripts, weight, each.flag("italic"))


def _books(table: _Table) -> Iterator[BookSettings]:
    """Yield the books that are made of several articles."""
    names: set[str] = set()
    for each in table.tables("books", "[[books]]") if "books" in table.data else ():
        each.only(("name", "documents", "title"))
        name = each.line("name", "book")
        if not _EDITION.fullmatch(name) or name == "index" or name in names:
            hint = "write small letters, digits and -, each name once"
            raise each.error("name", f"“{name}” cannot be the name of a book", hint)
        names.add(name)
        place = each.place("documents") if "documents" in each.data else None
        yield BookSettings(name, each.line("documents", "*"), each.line("title", ""), place)


def _checks(table: _Table) -> dict[str, CheckSetting]:
    """Return what is set of each check; which checks there are, those who run them know."""
    choices = (*(each.value for each in Severity), _OFF)
    found = {}
    for name in table.data:
        value = table.choice(name, choices, _OFF)
        found[name] = CheckSetting(None if value == _OFF else Severity(value), table.place(name))
    return found


def _locales(table: _Table) -> dict[Locale, Policy]:
    found: dict[Locale, Policy] = {}
    for tag in table.data:
        each = _locale_settings(table, tag)
        if each.locale in found:
            message = f"“{tag}” and another table both name the locale {each.locale}"
            raise table.error(tag, message, "keep one of them")
        found[each.locale] = each
    for each in found.values():
        if each.base is not None:
            _check_derived(table.table(each.locale.tag, ""), each.locale, found.get(each.base))
    return found


def _check_derived(table: _Table, locale: Locale, base: Policy | None) -> None:
    """Raise when a locale cannot be derived from what it says."""
    # Only such newsrooms need the alphabets' tables.
    from toolkit.language.alphabets import conversion  # noqa: PLC0415

    if base is None or base.base is not None:
        message = f"{locale} is derived from a locale that has no catalogs"
        raise table.error("from", message, "name a locale of this file that is not derived itself")
    try:
        conversion(base.locale, locale)
    except ToolkitError as error:
        (finding,) = error.findings
        raise table.error("from", finding.message, finding.hint) from None


def _locale_settings(locales: _Table, tag: str) -> Policy:
    locale = _locale(locales, tag, tag)
    table = locales.table(tag, f"[locales.{tag}]")
    table.only(("credit", "from", "notice", "publish"))
    policy = table.table("publish", "publish = { threshold = 90 }")
    policy.only(("threshold", "untranslated", "priority", "noindex", "summary"))
    summary = policy.flag("summary")
    if summary and "priority" not in policy.data:
        message = "a summary needs to know how many of the first passages must be translated"
        raise policy.error("summary", message, "add priority = 3")
    choices = tuple(each.value for each in Untranslated)
    return Policy(
        locale,
        policy.number("threshold", 0, 100),
        Untranslated(policy.choice("untranslated", choices, Untranslated.SOURCE)),
        table.string("notice", "", "…"),
        credit=table.flag("credit"),
        base=_base(table),
        priority=_optional(policy, "priority", _MOST_PARAGRAPHS),
        noindex=_optional(policy, "noindex", 100),
        summary=summary,
    )
