"""Share image: the picture that stands for an article where its link is shared."""

from html import escape
from importlib import import_module

from toolkit.base.errors import ToolkitError
from toolkit.editions.addresses import article_path
from toolkit.editions.article import Article
from toolkit.editions.summary import summarize

__all__ = [
    "HEIGHT",
    "WIDTH",
    "render_share_image",
    "share_image_path",
    "shared_words",
    "wants_share_image",
]

WIDTH, HEIGHT = 1200, 630
"""What social networks ask for, in pixels."""
_SUFFIX = ".share.png"


def wants_share_image(article: Article) -> bool:
    """Whether an article has no picture of its own, and its site an address to name this one by."""
    summary = summarize(article)
    return bool(article.site.base_url and not summary.image and not summary.image_elsewhere)


def share_image_path(article: Article) -> str:
    """Return where an article's picture stands below the output folder; empty where none does."""
    if "share_image" not in article.sizes:
        return ""
    return article_path(article.document_id, article.locale, _SUFFIX)


def shared_words(article: Article) -> bytes:
    """Return what the picture says, as HTML."""
    said = (article.site.named(article.locale), summarize(article).title)
    return "".join(f"<p>{escape(each.text)}</p>\n" for each in said).encode()


def render_share_image(article: Article) -> bytes:
    """Return an article's headline below the newsroom's name as a PNG of 1200 × 630 pixels.

    It is the same bytes for the same article, the same fonts and the same version of Pillow.

    Raises:
        ToolkitError: when the extra `pictures` is not installed, a font or the logo cannot be
            read, or no font has a letter.

    """
    design = article.site.share
    if design is None or not (design.fonts or design.problem):
        hint = 'write fonts = { Latn = "fonts/NotoSans-Bold.ttf" } under [share_image]'
        raise ToolkitError.because("share-image", "share images have no font", hint=hint)
    if design.problem:
        raise ToolkitError(*design.problem)
    try:
        drawing = import_module("toolkit.editions.share_drawing")
    except ImportError:
        raise ToolkitError.because(
            "share-image",
            "share images need the packages Pillow and fonttools, which are not installed",
            hint="run pip install pillow fonttools in the toolkit's environment",
        ) from None
    name, title = article.site.named(article.locale), summarize(article).title
    picture: bytes = drawing.draw_share_image(design, name, title, (WIDTH, HEIGHT))
    return picture
