from string import ascii_lowercase

import pytest
from lxml import etree

from tests.documents import messages, read
from toolkit.document.formats.markdown_dialects import named_texts, with_named_texts
from toolkit.document.model import Document


def markdown(source: str) -> Document:
    return read(source, "a.md")


def body(source: str) -> str:
    (element,) = markdown(source).tree.getroot().iterchildren("div")
    inner = "".join(etree.tostring(each, encoding="unicode") for each in element)
    return inner.replace(' translate="no"', "")


def roles(source: str) -> list[tuple[str, str]]:
    return [(unit.role, unit.message) for unit in markdown(source).units]


@pytest.mark.parametrize(
    "code",
    [
        '{{< ref "c/d.md" >}}', '{{% param "x" %}}', "{{< x `a > b` >}}", '{{< x "a }} b" >}}',
        "{{ page.title | upcase }}", "{% include a.html b='c' %}", "{%- if x -%}",
        "{% raw %}{{ x }}{% endraw %}", "{{{ html }}}", r"$\beta_1 + 2$", "$x$", "$$a * b$$",
        r"\(a_1 = b_2\)", "$`x_1`$", "{abbr}`NGO`", "{py:func}`a.b_c`", "[[Other page]]",
        "![[picture.png]]", ":material-map:", ":smile:", "{/* a note */}",
        '<Badge kind={{ a: "b" }} />',
    ],
)  # fmt: skip
def test_what_is_opaque_is_a_code(code: str) -> None:
    document = markdown(f"Before {code} after\n")
    assert messages(document) == ["Before <x1/> after"]
    assert code in document.units[0].legend[0]


@pytest.mark.parametrize(
    "text",
    [
        "From $5 to $10", "US$ and A$", "at 10:30:45", "a {b} c", "the ratio 1:2:3", "“{”", "a~b",
        "see [sic] and [1]", "2 * 3 * 4", "it is $5, not £4", "C:\\dir", "x^2",
    ],
)  # fmt: skip
def test_a_text_that_only_looks_like_a_dialect_stays_text(text: str) -> None:
    assert messages(markdown(f"{text} end\n")) == [f"{text} end"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('[a]({{< ref "b.md" >}}) c', "<x1>a</x1> c"),
        ("![a]({{ site.url }}/i.png) c", "<x1>a</x1> c"),
        ("[a]({{ site.url }}{% link b_c.md %}#d) e", "<x1>a</x1> e"),
        ("[a]({% link _x/b_c.md %} 'd') e", "[a](<x1/> 'd') e"),
        ("[a]{.b} c", "<x1>a</x1> c"),
        ("a^[b *c*] d", "a<x1>b <em>c</em></x1> d"),
        ("[[A|b]] c", "<x1>b</x1> c"),
        ("*a*{: .b} c", "<em>a</em><x1/> c"),
        ("a ~b c~ d", "a <s>b c</s> d"),
        ("CO~2~ d", "CO<sub>2</sub> d"),
    ],
)
def test_what_stands_in_markup_of_a_dialect_is_text(source: str, message: str) -> None:
    assert messages(markdown(source)) == [message]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://a.example/b_(c)_d now", "https://a.example/b_(c)_d"),
        ("(https://a.example/~b).", "https://a.example/~b"),
        ("https://a.example/?q=[x]&y=*z, b", "https://a.example/?q=[x]&y=*z"),
        ("«https://a.example/б» b", "https://a.example/б"),
        ("a http://a.example: b", "http://a.example"),
    ],
)
def test_a_bare_address_is_a_link_as_on_github(written: str, address: str) -> None:
    (link,) = markdown(f"{written}\n").tree.getroot().iter("a")
    assert (link.get("href"), link.get("translate")) == (address, "no")


def test_an_address_that_is_a_links_text_is_no_link_of_its_own() -> None:
    assert messages(markdown("[https://a.example](b) c\n")) == ["<a1>https://a.example</a1> c"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("!!! note\n    A\n\n    B\n\nC\n", ["A", "B", "C"]),
        ('??? tip "T"\n    A\n', ["T", "A"]),
        ('=== "One"\n\n    - a\n    - b\n\n=== "Two"\n\n    c\n', ["One", "a", "b", "Two", "c"]),
        (":::note\nA\n:::\n", ["A"]),
        (":::note[T *x*]\nA\n:::\n", ["T <em>x</em>", "A"]),
        ("::: warning T\nA\n:::\n", ["T", "A"]),
        ("::: {.c #d}\nA\n:::\n", ["A"]),
        ("```{note}\nA\n\nB\n```\n", ["A", "B"]),
        ("```{admonition} T\n:class: x\nA\n```\n", ["T", "A"]),
        ("````{note}\n```{tip}\nA\n```\n````\n", ["A"]),
        ("```{figure} a.png\n:alt: B\n:width: 3\n\nC\n```\n", ["B", "C"]),
        (":::{figure} a.png\n:alt: B\nC\n:::\n", ["B", "C"]),
        ("```{code-block} python\nx = 1\n```\nA\n", ["A"]),
        (":::{code} python\nx = 1\n:::\nA\n", ["A"]),
        ("> [!NOTE]\n> A\n", ["A"]),
        ("> [!tip]- T\n> A\n", ["T", "A"]),
        ("A\n: B\n: C\n\nD\nE\n:   F\n\n    G\n", ["A", "B", "C", "D", "E", "F", "G"]),
        ("- [ ] A\n- [x] B\n\n1. [X] C\n", ["A", "B", "C"]),
        ("## A {#b .c}\n", ["A"]),
        ("A\n{: .b}\n\n{: .c}\nD\n", ["A", "D"]),
        ("- {: .b} A\n", ["A"]),
        ("*[AB]: C\n*[DE]: F\n", ["C", "F"]),
        ("[TOC]\n\n(place)=\n\nA\n", ["A"]),
        ("| A\n| B\n", ["A<br/>B"]),
        ("{{% note %}}\nA\n{{% /note %}}\n", ["A"]),
        ("A\n{% if x %}\nB\n{% endif %}\nC\n", ["A", "B", "C"]),
        ("{% highlight c %}\nx\n\ny\n{% endhighlight %}\nA\n", ["A"]),
        ("{% comment %}\nx\n{% endcomment %}\nA\n", ["A"]),
        ("```{note} T *t*\nA\n```\n", ["T <em>t</em>", "A"]),
        ("$$\na_b\n$$\n\nA\n", ["A"]),
        ('import X from "./x"\n\nexport const y = 1\n\n<X\n  y={z}\n/>\n\nA\n', ["A"]),
        ('<Tabs values={[{a: "b"}]}>\n\nA\n\n</Tabs>\n', ["A"]),
        ("<Tab>\nA\n</Tab>\n", ["A"]),
        ("| A | B |\n|---|---|\n| {{ x | y }} | C |\n", ["A", "B"]),
        ("[^1]: A\n\n    B\n\nC\n", ["<sup1/>: A", "B", "C"]),
    ],
)
def test_lines_of_a_dialect_are_no_text_but_what_they_hold_is(
    source: str, found: list[str]
) -> None:
    assert messages(markdown(source)) == found


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("{% comment %}", "{% endcomment %}"),
        ("{{< comment >}}", "{{< /comment >}}"),
        ("{{% comment %}}", "{{% /comment %}}"),
        ("{::comment}", "{:/comment}"),
        ("{::comment}", "{:/}"),
        ("{#", "#}"),
    ],
)
@pytest.mark.parametrize(
    ("source", "found"),
    [("A\n\n{}\n{}\n\nB\n", ["A", "B"]), ("A {}{} B\n", ["A <x1/> B"])],
)
def test_what_is_not_for_readers_is_in_no_page(
    source: str, found: list[str], start: str, end: str
) -> None:
    hidden = "a hidden & *b*\n" if "\n{}" in source else "a hidden *b*"
    document = markdown(source.replace("{}", start, 1).replace("{}", hidden + end, 1))
    assert messages(document) == found
    assert "hidden" not in "".join(document.tree.getroot().itertext())


def test_a_value_among_words_tears_no_sentence() -> None:
    assert messages(markdown("Read\n{{ site.name }}\nand\n{{< ref x >}}\ndaily.\n")) == [
        "Read <x1/> and <x2/> daily."
    ]


def test_a_definition_list_is_one() -> None:
    assert body("A\n: B\n") == "<dl><dt>A</dt><dd><p>B</p></dd></dl>"


def test_the_box_of_a_task_is_no_text_of_it() -> None:
    assert body("- [x] A\n- [ ] B\n") == ('<ul><li task="done">A</li><li task="open">B</li></ul>')


def test_texts_among_parameters_are_units_by_their_names() -> None:
    source = '{{< figure src="a.png" alt="A \\"b\\"" caption="C" title="" >}}\n'
    assert roles(source) == [("alt", 'A "b"'), ("caption", "C")]
    assert roles('Text {% img a.png alt="B" %} c\n')[1] == ("alt", "B")
    assert roles('<Card title="A" n={1}>\n\nb\n\n</Card>\n') == [("title", "A"), ("paragraph", "b")]


@pytest.mark.parametrize(
    ("markup", "text", "written"),
    [
        ('{{< f title="a" n=1 >}}', 'b "c" \\', '{{< f title="b \\"c\\" \\\\" n=1 >}}'),
        ('{% f title="a" %}', 'b "c"', "{% f title='b \"c\"' %}"),
        ("{% f title='a' %}", "b'c", '{% f title="b\'c" %}'),
        ('<F title="a" />', 'b "c"', '<F title="b &quot;c&quot;" />'),
        (":title: a", "b: c", ":title: b: c"),
    ],
)
def test_a_text_is_written_as_its_dialect_reads_it(markup: str, text: str, written: str) -> None:
    assert with_named_texts(markup, {"title": text}) == written
    assert [each.text for each in named_texts(markup)] == ["a"]


@pytest.mark.parametrize("text", ["a %} b", "{{ x }}", "{% x"])
def test_a_text_that_could_end_its_tag_cannot_stand_in_it(text: str) -> None:
    assert with_named_texts('{% f title="a" %}', {"title": text}) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "source", ["{{<" * 900, "{%" * 2000, "$a_ " * 2000, "~a" * 2000, "![" * 900, ":a" * 900,
               '{{< x "' + "a" * 5000, "<A " + "b " * 5000, "^[" * 900, "{:" * 2000, "<a {{<" * 900]
)  # fmt: skip
def test_what_never_ends_is_read_all_the_same(source: str) -> None:
    assert markdown(f"{source}\n").units


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a) eins\nb) zwei\ndrei\n", ["a) eins", "b) zwei drei"]),
        ("(i) eins\n(ii) zwei\n(iii) drei\n", ["(i) eins", "(ii) zwei", "(iii) drei"]),
        ("(@one) eins\n(@) zwei\n", ["(@one) eins", "(@) zwei"]),
        ("#. eins\n#. zwei\n", ["eins", "zwei"]),
        ("a) eins\nc) zwei\n", ["a) eins c) zwei"]),
        ("- a) eins\n- b) zwei\n", ["a) eins", "b) zwei"]),
        ("Under 5\n(a) of it\n(b) too\n", ["Under 5 (a) of it (b) too"]),
        ("(a) alone\ngoes on\n", ["(a) alone goes on"]),
        ("a) eins\\\nb) zwei\\\\\n", ["a) eins", "b) zwei\\"]),
        ("A. Smith said it to\nB. Jones.\n", ["A. Smith said it to B. Jones."]),
        ("A.  eins\nB.  zwei\n", ["A. eins", "B. zwei"]),
        ("> a) eins\n> b) zwei\ndrei\n", ["a) eins", "b) zwei drei"]),
    ],
)
def test_lettered_items_have_lines_of_their_own(source: str, found: list[str]) -> None:
    assert messages(markdown(source)) == found


NUMERALS = """i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii
    xxiii xxiv xxv xxvi xxvii xxviii xxix xxx xxxi xxxii xxxiii xxxiv xxxv xxxvi xxxvii xxxviii
    xxxix xl xli xlii xliii xliv xlv xlvi xlvii xlviii xlix l li""".split()  # noqa: SIM905


@pytest.mark.parametrize("marks", [list(ascii_lowercase), NUMERALS, list(map(str.upper, NUMERALS))])
def test_a_list_has_as_many_items_as_marks_follow_each_other(marks: list[str]) -> None:
    items = [f"{mark}) Punkt" for mark in marks]
    assert messages(markdown("\n".join(items))) == items


@pytest.mark.parametrize(
    "following",
    [
        "# H\n",
        "```\ncode\n```\n",
        "- x\n",
        "> x\n",
        "***\n",
        "<div>x</div>\n",
        "1. x\n",
        ":::note\nx\n:::\n",
    ],
)
def test_what_ends_a_paragraph_ends_a_lettered_list(following: str) -> None:
    lettered, alone = "a) eins\nb) zwei\n", messages(markdown(following))
    assert sorted(messages(markdown(lettered + following))) == sorted(
        ["a) eins", "b) zwei", *alone]
    )


@pytest.mark.parametrize("following", ["=====\n", "---\n", ": was es heißt\n"])
def test_a_heading_and_terms_may_begin_with_letters(following: str) -> None:
    terms = "eins\nzwei\n" + following, "a) eins\nb) zwei\n" + following
    plain, lettered = (markdown(each).units for each in terms)
    assert [each.role for each in lettered] == [each.role for each in plain]


@pytest.mark.parametrize("line", ["% a remark", "<<< @/part.js{1,3}", "{aside}"])
def test_a_line_for_a_program_is_no_text(line: str) -> None:
    assert messages(markdown(f"Before.\n\n{line}\n\nAfter.\n")) == ["Before.", "After."]


def test_a_per_cent_sign_in_a_paragraph_is_text() -> None:
    assert messages(markdown("Some 40\n% of them\n")) == ["Some 40 % of them"]


def test_a_text_among_the_attributes_of_a_picture_is_a_unit() -> None:
    document = markdown('![A](a.png){fig-alt="B" width=3}\n')
    assert messages(document) == ["A", "B"]
    assert [each.tag for each in document.tree.getroot().iterfind("div/*")] == ["figure"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('# A {title="B"}\n', ["A", "B"]),
        ('A *b* {#c title="D" .e}\n===\n', ["A <em>b</em>", "D"]),
        ('A b\n{: .c title="D"}\n', ["A b", "D"]),
        ('[A](b){: title="C"}\n', ["<a1>A</a1>", "C"]),
    ],
)
def test_a_text_among_the_attributes_of_a_block_is_a_unit_of_its_own(
    source: str, found: list[str]
) -> None:
    assert messages(markdown(source)) == found


@pytest.mark.parametrize("source", ["A [b](c){: .d }\n", "A *b*{.c}\n", "[A](b){.c} and `d`{.e}\n"])
def test_attributes_of_what_stands_in_a_text_move_with_it(source: str) -> None:
    *_, last = messages(markdown(source))
    assert last.endswith("/>")


TABLE = "| a | b |\n|---|---|\n| c | d |\n"


@pytest.mark.parametrize(
    "caption", ["\n: E *f*\n  g {#tbl}\n", "\nTable: E *f*\ng\n", "\ntable:  E *f* g\n"]
)
def test_what_pandoc_calls_a_table_is_its_caption(caption: str) -> None:
    document = markdown(TABLE + caption + "\nH.\n")
    assert messages(document) == ["E <em>f</em> g", "a", "b", "c", "d", "H."]
    assert document.tree.findtext(".//table/caption") == "E "


@pytest.mark.parametrize("source", [f"A.\n\n{TABLE}\nB: c\n", f"A\n: b\n\n{TABLE}"])
def test_other_text_at_a_table_is_no_caption(source: str) -> None:
    assert markdown(source).tree.find(".//caption") is None
