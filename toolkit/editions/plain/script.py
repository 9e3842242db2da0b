"""Script: an article to be read aloud, a sentence on a line, with the time that it takes."""

from toolkit.editions.article import Article
from toolkit.editions.notices import unfinished_notice
from toolkit.editions.plain.flow import Block, flow, plain_text
from toolkit.editions.plain.mail import correction_lines, opening_lines
from toolkit.editions.plain.messages import sentences
from toolkit.editions.summary import summarize
from toolkit.language.spoken_numbers import with_spoken_numbers

__all__ = ["render_script"]

_CHARACTERS_A_SECOND = 14
"""How fast news is read, in letters: about 150 words of English a minute. Words of languages that
join many endings are longer, and letters are what takes time."""
_SILENT = frozenset({"caption", "code", "row"})


def render_script(article: Article) -> bytes:
    """Return an article for the radio as plain text in UTF-8.

    Its first line says how long it takes; a sentence stands on a line of its own, and after a
    figure its words, where the toolkit can write them. Tables, pictures and code are left out.
    """
    summary = summarize(article)
    paragraphs = [*opening_lines(article, summary)]
    paragraphs += [_read(each) for each in flow(article) if each.kind not in _SILENT]
    paragraphs += correction_lines(article)
    letters = sum(sum(map(str.isalnum, each)) for each in paragraphs)
    seconds = max(1, round(letters * 1.2 / _CHARACTERS_A_SECOND))
    clock = f"⏱ {seconds // 60}:{seconds % 60:02d}"
    unfinished = unfinished_notice(article, summary)
    told = [plain_text(unfinished.text, unfinished.locale)] if unfinished else []
    return ("\n\n".join([clock, *told, *paragraphs]) + "\n").encode()


def _read(block: Block) -> str:
    """Return a block's sentences, each on a line."""
    lines = (each.strip() for each in sentences(block.text, block.locale))
    spoken = (with_spoken_numbers(each, block.locale) for each in lines if each)
    return "\n".join(plain_text(each, block.locale) for each in spoken)
