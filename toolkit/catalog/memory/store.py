"""Store: a translation memory; any number of processes may ask it while one adds.

add_entries(Path("locales/memory.sqlite"), entries)
with Memory.open(Path("locales/memory.sqlite")) as memory:
    for each in memory.look_up("Police held 17 people.", Locale("en"), Locale("kk")): ...
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Self

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, ToolkitError
from toolkit.catalog.memory.additions import LEVELS, STATES, Added
from toolkit.catalog.memory.entry import Level, MemoryEntry, PairStatistics, Suggestion
from toolkit.catalog.memory.kept import Pair, Store, entry_of, statistics_of
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.catalog.memory.number_fitting import fit
from toolkit.catalog.memory.schema import create, new_memory
from toolkit.catalog.memory.similarity import ranked
from toolkit.catalog.memory.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from toolkit.catalog.memory.postgresql_store import PostgresqlStore

__all__ = ["Memory", "add_entries", "rewrite_on_server"]

_CUT_OFF = 75.0
_SUGGESTIONS = 5


class Memory:
    """An open translation memory."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, place: Path | MemoryServer, *, create_missing: bool = False) -> "Memory":
        """Open a memory.

        Args:
            place: its file, or the PostgreSQL that has it.
            create_missing: make an empty one where there is none.

        Raises:
            ToolkitError: when there is none, it is another program's or version's, or damaged; when
                a server cannot be reached, or refuses.

        """
        if isinstance(place, MemoryServer):
            return cls(_on_server(place, create_missing=create_missing))
        if create_missing:
            create(place)
        return cls(SqliteStore(place))

    def close(self) -> None:
        """Let it go; what was added is kept already."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, entries: Iterable[MemoryEntry]) -> Added:
        """Add entries, all of them or, where anything fails, none.

        An entry that is there already (the same texts, locales, level and origin) keeps the later
        date and the higher state, so that adding twice is adding once. Entries without text on
        either side are left out.

        Args:
            entries: read once; they may come from a file while it is read.

        Raises:
            ToolkitError: when it cannot be written, or another process is writing it for more than
                10 seconds.

        """
        return self._store.add(entries)

    def rename_origin(self, old: str, new: str) -> None:
        """Give what comes from one document to another: it has been renamed.

        Raises:
            ToolkitError: when it cannot be written.

        """
        self._store.rename_origin(old, new)

    def exact(
        self, message: str, source: Locale, target: Locale, *, level: Level | None = None
    ) -> list[Suggestion]:
        """Return the translations of the very text, the best first.

        Args:
            message: the text.
            source: its locale.
            target: the locale of the translations.
            level: only translations of that level; None for all.

        """
        with self._store.snapshot():
            found = list(self._exact(message, source, target))
        return _best(found, (source, target), level)

    def look_up(  # noqa: PLR0913 - what a question consists of
        self,
        message: str,
        source: Locale,
        target: Locale,
        *,
        cut_off: float = _CUT_OFF,
        limit: int = _SUGGESTIONS,
        level: Level | None = None,
    ) -> list[Suggestion]:
        """Return translations of the text and of texts like it, the best first.

        Of equal scores, the locales' own come before those of their varieties (`en-US` for `en`),
        then what is reviewed, then what is later. A translation that several documents have
        comes once.

        Args:
            message: the text.
            source: its locale.
            target: the locale of the translations.
            cut_off: the least similarity, in per cent.
            limit: how many at most; 1 is quickest where the text itself is there.
            level: only translations of that level; None for all.

        """
        with self._store.snapshot():
            found = _best(self._exact(message, source, target), (source, target), level)
            if len(found) >= limit:
                return found[:limit]
            for pair in self._pairs_for(source, target):
                groups = self._store.similar(pair, message, cut_off, limit)
                for identity, score in ranked(message, groups, cut_off, limit):
                    found.extend(self._suggestions(pair, identity, score, message))
        return _best(found, (source, target), level)[:limit]

    def entries(
        self, sources: Sequence[Locale] = (), targets: Sequence[Locale] = ()
    ) -> Iterator[MemoryEntry]:
        """Yield the entries, sorted by locales, text, level, origin and translation.

        Args:
            sources: the locales of the texts; all when empty.
            targets: the locales of the translations; all when empty.

        """
        with self._store.snapshot():
            pairs = [
                pair
                for pair in self._store.pairs()
                if (not sources or pair.source in sources)
                and (not targets or pair.target in targets)
            ]
        for pair in sorted(pairs, key=lambda each: (each.source, each.target)):
            with self._store.reading():
                yield from (entry_of(pair, row) for row in self._store.rows(pair))

    def statistics(self) -> list[PairStatistics]:
        """Return what there is, by locales."""
        with self._store.snapshot():
            pairs = {pair.identity: pair for pair in self._store.pairs()}
            found = [statistics_of(pairs[row[0]], row[1:]) for row in self._store.counts()]
        return sorted(found, key=lambda each: (each.source_locale, each.target_locale))

    def _pairs_for(self, source: Locale, target: Locale) -> list[Pair]:
        """Return the pairs that serve a text in a locale: the locales' own and their varieties'."""
        return [
            pair
            for pair in self._store.pairs()
            if pair.source.is_variety_of(source) and pair.target.is_variety_of(target)
        ]

    def _exact(self, message: str, source: Locale, target: Locale) -> Iterator[Suggestion]:
        for pair in self._pairs_for(source, target):
            identity = self._store.message(pair, message)
            if identity is not None:
                yield from self._suggestions(pair, identity, 100.0, message)

    def _suggestions(
        self, pair: Pair, identity: int, score: float, message: str
    ) -> Iterator[Suggestion]:
        for row in self._store.translations(identity):
            entry = entry_of(pair, row)
            fitted = fit(entry.source, entry.target, message)
            yield Suggestion(entry, score, fitted.target, fitted.changes)


def add_entries(place: Path | MemoryServer, entries: Iterable[MemoryEntry]) -> Added:
    """Add entries to a memory, which is made where there is none; see `Memory.add`.

    A new file is there only when all of them are in it.
    """
    if isinstance(place, Path) and not place.exists():
        with new_memory(place) as new:
            if new is not None:
                with Memory.open(new) as memory:
                    return memory.add(entries)
    with Memory.open(place, create_missing=isinstance(place, MemoryServer)) as memory:
        return memory.add(entries)


def rewrite_on_server(
    server: MemoryServer, change: Callable[[MemoryEntry], MemoryEntry | None]
) -> tuple[int, tuple[Finding, ...]]:
    """Change or remove what a server remembers, all of it or nothing, and have it forget the rest.

    The server writes its tables anew, so that no file of theirs has what was there before. Its log,
    its replicas and its backups have it still.

    Args:
        server: the memory.
        change: returns an entry as it is to be; None where it is to go.

    Returns:
        How many entries were changed or removed, and what keeps the server from forgetting.

    Raises:
        ToolkitError: when the server cannot be reached or refuses: then nothing has changed.

    """
    store = _on_server(server, create_missing=False)
    with closing(store):
        changed = store.rewrite(change)
        try:
            store.write_tables_anew()
        except ToolkitError as error:
            return changed, error.findings
    return changed, ()


def _on_server(server: MemoryServer, *, create_missing: bool) -> "PostgresqlStore":
    try:
        # Few newsrooms have a server, and only they need its driver.
        from toolkit.catalog.memory.postgresql_store import PostgresqlStore  # noqa: PLC0415
    except ImportError:
        raise ToolkitError.because(
            "memory-driver",
            "a memory on a server needs the package psycopg, which is not installed",
            Location(str(server)),
            "run pip install 'psycopg[binary]' in the toolkit's environment",
        ) from None
    return PostgresqlStore(server, create_missing=create_missing)


def _best(
    found: Iterable[Suggestion], locales: tuple[Locale, Locale], level: Level | None
) -> list[Suggestion]:
    """Return suggestions in their order, each translation of a text once."""

    def order(each: Suggestion) -> tuple[object, ...]:
        entry = each.entry
        return (
            -each.score,
            entry.source_locale != locales[0],
            entry.target_locale != locales[1],
            -STATES.index(entry.state),
            -entry.date.timestamp() if entry.date else 0.0,
            LEVELS.index(entry.level),
            entry.origin,
            entry.source,
            entry.target,
        )

    best: dict[tuple[str, str], Suggestion] = {}
    for each in sorted(found, key=order):
        if level in {None, each.entry.level}:
            best.setdefault((each.entry.source, each.entry.target), each)
    return list(best.values())
