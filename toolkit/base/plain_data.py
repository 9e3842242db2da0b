"""Plain data: frozen dataclasses as what JSON can hold, and back; nothing in it can be run."""

import base64
import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["from_plain", "to_plain"]

Data = TypeVar("Data")
# Most values are of these. A union of types would be made anew for each.
_PLAIN = frozenset({bool, float, int, str, type(None)})
_LISTS = (tuple, list)


def to_plain(value: object) -> Any:  # noqa: ANN401, C901, PLR0911 - JSON, one way each
    """Return a value as lists, texts and numbers.

    >>> from toolkit.base.bcp47 import Locale
    >>> to_plain((Locale("kk"), dt.date(2026, 3, 1)))
    [['kk'], '2026-03-01']
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, _LISTS):
        return [to_plain(each) for each in value]
    if isinstance(value, dt.date):  # and moments, which are dates too
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if dataclasses.is_dataclass(value):
        return [to_plain(getattr(value, each.name)) for each in dataclasses.fields(value)]
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(each)] for key, each in value.items()]
    if isinstance(value, frozenset | set):
        return sorted(to_plain(each) for each in value)
    raise TypeError(f"{type(value).__name__} is not plain data")


def from_plain(kind: type[Data], value: object) -> Data:
    """Return what `to_plain` has made plain.

    Args:
        kind: the type that it had, such as a dataclass; aliases of `typing` too.
        value: the plain data.

    Raises:
        ValueError: when it is no data of that type.

    """
    try:
        made = _maker(typing.cast("Any", kind))(value)
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(str(error)) from None
    return typing.cast("Data", made)


@lru_cache(maxsize=512)
def _maker(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401, PLR0911 - a type or an alias; one way each
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _optional(kind)
    if origin in {tuple, list, frozenset, set}:
        return _collection(kind)
    if origin is not None and issubclass(origin, Mapping):
        key, item = map(_maker, get_args(kind))
        return lambda value: {key(one): item(other) for one, other in value}
    if kind is bytes:
        return partial(base64.b64decode, validate=True)
    if kind in {dt.date, dt.datetime}:
        return kind.fromisoformat  # type: ignore[no-any-return]
    if isinstance(kind, type) and issubclass(kind, Enum | Path):
        return kind
    if dataclasses.is_dataclass(kind):
        return _record(typing.cast("type[Any]", kind))
    return _checked(kind)


def _checked(kind: type) -> Callable[[Any], Any]:
    def make(value: object) -> object:
        if kind is float and isinstance(value, int):
            return float(value)
        if not isinstance(value, kind):
            raise TypeError(f"{value!r:.40} is not of type {kind.__name__}")
        return value

    return make


def _optional(kind: object) -> Callable[[Any], Any]:
    (item,) = [each for each in get_args(kind) if each is not type(None)]
    make = _maker(item)
    return lambda value: None if value is None else make(value)


def _collection(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - an alias
    origin, items = get_origin(kind), get_args(kind)
    if origin is tuple and items[-1] is not Ellipsis:
        makers = [_maker(each) for each in items]
        return lambda value: tuple(
            make(each) for make, each in zip(makers, _items(value), strict=True)
        )
    make = _maker(items[0])
    return lambda value: origin(make(each) for each in _items(value))


def _items(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.40} is not a list")
    return value


def _record(kind: type[Any]) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    fields = dataclasses.fields(kind)
    kinds = [hints[each.name] for each in fields]
    makers = [(kind, _maker(kind)) for kind in kinds]
    by_place = all(each.init and not each.kw_only for each in fields)
    # A thousand results name the same few languages: one object stands for each.
    of = lru_cache(maxsize=4096)(kind) if kinds == [str] else kind

    def make(value: list[Any]) -> object:
        # Most values are plain already: texts and numbers.
        made = [
            each if type(each) is kind else make(each)
            for (kind, make), each in zip(makers, _items(value), strict=True)
        ]
        if by_place:
            return of(*made)
        named = zip(fields, made, strict=True)
        return kind(**{each.name: item for each, item in named if each.init})

    return make
