"""Planted identities, over a thousand in fifteen languages: none is in anything that leaves."""

import gzip
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from tests.archives import zipped
from tests.document.formats.docx_files import paragraph, run, word_file
from tests.newsroom.protection.identities import SOURCE, WITNESS, protect
from tests.newsrooms import contents
from toolkit.base.bcp47 import Locale
from toolkit.catalog.memory.store import Memory
from toolkit.cli import main
from toolkit.language.alphabets import CONVERSIONS, convert
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.carried_texts import carried_texts
from toolkit.newsroom.protection.leaks import names_in

# Written by hand as the press writes them, not by the toolkit's own declension.
ENGLISH = """Aigerim|Aigerim's|Aigerim’s|AIGERIM|Aigerims|Testova|Testova’s|TESTOVA|Testovas
Aigerim Testova|Aigerim Testova’s|AIGERIM TESTOVA""".replace("\n", "|").split("|")
_KAZAKH = """
Айгерім Айгерімнің Айгерімге Айгерімді Айгерімде Айгерімнен Айгеріммен Айгерімдей
Айгерімше Айгерімнікі Айгерімдегі Айгерімдер Айгерімдердің Айгерімдерге Айгерімдерді
Айгерімдерден АЙГЕРІМ Айгерімдермен Тестова Тестованың Тестоваға Тестованы Тестовада
Тестовадан Тестовамен Тестовадай Тестоваша Тестованікі Тестовадағы Тестовалар
Тестовалардың Тестоваларға Тестоваларды ТЕСТОВА Тестовалардан Тестовалармен Тестоваларда
"""
KAZAKH = _KAZAKH.split()
_RUSSIAN = """
Айгерим АЙГЕРИМ Тестова Тестовой Тестову Тестовою ТЕСТОВА ТЕСТОВОЙ Тестовы Тестовых
Тестовым Тестовыми
"""
RUSSIAN = _RUSSIAN.split()
_UYGHUR = """
ئايگېرىم ئايگېرىمنىڭ ئايگېرىمغا ئايگېرىمگە ئايگېرىمنى ئايگېرىمدا ئايگېرىمدىن ئايگېرىمدەك
ئايگېرىملار ئايگېرىملارنىڭ ئايگېرىملارغا ئايگېرىملارنى ئايگېرىملاردا ئايگېرىملاردىن
تېستوۋا تېستوۋانىڭ تېستوۋاغا تېستوۋانى تېستوۋادا تېستوۋادىن تېستوۋادەك تېستوۋالار
تېستوۋالارنىڭ تېستوۋالارغا تېستوۋالارنى تېستوۋالاردا تېستوۋالاردىن
"""
UYGHUR = _UYGHUR.split()
_BEGINNING = 4
"""Letters by which a text is looked at more closely."""
KAZAKH += [f"Айгерім {each}" for each in KAZAKH if each.startswith("Тест")]
RUSSIAN += [f"Айгерим {each}" for each in RUSSIAN if each.startswith("Тест")]
UYGHUR += [f"ئايگېرىم {each}" for each in UYGHUR if each.startswith("تېست")]
_OTHERS = """
tr|Gülnaz Gülnaz'ın Gülnaz’a GÜLNAZ'I Gülnaz'da Gülnazdan Gülnaz'la Gülnazlar Toprakçı'nın
tr|Toprakçı’ya TOPRAKÇI Toprakçı'yı Toprakçıdan Toprakçılar Toprakçıların Toprakçı'ydı
az|Gülnazın Gülnaza Gülnazı Gülnazda Gülnazdan Torpaqova Torpaqovanın Torpaqovaya TORPAQOVANI
az|Torpaqovada Torpaqovadan Torpaqovalar Torpaqovaların
tk|Gülnazyň Gülnaza Gülnazy Gülnazda Gülnazdan Toprakowanyň Toprakowany TOPRAKOWADA Toprakowalar
uz|Gulnoz Gulnozning Gulnozga GULNOZNI Gulnozda Gulnozdan Gulnozdek Toʻxtayeva To'xtayevaning
uz|To‘xtayevaga TOʻXTAYEVANI Toʻxtayevada Toʻxtayevadan Toʻxtayevalar Toʻxtayevalarning
uz-Cyrl|Гулноз Гулнознинг Гулнозга ГУЛНОЗНИ Гулноздан Тўхтаева Тўхтаеванинг Тўхтаевага Тўхтаевалар
ky|Гүлнас Гүлнастын Гүлнаска ГҮЛНАСТЫ Гүлнаста Гүлнастан Гүлнастай Токтошева Токтошеванын
ky|Токтошевага Токтошеваны Токтошевада Токтошевадан Токтошевалар Токтошевалардын
tt|Гөлназ Гөлназның Гөлназга Гөлназны Гөлназда Гөлназдан Туфракованың Туфраковага ТУФРАКОВАДАН
tg|Гулноза Гулнозаро Гулнозаи Гулнозаву Хокиева Хокиеваро ХОКИЕВАИ Хокиеваҳо Хокиеваҳоро
fa|گلناز گلنازها گلنازهای خاکپور خاکپورها خاکپورهای خاکپور‌ها
ar|جلناز وجلناز لجلناز بجلناز ولجلناز الترابي والترابي بالترابي للترابي وللترابي كالترابي
uk|Гульназ ГУЛЬНАЗ Ґрунтова Ґрунтової Ґрунтовій Ґрунтову ҐРУНТОВОЮ Ґрунтови Ґрунтових Ґрунтовими
de|Gülnas Erdmann Erdmanns ERDMANN
"""
OTHERS: dict[str, list[str]] = {}
for _line in _OTHERS.strip().splitlines():
    OTHERS.setdefault(_line.partition("|")[0], []).extend(_line.partition("|")[2].split())
CONFIGURATION = """source = "en"
title = "Test"

[[documents]]
files = "articles/*.*"
editions = ["html", "nitf", "ninjs", "parallel", "single", "epub"]

[locales.kk]
[locales.kk-Arab]
from = "kk"
[locales.ug]
"""


def planted() -> dict[str, list[str]]:
    """Return the planted forms, by the locale whose letters they are in."""
    found = {"en": ENGLISH, "kk": KAZAKH, "ru": RUSSIAN, "ug": UYGHUR}
    for each in CONVERSIONS:
        if each.source.tag in found and each.target.tag not in found:
            found[each.target.tag] = [convert(form, each) for form in found[each.source.tag]]
    return found | OTHERS


def articles(tag: str, forms: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield an article in every format with forms in it, with a name that says nothing."""
    stem = tag.lower()
    lines = [f"{number} {form}." for number, form in enumerate(forms)]
    yield (
        f"{stem}-a.txt",
        f"{forms[0]} speaks\n\n{forms[0]}\n\n".encode() + "\n\n".join(lines).encode(),
    )
    front = f"---\ntitle: {forms[1]} speaks\ntags: [{forms[2]}]\ndescription: {forms[3]}\n---\n\n"
    yield f"{stem}-b.md", (front + "\n\n".join(f"**{line}**" for line in lines)).encode()
    body = "".join(f'<p title="{form}">{form}</p>' for form in forms)
    head = (
        f'<meta charset="utf-8"><title>{forms[0]}</title><meta name="author" content="{forms[1]}">'
    )
    script = f'<script type="application/ld+json">{{"headline": "{forms[2]}"}}</script>'
    page = f"<!doctype html><html><head>{head}{script}</head><body><!-- {forms[3]} -->{body}</html>"
    yield f"{stem}-c.html", page.encode()
    items = "".join(f'<p by="{form}">{form}</p>' for form in forms)
    yield f"{stem}-d.xml", f"<doc><!-- {forms[0]} --><?x {forms[1]}?>{items}</doc>".encode()
    runs = (run(form[:3]) + run(form[3:]) for form in forms)
    yield f"{stem}-e.docx", word_file("".join(paragraph(f"{each}{run('.')}") for each in runs))


def leaving(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield all that leaves: every file but the articles and protect.toml, and what is in it."""
    for path, data in contents(folder).items():
        if not path.startswith(("articles", "protect.toml")):
            yield path, path
            yield from carried_texts(data, path)


@pytest.mark.slow
def test_none_of_those_planted_is_in_anything_that_leaves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "toolkit.toml").write_text(CONFIGURATION)
    protect(tmp_path, WITNESS + SOURCE)
    count = 0
    for at, (tag, forms) in enumerate(planted().items()):
        made = list(articles(tag, forms))
        for name, data in [made[at % len(made)]] if tag in OTHERS else made:
            (tmp_path / "articles" / name).write_bytes(data)
            count += len(forms)
    project = Project.load(tmp_path)
    main(["-C", str(tmp_path), "-v", "update"])
    main(["-C", str(tmp_path), "-v", "build"])
    main(["-C", str(tmp_path), "status"])
    for form in ("xliff", "csv", "po", "html"):
        main(["-C", str(tmp_path), "export", "-l", "kk", "--to", form, "-o", f"sent.{form}"])
    with Memory.open(tmp_path / "locales" / "memory.sqlite") as memory:
        assert not list(memory.entries())
    printed = capsys.readouterr()
    wanted = {form.lower() for forms in planted().values() for form in forms}
    texts = [*leaving(tmp_path), ("printed", printed.out), ("printed", printed.err)]
    found = {(path, form) for path, text in texts for form in having(text.lower(), wanted)}
    assert count > 1000
    assert found == set()
    assert project.update().findings == ()  # none of it by holding back


def having(text: str, wanted: Collection[str]) -> set[str]:
    """Return which words a text has; hardly any has the beginning of one."""
    beginnings = {each[:_BEGINNING] for each in wanted}
    if not any(each in text for each in beginnings):
        return set()
    return {each for each in wanted if each in text}


def jpeg(artist: str) -> bytes:
    comment = artist.encode()
    return b"\xff\xd8\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + b"\xff\xd9"


PLACES: dict[str, Callable[[str], bytes]] = {
    "output/en/a.epub": lambda name: zipped({"OEBPS/a.xhtml": name}),
    "sent.docx": lambda name: zipped({"docProps/core.xml": f"<dc:creator>{name}</dc:creator>"}),
    "output/en/p.jpg": jpeg,
    "locales/kk/LC_MESSAGES/a.po": lambda name: f'#, x\n#| msgid "{name}"\n'.encode(),
    "locales/memory.bak.gz": lambda name: gzip.compress(name.encode()),
    "output/feed.xml": lambda name: f"<dc:creator>{name}</dc:creator>".encode(),
    "output/x.html": lambda name: f'<a href="/home/{name}/x">x</a>'.encode(),
}


@pytest.mark.parametrize("tag", [each.tag for each in map(Locale, planted())])
def test_each_is_found_wherever_it_is_carried(tag: str, tmp_path: Path) -> None:
    protection = protect(tmp_path, WITNESS + SOURCE)
    missed = [
        (path, form)
        for form in planted()[tag]
        for path, carried in PLACES.items()
        if not names_in(carried(form), path, protection)
    ]
    assert missed == []
