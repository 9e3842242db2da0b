"""Shortcodes: WordPress's are codes of a text, brackets of a text are not."""

import pytest

from tests.documents import page, read
from toolkit.base.bcp47 import Locale
from toolkit.localizing.writers.own_format import render_own_format


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('Open. [gallery ids="1,2"]', "Open. <pi1/>"),
        ("[caption id='a' width=300]A map[/caption]", "<pi1/>A map<pi2/>"),
        ("See [gallery] and [b id=”x” /] here", "See <pi1/> and <pi2/> here"),
        (
            "He [the minister] said [sic] [1] [applause].",
            "He [the minister] said [sic] [1] [applause].",
        ),
        ("[if a = b", "[if a = b"),
        ("a <b>[embed]x[/embed]</b>", "a <b><pi1/>x<pi2/></b>"),
    ],
)
def test_a_shortcode_is_a_code(text: str, message: str) -> None:
    (unit,) = page(f"<p>{text}</p>").units
    assert unit.message == message


@pytest.mark.parametrize("rest", ["", "<p><b>1 <i>2</b> 3</i></p>"])
def test_a_shortcode_is_written_as_it_stands(rest: str) -> None:
    document = read(f'<p>Open [a b="c&amp;d"] now.</p>{rest}')
    texts = [
        document.units[0].read_translation("<pi1/> ашық."),
        *(None for _ in document.units[1:]),
    ]
    result = render_own_format(document, texts, Locale("kk")).decode()
    assert '<p>[a b="c&amp;d"] ашық.</p>' in result


def test_a_shortcode_in_code_is_text() -> None:
    assert (
        page("<p>Write <code>[gallery]</code></p>").units[0].message
        == "Write <code>[gallery]</code>"
    )
