import pytest

from toolkit.desk.injection import Injected, inject

TOLD = Injected("v1", "kk", 'a"b<c')


@pytest.mark.parametrize(
    "head",
    ["<!doctype html>", "\n<!DOCTYPE html>", "<!-- a - b --> <!doctype html>",
     '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">'],
)  # fmt: skip
def test_the_script_stands_behind_the_doctype(head: str) -> None:
    page = f"{head}<html><p>x".encode()
    assert inject(page, TOLD).startswith(head.encode() + b"<link")


def test_a_page_without_a_doctype_begins_with_the_script() -> None:
    assert inject(b"<p>x</p>", TOLD).startswith(b"<link")


def test_a_byte_order_mark_stays_first() -> None:
    assert inject(b"\xef\xbb\xbf<!doctype html>x", TOLD).startswith(b"\xef\xbb\xbf<!doctype")


def test_the_rest_of_a_page_keeps_its_bytes() -> None:
    page = b"<!doctype html><p>\xd1\x8f\xff <meta name=a content='b'></p>"
    assert inject(page, TOLD).endswith(page.removeprefix(b"<!doctype html>"))


def test_names_are_escaped() -> None:
    assert b'data-document="a&quot;b&lt;c"' in inject(b"", TOLD)


@pytest.mark.parametrize(
    ("policy", "widened"),
    [
        ("default-src 'none'",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("script-src 'sha256-aBc='", "script-src 'self' 'sha256-aBc='"),
        ("Style-Src &#39;none&#39;; img-src *", "style-src 'self'; img-src *"),
        ("base-uri 'none'", "base-uri 'none'"),
    ],
)  # fmt: skip
def test_a_policy_lets_the_preview_in(policy: str, widened: str) -> None:
    page = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    escaped = widened.replace("'", "&#x27;")
    assert f'content="{escaped}"' in inject(page.encode(), TOLD).decode()


@pytest.mark.slow
def test_hostile_pages_cost_linear_time() -> None:
    for piece in (b"<!--", b"<meta ", b"<!-- -", b"<?xml"):
        assert inject(piece * 200_000, TOLD)
