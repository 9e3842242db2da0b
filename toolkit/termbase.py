"""Termbase: the names and terms that a newsroom has decided on, and how they are said."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.bcp47 import Locale

__all__ = ["Term", "TermForms"]


@dataclass(frozen=True, slots=True)
class TermForms:
    """How a term is said in one locale."""

    preferred: tuple[str, ...] = ()
    """What is written; the first is what is suggested."""
    admitted: tuple[str, ...] = ()
    """What may be written."""
    forbidden: tuple[str, ...] = ()
    """What must not be."""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase."""

    id: str
    """Stable: the source's preferred form, made unique."""
    source: TermForms
    """In the newsroom's source language."""
    forms: Mapping[Locale, TermForms]
    """In each locale for which it is decided."""
    note: str = ""
    name: bool = False
    """Whether it is the name of someone or something: it keeps its capitals."""
