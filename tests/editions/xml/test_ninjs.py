import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.editions.articles import BARE, ORIGINAL, PUBLIC, RIGHT_TO_LEFT, TRANSLATION
from tests.editions.rich_articles import ENGLISH_RICH, EVERY, UYGHUR_RICH
from toolkit.editions.article import Article
from toolkit.editions.xml.ninjs import render_ninjs

SCHEMA = json.loads((Path(__file__).parents[2] / "data/ninjs/ninjs-3.0.json").read_text())
KINDS = {"object": dict, "array": list, "string": str, "integer": int}


def problems(value: Any, schema: Any, place: str = "ninjs") -> list[str]:  # noqa: ANN401 - JSON
    """Return what a schema has against a value, place by place."""
    if schema == "association":
        schema = {**SCHEMA, "required": ["name", "uri"]}
    if not isinstance(value, KINDS[schema["type"]]):
        return [f"{place}: no {schema['type']}"]
    found = []
    if isinstance(value, dict):
        found += [f"{place}: no {key}" for key in schema.get("required", ()) if key not in value]
        for key, each in value.items():
            if key in schema["properties"]:
                found += problems(each, schema["properties"][key], f"{place}.{key}")
            else:
                found.append(f"{place}: unknown {key}")
    elif isinstance(value, list):
        for at, each in enumerate(value):
            found += problems(each, schema["items"], f"{place}[{at}]")
    elif not _fits(str(value), schema):
        found.append(f"{place}: {value}")
    return found


def _fits(value: str, schema: dict[str, Any]) -> bool:
    pattern = str(schema.get("pattern", "(?s:.*)"))
    return value in schema.get("enum", [value]) and bool(re.fullmatch(pattern, value))


def rendered(each: Article) -> Any:  # noqa: ANN401 - JSON
    data = json.loads(render_ninjs(each))
    assert problems(data, SCHEMA) == []
    return data


def values(objects: list[dict[str, str]], key: str) -> list[str]:
    return [each[key] for each in objects]


@pytest.mark.parametrize("each", [ORIGINAL, TRANSLATION, RIGHT_TO_LEFT, BARE, *EVERY])
def test_an_edition_is_valid_ninjs(each: Article) -> None:
    rendered(each)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("uri", "no address"),
        ("type", "article"),
        ("pubStatus", "published"),
        ("headline", "Not of version 3.0"),
        ("versionCreated", "2021-02-22"),
        ("headlines", [{"role": "main"}]),
        ("associations", [{"uri": "https://a.example/"}]),
        ("bodies", "text"),
    ],
)
def test_the_schema_refuses_what_is_no_ninjs(key: str, value: object) -> None:
    assert problems({**rendered(ORIGINAL), key: value}, SCHEMA)


def test_an_edition_is_the_same_bytes_each_time() -> None:
    assert render_ninjs(UYGHUR_RICH) == render_ninjs(UYGHUR_RICH)


def test_letters_stand_as_they_are() -> None:
    assert "Қазақстан".encode() in render_ninjs(TRANSLATION)


def test_an_object_says_what_is_known_of_the_article() -> None:
    data = rendered(TRANSLATION)
    assert data["language"] == "kk"
    assert data["pubStatus"] == "usable"
    assert values(data["headlines"], "value") == ["Қазақстан және Шыңжаң"]
    assert values(data["people"], "name") == ["Крис Риклтон"]
    assert data["descriptions"][0]["value"] == "Қауіпсіз мекен емес."
    assert data["versionCreated"] == "2021-02-22T00:00:00Z"
    assert values(rendered(ENGLISH_RICH)["subjects"], "name") == ["Asylum", "Границы"]


def test_an_undated_object_has_no_dates() -> None:
    assert not [key for key in rendered(BARE) if key.endswith("Created")]


def test_a_translation_is_associated_with_its_original() -> None:
    named = rendered(TRANSLATION)["associations"]
    (original,) = (each for each in named if each["name"] == "translationOf")
    assert original["name"] == "translationOf"
    assert original["uri"] == rendered(ORIGINAL)["uri"]
    assert original["language"] == "en"


def test_an_original_is_associated_with_its_translations() -> None:
    others = rendered(ORIGINAL)["associations"]
    assert values(others, "language") == ["kk", "ru", "ug"]
    assert rendered(TRANSLATION)["uri"] in values(others, "uri")


def test_the_body_is_html_that_says_language_and_direction() -> None:
    (body,) = rendered(RIGHT_TO_LEFT)["bodies"]
    article = html.fragment_fromstring(body["value"])
    assert (article.tag, article.get("lang"), article.get("dir")) == ("article", "ug", "rtl")
    (passage,) = article.iterfind("p[@class='untranslated']")
    assert (passage.get("id"), passage.get("lang"), passage.get("dir")) == ("p-5", "en", "ltr")
    assert article.find("footer") is not None


def test_the_body_counts_all_but_header_and_captions() -> None:
    (body,) = rendered(ORIGINAL)["bodies"]
    text = "Akan told Eurasianet. They listened. He lives in Almaty."
    assert (body["wordCount"], body["charCount"]) == (9, len(text))


def test_nothing_in_the_body_runs() -> None:
    (body,) = rendered(ENGLISH_RICH)["bodies"]
    assert "javascript" not in body["value"]
    assert "<video" not in body["value"]


def test_pictures_with_an_address_are_associated() -> None:
    pictures = [each for each in rendered(UYGHUR_RICH)["associations"] if each["type"] == "picture"]
    assert pictures[0]["uri"] == "https://news.example/lead.jpg"
    assert pictures[0]["name"] == "lead"
    assert values(pictures[0]["descriptions"], "value") == ["Led. By it.", "The lead"]


def test_pictures_without_one_are_not() -> None:
    kinds = values(rendered(ENGLISH_RICH)["associations"], "type")
    assert "picture" not in kinds


@pytest.mark.parametrize("image", ["http://[", "data:image/png;base64,AA", "pic ture.png"])
def test_an_odd_picture_breaks_nothing(image: str) -> None:
    metadata = replace(ORIGINAL.metadata, image=image)
    rendered(replace(ORIGINAL, metadata=metadata, site=PUBLIC))


def test_where_it_was_first_published_is_another_id() -> None:
    metadata = replace(ORIGINAL.metadata, canonical="https://other.example/a")
    others = rendered(replace(ORIGINAL, metadata=metadata))["altIds"]
    assert {"role": "canonical", "value": "https://other.example/a"} in others


def test_notices_are_told() -> None:
    data = rendered(UYGHUR_RICH)
    assert data["descriptions"][1] == {
        "role": "notice",
        "contentType": "text/plain",
        "value": 'Not "checked" & <so>.',
    }
    assert data["edNote"]
