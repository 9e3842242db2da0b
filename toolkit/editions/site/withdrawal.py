"""Withdrawal: an article that was published and is no more, and what is said of it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field

from toolkit.base.bcp47 import Locale
from toolkit.base.frozen import frozen
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Phrase, Site, spoken_phrase

__all__ = ["NITF", "PAGE", "Withdrawal", "withdrawal_title"]

PAGE = ".html"
"""How the files end at whose addresses a page can say it."""
NITF = ".xml"
"""How the files end that are NITF, or a source's own format."""


@frozen
class Withdrawal:
    """An article that was withdrawn, or translations of it."""

    document_id: str
    when: dt.datetime
    """When it was, in UTC."""
    files: tuple[str, ...] = ()
    """What was published of it, below the output folder."""
    feeds: tuple[Locale, ...] = ()
    """The languages whose feeds named it then."""
    reasons: tuple[Phrase, ...] = ()
    """Why, in the newsroom's words, in one language or several."""
    standing: tuple[Locale, ...] = ()
    """The languages in which its page is still published."""
    nitf: bool = False
    """Whether its files that end as NITF's do are that, and no source's own format."""
    back: Mapping[Locale, dt.datetime] = field(default_factory=dict)
    """The languages in which it came back since, and when, in UTC."""

    def locales(self, site: Site) -> Iterator[Locale]:
        """Yield the site's languages in which it was published."""
        folders = {path.partition("/")[0] for path in self.files}
        return (each for each in site.locales if each.tag in folders)

    def reason(self, site: Site, locale: Locale) -> Phrase | None:
        """Return why it was withdrawn: in a language, else in the site's own."""
        known = {each.locale: each for each in self.reasons}
        found = known.get(locale, known.get(site.source))
        return None if found is None else spoken_phrase(found.text, found.locale)

    def page(self, locale: Locale) -> str:
        """Return where its page in a language says so; empty where it had none."""
        path = article_path(self.document_id, locale)
        return path if path in self.files else ""


def withdrawal_title(site: Site, withdrawal: Withdrawal, locale: Locale) -> Phrase:
    """Return what a page, or a feed, says of an article that was withdrawn."""
    spoken = site.words(locale)
    if withdrawal.standing:
        return spoken.speak("This translation has been withdrawn")
    return spoken.speak("This article has been withdrawn")
