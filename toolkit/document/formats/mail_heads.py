"""Mail heads: where a text has the head of a mail, and where the signature of one begins.

Reporters paste what sources have sent them. The head says who wrote, and when; the signature often
has a telephone number. Neither was written for readers.
"""

import re
from collections.abc import Iterator, Sequence

__all__ = ["mail_heads", "signature_start"]

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
# A line goes on in the next one, which begins with white space; a mark of quotation may be before.
_HEAD = re.compile(
    rf"(?:^[ \t>*]*(?:{_NAME})[ \t*\u00a0]*[:：][^\n]{{0,400}}(?:\n[ \t]+\S[^\n]{{0,400}}){{0,8}}"
    r"(?:\n|\Z)){2,40}",
    re.MULTILINE | re.IGNORECASE,
)
_MARK = re.compile(
    rf"\b{_ADDRESS}|^[ \t>]*(?:received|x-originating-ip)[ \t]*:", re.MULTILINE | re.IGNORECASE
)
# “On Monday, Jane <jane@example.org> wrote:”, in any language, and the first line that it quotes.
_REPLY = re.compile(
    rf"^[^\n]{{0,200}}<{_ADDRESS}>[^\n]{{0,40}}[:：][ \t]*\n\s{{0,8}}>", re.MULTILINE
)
_LONGEST = 12
"""How many lines a signature has at most; more may be the article."""


def mail_heads(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where the heads of mails stand in a text, each with what makes it one.

    Args:
        text: the text, with U+000A between its lines.

    Yields:
        the offset of its first character, and its addresses, or the lines that say its way.

    """
    if "@" not in text and "received" not in text.lower():
        return
    for pattern in (_HEAD, _REPLY):
        for head in pattern.finditer(text):
            marks = tuple(each[0].lower() for each in _MARK.finditer(head[0]))
            if marks:
                yield head.start(), marks


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
