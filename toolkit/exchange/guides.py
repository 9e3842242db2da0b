"""Guides: how to translate the file that one gets, for each form, in the translator's language."""

from toolkit.base.bcp47 import Locale
from toolkit.exchange.kit_words import words_in

__all__ = ["GUIDES", "TITLE", "guide", "guide_file"]

TITLE = "How to translate this file"

_COLUMNS = (
    "Write your translation in the column “Translation”, in the row of its source text. You need "
    "not do all rows: a row that stays empty waits for the next time."
)
_TAGS = (
    "Small tags such as <a1> are links and emphasis. Put each one into your translation once, "
    "where it belongs in your sentence, and do not translate it."
)
_REMARKS = (
    "Where “Remarks” says [draft], put the translation right if it needs it, and delete that "
    "word. You can also write to the newsroom there."
)
_ROWS = (
    "Do not merge rows, and leave the small codes as they are: they say which text a row belongs "
    "to. Rows may stand in any order."
)
_BACK = "Save the file in the same format and send it back. Its name may change."
_NAME = (
    "The program that you write with may put your name into the file. The newsroom does not read "
    "it, but whoever gets the file can."
)

GUIDES = {
    "xliff": (
        (
            "Open the file in the program that you translate with, such as Trados or memoQ. "
            "If it cannot be opened there, ask for the other version of XLIFF."
        ),
        _TAGS,
        (
            "The notes of a text say where it stands in the article, what its tags mean, and which "
            "words the newsroom wants."
        ),
        "A text counts as translated when its state is “translated” or later, and else as a draft.",
        _BACK,
        _NAME,
    ),
    "docx": (_COLUMNS, _TAGS, _REMARKS, _ROWS, _BACK, _NAME),
    "xlsx": (_COLUMNS, _TAGS, _REMARKS, _ROWS, _BACK, _NAME),
    "csv": (
        _COLUMNS,
        _TAGS,
        _REMARKS,
        _ROWS,
        "Save the file as CSV again, in UTF-8, and send it back. Its name may change.",
    ),
    "po": (
        (
            "Open the file in Poedit, OmegaT or another PO editor, and write the translation of "
            "each text."
        ),
        _TAGS,
        (
            "The notes of a text say where it stands in the article, what its tags mean, and which "
            "words the newsroom wants."
        ),
        (
            "“Needs work” (fuzzy) stands at drafts, and where the source has changed. Put the "
            "translation right, and take the mark off."
        ),
        _BACK,
        (
            "Your editor may put your name and address into the file. Leave them out of its "
            "settings if nobody must know them."
        ),
    ),
    "html": (
        (
            "Tap a passage and write its translation. What you write is kept at once, but it "
            "counts as a draft until you press “Done, next”."
        ),
        (
            "Small tags such as <a1> are links and emphasis. Tap a tag to put it in, and use each "
            "one once."
        ),
        (
            "“Save” makes a small file with your work: send that file back. “Save with the work "
            "inside” makes this whole page anew, so that you can go on with it elsewhere."
        ),
        (
            "This page asks nothing of any network. Your browser may keep your work; “Forget” "
            "deletes it. The page does not hide from someone who has your phone that you have it."
        ),
    ),
}
"""A guide's paragraphs, by the form of the file."""
GUIDES["xliff1"] = GUIDES["xliff"]


def guide(form: str, locale: Locale) -> tuple[Locale, str, tuple[str, ...]]:
    """Return the guide to a form of file, in the translator's language or else in English.

    Args:
        form: its name.
        locale: the language that is translated into.

    Returns:
        The language that the guide is in; its title; its paragraphs.

    """
    spoken, known = words_in(locale)
    said = (known.get(each) or each for each in (TITLE, *GUIDES[form]))
    # Without an isolate (UAX #9) the tag would be shown as `<1a>` among Arabic letters.
    tag = "\u2066<a1>\u2069" if spoken.direction == "rtl" else "<a1>"
    title, *paragraphs = (each.replace("<a1>", tag) for each in said)
    return spoken, title, tuple(paragraphs)


def guide_file(form: str, locale: Locale) -> bytes:
    """Return a guide as a text file, to lie beside what is sent: UTF-8, in English at its end.

    Whoever passes the file on may not read the translator's language.
    """
    known = dict.fromkeys([guide(form, locale)[1:], guide(form, Locale("en"))[1:]])
    texts = ("\n\n".join((title, *paragraphs)) for title, paragraphs in known)
    return ("\n\n\n".join(texts) + "\n").encode("utf-8")
