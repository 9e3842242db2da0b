"""Checks: mistakes put into right translations and found again, ours beside pofilter's."""

import json
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import TOOLKIT, Row, available, cpu_seconds
from toolkit.catalog.po import Catalog, Entry, load, save

__all__ = ["BREAKS", "lines", "rows"]

LOCALES = ("kk", "ru", "ug")
CATALOGS = Path(__file__).parents[1] / "locales"
BROKEN = 8
"""Entries that are broken at a time, in a catalog of right ones."""
FEW_WORDS = 4
SPEED_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, its translation, and the translation of the same text in another language."""

    source: str
    target: str
    other: str
    locale: str


Break = Callable[[Pair, random.Random], str | None]
"""Returns a wrong translation; None where there is nothing to break so."""


def _sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Break:
    """Return a break that replaces one match."""

    def broken(pair: Pair, rng: random.Random) -> str | None:
        matches = list(re.finditer(pattern, pair.target))
        if not matches:
            return None
        match = rng.choice(matches)
        text = match.expand(new) if isinstance(new, str) else new(match)
        return pair.target[: match.start()] + text + pair.target[match.end() :]

    return broken


def _other_digit(match: re.Match[str]) -> str:
    return str((int(match[0]) + 3) % 10)


def _when(locales: str, each: Break) -> Break:
    return lambda pair, rng: each(pair, rng) if pair.locale in locales.split() else None


def _inside(text: str) -> Break:
    def broken(pair: Pair, rng: random.Random) -> str:
        at = rng.randrange(1, len(pair.target) + 1)
        return pair.target[:at] + text + pair.target[at:]

    return broken


def _untranslated(pair: Pair, _: random.Random) -> str | None:
    return pair.source if len(pair.source.split()) > FEW_WORDS else None


def _sentence_left(pair: Pair, _: random.Random) -> str | None:
    sentences = re.findall(r"[A-Z][^.!?]{30,}[.!?]", pair.source)
    return f"{pair.target} {sentences[-1]}" if sentences else None


def _wrong_language(pair: Pair, _: random.Random) -> str | None:
    return pair.other if len(pair.other.split()) > FEW_WORDS else None


def _half(pair: Pair, _: random.Random) -> str | None:
    sentences = re.split(r"(?<=[.!?؟])\s+", pair.target)
    third = len(sentences) // 3
    return " ".join(sentences[:third]) if third else None


def _nested_wrong(pair: Pair, _: random.Random) -> str | None:
    tags = re.findall(r"<(\w+)>[^<]*</\1>", pair.target)
    if not tags:
        return None
    name = tags[0]
    return pair.target.replace(f"</{name}>", "", 1).replace(f"<{name}>", f"</{name}><{name}>", 1)


# For each locale: letters inside its words, and the foreign ones that look like them.
_LOOK_ALIKE = {"kk": ("[аеорсхіАЕОРСХІ]", "аеорсхіАЕОРСХІ", "aeopcxiAEOPCXI")}
_LOOK_ALIKE["ru"] = ("[аеорсхАЕОРСХ]", "аеорсхАЕОРСХ", "aeopcxAEOPCX")
_LOOK_ALIKE["ug"] = ("[يكەھ]", "يكەھ", "یکەه")


def _look_alike(pair: Pair, rng: random.Random) -> str | None:
    letters, own, foreign = _LOOK_ALIKE[pair.locale]
    table = str.maketrans(own, foreign)
    return _sub(rf"(?<=\w){letters}(?=\w)", lambda match: match[0].translate(table))(pair, rng)


BREAKS: dict[str, Break] = {
    "a digit changed": _sub(r"\d", _other_digit),
    "a number left out": _sub(r" ?\d[\d  .,]*\d", ""),
    "a code's end left out": _sub(r"</\w+>", ""),
    "a code twice": _sub(r"<(\w+)>", r"<\1></\1><\1>"),
    "codes ill nested": _nested_wrong,
    "a code invented": _inside("<b9>"),
    "the final mark left out": _sub(r"[.!?؟]$", ""),
    "two spaces": _sub(r"(?<=\w) (?=\w)", "  "),
    "a space before a mark": _sub(r"(?<=\w)(?=[,،.؟?!]( |$))", " "),
    "a quotation mark left out": _sub("[»”]", ""),
    "straight quotation marks": _sub("[«»“”]", '"'),
    "a bracket left out": _sub(r"[)\]]", ""),
    "a foreign look-alike": _look_alike,
    "untranslated": _untranslated,
    "a source sentence left": _sentence_left,
    "the wrong language": _wrong_language,
    "two thirds left out": _half,
    "a hidden character": _inside("\u200b"),
    "a control of direction": _inside("\u202e"),
    "a Latin comma": _when("ug", _sub("،", ",")),
    "a Latin question mark": _when("ug", _sub("؟", "?")),
    "three dots": _sub("…", "..."),
    "a decomposed letter": _sub("[йЙ]", lambda match: "и\u0306" if match[0] == "й" else "И\u0306"),
    "an address changed": _sub(r"(?<=https://)\w", "x"),
}


def rows(folder: Path, sizes: list[int]) -> Iterator[Row]:
    """Yield how long it takes to look through so many right translations, no two alike."""
    for size in sizes:
        for locale in LOCALES:
            path = folder / f"checked-{locale}-{size}.po"
            _join(locale, size, path)
            command = [TOOLKIT, "-q", "check", "-l", locale, str(path)]
            ours = cpu_seconds(command, 1, may_fail=True)
            theirs = None
            if available("pofilter"):
                options = ["--progress=none", f"--language={locale}"]
                command = ["pofilter", *options, str(path), str(folder / "filtered.po")]
                theirs = cpu_seconds(command, 1, may_fail=True)
            note = "what each finds is in a table below" if theirs is not None else ""
            yield Row(f"check {locale}", size, ours, "pofilter", theirs, note)


def _join(locale: str, size: int, path: Path) -> None:
    """Write paragraphs, each made of two of the catalogs and a number."""
    catalogs = [load(each) for each in sorted((CATALOGS / locale / "LC_MESSAGES").glob("*.po"))]
    plain = [
        entry
        for catalog in catalogs
        for entry in catalog
        if not entry.obsolete and entry.msgstr and "<" not in entry.msgid
    ]
    rng = random.Random(size)
    joined = Catalog()
    joined.keep_header(catalogs[0])
    for number in range(size):
        one, other = rng.sample(plain, 2)
        text = f"{one.msgid} {other.msgid} ({number})"
        joined.append(Entry(msgid=text, msgstr=f"{one.msgstr} {other.msgstr} ({number})"))
    save(joined, path)


def lines(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield what is found of each kind of mistake, what is found in right catalogs, the time."""
    yield ("mistake", "entries", "found", "as error or warning", "pofilter")
    totals = [0, 0, 0, 0]
    for name, each in BREAKS.items():
        counts = [0, 0, 0, 0]
        for locale in LOCALES:
            for path, broken in _broken(folder, name, each, locale):
                found = _ours(path, locale)
                counts[0] += len(broken)
                counts[1] += len(broken & found.keys())
                counts[2] += sum(found.get(key) in {"error", "warning"} for key in broken)
                counts[3] += len(broken & _pofilter(path, locale))
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        yield (name, *_shares(counts))
    yield ("all", *_shares(totals))
    yield from _alarms(folder)


def _shares(counts: list[int]) -> tuple[str, ...]:
    every = counts[0] or 1
    theirs = f"{100 * counts[3] / every:.0f} %" if available("pofilter") else "not installed"
    return (str(counts[0]), *(f"{100 * each / every:.0f} %" for each in counts[1:3]), theirs)


def _alarms(folder: Path) -> Iterator[tuple[str, ...]]:
    yield ("right translations", "entries", "any", "error or warning", "pofilter")
    for locale in LOCALES:
        paths = sorted((CATALOGS / locale / "LC_MESSAGES").glob("*.po"))
        entries = sum(len(load(path)) for path in paths)
        ours = [severity for path in paths for severity in _ours(path, locale).values()]
        serious = sum(severity != "hint" for severity in ours)
        theirs = sum(len(_pofilter(path, locale)) for path in paths)
        shown = str(theirs) if available("pofilter") else "not installed"
        yield (locale, str(entries), str(len(ours)), str(serious), shown)
        large = folder / f"large-{locale}.po"
        _repeat(paths, large)
        seconds = cpu_seconds([TOOLKIT, "-q", "check", "-l", locale, str(large)], 1, may_fail=True)
        yield (f"{locale}, {SPEED_ENTRIES:,} entries", f"{seconds:.1f} s", "", "", "")


def _repeat(paths: list[Path], large: Path) -> None:
    """Write the entries of some catalogs again and again, each with a context of its own."""
    whole = Catalog()
    catalogs = [load(path) for path in paths]
    whole.keep_header(catalogs[0])
    number = 0
    while number < SPEED_ENTRIES:
        for entry in (each for catalog in catalogs for each in catalog):
            number += 1
            copied = entry.copy()
            copied.msgctxt = str(number)
            whole.append(copied)
    save(whole, large)


def _broken(folder: Path, name: str, each: Break, locale: str) -> Iterator[tuple[Path, set[str]]]:
    """Yield catalogs with some entries broken, and the texts of these."""
    rng = random.Random(f"{name} {locale}")
    for path in sorted((CATALOGS / locale / "LC_MESSAGES").glob("*.po")):
        other = "ru" if locale != "ru" else "kk"
        others = {e.msgid: e.msgstr for e in load(CATALOGS / other / "LC_MESSAGES" / path.name)}
        catalog = load(path)
        entries = [entry for entry in catalog if not entry.obsolete and entry.msgstr]
        rng.shuffle(entries)
        broken: set[str] = set()
        for entry in entries:
            pair = Pair(entry.msgid, entry.msgstr, others.get(entry.msgid, ""), locale)
            wrong = each(pair, rng) if len(broken) < BROKEN else None
            if wrong is not None and wrong.strip() and wrong != entry.msgstr:
                entry.msgstr = wrong
                broken.add(entry.msgid)
        if broken:
            file = folder / f"broken-{locale}.po"
            save(catalog, file)
            yield file, broken


_RANK = ("hint", "warning", "error")


def _ours(path: Path, locale: str) -> dict[str, str]:
    """Return the worst finding of each entry in which there is one, by its text."""
    run = subprocess.run(
        [TOOLKIT, "-q", "check", "-l", locale, "--format", "json", str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    starts = [(line, entry.msgid) for line, entry in _lines_of(path)]
    found: dict[str, str] = {}
    for finding in json.loads(run.stdout):
        text = next((text for line, text in reversed(starts) if line <= finding["line"]), "")
        found[text] = max(found.get(text, "hint"), finding["severity"], key=_RANK.index)
    return found


def _lines_of(path: Path) -> Iterator[tuple[int, Entry]]:
    catalog = load(path)
    for entry in catalog:
        yield entry.location(str(path)).line or 0, entry


def _pofilter(path: Path, locale: str) -> set[str]:
    """Return the texts of the entries in which pofilter finds something."""
    if not available("pofilter"):
        return set()
    with TemporaryDirectory() as folder:
        out = Path(folder) / path.name
        subprocess.run(
            ["pofilter", "--progress=none", f"--language={locale}", str(path), str(out)],
            capture_output=True,
            check=False,
        )
        return {entry.msgid for entry in load(out)} if out.is_file() else set()
