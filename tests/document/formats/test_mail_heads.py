"""Where a text has the head or the signature of a mail."""

import pytest

from tests.documents import messages, read
from toolkit.document.formats.mail_heads import mail_heads, signature_start

HEAD = "From: Source <source@example.org>\nTo: Desk\nSubject: The bridge\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD.replace("\n", "\r\n").replace("\r\n", "\n"),
        "> From: a@example.org\n> Sent: Monday\n",
        "Received: by 10.0.0.1 with SMTP;\n Mon, 2 Mar 2026 01:00:00 -0800\nTo: a@example.org\n",
        "От: Источник <a@example.org>\nКому: Редакция\n",
        "De : a@example.org\nEnvoyé : lundi 2 mars\n",
        "发件人：a@example.org\n收件人：编辑\n",
        "من: a@example.org\nإلى: التحرير\n",
        "Кімнен: a@example.org\nКімге: Редакция\n",
        "On Monday, Source <a@example.org> wrote:\n> I saw it.\n",
        "2 марта 2026 г. Источник <a@example.org> пишет:\n\n> Видел.\n",
    ],
)
def test_the_head_of_a_mail_is_known_in_many_languages(text: str) -> None:
    assert [at for at, _ in mail_heads(f"Bridge\n\n{text}")] == [8]


@pytest.mark.parametrize(
    "text",
    [
        "From: Almaty\nTo: Astana\n",
        "Subject: history, a@example.org\n\nThe teacher said it.\n",
        "Write to a@example.org: we read it.\n",
        "Data: a@example.org\n",
        "He wrote to <a@example.org>:\nNo answer came.\n",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert list(mail_heads(text)) == []


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["Text.", "-- ", "Jane", "+7 701 555 01 02"], 1),
        (["Text.", "-- ", "Jane", "", ""], 1),
        ([*HEAD.splitlines(), "", "Text.", "--", "Jane"], 5),
        (["Text.", "--", "More text."], None),
        (["Text.", "-- "], None),
        (["Text.", "-- ", *["A line."] * 20], None),
    ],
)
def test_a_signature_follows_its_line_at_the_end(lines: list[str], start: int | None) -> None:
    assert signature_start(lines) == start


SIGNED = f"{HEAD}\nThe bridge opens\n\nIt is open.\n\n-- \nJane\n+7 701 555 01 02\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_an_article_with_a_mail_in_it_is_doubtful(name: str) -> None:
    assert "mail-header" in {each.code for each in read(SIGNED, name).doubts}


FROM, TO = "From: Source &lt;source@example.org&gt;", "To: Desk"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f"<p>{FROM}<br>{TO}"),
        ("a.html", f"<div>{FROM}</div><div>{TO}</div>"),
        ("a.html", f"<ul><li>{FROM}\n{TO}<ul><li>a</li></ul>and b</li></ul>"),
        ("a.html", f"<p>Source &lt;a@example.org&gt; wrote:<blockquote>I saw it.</blockquote>{TO}"),
        ("a.md", "**From:** a@example.org  \n**To:** Desk\n"),
        ("a.md", "Received: by 10.0.0.1\nDate: Monday\n"),
    ],
)
def test_a_mail_is_told_once_whatever_shows_its_lines(name: str, text: str) -> None:
    assert [each.code for each in read(text, name).doubts] == ["mail-header"]


@pytest.mark.parametrize(
    "text", [f"<p>It is <code>{FROM}\n{TO}</code>", f"<p>It is<!-- {FROM}\n{TO}\n --> so"]
)
def test_what_no_text_says_is_not_told(text: str) -> None:
    assert read(text, "a.html").doubts == ()


@pytest.mark.parametrize(
    "text", [f"# B\n\n> {HEAD}".replace("\n", "\n> "), f"# B\n\n```\n{HEAD}```\n"]
)
def test_a_mail_that_is_quoted_or_shown_is_not(text: str) -> None:
    assert read(text, "a.md").doubts == ()


def test_a_signature_is_no_text_and_is_told() -> None:
    document = read(SIGNED, "a.txt")
    assert not any("Jane" in each for each in messages(document))
    (told,) = [each for each in document.doubts if each.code == "mail-signature"]
    assert str(told.location) == "a.txt:9:1"


def test_an_author_who_wants_it_has_it() -> None:
    document = read(f"---\ndetect: false\n---\n{SIGNED}", "a.txt")
    assert any("Jane" in each for each in messages(document))
