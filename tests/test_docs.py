"""The documentation: its links lead somewhere, and it names what there is."""

import importlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
import pytest

from toolkit.base.bcp47 import Locale
from toolkit.catalog.quotes_file import read_quotes
from toolkit.catalog.terms.toml_reader import read_terms
from toolkit.checks import checks
from toolkit.document.formats import ReadOptions, read_document
from toolkit.document.formats.frontmatter import KNOWN
from toolkit.editions.forms import form_names
from toolkit.newsroom.configuration import load_settings
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.withdrawn import read_withdrawn

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
OUTER = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
PAGES = [*OUTER, *sorted(DOCS.rglob("*.md"))]
_FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+).*?\1")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def paths(found: Iterable[Path]) -> str:
    return ", ".join(sorted(map(named, found)))


def prose(path: Path) -> str:
    """Return a page without its examples."""
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def links(path: Path) -> Iterator[str]:
    """Yield the relative links of a page."""
    for address in _LINK.findall(_CODE.sub("", prose(path))):
        if not address.startswith(("https:", "http:", "mailto:")):
            yield address


def anchors(path: Path) -> set[str]:
    """Return where links into a page can lead, as GitHub names headings."""
    headings = _HEADING.findall(prose(path))
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def examples(path: Path, language: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for address in links(page):
        name, _, anchor = address.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"in {named(page)}, correct the link {address}: no such file"
        if anchor:
            assert anchor in anchors(target), (
                f"in {named(page)}, correct the link {address}: no such heading"
            )


def test_every_page_is_in_the_list_of_pages() -> None:
    index = DOCS / "README.md"
    listed = {(DOCS / each).resolve() for each in links(index)}
    missing = {*DOCS.rglob("*.md")} - listed - {index}
    assert not missing, f"in docs/README.md, write a line with a link to {paths(missing)}"


def test_every_picture_is_shown_somewhere() -> None:
    shown = {(page.parent / each).resolve() for page in PAGES for each in links(page)}
    unused = {path for path in DOCS.rglob("*.png") if path not in shown}
    assert not unused, f"show {paths(unused)} on a page of docs/, or delete it"


def test_what_the_code_refers_to_is_there() -> None:
    said = re.compile(r"docs/[\w/-]+\.md")
    for path in (ROOT / "toolkit").rglob("*.py"):
        for name in said.findall(path.read_text(encoding="utf-8")):
            assert (ROOT / name).is_file(), f"in {named(path)}, correct {name}: no such page"


def test_the_architecture_lists_the_layers_of_the_import_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    layers = [name.strip() for each in contract["layers"] for name in each.split("|")]
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("## The house")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)/?` \|", table, re.MULTILINE)
    assert listed == layers, (
        "in docs/explanation/architecture.md, write the table of “The house” in the order of the"
        " layers of pyproject.toml, a row “| `room/` | what is in it |” for each"
    )


def verbs() -> Iterator[tuple[str, click.Command]]:
    command: click.Group = importlib.import_module("toolkit.cli").command
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield name, found


def sections(path: Path) -> dict[str, str]:
    """Return the sections of the second level by their headings."""
    parts = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


COMMON = {"--force", "--help", "--quiet", "--verbose", "-C"}


@pytest.mark.parametrize(("verb", "command"), list(verbs()), ids=[name for name, _ in verbs()])
def test_the_reference_has_every_option_of_a_verb(verb: str, command: click.Command) -> None:
    section = sections(REFERENCE / "command.md")[verb]
    parts = command.commands.items() if isinstance(command, click.Group) else [(verb, command)]
    elsewhere = sections(REFERENCE / "terms.md")["toolkit terms"] if verb == "terms" else ""
    for name, each in parts:
        assert name in section, f"in docs/reference/command.md, write of {name} below “## {verb}”"
        for option in each.params:
            if isinstance(option, click.Option) and not COMMON & {*option.opts}:
                spellings = " or ".join(option.opts)
                assert any(spelling in section + elsewhere for spelling in option.opts), (
                    f"in docs/reference/command.md, say below “## {verb}” what {spellings} does"
                )


def test_the_reference_has_every_key_of_toolkit_toml(tmp_path: Path) -> None:
    page = (REFERENCE / "toolkit-toml.md").read_text(encoding="utf-8")
    tables = ("[[documents]]", "[locales.kk]", "[locales.kk.publish]", "[editions.own]")
    for table in ("", *tables, "[[fonts]]", "[[books]]", "[draft]"):
        text = f'{table}\nno-such-key = "x"\n'
        if table != "[[documents]]":
            text += '[[documents]]\nfiles = "*.txt"\n'
        for key in known_keys(tmp_path, text):
            assert re.search(rf"(`|\.|\[){key}[`.\]]", page), (
                f"in docs/reference/toolkit-toml.md, write a row for `{key}` {table}"
            )


def known_keys(folder: Path, text: str) -> list[str]:
    """Return the keys that a table may have, as the error about an unknown one names them."""
    (folder / "toolkit.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match="unknown key") as raised:
        load_settings(folder)
    (finding,) = raised.value.findings  # type: ignore[attr-defined] # a ToolkitError
    return str(finding.hint).removeprefix("the known keys are ").split(", ")


def test_the_example_of_toolkit_toml_is_read(tmp_path: Path) -> None:
    (example, *_) = examples(REFERENCE / "toolkit-toml.md", "toml")
    (tmp_path / "toolkit.toml").write_text(example, encoding="utf-8")
    assert load_settings(tmp_path).books[0].name == "reader"


def _read_protect(example: str, folder: Path) -> int:
    (folder / "protect.toml").write_text(example, encoding="utf-8")
    return len(read_protection(folder).identities)


def _read_withdrawn(example: str, folder: Path) -> int:
    (folder / "toolkit.toml").write_text('[[documents]]\nfiles = "*.txt"\n', encoding="utf-8")
    (folder / "locales").mkdir()
    (folder / "locales/withdrawn.toml").write_text(example, encoding="utf-8")
    return len(read_withdrawn(load_settings(folder)))


def _read_front_matter(example: str, _folder: Path) -> int:
    options = ReadOptions(Locale("en"))
    document = read_document(f"{example}\nText.\n".encode(), "a.md", "a", options)
    wire = document.metadata.wire
    assert "" not in (wire.slugline, wire.place.country, wire.genre, wire.note)
    return len(wire.subjects)


@pytest.mark.parametrize(
    ("page", "beginning", "read", "count"),
    [
        ("reference/protect-toml.md", "publish", _read_protect, 2),
        ("reference/quotes-toml.md", "[[quote]]", lambda text, _: len(_quotes(text)), 1),
        ("reference/terms.md", "# Comments", lambda text, _: len(_terms(text)), 4),
        ("how-to/correct-an-article.md", '["bridge"]', _read_withdrawn, 1),
        ("how-to/send-to-partners.md", "---", _read_front_matter, 2),
    ],
)
def test_an_example_of_a_file_is_read(
    page: str, beginning: str, read: Callable[[str, Path], int], count: int, tmp_path: Path
) -> None:
    found = examples(DOCS / page, r"\w*")
    (example,) = [each for each in found if each.startswith(beginning)]
    assert read(example, tmp_path) == count


def _quotes(text: str) -> Sequence[object]:
    return read_quotes(text.encode(), "quotes.toml")


def _terms(text: str) -> Sequence[object]:
    return read_terms(text.encode(), "terms.toml", Locale("en")).terms


def test_every_form_of_edition_has_its_line() -> None:
    page = (REFERENCE / "editions.md").read_text(encoding="utf-8")
    missing = set(form_names()) - set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert not missing, f"in docs/reference/editions.md, write a row “| `NAME` |” for {missing}"


def test_every_check_has_its_section() -> None:
    page = (REFERENCE / "checks.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^### (\S+)$", page, re.MULTILINE))
    missing, over = set(checks()) - sections, sections - set(checks())
    assert not missing, (
        f"in docs/reference/checks.md, write a section “### ID” for {missing}: how bad, what it"
        " finds, and an example"
    )
    assert not over, f"in docs/reference/checks.md, delete the section of {over}: no such check"


def test_every_key_of_front_matter_is_explained() -> None:
    page = sections(REFERENCE / "plain-text.md")["Front matter"]
    missing = {key for key in KNOWN if f"`{key}`" not in page}
    assert not missing, (
        f"in docs/reference/plain-text.md, say below “## Front matter” what {missing} is for"
    )
