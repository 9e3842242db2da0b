import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from inspect import signature
from typing import Any

import pytest

from toolkit.base.frozen import frozen


@frozen
class Title:
    """A headline."""

    text: str
    tags: list[str] = field(default_factory=list, hash=False)
    line: int = field(default=0, compare=False)
    language: str = field(default="en", kw_only=True)
    words: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", len(self.text.split()))


@frozen
class Subtitle(Title):
    """A line below it."""

    size: float = 1.0


@frozen
class Nothing:
    """Has no fields."""


@frozen
class Named:
    """Compares in its own way."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and self.name.lower() == other.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())

    def __repr__(self) -> str:
        return self.name


def _both(decorate: Callable[[type], Any]) -> Any:  # noqa: ANN401 - a class
    """Return the same class as another decorator makes it."""

    @decorate
    class Title:
        """A headline."""

        text: str
        tags: list[str] = field(default_factory=list, hash=False)
        line: int = field(default=0, compare=False)
        language: str = field(default="en", kw_only=True)
        words: int = field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "words", len(self.text.split()))

    return Title


@pytest.mark.parametrize(
    "ask",
    [
        lambda made: repr(made("Heat", ["hot"], 3, language="kk")),
        lambda made: hash(made("Heat", ["hot"], 3)) == hash(made("Heat", ["cold"], 4)),
        lambda made: hash(made("Heat")) == hash(made("Heat", language="kk")),
        lambda made: made("Heat", line=1) == made("Heat", line=2),
        lambda made: made("Heat") == made("Heat", language="kk"),
        lambda made: made("Heat") == "Heat",
        lambda made: made("Heat").tags is made("Heat").tags,
        lambda made: replace(made("Heat in May"), text="Rain").words,
        lambda made: [each.name for each in fields(made)],
        lambda made: [(each.name, each.kind) for each in signature(made).parameters.values()],
        lambda made: made.__init__.__annotations__["tags"],
        lambda made: (
            made.__slots__,
            made.__match_args__,
            made.__doc__,
            made.__init__.__qualname__,
        ),
    ],
)
def test_it_is_what_dataclasses_make(ask: Callable[[Any], object]) -> None:
    assert ask(_both(frozen)) == ask(_both(dataclass(frozen=True, slots=True)))


def test_what_is_made_stays_as_it_is() -> None:
    title = Title("Heat")
    with pytest.raises(FrozenInstanceError, match="text"):
        title.text = "Rain"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="text"):
        del title.text
    with pytest.raises(FrozenInstanceError, match="other"):
        title.other = 1  # type: ignore[attr-defined]
    assert title.text == "Heat"


def test_a_class_takes_the_fields_of_the_one_it_is_made_from() -> None:
    made = Subtitle("Heat in May", size=0.5, language="kk")
    assert (made.words, made.size, made.language) == (3, 0.5, "kk")
    assert made != Title("Heat in May", language="kk")


def test_it_travels_between_processes() -> None:
    title = Title("Heat in May", ["hot"], 3, language="kk")
    for other in (pickle.loads(pickle.dumps(title)), copy.copy(title)):  # noqa: S301 - our own
        assert other == title
        assert (other.line, other.words) == (3, 3)


def test_what_a_class_defines_itself_stays() -> None:
    assert {Named("May")} == {Named("may")}
    assert repr(Named("May")) == "May"
    assert Nothing() == Nothing()


def test_an_argument_that_is_missing_is_named_as_python_does() -> None:
    with pytest.raises(TypeError, match=r"Title\.__init__\(\) missing 1 required .*'text'"):
        Title()  # type: ignore[call-arg]
