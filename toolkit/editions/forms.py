"""Forms: in what an article can be published, and how each form is made from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from toolkit.base.errors import ToolkitError
from toolkit.base.faces import Later
from toolkit.base.frozen import frozen
from toolkit.base.registry import added_names, registered

if TYPE_CHECKING:
    from toolkit.editions.article import Article

__all__ = [
    "BY_DEFAULT",
    "FORMS",
    "PROFILES",
    "EditionForm",
    "chosen_forms",
    "edition_forms",
    "form_names",
    "own_form",
]

_GROUP = "toolkit.editions"


@frozen
class EditionForm:
    """A form of edition: a name, how its files end, and the function that makes one."""

    name: str
    """As toolkit.toml lists it under `editions`."""
    suffix: str
    """How its files end, with the dot; no other form's files end so."""
    summary: str
    """A word or two, for lists and messages."""
    render: "Callable[[Article], bytes]"
    """Makes the file; it is the same bytes for the same article."""
    translations_only: bool = False
    """Whether the edition in the source's language has no such form."""
    wanted: "Callable[[Article], bool] | None" = None
    """Whether an article has such a file; None where every one has."""
    of_format: str = ""
    """The format whose documents alone have it, written as their source is; empty for any."""
    all_languages: "Callable[[Sequence[Article]], bytes] | None" = None
    """Makes one more file of all languages in which a document is published, where these are
    several: takes the articles, the original first. None for a form without such a file."""
    words: "Callable[[Article], bytes] | None" = None
    """Makes what the file says, as HTML, where its own bytes do not show it: in a PDF, letters are
    numbers of shapes. Names that must not get out are looked for in it. None for all others."""
    profiles: "Mapping[str, Callable[[Article], bytes]]" = field(
        default_factory=dict, compare=False, repr=False
    )
    """What makes the file for a receiver, by the name that toolkit.toml gives; `render` is the
    first of them. Empty for a form that is the same for all."""

    def made_for(self, receiver: str) -> "EditionForm":
        """Return the form as a receiver wants it."""
        return replace(self, render=self.profiles.get(receiver, self.render))


def _made_by(module: str, function: str) -> Later:
    """Return a function that is loaded when it makes the first edition: most verbs make none."""
    return Later(f"toolkit.editions.{module}", function)


_single = _made_by("book.single", "render_single")
_own = _made_by("xml.stylesheet", "render_own")

FORMS = (
    EditionForm("html", ".html", "HTML page", _made_by("page", "render_article")),
    EditionForm(
        "parallel",
        ".parallel.html",
        "page beside its original",
        _made_by("parallel", "render_parallel"),
        translations_only=True,
    ),
    EditionForm(
        "nitf",
        ".xml",
        "NITF 3.6",
        _made_by("xml.stylesheet", "render_nitf"),
        profiles={
            "standard": _made_by("xml.stylesheet", "render_nitf"),
            "superdesk": partial(_made_by("xml.stylesheet", "render_nitf"), receiver="superdesk"),
        },
    ),
    EditionForm(
        "newsml", ".newsml.xml", "NewsML-G2 2.33", _made_by("xml.stylesheet", "render_newsml")
    ),
    EditionForm(
        "docbook", ".docbook.xml", "DocBook 5.0", _made_by("xml.stylesheet", "render_docbook")
    ),
    EditionForm(
        "tei",
        ".tei.xml",
        "TEI P5, sentence by sentence",
        _made_by("xml.stylesheet", "render_tei"),
    ),
    EditionForm(
        "ninjs",
        ".ninjs.json",
        "ninjs",
        _made_by("xml.ninjs_1", "render_ninjs_1"),
        profiles={
            "1.4": _made_by("xml.ninjs_1", "render_ninjs_1"),
            "3.0": _made_by("xml.ninjs", "render_ninjs"),
            "superdesk": partial(_made_by("xml.ninjs_1", "render_ninjs_1"), receiver="superdesk"),
        },
    ),
    EditionForm("text", ".mail.txt", "plain text for mail", _made_by("plain.mail", "render_text")),
    EditionForm(
        "telegram",
        ".telegram.json",
        "messages for Telegram",
        _made_by("plain.telegram", "render_telegram"),
    ),
    EditionForm("sms", ".sms.json", "an SMS", _made_by("plain.sms", "render_sms")),
    EditionForm(
        "script", ".script.txt", "script for radio", _made_by("plain.script", "render_script")
    ),
    EditionForm("epub", ".epub", "EPUB 3", _made_by("book.epub", "render_article")),
    EditionForm(
        "pdf",
        ".pdf",
        "PDF, for paper",
        _made_by("pdf", "render_pdf"),
        words=_made_by("pdf", "paper_page"),
    ),
    EditionForm(
        "parallel_pdf",
        ".parallel.pdf",
        "PDF beside its original",
        _made_by("pdf", "render_parallel_pdf"),
        translations_only=True,
        words=_made_by("pdf", "paper_parallel"),
    ),
    EditionForm(
        "share_image",
        ".share.png",
        "picture for shared links",
        _made_by("share_image", "render_share_image"),
        wanted=_made_by("share_image", "wants_share_image"),
        words=_made_by("share_image", "shared_words"),
    ),
    EditionForm(
        "markdown",
        ".md",
        "Markdown, for a site generator",
        _made_by("own_corrections", "tell_in_markdown"),
        of_format="markdown",
    ),
    EditionForm(
        "single",
        ".single.html",
        "one HTML file",
        lambda article: _single([article]),
        all_languages=_single,
    ),
)
PROFILES = {form.name: tuple(form.profiles) for form in FORMS if form.profiles}
"""For which receivers a form can be made, the one that most of them accept first."""
BY_DEFAULT = ("html", "parallel", "nitf")
"""The forms in which articles are published unless their set says others."""


def form_names() -> tuple[str, ...]:
    """Return the names of all forms; those of other packages are not loaded for that."""
    return (*(form.name for form in FORMS), *added_names(_GROUP))


@lru_cache
def edition_forms() -> Mapping[str, EditionForm]:
    """Return the forms by name: the built-in ones and those of `toolkit.editions` entry points.

    Raises:
        ToolkitError: when two have the same name or suffix, or one cannot be loaded.

    """
    return _apart(registered(_GROUP, FORMS, "edition", lambda each: each.name))


def chosen_forms(own: tuple[EditionForm, ...]) -> Mapping[str, EditionForm]:
    """Return all forms by name, a newsroom's own stylesheets (see `own_form`) among them.

    Raises:
        ToolkitError: when two have the same name or suffix, or one cannot be loaded.

    """
    found = dict(edition_forms())
    for each in own:
        if each.name in found:
            raise _clash("name", each.name, found[each.name], each)
        found[each.name] = each
    return _apart(found)


def own_form(name: str, suffix: str, data: bytes, path: str) -> EditionForm:
    """Return the form that a newsroom's own stylesheet makes.

    Args:
        name: as toolkit.toml lists it.
        suffix: how its files end, with the dot.
        data: the stylesheet, XSLT 1.0.
        path: its name, for messages.

    """
    return EditionForm(name, suffix, path, partial(_own, data=data, path=path, suffix=suffix))


def _apart(forms: Mapping[str, EditionForm]) -> Mapping[str, EditionForm]:
    """Return the forms as they are, when each has a suffix of its own."""
    suffixes: dict[str, EditionForm] = {}
    for each in forms.values():
        other = suffixes.setdefault(each.suffix, each)
        if other is not each:
            raise _clash("suffix", each.suffix, other, each)
    return forms


def _clash(what: str, value: str, one: EditionForm, other: EditionForm) -> ToolkitError:
    return ToolkitError.because(
        "edition-clash",
        f"two editions have the {what} “{value}”: {one.summary}, {other.summary}",
        hint="rename one of them, or uninstall it",
    )
