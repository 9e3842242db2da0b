from dataclasses import replace

from tests.editions.articles import ORIGINAL, PUBLIC, TRANSLATION
from toolkit.document.model import Metadata
from toolkit.editions.xml.identity import identify


def test_an_edition_has_an_address_on_a_known_site() -> None:
    identity = identify(replace(TRANSLATION, site=PUBLIC), ".xml")
    assert identity.address == "https://news.example/kk/asylum.xml"
    assert identity.original == "https://news.example/en/asylum.xml"


def test_a_name_is_the_same_in_every_form() -> None:
    assert identify(TRANSLATION, ".xml").identifier == identify(TRANSLATION, ".json").identifier


def test_a_translation_knows_its_originals_name() -> None:
    original = identify(ORIGINAL, ".xml")
    assert identify(TRANSLATION, ".xml").original_identifier == original.identifier
    assert original.original == original.original_identifier == ""


def test_a_later_date_is_a_higher_version() -> None:
    assert identify(ORIGINAL, ".xml").version == "20210222"
    assert identify(replace(ORIGINAL, metadata=Metadata()), ".xml").version == "1"
