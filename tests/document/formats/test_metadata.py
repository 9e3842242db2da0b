"""Metadata: dates, tags, addresses and pictures, in one form from every format."""

import datetime as dt
from pathlib import Path

import pytest

from tests.documents import read
from toolkit.document.model import Metadata

DATA = Path(__file__).parents[2] / "data" / "xml"
DAY = dt.date(2021, 2, 22)
FRONT = """---
title: A
date: 2021-02-22
updated: 2021-03-01
tags: [rivers, "the Aral, Sea"]
canonical: https://a.example/b
image: images/a.png
image_alt: A boat
---
Text.
"""
WHOLE = Metadata(
    DAY,
    dt.date(2021, 3, 1),
    ("rivers", "the Aral, Sea"),
    "https://a.example/b",
    "images/a.png",
)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_front_matter_has_all_of_it(name: str) -> None:
    assert read(FRONT, name).metadata == WHOLE


@pytest.mark.parametrize(
    "tags",
    [
        "tags: rivers, sea",
        "tags: [rivers, sea]",
        "tags: ['rivers', \"sea\"]  # two",
        'tags = ["rivers", "sea"]',
        "tags:\n  - rivers\n  - sea",
        "tags:\n- rivers\n- 'sea'",
        "keywords: rivers, sea, rivers",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_tags_may_be_written_in_any_way(tags: str, name: str) -> None:
    assert read(f"---\n{tags}\n---\nText.\n", name).metadata.tags == ("rivers", "sea")


def test_tags_and_the_picture_are_units() -> None:
    units = [(unit.role, unit.message) for unit in read(FRONT, "a.md").units]
    assert units == [
        ("headline", "A"),
        ("alt", "A boat"),
        ("tag", "rivers"),
        ("tag", "the Aral, Sea"),
        ("paragraph", "Text."),
    ]


HTML = """<!DOCTYPE html><html><head><link rel=canonical href="https://a.example/b">
<meta property="article:published_time" content="2021-02-22T10:00:00Z">
<meta property="article:modified_time" content="2021-03-01">
<meta name=keywords content="rivers, sea"><meta property="og:image" content="a.png"></head>
<body><p>Text</body></html>"""


def test_a_page_says_it_in_its_head() -> None:
    assert read(HTML, "a.html").metadata == Metadata(
        DAY, dt.date(2021, 3, 1), ("rivers", "sea"), "https://a.example/b", "a.png"
    )


def test_a_page_without_a_date_in_its_head_has_its_article_s() -> None:
    page = '<article><h1>A</h1><time datetime="2021-02-22">Monday</time></article>'
    assert read(page, "a.html").metadata.date == DAY


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        (
            (
                '<nitf><head><docdata><date.issue norm="20210222T000000Z"/><key-list>'
                '<keyword key="rivers"/></key-list></docdata></head><body/></nitf>'
            ),
            ("rivers",),
        ),
        (
            (
                '<article xmlns="http://docbook.org/ns/docbook"><info><date>2021-02-22</date>'
                "<keywordset><keyword>rivers</keyword></keywordset></info><para>x</para></article>"
            ),
            ("rivers",),
        ),
        (
            "<article><articleinfo><pubdate>2021-02-22</pubdate></articleinfo></article>",
            (),
        ),
        (
            (
                '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><publicationStmt>'
                '<date when="2021-02-22"/></publicationStmt></fileDesc></teiHeader></TEI>'
            ),
            (),
        ),
        (
            (
                '<page xmlns="http://projectmallard.org/1.0/"><info><revision date="2021-02-22"/>'
                "</info><p>x</p></page>"
            ),
            (),
        ),
        (
            '<topic><prolog><critdates><created date="2021-02-22"/></critdates></prolog></topic>',
            (),
        ),
        (
            (
                '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta>'
                "<contentCreated>2021-02-22T10:00:00Z</contentCreated><keyword>rivers</keyword>"
                "</contentMeta></newsItem>"
            ),
            ("rivers",),
        ),
    ],
)
def test_every_vocabulary_has_its_date_and_its_tags(source: str, tags: tuple[str, ...]) -> None:
    metadata = read(source, "a.xml").metadata
    assert (metadata.date, metadata.tags) == (DAY, tags)


@pytest.mark.parametrize("date", ["soon", "2021-13-40", "20210222123"])
def test_a_date_that_is_none_is_as_if_it_were_not_said(date: str) -> None:
    page = f'<meta name="date" content="{date}"><p>Text'
    assert read(page, "a.html").metadata.date is None
