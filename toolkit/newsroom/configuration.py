"""Configuration: the strict reading of toolkit.toml; docs/reference/toolkit-toml.md."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, Severity, ToolkitError
from toolkit.base.files import read_file, require_folder
from toolkit.base.frozen import frozen
from toolkit.base.toml import TomlTable, read_toml
from toolkit.catalog.memory.memory_server import MemoryServer, server_in_environment
from toolkit.catalog.review import Stage
from toolkit.checks.selection import CheckSetting
from toolkit.document.wire import LISTS, WIRE_KEYS, Wire, read_wire, wire_problem
from toolkit.editions.forms import BY_DEFAULT, PROFILES, form_names
from toolkit.editions.site.gone import SERVERS
from toolkit.language.unit_splitter import SEGMENTATIONS
from toolkit.localizing.policy import Decay, Policy, Untranslated
from toolkit.newsroom.drafting.machines import read_machine
from toolkit.newsroom.launches import read_launches
from toolkit.newsroom.settings import (
    CATALOGS,
    CONFIGURATION,
    TEMPLATES,
    BookSettings,
    DocumentSet,
    Font,
    OwnEdition,
    ProjectSettings,
    ShareImage,
)

__all__ = ["CODE", "load_settings"]

_KEYS = (
    "source",
    "title",
    "base_url",
    "output",
    "feeds",
    "gone",
    "references",
    "wrap",
    "provenance",
    "quotations",
    "srx",
    "memory",
    "books",
    "checks",
    "documents",
    "draft",
    "editions",
    "fonts",
    "launch",
    "locales",
    "share_image",
)
_LOCALE_KEYS = ("credit", "from", "notice", "provenance", "publish", "quotations", "title")
_POLICY = ("threshold", "untranslated", "priority", "noindex", "require", "summary", "decay")
_ENOUGH = ("threshold", "priority", "summary")
"""Those that say how much of an edition is enough to publish it."""
_SET_KEYS = ("files", "rules", "editions", "segmentation", "embargo", "metadata", "comments")
CODE = "configuration"
"""The code of findings about toolkit.toml."""
_DOCUMENTS = '[[documents]] and files = "seeds/*.txt"'
_REFERENCE = "see docs/reference/toolkit-toml.md"
_MOST_COLUMNS = 1000
_MOST_PARAGRAPHS = 1000
_OFF = "off"
_POLICY = ("threshold", "untranslated", "priority", "noindex", "require", "summary", "decay")
_METADATA = ("remove", "keep")
_COMMENTS = ("", "keep", "drop")
_EDITION = re.compile(r"[a-z][a-z0-9_-]*")
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SHARE_COLOURS = {"paper": "#fdfcf9", "ink": "#1d1b18", "accent": "#922b1d"}
"""Those of the toolkit's own pages."""
_SHARE_FONTS = 'fonts = { Latn = "fonts/NotoSans-Bold.ttf" }'
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9_-]+)+")


def load_settings(start: Path) -> ProjectSettings:
    """Read the toolkit.toml of a folder or of the nearest folder above it.

    Raises:
        ToolkitError: when there is none, it is no TOML, a key or a value is not known, or a file
            stands where the folder of catalogs or of templates is meant to be.

    """
    path = _found(start)
    table = read_toml(read_file(path, path.name), path.name, CODE, _REFERENCE)
    for name in (CATALOGS, TEMPLATES):
        require_folder(path.parent / name, name)
    return _settings(table, path.parent)


def _found(start: Path) -> Path:
    try:
        start = start.resolve()
        if not start.is_dir():
            raise _no_project(start, "there is no such folder")
        for folder in (start, *start.parents):
            if (folder / CONFIGURATION).is_file():
                return folder / CONFIGURATION
    except OSError as error:  # a name too long, a folder that may not be entered
        raise _no_project(start, error.strerror or str(error)) from None
    except (RuntimeError, ValueError):  # a link that leads to itself, a NUL in the name
        raise _no_project(start, "there is no such folder") from None
    raise _no_project(start, f"there is no {CONFIGURATION} in this folder or above it")


def _no_project(start: Path, message: str) -> ToolkitError:
    hint = "run toolkit init, or name the files to work on"
    return ToolkitError.because("no-project", message, Location(str(start)), hint)


def _settings(table: TomlTable, root: Path) -> ProjectSettings:
    table.only(_KEYS)
    own_editions = tuple(_own_editions(table.table("editions", "[editions.house]")))
    known = (*form_names(), *(each.name for each in own_editions))
    sets = table.tables("documents", _DOCUMENTS)
    if not sets:
        raise table.error("documents", "no [[documents]]", f"write {_DOCUMENTS}")
    documents = tuple(_document_set(each, known) for each in sets)
    locales = table.table("locales", "[locales.kk]")
    source = table.locale("source", table.string("source", "en"))
    said = _Said(table.flag("provenance"), table.flag("quotations"))
    policies = _locales(locales, said)
    launches = table.tables("launch", "[[launch]]")
    return ProjectSettings(
        root,
        source=source,
        documents=documents,
        locales=policies,
        titles=dict(_titles(locales)),
        title=table.line("title", "Newsroom"),
        base_url=_base_url(table),
        output=_output(table, documents),
        gone=table.choices("gone", tuple(SERVERS), (), "web servers"),
        full_feeds=table.choice("feeds", ("summary", "full"), "summary") == "full",
        references=table.choice("references", ("file", "line"), "file"),
        wrap=table.number("wrap", 79, _MOST_COLUMNS),
        srx=_srx(table),
        own_editions=own_editions,
        fonts=tuple(_fonts(table)),
        share_image=_share_image(table, documents),
        books=tuple(_books(table)),
        checks=_checks(table.table("checks", "[checks]")),
        machine=read_machine(table.table("draft", "[draft]")) if "draft" in table.data else None,
        launches=tuple(read_launches(launches, dict.fromkeys((source, *policies)), _KEYS)),
        memory=_memory(table),
    )


def _optional(table: TomlTable, key: str, most: int, default: int | None) -> int | None:
    return table.number(key, 0, most) if key in table.data else default


def _base(table: TomlTable) -> Locale | None:
    """Return the locale that a locale is derived from."""
    if "from" not in table.data:
        return None
    return table.locale("from", table.string("from", "", "kk"))


def _base_url(table: TomlTable) -> str:
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


def _below(table: TomlTable, key: str, value: str) -> str:
    """Return a relative path that stays in the project, and is not the project itself."""
    path = PurePosixPath(value)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\0" in value:
        message = f"“{value}” is not inside the newsroom's folder"
        raise table.error(key, message, "write a relative path")
    return path.as_posix()


def _srx(table: TomlTable) -> str | None:
    path = table.string("srx", "", "house.srx")
    return _below(table, "srx", path) if path else None


def _memory(table: TomlTable) -> MemoryServer | None:
    """Return the server of the translation memory; what the environment says goes before it."""
    address = table.string("memory", "", "postgresql://user@host/database")
    named = MemoryServer.parse(address, table.place("memory")) if address else None
    return server_in_environment() or named


def _output(table: TomlTable, documents: Sequence[DocumentSet]) -> str:
    output = _below(table, "output", table.string("output", "output"))
    taken = (PurePosixPath(CATALOGS), *(each.root for each in documents if each.root.parts))
    if any(each.is_relative_to(output) for each in taken):
        message = f"“{output}” has articles or catalogs in it, and editions would end up among them"
        raise table.error("output", message, 'write output = "output"')
    return output


def _document_set(table: TomlTable, known_editions: Sequence[str]) -> DocumentSet:
    table.only((*_SET_KEYS, *WIRE_KEYS, *PROFILES), _KEYS)
    if "files" not in table.data:
        raise table.error("documents", "[[documents]] has no files", 'add files = "seeds/*.txt"')
    rules = table.string("rules", "", "its/house.xml")
    return DocumentSet(
        _pattern(table),
        _below(table, "rules", rules) if rules else None,
        table.choices("editions", known_editions, BY_DEFAULT, "editions"),
        table.choice("segmentation", SEGMENTATIONS, SEGMENTATIONS[0]),
        table.moment("embargo"),
        table.choice("metadata", _METADATA, _METADATA[0]) == _METADATA[1],
        table.choice("comments", _COMMENTS, _COMMENTS[0]),
        _wire(table),
        {
            name: table.choice(name, choices, choices[0])
            for name, choices in PROFILES.items()
            if name in table.data
        },
    )


def _wire(table: TomlTable) -> Wire:
    """Return what partners are told of the articles of a set."""
    values: dict[str, str | list[str]] = {}
    for key in WIRE_KEYS:
        value = table.data.get(key, "")
        if key in LISTS:
            each = value if isinstance(value, list) else [value] if value else []
            values[key] = [str(item) for item in each]
        elif key == "urgency":
            values[key] = str(value)
        else:
            values[key] = table.line(key, "")
    wire = read_wire(values, table.error)
    problem = wire_problem(wire)
    if problem is not None:
        key = next(key for key in ("rights_notice", "usage_terms") if key in table.data)
        raise table.error(key, *problem)
    return wire


def _pattern(table: TomlTable) -> str:
    pattern = _below(table, "files", table.string("files", "", "seeds/*.txt"))
    if any("**" in part and part != "**" for part in PurePosixPath(pattern).parts):
        message = f"in “{pattern}”, ** must be the whole name of a folder"
        raise table.error("files", message, 'write files = "seeds/**/*.txt"')
    return pattern


def _own_editions(table: TomlTable) -> Iterator[OwnEdition]:
    """Yield the forms of edition that the newsroom's own stylesheets make."""
    for name in table.data:
        each = table.table(name, f"[editions.{name}]")
        each.only(("stylesheet", "suffix"), _KEYS)
        suffix = each.string("suffix", f".{name}.xml")
        if not _EDITION.fullmatch(name):
            message = f"“{name}” cannot be the name of an edition"
            raise table.error(name, message, "use lowercase Latin letters, digits, - and _")
        if not _SUFFIX.fullmatch(suffix):
            message = f"“{suffix}” cannot be a file's suffix"
            raise each.error("suffix", message, f'write suffix = ".{name}.xml"')
        if "stylesheet" not in each.data:
            message = f"[editions.{name}] has no stylesheet"
            raise table.error(name, message, f'add stylesheet = "{name}.xsl"')
        path = each.string("stylesheet", "", f"{name}.xsl")
        yield OwnEdition(name, _below(each, "stylesheet", path), suffix)


def _fonts(table: TomlTable) -> Iterator[Font]:
    """Yield the fonts that pages carry."""
    for each in table.tables("fonts"):
        each.only(("file", "family", "scripts", "weight", "italic"), _KEYS)
        file = _below(each, "file", each.line("file", ""))
        named = each.data.get("scripts")
        scripts = tuple(map(str, named)) if isinstance(named, list) else ()
        if not scripts or not all(map(_SCRIPT.fullmatch, scripts)):
            hint = 'write scripts = ["Arab"]'
            raise each.error("scripts", "“scripts” must be a list of script codes", hint)
        family = each.line("family", "")
        if not family:
            hint = 'write family = "Noto Naskh Arabic"'
            raise each.error("family", "the font has no family", hint)
        weight = each.number("weight", 400, 1000)
        yield Font(file, family, scripts, weight, each.flag("italic"))


def _share_image(table: TomlTable, documents: Sequence[DocumentSet]) -> ShareImage | None:
    """Return how share images look; None where no set asks for them."""
    own = table.table("share_image", "[share_image]")
    own.only(("fonts", *_SHARE_COLOURS, "logo"), _KEYS)
    fonts = own.table("fonts", _SHARE_FONTS)
    for script in fonts.data:
        if not _SCRIPT.fullmatch(script):
            raise fonts.error(script, f"“{script}” is no code of a script", f"write {_SHARE_FONTS}")
    named = tuple((each, _below(fonts, each, fonts.line(each, ""))) for each in fonts.data)
    asked = any("share_image" in each.editions for each in documents)
    colours = {name: _colour(own, name, default) for name, default in _SHARE_COLOURS.items()}
    logo = own.line("logo", "")
    file = _below(own, "logo", logo) if logo else ""
    return ShareImage(named, **colours, logo=file) if asked else None


def _colour(table: TomlTable, name: str, default: str) -> str:
    value = table.line(name, default)
    if not _COLOUR.fullmatch(value):
        raise table.error(name, f"“{value}” is no colour", f'write {name} = "{default}"')
    return value


def _books(table: TomlTable) -> Iterator[BookSettings]:
    """Yield the books that are made of several articles."""
    names: set[str] = set()
    for each in table.tables("books"):
        each.only(("name", "documents", "title"), _KEYS)
        name = each.line("name", "book")
        if not _EDITION.fullmatch(name) or name == "index" or name in names:
            hint = "use lowercase letters, digits and -, and a name that no other book has"
            raise each.error("name", f"“{name}” cannot be the name of a book", hint)
        names.add(name)
        place = each.place("documents") if "documents" in each.data else None
        yield BookSettings(name, each.line("documents", "*"), each.line("title", ""), place)


def _checks(table: TomlTable) -> dict[str, CheckSetting]:
    """Return what is set of each check; which checks there are, those who run them know."""
    choices = (*(each.value for each in Severity), _OFF)
    found = {}
    for name in table.data:
        value = table.choice(name, choices, _OFF)
        found[name] = CheckSetting(None if value == _OFF else Severity(value), table.place(name))
    return found


@frozen
class _Said:
    """What editions say where their locale says nothing else."""

    provenance: bool
    """How they were made."""
    quotations: bool
    """What people said in their own language."""

    def default(self, locale: Locale) -> Policy:
        return Policy(locale, provenance=self.provenance, quotations=self.quotations)


def _locales(table: TomlTable, said: _Said) -> dict[Locale, Policy]:
    """Return what is set of each locale.

    Args:
        table: `[locales]`.
        said: what stands for what they do not say of what their editions say.

    """
    found: dict[Locale, Policy] = {}
    tags: dict[Locale, str] = {}
    for tag in table.data:
        each = _locale_settings(table, tag, said.default(table.locale(tag, tag)))
        if each.locale in found:
            message = f"“{tag}” and another table both name the locale {each.locale}"
            raise table.error(tag, message, "keep one of them")
        found[each.locale], tags[each.locale] = each, tag
    for locale, each in found.items():
        if each.base is not None:
            own = table.table(tags[locale], "")
            _check_derived(own, locale, found.get(each.base))
            found[locale] = _locale_settings(table, tags[locale], found[each.base])
    return found


def _titles(locales: TomlTable) -> Iterator[tuple[Locale, str]]:
    """Yield what the newsroom is called in the locales that say so."""
    for tag in locales.data:
        title = locales.table(tag, f"[locales.{tag}]").line("title", "")
        if title.strip():
            yield Locale.parse(tag), title


def _check_derived(table: TomlTable, locale: Locale, base: Policy | None) -> None:
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


def _locale_settings(locales: TomlTable, tag: str, default: Policy) -> Policy:
    """Return what a locale's table says.

    Args:
        locales: `[locales]`.
        tag: the table's name in it.
        default: what stands for what the table does not say: for a derived locale, its base's.

    """
    locale = locales.locale(tag, tag)
    table = locales.table(tag, f"[locales.{tag}]")
    table.only(_LOCALE_KEYS, _KEYS)
    policy = table.table("publish", "publish = { threshold = 90 }")
    policy.only(_POLICY, _KEYS)
    if "require" in policy.data and "from" in table.data:
        message = "a derived locale publishes what its base has, as soon as that is reviewed there"
        raise policy.error("require", message, "move it to the table of that base")
    stages = (Stage.TRANSLATED, Stage.REVIEWED, Stage.APPROVED)
    own = Policy(
        locale,
        policy.number("threshold", default.threshold, 100),
        Untranslated(policy.choice("untranslated", _values(Untranslated), default.untranslated)),
        table.string("notice", "", "…"),
        credit=table.flag("credit") if "credit" in table.data else default.credit,
        provenance=table.flag("provenance") if "provenance" in table.data else default.provenance,
        quotations=table.flag("quotations") if "quotations" in table.data else default.quotations,
        base=_base(table),
        priority=_optional(policy, "priority", _MOST_PARAGRAPHS, default.priority),
        noindex=_optional(policy, "noindex", 100, default.noindex),
        summary=policy.flag("summary") if "summary" in policy.data else default.summary,
        require=Stage(
            policy.choice("require", [each.value for each in stages], default.require.value)
        ),
        decay=Decay(policy.choice("decay", _values(Decay), default.decay)),
        says_enough=default.says_enough or any(each in policy.data for each in _ENOUGH),
    )
    if own.summary and own.priority is None and (default.locale != locale or own.base is None):
        message = "a summary needs the number of first passages that must be translated"
        raise policy.error("summary", message, "add priority = 3")
    return own


def _values(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(each.value for each in choices)
