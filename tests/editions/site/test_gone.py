"""What web servers read; tests/e2e/test_gone.py has real ones read it."""

import re
from dataclasses import replace

import pytest

from tests.editions.articles import PUBLIC, SITE
from toolkit.editions.site.gone import render_gone

ODD = ("kk/a b.html", 'kk/a"b.html', "kk/a\\b.html", "kk/a$1%{X}.html", "kk/[a](b)+*?.html")


def made(server: str, *paths: str, base_url: str = "") -> str:
    (data,) = render_gone(replace(SITE, base_url=base_url), [server], paths).values()
    return data.decode()


def test_nobody_is_told_who_does_not_ask() -> None:
    assert render_gone(PUBLIC, [], ["kk/a.html"]) == {}


def test_a_server_that_asks_has_its_file_before_anything_is_gone() -> None:
    assert render_gone(PUBLIC, ["apache", "nginx"], []).keys() == {".htaccess", "gone.nginx"}


def test_apache_matches_below_its_own_folder() -> None:
    assert r'RewriteRule "^kk/a\.html$" - [G]' in made("apache", "kk/a.html")


@pytest.mark.parametrize("path", ODD)
def test_a_pattern_of_apache_matches_its_path_and_no_other(path: str) -> None:
    (pattern,) = re.findall(r'RewriteRule "(.*)" - \[G\]', made("apache", path))
    assert re.fullmatch(pattern, path)
    assert '"' not in pattern
    assert not re.fullmatch(pattern, path.replace(".html", "xhtml"))


def test_nginx_matches_below_the_folder_of_the_site() -> None:
    rules = made("nginx", "kk/a.html", base_url="https://news.example/our%20news/")
    assert 'location = "/our news/kk/a.html" { return 410; }' in rules


def test_nginx_has_quotes_escaped() -> None:
    assert r'"/kk/a\"b\\c.html"' in made("nginx", 'kk/a"b\\c.html')


@pytest.mark.parametrize("server", ["apache", "nginx"])
def test_the_order_is_always_the_same(server: str) -> None:
    assert made(server, "b", "a") == made(server, "a", "b")


@pytest.mark.parametrize("server", ["apache", "nginx"])
def test_a_path_never_adds_a_line(server: str) -> None:
    assert made(server, "kk/a\nDeny from all\n.html") == made(server)
