from dataclasses import replace

import pytest

from tests.editions.articles import SITE, TRANSLATION
from toolkit.base.errors import Finding, ToolkitError
from toolkit.editions.article import Site, TemplateFile
from toolkit.editions.page import render_article
from toolkit.editions.site.lists import render_languages
from toolkit.editions.templating import check_templates


def own(text: str, name: str = "article.html") -> Site:
    return replace(SITE, templates=(TemplateFile(name, text, f"templates/{name}"),))


def error(text: str, name: str = "article.html") -> Finding:
    with pytest.raises(ToolkitError) as caught:
        render_article(replace(TRANSLATION, site=own(text, name)))
    return caught.value.findings[0]


def test_a_newsrooms_template_stands_for_the_toolkits() -> None:
    site = own("<p>{{ summary.title.text }}</p>")
    page = render_article(replace(TRANSLATION, site=site)).decode()
    assert page == "<p>Қазақстан және Шыңжаң</p>"


def test_the_other_templates_stay_the_toolkits() -> None:
    assert render_languages(own("<p></p>")) == render_languages(SITE)


def test_a_template_can_extend_the_one_it_stands_for() -> None:
    text = '{% extends "toolkit/article.html" %}{% block kind %} class="house"{% endblock %}'
    page = render_article(replace(TRANSLATION, site=own(text)))
    assert b'<body class="house">' in page
    assert b"<h1" in page


def test_a_house_style_comes_after_the_toolkits() -> None:
    page = render_article(replace(TRANSLATION, site=own("p { color: red }", "house.css")))
    style = page.decode().partition("<style>")[2].partition("</style>")[0]
    assert style.rstrip().endswith("p { color: red }")


def test_a_style_cannot_end_its_element() -> None:
    found = error("p {}\n</STYLE><script>", "house.css")
    assert (str(found.location), found.code) == ("templates/house.css:2", "template")


def test_an_unknown_name_is_told_with_its_place_and_the_nearest() -> None:
    found = error("<p>\n{{ sumary.title }}</p>")
    assert str(found.location) == "templates/article.html:2"
    assert found.message == "'sumary' is undefined"
    assert found.hint == "did you mean “summary”"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\n{% if %}", 2),
        ("{{ 1 / 0 }}", 1),
        ("\n\n{{ summary.nothing }}", 3),
        ('{% include "absent.html" %}', 1),
        ("{{ summary.__class__.__mro__ }}", 1),
        ("{{ _('{x}').format() }}", 1),
        ("{{ '' ~ locale.x }}", 1),
    ],
)
def test_an_error_in_a_template_says_where(text: str, line: int) -> None:
    assert str(error(text).location) == f"templates/article.html:{line}"


def test_an_error_in_an_included_template_is_told_there() -> None:
    files = (
        TemplateFile("article.html", '{% include "byline.html" %}', "templates/article.html"),
        TemplateFile("byline.html", "\n{{ who }}", "templates/byline.html"),
    )
    with pytest.raises(ToolkitError) as caught:
        render_article(replace(TRANSLATION, site=replace(SITE, templates=files)))
    assert str(caught.value.findings[0].location) == "templates/byline.html:2"


def test_what_templates_are_given_is_escaped() -> None:
    site = replace(own("{{ site.title }}"), title="<b>")
    assert render_article(replace(TRANSLATION, site=site)) == b"&lt;b&gt;"


def test_templates_are_checked_before_any_page() -> None:
    files = (
        TemplateFile("article.html", "{% if %}", "templates/article.html"),
        TemplateFile("artcle.html", "", "templates/artcle.html"),
    )
    broken, unused = check_templates(files)
    assert (broken.code, str(broken.location)) == ("template", "templates/article.html:1")
    assert (unused.code, unused.hint) == ("template-unused", "did you mean “article.html”")


def test_an_included_template_is_used() -> None:
    files = (
        TemplateFile("article.html", '{% include "byline.html" %}', "templates/article.html"),
        TemplateFile("byline.html", "", "templates/byline.html"),
    )
    assert check_templates(files) == ()
