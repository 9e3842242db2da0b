"""Telegram: an article as messages of its Bot API, in the HTML that it takes."""

import json
from collections.abc import Iterator
from html import escape

from toolkit.editions.article import Article, Phrase
from toolkit.editions.plain.flow import Block, Run, flow, page_address, plain_text
from toolkit.editions.plain.mail import closing_lines
from toolkit.editions.plain.messages import cut_blocks, sentences, units_of
from toolkit.editions.summary import Summary, summarize
from toolkit.editions.xml.enclosures import addressed, enclosures
from toolkit.editions.xml.outline import arranged

__all__ = ["render_telegram"]

_MOST = 4096
"""How many UTF-16 code units a message may have; we count its tags too."""
_MOST_OF_A_CAPTION = 1024
_NUMBER = 16
"""Kept free in each message for its number."""
_BETWEEN = "\n\n"


def render_telegram(article: Article) -> bytes:
    """Return a list of calls to the Bot API as JSON in UTF-8, each in the order it is sent.

    A picture that has an address goes first, with headline, standfirst and link as its caption.
    A text that needs several messages has their number at the end of each.
    """
    summary = summarize(article)
    link = page_address(article)
    blocks = [*_heads(summary), *flow(article)]
    blocks += [
        Block("note", (Run(line),), article.locale) for line in closing_lines(article, summary)
    ]
    messages = list(_messages(blocks, link))
    sent: list[dict[str, str]] = []
    picture = next(_pictures(article), "")
    if picture:
        caption = {"caption": _caption(summary, link), "parse_mode": "HTML"}
        sent.append({"method": "sendPhoto", "photo": picture, **caption})
    for number, text in enumerate(messages, 1):
        counted = f"{text}{_BETWEEN}{number}/{len(messages)}" if len(messages) > 1 else text
        sent.append({"method": "sendMessage", "text": counted, "parse_mode": "HTML"})
    return (json.dumps(sent, ensure_ascii=False, indent=2) + "\n").encode()


def _heads(summary: Summary) -> Iterator[Block]:
    yield _head(summary.title, "b")
    if summary.standfirst:
        yield _head(summary.standfirst, "i")


def _head(phrase: Phrase, mark: str) -> Block:
    return Block("paragraph", (Run(phrase.text, (mark,)),), phrase.locale)


def _messages(blocks: list[Block], link: str) -> Iterator[str]:
    """Yield texts that fit, as many blocks in each as there is room for."""
    most = _MOST - _NUMBER
    waiting = [_html(each) for each in cut_blocks(blocks, most, _length)]
    waiting += [escape(link, quote=False)] if link else []
    text = ""
    for html in waiting:
        longer = f"{text}{_BETWEEN}{html}" if text else html
        if text and units_of(longer) > most:
            yield text
            longer = html
        text = longer
    if text:
        yield text


def _length(block: Block) -> int:
    return units_of(_html(block))


def _html(block: Block) -> str:
    """Return a block in Telegram's subset of HTML: every tag is closed where it was opened."""
    inner = "".join(map(_run, block.runs)).strip()
    if block.kind == "code":
        inner = f"<pre>{escape(block.text, quote=False)}</pre>"
    elif block.kind == "heading":
        inner = f"<b>{inner}</b>"
    elif block.kind == "quote":
        inner = f"<blockquote>{inner}</blockquote>"
    said = block.before + block.text
    mark = plain_text(said, block.locale).removesuffix(said)
    return mark + escape(block.before, quote=False) + inner


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    for mark in reversed(run.marks):
        address = f' href="{escape(run.address)}"' if mark == "a" else ""
        text = f"<{mark}{address}>{text}</{mark}>"
    return text


def _caption(summary: Summary, link: str) -> str:
    """Return headline, as many sentences of the standfirst as fit, and the link."""
    end = f"{_BETWEEN}{escape(link, quote=False)}" if link else ""
    room = _MOST_OF_A_CAPTION - units_of(end)
    head = next(iter(cut_blocks([_head(summary.title, "b")], room, _length)))
    text = _html(head)
    if summary.standfirst:
        said = ""
        for sentence in sentences(summary.standfirst.text, summary.standfirst.locale):
            longer = _html(Block("paragraph", (Run(said + sentence),), summary.standfirst.locale))
            if units_of(f"{text}{_BETWEEN}{longer}") > room:
                break
            said += sentence
        if said:
            block = Block("paragraph", (Run(said),), summary.standfirst.locale)
            text = f"{text}{_BETWEEN}{_html(block)}"
    return text + end


def _pictures(article: Article) -> Iterator[str]:
    whole = addressed(article, ".html")
    for each in enclosures(whole, arranged(whole)):
        if each.facts.media_type != "image/svg+xml":
            yield each.address
