"""Listed record: what lists say of an article, as plain data, so that a later build knows it."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.model import Metadata
from toolkit.document.wire import Wire
from toolkit.editions.article import EditionDays, ListedArticle, Phrase, Topic

__all__ = ["listed_from_data", "listed_to_data"]

Data = dict[str, object]
"""What JSON can say."""
_NO_WIRE = Wire()
"""Lists say nothing of what partners are told."""


def listed_to_data(listed: ListedArticle) -> Data:
    """Return an article in a list as plain data; what is empty is left out."""
    metadata = listed.metadata
    data: Data = {
        "title": _phrase(listed.title),
        "standfirst": _phrase(listed.standfirst),
        "date": _day(metadata.date),
        "updated": _day(metadata.updated),
        "tags": list(metadata.tags),
        "canonical": metadata.canonical,
        "picture": metadata.image,
        "embargo": metadata.embargo.isoformat() if metadata.embargo else None,
        "path": listed.path,
        "kind": listed.kind,
        "image": listed.image,
        "editions": [each.tag for each in listed.editions],
        "source": listed.source.tag if listed.source is not None else None,
        "topics": [[each.slug, _phrase(each.name)] for each in listed.topics],
        "authors": [_phrase(each) for each in listed.authors],
        "translators": list(listed.translators),
        "corrected": _day(listed.corrected),
        "image_alt": _phrase(listed.image_alt),
        "hidden": not listed.indexed,
        "first": _day(listed.days.first),
        "changed": listed.days.changed.isoformat() if listed.days.changed else None,
        "texts": listed.days.texts,
        "returned": listed.days.returned.isoformat() if listed.days.returned else None,
        "content": listed.content.decode("utf-8", "replace"),
    }
    return {key: value for key, value in data.items() if value}


def _phrase(phrase: Phrase | None) -> list[str] | None:
    return None if phrase is None else [phrase.text, phrase.locale.tag]


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def listed_from_data(document_id: str, data: Mapping[str, object]) -> ListedArticle | None:
    """Return the article that data stand for; None where they are not what `listed_to_data` made.

    Args:
        document_id: the article's.
        data: what a record says, which anybody may have changed.

    """
    try:
        return _listed(document_id, _Reader(data))
    except (TypeError, ValueError, LookupError, OverflowError, ToolkitError):
        return None


class _Reader:
    """Reads values of the kinds that a record has; any other raises what its caller catches."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self._data = data

    def has(self, key: str) -> bool:
        return key in self._data

    def text(self, key: str) -> str:
        return _text(self._data[key]) if key in self._data else ""

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(map(_text, self._list(key)))

    def day(self, key: str) -> dt.date | None:
        return dt.date.fromisoformat(self.text(key)) if key in self._data else None

    def moment(self, key: str) -> dt.datetime | None:
        if key not in self._data:
            return None
        moment = dt.datetime.fromisoformat(self.text(key))
        return moment.astimezone(dt.UTC)

    def locales(self, key: str) -> tuple[Locale, ...]:
        return tuple(map(_locale, self._list(key)))

    def phrase(self, key: str) -> Phrase | None:
        return _to_phrase(self._data[key]) if key in self._data else None

    def phrases(self, key: str) -> tuple[Phrase, ...]:
        return tuple(map(_to_phrase, self._list(key)))

    def topics(self, key: str) -> tuple[Topic, ...]:
        pairs = map(_list, self._list(key))
        return tuple(_topic(_text(slug), *_phrase_parts(name)) for slug, name in pairs)

    def _list(self, key: str) -> list[object]:
        return _list(self._data[key]) if key in self._data else []


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _locale(value: object) -> Locale:
    return _parsed(_text(value))


_parsed = lru_cache(maxsize=256)(Locale.parse)
"""A newsroom has few languages, and a record some thousand lines."""


def _phrase_parts(value: object) -> tuple[str, str]:
    text, tag = _list(value)
    return _text(text), _text(tag)


def _to_phrase(value: object) -> Phrase:
    text, tag = _phrase_parts(value)
    return Phrase(text, _parsed(tag))


@lru_cache(maxsize=4096)
def _topic(slug: str, name: str, tag: str) -> Topic:
    """Return a topic: one for all articles that name it alike."""
    return Topic(slug, Phrase(name, _parsed(tag)))


def _listed(document_id: str, data: _Reader) -> ListedArticle:
    title = data.phrase("title")
    if title is None:
        raise LookupError
    metadata = Metadata(
        date=data.day("date"),
        updated=data.day("updated"),
        tags=data.texts("tags"),
        canonical=data.text("canonical"),
        image=data.text("picture"),
        embargo=data.moment("embargo"),
        wire=_NO_WIRE,
    )
    return ListedArticle(
        document_id,
        title,
        data.phrase("standfirst"),
        metadata,
        path=data.text("path"),
        kind=data.text("kind"),
        image=data.text("image"),
        editions=data.locales("editions"),
        source=_locale(data.text("source")) if data.has("source") else None,
        topics=data.topics("topics"),
        authors=data.phrases("authors"),
        translators=data.texts("translators"),
        corrected=data.day("corrected"),
        image_alt=data.phrase("image_alt"),
        indexed=not data.has("hidden"),
        content=data.text("content").encode(),
        days=EditionDays(
            data.day("first"),
            data.moment("changed"),
            data.text("texts"),
            data.moment("returned"),
        ),
    )
