"""Terminology: what a document says are its terms (ITS 2.0, section 8.4), for a termbase."""

from toolkit.document.model import Document, Term

__all__ = ["terms_in"]


def terms_in(document: Document) -> tuple[Term, ...]:
    """Return the terms in a document's units, in its order, each as often as it is marked.

    Args:
        document: a document, read with its rules.

    """
    return tuple(term for block in document.blocks for term in block.terms)
