import io
import zipfile
from pathlib import Path

import pytest

from tests.archives import zipped
from tests.newsroom.protection.identities import protect
from tests.newsrooms import CONFIGURATION, contents, make
from toolkit.base.bcp47 import Locale
from toolkit.base.errors import ToolkitError
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.identities import PROTECT
from toolkit.newsroom.protection.protected_sources import masked, protected_source

ARTICLE = "Aigerim Testova speaks\n\nBy Aigerim Testova, 2024-05-01\n\nTestova’s mother said so.\n"
PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Aigerim</title>'
    '<meta name="description" content="Тестова"></head><body><!-- Айгерім --><p>{body}</p></html>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_what_is_written_has_pseudonyms_only(tmp_path: Path) -> None:
    protect(tmp_path)
    project = make(tmp_path, article=ARTICLE)
    project.build()
    written = {
        path: data
        for path, data in contents(tmp_path).items()
        if not path.startswith(("articles", PROTECT))
    }
    told = {path for path, data in written.items() if b"igerim" in data or b"estova" in data}
    assert told == set()
    assert b"Dana Ospanova speaks" in written["locales/bridge.pot"]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "utf-16"])
def test_comments_attributes_and_titles_are_replaced_in_any_charset(
    charset: str, tmp_path: Path
) -> None:
    data = PAGE.format(charset=charset, body="Айгерим").replace("Айгерім", "Айгерим")
    made = protected_source(data.encode(charset), "a.html", Locale("en"), protect(tmp_path))
    text = made.data.decode(charset)
    assert made.count == 4
    assert "<title>Dana</title>" in text
    assert "<!-- Жанар -->" in text


@pytest.mark.parametrize(
    "body", ["<b>Ai</b>gerim", "&#65;igerim", "Айгеримнан", '<i data-x="&#65;igerim">x</i>']
)
def test_a_form_that_cannot_be_replaced_holds_the_document(body: str, tmp_path: Path) -> None:
    project = make(tmp_path, CONFIGURATION + '[[documents]]\nfiles = "pages/*.html"\n')
    protect(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(PAGE.format(charset="utf-8", body=body))
    findings = project.update().findings
    assert [each.code for each in findings] == ["protected-name"]
    assert not (tmp_path / "locales" / "a.pot").exists()
    assert (tmp_path / "locales" / "bridge.pot").exists()


def test_a_name_that_word_has_cut_into_runs_is_replaced(tmp_path: Path) -> None:
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in ("Met Aige", "rim Tes", "tova."))
    made = protected_source(docx(runs), "a.docx", Locale("en"), protect(tmp_path))
    with zipfile.ZipFile(io.BytesIO(made.data)) as file:
        assert b"Met Dana Ospanova." in file.read("word/document.xml")


def test_a_name_in_a_word_files_properties_and_attributes_is_replaced(tmp_path: Path) -> None:
    parts = {
        "docProps/core.xml": "<x><title>Aigerim Testova</title></x>",
        "word/comments.xml": '<x><comment author="Testova">seen</comment></x>',
        "word/media/a.png": "Aigerim",
    }
    made = protected_source(zipped(parts), "a.docx", Locale("en"), protect(tmp_path))
    with zipfile.ZipFile(io.BytesIO(made.data)) as file:
        read = {each: file.read(each).decode() for each in parts}
    assert "<title>Dana Ospanova</title>" in read["docProps/core.xml"]
    assert 'author="Ospanova"' in read["word/comments.xml"]
    assert (read["word/media/a.png"], made.count) == ("Aigerim", 2)


def test_a_part_of_a_word_file_that_is_no_xml_stays_and_the_others_are_replaced(
    tmp_path: Path,
) -> None:
    parts = {"customXml/item.xml": "<x>Aigerim", "docProps/app.xml": "<x>Aigerim</x>"}
    made = protected_source(zipped(parts), "a.docx", Locale("en"), protect(tmp_path))
    with zipfile.ZipFile(io.BytesIO(made.data)) as file:
        assert file.read("customXml/item.xml") == b"<x>Aigerim"
        assert b"<x>Dana</x>" in file.read("docProps/app.xml")


def test_a_word_file_without_a_name_keeps_its_bytes(tmp_path: Path) -> None:
    data = zipped({"docProps/core.xml": "<x>Somebody</x>"})
    made = protected_source(data, "a.docx", Locale("en"), protect(tmp_path))
    assert (made.data, made.count) == (data, 0)


@pytest.mark.parametrize("data", [b"Aigerim \xff", b'<?xml encoding="utf-8"?><x>Aigerim \xff</x>'])
def test_a_source_that_is_not_in_its_charset_is_held(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ToolkitError, match="it is not in utf-8") as caught:
        protected_source(data, "a.xml", Locale("en"), protect(tmp_path))
    assert caught.value.findings[0].hint == "save it as UTF-8"


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_mark_of_utf_8_before_a_source_stays(mark: str, tmp_path: Path) -> None:
    data = f"{mark}Aigerim".encode()
    made = protected_source(data, "a.txt", Locale("en"), protect(tmp_path))
    assert made.data == f"{mark}Dana".encode()


def test_a_language_that_is_none_is_not_taken_from_a_source(tmp_path: Path) -> None:
    data = b'<html lang="qqq-nonsense"><p>Aigerim'
    made = protected_source(data, "a.html", Locale("en"), protect(tmp_path))
    assert b"<p>Dana" in made.data


def test_a_damaged_word_file_is_left_to_its_reader(tmp_path: Path) -> None:
    data = docx("<w:r><w:t>Aigerim</w:t></w:r>" * 9, zipfile.ZIP_DEFLATED)
    start = 30 + len("word/document.xml")
    torn = data[:start] + b"\xff" * 8 + data[start + 8 :]
    assert protected_source(torn, "a.docx", Locale("en"), protect(tmp_path)).data == torn


def docx(runs: str, method: int = zipfile.ZIP_STORED) -> bytes:
    body = f'<w:document xmlns:w="{W}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    return zipped({"word/document.xml": body}, method)


def test_a_files_name_is_said_without_the_name(tmp_path: Path) -> None:
    protection = protect(tmp_path)
    with pytest.raises(ToolkitError) as caught:
        protected_source(b"x", "articles/aigerim-2.txt", Locale("en"), protection)
    assert "aigerim" not in str(caught.value)
    assert masked("articles/aigerim-2.txt", protection) == "articles/[witness].txt"


def test_a_pseudonym_that_stood_there_is_said(tmp_path: Path) -> None:
    text = b"Aigerim met Dana."
    (warning,) = protected_source(text, "a.txt", Locale("en"), protect(tmp_path)).warnings
    assert warning.code == "pseudonym-in-text"


def test_a_wrong_protect_toml_writes_nothing(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / PROTECT).write_text("[persons.witness\n")
    before = contents(tmp_path)
    assert Project(project.settings).update().findings
    assert contents(tmp_path) == before


SAME = """
[persons.a.forms.kk]
name = "Данияр"
pseudonym = "Ерлан"
[persons.a.forms.ru]
name = "Данияр"
pseudonym = "Роман"
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<html lang="ru">', "Роман"),
        ("<html lang=kk>", "Ерлан"),
        ("---\nlang: ru\n---\n", "Роман"),
        ('<doc xml:lang="ru">', "Роман"),
    ],
)
def test_a_name_that_two_languages_share_has_the_pseudonym_of_its_text(
    head: str, expected: str, tmp_path: Path
) -> None:
    data = f"{head} Данияр".encode()
    made = protected_source(data, "a", Locale("en"), protect(tmp_path, SAME))
    assert made.data.decode() == f"{head} {expected}"
