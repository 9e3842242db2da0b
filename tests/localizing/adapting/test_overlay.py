"""Overlays: what a file of adaptations may say, and the message for everything else."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.errors import ToolkitError
from toolkit.localizing.adapting.added import AddedKind, added_elements
from toolkit.localizing.adapting.overlay import (
    Addition,
    Move,
    Omission,
    Overlay,
    Side,
    omitted_ids,
    read_overlay,
)

WHOLE = """
# What Kazakh readers know.
[[omit]]
id = "p-7f3c"
reason = "explains Azattyq"
source = "3f2a9c41d0e2"

[[insert]]
after = "p-1a2b"
text = '''
[[omit]]
id = "p-9"
'''
kind = "note"
reason = "context"

[[insert]]
before = "p-3c4d"
text = "Мәтін"
reason = "context"

[[move]]
id = "p-5e6f"
after = "p-1a2b"
reason = "nearer"
"""


def read(text: str | bytes) -> Overlay:
    data = text.encode() if isinstance(text, str) else text
    return read_overlay(data, "a.overlay.toml")


def errors(text: str | bytes) -> list[str]:
    with pytest.raises(ToolkitError) as caught:
        read(text)
    return [str(each).removeprefix("a.overlay.toml") for each in caught.value.findings]


def test_an_empty_overlay_changes_nothing() -> None:
    assert read("") == Overlay()


def test_every_key_is_read() -> None:
    note = AddedKind.NOTE
    assert read(WHOLE) == Overlay(
        (Omission("p-7f3c", "explains Azattyq", "3f2a9c41d0e2"),),
        (
            Addition("p-1a2b", Side.AFTER, '[[omit]]\nid = "p-9"\n', note, "context"),
            Addition("p-3c4d", Side.BEFORE, "Мәтін", AddedKind.PARAGRAPH, "context"),
        ),
        (Move("p-5e6f", "p-1a2b", Side.AFTER, "nearer"),),
    )


def test_places_are_those_of_the_file_whatever_a_text_holds() -> None:
    overlay = read(WHOLE)
    changes: list[Omission | Addition | Move] = [*overlay.omissions, *overlay.additions]
    places = [each.location for each in [*changes, *overlay.moves]]
    assert [str(place) for place in places] == [
        "a.overlay.toml:4:1",
        "a.overlay.toml:9:1",
        "a.overlay.toml:18:1",
        "a.overlay.toml:23:1",
    ]


def test_the_omitted_ids_are_those_of_the_omissions() -> None:
    assert omitted_ids(read(WHOLE)) == {"p-7f3c"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[omit]]\nid = "p-1"\n',
            ':1:1: error: the key “reason” is missing. Hint: write reason = "…".',
        ),
        (
            '[[omit]]\nid = "p-1"\nreason = " "\n',
            ':3:1: error: “reason” is empty. Hint: write reason = "…".',
        ),
        (
            '[[omit]]\nid = 1\nreason = "a"\n',
            ':2:1: error: “id” must be a string. Hint: write id = "p-7f3c".',
        ),
        (
            '[[omit]]\nid = "p-1"\nreson = "a"\nreason = "a"\n',
            ":3:1: error: unknown key “reson”. Hint: did you mean “reason”.",
        ),
        ("[[ommit]]\n", ":1:3: error: unknown key “ommit”. Hint: did you mean “omit”."),
        ("a = 1\n", ":1:1: error: unknown key “a”. Hint: the known keys are omit, insert, move."),
        ("[omit]\n", ":1:2: error: “omit” must be an array of tables. Hint: write [[omit]]."),
        ("omit = [1]\n", ":1:1: error: “omit” must be an array of tables. Hint: write [[omit]]."),
        (
            '[[omit]]\nid = "1"\nreason = "a"\n[[move]]\nid = "1"\nafter = "2"\nreason = "a"\n',
            ":5:1: error: “1” is already omitted or moved in line 2. Hint: keep one of them.",
        ),
        (
            '[[move]]\nid = "p-1"\nafter = "p-1"\nreason = "a"\n',
            ":3:1: error: “p-1” cannot be moved next to itself. Hint: name another unit.",
        ),
        (
            '[[move]]\nid = "p-1"\nreason = "a"\n',
            ':1:1: error: the key “after” is missing. Hint: write after = "p-7f3c".',
        ),
        (
            '[[insert]]\nafter = "p-1"\nbefore = "p-2"\ntext = "a"\nreason = "a"\n',
            ":3:1: error: “after” and “before” cannot be used together. Hint: keep one of them.",
        ),
        (
            '[[insert]]\nafter = "p-1"\ntext = "a"\nkind = "poem"\nreason = "a"\n',
            ":4:1: error: “kind” cannot be “poem”. Hint: choose paragraph or heading or note.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    assert errors(text) == [message]


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("- a", "paragraph", "an added passage cannot be a list"),
        ("# a", "paragraph", "an added passage cannot be a heading"),
        ("> a", "paragraph", "an added passage cannot be a quotation"),
        ("![a](b.png)", "paragraph", "an added passage cannot be a picture"),
        ("a ![a](b.png)", "paragraph", "an added passage cannot contain a picture"),
        ("a[^1]", "paragraph", "an added passage cannot contain a footnote"),
        ("<div>a</div>", "paragraph", "an added passage cannot be HTML"),
        ("a\n\nb", "heading", "a heading must be one paragraph"),
        ("a\u0007", "paragraph", "the text contains the control character U+0007"),
        ("a" * 100_001, "paragraph", "the text is longer than 100,000 characters"),
    ],
)
def test_a_text_that_cannot_be_added_is_told(text: str, kind: str, message: str) -> None:
    quoted = text.replace("\n", "\\n").replace("\u0007", "\\u0007")
    table = f'[[insert]]\nafter = "p-1"\ntext = "{quoted}"\nkind = "{kind}"\nreason = "a"\n'
    (found,) = errors(table)
    assert found.startswith(f":3:1: error: {message}. Hint: ")


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(errors("[[omit]]\n[[insert]]\n[[move]]\n")) == 8


@pytest.mark.parametrize("text", [b"\xff", b"a", b"a = " + b"[" * 5000, b"a = 1\na = 2"])
def test_what_is_no_toml_is_refused(text: bytes) -> None:
    assert len(errors(text)) == 1


@given(st.text("[]omitnserd=\"\n' #a1", max_size=80))
def test_any_file_is_read_or_refused(text: str) -> None:
    with suppress(ToolkitError):
        assert isinstance(read(text), Overlay)


@given(st.text(max_size=60), st.sampled_from(AddedKind))
def test_any_text_is_added_or_refused(text: str, kind: AddedKind) -> None:
    try:
        elements = added_elements(text, kind)
    except ValueError:
        return
    assert all(each.tag in {"p", "h2"} for each in elements)
