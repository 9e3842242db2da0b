"""Localize: what a locale makes of a document; pages, previews and figures all ask here."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Severity
from toolkit.base.frozen import frozen
from toolkit.base.text import Inline, Text
from toolkit.catalog.po import Catalog, Entry
from toolkit.catalog.review import Review, Stage
from toolkit.catalog.template import CREDITS_KEY
from toolkit.document.formats import formats
from toolkit.document.model import Document
from toolkit.localizing.adapting.fitting import fit_overlay, leave_out
from toolkit.localizing.adapting.links import Links
from toolkit.localizing.adapting.overlay import Overlay, omitted_ids
from toolkit.localizing.derived import Spelling, derive
from toolkit.localizing.policy import Decay, Decision, Policy, decide, edition_facts
from toolkit.localizing.provenance import (
    Provenance,
    block_confidences,
    passage_records,
    provenance_of,
)
from toolkit.localizing.targets import Passage, State, choose_targets, without_excluded

__all__ = ["LocaleFiles", "Localized", "localize"]


@frozen
class LocaleFiles:
    """What a locale has for a document, as read from its files."""

    catalog: Catalog | None = None
    path: str = ""
    """The catalog's name, for messages."""
    overlay: Overlay | None = None
    """What it omits, adds and moves; None where it has no such file."""
    links: Links | None = None
    """Its own addresses; None where it has no such file."""
    review: Review = field(default_factory=Review)
    """Who has reviewed and approved what, and what a machine has translated."""


@frozen
class Localized:
    """What a locale makes of a document, before that has a form."""

    document: Document
    """The source, without what the locale leaves out on purpose."""
    locale: Locale
    passages: tuple[Passage, ...]
    """The document's units, in order, each with its state and its text."""
    decision: Decision
    """Whether it is published, and how much of it."""
    findings: tuple[Finding, ...]
    """What is wrong with its translations, and what of its overlay cannot be done."""
    credits: str
    """The translators, a line each, where the document has a place for them."""
    catalog: Catalog
    """What it is translated by; for a derived locale, the catalog of the one it is derived from."""
    path: str
    """That catalog's name, for messages."""
    overlay: Overlay
    links: Links
    spelling: Spelling | None
    """How a derived locale's texts are made; None for any other."""
    chosen: tuple[Passage, ...]
    """The passages as their catalog has them, those without a place in its editions too."""
    review: Review = field(default_factory=Review)
    """What was said of that catalog's translations, where the locale asks for it."""
    provenance: Provenance | None = None
    """How it was made; None where the locale does not say it."""

    @property
    def states(self) -> Mapping[str, State]:
        """What each unit's translation is fit for, by the unit's id."""
        return {each.id: each.state for each in self.passages}

    @property
    def block_states(self) -> Mapping[str, State]:
        """The states of blocks, by the ids that editions have.

        That of a block is that of its first unit without a text, else that of its first unit whose
        text is a previous one.
        """
        found: dict[str, State] = {}
        for each in self.passages:
            known = found.get(each.block.id, State.TRANSLATED)
            finished = known in {State.TRANSLATED, State.WORDLESS}
            if finished or (known is State.PREVIOUS and each.target is None):
                found[each.block.id] = each.state
        return found

    @property
    def texts(self) -> list[Text | None]:
        """The text to publish for each unit, in order; None where there is none."""
        return [each.target for each in self.passages]

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the units that have no place in what is published, for want of a text."""
        return frozenset(self.passages[at].id for at in self.decision.left_out)

    def spell(self, text: str) -> str:
        """Return a text of the newsroom's own in the alphabet of its editions."""
        return text if self.spelling is None else self.spelling.spell(text)


def localize(  # noqa: PLR0913 - all that editions are made of
    document: Document,
    own: LocaleFiles,
    policy: Policy,
    *,
    base: Localized | None = None,
    spelling: Spelling | None = None,
    embargo: dt.datetime | None = None,
    inline: Inline = Inline.NAMED,
) -> Localized:
    """Return what a locale makes of a document. Nothing is read, and nothing is changed.

    Args:
        document: the source, with ids.
        own: the locale's files.
        policy: when the locale's editions are published, and how much of them.
        base: for a derived locale, what the one that it is derived from makes of the document.
        spelling: for a derived locale, how its texts are made from those; None where only states
            are wanted.
        embargo: the end of the embargo that holds now.
        inline: how the catalog spells codes.

    """
    locale = policy.locale
    overlay, told = _overlay(document, own, base)
    document = leave_out(document, omitted_ids(overlay), locale)
    catalog = own.catalog if own.catalog is not None else Catalog()
    mine = choose_targets(
        document,
        catalog,
        own.path,
        locale,
        inline,
        accepted=_accepted(own.review, policy.require),
        drafted=own.review.is_machines_alone,
    )
    path, credits_ = own.path, _credits(document, catalog)
    chosen = mine if base is None else base.chosen
    shown = _decayed(document, chosen, policy, inline)
    if base is not None:
        shown = tuple(derive(shown, spelling, mine))
        catalog, path, credits_ = base.catalog, base.path, base.credits
        credits_ = spelling.spell(credits_) if spelling is not None else credits_
    passages = tuple(without_excluded(document, shown, locale))
    own_passages = without_excluded(document, mine, locale)
    review = own.review if base is None else base.review
    problems = (finding for each in own_passages for finding in each.findings)
    return Localized(
        document=document,
        locale=locale,
        passages=passages,
        decision=decide(edition_facts(document, passages, embargo, catalog), policy),
        findings=tuple(dict.fromkeys((*problems, *told))),
        credits=credits_,
        catalog=catalog,
        path=path,
        overlay=overlay,
        links=own.links or (base.links if base is not None else Links()),
        spelling=spelling,
        chosen=chosen,
        review=review,
        provenance=_provenance(passages, review, overlay, policy) if policy.provenance else None,
    )


def _provenance(
    passages: Sequence[Passage], review: Review, overlay: Overlay, policy: Policy
) -> Provenance:
    """Return how an edition was made; of passages that only it has, nothing is known."""
    of = policy.base or policy.locale
    records = passage_records(passages, review, of)
    made = provenance_of([*records, *(None for _ in overlay.additions)])
    return replace(made, confidences=block_confidences(passages, review, of))


def _accepted(review: Review, required: Stage) -> Callable[[Entry], bool]:
    if required is Stage.TRANSLATED and not review.records:
        return lambda _: True
    return lambda entry: review.publishable(entry, required)


def _decayed(
    document: Document, passages: tuple[Passage, ...], policy: Policy, inline: Inline
) -> tuple[Passage, ...]:
    """Return passages with the older texts that a policy shows in an article.

    A page in its own format could not say that it does. Where passages must be reviewed, nobody
    has reviewed the older text as it would stand here.
    """
    if policy.decay is not Decay.PREVIOUS or policy.require is not Stage.TRANSLATED:
        return passages
    if not formats()[document.format].article:
        return passages
    # What tells one change from another takes a third of the start of a verb.
    from toolkit.localizing.decay import with_previous  # noqa: PLC0415

    return tuple(with_previous(document, passages, inline))


def _overlay(
    document: Document, own: LocaleFiles, base: Localized | None
) -> tuple[Overlay, tuple[Finding, ...]]:
    """Return what of an overlay can be done; a derived locale without one has its base's.

    That the source of an omission has changed is for `toolkit check` to say.
    """
    if own.overlay is None:
        return (Overlay() if base is None else base.overlay), ()
    fitted, told = fit_overlay(own.overlay, document)
    return fitted, tuple(each for each in told if each.severity is not Severity.HINT)


def _credits(document: Document, catalog: Catalog) -> str:
    named = catalog.by_key().get(CREDITS_KEY) if document.credits is not None else None
    return named.msgstr if named is not None and not named.fuzzy else ""
