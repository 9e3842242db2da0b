import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location
from toolkit.checks.check import Check
from toolkit.checks.links import CHECKS, link_checks, read_links
from toolkit.checks.pair import Pair
from toolkit.document.its.credits import CREDITS_MESSAGE

KK = Locale("kk")


def found(source: str, target: str, checks: tuple[Check, ...] = CHECKS) -> list[str]:
    pair = Pair((source,), (target,), Location("x.po"))
    return [
        f"{check.id}: {getattr(problem, 'message', problem)}"
        for check in checks
        if check.run is not None
        for problem in check.run(pair, KK)
    ]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://example.org/a?b=c#d.", ["https://example.org/a?b=c#d"]),
        ("(www.example.org)", ["www.example.org"]),
        ("Write to desk@example.org, please", ["desk@example.org"]),
        ("desk@example.org-қа жазыңыз", ["desk@example.org"]),
        ("https://example.org-тан", ["https://example.org"]),
        ("eurasianet.org сайты", ["eurasianet.org"]),
        ("eurasianet.org-тың", ["eurasianet.org"]),
        ("@eurasianet жазды, @gu_ming-ге", ["@eurasianet", "@gu_ming"]),
        ("#Қазақстан #2021", ["#Қазақстан"]),
        ("Node.js, e.g. p.m. and U.S. about us", []),
        ("5 @ 10, a@b, @", []),
    ],
)
def test_links_are_found_without_what_is_joined_to_them(text: str, links: list[str]) -> None:
    assert [each.text for each in read_links(text)] == links
    assert all(text[slice(*each.place)] == each.text for each in read_links(text))


def test_the_same_links_in_another_order_are_right() -> None:
    source = "Ask a@example.org or see https://example.org/x."
    assert not found(source, "https://example.org/x бетін қараңыз не a@example.org-қа жазыңыз.")


def test_an_altered_link_is_named_with_what_it_became() -> None:
    assert found("See https://example.org/x", "https://example.org/у қараңыз") == [
        "links: the link https://example.org/x became https://example.org/у"
    ]


def test_a_lost_link_is_named() -> None:
    assert found("Write to @desk", "Бізге жазыңыз") == ["links: the link @desk is missing"]


def test_an_invented_link_is_named() -> None:
    assert found("Write to us", "evil.com сайтына жазыңыз") == [
        "links: the link evil.com is not in the source"
    ]


def test_credits_have_addresses_of_their_own() -> None:
    assert not found(CREDITS_MESSAGE, "Айгүл <aigul@example.org>, 2021")


def test_a_tag_may_be_translated() -> None:
    assert not found("#Kazakhstan", "#Қазақстан")


def test_fewer_tags_are_a_hint() -> None:
    assert found("#Kazakhstan now", "енді") == ["tags: the tag #Kazakhstan may be missing"]


def local(address: str, locale: Locale) -> str | None:
    known = {("https://example.org/en", "kk"): "https://example.org/kk"}
    return known.get((address, locale.tag))


def test_the_version_in_the_readers_language_is_right() -> None:
    checks = link_checks(local)
    assert not found("https://example.org/en", "https://example.org/kk", checks)


def test_a_link_that_has_a_version_in_the_readers_language_is_a_hint() -> None:
    assert found("https://example.org/en", "https://example.org/en", link_checks(local)) == [
        "local-links: https://example.org/en has a version in this language: https://example.org/kk"
    ]


@given(st.text(alphabet="ab.@#:/- www\n<>", max_size=80))
def test_places_are_those_of_the_links(text: str) -> None:
    assert all(text[slice(*each.place)] == each.text for each in read_links(text))


@given(st.text(max_size=60))
def test_a_copy_has_the_same_links(text: str) -> None:
    assert not found(text, text)


@pytest.mark.parametrize(
    "target",
    [
        "水位下降（见 http://example.org/map）。",
        "请看：http://example.org/map，谢谢",
        "请访问http://example.org/map查看",
        "地図は「http://example.org/map」です",
    ],
)
def test_full_width_marks_and_letters_end_a_link(target: str) -> None:
    assert not found("The water fell (see http://example.org/map).", target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("the server of example.org", "der example.org-Server"),
        ("report it to bugs.example.org", "melden Sie es auf https://bugs.example.org"),
    ],
)
def test_what_a_language_joins_to_a_link_does_not_alter_it(source: str, target: str) -> None:
    assert not found(source, target)


def test_another_address_with_the_same_beginning_is_altered() -> None:
    assert found("see example.org", "siehe example.org.evil.org")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://a.example/", "javascript:alert(1)"),
        ("https://a.example/", " java\tscript:\x01 alert(1)"),
        ("https://a.example/", "data:text/html,x"),
        ("https://a.example/", "file:///etc/passwd"),
        ("https://a.example/", "intent://x"),
        ("mailto:a@b.example", "vbscript:x"),
        ("page.html", "JavaScript:alert(1)"),
        ("page.html#top", "file:///etc/passwd"),
        ("/kk/", "intent://x"),
        ("../a/b.htm", "ms-word:ofe|u|http://a"),
        ("#top", "jar:javascript:x"),
        ("tel:+77010000000", "blob:x"),
    ],
)
def test_an_address_that_would_run_something_is_an_error(source: str, target: str) -> None:
    assert any(each.startswith("addresses: ") for each in found(source, target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://a.example/", "http://b.example/kk"),
        ("https://a.example/", "kk/page.html#a:b"),
        ("mailto:a@b.example", "tel:+77010000000"),
        ("javascript:void(0)", "javascript:void(0)"),
        ("The basics of scripts", "JavaScript: негіздері"),
        ("Note:", "Ескерту: мәтін"),
        ("tel:", "javascript"),
        ("page.html", "https://a.example/kk"),
        ("and/or", "Oder:beides"),
        ("Tel.:", "Telefon:1"),
        ("tel:+7701", "sms:+7702"),
        ("#tag", "Thema"),
        ("10:30", "10:30"),
    ],
)
def test_what_leads_somewhere_or_is_no_address_is_none(source: str, target: str) -> None:
    assert not any(each.startswith("addresses: ") for each in found(source, target))


def test_an_address_inside_what_looks_like_a_tag_is_the_affair_of_codes() -> None:
    assert not found("See this", 'Қараңыз: <a href="https://example.org">мынаны</a>')
