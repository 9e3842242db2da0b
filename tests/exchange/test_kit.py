"""The kit as a file: what it holds, what it hides, and what comes back."""

import json
import re
from base64 import b64decode

import pytest

from tests.exchange.packages import HEAT, catalog, package
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.catalog.po import read
from toolkit.exchange import kit_words as kit_words_module
from toolkit.exchange.guides import GUIDES, TITLE
from toolkit.exchange.kit import KitOptions, read_kit, write_kit
from toolkit.exchange.kit_words import MESSAGES, kit_words

OPENS = "a"
ROW = {"ref": "3f2a91.p-1.90bc11d2.a1b2c3", "source": "Heat", "target": "تومۇز", "draft": False}


def block(page: bytes, name: str) -> str:
    found = re.search(
        rf'<script type="application/json" id="{name}">([^<]*)</script>', page.decode()
    )
    assert found
    return found[1]


def work(*rows: object, **more: object) -> bytes:
    return json.dumps({"kit": 1, "locale": "ug", "rows": list(rows), **more}).encode()


def test_the_same_package_is_the_same_page() -> None:
    assert write_kit(package(catalog())) == write_kit(package(catalog()))


def test_one_article_is_small() -> None:
    assert len(write_kit(package(catalog()))) < 60_000


def test_only_its_own_script_and_style_may_run() -> None:
    page = write_kit(package(catalog())).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#x27;none&#x27;; script-src &#x27;sha256-")
    assert "unsafe" not in policy[1]


def test_a_text_is_never_markup() -> None:
    evil = HEAT.replace('"Heat"\nmsgstr "ئىسسىق"', '"Heat"\nmsgstr "</script><img src=x>"')
    page = write_kit(package(catalog(evil)))
    assert b"<img" not in page
    (document,) = json.loads(block(page, "package"))["documents"]
    assert document["passages"][0]["target"] == "</script><img src=x>"


def test_a_page_says_what_a_translator_must_know() -> None:
    (document,) = json.loads(block(write_kit(package(catalog())), "package"))["documents"]
    linked, draft, small = document["passages"][1:4]
    assert linked["legend"] == ["<a1> = https://example.org/"]
    assert linked["terms"] == [{"source": "heat", "target": "ئىسسىق"}]
    assert draft["previous"] == "Police held 12 people."
    assert small["bytes"] == 60


@pytest.mark.slow
def test_under_a_passphrase_no_text_can_be_read() -> None:
    page = write_kit(package(catalog()), KitOptions(passphrase=OPENS))
    assert b"Police" not in page
    assert b"News" not in page
    sealed = json.loads(block(page, "package"))
    assert b"Police" not in b64decode(sealed["data"])


def test_work_is_rows() -> None:
    reply = read_kit(work(ROW), "heat.kit.json")
    assert reply.locale == Locale("ug")
    (row,) = reply.rows
    assert (row.target, row.draft, str(row.reference)) == ("تومۇز", False, ROW["ref"])


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b'{"rows": 1, "locale": "ug"}',
        b'{"rows": []}',
        work("x"),
        work({"target": 1}),
        b"{" * 100_000,
        work(sealed=1, iterations=10**9),
        work(sealed=1, iterations=1, salt="*", iv="", data=""),
    ],
)
def test_what_is_no_work_is_refused(data: bytes) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_kit(data, "heat.kit.json", lambda: "a")
    assert caught.value.findings[0].hint


@pytest.mark.slow
def test_a_wrong_passphrase_is_told() -> None:
    page = write_kit(package(catalog()), KitOptions(passphrase=OPENS))
    with pytest.raises(ToolkitError, match="not the passphrase"):
        read_kit(block(page, "package").encode(), "kit.json", lambda: "b")


@pytest.mark.parametrize("tag", ["kk", "ru", "ug"])
def test_what_the_kit_says_is_translated(tag: str) -> None:
    path = f"toolkit/locale/{tag}/LC_MESSAGES/kit.po"
    root = kit_words_module.__file__.partition("toolkit/exchange")[0]
    with open(f"{root}{path}", "rb") as file:  # noqa: PTH123 - a path of text
        entries = read(file.read(), path)
    guides = (text for paragraphs in GUIDES.values() for text in paragraphs)
    assert {entry.msgid for entry in entries} == {*MESSAGES.values(), TITLE, *guides}
    assert all(entry.msgstr for entry in entries)


def test_a_language_without_words_has_english_ones() -> None:
    spoken, said = kit_words(Locale("fr"))
    assert (spoken, said["draft"]) == (Locale("en"), "Draft")


def test_words_in_other_letters_are_not_taken() -> None:
    assert kit_words(Locale("kk-Latn"))[0] == Locale("en")


SAID = (
    "#. quotation: translated · said in: Uyghur (ug) · words: Heat · write as said: ئىسسىق"
    " · speaker: a farmer · at: 00:01:02\n"
)


def test_what_somebody_said_can_be_put_in_where_it_must_stand() -> None:
    page = write_kit(package(catalog(HEAT.replace('msgid "Heat"', f'{SAID}msgid "Heat"', 1))))
    (document,) = json.loads(block(page, "package"))["documents"]
    assert document["passages"][0]["quotations"] == [
        {
            "words": "Heat",
            "status": "said: translated",
            "language": {"tag": "ug", "dir": "rtl", "name": "ئۇيغۇرچە"},
            "original": "ئىسسىق",
            "own": True,
            "about": "a farmer · 00:01:02",
        }
    ]
