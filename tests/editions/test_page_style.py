"""Of a style sheet, what can say something of a page."""

import pytest

from toolkit.editions.page_style import page_style

PAGE = '<html lang="zh-Hans" dir="ltr"><p class="note quiet">a <bdi dir=\'rtl\'>b</bdi></p></html>'


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        ".note",
        "p.quiet.note",
        ".note:hover>bdi",
        ":lang(zh)",
        ":lang(zh-Hans)",
        "[dir=rtl]",
        "*",
        ":root",
        "p:not(.other)",
        ":is(.other,.note)",
        ":is(.other,.note) bdi::after",
        ":has(> bdi)",
        "#any",
        "[href^=http]",
    ],
)
def test_a_rule_that_can_say_something_is_kept(selector: str) -> None:
    assert page_style(f"{selector} {{ margin: 0 }}", PAGE) == f"{selector}{{margin:0}}\n"


@pytest.mark.parametrize(
    "selector",
    [
        "table",
        ".other",
        "p.note.other",
        "table .note",
        ":lang(zh-Hant)",
        ":lang(z)",
        ":is(table, .other) p",
        "p:has(> table)",
        ".not",
    ],
)
def test_a_rule_that_can_say_nothing_is_left_out(selector: str) -> None:
    assert page_style(f"{selector} {{ margin: 0 }}", PAGE) == "\n"


@pytest.mark.parametrize("page", ["<P CLASS='Note'>", "<p class = Note>", '<p\nclass="a Note">'])
def test_an_attribute_is_found_however_it_is_spelled(page: str) -> None:
    assert page_style(".Note { margin: 0 }", page) == ".Note{margin:0}\n"


def test_the_language_of_what_a_link_leads_to_is_not_the_pages() -> None:
    assert page_style(":lang(kk) { margin: 0 }", '<a hreflang="kk" dir="ltr">') == "\n"


def test_of_a_list_the_selectors_that_can_select_are_kept() -> None:
    assert page_style("table, p,\n.other, bdi { margin: 0; color: red; }", PAGE) == (
        "p,bdi{margin:0;color:red}\n"
    )


@pytest.mark.parametrize(
    ("rule", "shortest"),
    [
        ('[dir="rtl"] > p + p { top: 0 }', "[dir=rtl]>p+p{top:0}"),
        ('[href$=".a"] { top: 0 }', '[href$=".a"]{top:0}'),
        ("p { width: calc(2 * 1rem + 3px) }", "p{width:calc(2*1rem + 3px)}"),
        (
            'p { font-family: "Noto Serif", "Noto 2", serif }',
            'p{font-family:Noto Serif,"Noto 2",serif}',
        ),
    ],
)
def test_a_rule_has_no_sign_that_it_can_do_without(rule: str, shortest: str) -> None:
    assert page_style(rule, PAGE) == f"{shortest}\n"


def test_a_group_is_kept_for_what_is_in_it() -> None:
    sheet = (
        "@media print { p { margin: 0 } table { margin: 0 } } @media screen { table { top: 0 } }"
    )
    assert page_style(sheet, PAGE) == "@media print{p{margin:0}}\n"


def test_a_rule_without_selectors_is_kept() -> None:
    assert page_style("@page { margin: 18mm 20mm }", PAGE) == "@page{margin:18mm 20mm}\n"


def test_comments_go_and_strings_stay() -> None:
    sheet = '/* a { } */ p::after { content: " <" attr(href) ">"; font: calc(1rem + 2px) "A-B", c }'
    assert page_style(sheet, PAGE) == (
        'p::after{content:" <" attr(href) ">";font:calc(1rem + 2px) "A-B",c}\n'
    )


@pytest.mark.parametrize(
    "page", ["<P CLASS=note>", "<p class = 'a note'>", '<p\nclass="note">', "<x-y class=note>"]
)
def test_a_newsrooms_own_way_of_writing_is_understood(page: str) -> None:
    assert page_style(".note { margin: 0 }", page) != "\n"
