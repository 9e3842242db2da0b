"""What an edition in its source's own format has besides texts: targets, credits, pictures."""

from tests.document.its.test_credits import LINES, MALLARD
from tests.document.its.test_credits import page as mallard
from tests.document.its.test_target_pointer import paired
from tests.documents import read
from toolkit.base.bcp47 import Locale
from toolkit.document.model import Document, Extras
from toolkit.editions.resources import localized_resources
from toolkit.localizing.writers.own_format import render_own_format

KK = Locale("kk")


def edition(document: Document, *texts: str, extras: Extras = Extras()) -> str:  # noqa: B008 - frozen
    units = document.units
    chosen = [each.read_translation(text) for each, text in zip(units, texts, strict=True)]
    return render_own_format(document, chosen, KK, extras).decode()


def test_a_translation_goes_into_the_target() -> None:
    document = paired('<p><source>a <b c="d">e</b></source><target>old</target></p>')
    assert edition(document, "<b1>x</b1>!").endswith(
        '<p><source>a <b c="d">e</b></source><target><b c="d">x</b>!</target></p></doc>\n'
    )


def test_an_empty_target_is_opened() -> None:
    document = paired('<p><source>Save</source><target state="new" /></p>')
    assert '<target state="new">Сақтау</target>' in edition(document, "Сақтау")


def test_a_target_without_translation_stays() -> None:
    document = paired("<p><source>a</source><target/></p><p><source>b</source><target/></p>")
    data = render_own_format(document, [("x",), None], KK).decode()
    assert "<source>b</source><target/>" in data


def test_translators_are_named_at_the_end_of_their_place() -> None:
    data = edition(mallard(), "Т", extras=Extras(credit=LINES))
    assert "<year>2024</year></credit></info>" in data
    assert data.count("<credit ") == 2


def test_an_empty_place_for_translators_is_opened() -> None:
    rules = mallard().source.decode().partition("<info>")[2].partition("</info>")[0]
    document = read(
        f'<page xmlns="{MALLARD}" id="a"><info/><title>T</title><section>{rules}</section></page>',
        "a.page",
    )
    data = edition(document, "Т", extras=Extras(credit="A <b@c>, 2026"))
    assert '<info><credit type="translator"><name>A</name>' in data


def test_a_locale_has_its_own_picture() -> None:
    for path, source in (
        ("a.html", '<!doctype html><title>T</title><p><img src="map.png" alt="b"></p>'),
        ("a.xml", '<html xmlns="http://www.w3.org/1999/xhtml"><img src="map.png" alt="b"/></html>'),
    ):
        document = read(source, path)
        own = localized_resources(document, KK, lambda _: True)
        texts = ["x" for _ in document.units]
        assert 'src="map.kk.png"' in edition(document, *texts, extras=Extras(own))


def test_what_was_in_the_sources_language_is_in_the_locales() -> None:
    for path in ("a.html", "a.xhtml"):
        space = "" if path == "a.html" else ' xmlns="http://www.w3.org/1999/xhtml"'
        document = read(f'<html{space}><body><p lang="en">a</p></body></html>', path)
        assert '<p lang="kk">x</p>' in edition(document, "x")
