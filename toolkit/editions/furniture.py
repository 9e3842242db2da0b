"""Furniture: what a page says itself, as HTML, in its language or else marked with its own."""

import datetime as dt
import itertools
import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from markupsafe import Markup, escape

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import append_text
from toolkit.language.list_patterns import around
from toolkit.localizing.interface_words import Phrase, Value, Words, value_in
from toolkit.localizing.isolation import isolate

__all__ = ["Said", "attributes", "beside", "said", "said_together"]

# What a text from right to left may hold that has to be isolated.
_FOREIGN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u058f]")
_NO_SPACES = frozenset({"Hans", "Hant", "Jpan"})


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences of a page's own: HTML where a template shows them, and plain text.

    A sentence that is not in the page's language stands in an element that says which it is in, so
    that no line mixes two directions.
    """

    phrases: tuple[Phrase, ...]
    """Each sentence, for attributes and for forms that are not HTML."""
    markup: tuple[Markup, ...]
    """Each sentence, without its language."""
    page: Locale
    xml: bool = False
    """Whether the language is said as XHTML has it, too."""

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return _gap(self.locale).join(each.text for each in self.phrases)

    @property
    def locale(self) -> Locale:
        """The language of the first sentence."""
        return self.phrases[0].locale

    def as_xhtml(self) -> "Said":
        """Return the same for an XHTML document."""
        return replace(self, xml=True)

    def __html__(self) -> str:
        """Return all of it as HTML."""
        return _gap(self.locale).join(self._marked())

    def __str__(self) -> str:
        return self.text

    def _marked(self) -> Iterator[str]:
        """Yield runs of sentences of one language: two elements would change places in a line."""
        both = zip(self.phrases, self.markup, strict=True)
        for own, run in itertools.groupby(both, lambda each: each[0].locale):
            inner = _gap(own).join(str(markup) for _, markup in run)
            language = attributes(own, self.page, xml=self.xml)
            yield f"<span{language}>{inner}</span>" if language else inner


def said(spoken: Words, message: str, **values: Value) -> Said:
    """Return one of the page's own sentences, its placeholders filled in its language.

    Days are `time` elements; names, and what goes the other way, are isolated.
    """
    phrase = spoken.speak(message, **values)
    return Said((phrase,), (_inner(spoken, message, values, phrase.locale),), spoken.asked)


def said_together(sentences: Sequence[Said]) -> Said:
    """Return several sentences as one, in their order; there must be one."""
    return replace(
        sentences[0],
        phrases=tuple(phrase for each in sentences for phrase in each.phrases),
        markup=tuple(inner for each in sentences for inner in each.markup),
    )


def beside(phrase: Phrase, page: Locale) -> str:
    """Return a phrase as it stands in a line of plain text of another language.

    What goes the other way is isolated by characters.
    """
    if phrase.locale.direction == page.direction:
        return phrase.text
    return f"\u2068{phrase.text}\u2069"


def attributes(own: Locale, page: Locale, *, xml: bool = False) -> Markup:
    """Return `lang` and `dir` as HTML for what is not in the page's language; else nothing."""
    if own == page:
        return Markup()
    also = Markup(' xml:lang="{}"').format(own.tag) if xml else Markup()
    return Markup(' lang="{}"{} dir="{}"').format(own.tag, also, own.direction)


def _gap(locale: Locale) -> str:
    return "" if locale.script in _NO_SPACES else " "


def _inner(spoken: Words, message: str, values: dict[str, Value], own: Locale) -> Markup:
    text = spoken.gettext(message)
    if not values and (own.direction == "ltr" or not _FOREIGN.search(text)):
        return escape(text)
    holder = etree.Element("span")
    for literal, name, _, _ in string.Formatter().parse(text) if values else [(text, None, "", "")]:
        append_text(holder, literal)
        if name is not None:
            _append_value(holder, values[name], own)
    if own.direction == "rtl":
        holder = isolate(holder, own.direction)
    html = "".join(etree.tostring(each, method="html", encoding="unicode") for each in holder)
    # lxml escaped each text of a tree that this module made.
    return escape(holder.text or "") + Markup(html)  # noqa: S704


def _append_value(holder: etree._Element, value: Value, own: Locale) -> None:
    if isinstance(value, dt.date):
        time = etree.SubElement(holder, "time", {"datetime": value.isoformat()})
        time.text = value_in(own, value)
    elif isinstance(value, (int, Locale)):
        append_text(holder, value_in(own, value))
    else:
        texts = around(own, value)
        append_text(holder, texts[0])
        for name, behind in zip(value, texts[1:], strict=True):
            etree.SubElement(holder, "bdi").text = name
            append_text(holder, behind)
