import pytest

from toolkit.base.bcp47 import Locale
from toolkit.document.formats.frontmatter import FrontMatter
from toolkit.document.formats.lines import read_lines
from toolkit.document.formats.markdown import parse_markdown
from toolkit.document.formats.pandoc_title import read_title_block

EN = Locale("en")


def read(text: str) -> FrontMatter | None:
    return read_title_block(read_lines(text.encode(), "a.md"), EN)


def values(text: str) -> dict[str, str]:
    front = read(text)
    assert front is not None
    return {key: field.value for key, field in front.fields.items()}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "% A Dry Spring\n% Ann Lee\n% 4 May 2020\n\nText.",
            {"headline": "A Dry Spring", "author": "Ann Lee", "date": "4 May 2020"},
        ),
        ("% A Dry\n  Spring\n\nText.", {"headline": "A Dry Spring"}),
        ("%\n% Ann Lee\n  Bob Roe\nText.", {"author": "Ann Lee; Bob Roe"}),
        ("% A Dry Spring\n%\n% some day\n", {"headline": "A Dry Spring"}),
    ],
)
def test_a_title_block_is_a_front_matter(text: str, fields: dict[str, str]) -> None:
    assert values(text) == fields


@pytest.mark.parametrize(
    "text", ["% A\n% Ann Lee\n% 4 May 2020\n\n# B\n", "% A\n% Ann Lee\n\n# B\n\nText.\n\nC\n===\n"]
)
def test_a_title_may_stand_before_headings_of_parts(text: str) -> None:
    assert values(text)["author"] == "Ann Lee"


def test_the_body_begins_behind_it() -> None:
    front = read("% A Dry Spring\n% Ann Lee\n\nText.")
    assert front is not None
    assert [line.text for line in front.rest] == ["", "Text."]


@pytest.mark.parametrize(
    "text",
    [
        "%off\n",
        "Text.\n% A\n",
        "% a\n% b\n% c\n% d\n",
        "% remark\n# Heading\n",
        "% x\n\nAlso\n===\n",
        "% remark\n% another\n\n# Heading\n\n```\n# code\n```\n",
        "% remark\n% another\n% third\n\n(place)=\n# Heading\n\n## Part\n",
    ],
)
def test_other_lines_with_a_per_cent_sign_are_none(text: str) -> None:
    assert read(text) is None


def test_its_title_is_the_headline_of_the_article() -> None:
    parsed = parse_markdown(b"% A Dry Spring\n\nText.\n", "a.md", EN)
    assert parsed.tree.findtext(".//h1") == "A Dry Spring"
