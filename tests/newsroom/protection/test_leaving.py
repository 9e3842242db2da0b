import shutil
import subprocess
from pathlib import Path

import pytest

from tests.newsroom.protection.identities import WITNESS, protect
from tests.newsrooms import make, translate
from toolkit.base.errors import Finding, Severity
from toolkit.newsroom.git import install_hook
from toolkit.newsroom.project import Project
from toolkit.newsroom.protection.identities import PROTECT
from toolkit.newsroom.protection.leaving import check_history, check_leaving

ARTICLE = "Aigerim Testova speaks\n\nTestova’s mother said so.\n"
git_only = pytest.mark.skipif(shutil.which("git") is None, reason="NOT TESTED: git is missing")


def protected(folder: Path, article: str = ARTICLE) -> Project:
    protect(folder)
    return make(folder, article=article)


def errors(project: Project) -> list[tuple[str, str]]:
    found = check_leaving(project.settings)
    return [
        (each.code, each.location.path if each.location else "")
        for each in found
        if each.severity is Severity.ERROR
    ]


def git(folder: Path, *arguments: str) -> None:
    name = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", *name, "-C", str(folder), *arguments], check=True, capture_output=True)


@pytest.mark.slow
def test_a_protected_newsroom_lets_nothing_out(tmp_path: Path) -> None:
    project = protected(tmp_path)
    translate(project, "kk")
    project.build()
    assert errors(project) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("locales/kk/LC_MESSAGES/bridge.po", '\n#~ msgid "Aigerim"\n#~ msgstr ""\n'),
        ("locales/kk/links.toml", '"https://x.example/" = "https://x.example/Testova"\n'),
        ("locales/terms.toml", '[[term]]\nen = "Aigerim"\n'),
        ("output/en/bridge.html", "<b>Ai</b>gerim"),
        ("toolkit.toml", "# Testova\n"),
        ("templates/page.html", "Айгерімнің"),
    ],
)
def test_a_name_in_any_file_is_an_error(path: str, text: str, tmp_path: Path) -> None:
    project = protected(tmp_path)
    project.build()
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write(text)
    assert errors(project) == [("leak", path)]


@pytest.mark.slow
def test_a_files_name_is_looked_at_and_not_repeated(tmp_path: Path) -> None:
    project = protected(tmp_path)
    (tmp_path / "articles" / "aigerim-1.jpg").write_bytes(b"\xff\xd8\xff")
    assert ("leak", "articles/[witness].jpg") in errors(project)


def test_messages_never_have_the_name(tmp_path: Path) -> None:
    project = protected(tmp_path)
    (tmp_path / "locales" / "aigerim.txt").write_text("Testova, Айгерім")
    said = "\n".join(map(str, check_leaving(project.settings)))
    assert "witness" in said
    assert not any(each in said.lower() for each in ("aigerim", "testova", "айгерім"))


def test_a_source_outside_of_git_is_a_hint(tmp_path: Path) -> None:
    (finding,) = check_leaving(protected(tmp_path).settings)
    assert finding.severity is Severity.HINT
    assert "toolkit protect apply" in finding.hint


@pytest.mark.slow
@git_only
@pytest.mark.parametrize("in_git", [False, True])
def test_a_source_whose_name_says_it_is_to_be_renamed(in_git: bool, tmp_path: Path) -> None:
    project = protected(tmp_path)
    (tmp_path / "articles" / "bridge.txt").rename(tmp_path / "articles" / "testova.txt")
    if in_git:
        git(tmp_path, "init", "-q")
    said = [
        (each.severity, each.hint)
        for each in check_leaving(project.settings)
        if "the file's name" in each.message
    ]
    assert said == [(Severity.ERROR, "rename the file")]


@git_only
def test_a_source_that_git_would_take_is_an_error(tmp_path: Path) -> None:
    project = protected(tmp_path)
    git(tmp_path, "init", "-q")
    assert errors(project) == [("leak", PROTECT), ("leak", "articles/bridge.txt")]


@git_only
def test_a_file_that_protects_nobody_may_be_in_git(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / PROTECT).write_text("# Nobody yet.\n")
    git(tmp_path, "init", "-q")
    assert errors(project) == []


def test_a_key_in_another_place_is_an_error(tmp_path: Path) -> None:
    project = make(tmp_path)
    for name in ("signing.key", "locales/signing.key"):
        (tmp_path / name).write_text("-----BEGIN PRIVATE KEY-----\n")
    assert errors(project) == [("secret", "locales/signing.key")]


@git_only
def test_a_key_that_git_would_take_is_an_error(tmp_path: Path) -> None:
    project = make(tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / "signing.key").write_text("-----BEGIN PRIVATE KEY-----\n")
    assert errors(project) == [("leak", "signing.key")]


@pytest.mark.slow
@git_only
def test_the_history_is_looked_through(tmp_path: Path) -> None:
    project = make(tmp_path, article=ARTICLE)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Testova")
    protect(tmp_path)
    places = [each.location.path for each in check_history(project.settings) if each.location]
    assert any(each.startswith("commit ") for each in places)
    assert any(each.startswith("articles/bridge.txt (git ") for each in places)


@git_only
def test_the_hook_refuses_a_commit_and_leaves_a_persons_own_alone(tmp_path: Path) -> None:
    protected(tmp_path)
    git(tmp_path, "init", "-q")
    assert install_hook(tmp_path)
    assert install_hook(tmp_path)
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    assert "protect check" in hook.read_text()
    hook.write_text("#!/bin/sh\n")
    assert not install_hook(tmp_path)
    assert hook.read_text() == "#!/bin/sh\n"


def of_text(folder: Path, text: str, path: str = "output/x.html") -> list[Finding]:
    project = make(folder)
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)
    return [each for each in check_leaving(project.settings) if each.location]


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "AKIA" + "A1" * 8,
        "ghp_" + "a1B2" * 9,
        "123456789:AA" + "x" * 33,
        "https://user:hunter22@host.example/x",
    ],
)
def test_keys_and_tokens_are_errors(secret: str, tmp_path: Path) -> None:
    assert [each.code for each in of_text(tmp_path, f"x {secret} y")] == ["secret"]


def test_folders_of_this_machine_are_errors(tmp_path: Path) -> None:
    found = of_text(tmp_path, f"made in {tmp_path.resolve()}/articles")
    assert [(each.code, each.severity) for each in found] == [("machine-path", Severity.ERROR)]


@pytest.mark.parametrize("text", ["/home/somebody/x", "C:\\Users\\somebody\\x"])
def test_folders_of_others_are_warnings(text: str, tmp_path: Path) -> None:
    found = of_text(tmp_path, text)
    assert [(each.code, each.severity) for each in found] == [("machine-path", Severity.WARNING)]


@pytest.mark.slow
def test_a_translators_address_is_told_and_not_published(tmp_path: Path) -> None:
    project = make(tmp_path)
    path = tmp_path / "locales" / "kk" / "LC_MESSAGES" / "bridge.po"
    path.write_text("# Dana <dana@desk.example>\n" + path.read_text())
    (tmp_path / "output").mkdir(exist_ok=True)
    (tmp_path / "output" / "x.html").write_text("Dana &lt;dana@desk.example&gt;")
    found = check_leaving(project.settings)
    assert {each.code for each in found} == {"translator-address"}
    assert errors(project) == [("translator-address", "output/x.html")]
    (tmp_path / PROTECT).write_text('publish = ["dana@desk.example"]\n')
    assert check_leaving(project.settings) == ()


@pytest.mark.slow
def test_restored_names_may_stand_in_their_editions_only(tmp_path: Path) -> None:
    text = WITNESS.replace("[persons.witness]", '[persons.witness]\nrestore = ["kk"]')
    protect(tmp_path, text)
    project = make(tmp_path, article=ARTICLE)
    for tag, said in (("kk", "Гүлнәр Оспановаға"), ("ug", "دىلنۇر ئوسپانوۋا")):
        translate(project, tag)
        path = tmp_path / "locales" / tag / "LC_MESSAGES" / "bridge.po"
        path.write_text(path.read_text().replace(f"{tag}: Dana Ospanova", f"{tag}: {said}"))
    assert not project.build().unread
    assert "Айгерім Тестоваға" in (tmp_path / "output/kk/bridge.html").read_text()
    assert "دىلنۇر ئوسپانوۋا" in (tmp_path / "output/ug/bridge.html").read_text()
    assert errors(project) == []


@pytest.mark.slow
def test_a_translator_who_writes_the_name_is_held_back(tmp_path: Path) -> None:
    project = protected(tmp_path)
    translate(project, "kk")
    path = tmp_path / "locales" / "kk" / "LC_MESSAGES" / "bridge.po"
    path.write_text(path.read_text().replace("kk: Dana", "Айгерім"))
    report = project.build()
    assert {each.code for each in report.unread} == {"leak"}
    assert not (tmp_path / "output/kk/bridge.html").exists()
    assert (tmp_path / "output/en/bridge.html").exists()


MAIL = """From: Source <source@example.org>
To: desk@example.org
Message-ID: <1@mail.example.org>

I saw it.
"""


@pytest.mark.parametrize(
    ("name", "mail", "line"),
    [
        ("mail.eml", MAIL, 1),
        ("mail.eml", MAIL.replace("\n", "\r\n"), 1),
        ("note.txt", f"Read this:\n\n> {MAIL}".replace("\n", "\n> "), 3),
        ("note.txt", "received: from a.example by b.example\nDate: 3 March 2026\n", 1),
    ],
)
def test_the_head_of_a_mail_is_told(tmp_path: Path, name: str, mail: str, line: int) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / name).write_bytes(mail.encode())
    found = [each for each in check_leaving(project.settings) if each.code == "mail-header"]
    assert [str(each.location) for each in found] == [f"articles/{name}:{line}"]


@pytest.mark.parametrize(
    "text",
    [
        "From: Almaty\nTo: Astana\n",
        "Subject: Verb\nDate: 2026-03-03\n",
        "From: the desk\n\nWrite to desk@example.org.\n",
        "To: readers, desk@example.org\n",
    ],
)
def test_what_only_looks_like_the_head_of_a_mail_is_none(tmp_path: Path, text: str) -> None:
    project = make(tmp_path)
    (tmp_path / "articles" / "note.txt").write_text(text, encoding="utf-8")
    assert [each.code for each in check_leaving(project.settings)].count("mail-header") == 0


def in_output(project: Project, name: str, data: bytes) -> list[tuple[str, str]]:
    path = project.settings.root / "output" / "en" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return errors(project)


@pytest.mark.slow
def test_a_name_in_a_pdf_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("pypdf", reason="NOT TESTED: pypdf is missing")
    from tests.newsroom.protection.pdfs import pdf  # noqa: PLC0415 - it needs the package

    found = in_output(protected(tmp_path), "report.pdf", pdf("page", "Айгерімнің үйі"))
    assert found == [("leak", "output/en/report.pdf")]


@pytest.mark.slow
def test_what_cannot_be_looked_into_is_an_error_in_the_output_alone(tmp_path: Path) -> None:
    project = protected(tmp_path)
    (tmp_path / "notes.rar").write_bytes(b"Rar!\x1a\x07\1")
    assert in_output(project, "a.rar", b"Rar!\x1a\x07\1") == [("unsearched", "output/en/a.rar")]
    (warning,) = (
        each
        for each in check_leaving(project.settings)
        if each.code == "unsearched" and each.severity is Severity.WARNING
    )
    assert warning.location is not None
    assert warning.location.path == "notes.rar"


@pytest.mark.slow
def test_without_pypdf_a_pdf_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.newsroom.protection.pdf_contents.find_spec", lambda _: None)
    project = protected(tmp_path)
    assert in_output(project, "a.pdf", b"%PDF-1.7 without the package") == []
    told = [each for each in check_leaving(project.settings) if each.code == "unsearched"]
    assert [each.severity for each in told] == [Severity.WARNING]
    assert "pip install pypdf" in told[0].hint
