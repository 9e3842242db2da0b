"""Terms: a template's entries with the terms that stand in them, as translators are to say them."""

from toolkit.base.bcp47 import Locale
from toolkit.base.text import message_codes, parse_text, plain
from toolkit.catalog.po import Catalog
from toolkit.catalog.terms import Termbase
from toolkit.catalog.terms.comments import with_terms

__all__ = ["with_terms_found"]


def with_terms_found(
    template: Catalog, termbase: Termbase, language: Locale, locale: Locale | None = None
) -> Catalog:
    """Return a template whose extracted comments name the terms of each entry.

    Args:
        template: it is not changed.
        termbase: the newsroom's.
        language: of the template's texts.
        locale: the one whose catalog is to be made from it, to show how the terms are said there;
            None for the template itself.

    """
    found = Catalog()
    found.keep_header(template)
    for entry in template:
        words = plain(parse_text(entry.msgid, message_codes(entry.msgid)))
        comment = with_terms(entry.comment, words, termbase, language, locale)
        if comment != entry.comment:
            entry = entry.copy()  # noqa: PLW2901 - the template's own stays as it is
            entry.comment = comment
        found.append(entry)
    return found
