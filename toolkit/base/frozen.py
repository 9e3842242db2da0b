"""Frozen: dataclasses with slots whose fields never change, made in less time than the usual way.

A verb that loads a hundred of them spends more time on making these than on a short page: for a
frozen class, `dataclasses` (of Python 3.11) compiles six functions, each by itself. Here the three
that differ from class to class are compiled together, and the others are the same for all.
"""

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform

__all__ = ["frozen"]

Made = TypeVar("Made")

_OWN = """
def __init__({parameters}):
    {assignments}
def __eq__(self, other):
    return {compared} == {others} if other.__class__ is self.__class__ else NotImplemented
def __hash__(self):
    return hash({hashed})
"""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(given: type[Made]) -> type[Made]:
    """Make a class what `@dataclass(frozen=True, slots=True)` makes of it.

    >>> @frozen
    ... class Place:
    ...     path: str
    ...     line: int = 0
    >>> Place("heat.txt") == Place("heat.txt", 0), Place("heat.txt", 2)
    (True, Place(path='heat.txt', line=2))

    Args:
        given: the class. What it defines itself stays as it is. A field that is no argument
            (`init=False`) has no default: `__post_init__` sets it.

    """
    made = dataclass(init=False, repr=False, eq=False, slots=True)(given)
    for name, function in (_SHARED | _own_functions(made)).items():
        # A class that defines `__eq__` has no `__hash__` but None.
        if vars(given).get(name) is None:
            setattr(made, name, function)
    return made


def _own_functions(made: type) -> dict[str, Any]:
    """Compile the functions in which a class's fields stand by name."""
    own: tuple[Field[Any], ...] = fields(made)
    known: dict[str, Any] = {"__put__": object.__setattr__, "__missing__": MISSING}
    places, names, assignments = ["self"], ["*"], []
    for each in own:
        default, value = "", each.name
        if each.default_factory is not MISSING:
            known[f"__default_{each.name}__"] = each.default_factory
            default = "=__missing__"
            value = f"__default_{each.name}__() if {value} is __missing__ else {value}"
        elif each.default is not MISSING:
            known[f"__default_{each.name}__"] = each.default
            default = f"=__default_{each.name}__"
        if each.init:
            (names if each.kw_only else places).append(f"{each.name}{default}")
            assignments.append(f"__put__(self, {each.name!r}, {value})")
    if hasattr(made, "__post_init__"):
        assignments.append("self.__post_init__()")
    text = _OWN.format(
        parameters=", ".join(places if len(names) == 1 else [*places, *names]),
        assignments="; ".join(assignments) or "pass",
        compared=_values("self", [each for each in own if each.compare]),
        others=_values("other", [each for each in own if each.compare]),
        hashed=_values("self", [e for e in own if (e.compare if e.hash is None else e.hash)]),
    )
    functions: dict[str, Any] = {}
    exec(text, known, functions)  # noqa: S102 - names of fields, as `dataclasses` does
    functions["__init__"].__annotations__ = {each.name: each.type for each in own if each.init}
    for name, function in functions.items():
        function.__qualname__ = f"{made.__qualname__}.{name}"
    return functions


def _values(of: str, those: list[Field[Any]]) -> str:
    return "(" + "".join(f"{of}.{each.name}, " for each in those) + ")"


@recursive_repr()
def _shown(self: Any) -> str:  # noqa: ANN401 - any of them
    values = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _refuse(_self: object, name: str, _value: object = None) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _packed(self: Any) -> list[Any]:  # noqa: ANN401
    return [getattr(self, each.name) for each in fields(self)]


def _unpack(self: Any, values: list[Any]) -> None:  # noqa: ANN401
    for each, value in zip(fields(self), values, strict=True):
        object.__setattr__(self, each.name, value)


_SHARED = {
    "__repr__": _shown,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _packed,
    "__setstate__": _unpack,
}
