"""Mail heads: where a text has the head of a mail, and where the signature of one begins.

Reporters paste what sources have sent them. The head says who wrote, and when; the signature often
has a telephone number. Neither was written for readers.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from lxml import etree

from toolkit.base.errors import Finding, Location, Severity
from toolkit.base.markup import local_name
from toolkit.document.model import Run, Unit

__all__ = ["mail_heads", "mail_heads_among", "signature_start", "told_head"]

_QUOTING = frozenset({"blockquote", "code", "pre", "q"})
"""What holds words that readers are shown because others wrote them."""

# RFC 5322, section 3.6, and what mail programs write above what they forward, in the languages that
# most of our newsrooms read.
_NAMES = """
    from sender to cc bcc reply-to return-path delivered-to date subject sent message-id in-reply-to
    received x-originating-ip mime-version content-type
    von an datum betreff gesendet kopie | de à a cc objet date envoyé | para asunto assunto fecha
    data enviado da oggetto inviato | od do temat wysłano data | kimden kime konu tarih gönderildi
    bilgi | от кому тема дата отправлено копия | від кому тема дата надіслано | кімнен кімге
    тақырып күні жіберілді | кимден кимге тема күнү | kimdan kimga mavzu sana | من إلى الى الموضوع
    التاريخ أرسلت | از به موضوع تاریخ | كىمدىن كىمگە تېما ۋاقتى | 发件人 收件人 主题 日期 发送时间
    抄送 寄件者 收件者 主旨 | 差出人 宛先 件名 日時 送信日時
"""
_NAME = "|".join(sorted({re.escape(each) for each in _NAMES.split() if each != "|"}, reverse=True))
_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_MARK = re.compile(
    rf"\b{_ADDRESS}|^[ \t>]*(?:received|x-originating-ip):", re.MULTILINE | re.IGNORECASE
)
# “On Monday, Jane <jane@example.org> wrote:”, in any language, and the first line that it quotes.
_REPLY = re.compile(
    rf"^[^\n]{{0,200}}<{_ADDRESS}>[^\n]{{0,40}}[:：][ \t]*\n\s{{0,8}}>", re.MULTILINE
)
_LONGEST = 12
"""How many lines a signature has at most; more may be the article."""


@cache
def _head() -> re.Pattern[str]:
    """Return the pattern of a head: to compile it takes longer than to read most texts."""
    # A mark of quotation may be before; a line goes on in the next, which begins with white space.
    return re.compile(
        rf"(?:^[ \t>*]*(?:{_NAME})[ \t*\u00a0]*[:：][^\n]{{0,400}}"
        r"(?:\n[ \t]+\S[^\n]{0,400}){0,8}(?:\n|\Z)){2,40}",
        re.MULTILINE | re.IGNORECASE,
    )


def mail_heads(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where the heads of mails stand in a text, each with what makes it one.

    Args:
        text: the text, with U+000A between its lines.

    Yields:
        the offset of its first character, and its addresses, or the lines that say its way.

    """
    for pattern in (_head(), _REPLY):
        for head in pattern.finditer(text):
            marks = tuple(each[0].lower() for each in _MARK.finditer(head[0]))
            if marks:
                yield head.start(), marks


def told_head(place: Location) -> Finding:
    """Return what is told of the head of a mail at a place."""
    return Finding(
        "mail-header",
        "this looks like the head of a mail: who wrote to whom, and when",
        place,
        "take it out; quote no more of it than readers need",
        severity=Severity.WARNING,
    )


def mail_heads_among(blocks: Iterable[Unit]) -> Iterator[Finding]:
    """Yield where the head of a mail is among a document's texts, but for what they quote."""
    runs = [(each, each.home) for each in blocks if isinstance(each.home, Run)]
    homes = {home.parent for _, home in runs}
    texts = ["".join(_lines(home, homes)) for _, home in runs]
    ends = list(accumulate(len(text) + 1 for text in texts))
    for start, _ in mail_heads("\n".join(texts)):
        yield told_head(runs[bisect_right(ends, start)][0].location)


def _lines(run: Run, homes: Collection[etree._Element]) -> Iterator[str]:
    """Yield what a run says, with its lines, but for what it quotes and what has a unit itself."""
    if any(local_name(each) in _QUOTING for each in (run.parent, *run.parent.iterancestors())):
        yield ">"  # what a mail writes above a quotation is a head
        return
    before = run.parent[run.first - 1].tail if run.first else run.parent.text
    yield before or ""
    yield from _lines_of(run.parent[run.first : run.end], homes)


def _lines_of(nodes: Iterable[etree._Element], homes: Collection[etree._Element]) -> Iterator[str]:
    for node in nodes:
        name = local_name(node)
        if name.lower() == "br":
            yield "\n"
        elif name and name not in _QUOTING and node not in homes:
            yield node.text or ""
            yield from _lines_of(node, homes)
        yield node.tail or ""


def signature_start(lines: Sequence[str]) -> int | None:
    """Return the first line of the signature of a mail; None where there is none.

    It follows a line that is “-- ” (RFC 3676, section 4.3). Many programs take the space away:
    below the head of a mail that counts too.

    Args:
        lines: the text's lines, without their ends.

    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    is_mail = None
    for at in range(end - 1, max(end - 2 - _LONGEST, -1), -1):
        if lines[at] == "-- " and at < end - 1:
            return at
        if lines[at] == "--" and at < end - 1:
            if is_mail is None:
                is_mail = next(mail_heads("\n".join(lines)), None) is not None
            if is_mail:
                return at
    return None
