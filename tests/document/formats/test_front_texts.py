import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import messages, read
from toolkit.base.bcp47 import Locale
from toolkit.document.formats.front_texts import front_texts
from toolkit.document.formats.lines import read_lines
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")

YAML = """---
title: "One: \\"two\\""
description: >-
  About one
  and two.

  More.
summary: About
  one.
cover:
  alt: 'It''s a street'
  hidden: false
resources:
  - src: a.png
    title: A
  - title: "B
      c"
    params: {alt: d}
menu: {main: {name: x}}
keywords:
  - courts
intro: |
  First.
  Second.
---
Text.
"""
TOML = """+++
title = "One"
description = 'About "one"'
weight = 3
[cover]
alt = "A \\"b\\" \\\\"
[params.seo]
title = '''C'''
summary = \"\"\"
D
e.
\"\"\"
+++
Text.
"""


def markdown(source: str) -> Document:
    return read(source, "a.md")


def texts(source: str) -> dict[str, str]:
    lines = read_lines(source.encode(), "a.md")
    return {each.name: each.text for each in front_texts(lines, "---")}


def front(source: str) -> list[tuple[str, str]]:
    return [(unit.role, unit.message) for unit in markdown(source).units][:-1]


def filled(document: Document, pick: dict[str, str]) -> str:
    given = [
        unit.read_translation(pick[unit.message]) if unit.message in pick else None
        for unit in document.units
    ]
    return render_own_format(document, given, KK).decode()


def test_texts_of_known_keys_are_units() -> None:
    assert front(YAML) == [
        ("headline", 'One: "two"'),
        ("tag", "courts"),
        ("description", "About one and two."),
        ("description", "More."),
        ("description", "About one."),
        ("alt", "It's a street"),
        ("title", "A"),
        ("title", "B c"),
        ("alt", "d"),
        ("description", "First."),
        ("description", "Second."),
    ]
    assert [message for _, message in front(TOML)] == [
        "One", 'About "one"', 'A "b" \\', "C", "D e.",
    ]  # fmt: skip


@pytest.mark.parametrize("source", [YAML, TOML, YAML.replace("\n", "\r\n")])
def test_a_front_matter_translated_by_itself_is_its_source(source: str) -> None:
    document = markdown(source)
    given = [unit.text for unit in document.units]
    assert render_own_format(document, given, KK) == source.encode()


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("About one and two.", "ә: б #", "  About one\n  and two.\n", "  ә: б #\n"),
        ("About one.", "ә: б", "summary: About\n  one.\n", 'summary: "ә: б"\n'),
        ("It's a street", "Көше 'A'", "'It''s a street'", "'Көше ''A'''"),
        ("B c", 'Ә "б"', '"B\n      c"', '"Ә \\"б\\""'),
        ("Second.", "- б", "  Second.\n", "  - б\n"),
        ("A", "[ә]", "title: A\n", 'title: "[ә]"\n'),
    ],
)
def test_a_text_is_written_in_the_style_of_its_value(
    old: str, new: str, before: str, after: str
) -> None:
    assert filled(markdown(YAML), {old: new}) == YAML.replace(before, after)


@given(st.text("aә'\"\\#:{}[]", min_size=1, max_size=9).filter(str.strip))
def test_toml_reads_what_was_written(text: str) -> None:
    document = markdown(TOML)
    pick = dict.fromkeys(['About "one"', 'A "b" \\', "C", "D e."], text)
    given = [
        (pick[message],) if (message := unit.message) in pick else None for unit in document.units
    ]
    written = render_own_format(document, given, KK).decode().split("+++\n")[1]
    data = tomllib.loads(written)
    found = [data["description"], data["cover"]["alt"], *data["params"]["seo"].values()]
    assert [each.strip() for each in found] == [text] * 4


def test_a_map_between_braces_has_texts() -> None:
    line = """a: {b: "c, \\"d\\"", 'e': f g , h: 1, i: [j], k: {l: m}, n: 'o''p'}\n"""
    assert texts(line) == {"a.b": 'c, "d"', "a.e": "f g", "a.l": "m", "a.n": "o'p"}


def test_a_text_of_a_map_between_braces_is_written_back() -> None:
    source = "---\ntitle: A\ncover: {src: b.png, alt: C d}\nseo: {title: 'E'}\n---\nF\n"
    written = filled(markdown(source), {"C d": "g, h", "E": "i's"})
    assert written == source.replace("C d", '"g, h"').replace("'E'", "'i''s'")


def test_numbers_and_other_types_are_no_texts() -> None:
    assert texts("a: 1\nb: true\nc: 2021-02-22\nd: ~\ne: &x y\nf: [a]\ng: x # y\n") == {"g": "x"}


def test_a_heading_that_repeats_the_title_is_the_headline() -> None:
    document = markdown("---\ntitle: A b\n---\n# A *b*\n\nText.\n")
    assert [each.getparent() for each in document.tree.getroot().iter("h1")] == [
        document.tree.find("header")
    ]
    assert messages(document) == ["A <em>b</em>", "A b", "Text."]
    assert filled(document, {"A b": "Ә б", "A <em>b</em>": "Ә <em>б</em>"}) == (
        "---\ntitle: Ә б\n---\n# Ә *б*\n\nText.\n"
    )


def test_another_heading_stays_in_the_body() -> None:
    document = markdown("---\ntitle: A\n---\n# B\n\n# A\n")
    assert [(unit.role, unit.message) for unit in document.units] == [
        ("headline", "A"),
        ("heading", "B"),
        ("heading", "A"),
    ]


def test_the_description_of_a_picture_is_written_into_the_front_matter() -> None:
    source = "---\nimage: a.png\nimage_alt: A street\n---\nText.\n"
    assert filled(markdown(source), {"A street": "Көше"}) == source.replace("A street", "Көше")


@pytest.mark.parametrize("tags", ["tags: [a]", "tags:\n  - a"])
@pytest.mark.parametrize("keywords", ["keywords: [b]", "keywords: b, c", "keywords:\n  - b"])
def test_keywords_beside_tags_are_a_site_generators_own(tags: str, keywords: str) -> None:
    for lines in (f"{tags}\n{keywords}", f"{keywords}\n{tags}"):
        document = read(f"---\ntitle: T\n{lines}\n---\n\nText.\n", "a.md")
        assert document.metadata.tags == ("a",)
        assert render_own_format(document, [None] * len(document.units), KK) == document.source
