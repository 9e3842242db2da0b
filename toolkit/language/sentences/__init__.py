"""Segmentation: texts to sentences, by the rules of SRX 2.0 files."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.base.bcp47 import Locale
from toolkit.base.faces import loader
from toolkit.language.known import GENERAL
from toolkit.language.sentences.built_in_rules import built_in_rules
from toolkit.language.sentences.inline_text import split_text
from toolkit.language.sentences.segmentation_rules import FormatHandling, Rule, SegmentationRules
from toolkit.language.sentences.segmenter import Layer, Segmenter

if TYPE_CHECKING:
    from toolkit.language.sentences.srx import read_srx

__all__ = ["SegmentationRules", "Segmenter", "read_srx", "rules_for", "segment", "split_text"]

_SENTENCES = "sentences"
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
    layers.append(Layer("", _built_in(tag), trusted=True))
    return Segmenter(layers, own[0].handling if own else FormatHandling())


def _built_in(tag: str) -> tuple[Rule, ...]:
    """Return the toolkit's own rules for a tag, in the order in which they count."""
    language = tag.partition("-")[0]
    own = [(language, _SENTENCES)] if language != _LENDER else []
    places = ((GENERAL, "quotation"), *own, (_LENDER, _SENTENCES), (GENERAL, "default"))
    return tuple(rule for home, name in places for rule in built_in_rules(home, name, tag))


# A newsroom's rules are translated when they are read; the toolkit's own are so already.
__getattr__ = loader(__name__, {"read_srx": "toolkit.language.sentences.srx"})
