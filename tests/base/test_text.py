"""Texts and codes: the message forms give back what went in, and no code is lost or invented."""

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.laws import examples
from toolkit.base.text import (
    Code,
    CodeKind,
    Spelling,
    Text,
    TextBuilder,
    code_problems,
    collapse_space,
    message_codes,
    parse_raw,
    parse_text,
    plain,
    raw_codes,
    to_message,
    to_raw,
)

LAW = examples(200)
Parts = list[str | Code]

TAGS = st.sampled_from(["em", "a1", "a2", "_x", "бет1", "b.c-d"])
STRINGS = st.text("<>/&;\"' aem1\u00a0ә", max_size=6) | st.sampled_from(
    ["<em>", "</a1>", "<br/>", "&lt;", "&amp;amp;", "R&D", "a < b", "<a", "1>", "&copy"]
)
INVENTED: Parts = [
    Code("x", CodeKind.EMPTY),
    Code("x", CodeKind.OPEN),
    "<x>",
    "</em >",
    "<a1 b='c'>",
]
WORDS = st.text("abc әғ", max_size=4)


def opened(tag: str) -> Code:
    return Code(tag, CodeKind.OPEN)


def closed(tag: str) -> Code:
    return Code(tag, CodeKind.CLOSE)


def empty(tag: str) -> Code:
    return Code(tag, CodeKind.EMPTY)


def text_of(parts: Parts) -> Text:
    builder = TextBuilder()
    for part in parts:
        builder.add(part)
    return builder.text()


def codes_of(text: Text) -> list[Code]:
    return [part for part in text if isinstance(part, Code)]


def nested(strings: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    """Texts whose codes are well nested."""

    def within(children: st.SearchStrategy[Parts]) -> st.SearchStrategy[Parts]:
        def wrap(tag: str, inner: list[Parts]) -> Parts:
            return [opened(tag), *(part for each in inner for part in each), closed(tag)]

        return st.builds(wrap, TAGS, st.lists(children, max_size=3))

    leaves: st.SearchStrategy[Parts] = strings.map(lambda string: [string])
    leaves |= TAGS.map(lambda tag: [empty(f"{tag}0")])
    parts = st.lists(st.recursive(leaves, within, max_leaves=6), max_size=4)
    return parts.map(lambda each: text_of([part for inner in each for part in inner]))


def own_tag(code: Code) -> str:
    """Spell each code by itself, with an attribute that needs escaping."""
    end = "/" if code.kind is CodeKind.EMPTY else ""
    name = f"x:{code.tag}"
    return f"</{name}>" if code.kind is CodeKind.CLOSE else f'<{name} t="&lt;&amp;"{end}>'


def one_tag(code: Code) -> str:
    """Spell all codes alike, as links to one address are."""
    return {"open": '<a href="x">', "close": "</a>", "empty": '<a href="x"/>'}[code.kind]


def hindi_tag(code: Code) -> str:
    """Spell codes by an XML name whose vowel signs are no letters to Python."""
    return {"open": "<शीर्षक>", "close": "</शीर्षक>", "empty": "<शीर्षक/>"}[code.kind]


SPELLINGS: tuple[Spelling, ...] = (own_tag, one_tag, hindi_tag)


# --- messages


@pytest.mark.slow
@LAW
@given(
    nested(STRINGS)
    | st.lists(STRINGS | st.builds(Code, TAGS, st.sampled_from(CodeKind))).map(text_of)
)
@example(("<", opened("a1"), "<a", closed("a1"), "1>"))
def test_a_message_gives_its_text_back(text: Text) -> None:
    codes = frozenset(codes_of(text))
    strings = [part for part in text if isinstance(part, str)]
    assume(not any(str(code) in string for code in codes for string in strings))
    assert parse_text(to_message(text), codes) == text


@pytest.mark.slow
@LAW
@given(STRINGS, nested(STRINGS))
def test_a_message_has_no_codes_but_those_given(message: str, source: Text) -> None:
    assert set(codes_of(parse_text(message, codes_of(source)))) <= set(codes_of(source))


@pytest.mark.slow
@LAW
@given(nested(STRINGS))
def test_reading_a_message_loses_no_character(text: Text) -> None:
    message = to_message(text)
    assert to_message(parse_text(message, codes_of(text))) == message


@pytest.mark.parametrize("message", ["</em/>", "<em >", "<EM>", "< em>", "<em", "&lt;em&gt;"])
def test_only_the_exact_form_is_a_code(message: str) -> None:
    assert parse_text(message, {opened("em"), closed("em"), empty("em")}) == (message,)


@pytest.mark.parametrize(
    ("message", "codes"),
    [
        ("<em>a</em>", "</em> <em>"),
        ("a<br/>b", "<br/>"),
        ("a <b> b", ""),
        ("a </b> b", ""),
        ("a < b > c", ""),
        ("<1>x</1>", ""),
        ("<ә1>x</ә1>", "</ә1> <ә1>"),
        ("</x/>", ""),
    ],
)
def test_codes_of_a_message_that_stands_alone(message: str, codes: str) -> None:
    assert " ".join(sorted(map(str, message_codes(message)))) == codes


def test_plain_is_the_text_without_codes() -> None:
    assert plain(("a", opened("em"), "b", closed("em"))) == "ab"


# --- raw messages


@pytest.mark.slow
@LAW
@given(nested(STRINGS), st.sampled_from(SPELLINGS))
def test_a_raw_message_gives_its_text_back(text: Text, spelling: Spelling) -> None:
    assert parse_raw(to_raw(text, spelling), codes_of(text), spelling) == text


@pytest.mark.slow
@LAW
@given(nested(STRINGS), st.text("<>/a &x;:", max_size=30), st.sampled_from(SPELLINGS))
def test_a_raw_message_has_no_codes_but_the_sources(
    source: Text, message: str, spelling: Spelling
) -> None:
    found = codes_of(parse_raw(message, codes_of(source), spelling))
    assert all(found.count(code) <= codes_of(source).count(code) for code in found)


@pytest.mark.slow
@LAW
@given(nested(STRINGS), st.sampled_from([own_tag, one_tag]))
def test_a_raw_message_that_stands_alone_is_written_back(text: Text, spelling: Spelling) -> None:
    message = to_raw(text, spelling)
    codes, own = raw_codes(message)
    assert to_raw(parse_raw(message, codes, own), own) == message


def test_raw_tags_that_are_alike_stand_for_the_codes_in_turn() -> None:
    codes = [opened("a1"), closed("a1"), opened("a2"), closed("a2")]
    first = parse_raw('<a href="x">1</a><a href="x">2</a>', codes, one_tag)
    assert [code.tag for code in codes_of(first)] == ["a1", "a1", "a2", "a2"]


def test_a_raw_tag_too_many_is_text() -> None:
    text = parse_raw('<a href="x">1</a><a href="x">2</a>', [opened("a1"), closed("a1")], one_tag)
    assert plain(text) == '1<a href="x">2</a>'


def test_raw_entities_are_characters() -> None:
    assert parse_raw("R&amp;D &#8211; &nbsp;", [], str) == ("R&D – \u00a0",)


def test_a_raw_message_with_a_lone_tag_has_no_code() -> None:
    codes, _ = raw_codes("press <Enter> or </b>, then <br/>")
    assert [str(code) for code in codes] == ["<br3/>"]


# --- problems


@LAW
@given(st.lists(STRINGS | st.builds(Code, TAGS, st.sampled_from(CodeKind))).map(text_of))
def test_a_text_is_a_right_translation_of_itself(text: Text) -> None:
    assert list(code_problems(text, text)) == []


@pytest.mark.slow
@LAW
@given(st.data(), nested(WORDS))
def test_codes_may_move_while_they_nest(data: st.DataObject, source: Text) -> None:
    target = _shuffled(source, lambda units: data.draw(st.permutations(units)))
    assert list(code_problems(source, target)) == []


def _shuffled(text: Text, shuffle: Callable[[list[Parts]], list[Parts]]) -> Text:
    """Return a text with the children of every code, and its own, in another order."""
    levels: list[list[Parts]] = [[]]
    for part in text:
        if isinstance(part, Code) and part.kind is CodeKind.OPEN:
            levels.append([])
        elif isinstance(part, Code) and part.kind is CodeKind.CLOSE:
            inner = [each for child in shuffle(levels.pop()) for each in child]
            levels[-1].append([opened(part.tag), *inner, part])
        else:
            levels[-1].append([part])
    (top,) = levels
    return text_of([each for child in shuffle(top) for each in child])


@pytest.mark.slow
@LAW
@given(st.data(), nested(STRINGS))
def test_a_dropped_code_is_a_problem(data: st.DataObject, source: Text) -> None:
    places = [at for at, part in enumerate(source) if isinstance(part, Code)]
    assume(places)
    at = data.draw(st.sampled_from(places))
    assert list(code_problems(source, text_of([*source[:at], *source[at + 1 :]])))


@pytest.mark.slow
@LAW
@given(st.data(), nested(STRINGS))
def test_a_code_written_twice_is_a_problem(data: st.DataObject, source: Text) -> None:
    assume(codes_of(source))
    code = data.draw(st.sampled_from(codes_of(source)))
    assert list(code_problems(source, text_of([*source, code])))


@pytest.mark.slow
@LAW
@given(st.data(), nested(WORDS))
def test_an_invented_code_is_a_problem(data: st.DataObject, source: Text) -> None:
    invented = data.draw(st.sampled_from(INVENTED))
    at = data.draw(st.integers(0, len(source)))
    assert list(code_problems(source, text_of([*source[:at], invented, *source[at:]])))


@pytest.mark.parametrize(
    "target",
    [
        (closed("em"), "a", opened("em")),
        (opened("em"), opened("b"), closed("em"), closed("b")),
    ],
)
def test_an_ill_nested_code_is_a_problem(target: Text) -> None:
    codes = sorted(codes_of(target), key=lambda code: (code.tag, code.kind != CodeKind.OPEN))
    (problem,) = code_problems(text_of([*codes]), target)
    assert "closes a code that is not open" in problem


def test_a_look_alike_that_the_source_has_is_text() -> None:
    assert list(code_problems(("write <b>",), ("<b> жаз",))) == []


def test_strings_on_both_sides_of_a_code_are_no_look_alike() -> None:
    source = ("a", empty("br"), "b")
    assert list(code_problems(source, ("a <", empty("br"), "b> c"))) == []


def test_a_missing_code_is_named() -> None:
    source = (opened("a1"), "x", closed("a1"))
    assert list(code_problems(source, ("x",))) == ["the source's code <a1>…</a1> is missing"]


def test_an_element_that_is_invented_is_named_once() -> None:
    (only,) = code_problems(("a",), ("<a href='x'>b</a>",))
    assert only == "the code <a href='x'>…</a> is not in the source"


def test_a_space_in_an_empty_tag_makes_no_other_tag() -> None:
    assert list(code_problems(("a<br />b",), ("x<br/>y",))) == []


@pytest.mark.parametrize(("times", "how_often"), [(2, "once"), (4, "3 times")])
def test_a_code_too_many_is_named(times: int, how_often: str) -> None:
    assert list(code_problems((empty("br"),), (empty("br"),) * times)) == [
        f"the code <br/> occurs {how_often} more than in the source"
    ]


def test_an_invented_code_is_named() -> None:
    assert list(code_problems(("a",), ("<b>",))) == ["the code <b> is not in the source"]


# --- white space


@LAW
@given(
    st.lists(
        st.text("ab \t\n\r\f\u00a0\u3000", max_size=5)
        | st.builds(Code, TAGS, st.sampled_from(CodeKind))
    )
)
def test_collapsing_loses_nothing_but_white_space(parts: Parts) -> None:
    builder = TextBuilder()
    for part in parts:
        builder.add(part)
    before, after = builder.text(), builder.text(collapse=True)
    assert codes_of(after) == codes_of(before)
    assert re.sub("[ \t\n\r\f]", "", plain(after)) == re.sub("[ \t\n\r\f]", "", plain(before))


@LAW
@given(
    st.lists(
        st.text("ab \t\n\u00a0", max_size=5) | st.builds(Code, TAGS, st.sampled_from(CodeKind))
    )
)
def test_collapsing_twice_is_collapsing_once(parts: Parts) -> None:
    first, second = TextBuilder(), TextBuilder()
    for part in parts:
        first.add(part)
    for part in first.text(collapse=True):
        second.add(part)
    assert second.text(collapse=True) == first.text(collapse=True)


@pytest.mark.parametrize(
    ("parts", "collapsed"),
    [
        (["  a \n b  "], "a b"),
        (["a ", opened("em"), " b ", closed("em"), " c"], "a <em>b</em> c"),
        (
            ["a", opened("b"), opened("i"), "c ", closed("i"), closed("b"), " d"],
            "a<b><i>c</i></b> d",
        ),
        (["a", opened("em"), " ", closed("em"), " b"], "a<em> </em>b"),
        (["a ", empty("br"), " b"], "a <br/> b"),
        ([" ", opened("em"), " a", closed("em")], "<em>a</em>"),
        (["a", opened("em"), " ", closed("em"), "b"], "a<em> </em>b"),
        (["a\u00a0 \u00a0b"], "a\u00a0 \u00a0b"),
        ([" \n "], ""),
    ],
)
def test_collapsing(parts: Parts, collapsed: str) -> None:
    builder = TextBuilder()
    for part in parts:
        builder.add(part)
    assert to_message(builder.text(collapse=True)) == collapsed


# --- hostile sizes


@pytest.mark.slow
def test_a_message_of_many_codes_is_read() -> None:
    message = "<em>x</em>" * 50_000
    assert to_message(parse_text(message, message_codes(message))) == message


@pytest.mark.slow
def test_a_raw_message_of_many_tags_is_read() -> None:
    message = "<em>x</em>" * 50_000
    codes, spelling = raw_codes(message)
    assert to_raw(parse_raw(message, codes, spelling), spelling) == message


def test_a_message_of_brackets_is_read() -> None:
    message = "<a " * 100_000 + "&" * 100_000
    assert parse_text(message, message_codes(message)) == (message,)
    assert list(code_problems((message,), (html.escape(message),))) == []


@given(st.text("a \t\r\n\f\u00a0", max_size=12))
def test_a_string_alone_is_collapsed_as_a_text_of_one_is(words: str) -> None:
    builder = TextBuilder()
    builder.add(words)
    assert "".join(map(str, builder.text(collapse=True))) == collapse_space(words)


def test_codes_in_the_source_s_order_are_no_problem_but_what_looks_like_one_is() -> None:
    opened, closed = Code("em", CodeKind.OPEN), Code("em", CodeKind.CLOSE)
    source = ("a ", opened, "b", closed)
    assert not list(code_problems(source, ("x ", opened, "y > z", closed)))
    assert list(code_problems(source, ("x ", opened, "y", closed, "<b>")))
