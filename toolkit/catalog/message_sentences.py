"""Sentences of messages: cut by the language's rules, never inside paired codes."""

from collections.abc import Callable, Sequence

from toolkit.base.bcp47 import Locale
from toolkit.base.text import message_codes, parse_text, to_message
from toolkit.language.sentences import SegmentationRules, rules_for, split_text

__all__ = ["message_splitter"]


def message_splitter(
    locale: Locale, own: Sequence[SegmentationRules] = ()
) -> Callable[[str], Sequence[str]]:
    """Return a function that cuts a message of a language into sentences.

    Sentences joined give the message back; each keeps the white space after it.

    Args:
        locale: the language of the messages.
        own: the newsroom's own rules.

    """

    def split(message: str) -> Sequence[str]:
        segmenter = rules_for(locale, own)
        codes = message_codes(message) if "<" in message else frozenset()
        if not codes:
            return segmenter.split(message)
        return [to_message(text) for text in split_text(parse_text(message, codes), segmenter)]

    return split
