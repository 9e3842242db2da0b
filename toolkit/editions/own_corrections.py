"""Own corrections: an edition in its source's own format, with what was put right at its end."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from toolkit.base.bcp47 import Locale
from toolkit.base.markup import Kind, tokens
from toolkit.base.markup.charsets import Charset
from toolkit.editions.article import Article, Correction
from toolkit.editions.furniture import said
from toolkit.editions.told_corrections import (
    correction_line,
    correction_remark,
    untranslated_notice,
)
from toolkit.editions.xml.correction_places import put_in_place
from toolkit.localizing.interface_words import Words, date_in, words
from toolkit.localizing.writers.markdown_escapes import escaped

__all__ = ["tell_in_markdown", "tell_in_page", "tell_in_xml"]

_END_OF_INSTRUCTION = re.compile(r"\?(?=>)")


def tell_in_page(
    page: bytes, charset: Charset, corrections: Sequence[Correction], spoken: Words
) -> bytes:
    """Return an HTML or XHTML page that ends with its corrections, newest first.

    They stand before `</body>`, or at the end of a page without one.

    Args:
        page: the page, in its own format.
        charset: how it is written.
        corrections: what is told; without any the page stays as it is.
        spoken: the words of the page's language.

    """
    if not corrections:
        return page
    ends = [each.start for each in tokens(page) if each.kind is Kind.END and each.name == b"body"]
    at = ends[-1] if ends else len(page)
    section = "".join(f"{line}\n" for line in _section(corrections, spoken))
    # A page in ASCII need not say its charset, and so stays in ASCII.
    plain = section.encode("ascii", "xmlcharrefreplace")
    return page[:at] + (plain if page.isascii() else charset.spelled(section)) + page[at:]


def tell_in_markdown(article: Article) -> bytes:
    """Return an article's Markdown that ends with the corrections which its source has not.

    Args:
        article: the article; those in the front matter of its source stay there.

    """
    text, spoken = article.own(), article.site.words(article.locale)
    recorded = [each for each in article.corrections if each.recorded]
    if not recorded:
        return text
    lines = ["", f"## {escaped(str(said(spoken, 'Corrections')))}", ""]
    lines += (f"- {escaped(correction_line(spoken, each), dialects=True)}" for each in recorded)
    end = b"" if text.endswith(b"\n") else b"\n"
    return text + end + "\n".join([*lines, ""]).encode()


def tell_in_xml(
    document: bytes,
    charset: Charset,
    corrections: Sequence[Correction],
    path: str,
    spoken: Callable[[Locale], Words] = words,
) -> bytes:
    """Return an XML document that says its corrections, newest first.

    They stand where its vocabulary has a place for them, else in an instruction for each at its
    end. A processing instruction may stand there in every vocabulary (XML 1.0, section 2.8):
    programs that know it can show it, all others pass it over.

    Args:
        document: the document, in its own format.
        charset: how it is written.
        corrections: what is told; without any the document stays as it is.
        path: its name, for messages.
        spoken: the interface's words in a language.

    """
    placed = put_in_place(document, path, corrections, spoken) if corrections else None
    if placed is not None:
        return placed
    lines = []
    for each in corrections:
        named = f'day="{each.date.isoformat()}" lang="{each.locale.tag}"'
        text = _END_OF_INSTRUCTION.sub("? ", each.text)
        lines.append(f"<?correction {named} {text}?>\n")
    end = "" if document.endswith(b"\n") or not lines else "\n"
    return document + charset.spelled(end + "".join(lines))


def _section(corrections: Sequence[Correction], spoken: Words) -> Iterator[str]:
    locale = spoken.asked
    yield f'<section class="corrections" lang="{locale.tag}" dir="{locale.direction}">'
    yield f"<h2>{said(spoken, 'Corrections').__html__()}</h2>"
    if notice := untranslated_notice(spoken, locale, corrections):
        yield f"<p>{notice.__html__()}</p>"
    yield "<ul>"
    for each in corrections:
        yield f"<li>{' '.join(_item(each, locale, spoken))}</li>"
    yield "</ul>"
    yield "</section>"


def _item(correction: Correction, locale: Locale, spoken: Words) -> Iterator[str]:
    day, own = correction.date, correction.locale
    yield f'<time datetime="{day.isoformat()}">{escape(date_in(locale, day))}</time>'
    yield f'<span lang="{own.tag}" dir="{own.direction}">{escape(correction.text)}</span>'
    remark = correction_remark(spoken, correction)
    if remark:
        yield f"<span>{remark.__html__()}</span>"
    passage = said(spoken, "Corrected passage").__html__()
    for each in correction.passages:
        yield f'<a href="#{escape(each)}">{passage}</a>'
