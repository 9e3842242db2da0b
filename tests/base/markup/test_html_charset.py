"""Page charset: found in a page as browsers find it, and said truly when it is written."""

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.base.markup import UTF8, Charset, write_page
from toolkit.base.markup.charsets import charset_of
from toolkit.base.markup.html_charset import Reading, read_page

RUSSIAN = "Привет, мир"
FAR = f"<!--{'x' * 1200}-->"
CYRILLIC = RUSSIAN.encode("cp1251")


def charset(label: str) -> Charset:
    found = charset_of(label)
    assert found is not None
    return found


def reading(head: str, body: bytes = CYRILLIC) -> Reading:
    return read_page(f"<html><head>{head}</head><body>".encode() + body, "x.html")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        "<META CHARSET = cp1251 >",
        "<meta charset='x-cp1251'/>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        "<meta content='text/html;CHARSET = \"Windows-1251\"' HTTP-EQUIV=content-type>",
        "<meta http-equiv=content-type content=text/html;charset=windows-1251>",
        f'{FAR}<meta charset="windows-1251">',
        '<meta charset="nonsense"><meta charset="windows-1251">',
        '<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">',
        "<script>'<meta charset=koi8-r>'</script><meta charset=windows-1251>",
        '<meta name="x" content="charset=koi8-r"><meta charset="windows-1251">',
    ],
)
def test_a_page_is_read_in_the_charset_that_it_names(head: str) -> None:
    found = reading(head)
    assert found.text.endswith(RUSSIAN)
    assert found.charset.name == "windows-1251"
    assert found.findings == ()


def test_an_xml_declaration_names_a_charset_where_no_meta_does() -> None:
    page = b'<?xml version="1.0" encoding="windows-1251"?><html>' + CYRILLIC
    assert read_page(page, "x.html").text.endswith(RUSSIAN)


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode(),
        RUSSIAN.encode("utf-8-sig"),
        b"<meta charset=utf-16><p>" + RUSSIAN.encode(),
        b"\xef\xbb\xbf<meta charset=windows-1251><p>" + RUSSIAN.encode(),
        RUSSIAN.encode("utf-16"),
        ("\ufeff" + RUSSIAN).encode("utf-16-be"),
        f"<?xml version='1.0'?><p>{RUSSIAN}".encode("utf-16-le"),
    ],
)
def test_unicode_is_read_in_all_its_forms(data: bytes) -> None:
    found = read_page(data, "x.html")
    assert (found.text.endswith(RUSSIAN), found.charset) == (True, UTF8)


def test_user_defined_is_read_as_browsers_do() -> None:
    assert reading("<meta charset=x-user-defined>", b"\xe9").text.endswith("é")


def test_a_meta_that_browsers_do_not_see_names_nothing() -> None:
    page = b"<html><body><p>" + b"x" * 1100 + b"<meta charset=windows-1251>" + CYRILLIC
    with pytest.raises(
        ToolkitError, match="byte 0xcf is not UTF-8, and the page declares no charset"
    ):
        read_page(page, "x.html")


@pytest.mark.parametrize(
    ("head", "body", "message"),
    [
        ("", CYRILLIC, r"x\.html:1:26: error: byte 0xcf is not UTF-8, and the page declares no"),
        ("<meta charset=utf8>", b"\n\xd0\xb6\xe9", r"x\.html:2:2: error: the page is not in utf-8"),
        (
            "<meta charset=nope>",
            CYRILLIC,
            r"x\.html:1:27: error: .*“nope”, which the toolkit does not",
        ),
        (
            "<meta charset=iso-2022-kr>",
            b"a",
            r"x\.html:1:27: error: .*“iso-2022-kr”, which no browser can show",
        ),
        (
            "<meta charset=gbk>",
            b"\xff",
            r"x\.html:1:44: error: the page is not in gbk, the charset that it",
        ),
        ("<meta charset=euc-jp>", b"\xa4\xa2\xf5", r"x\.html:1:48: .* byte 0xf5"),
    ],
)
def test_bytes_in_no_known_charset_are_refused_with_their_place(
    head: str, body: bytes, message: str
) -> None:
    with pytest.raises(ToolkitError, match=message):
        reading(head, body)


@pytest.mark.parametrize("label", ["windows-1251", "iso-8859-1", "gbk", "shift_jis"])
def test_bytes_that_are_utf8_against_what_the_page_says_are_told(label: str) -> None:
    found = reading(f"<meta charset={label}>", "Жаңалық оқылды".encode())
    assert (found.text[-14:], found.charset) == ("Жаңалық оқылды", UTF8)
    (told,) = found.findings
    assert told.message == f"the page declares the charset “{label}”, but its bytes are UTF-8"
    assert str(told).startswith(f"x.html:1:{41 + len(label)}: warning: ")


def test_an_unknown_charset_is_told() -> None:
    found = reading("<meta charset=nope>", "ә".encode())
    assert str(found.findings[0]).startswith(
        "x.html:1:27: warning: the page declares the charset “nope”, which the toolkit does not"
    )


def test_bytes_that_are_utf8_by_accident_are_what_the_page_says() -> None:
    found = reading("<meta charset=gbk>", "一一".encode("gbk"))
    assert found.text.endswith("一一")
    assert found.findings == ()


def test_a_second_charset_is_told() -> None:
    found = reading("<meta charset=windows-1251><meta charset=koi8-r>")
    assert found.text.endswith(RUSSIAN)
    assert "x.html:1:54: warning: the page declares the charset “koi8-r”, but before" in str(
        found.findings[0]
    )


def written(page: str, name: str = "utf-8", *, whole: bool = True) -> bytes:
    return write_page(page.encode(), charset(name), whole=whole)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><head><p>ә", '<html><head><meta charset="utf-8"><p>ә'),
        ("<!DOCTYPE html>\n<p>ә", '<!DOCTYPE html><meta charset="utf-8">\n<p>ә'),
        ("<!doctype html><HTML lang=kk><body>ә", None),
        ('<html xmlns="x"><head/>ә', '<html xmlns="x"><head/><meta charset="utf-8"/>ә'),
        ("<p>ascii", "<p>ascii"),
        ("\ufeff<p>ә", "\ufeff<p>ә"),
        ("<meta charset=utf8>ә", "<meta charset=utf8>ә"),
        ("<meta charset=utf-16>ә", "<meta charset=utf-8>ә"),
        (
            '<?xml version="1.0" encoding="ISO-8859-1"?><meta charset="latin1">ә',
            '<?xml version="1.0" encoding="utf-8"?><meta charset="utf-8">ә',
        ),
        (f"{FAR}<html><head>ә", f"\ufeff{FAR}<html><head>ә"),
    ],
)
def test_a_page_says_that_it_is_utf8(page: str, expected: str | None) -> None:
    expected = expected or page.replace("kk>", 'kk><meta charset="utf-8">')
    assert written(page).decode() == expected


def test_a_piece_of_a_page_says_nothing() -> None:
    assert written("<p>ә", whole=False) == "<p>ә".encode()


def test_what_a_charset_lacks_becomes_references() -> None:
    page = "<meta charset=windows-1251><title>ә</title><p title='ғ'>Ж"
    expected = "<meta charset=windows-1251><title>&#1241;</title><p title='&#1171;'>Ж"
    assert written(page, "windows-1251") == expected.encode("cp1251")


def test_what_linked_data_lacks_becomes_escapes() -> None:
    page = '<meta charset=koi8-r><script type="application/ld+json">{"a": "ғ𝒜 ж"}</script>'
    expected = page.replace("ғ𝒜", "\\u0493\\ud835\\udc9c")
    assert written(page, "koi8-r") == expected.encode("koi8-r")


@pytest.mark.parametrize("raw", ["<script>'ғ'</script>", "<style>/*ғ*/</style>", "<!-- ғ -->"])
def test_a_page_becomes_utf8_where_references_mean_nothing(raw: str) -> None:
    page = f"<meta charset=windows-1251>{raw}<p>Ж"
    assert written(page, "windows-1251") == page.replace("windows-1251", "utf-8").encode()
