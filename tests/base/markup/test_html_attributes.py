import pytest

from toolkit.base.markup import attributes_of, with_tags, with_value, without


@pytest.mark.parametrize(
    ("tag", "left"),
    [
        (b'<a href="x" lang="kk">', b'<a lang="kk">'),
        (b"<a lang=kk href=x>", b"<a lang=kk>"),
        (b"<a title=\" href='y'\" HREF = 'x'>", b"<a title=\" href='y'\">"),
        (b"<a lang=kk>", b"<a lang=kk>"),
    ],
)
def test_an_attribute_is_taken_out(tag: bytes, left: bytes) -> None:
    assert without(tag, "href") == left


def test_a_value_is_replaced() -> None:
    tag = with_value(b"<a href=x lang=kk>", "href", 'y"&')
    assert attributes_of(tag)["href"].value == 'y"&'
    assert attributes_of(tag)["lang"].value == "kk"


def test_only_start_tags_that_are_asked_for_are_others() -> None:
    page = b'<p>a<!-- <a> --><a href="x">b</a><b>c</b><script>"<a>"</script>'
    assert with_tags(page, {b"a"}, lambda name, _tag: b"<%b>" % name.upper()) == page.replace(
        b'<a href="x">', b"<A>"
    )
