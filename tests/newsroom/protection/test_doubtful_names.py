"""What was replaced and may not have been meant is told by whoever writes it down."""

from pathlib import Path

import pytest

from tests.newsroom.protection.identities import protect
from tests.newsrooms import make
from toolkit.newsroom.protection.forgetting import protect_sources

PROTECTED = """[persons.w]
[persons.w.forms.en]
name = ["Hope"]
pseudonym = ["Ospanova"]
"""
WORD = "Hope returns\n\nA standfirst.\n\nWe hope for rain.\n"
PSEUDONYM = "Hope returns\n\nA standfirst.\n\nOspanova was there.\n"
each_doubt = pytest.mark.parametrize(
    ("article", "code"), [(WORD, "protected-word"), (PSEUDONYM, "pseudonym-in-text")]
)


@each_doubt
def test_an_update_tells_it_before_translators_see_it(
    tmp_path: Path, article: str, code: str
) -> None:
    protect(tmp_path, PROTECTED)
    project = make(tmp_path, article=article)
    found = [each for each in project.update().findings if each.code == code]
    assert [each.location.line for each in found if each.location] == [5]


@each_doubt
def test_what_is_written_into_the_article_is_told(tmp_path: Path, article: str, code: str) -> None:
    settings = make(
        tmp_path, article=article.replace("Hope", "It").replace("hope", "wait")
    ).settings
    (tmp_path / "articles/bridge.txt").write_text(article, encoding="utf-8")
    done = protect_sources(settings, protect(tmp_path, PROTECTED))
    assert done.written == ("articles/bridge.txt",)
    assert [each.code for each in done.left] == [code]


def test_a_word_that_is_said_to_be_one_stays(tmp_path: Path) -> None:
    protect(tmp_path, PROTECTED.replace("[persons.w]\n", "[persons.w]\ncommon = true\n", 1))
    project = make(tmp_path, article=WORD)
    assert project.update().findings == ()
    assert "We hope for rain." in (tmp_path / "locales/bridge.pot").read_text("utf-8")
