"""Faces: names that stand for what another module has, which is loaded when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from toolkit.base.frozen import frozen

__all__ = ["Later", "loader"]


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


@frozen
class Later:
    """A function of another module, which is loaded at the first call."""

    module: str
    name: str

    def __call__(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - the function's own
        """Call it."""
        return getattr(import_module(self.module), self.name)(*given, **named)
