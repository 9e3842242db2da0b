"""Machines: what may be named in [draft], and what gives texts or keys away and may not."""

import re
from pathlib import Path

import pytest

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.base.toml import read_toml
from toolkit.newsroom.drafting.machines import Machine, read_machine

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "draft-by-machine.md"
LOCAL = 'name = "m"\nurl = "http://127.0.0.1:5000/translate"\n'
REMOTE = 'name = "m"\nurl = "https://api.example.org/v2"\nallow_remote = true\n'


def machine(text: str) -> Machine:
    return read_machine(read_toml(f"[draft]\n{text}".encode(), "toolkit.toml", "c").table("draft"))


def message(text: str) -> str:
    with pytest.raises(ToolkitError) as caught:
        machine(text)
    return caught.value.findings[0].message


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "[::1]", "LOCALHOST"])
def test_a_server_of_this_machine_needs_no_leave(host: str) -> None:
    assert not machine(f'name = "m"\nurl = "http://{host}:5000/"').remote


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "127.0.0.1.example.org",
        "localhost.example.org",
        "192.168.1.5",
        "0.0.0.0",  # noqa: S104 - it is refused
        "0x7f.1",
        "2130706433",
        "[::ffff:10.0.0.1]",
    ],
)
def test_any_other_host_is_another_machine(host: str) -> None:
    assert "is not this machine" in message(f'name = "m"\nurl = "https://{host}/"')


def test_another_machine_is_asked_when_allowed() -> None:
    assert machine(REMOTE).remote


def test_another_machine_is_never_asked_in_the_clear() -> None:
    assert "everybody on the way" in message(REMOTE.replace("https", "http"))


@pytest.mark.parametrize(
    "text",
    [
        f'{LOCAL}[draft.headers]\nAuthorization = "Bearer abc"',
        f'{LOCAL}[draft.request]\nq = "{{text}}"\napi_key = "abc"',
        f'{LOCAL}[draft.request]\nq = "{{text}}"\nlogin = {{ password = "abc" }}',
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(text: str) -> None:
    assert "has its secret in this file" in message(text)
    assert "abc" not in message(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "has no name"),
        ('name = "my machine"', "cannot name a machine"),
        ('name = "m"', "either a command or a url"),
        ('name = "m"\ncommand = "apertium eng-spa"', "must be a list"),
        ('name = "m"\ncommand = []', "must be a list"),
        ('name = "m"\ncommand = ["a"]\nanswer = "x"', "a command has no “answer”"),
        ('name = "m"\nurl = "ftp://127.0.0.1/"', "http or https"),
        ('name = "m"\nurl = "http://u:p@127.0.0.1/"', "a name or a password"),
        (f'{LOCAL}[draft.request]\nq = "text"', "no place for the {text}"),
        (f'{LOCAL}key_from = "a b"', "environment variable"),
        (f"{LOCAL}speed = 3", "unknown key"),
        (f'{LOCAL}locales = "kk"', "must be a list of tags"),
        (f'{LOCAL}locales = ["not a tag"]', "not a tag"),
        (f'{LOCAL}[draft.languages]\n"not a tag" = "x"', "not a tag"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, why: str) -> None:
    assert why in message(text)


def test_the_examples_of_the_how_to_are_read() -> None:
    examples = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    made = [machine(each.removeprefix("[draft]\n")) for each in examples]
    assert [(each.name, each.remote) for each in made] == [
        ("apertium-eng-spa", False),
        ("libretranslate", False),
        ("ollama", False),
        ("deepl", True),
    ]


def test_languages_are_called_as_the_machine_calls_them() -> None:
    made = machine(f'{LOCAL}[draft.languages]\nzh-Hans = "ZH"')
    assert (made.language(Locale.parse("zh-Hans")), made.language(Locale("kk"))) == ("ZH", "kk")


@pytest.mark.parametrize(
    ("text", "drafts"), [("", True), ('locales = ["kk"]', True), ('locales = ["ug"]', False)]
)
def test_a_machine_drafts_the_languages_that_are_named_or_any(text: str, drafts: bool) -> None:
    assert machine(f"{LOCAL}{text}").drafts(Locale("kk")) is drafts
