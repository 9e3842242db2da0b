"""Every code that a finding can have is explained in docs/reference/findings.md or checks.md."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from toolkit.checks import checks

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
# What functions call the code of a finding that they are handed, and what one hands on in parts.
_CODE, _NOUN = "code", ("noun", "toolkit.base.registry")


@dataclass(slots=True)
class Module:
    """A module of the toolkit, and what its names stand for."""

    tree: ast.Module
    imported: set[str] = field(default_factory=set)
    constants: dict[str, str] = field(default_factory=dict)
    nodes: list[ast.AST] = field(default_factory=list)
    calls: dict[str, list[ast.Call]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nodes = list(ast.walk(self.tree))
        for node in self.nodes:
            if isinstance(node, ast.ImportFrom) and node.module:
                self.imported |= {node.module, *(f"{node.module}.{e.name}" for e in node.names)}
            elif isinstance(node, ast.Call):
                self.calls.setdefault(_name(node.func), []).append(node)
        for node in self.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                names = (each.id for each in node.targets if isinstance(each, ast.Name))
                self.constants |= {name: str(node.value.value) for name in names}


@cache
def modules() -> dict[str, Module]:
    found = {}
    for path in sorted((ROOT / "toolkit").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = Module(ast.parse(path.read_text(encoding="utf-8")))
    return found


def takers(parameter: str) -> Iterator[tuple[str, str, int]]:
    """Yield the functions and dataclasses that take a parameter: module, name, its position."""
    for name, module in modules().items():
        for node in module.nodes:
            if isinstance(node, ast.FunctionDef):
                taken = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
                taken = taken[1:] if taken[:1] in (["self"], ["cls"]) else taken
            elif isinstance(node, ast.ClassDef):
                fields = (each.target for each in node.body if isinstance(each, ast.AnnAssign))
                taken = [each.id for each in fields if isinstance(each, ast.Name)]
            else:
                continue
            if parameter in taken:
                yield name, node.name, taken.index(parameter)


def handed(parameter: str, only: str = "") -> set[str]:
    """Return every text that is handed to a parameter of that name, in one module or all."""
    found: set[str] = set()
    for home, called, position in takers(parameter):
        if only not in {"", home}:
            continue
        for name, module in modules().items():
            # A function is called where it is imported, and where its own module hands it down.
            if name == home or home in module.imported or name in modules()[home].imported:
                for call in module.calls.get(called, ()):
                    found.update(_texts(_argument(call, parameter, position), module))
    return found


def assigned(variable: str) -> Iterator[str]:
    """Yield every text that a variable of that name is given."""
    for module in modules().values():
        for node in module.nodes:
            if isinstance(node, ast.Assign):
                target, value = node.targets[0], node.value
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                    target, value = target.elts[0], value.elts[0]
                if isinstance(target, ast.Name) and target.id == variable:
                    yield from _texts(value, module)


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _argument(call: ast.Call, parameter: str, position: int) -> ast.expr | None:
    named = (each.value for each in call.keywords if each.arg == parameter)
    return call.args[position] if position < len(call.args) else next(named, None)


def _texts(argument: ast.expr | None, module: Module) -> Iterator[str]:
    """Yield what an expression can be: one that only hands a parameter on is counted elsewhere."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _texts(argument.body, module)
        yield from _texts(argument.orelse, module)
    elif isinstance(argument, ast.Name) and argument.id in module.constants:
        yield module.constants[argument.id]
    elif isinstance(argument, ast.JoinedStr):
        _, ending = argument.values
        assert isinstance(ending, ast.Constant)
        yield from (noun + str(ending.value) for noun in handed(*_NOUN))


@cache
def codes() -> frozenset[str]:
    found = {*handed(_CODE), *assigned(_CODE)}
    return frozenset(code for code in found if re.fullmatch(r"[a-z]+(-[a-z]+)*", code))


def entries(page: str) -> dict[str, str]:
    """Return the entries of a page by their code."""
    parts = re.split(r"^### (\S+)\n", (REFERENCE / page).read_text("utf-8"), flags=re.MULTILINE)
    return {
        code: re.split(r"^#", text, flags=re.MULTILINE)[0]
        for code, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.slow
def test_codes_are_found_however_they_are_handed_on() -> None:
    a_constant, in_parts, a_choice, a_variable = (
        "check-crashed",
        "format-clash",
        "edition-unpublished",
        "edition-canonical",
    )
    assert {"po-syntax", a_constant, in_parts, a_choice, a_variable} <= codes()


@pytest.mark.slow
def test_every_code_says_what_to_do() -> None:
    missing = codes() - set(entries("findings.md")) - set(checks())
    advice = (
        "write “### CODE” in docs/reference/findings.md: what is wrong, then **Do:** what to do"
    )
    assert missing == set(), f"{', '.join(sorted(missing))}: {advice}"


@pytest.mark.slow
def test_every_entry_is_of_a_code_that_there_is() -> None:
    gone = set(entries("findings.md")) - codes()
    assert gone == set(), (
        f"in docs/reference/findings.md, delete {', '.join(sorted(gone))}: no finding has this code"
    )


def test_entries_stand_in_order_and_once() -> None:
    page = (REFERENCE / "findings.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### (.+)$", page, re.MULTILINE)
    twice = {each for each in headings if headings.count(each) > 1}
    assert not twice, f"in docs/reference/findings.md, join the entries of {twice}"
    assert set(headings) == set(entries("findings.md")), "write “### CODE”, and nothing after it"
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        found = re.findall(r"^### (\S+)$", section, re.MULTILINE)
        name = section.partition("\n")[0]
        moved = next((one for one, two in zip(found, sorted(found), strict=True) if one != two), "")
        assert not moved, f"below “## {name}” of findings.md, {moved} is out of the alphabet"


@pytest.mark.parametrize("code", sorted(entries("findings.md")))
def test_an_entry_says_what_is_wrong_and_what_to_do(code: str) -> None:
    assert "**Do:**" in entries("findings.md")[code], (
        f"in docs/reference/findings.md, write a paragraph “**Do:** …” below “### {code}”"
    )
