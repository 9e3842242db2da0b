"""Gone: what was withdrawn, as web servers read it, so that they answer it with 410.

A page can say that an article is gone, but no page can set its own status (RFC 9110, section
15.5.11). Each server shows the page that stands at the address, with that status.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from toolkit.base.text import is_printable
from toolkit.editions.article import Site

__all__ = ["SERVERS", "render_gone"]

_APACHE = """\
# Written by toolkit build: what was withdrawn is answered with 410 (Gone).
<IfModule mod_rewrite.c>
RewriteEngine On
ErrorDocument 410 /%{REQUEST_URI}
RewriteCond %{ENV:REDIRECT_STATUS} !^$
RewriteRule ^ - [L]
"""
_NGINX = """\
# Written by toolkit build: what was withdrawn is answered with 410 (Gone).
error_page 410 @gone;
location @gone { try_files $uri =410; }
"""
_SPECIAL = re.compile(r"[!-,:-@\[-^`{-~]")
_QUOTED = re.compile(r'["\\]')


def _apache(paths: Iterable[str], _prefix: str) -> str:
    """Return a `.htaccess`, whose patterns begin where it stands (Apache, mod_rewrite)."""
    return f"{_APACHE}{''.join(map(_apache_rule, paths))}</IfModule>\n"


def _apache_rule(path: str) -> str:
    # As numbers: a quote would end the argument, and a backslash before it be taken away.
    pattern = _SPECIAL.sub(lambda match: rf"\x{ord(match[0]):02x}", path).replace(".", r"\.")
    return f'RewriteRule "^{pattern}$" - [G]\n'


def _nginx(paths: Iterable[str], prefix: str) -> str:
    """Return what stands in a `server` block (nginx, ngx_http_core_module)."""
    quoted = (_QUOTED.sub(r"\\\g<0>", prefix + path) for path in paths)
    return _NGINX + "".join(f'location = "{each}" {{ return 410; }}\n' for each in quoted)


SERVERS: Mapping[str, tuple[str, Callable[[Iterable[str], str], str]]] = MappingProxyType(
    {"apache": (".htaccess", _apache), "nginx": ("gone.nginx", _nginx)}
)
"""By the names of servers: the file for each below the output folder, and what makes it."""


def render_gone(site: Site, servers: Iterable[str], paths: Iterable[str]) -> Mapping[str, bytes]:
    """Return what servers read, by its path below the output folder.

    Args:
        site: the site; nginx needs to know below which path of its host it stands.
        servers: names, of `SERVERS`.
        paths: what is gone, below the output folder; no line of theirs is one that does not print.

    """
    found = sorted(path for path in paths if is_printable(path))
    prefix = unquote(urlsplit(site.base_url).path) or "/"
    made = (SERVERS[each] for each in servers)
    return {name: make(found, prefix).encode() for name, make in made}
