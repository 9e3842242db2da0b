"""Tables: the reading of the alphabets' data, the toolkit's own and a newsroom's."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from toolkit.base.errors import Location, ToolkitError
from toolkit.language.known import facts

__all__ = ["Section", "read_toml", "section", "strings"]

Section = MappingProxyType[str, str]

_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)")
_CODE = "transliteration-table"


def read_toml(data: bytes, path: str) -> dict[str, object]:
    """Read a table's file, the toolkit's own or a newsroom's.

    Args:
        data: the file's bytes, TOML in UTF-8.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is not UTF-8 or no TOML, with the line and the column.

    """
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise ToolkitError.because(
            _CODE, "the table is not UTF-8", Location(path), "save it as UTF-8"
        ) from None
    except RecursionError:
        raise ToolkitError.because(
            _CODE, "the table is nested too deeply", Location(path), "keep to words = forms"
        ) from None
    except ValueError as error:  # TOMLDecodeError, or int's own for a number of 4,301 digits
        match = _PLACE.fullmatch(str(error))
        place = Location(path, int(match[2]), int(match[3])) if match else Location(path)
        message = (match[1] if match else str(error)).rstrip(".")
        hint = 'write lines such as "word" = "form"'
        raise ToolkitError.because(_CODE, message, place, hint) from None


def strings(data: Mapping[str, object], key: str, path: str) -> dict[str, str]:
    """Return a table of strings to strings; an empty one where the key is not there.

    Raises:
        ToolkitError: when it is no table, or a value is no string.

    """
    value = data.get(key, {})
    hint = f'write [{key}] and lines such as "word" = "form"'
    if not isinstance(value, dict):
        raise ToolkitError.because(_CODE, f"“{key}” must be a table", Location(path), hint)
    for word, form in value.items():
        if not isinstance(form, str):
            message = f"the form of “{word}” in [{key}] must be a string"
            raise ToolkitError.because(_CODE, message, Location(path), hint)
    return {str(word): str(form) for word, form in value.items()}


@lru_cache
def section(name: str, key: str) -> Section:
    """Return a table of one of the toolkit's own files: `section("kk/latin", "letters")`.

    It is read once, and read-only.
    """
    language, _, subject = name.partition("/")
    return MappingProxyType(strings(facts(language, subject), key, name))
