"""Templating: pages made from Jinja2 templates, the newsroom's own before the toolkit's."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from importlib import resources
from types import TracebackType
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.registry import did_you_mean
from toolkit.editions.article import Site, TemplateFile
from toolkit.editions.fonts import font_faces
from toolkit.editions.furniture import beside, said
from toolkit.editions.page_style import page_style
from toolkit.localizing.interface_words import date_in

__all__ = ["TEMPLATES", "check_templates", "render_page", "site_icon"]

STYLE = "style.css"
HOUSE_STYLE = "house.css"
"""The newsroom's own style, which comes after the toolkit's; there is none by default."""
TEMPLATES = (
    "also.html",
    "article.html",
    "base.html",
    "index.html",
    "languages.html",
    "macros.html",
    "missing.html",
    "parallel.html",
    "withdrawn.html",
    HOUSE_STYLE,
    STYLE,
)
"""The files that a newsroom may replace."""

_NAMED_LATER = (
    '<nav class="also"><h2></h2><ul class="entries"><li><h3><a></a> <bdi class="kind"></bdi></h3>'
    '<p class="dates"><time></time></p></li></ul></nav>'
)
"""What `also.html` can put into a page when it is made already."""
_MOST_REMEMBERED = 4096
_UNDEFINED = re.compile(r"'([^']*)' is undefined")
# What an expression in a template can raise besides Jinja2's own errors.
_RAISED = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def render_page(template: str, site: Site, locale: Locale, **context: object) -> bytes:
    """Return a page as UTF-8.

    Besides what is given, a template knows `site`, `newsroom`, `locale`, `words`, `style`, `icon`,
    `speak`, which says one of the interface's sentences, and `_`, which translates one as plain
    text.

    Args:
        template: its name, one of `TEMPLATES`.
        site: the site, with the newsroom's own templates.
        locale: the page's language.
        context: what else the template may name.

    Raises:
        ToolkitError: when one of the newsroom's own templates is wrong; it says where.

    """
    spoken = site.words(locale)
    known = {
        **context,
        "site": site,
        "newsroom": site.named(locale),
        "locale": locale,
        "words": spoken,
        "speak": partial(said, spoken),
        "_": spoken.gettext,
        "style": _style(site, locale),
        "icon": site_icon(site.named(locale).text),
    }
    try:
        html = _environment(site.templates).get_template(template).render(known)
    except _RAISED as error:
        if not site.templates:
            raise
        raise _problem(error, template, site.templates, known) from None
    return _spared(html, site, later=bool(context.get("place"))).encode()


def _spared(html: str, site: Site, *, later: bool) -> str:
    """Return a page without the rules of the toolkit's style that say nothing of it.

    A newsroom's own style is written as it stands.
    """
    sheet = _text(STYLE)
    if sheet not in html:
        return html
    there = html.replace(sheet, "", 1)  # what it speaks of is not there for that
    if later:  # other articles will be named, in any language
        languages = (f'<i lang="{each.tag}" dir="{each.direction}">' for each in site.locales)
        named = (each.text for each in site.templates if each.name.endswith(".html"))
        there = "".join((there, _NAMED_LATER, *languages, *named))
    return html.replace(sheet, page_style(sheet, there), 1)


def check_templates(templates: Iterable[TemplateFile]) -> tuple[Finding, ...]:
    """Return what is wrong with a newsroom's templates before any page is made from them."""
    given = tuple(templates)
    findings: list[Finding] = []
    names = [each.name for each in given]
    for each in given:
        if each.problem is not None:
            continue
        try:
            tree = _environment(given).parse(each.text, each.name, each.path)
        except jinja2.TemplateSyntaxError as error:
            findings.extend(_problem(error, each.name, given, {}).findings)
            continue
        included = [
            str(name.value) for name in tree.find_all(jinja2.nodes.Const) if name.value in names
        ]
        names.extend(included)
    findings.extend(
        _unused(each)
        for each in given
        if each.name not in TEMPLATES and each.problem is None and names.count(each.name) == 1
    )
    return tuple(findings)


def _unused(template: TemplateFile) -> Finding:
    hint = did_you_mean(template.name, TEMPLATES, f"name it as one of {', '.join(TEMPLATES)}")
    return Finding(
        "template-unused",
        f"no page uses the template “{template.name}”",
        Location(template.path),
        hint,
        severity=Severity.WARNING,
    )


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that remembers what it has said of an attribute of a class.

    Jinja2's looks at the class of an object and at the name, and pages ask a hundred times each.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja2's own
        super().__init__(**options)
        self._said: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may have an attribute of an object."""
        asked = type(obj), attr
        said = self._said.get(asked)
        if said is None:
            if len(self._said) >= _MOST_REMEMBERED:
                self._said.clear()
            said = self._said[asked] = super().is_safe_attribute(obj, attr, value)
        return said


@lru_cache(maxsize=8)
def _environment(templates: tuple[TemplateFile, ...]) -> jinja2.Environment:
    environment = _Sandbox(
        # What a newsroom's templates were, they are to the end of the build.
        auto_reload=False,
        loader=jinja2.FunctionLoader(_loader(templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(beside=beside, date_in=date_in)
    return environment


_Loaded = tuple[str, str | None, Callable[[], bool] | None]


def _loader(templates: tuple[TemplateFile, ...]) -> Callable[[str], _Loaded | None]:
    """Return what finds a template: the newsroom's, else the toolkit's.

    `toolkit/article.html` is the toolkit's own, which one of the newsroom's may extend.
    """
    own = {each.name: each for each in templates}

    def load(name: str) -> _Loaded | None:
        if name in own:
            _refuse_unread(own[name])
            return own[name].text, own[name].path, lambda: True
        plain = name.removeprefix("toolkit/")
        if plain not in TEMPLATES:
            return None
        return _text(plain), None, lambda: True

    return load


def _refuse_unread(template: TemplateFile) -> None:
    if template.problem is not None:
        raise ToolkitError(*template.problem)


@lru_cache
def _text(name: str) -> str:
    folder = "static" if name.endswith(".css") else "templates"
    file = resources.files("toolkit.editions").joinpath(folder, name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


@lru_cache(maxsize=64)
def _style(site: Site, locale: Locale) -> Markup:
    own = {each.name: each for each in site.templates}
    sheets = []
    for name in (STYLE, HOUSE_STYLE):
        if name in own:
            _refuse_unread(own[name])
        text = own[name].text if name in own else _text(name)
        if "</style" in text.lower():
            line = text[: text.lower().index("</style")].count("\n") + 1
            raise ToolkitError.because(
                "template",
                "the style contains “</style”, which would end it on every page",
                Location(own[name].path, line),
                "delete it",
            )
        sheets.append(text)
    faces = font_faces(site.fonts, locale)
    return Markup(faces + "".join(sheets))  # noqa: S704 - nothing in it ends the element


def _problem(
    error: Exception, template: str, templates: tuple[TemplateFile, ...], known: dict[str, object]
) -> ToolkitError:
    """Return an error of a template as its author can mend it."""
    paths = {each.path for each in templates}
    own = {each.name: each.path for each in templates}
    path, line = own.get(template, template), None
    if isinstance(error, jinja2.TemplateSyntaxError):
        path, line = error.filename or own.get(error.name or "", path), error.lineno
    else:
        for file, number in _frames(error.__traceback__):
            if file in paths:
                path, line = file, number
    message = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, jinja2.TemplateNotFound):
        message = f"there is no template “{error.name}”"
    return ToolkitError.because("template", message, Location(path, line), _hint(error, known))


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _hint(error: Exception, known: dict[str, object]) -> str:
    if isinstance(error, jinja2.UndefinedError):
        match = _UNDEFINED.search(str(error))
        if not match:
            return "write the name as docs/reference/pages.md"
        return did_you_mean(match[1], known, f"this template can use {', '.join(sorted(known))}")
    if isinstance(error, jinja2.TemplateNotFound):
        return f"name one of {', '.join(TEMPLATES)}, or add the file to templates/"
    return "correct the template, or delete it to use the toolkit's own"


_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="6" fill="#922b1d"/>'
    '<text x="16" y="23" style="font:700 20px sans-serif" fill="#fff" text-anchor="middle">'
    "{letter}</text></svg>"
)


def site_icon(name: str) -> str:
    """Return the address of an icon that asks for no file; an empty one for a name without letters.

    Args:
        name: what the newsroom is called.

    """
    letter = next((each for each in name if each.isalnum()), "").upper()[:1]
    if not letter:
        return "data:,"
    return "data:image/svg+xml," + quote(_DRAWING.format(letter=letter), safe=":=;,")
