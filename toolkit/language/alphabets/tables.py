"""Tables: the alphabets' data, as sections of the languages' files."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import cast

from toolkit.language.known import facts

__all__ = ["Section", "section"]

Section = MappingProxyType[str, str]


@lru_cache
def section(name: str, key: str) -> Section:
    """Return a table of a language's file, read-only: `section("kk/latin", "letters")`.

    It is empty where the file, or the table, is not there.
    """
    language, _, subject = name.partition("/")
    tables = cast("Mapping[str, Mapping[str, str]]", facts(language, subject))
    return MappingProxyType(dict(tables.get(key, {})))
