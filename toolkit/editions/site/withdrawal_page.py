"""Withdrawal page: what stands at the addresses of an article that was withdrawn.

It says nothing of the article: not its title, nor who wrote it, nor a word of its text.
"""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.base.bcp47 import Locale
from toolkit.editions.addresses import LANGUAGES_PAGE, Addresses, article_path, index_path
from toolkit.editions.article import Site
from toolkit.editions.heads import by_language, plain_head, switcher
from toolkit.editions.site.withdrawal import Withdrawal, withdrawal_title
from toolkit.editions.templating import render_page

__all__ = ["render_withdrawal"]


def render_withdrawal(site: Site, withdrawal: Withdrawal, path: str) -> bytes:
    """Return the page at an address of an article that was withdrawn, as UTF-8.

    Args:
        site: the site.
        withdrawal: the article.
        path: the address: one of its files, which ends in `PAGE`.

    """
    folder, _, rest = path.partition("/")
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
