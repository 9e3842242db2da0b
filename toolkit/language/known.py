"""Known: what the toolkit knows of a language, read from the language's folder in `data/`.

`und` is what is known of languages in general. How a language is taught to the toolkit says
docs/how-to/teach-a-language.md.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pkgutil import get_data
from types import MappingProxyType

from toolkit.base.toml import TomlTable, read_toml

__all__ = ["GENERAL", "Facts", "facts", "file_of", "has", "languages", "words_of_text"]

GENERAL = "und"
Facts = Mapping[str, object]

Kind = Callable[[object], bool]


def _words(value: object) -> bool:
    return isinstance(value, str)


def _list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _table_of(kind: Kind) -> Kind:
    return lambda value: isinstance(value, dict) and all(map(kind, value.values()))


def _rows(value: object) -> bool:
    return isinstance(value, list) and all(map(_list, value))


def _number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


# What each file may say. A key that is not here is a slip, and would be overlooked for ever.
_SHAPES: Mapping[str, Mapping[str, Kind]] = {
    "alphabet": {"letters": _table_of(_words), "look-alikes": _table_of(_table_of(_words))},
    "changes": {
        **dict.fromkeys(("negations", "prefixes", "suffixes", "infixes", "never"), _words),
        **dict.fromkeys(("articles", "counted", "words", "openers"), _words),
        **dict.fromkeys(("common_endings", "name_endings"), _words),
        **dict.fromkeys(("endings", "opposites"), _list),
    },
    "declension": {
        **dict.fromkeys(("cases", "plural", "prefixes", "bends", "may_bend", "alike"), _words),
        **dict.fromkeys(("surnames", "undeclined", "undeclined_women"), _words),
        **dict.fromkeys(("harmony", "weak"), _list),
        "shortest": _number,
        **dict.fromkeys(("endings", "letters"), _table_of(_words)),
        **dict.fromkeys(("man", "woman", "family"), _table_of(_rows)),
    },
    "endings": {
        **dict.fromkeys(("suffixes", "other_names", "undeclined", "undeclined_women"), _words),
        **dict.fromkeys(("stems", "derived", "women", "men"), _rows),
        "adjectives": _table_of(_words),
        "chained": _flag,
    },
    "meaning": {
        **dict.fromkeys(("negations", "hedges", "persons", "peoples", "fixed"), _table_of(_words)),
        **dict.fromkeys(("opposites", "opposites_perhaps"), _table_of(_words)),
    },
    "marks": dict.fromkeys(("outer", "inner", "dashes", "last"), _words),
    "numbers": {
        **dict.fromkeys(
            ("endings", "joined", "before_half", "before_scale", "never", "minus"), _list
        ),
        **dict.fromkeys(("fraction_articles", "fraction_of", "ordinals", "ordinal_before"), _list),
        **dict.fromkeys(
            ("numbers", "exact", "weak", "loose", "scales", "compounds", "multiples", "characters"),
            _table_of(_list),
        ),
        **dict.fromkeys(("fractions", "parts", "bounds", "clock"), _table_of(_list)),
        "fraction": _table_of(_words),
        **dict.fromkeys(("dates_have_capitals", "scales_touch", "vigesimal"), _flag),
    },
    "speech": {"said": _words},
    "profile": dict.fromkeys(("letters", "signature", "small_words", "trigrams"), _words),
    "words": dict.fromkeys(("function", "connectors", "stop", "verbs", "verb_endings"), _words),
}
# Files whose keys are those of another folder's file.
_KEYS_OF = {"units": (GENERAL, _list), "basic_words": ("en", _words)}
# Files that say each thing by script: what stands in them are tables, each named as ISO 15924 does.
_BY_SCRIPT = frozenset({"declension", "marks", "profile"})


def _shape(language: str, subject: str) -> Mapping[str, Kind] | None:
    home, kind = _KEYS_OF.get(subject, (language, _words))
    return _SHAPES.get(subject) if home == language else dict.fromkeys(facts(home, subject), kind)


@lru_cache(maxsize=256)
def facts(language: str, subject: str) -> Facts:
    """Return what is known of a language in one respect; empty where nothing is.

    Args:
        language: an ISO 639 code, or `und`.
        subject: a file's name in the folder, without its ending: `numbers`, `marks`.

    Raises:
        ToolkitError: when the file is no TOML, or says what it cannot say.

    """
    data = file_of(language, f"{subject}.toml")
    if data is None:
        return MappingProxyType({})
    file = read_toml(data, f"{language}/{subject}.toml", "language-data")
    shape = _shape(language, subject)
    if shape is not None and language != GENERAL:
        by_script = subject in _BY_SCRIPT
        for table in map(file.table, file.data) if by_script else (file,):
            _check(table, shape)
    return MappingProxyType(file.data)


def has(language: str, subject: str) -> bool:
    """Whether anything is known of a language in one respect."""
    return bool(facts(language, subject))


@lru_cache
def languages(subject: str) -> tuple[str, ...]:
    """Return the languages of which something is known in one respect."""
    from importlib.resources import files  # noqa: PLC0415 - it loads what unpacks archives

    folders = (each for each in (files("toolkit.language") / "data").iterdir() if each.is_dir())
    there = (each.name for each in folders if (each / f"{subject}.toml").is_file())
    return tuple(sorted(name for name in there if name != GENERAL))


def file_of(language: str, name: str) -> bytes | None:
    """Return a file of a language's folder, such as its rules for sentences; None without one."""
    try:
        return get_data("toolkit.language", f"data/{language}/{name}")
    except OSError:
        return None


def words_of_text(known: Facts, key: str) -> tuple[str, ...]:
    """Return the words that a text lists; none if it is not there."""
    return tuple(str(known.get(key, "")).split())


def _check(table: TomlTable, shape: Mapping[str, Kind]) -> None:
    table.only(tuple(shape))
    for key, value in table.data.items():
        if not shape[key](value):
            hint = "see the same key in another language's file"
            raise table.error(key, f"“{key}” has the wrong kind of value", hint)
