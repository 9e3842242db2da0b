"""Real web servers answer what is withdrawn with 410, and show the page that says so."""

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.newsrooms import CONFIGURATION
from toolkit.newsroom.project import Project

_MODULES = Path("/usr/lib/apache2/modules")
_NGINX = """daemon off; pid {run}/nginx.pid; error_log {run}/error.log;
events {{}}
http {{
  types {{ text/html html; }}
  access_log off;
  client_body_temp_path {run}/1; proxy_temp_path {run}/2; fastcgi_temp_path {run}/3;
  uwsgi_temp_path {run}/4; scgi_temp_path {run}/5;
  server {{ listen 127.0.0.1:{port}; root {root}; include {root}/gone.nginx; }}
}}
"""
_APACHE = """ServerRoot {run}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule rewrite_module {modules}/mod_rewrite.so
LoadModule mime_module {modules}/mod_mime.so
TypesConfig /etc/mime.types
Listen 127.0.0.1:{port}
ServerName localhost
User #{user}
PidFile {run}/apache.pid
ErrorLog {run}/error.log
DocumentRoot {root}
<Directory {root}>
AllowOverride FileInfo
Require all granted
</Directory>
"""


@contextmanager
def serving(server: str, root: Path, run: Path) -> Iterator[int]:
    """Have a server of Debian's show a folder on a port of this machine."""
    program = shutil.which({"nginx": "nginx", "apache": "apache2"}[server], path=_path())
    if program is None or (server == "apache" and not _MODULES.is_dir()):
        pytest.skip(f"NOT TESTED: {server} is missing; apt-get install nginx-light apache2")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run.mkdir()
    settings = run / "settings"
    text = _NGINX if server == "nginx" else _APACHE
    given = {"run": run, "root": root, "port": port, "modules": _MODULES, "user": 33}
    settings.write_text(text.format(**given))
    arguments = {
        "nginx": ["-c", str(settings), "-e", str(run / "error.log")],
        "apache": ["-f", str(settings), "-DFOREGROUND"],
    }[server]
    process = subprocess.Popen([program, *arguments], stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _path() -> str:
    return "/usr/sbin:/usr/bin:/sbin:/bin"


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def answer(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/" + quote(path))
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace")
    finally:
        connection.close()


SETTINGS = CONFIGURATION.replace('.txt"\n', '.txt"\neditions = ["html", "nitf", "docbook"]\n')


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return the output of a newsroom that has withdrawn two of its three articles."""
    folder = tmp_path / "newsroom"
    (folder / "articles").mkdir(parents=True)
    names = ("well", "мост", "a b+c (1)")
    for name in names:
        (folder / "articles" / f"{name}.txt").write_text(f"{name}\n\nIt is deep.\n")
    (folder / "toolkit.toml").write_text(f'gone = ["apache", "nginx"]\n{SETTINGS}')
    project = Project.load(folder)
    project.build()
    for name in names[1:]:
        (folder / "articles" / f"{name}.txt").unlink()
    project.build()
    for each in (tmp_path, *tmp_path.parents[:3]):
        each.chmod(0o755)  # servers read it as users of their own
    return folder / "output"


@pytest.mark.slow
@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_real_server_says_gone_and_shows_the_page(
    published: Path, tmp_path: Path, server: str
) -> None:
    with serving(server, published, tmp_path / "run") as port:
        for path in ("en/мост.html", "en/a b+c (1).html"):
            status, page = answer(port, path)
            assert (path, status) == (path, 410)
            assert "This article has been withdrawn" in page
        assert answer(port, "en/мост.docbook.xml")[0] == 410
        status, item = answer(port, "en/мост.xml")  # partners read it
        assert (status, "canceled" in item) == (200, True)
        assert answer(port, "en/well.html")[0] == 200
        assert answer(port, "en/index.html")[0] == 200
        assert answer(port, "en/nothing.html")[0] == 404
