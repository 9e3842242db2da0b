"""Registry: what the toolkit brings and what other packages add, each under a name of its own."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from toolkit.base.errors import ToolkitError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints, SelectableGroups

__all__ = ["added_names", "did_you_mean", "nearest", "points", "registered"]

_ALIKE = 0.6


class _Described(Protocol):
    """Whatever has one line that says what it is."""

    @property
    def summary(self) -> str: ...


Entry = TypeVar("Entry", bound=_Described)


def registered(
    group: str, built_in: Sequence[Entry], noun: str, name_of: Callable[[Entry], str]
) -> Mapping[str, Entry]:
    """Return what is registered, by name: the built-in ones, then those of other packages.

    Args:
        group: the entry points under which other packages bring theirs, such as `toolkit.formats`.
        built_in: the toolkit's own, at least one; those of others are of the same class.
        noun: what they are called in messages, such as `format`.
        name_of: returns the name of one.

    Raises:
        ToolkitError: when two have the same name, or a package's own cannot be loaded or is
            something else.

    """
    found: dict[str, Entry] = {}
    others = [_loaded(point, type(built_in[0]), noun) for point in points(group)]
    for each in (*built_in, *others):
        name = name_of(each)
        if name in found:
            raise ToolkitError.because(
                f"{noun}-clash",
                f"two {noun}s have the name “{name}”: {found[name].summary}, {each.summary}",
                hint="uninstall one of them",
            )
        found[name] = each
    return found


def added_names(group: str) -> tuple[str, ...]:
    """Return the names of a group's entry points, in order; nothing is loaded."""
    return tuple(dict.fromkeys(point.name for point in points(group)))


def nearest(name: str, known: Iterable[str], alike: float = _ALIKE) -> str:
    """Return the known name that a wrong one is most like.

    Args:
        name: the wrong one.
        known: those that there are.
        alike: how much alike the two must be, from 0 to 1.

    Returns:
        The known name; empty if none is that much like it.

    """
    from difflib import get_close_matches  # noqa: PLC0415 - only what is wrong needs it

    return next(iter(get_close_matches(name, list(known), 1, alike)), "")


def did_you_mean(name: str, known: Iterable[str], otherwise: str, alike: float = _ALIKE) -> str:
    """Return the hint for a name that is not known.

    >>> did_you_mean("titel", ["source", "title"], "look it up")
    'did you mean “title”'

    Args:
        name: the wrong one.
        known: those that there are.
        otherwise: the hint if none is like it.
        alike: how much alike the two must be, from 0 to 1.

    """
    near = nearest(name, known, alike)
    return f"did you mean “{near}”" if near else otherwise


def points(group: str) -> Sequence["EntryPoint"]:
    """Return a group's entry points, in order; nothing is loaded."""
    return sorted(_installed(tuple(sys.path)).select(group=group))


@lru_cache(maxsize=1)
def _installed(_path: tuple[str, ...]) -> "EntryPoints | SelectableGroups":
    """Return all entry points of the packages on a path: each group would read them all again."""
    # A tenth of the start of a verb that looks for no package.
    from importlib.metadata import entry_points  # noqa: PLC0415

    return entry_points()


def _loaded(point: "EntryPoint", kind: type[Entry], noun: str) -> Entry:
    hint = f"repair or uninstall {point.dist.name if point.dist else point.value}"
    try:
        loaded = point.load()
    except (AttributeError, ImportError, SyntaxError) as error:
        message = f"the {noun} “{point.name}” cannot be loaded: {error}"
        raise ToolkitError.because(f"{noun}-broken", message, hint=hint) from None
    if not isinstance(loaded, kind):
        message = f"the {noun} “{point.name}” ({point.value}) is not of type {kind.__name__}"
        raise ToolkitError.because(f"{noun}-broken", message, hint=hint)
    return loaded
