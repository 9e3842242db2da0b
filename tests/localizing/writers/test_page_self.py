"""Page's own: an edition says its own language and address, all of them or none."""

import json
import re

import pytest

from tests.documents import read
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Extras
from toolkit.localizing.writers.own_format import render_own_format
from toolkit.localizing.writers.page_self import unknown_address

EN, KK, UG = Locale("en"), Locale("kk"), Locale("ug")
OWN = "https://n.example/en/flood"
HEAD = f"""<html lang="en-US" xml:lang="en-US"><head><meta charset="utf-8">
<meta property="og:locale" content="en_US">
<meta content=kk_KZ property=og:locale:alternate>
<meta property="og:locale:alternate" content="ru_RU">
<meta http-equiv='Content-Language' content='en'><meta name="language" content="en">
<meta itemprop="inLanguage" content="en-GB"><meta name="robots" content="en">
<link rel="Canonical" href="{OWN}"><meta property="og:url" content="{OWN}">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@id": "https:\\/\\/n.example\\/en\\/flood",
 "inLanguage" : "en", "mainEntityOfPage": {{"@type": "WebPage", "@id": "{OWN}"}},
 "url": "{OWN}", "image": "{OWN}/a.png"}}
</script>"""
ALTERNATE = '<link rel=alternate hreflang=kk href="https://n.example/kk/tasqyn">'
BODY = "</head><body><p>The river rose.</p></body></html>"
TANGLED = BODY.replace("</p>", "</p><p><b>1 <i>2</b> 3</i></p>")


def edition(page: str, locale: Locale = KK, address: str = "", path: str = "page.html") -> str:
    document = read(page, path)
    texts = [("Өзен тасыды.",), *(None for _ in document.units[1:])]
    return render_own_format(document, texts, locale, Extras(address=address)).decode()


def linked(page: str) -> dict[str, object]:
    found = re.search(r"ld\+json\">(.*?)</script>", page, re.DOTALL)
    assert found is not None
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize("body", [BODY, TANGLED])
def test_a_page_says_its_own_language_everywhere(body: str) -> None:
    page = edition(HEAD + body).replace('"', "")
    assert "lang=kk xml:lang=kk" in page
    assert "property=og:locale content=kk_KZ" in page
    assert "content=en_US property=og:locale:alternate" in page
    assert "property=og:locale:alternate content=ru_RU" in page
    assert page.replace("'", "").count("content=kk>") == 3
    assert "name=robots content=en>" in page
    assert linked(edition(HEAD + body))["inLanguage"] == "kk"


def test_a_language_without_a_territory_gets_none() -> None:
    assert 'property="og:locale" content="ug"' in edition(HEAD + BODY, UG)


@pytest.mark.parametrize("body", [BODY, TANGLED])
@pytest.mark.parametrize(
    ("head", "given", "own"),
    [
        (HEAD, "https://n.example/kk/flood?a&b", "https://n.example/kk/flood?a&b"),
        (HEAD + ALTERNATE, "", "https://n.example/kk/tasqyn"),
    ],
)
def test_a_page_says_its_own_address_everywhere(head: str, given: str, own: str, body: str) -> None:
    page = edition(head + body, address=given)
    assert page.replace("&amp;", "&").count(f'"{own}"') == 5 + (ALTERNATE in head)
    assert linked(page)["@id"] == own
    assert linked(page)["image"] == f"{OWN}/a.png"


@pytest.mark.parametrize("body", [BODY, TANGLED])
def test_a_page_whose_address_is_not_known_says_none(body: str) -> None:
    page = edition(HEAD + body)
    assert "anonical" not in page
    assert "og:url" not in page
    assert set(linked(page)) == {"@context", "inLanguage", "mainEntityOfPage", "image"}
    assert linked(page)["mainEntityOfPage"] == {"@type": "WebPage"}


def test_that_an_address_is_not_known_is_told() -> None:
    assert str(unknown_address(read(HEAD + BODY), KK)).startswith(
        "page.html: warning: the page names its own address, but that of the kk edition is not"
    )
    assert unknown_address(read(HEAD + ALTERNATE + BODY), KK) is None
    assert unknown_address(read(HEAD + BODY), Locale("en")) is None
    assert unknown_address(read(BODY), KK) is None


def test_in_its_own_language_a_page_keeps_what_it_says() -> None:
    document = read(HEAD.replace("-US", "") + BODY)
    page = render_own_format(document, [unit.text for unit in document.units], EN)
    assert page.decode().count(OWN) == HEAD.count(OWN)


def test_xhtml_says_its_own_language_and_address() -> None:
    page = edition(
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head>'
        f'<meta http-equiv="content-language" content="en"/><link rel="canonical" href="{OWN}"/>'
        "</head><body><p>The river rose.</p></body></html>",
        address="https://n.example/kk/a.xhtml",
        path="page.xhtml",
    )
    assert 'content="kk"/><link rel="canonical" href="https://n.example/kk/a.xhtml"/>' in page


def test_the_body_in_linked_data_is_a_text() -> None:
    document = read('<script type="application/ld+json">{"articleBody": "One.\\n\\nTwo."}</script>')
    assert [(unit.message, unit.role) for unit in document.units] == [("One. Two.", "text")]


@pytest.mark.parametrize(
    ("meta", "role"),
    [
        ('property="og:title"', "title"),
        ('name="twitter:title"', "title"),
        ('property="og:image:alt"', "alt"),
        ('name="description"', "description"),
    ],
)
def test_what_a_meta_says_has_the_role_of_its_name(meta: str, role: str) -> None:
    (unit,) = read(f'<meta {meta} content="Flood"><title> </title>').units
    assert unit.role == role
