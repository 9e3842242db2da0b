"""What links call a place in an article, and the passage there."""

from tests.documents import read
from toolkit.catalog.template import identified
from toolkit.document.link_targets import passages_by_anchor


def passages(markdown: str) -> dict[str, str]:
    """Return the beginnings of the passages that links in Markdown can lead to."""
    document = identified(read(markdown, "a.md"), None)
    texts = {unit.id: unit.message.split(".")[0] for unit in document.units}
    return {name: texts[each] for name, each in passages_by_anchor(document).items()}


def test_headings_are_called_as_github_calls_them() -> None:
    found = passages("# A title\n\n## What's *new* in `5.0`?\n\n## Жаңа заң\n")
    assert list(found) == ["a-title", "whats-new-in-50", "жаңа-заң"]


def test_headings_of_one_name_are_numbered() -> None:
    assert list(passages("## Part\n\n## Part\n\n## Part\n")) == ["part", "part-1", "part-2"]


def test_a_title_of_the_front_matter_takes_no_headings_name() -> None:
    assert list(passages("---\ntitle: Part\n---\n## Part\n")) == ["part"]


def test_an_id_that_the_author_wrote_leads_to_its_passage() -> None:
    found = passages('## Named {#own}\n\nText <a name="in"></a>in.\n\n<p id="html">Para.</p>\n')
    assert {"own": "Named", "in": "Text <a1/>in", "html": "Para"}.items() <= found.items()


def test_an_id_between_passages_leads_to_the_next() -> None:
    assert passages('One.\n\n<a id="here"></a>\n\nTwo.\n')["here"] == "Two"


def test_what_the_author_wrote_goes_before_the_name_of_a_heading() -> None:
    assert passages("## Part\n\n## Other {#part}\n")["part"] == "Other"
