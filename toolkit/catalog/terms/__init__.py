"""Termbase: the names and terms that a newsroom has decided on, and how they are said."""

from toolkit.catalog.terms.finding import find_terms, places_of
from toolkit.catalog.terms.termbase import Alone, Term, Termbase, TermForms, forms_in

__all__ = ["Alone", "Term", "TermForms", "Termbase", "find_terms", "forms_in", "places_of"]
