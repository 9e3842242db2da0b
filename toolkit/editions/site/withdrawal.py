"""Withdrawal: an article that was published and is no more, and the pages that say so.

They say nothing of the article: not its title, nor who wrote it, nor a word of its text.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.base.bcp47 import Locale
from toolkit.editions.addresses import LANGUAGES_PAGE, Addresses, article_path, index_path
from toolkit.editions.article import Phrase, Site, spoken_phrase
from toolkit.editions.heads import by_language, plain_head, switcher

__all__ = ["PAGE", "Withdrawal", "render_withdrawal", "withdrawal_title"]

PAGE = ".html"
"""How the files end at whose addresses a page can say it."""


@dataclass(frozen=True, slots=True)
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


def render_withdrawal(site: Site, withdrawal: Withdrawal, path: str) -> bytes:
    """Return the page at an address of an article that was withdrawn, as UTF-8.

    Args:
        site: the site.
        withdrawal: the article.
        path: the address: one of its files, which ends in `PAGE`.

    """
    folder, _, rest = path.partition("/")
    # Every verb reads what was withdrawn; few make a page of it.
    from toolkit.editions.templating import render_page  # noqa: PLC0415

    locale = next((each for each in site.locales if each.tag == folder), site.source)
    addresses = Addresses(site, path)
    title = withdrawal_title(site, withdrawal, locale)
    return render_page(
        "withdrawn.html",
        site,
        locale,
        head=replace(
            plain_head(title, addresses, (), locale),
            canonical="",
            alternates=(),
            properties=(),
            indexed=False,
        ),
        home=addresses.link(index_path(locale)),
        languages=switcher(addresses, by_language(_languages(site, withdrawal, rest))),
        chooser=addresses.link(LANGUAGES_PAGE),
        day=withdrawal.when.date(),
        reason=withdrawal.reason(site, locale),
    )


def _languages(site: Site, withdrawal: Withdrawal, rest: str) -> Sequence[tuple[Locale, str]]:
    """Return what stands at the same address in each language: that it is gone, or the article.

    Args:
        site: the site.
        withdrawal: the article.
        rest: the address below the languages' folders.

    """
    found = []
    for locale in site.locales:
        same = f"{locale.tag}/{rest}"
        own = article_path(withdrawal.document_id, locale)
        if same in withdrawal.files:
            found.append((locale, same))
        elif own in withdrawal.files or locale in withdrawal.standing:
            found.append((locale, own))
    return found
