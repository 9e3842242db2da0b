"""Packages: what a newsroom sends out to be translated, and what comes back into its catalogs."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field, replace

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.base.leftovers import sweep
from toolkit.base.registry import did_you_mean
from toolkit.catalog.alignment import align_documents
from toolkit.catalog.memory.entry import Level, MemoryEntry
from toolkit.catalog.memory.store import Memory
from toolkit.catalog.merge_entry import texts_of
from toolkit.catalog.po import Catalog, Entry, load
from toolkit.document.formats import ReadOptions, read_document
from toolkit.exchange.package import (
    Nearest,
    Package,
    Row,
    Sent,
    State,
    document_digest,
    pack,
    reference_of,
    target_digest,
)
from toolkit.exchange.reply import Reply, Returned
from toolkit.exchange.returning import Kind, Outcome, take_back
from toolkit.newsroom.memories import has_memory, open_memory, refuse_names_in_memory
from toolkit.newsroom.open_articles import OpenArticle
from toolkit.newsroom.protection.leaks import refuse_names
from toolkit.newsroom.publishing.locale_editions import read_identified
from toolkit.newsroom.reviews import noted, noted_entries, save_translated
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = [
    "Returns",
    "aligned_reply",
    "nearest_of",
    "package_of",
    "take_back_reply",
    "take_back_row",
]

_MOST_NEAREST = 2
_Translation = tuple[tuple[str, ...], bool]
"""The texts of a translation, and whether it is fuzzy."""


@frozen
class Returns:
    """What became of a file that came back."""

    path: str
    """The file's name, for messages."""
    locale: Locale
    outcomes: tuple[Outcome, ...]
    written: tuple[str, ...]
    """The catalogs that changed, or would, as the newsroom names them."""
    findings: tuple[Finding, ...] = field(default=())
    """What was understood, though it was not as it was sent; and catalogs that cannot be read."""

    @property
    def counts(self) -> Counter[Kind]:
        """How many rows each thing became of."""
        return Counter(each.kind for each in self.outcomes)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """What an editor must know, in the order of the file."""
        return (*self.findings, *(each.finding for each in self.outcomes if each.finding))


def package_of(
    settings: ProjectSettings,
    locale: Locale,
    documents: Collection[str] = (),
    *,
    waiting: bool = False,
    nearest: bool = False,
) -> tuple[Package, tuple[Finding, ...]]:
    """Return what is to be translated into a locale, as its catalogs have it.

    Args:
        settings: the newsroom.
        locale: the language translated into.
        documents: ids of documents, or patterns of them (`2026/*`); all when empty.
        waiting: whether finished translations are left out.
        nearest: whether what was translated before goes along with what waits.

    Returns:
        The package, and what is wrong with catalogs that are not in it.

    Raises:
        ToolkitError: when the locale has no catalogs of its own, or no document is meant.

    """
    _refuse_derived(settings, locale)
    sent: list[Sent] = []
    findings: list[Finding] = []
    for source in chosen_sources(find_sources(settings), documents):
        document_id = source.document_id
        path = settings.catalog_path(document_id, locale)
        if not path.is_file():
            continue
        try:
            refuse_names(settings, path)
            packed = pack(document_id, load(path, shown=settings.shown(path)), waiting=waiting)
        except ToolkitError as error:
            findings.extend(error.findings)
            continue
        findings.extend(_unfit(each, settings.shown(path)) for each in packed.unfit)
        if packed.rows:
            sent.append(packed)
    package = Package(settings.title, settings.source, locale, tuple(sent))
    if nearest:
        package = _with_nearest(settings, package, findings)
        refuse_names_in_memory(settings, repr(package).encode())
    return package, tuple(findings)


def _with_nearest(settings: ProjectSettings, package: Package, findings: list[Finding]) -> Package:
    """Return a package with what the newsroom's memory has for the texts that wait."""
    memory = open_memory(settings, findings) if has_memory(settings) else None
    if memory is None:
        return package

    def known(row: Row) -> Row:
        if row.state is State.TRANSLATED:
            return row
        return replace(row, nearest=_nearest(memory, row.source, package.source, package.locale))

    try:
        with memory:
            documents = tuple(
                replace(each, rows=tuple(known(row) for row in each.rows))
                for each in package.documents
            )
    except ToolkitError as error:  # the package is right without them
        findings.extend(error.findings)
        return package
    return replace(package, documents=documents)


def _unfit(text: str, shown: str) -> Finding:
    message = f"“{text}” or its translation has characters that no file can hold, and was not sent"
    hint = "delete them in the source and the catalog"
    return Finding("exchange-characters", message, Location(shown), hint)


def _refuse_derived(settings: ProjectSettings, locale: Locale) -> None:
    base = settings.locales[locale].base if locale in settings.locales else None
    if base is not None:
        raise ToolkitError.because(
            "exchange-derived",
            f"{locale.tag} is made from {base.tag}, and there is nothing to translate",
            None,
            f"export {base.tag}",
        )


def take_back_reply(
    settings: ProjectSettings,
    reply: Reply,
    locale: Locale | None = None,
    *,
    hand: str = "",
    dry_run: bool = False,
) -> Returns:
    """Put what came back into the catalogs of its language; each is written whole or not at all.

    Args:
        settings: the newsroom.
        reply: what came back.
        locale: the language that it is in, for files that do not say it.
        hand: who translated it, by the pseudonym that reviews know; empty where nobody says it.
        dry_run: report what would happen, and write nothing.

    Raises:
        ToolkitError: when nobody can tell its language, or a catalog cannot be written.

    """
    language = _language(settings, reply, locale)
    catalogs, findings = _catalogs(settings, reply, language)
    for each in () if dry_run else catalogs:
        sweep(settings.catalog_path(each, language).parent)
    before = {each: _translations(catalog) for each, catalog in catalogs.items()}
    outcomes, changed = take_back(reply.rows, catalogs)
    for document_id in sorted(changed):
        if not dry_run:
            catalog = catalogs[document_id]
            new = [
                entry
                for entry, was in zip(catalog, before[document_id], strict=False)
                if hand and _translation(entry) != was
            ]
            save_translated(settings, (document_id, language), catalog, new, hand)
    if not dry_run:
        findings.extend(_remember(settings, language, outcomes))
    shown = (settings.shown(settings.catalog_path(each, language)) for each in sorted(changed))
    return Returns(
        reply.path, language, tuple(outcomes), tuple(shown), (*reply.findings, *findings)
    )


def take_back_row(
    settings: ProjectSettings, article: OpenArticle, row: Returned, hand: str
) -> Outcome:
    """Put one text that came back into the catalog of an article that is open.

    Args:
        settings: the newsroom.
        article: as it is now.
        row: what came back, with a reference of the article.
        hand: who translated it, by the pseudonym that reviews know.

    Raises:
        ToolkitError: when the catalog cannot be written.

    """
    meant = [] if row.reference is None else article.meant(row.reference)
    edit = article.edit(meant)
    before = _translations(edit.copies)
    (outcome,), changed = take_back([row], {article.document_id: edit.copies})
    if changed:
        own = tuple(zip(edit.copies, before, strict=False))
        if outcome.kind is Kind.EMPTIED:
            _remember_deleted(settings, article, own)
        new = noted_entries(entry for entry, was in own if _translation(entry) != was)
        note = (lambda review: noted(review, new, hand)) if new else None
        article.write(settings, edit, note)
    _remember(settings, article.locale, [outcome])
    return outcome


def _remember_deleted(
    settings: ProjectSettings, article: OpenArticle, own: Iterable[tuple[Entry, _Translation]]
) -> None:
    """Keep in the newsroom's memory a finished translation that is taken out of a catalog.

    Args:
        settings: the newsroom.
        article: the catalog's.
        own: its entries, each with the translation that it had.

    Raises:
        ToolkitError: when the memory cannot keep it: then it must not be taken out.

    """
    deleted = [
        _known(settings, article.locale, article.document_id, entry.msgid, texts[0])
        for entry, (texts, fuzzy) in own
        if not fuzzy and not entry.is_plural and texts[0] and not entry.msgstr
    ]
    findings: list[Finding] = []
    if not _add(settings, deleted, findings):
        raise ToolkitError(*findings)


def nearest_of(
    settings: ProjectSettings, locale: Locale, text: str
) -> tuple[tuple[Nearest, ...], tuple[Finding, ...]]:
    """Return what was translated before and is most like a text, and why nobody knows.

    Args:
        settings: the newsroom.
        locale: the language that it is to be translated into.
        text: the text.

    Raises:
        ToolkitError: when the memory has protected names.

    """
    findings: list[Finding] = []
    memory = open_memory(settings, findings) if has_memory(settings) else None
    if memory is None:
        return (), tuple(findings)
    with memory:
        found = _nearest(memory, text, settings.source, locale)
    refuse_names_in_memory(settings, repr(found).encode())
    return found, tuple(findings)


def _nearest(memory: Memory, text: str, source: Locale, locale: Locale) -> tuple[Nearest, ...]:
    found = memory.look_up(text, source, locale, limit=_MOST_NEAREST)
    return tuple(Nearest(each.score, each.entry.source, each.target) for each in found)


def aligned_reply(
    settings: ProjectSettings, name: str, data: bytes, path: str, locale: Locale
) -> Reply:
    """Return a translation that was made without any table, as rows: doubtful ones are drafts.

    Args:
        settings: the newsroom.
        name: the article that it translates: its id, or its path below the newsroom.
        data: the translation, in any format that the toolkit reads.
        path: its name, for messages.
        locale: the language that it is in.

    Raises:
        ToolkitError: when there is no such article, or either cannot be read.

    """
    files = find_sources(settings)
    named = (each for each in files.sources if name in {each.path, each.document_id})
    source = next(named, None) or chosen_sources(files, [name])[0]
    document = read_identified(settings, source)
    other = read_document(data, path, path, ReadOptions(locale))
    catalog, _ = align_documents(document, other, locale)
    rows = []
    for at, entry in enumerate(catalog, 1):
        if entry.msgstr:
            # As if nothing had been sent with it: a finished translation is not replaced.
            reference = replace(
                reference_of(source.document_id, entry), target=target_digest("", draft=False)
            )
            place = Location(f"{path}, text {at}")
            rows.append(Returned(entry.msgstr, place, reference, entry.msgid, draft=entry.fuzzy))
    return Reply(path, tuple(rows), locale)


def _language(settings: ProjectSettings, reply: Reply, given: Locale | None) -> Locale:
    """Return the language of a reply: what its sender is told to say, or what the file says."""
    place = Location(reply.path)
    language = given or reply.locale
    if language is None:
        raise ToolkitError.because(
            "unknown-locale", "the file does not say its language", place, "add -l with its tag"
        )
    if given is not None and reply.locale not in {None, given}:
        message = f"the file is a translation into {reply.locale}, not {given.tag}"
        raise ToolkitError.because("exchange-file", message, place, f"leave out -l {given.tag}")
    if language not in settings.locales:
        tags = [each.tag for each in settings.locales]
        hint = f"add [locales.{language.tag}] to toolkit.toml, if you want it"
        message = (
            f"the file is a translation into {language.tag}, which this newsroom does not have"
        )
        raise ToolkitError.because(
            "unknown-locale", message, place, did_you_mean(language.tag, tags, hint)
        )
    _refuse_derived(settings, language)
    return language


def _catalogs(
    settings: ProjectSettings, reply: Reply, locale: Locale
) -> tuple[dict[str, Catalog], list[Finding]]:
    """Return the catalogs that a reply may belong to, by the ids of their documents."""
    digests = {row.reference.document for row in reply.rows if row.reference is not None}
    ids = [source.document_id for source in find_sources(settings).sources]
    named = [each for each in ids if document_digest(each) in digests]
    searched = any(row.reference is None for row in reply.rows) or len(named) < len(digests)
    found: dict[str, Catalog] = {}
    findings: list[Finding] = []
    for document_id in ids if searched else named:
        path = settings.catalog_path(document_id, locale)
        try:
            if path.is_file():
                found[document_id] = load(path, shown=settings.shown(path))
        except ToolkitError as error:
            findings.extend(error.findings)
    return found, findings


def _translations(catalog: Catalog) -> list[_Translation]:
    return [_translation(entry) for entry in catalog]


def _translation(entry: Entry) -> _Translation:
    return texts_of(entry), entry.fuzzy


def _remember(
    settings: ProjectSettings, locale: Locale, outcomes: Sequence[Outcome]
) -> list[Finding]:
    """Keep in the newsroom's memory what translates a text that no document has any more."""
    gone = [
        _known(settings, locale, each.document, each.row.source, each.row.target.strip())
        for each in outcomes
        if each.kind in {Kind.GONE, Kind.SOURCE_CHANGED} and each.row.source and not each.row.draft
    ]
    findings: list[Finding] = []
    try:
        _add(settings, gone, findings)
    except ToolkitError as error:
        findings.extend(error.findings)
    return findings


def _known(
    settings: ProjectSettings, locale: Locale, document_id: str, source: str, target: str
) -> MemoryEntry:
    return MemoryEntry(source, target, settings.source, locale, document_id, level=Level.UNIT)


def _add(
    settings: ProjectSettings, entries: Sequence[MemoryEntry], findings: list[Finding]
) -> bool:
    """Add entries to the newsroom's memory, which is made where there is none.

    Returns:
        Whether it has them; why not is among the findings.

    """
    if not entries:
        return True
    memory = open_memory(settings, findings)
    if memory is None:
        return False
    with memory:
        memory.add(entries)
    return True
