"""Pair: a source text and its translation, as checks see them."""

from dataclasses import dataclass, field

from toolkit.bcp47 import Locale
from toolkit.errors import Location
from toolkit.its.limits import Limits
from toolkit.termbase import Term
from toolkit.text import Text, plain

__all__ = ["Pair"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation beside its source."""

    source: Text
    target: Text
    location: Location
    """Where the translation stands."""
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    """How large it may be and what it may be made of, where the document says so."""
    language: Locale = Locale("en")  # noqa: RUF009 - frozen
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
    terms: tuple[Term, ...] = field(default=(), hash=False)
    """The terms of the newsroom's termbase that stand in the source."""

    @property
    def source_words(self) -> str:
        """The source, its codes aside: what spans in it count."""
        return plain(self.source)

    @property
    def target_words(self) -> str:
        """The translation, its codes aside: what spans in it count."""
        return plain(self.target)
