"""Segmentation: texts to sentences, by the rules of SRX 2.0 files."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.language.known import GENERAL, file_of
from toolkit.language.sentences.inline_text import split_text
from toolkit.language.sentences.segmenter import Layer, Segmenter
from toolkit.language.sentences.srx import SegmentationRules, read_srx

__all__ = ["SegmentationRules", "Segmenter", "read_srx", "rules_for", "segment", "split_text"]

_SENTENCES = "sentences.srx"
# Its abbreviations are those of its neighbours too: the file itself says whose.
_LENDER = "ru"


def rules_for(locale: Locale, own: Sequence[SegmentationRules] = ()) -> Segmenter:
    """Return the segmenter of a locale; the same one for the same arguments.

    Args:
        locale: what the texts are written in. A language without rules of its own has the
            toolkit's default ones.
        own: a newsroom's own files. They decide before the toolkit's, each in its turn; one that
            says `cascade="no"` and maps the locale decides alone, so that a complete file means
            what it means in other programs.

    """
    return _segmenter(locale.tag, tuple(own))


def segment(text: str, locale: Locale, own: Sequence[SegmentationRules] = ()) -> list[str]:
    """Return the sentences of a text, each on one line.

    A blank line ends a paragraph, and so does a short line; other line ends are spaces.

    Args:
        text: plain text.
        locale: what it is written in.
        own: a newsroom's own rules, as `rules_for` takes them.

    """
    return [" ".join(each.split()) for each in rules_for(locale, own).split(text)]


@lru_cache(maxsize=64)
def _segmenter(tag: str, own: tuple[SegmentationRules, ...]) -> Segmenter:
    layers: list[Layer] = []
    for rules in own:
        layer = Layer(rules.path, rules.for_tag(tag))
        layers.append(layer)
        if layer.rules and not rules.cascade:
            return Segmenter(layers, own[0].handling)
    built_in = list(_built_in(tag))
    ours = tuple(rule for rules in built_in for rule in rules.for_tag(tag))
    layers.append(Layer("", ours, trusted=True))
    return Segmenter(layers, own[0].handling if own else built_in[0].handling)


def _built_in(tag: str) -> Iterator[SegmentationRules]:
    """Yield the toolkit's own rules for a tag, in the order in which they count."""
    language = tag.partition("-")[0]
    own = [(language, _SENTENCES)] if language != _LENDER else []
    places = ((GENERAL, "quotation.srx"), *own, (_LENDER, _SENTENCES), (GENERAL, "default.srx"))
    for home, name in places:
        data = file_of(home, name)
        if data is not None:
            yield read_srx(data, f"{home}/{name}", only=tag)
