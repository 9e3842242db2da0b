"""Article editions: an article in a locale, and its files, one for each form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from lxml import etree

from toolkit.base.errors import Finding
from toolkit.base.text import plain
from toolkit.editions.addresses import ALL_LANGUAGES
from toolkit.editions.article import Article, ChangedPassage, Picture
from toolkit.editions.forms import EditionForm
from toolkit.editions.linting.article_checks import check_article
from toolkit.editions.picture_facts import HEAD, know_facts
from toolkit.editions.resources import resource_path
from toolkit.localizing.adapting.adaptation import adapt
from toolkit.localizing.adapting.links import retarget
from toolkit.localizing.adapting.pruning import cut_to_summary
from toolkit.localizing.filling import fill_tree
from toolkit.localizing.isolation import isolate_text
from toolkit.localizing.localize import Localized
from toolkit.localizing.policy import Outcome
from toolkit.localizing.targets import State
from toolkit.localizing.writers.own_format import render_own_format
from toolkit.newsroom.publishing.article_links import link_pages
from toolkit.newsroom.publishing.edition import Edition, Made, make_all
from toolkit.newsroom.publishing.edition_corrections import take_corrections
from toolkit.newsroom.publishing.edition_quotations import original_words
from toolkit.newsroom.publishing.facts import headline_of

__all__ = ["article_files", "edition_article", "shared_files"]

_NOBODY = "FULL NAME"
"""What gettext writes where nobody has put a name yet."""
_UNCOUNTED = frozenset({State.EXCLUDED, State.WORDLESS})
"""States of what is nobody's work."""


def edition_article(
    edition: Edition, original: Article | None
) -> tuple[Article, tuple[Finding, ...]]:
    """Return the article of an edition, and what is wrong with it that the edition can live with.

    Args:
        edition: what it is made of.
        original: the article in its own language; None where that is not published.

    """
    document, localized, locale = edition.document, edition.localized, edition.locale
    passages = () if localized is None else localized.passages
    counted = [each.state for each in passages if each.state not in _UNCOUNTED]
    root, told = _root(edition)
    told = (*told, *link_pages(edition, root))
    article = Article(
        site=edition.shared.site,
        document_id=document.id,
        locale=locale,
        root=root,
        metadata=document.metadata,
        source=document.language,
        original_title=headline_of(document),
        editions=edition.alternates,
        forms=tuple(form.name for form in edition.shared.forms),
        translated=counted.count(State.TRANSLATED) if passages else len(edition.texts),
        total=len(counted) or len(edition.texts),
        states={} if localized is None else localized.block_states,
        notice=isolate_text(_notice(edition), edition.locale.direction),
        original=original.root if original else None,
        original_pictures=original.pictures if original else {},
        path=edition.shared.path,
        translators=_translators(edition),
        provenance=None if localized is None else localized.provenance,
        quotations=original_words(edition),
        revised=edition.days.last,
        changed=() if localized is None else tuple(_changed(localized)),
        pictures=_pictures(edition, root),
        indexed=edition.indexed,
        days=edition.days,
        files=edition.shared.media.read,
        own=partial(render_own_format, document, edition.texts, locale, edition.extras),
        is_summary=localized is not None and localized.decision.outcome is Outcome.SUMMARY,
    )
    article = replace(article, corrections=take_corrections(article, edition))
    if not article.is_original and not article.changed:
        article = replace(article, based_on=article.metadata.updated or article.metadata.date)
    return article, (*told, *check_article(article))


def article_files(article: Article, forms: Sequence[EditionForm]) -> Made:
    """Return an article's files in its locale, one for each form.

    The page is made last: it says how large those are that readers take with them.
    """
    page = f"{article.locale.tag}/{article.document_id}.html"
    paths = {
        f"{article.locale.tag}/{article.document_id}{form.suffix}": form
        for form in forms
        if not (form.translations_only and article.is_original)
        and (form.wanted is None or form.wanted(article))
    }
    others = make_all(
        {path: partial(form.render, article) for path, form in paths.items() if path != page}
    )
    sizes = {
        paths[path].name: len(data)
        for path, data in others.files.items()
        if isinstance(data, bytes)
    }
    sized = replace(article, sizes=sizes)
    last = make_all(
        {path: partial(form.render, sized) for path, form in paths.items() if path == page}
    )
    return Made(
        {**last.files, **others.files},
        (*last.findings, *others.findings),
        last.failed | others.failed,
    )


def shared_files(articles: Sequence[Article], forms: Sequence[EditionForm]) -> Made:
    """Return the files of several languages that a document has.

    Args:
        articles: the document in each language in which it is published, the original first.
        forms: those that it is published in.

    """
    if len(articles) < 2:  # noqa: PLR2004 - one language is not several
        return Made()
    document_id = articles[0].document_id
    return make_all(
        {
            f"{ALL_LANGUAGES}/{document_id}{form.suffix}": partial(form.all_languages, articles)
            for form in forms
            if form.all_languages is not None
        }
    )


def _root(edition: Edition) -> tuple[etree._Element, tuple[Finding, ...]]:
    """Return the localized article's tree, adapted as the locale's overlay says."""
    locale, localized = edition.locale, edition.localized
    root = fill_tree(
        edition.document,
        edition.texts,
        locale,
        named=True,
        omit=localized is not None and bool(localized.left_out),
        resources=edition.extras.resources,
        credit=edition.extras.credit,
    ).getroot()
    root.set("lang", locale.tag)
    if localized is None:
        return root, ()
    overlay, is_summary = localized.overlay, localized.decision.outcome is Outcome.SUMMARY
    if is_summary:
        overlay = overlay.in_summary(localized.states.keys() - localized.left_out)
    ids = [each.id for each in localized.passages]
    told = adapt(root, overlay, locale, ids=ids, spell=localized.spell)
    retarget(root, localized.links)
    if is_summary:
        cut_to_summary(root)
    return root, told


def _translators(edition: Edition) -> tuple[str, ...]:
    """Return who translated the article, where the newsroom names translators."""
    policy = edition.shared.policies.get(edition.locale)
    if edition.localized is None or policy is None or not policy.credit:
        return ()
    named = edition.localized.catalog.metadata.get("Last-Translator", "")
    name = named.partition("<")[0].strip()
    return (name,) if name and name != _NOBODY else ()


def _notice(edition: Edition) -> str:
    """Return what stands at the foot of a locale's translations."""
    policies = edition.shared.policies
    policy = policies.get(edition.locale)
    if policy is None:
        return ""
    if policy.notice or policy.base is None:
        return policy.notice
    notice = policies[policy.base].notice
    return notice if edition.localized is None else edition.localized.spell(notice)


def _changed(localized: Localized) -> Iterator[ChangedPassage]:
    """Yield the passages whose source was edited, or added, after the translation was made."""
    for each in localized.passages:
        # A note about a correction may have the words of what it corrects; it is no passage.
        if each.state is State.EXCLUDED or each.unit.role == "correction":
            continue
        if each.changed or each.added or each.state is State.STALE:
            yield ChangedPassage(each.id, " ".join(plain(each.unit.text).split()))


def _pictures(edition: Edition, root: etree._Element) -> Mapping[str, Picture]:
    """Return the article's pictures that stand below the output folder."""
    found = {}
    for image in root.iter("img"):
        address = image.get("src", "")
        path = resource_path(f"{edition.locale.tag}/{edition.document.id}", address)
        if path is not None and path in edition.media:
            found[address] = _picture(path, edition.media[path])
    return found


def _picture(path: str, content: Path | bytes) -> Picture:
    """Return a picture with what partners ask of it before they fetch it."""
    if isinstance(content, bytes):
        head, size = content[:HEAD], len(content)
    else:
        with content.open("rb") as file:
            head, size = file.read(HEAD), content.stat().st_size
    facts = know_facts(head, path)
    return Picture(path, facts.width, facts.height, facts.media_type, size)
