"""Faces: modules that list names for others, and load each when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["loader"]


def loader(module: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a module (PEP 562) whose names stand elsewhere.

    Args:
        module: its name, for messages.
        homes: for each name the module that has it; `module:name` where it has another name there.

    """

    def load(name: str) -> object:
        if name not in homes:
            message = f"module {module!r} has no attribute {name!r}"
            raise AttributeError(message, name=name)
        home, _, own = homes[name].partition(":")
        return getattr(import_module(home), own or name)

    return load
