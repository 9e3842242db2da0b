import pytest

from toolkit.newsroom.bundling.sums import misplaced, read_sums, write_sums

DIGEST = "0" * 64


def test_a_list_is_read_as_it_was_written() -> None:
    sums = {"kk/b.html": DIGEST, "a b.html": "f" * 64}
    assert read_sums(write_sums(sums)) == (sums, ())


@pytest.mark.parametrize(
    "path",
    [
        "../a.html",
        "kk/../../a.html",
        "/etc/passwd",
        "//host/a",
        "C:/a.html",
        "C:a.html",
        "..\\a.html",
        "\\\\host\\a",
        "kk/./a.html",
        "kk//a.html",
        "kk/",
        "",
        "kk/NUL",
        "kk/com1.html",
        "kk/a.html ",
        "kk./a.html",
        "kk/a:b.html",
        "kk/a\x00.html",
        "kk/a\n.html",
        "KK/Heat.html",
    ],
)
def test_a_path_that_leads_elsewhere_on_some_system_is_refused(path: str) -> None:
    assert misplaced(path, {"kk/heat.html": None})


@pytest.mark.parametrize(
    "path", ["kk/heat.html", "index.html", "ug/ئىسسىق.html", "a b.html", "..a"]
)
def test_a_plain_path_is_taken(path: str) -> None:
    assert not misplaced(path, {})


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{DIGEST}  ../a.html\n", "bundle-path"),
        (f"{DIGEST}  a.html\n{DIGEST}  a.html\n", "bundle-path"),
        ("no sum\n", "bundle-damaged"),
        (f"{DIGEST}  a.ht", "bundle-damaged"),
    ],
)
def test_a_line_that_is_wrong_is_named(line: str, code: str) -> None:
    _, findings = read_sums(line.encode())
    assert [each.code for each in findings] == [code]
