"""Pair: a source text and its translation, as checks see them."""

from dataclasses import field
from typing import TYPE_CHECKING

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.base.frozen import frozen
from toolkit.base.templates import TEMPLATE
from toolkit.base.text import Text, plain
from toolkit.catalog.told_quotations import Quotation
from toolkit.document.its.limits import Limits

if TYPE_CHECKING:
    from toolkit.catalog.terms import Term

__all__ = ["Pair"]


@frozen
class Pair:
    """A translation beside its source."""

    source: Text
    target: Text
    location: Location
    """Where the translation stands."""
    limits: Limits = Limits()
    """How large it may be and what it may be made of, where the document says so."""
    language: Locale = Locale("en")
    """The language of the source."""
    role: str = ""
    """What it is: headline, paragraph, alt; empty where the catalog does not say."""
    ids: tuple[str, ...] = ()
    """The ids of its units."""
    document: str = ""
    """The file that its source stands in, as the catalog's reference names it."""
    context: str | None = None
    """Its msgctxt."""
    previous: str = ""
    """The previous msgid, where the entry has one."""
    comments: tuple[str, ...] = ()
    """The translators' comments, a line each."""
    terms: "tuple[Term, ...]" = field(default=(), hash=False)
    """The terms of the newsroom's termbase that stand in the source."""

    form: int | None = None
    """Which plural form it is; None where its entry has none."""
    fuzzy: bool = False
    """Whether it waits for its translator."""
    stale: bool = False
    """Whether its document no longer has this text."""
    replaced: str = ""
    """A text that left, whose translation was this very one, as the newsroom's memory knows."""
    derived: tuple[Locale, ...] = ()
    """The locales whose texts are made from this one by a change of alphabet."""
    quotations: tuple[Quotation, ...] = ()
    """What people said in the source, as the newsroom has written it down."""
    formats: tuple[str, ...] = ()
    """What programs fill its placeholders by, as its flags name it: `c`, `python-brace`."""
    source_words: str = field(init=False, compare=False, repr=False)
    """The source, its codes aside: what spans in it count."""
    target_words: str = field(init=False, compare=False, repr=False)
    """The translation, its codes aside: what spans in it count."""
    source_tags: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """The tags of templates in the source, such as `{{ site.name }}` and `{{< ref "a.md" >}}`.

    They are codes, though their format may know nothing of them.
    """
    target_tags: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """Those in the translation."""

    def __post_init__(self) -> None:
        # Every check asks for the words; to collect them each time takes longer than most checks.
        for name, text in (("source", self.source), ("target", self.target)):
            words, tags = _words(text)
            object.__setattr__(self, f"{name}_words", words)
            object.__setattr__(self, f"{name}_tags", tags)


def _words(text: Text) -> tuple[str, tuple[str, ...]]:
    """Return what is said in a text, and a template's tags; underscores stand for these.

    Their quotation marks, letters and numbers are no language's.
    """
    words = plain(text)
    if "{" not in words:
        return words, ()
    tags = tuple(match[0] for match in TEMPLATE.finditer(words))
    if "{{" in words or "{%" in words:
        words = TEMPLATE.sub(lambda match: "_" * len(match[0]), words)
    return words, tags
