import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.documents import messages, read
from tests.laws import examples
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.document.model import Document
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")
SOURCES = [
    '# T\n\n{{< figure src="a.png" caption="A flood" >}}\n\nSee [it]({{< ref "b.md" >}}) now.\n',
    "- [x] one\n- [ ] two *three*\n",
    "> [!WARNING]\n> The bridge\n> is closed.\n",
    "See https://a.example/b_(c)_d and ~old~ H~2~O.\n",
    ":::tip[Title]\nText of\nit.\n:::\n\nAfter.\n",
    '!!! note "Read first"\n    The body\n    of it.\n\n    Second.\n\nAfter.\n',
    "Term one\nTerm two\n: Its *meaning*.\n\nAfter.\n",
    "Lead.\n{: .lead}\n\n{: .note }\nWords.\n\n* TOC\n{:toc}\n",
    "Go to {{ site.name }}, {% link _a/b_c.md %} or {% include d.html %}.\n",
    "[TOC]\n\nA [[wiki]] and [span]{.c} and ^[note] here.\n\n*[HTML]: Hyper Text\n",
    "Inline $\\alpha_2 * y_3$ and \\(a_b\\) too.\n\n$$\nx_1\n$$\n",
    "| verse one\n| verse two\n\nAfter.\n",
    "```{admonition} Title\n:class: x\n\nText *of* it.\n```\n\nAfter {ref}`a-b`.\n",
    "import A from './a'\n\n<A b={c} title='T'>\n\nText.\n\n</A>\n",
    "## Heading {#id .c}\n\n![A](b.png){ width=3 }\n",
    "[^1]: First\n    goes on.\n\n    Second.\n",
    "<div class=a>\n<p>One <b>two</b></p>\n</div>\n\n<em>\nthree\n</em>\n",
    "four <img alt='A' src=b>\n",
    'An <a name="b"></a> anchor\n<a id=c></a>\n',
    "<details>\n<summary>A</summary>\n\n- *b*\n\n</details>\n",
    "Price: $5 & [not a link] 2 * 3 <b a_b C:\\dir\n",
]


def markdown(source: str) -> Document:
    return read(source, "a.md")


def translated(document: Document, *translations: str | None) -> str:
    texts = [
        None if each is None else unit.read_translation(each)
        for unit, each in zip(document.units, translations, strict=True)
    ]
    return render_own_format(document, texts, KK).decode()


def one(source: str, *translations: str) -> str:
    return translated(markdown(source), *translations)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("source", SOURCES)
def test_a_document_translated_by_itself_is_its_source(source: str, end: str) -> None:
    data = source.replace("\n", end)
    document = markdown(data)
    texts = [unit.text for unit in document.units]
    assert render_own_format(document, texts, KK) == data.encode()


@pytest.mark.parametrize(
    ("source", "translations", "written"),
    [
        ("- [x] a\n", ["б"], "- [x] б\n"),
        ("> [!NOTE]\n> a\n> b\n", ["б"], "> [!NOTE]\n> б\n"),
        (":::tip\na\n:::\n", ["б"], ":::tip\nб\n:::\n"),
        ('!!! note "a"\n    b\n', ["б", "в"], '!!! note "б"\n    в\n'),
        ("a\n: b\n", ["б", "в"], "б\n: в\n"),
        ("a\nb\n: c\n", ["б", "в", "г"], "б\nв\n: г\n"),
        ("a\n{: .b}\n", ["б"], "б\n{: .b}\n"),
        ("## a {#b}\n", ["б"], "## б {#b}\n"),
        ("| a\n| b\n", ["б<br/>в"], "| б\n| в\n"),
        ("a ~b~ H~2~O\n", ["<s>б</s> H<sub>3</sub>O ә"], "~б~ H~3~O ә\n"),
        ("See https://a.b/c_d.\n", ["<a1/> қара"], "https://a.b/c_d қара\n"),
        ('a {{< ref "b" >}} c\n', ["<x1/> б"], '{{< ref "b" >}} б\n'),
        ('[a]({{< ref "b" >}}) c\n', ["д <x1>б</x1>"], 'д [б]({{< ref "b" >}})\n'),
        ('{{< f alt="a" n=1 >}}\n', ['«б» "в"'], '{{< f alt="«б» \\"в\\"" n=1 >}}\n'),
        ("Go {% x alt='a' %} b\n", ["<x1/> б", "в"], "{% x alt='в' %} б\n"),
        ("*[HTML]: a\n", ["б"], "*[HTML]: б\n"),
        ("a | b\n--|--|--\nc \\| d | e\n", ["б", "в", "г", "д"], "б | в\n--|--|--\nг | д\n"),
        ("See https://a.b/c.\n", ["сөз<a1/>网站"], "сөз<!-- -->https://a.b/c<!-- -->网站\n"),
        ("\\{{{ a }} b\n", ["б {<x1/>"], "б \\{{{ a }}\n"),
        ("<em>\na\n</em>\n", ["б"], "<em>\nб\n</em>\n"),
        ("<img src=a>\nb\n", ["б"], "<img src=a>\nб\n"),
        ("[^1]:\n    a\n", ["<sup1/>: б"], "[^1]:\n    б\n"),
        ("[^1]: a\n\n    b\n", ["<sup1/>: б", "в"], "[^1]: б\n\n    в\n"),
        ("```{figure} a\n:alt: b\n\nc\n```\n", ["б", "в"], "```{figure} a\n:alt: б\n\nв\n```\n"),
    ],
)  # fmt: skip
def test_a_translation_stands_in_the_markup_of_its_source(
    source: str, translations: list[str], written: str
) -> None:
    assert one(source, *translations) == written


@pytest.mark.parametrize(
    "text", ["2 * 3", "[а] б", "a_b _ c", "а < б", "$5, €6", "~ 5", "C:\\dir", "а [б](в", "50% {x}"]
)
def test_what_needs_no_escape_has_none(text: str) -> None:
    assert one("x y\n", text) == f"{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "{{< x >}}", "а {{ site.secret }} б", "{% include a %}", "{{% x %}}", "$a_b$", "[[а]]",
        "{: .b}", ": а", "::: а", "!!! note", "??? note", "[TOC]", "[!NOTE]", "| а", "(a)=",
        "а {ref}`b`", "*а*{: .b}", "[а]{.b}", "а^[б]", "~а~", "https://a.b/c", "а :smile:",
        "import a from 'b'", "<Tabs>", "а <Tab x={y}/>", "$$", "```{note}", '=== "а"',
        "{#a}", "*[A]: б", "[ ] а", "[x] а", "[а]({{< b >}})", "{/* а */}", "--8<-- а",
    ],
)  # fmt: skip
@pytest.mark.parametrize("source", ["x\n", "- x\n", "> x\n", "- [ ] x\n", "!!! note\n    x\n"])
def test_what_looks_like_a_dialect_in_a_translation_is_text(source: str, text: str) -> None:
    document = markdown(source)
    result = one(source, text)
    again = markdown(result)
    assert ["".join(map(str, unit.text)) for unit in again.units] == [text]
    assert [each.tag for each in again.tree.iter()] == [each.tag for each in document.tree.iter()]


def test_a_text_that_its_tag_cannot_hold_is_an_error_with_its_place() -> None:
    with pytest.raises(ToolkitError, match=r"a.md:1:1: error: a text cannot stand in “\{\{< f"):
        one('{{< f alt="a" >}}\n', "{{ b }}")


def test_html_is_written_as_html() -> None:
    document = markdown('<div title="A">\n<p>a <b>b</b></p></div>\n')
    assert translated(document, "Ә <", "<b>б</b> & *в* {{ x }}") == (
        '<div title="Ә &lt;">\n<p><b>б</b> &amp; *в* &#123;{ x }}</p></div>\n'
    )


def test_attributes_of_inline_html_are_written_in_place() -> None:
    document = markdown("*a*  <img alt=b src=c> &copy;\n")
    assert translated(document, None, "ә б") == '*a*  <img alt="ә б" src=c> &copy;\n'
    assert translated(document, "<img1/> <em>ә</em>", "б").startswith('&#32;<img alt="б" src=c> *ә')


def test_html_says_the_language_of_its_translation() -> None:
    assert one('<p lang="en">a</p>\n', "ә") == '<p lang="kk">ә</p>\n'


def pseudo(part: object) -> object:
    return re.sub(r"[a-zA-Z]+", "әә", part) if isinstance(part, str) else part


def skeleton(source: str) -> list[str]:
    """The elements that CommonMark with GitHub's tables makes of a document."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)
    return re.findall(r"</?[a-z0-9]+", html.replace("&#32;", ""))


@pytest.mark.slow
@examples(200)
@given(
    st.lists(
        st.sampled_from([each for each in SOURCES if "[^1]" not in each]), min_size=1, max_size=4
    ).map("\n".join)
)
def test_a_translation_keeps_the_skeleton_of_its_document(source: str) -> None:
    document = markdown(source)
    texts = [tuple(map(pseudo, unit.text)) for unit in document.units]
    result = render_own_format(document, texts, KK).decode()  # type: ignore[arg-type]
    again = markdown(result)
    assert [re.findall(r"<[^>]*>", each) for each in messages(again)] == [
        re.findall(r"<[^>]*>", each) for each in messages(document)
    ]
    assert skeleton(result) == skeleton(source)


@pytest.mark.skipif(not shutil.which("cmark-gfm"), reason="cmark-gfm is not installed")
@pytest.mark.parametrize("source", SOURCES)
def test_github_finds_the_same_blocks_in_a_translation(source: str) -> None:
    document = markdown(source)
    texts = [tuple(map(pseudo, unit.text)) for unit in document.units]
    result = render_own_format(document, texts, KK)  # type: ignore[arg-type]
    assert blocks(result) == blocks(source.encode())


def blocks(source: bytes) -> list[str]:
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "tasklist", "-e", "footnotes"]
    html = subprocess.run(command, input=source, capture_output=True, check=True).stdout.decode()
    return re.findall(r"</?[a-z0-9]+", html)
