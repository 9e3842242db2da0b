"""Edition quotations: what people said in their own language, where an edition may show it.

Who said it, and in which recording, is for translators, and is never in an edition.
"""

from collections.abc import Mapping

from toolkit.base.text import plain
from toolkit.catalog.quoted_passages import place_quotes
from toolkit.editions.article import Phrase
from toolkit.newsroom.publishing.edition import Edition

__all__ = ["original_words"]


def original_words(edition: Edition) -> Mapping[str, tuple[Phrase, ...]]:
    """Return what people said, by the ids that the passages have in the article's tree.

    What was said in the edition's own language stands in its translation already.
    """
    policy = edition.shared.policies.get(edition.locale)
    if policy is None or not policy.quotations or not edition.shared.quotes:
        return {}
    units = [(unit, part.block) for part in edition.document.parts for unit in part.units]
    placed = place_quotes(
        edition.shared.quotes, [((unit.id,), plain(unit.text)) for unit, _ in units]
    )
    found: dict[str, tuple[Phrase, ...]] = {}
    for at, quote in placed.found:
        language = quote.language
        if not quote.is_translated or not quote.original or language is None:
            continue
        if not language.is_variety_of(edition.locale):
            block = units[at][1].id
            found[block] = (*found.get(block, ()), Phrase(quote.original, language))
    return found
