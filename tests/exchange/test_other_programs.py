"""What other programs make of two hundred documents that were sent, with every kind of text."""

import itertools
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.packages import UG, catalog, translated
from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import Catalog, Entry
from toolkit.exchange.forms import form_named, read_reply
from toolkit.exchange.package import Package, pack
from toolkit.exchange.returning import take_back

pytestmark = pytest.mark.slow

DOCUMENTS = 200
WORDS = ("heat", "=1+1", "-5", "5 < 6", "AT&T", "“so”", "“", "a\u00a0b", "C:\\x", "@me", "ⓘ", "é")
CODES = ("<em>{}</em>", "<a1>{} <em>x</em></a1>", "{}<br/>", "<x1/>{}", "{}")
TARGETS = ("ئىسسىق", "«كۈن»", "17", "شىنجاڭ")


def entry(dice: random.Random, at: int) -> Entry:
    """Return a text: with or without codes, a context, a plural, a limit, a translation."""
    source = dice.choice(CODES).format(" ".join(dice.choices(WORDS, k=dice.randint(1, 4))))
    comment = f"id: p-{at:04x}" + dice.choice(("", "\nnote: size: at most 900 bytes in UTF-8"))
    context = dice.choice((None, None, "picture", f"context <{at}>"))
    one = Entry(msgid=f"{source} {at}", msgctxt=context, comment=comment)
    if dice.random() < 0.1:
        one.msgid_plural, one.msgstr_plural = f"%d {source} {at}", {0: "", 1: ""}
    return one


def documents() -> dict[str, Catalog]:
    dice = random.Random(17)
    made = {}
    for number in range(DOCUMENTS):
        one = Catalog(entry(dice, at) for at in range(dice.randint(1, 6)))
        one.metadata = dict(catalog().metadata)
        made[f"news/document-{number:03}"] = one
    return made


def sent() -> tuple[Package, dict[int, str]]:
    """Return what is sent, and what a translator writes into it, by the row from 0."""
    dice = random.Random(18)
    packed = tuple(pack(name, each) for name, each in documents().items())
    package = Package("News", Locale("en"), UG, packed)
    targets = {
        at: f"{row.source.replace('heat', dice.choice(TARGETS))} ئا"
        for at, row in enumerate(package.rows)
        if dice.random() < 0.8
    }
    return package, targets


def told(catalogs: dict[str, Catalog]) -> list[str]:
    return [
        text
        for each in catalogs.values()
        for one in each
        for text in (one.msgstr_plural.values() if one.msgid_plural else [one.msgstr])
    ]


def through(program: str, data: bytes, folder: Path, names: tuple[str, ...]) -> bytes:
    """Return what a program saves that has opened a file, in one form after the other."""
    (folder / names[0]).write_bytes(data)
    for before, after in itertools.pairwise(names):
        kind = after.rpartition(".")[2]
        out = folder / kind / f"{len(list(folder.iterdir()))}"
        out.mkdir(parents=True)
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        arguments = [program, home, "--headless", "--convert-to", kind, "--outdir", str(out)]
        subprocess.run(
            [*arguments, str(folder / before)], check=True, capture_output=True, timeout=300
        )
        shutil.copy(next(out.iterdir()), folder / after)
    return (folder / names[-1]).read_bytes()


@pytest.mark.parametrize(
    "names",
    [
        ("a.docx", "b.docx"),
        ("a.docx", "b.odt", "c.docx"),
        ("a.xlsx", "b.xlsx"),
        ("a.xlsx", "b.ods"),
    ],
    ids=" ".join,
)
def test_libreoffice_saves_what_the_catalog_would_get(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("NOT TESTED: there is no LibreOffice here")
    package, targets = sent()
    form = form_named(names[0].rpartition(".")[2])
    data = through(program, form.write(translated(package, targets)), tmp_path, names)
    assert list(differences(data, names[-1], targets)) == []


@pytest.mark.parametrize(
    ("name", "reader"), [("xliff", "xliff2.Xliff2File"), ("xliff1", "xliff.xlifffile")]
)
def test_translate_toolkit_saves_what_the_catalog_would_get(
    name: str, reader: str, tmp_path: Path
) -> None:
    program = shutil.which("pogrep")
    if program is None:
        pytest.skip("NOT TESTED: there is no translate-toolkit here")
    package, targets = sent()
    file = tmp_path / "a.xlf"
    file.write_bytes(form_named(name).write(translated(package, targets)))
    module, class_name = reader.split(".")
    copied = (
        f"from translate.storage import {module}; "
        f"{module}.{class_name}.parsefile({str(file)!r}).save()"
    )
    subprocess.run([Path(program).with_name("python"), "-c", copied], check=True)
    assert list(differences(file.read_bytes(), file.name, targets)) == []


OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>en</source_lang><target_lang>ug</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


def omegat(folder: Path, *options: str) -> None:
    command = ["java", "-Djava.awt.headless=true", "-jar", str(OMEGAT)]
    own = f"--config-dir={folder / 'settings'}"
    done = subprocess.run(
        [*command, own, *options, str(folder)], capture_output=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout


def test_omegat_translates_an_xliff_of_an_older_version(tmp_path: Path) -> None:
    if shutil.which("java") is None or not OMEGAT.is_file():
        pytest.skip("NOT TESTED: OmegaT is missing; apt-get install omegat")
    some = dict(itertools.islice(documents().items(), 20))
    package = Package("News", Locale("en"), UG, tuple(pack(*each) for each in some.items()))
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (tmp_path / name).mkdir()
    (tmp_path / "omegat.project").write_text(PROJECT)
    (tmp_path / "source/a.xlf").write_bytes(form_named("xliff1").write(package))
    known = tmp_path / "known.tmx"
    memory = f"--pseudotranslatetmx={known}"
    omegat(
        tmp_path, "--mode=console-createpseudotranslatetmx", memory, "--pseudotranslatetype=equal"
    )
    said = re.sub(r'(<tuv lang="ug">\s*<seg>)', r"\1ئا ", known.read_text("utf-8"))
    (tmp_path / "omegat/project_save.tmx").write_text(said, encoding="utf-8")
    omegat(tmp_path, "--mode=console-translate")
    rows = read_reply((tmp_path / "target/a.xlf").read_bytes(), "a.xlf").rows
    # It keeps codes at the start of a text out of what it translates.
    assert [each.target.replace("ئا ", "", 1) for each in rows] == [
        each.source for each in package.rows
    ]
    assert all("ئا" in each.target for each in rows)
    assert [str(each.reference) for each in rows] == [str(each.reference) for each in package.rows]


def differences(data: bytes, name: str, targets: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Yield what a catalog got and what it should have got, where the two differ."""
    catalogs = documents()
    take_back(read_reply(data, name).rows, catalogs)
    got = told(catalogs)
    wanted = [targets.get(at, "") for at in range(len(got))]
    yield from (pair for pair in zip(got, wanted, strict=True) if pair[0] != pair[1])
