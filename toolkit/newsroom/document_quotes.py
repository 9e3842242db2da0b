"""Document quotes: what the documents of a newsroom quote, and what translators are told of it."""

from collections.abc import Callable, Iterator, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.toml import toml_string
from toolkit.catalog.quotes_file import FIELDS, Quote, read_quotes
from toolkit.catalog.told_quotations import Quotation, QuotationStatus
from toolkit.newsroom.recorded_tables import add_tables, read_tables
from toolkit.newsroom.settings import ProjectSettings

__all__ = ["add_quotes", "document_quotes", "quotation_for"]

_HEAD = """\
# What people said in this document, as they said it. “toolkit quotes propose” adds to it;
# fill in what you know, and choose a status: original, translated, back-translated or paraphrase.
"""


def document_quotes(settings: ProjectSettings, document_id: str) -> tuple[Quote, ...]:
    """Return what people said in a document; nothing where there is no file.

    Raises:
        ToolkitError: when the file cannot be read, is wrong, or has a protected name.

    """
    return read_tables(settings, settings.quotes_path(document_id), read_quotes)


def add_quotes(settings: ProjectSettings, document_id: str, quotes: Sequence[Quote]) -> None:
    """Add quotes to those of a document; what the file has stays as it is, byte by byte.

    Raises:
        ToolkitError: when the file is wrong, cannot be read or written, or would have a protected
            name; then nothing has changed.

    """
    path = settings.quotes_path(document_id)
    add_tables(settings, path, _HEAD, read_quotes, lambda _: [_lines(each) for each in quotes])


def _lines(quote: Quote) -> Iterator[str]:
    yield "[[quote]]"
    values = {
        "id": quote.id,
        "words": quote.words,
        "speaker": quote.speaker,
        "language": "" if quote.language is None else quote.language.tag,
    }
    yield from (f"{key} = {toml_string(values.get(key, ''))}" for key in FIELDS)


def quotation_for(
    settings: ProjectSettings, language: Locale, locale: Locale | None
) -> Callable[[Quote], Quotation | None]:
    """Return what says what the translators into a locale are told of a quote.

    In the language in which it was said, that is what the translation must say, in its alphabet.

    Args:
        settings: the newsroom.
        language: the document's.
        locale: the catalog's; None for the template.

    """

    def told(quote: Quote) -> Quotation | None:
        if quote.status is None:
            return None
        spoken_in = quote.language or language
        is_original = quote.status is QuotationStatus.ORIGINAL
        original = "" if is_original else quote.original
        own = ""
        if locale is not None and quote.status is not QuotationStatus.PARAPHRASE:
            said = quote.words if is_original else quote.original
            own = _spelled(settings, said, spoken_in, locale) if said else ""
        return Quotation(
            quote.words,
            quote.status,
            spoken_in,
            own or original,
            bool(own),
            quote.speaker,
            quote.recording,
            quote.time,
        )

    return told


def _spelled(settings: ProjectSettings, said: str, spoken_in: Locale, locale: Locale) -> str:
    """Return what was said as a locale writes it; empty where nobody knows.

    That is where it was said in another language, no conversion leads to the locale's alphabet, or
    the newsroom's exceptions to it cannot be read, as builds say.
    """
    if spoken_in.language != locale.language:
        return ""
    if spoken_in.is_variety_of(locale):
        return said
    # Few newsrooms need the alphabets' tables.
    from toolkit.language.alphabets import conversion, convert  # noqa: PLC0415
    from toolkit.newsroom.publishing.spellings import spelling_of  # noqa: PLC0415

    policy = settings.locales.get(locale)
    try:
        if policy is not None and policy.base is not None:
            base = _spelled(settings, said, spoken_in, policy.base)
            return spelling_of(settings, locale).spell(base) if base else ""
        return convert(said, conversion(spoken_in, locale))
    except ToolkitError:
        return ""
