"""Count a language's profile, with `python -m tools.count_profile LANGUAGE TEXT …`.

The profile (`toolkit/language/data/LANGUAGE/profile.toml`) has the commonest stretches of three
letters. They are counted in texts that you bring along, and that no test or benchmark measures:
plain text, XML such as the translations of the Universal Declaration of Human Rights, or PO files,
whose translations are read. Each file counts as much as any other, however long it is, and twice
as much if you name it twice. The file is written with new stretches; all else in it stays.

The profiles that the toolkit brings were counted in the declaration (github.com/eric-muller/udhr),
named three times, and in the translations of GNOME's nautilus, evince and gnome-control-center, so
that prose counts half. None of these texts is in the repository.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from toolkit.base.bcp47 import Locale
from toolkit.catalog.po import load
from toolkit.language.alphabets import CONVERSIONS, convert
from toolkit.language.scripts import letters_of

__all__ = ["counted", "main", "written"]

DATA = Path(__file__).parents[1] / "toolkit" / "language" / "data"
_MOST = 300
_PRECISION = 1_000_000_000
_WORD = re.compile(r"[^\W\d_]+")
# What is no language in the messages of programs: tags, placeholders, access keys' marks.
_NO_WORDS = re.compile(r"<[^<>]*>|%\(?\w*\)?[a-z]|\{[^{}]*\}|&\w+;|https?:\S+|_(?=\w)")
_WIDTH = 100
_SOURCE = "en"


def main() -> None:
    """Count, and write the profile."""
    parser = argparse.ArgumentParser(prog="python -m tools.count_profile", description=__doc__)
    parser.add_argument("language", help="an ISO 639 code, such as ky")
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT")
    arguments = parser.parse_args()
    path = DATA / arguments.language / "profile.toml"
    texts = [_text(each, arguments.language) for each in arguments.texts]
    profile = path.read_text("utf-8")
    for script in re.findall(r"^\[(\w+)\]", profile, re.MULTILINE):
        stretches = counted(texts, Locale(f"{arguments.language}-{script}"))
        profile = written(profile, script, stretches)
        sys.stdout.write(f"{script}: {len(stretches)} stretches\n")
    path.write_text(profile, "utf-8")


def _text(path: Path, language: str) -> str:
    """Return the text of a file; of a PO file in the source's language the messages themselves."""
    if path.suffix == ".po":
        entries = [each for each in load(path) if not each.obsolete and not each.fuzzy]
        texts = [each.msgid if language == _SOURCE else each.msgstr for each in entries]
        return _NO_WORDS.sub("", "\n".join(texts))
    if path.suffix == ".xml":
        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        return "\n".join(str(each) for each in root.getroot().itertext())
    return path.read_text("utf-8")


def counted(texts: Sequence[str], locale: Locale) -> list[str]:
    """Return the commonest stretches of three letters of a language in a script, in their order.

    What the texts have in the script is counted, but for those that have a few words in it only.
    If there are no others, and the toolkit makes the script from another of the language's, the
    texts are converted first.
    """
    shares: Counter[str] = Counter()
    for words in (each for text in texts if (each := _words(text, locale.script))):
        found = Counter(stretch for word in words for stretch in _stretches(word))
        whole = found.total()
        for stretch, count in found.items():
            shares[stretch] += count * _PRECISION // whole
    if not shares:
        converted = _converted(texts, locale)
        return counted(converted, locale) if converted else []
    return sorted(sorted(shares, key=lambda each: (-shares[each], each))[:_MOST])


def _converted(texts: Sequence[str], locale: Locale) -> list[str]:
    """Return the texts in the locale's script, where the toolkit converts any to it."""
    for each in CONVERSIONS:
        if locale.is_variety_of(each.target):
            own = [text for text in texts if _words(text, each.source.script)]
            return [convert(text, each) for text in own]
    return []


def _words(text: str, script: str) -> list[str]:
    """Return the words of a text in a script; none where most are in another."""
    own = re.compile(f"[{letters_of(script)}]+")
    words = _WORD.findall(text.lower())
    found = [word for word in words if own.fullmatch(word)]
    return found if 2 * len(found) > len(words) else []


def _stretches(word: str) -> Iterator[str]:
    edged = f"_{word}_"
    return (edged[at : at + 3] for at in range(len(edged) - 2))


def written(profile: str, script: str, stretches: Iterable[str]) -> str:
    """Return a profile with other stretches for one script."""
    lines = [""]
    for each in stretches:
        if len(lines[-1]) + len(each) >= _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {each}".strip()
    block = 'trigrams = """\n' + "\n".join(lines) + '\n"""\n'
    head, mark, rest = profile.partition(f"[{script}]\n")
    own, following, others = rest.partition("\n[")
    own = re.sub(r'trigrams = """.*?"""\n?', "", own + "\n", flags=re.DOTALL).strip("\n")
    kept = f"{own}\n" if own else ""
    return f"{head}{mark}{kept}{block}{following}{others}"


if __name__ == "__main__":
    main()
