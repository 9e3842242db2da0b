"""The page docs/reference/library.md, made from docstrings: python -m tests.library_page."""

import ast
import dataclasses
import enum
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import toolkit
import toolkit.plugin

__all__ = ["PAGE", "page"]

PAGE = Path(__file__).parents[1] / "docs/reference/library.md"
_HEAD = """# The library

What the command does, a program can do too. `import toolkit` loads nothing until you ask for a
name, and `dir(toolkit)` lists all names. Names that are not on this page may change at any time.

This program goes through a newsroom, says how far each document is in each language, lists what is
not translated, checks the catalogs, and builds the editions:

```python
import toolkit

project = toolkit.Project.load()
for locale in project.settings.locales:
    for localized in project.localized(locale.tag):
        done = sum(each.state is toolkit.State.TRANSLATED for each in localized.passages)
        print(f"{locale}: {done} of {len(localized.passages)} passages are translated")
        for each in localized.passages:
            if each.target is None:
                print(f"  {each.id}: {each.state}: {each.unit.message}")
for finding in project.check():
    print(finding)
report = project.build()
print(len(report.changed), "files changed")
```

A function that cannot do its work raises a `ToolkitError`. Its `findings` say what is wrong, where,
and what to do.

`python -m tests.library_page` makes this page from the docstrings: change those, not the page.

## Names
"""
_PLUGINS = """
## For packages

A package that adds a format, a check or a form of edition imports from `toolkit.plugin`. These
names stay when the toolkit is changed. See [Add a format](../how-to/add-a-format.md),
[Add a check](../how-to/add-a-check.md) and [Add an edition](../how-to/add-an-edition.md).
"""
_SECTION = re.compile(r"^(Args|Returns|Raises|Example):$", re.MULTILINE)


def page() -> str:
    """Return the page."""
    shown = {name for name in toolkit.__all__ if not name.startswith("_")}
    lines = [_HEAD, *(line for name in sorted(shown) for line in _described(name, toolkit))]
    lines.append(_PLUGINS)
    for name in sorted(set(toolkit.plugin.__all__)):
        if name in shown:
            lines.append(f"\n### plugin.{name}\n\n[The same as above](#{name.lower()}).\n")
        else:
            lines += _described(name, toolkit.plugin, "plugin.")
    return re.sub(r"\n{3,}", "\n\n", "".join(lines))


def _described(name: str, face: object, prefix: str = "") -> Iterator[str]:
    """Yield the lines on one name."""
    value = getattr(face, name)
    yield f"\n### {prefix}{name}\n\n"
    if inspect.isclass(value):
        yield from _prose(value.__doc__ or "")
        yield from _fields(value)
        yield from _methods(value)
    elif inspect.isroutine(value) or hasattr(value, "__wrapped__"):
        yield f"`{name}{_signature(value)}`\n\n"
        yield from _prose(value.__doc__ or "")
    else:
        yield f"{_VALUES[name]}\n"


_VALUES = {
    "FORMATS": "The built-in formats, to make another of by `dataclasses.replace`.",
    "Text": "A text with codes: a tuple of strings and of the codes that stand between them.",
}


def _signature(value: object) -> str:
    """Return how a function is called: names and defaults."""
    parameters = inspect.signature(value).parameters.values()  # type: ignore[arg-type]
    shown: list[str] = []
    for each in parameters:
        if each.name in {"self", "cls"}:
            continue
        if each.kind is each.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        default = "" if each.default is each.empty else "=…"
        shown.append(each.name + default)
    return f"({', '.join(shown)})"


def _prose(doc: str) -> Iterator[str]:
    """Yield a docstring as Markdown: its text, then a list of each of its sections."""
    text = inspect.cleandoc(doc)
    if text.startswith(("str(object", "Create and return")):
        return
    parts = _SECTION.split(text)
    yield parts[0].strip() + "\n"
    for head, body in zip(parts[1::2], parts[2::2], strict=True):
        inside = textwrap.dedent(body.split("\n\n" if head != "Example" else "\0")[0]).strip("\n")
        if head == "Args":
            yield "\n" + "".join(f"- `{each}`: {said}\n" for each, said in _items(inside))
        elif head != "Example":
            yield f"\n{head}: {' '.join(inside.split())}\n"


def _items(text: str) -> Iterator[tuple[str, str]]:
    for each in re.split(r"\n(?=\S)", text):
        name, _, said = each.partition(":")
        yield name.strip(), " ".join(said.split())


def _fields(value: type) -> Iterator[str]:
    """Yield a table of a class's fields, or of the members of an enumeration."""
    said = _documented(value)
    names: list[str] = []
    if dataclasses.is_dataclass(value):
        names = [each.name for each in dataclasses.fields(value) if not each.name.startswith("_")]
    elif issubclass(value, enum.Enum):
        names = [str(each.name) for each in value]
    if names:
        cells = {name: said.get(name, "").replace("|", r"\|") for name in names}
        rows = (f"| `{name}` | {cell} |\n" for name, cell in cells.items())
        yield "\n| | |\n|---|---|\n" + "".join(rows)


def _documented(value: type) -> dict[str, str]:
    """Return what the strings below a class's fields say; the type, where there is none."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(value)))
    (found,) = tree.body
    assert isinstance(found, ast.ClassDef)
    said = {}
    for before, after in zip(found.body, [*found.body[1:], ast.Pass()], strict=True):
        target = before.target if isinstance(before, ast.AnnAssign) else None
        if isinstance(before, ast.Assign):
            target = before.targets[0] if isinstance(before.targets[0], ast.Name) else None
        if isinstance(before, ast.AnnAssign) and isinstance(target, ast.Name):
            said[target.id] = f"`{ast.unparse(before.annotation)}`"
        is_doc = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if isinstance(target, ast.Name) and is_doc:
            assert isinstance(after, ast.Expr)
            assert isinstance(after.value, ast.Constant)
            said[target.id] = " ".join(str(after.value.value).split())
    return said


def _methods(value: type) -> Iterator[str]:
    """Yield a class's own public methods and properties."""
    for name, each in vars(value).items():
        if name.startswith("_"):
            continue
        if isinstance(each, property) and each.__doc__:
            yield f"\n`.{name}`: {each.__doc__.partition(chr(10))[0]}\n"
        elif isinstance(each, classmethod | staticmethod) or inspect.isfunction(each):
            function = getattr(each, "__func__", each)
            yield f"\n#### {value.__name__}.{name}\n\n`{name}{_signature(function)}`\n\n"
            yield from _prose(function.__doc__ or "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
