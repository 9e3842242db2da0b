"""Project: a newsroom's settings, and where its catalogs and editions stand."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import takewhile
from pathlib import Path, PurePosixPath

from toolkit.base.bcp47 import Locale
from toolkit.base.errors import Location, ToolkitError
from toolkit.base.frozen import frozen
from toolkit.catalog.memory.memory_server import MemoryServer
from toolkit.checks.selection import CheckSetting
from toolkit.document.wire import Wire
from toolkit.editions.forms import BY_DEFAULT
from toolkit.language.unit_splitter import SEGMENTATIONS
from toolkit.localizing.policy import Policy
from toolkit.newsroom.drafting.machines import Machine
from toolkit.newsroom.launches import Launch

__all__ = [
    "CATALOGS",
    "CONFIGURATION",
    "MEDIA",
    "MEMORY",
    "PAGE_WORDS",
    "TEMPLATES",
    "BookSettings",
    "DocumentSet",
    "Font",
    "OwnEdition",
    "ProjectSettings",
    "ShareImage",
    "Source",
]

CONFIGURATION = "toolkit.toml"
CATALOGS = "locales"
"""The folder of templates and catalogs."""
PAGE_WORDS = "toolkit"
"""The name of the catalogs with what pages say themselves, which no document can have."""
MEDIA = frozenset(
    """.aac .apng .avif .gif .jpeg .jpg .m4a .mp3 .mp4 .oga .ogg .ogv .opus .png .svg .vtt .wav
    .weba .webm .webp""".split()  # noqa: SIM905 - a list of words reads best as text
)
"""How pictures, films and sounds end, which stand beside articles and are none."""
TEMPLATES = "templates"
"""The folder of the newsroom's own templates."""
MEMORY = "memory.sqlite"
"""The newsroom's translation memory, in the folder of catalogs."""
_WILDCARD = re.compile(r"[*?\[]")


@frozen
class Font:
    """A font file whose letters pages carry in themselves."""

    file: str
    """Relative to the project's folder, with `/`."""
    family: str
    scripts: tuple[str, ...]
    """ISO 15924 codes."""
    weight: int = 400
    italic: bool = False


@frozen
class ShareImage:
    """How the pictures look that stand for articles where their links are shared."""

    fonts: tuple[tuple[str, str], ...]
    """Scripts (ISO 15924), each with a font file, relative to the project's folder."""
    paper: str
    ink: str
    accent: str
    """Colours, as `#rrggbb`."""
    logo: str = ""
    """A picture, relative to the project's folder; empty for none."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it names."""
        return (*(file for _, file in self.fonts), *([self.logo] if self.logo else []))


@frozen
class BookSettings:
    """An EPUB of several articles, in each locale."""

    name: str
    """Of its file, without the suffix."""
    documents: str = "*"
    """A pattern of document ids, as `fnmatch` has it."""
    title: str = ""
    """Empty for the newsroom's."""
    place: Location | None = field(default=None, compare=False)
    """Where toolkit.toml says which documents; None where it does not."""


@frozen
class OwnEdition:
    """A form of edition that the newsroom's own stylesheet makes."""

    name: str
    stylesheet: str
    """Its file, relative to the project's folder, with `/`."""
    suffix: str
    """How the edition's files end, with the dot."""


@frozen
class DocumentSet:
    """Sources that share their options."""

    files: str
    """A pattern below the project's folder, such as `seeds/*.txt`."""
    rules: str | None = None
    """A file of the newsroom's own ITS rules."""
    editions: tuple[str, ...] = BY_DEFAULT
    segmentation: str = SEGMENTATIONS[0]
    """What a unit is: a paragraph, or a sentence."""
    embargo: dt.datetime | None = None
    """The moment before which no edition of them is published, with its time zone."""
    keeps_metadata: bool = False
    """Whether their pictures, films and sounds are published with all that is in them."""
    comments: str = ""
    """`keep` or `drop`: what becomes of comments in HTML and XML; empty for kept, and told."""
    wire: Wire = field(default_factory=Wire)
    """What partners are told of those that do not say it themselves."""
    profiles: Mapping[str, str] = field(default_factory=dict)
    """For which receiver a form is made, by the form's name."""

    @property
    def root(self) -> PurePosixPath:
        """The folder before the first wildcard: what a document's id leaves out.

        >>> str(DocumentSet("seeds/*.txt").root), str(DocumentSet("news/a.html").root)
        ('seeds', 'news')
        """
        parts = PurePosixPath(self.files).parts[:-1]
        return PurePosixPath(*takewhile(lambda part: not _WILDCARD.search(part), parts))


@frozen
class Source:
    """A source file of the newsroom."""

    document_id: str
    path: str
    """Relative to the project's folder, with `/`."""
    options: DocumentSet


@frozen
class ProjectSettings:
    """What toolkit.toml says."""

    root: Path
    """The folder that holds toolkit.toml."""
    source: Locale
    documents: tuple[DocumentSet, ...]
    locales: Mapping[Locale, Policy]
    """The locales translated into, in the file's order."""
    title: str = "Newsroom"
    titles: Mapping[Locale, str] = field(default_factory=dict)
    """What the newsroom is called in other locales."""
    base_url: str = ""
    """Where the editions are served, with a final slash; empty when that is not known."""
    output: str = "output"
    full_feeds: bool = False
    """Whether feeds carry the whole texts of articles."""
    references: str = "file"
    """`file`, or `line` for line numbers in the catalogs' references."""
    wrap: int = 79
    """The width of catalogs in columns; 0 for one line each."""
    srx: str | None = None
    """A file of the newsroom's own segmentation rules (SRX 2.0)."""
    fonts: tuple[Font, ...] = ()
    share_image: ShareImage | None = None
    """How share images look; None where no set asks for them."""
    books: tuple[BookSettings, ...] = ()
    own_editions: tuple[OwnEdition, ...] = ()
    """The forms that the newsroom's own stylesheets make."""
    checks: Mapping[str, CheckSetting] = field(default_factory=dict)
    """The checks that the newsroom has set, by id."""
    machine: Machine | None = None
    """What drafts translations; None where the newsroom has named none."""
    launches: tuple[Launch, ...] = ()
    """The groups of editions that appear together."""
    gone: tuple[str, ...] = ()
    """The servers that are told what is gone: see `toolkit.editions.site.gone`."""
    memory: MemoryServer | None = field(default=None, repr=False)
    """The server that has the translation memory; None for a file among the catalogs."""

    @property
    def templates(self) -> Path:
        """The folder of the newsroom's own templates, which there need not be."""
        return self.root / TEMPLATES

    @property
    def ninjs(self) -> str:
        """For which receiver ninjs is made of the first set that is published as that."""
        sets = (each for each in self.documents if "ninjs" in each.editions)
        return next((each.profiles.get("ninjs", "") for each in sets), "")

    @property
    def translated(self) -> tuple[Locale, ...]:
        """The locales that have catalogs of their own, in the file's order; derived ones do not."""
        return tuple(locale for locale, each in self.locales.items() if each.base is None)

    def alphabets_of(self, locale: Locale) -> tuple[Locale, ...]:
        """Return a locale, and the one that it is derived from behind it."""
        policy = self.locales.get(locale)
        return (locale,) if policy is None or policy.base is None else (locale, policy.base)

    def in_order_of_making(self) -> tuple[Locale, ...]:
        """Return the locales, those that others are derived from before these."""
        derived = tuple(locale for locale, each in self.locales.items() if each.base is not None)
        return (*self.translated, *derived)

    def exceptions_path(self, locale: Locale) -> Path:
        """Return where a derived locale's words stand that the rules of its alphabet get wrong."""
        return self._folder(locale) / "exceptions.toml"

    def template_path(self, document_id: str) -> Path:
        """Return where a document's POT stands."""
        return self.root / CATALOGS / f"{document_id}.pot"

    def corrections_path(self, document_id: str) -> Path:
        """Return where stands what was corrected in a document and in its translations."""
        return self.root / CATALOGS / f"{document_id}.corrections.toml"

    def quotes_path(self, document_id: str) -> Path:
        """Return where stands what people said in a document, as they said it."""
        return self.root / CATALOGS / f"{document_id}.quotes.toml"

    def _folder(self, locale: Locale) -> Path:
        """Return where a locale's catalogs stand: a folder that is named as POSIX has it stays."""
        named = self.root / CATALOGS / locale.tag
        if "-" not in locale.tag or named.is_dir():
            return named
        posix = self.root / CATALOGS / locale.tag.replace("-", "_")
        return posix if posix.is_dir() else named

    def catalog_path(self, document_id: str, locale: Locale) -> Path:
        """Return where a document's PO in a locale stands."""
        return self._folder(locale) / "LC_MESSAGES" / f"{document_id}.po"

    def review_path(self, document_id: str, locale: Locale) -> Path:
        """Return where stands who translated, reviewed and approved a document's texts."""
        return self._folder(locale) / "LC_MESSAGES" / f"{document_id}.review"

    def overlay_path(self, document_id: str, locale: Locale) -> Path:
        """Return where stands what a locale omits, adds and moves in a document on purpose."""
        return self._folder(locale) / "LC_MESSAGES" / f"{document_id}.overlay.toml"

    def links_path(self, locale: Locale) -> Path:
        """Return where a locale's own addresses stand."""
        return self._folder(locale) / "links.toml"

    def shown(self, path: Path) -> str:
        """Return a path as messages show it: relative to the project where it can be."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )

    def chosen(self, tags: Iterable[str]) -> tuple[Locale, ...]:
        """Return the configured locales of the given tags, or all when none is given.

        Raises:
            ToolkitError: for a tag that is no BCP 47 tag or is not configured.

        """
        locales = [Locale.parse(tag) for tag in tags]
        known = tuple(dict.fromkeys((self.source, *self.locales)))
        for locale in locales:
            if locale not in known:
                near = [each for each in known if each.language == locale.language] or known
                choice = "use" if len(near) == 1 else "choose among"
                named = ", ".join(each.tag for each in near)
                raise ToolkitError.because(
                    "unknown-locale",
                    f"the newsroom has no locale {locale}",
                    Location(CONFIGURATION),
                    f"add [locales.{locale}], or {choice} {named}",
                )
        return tuple(dict.fromkeys(locales)) or tuple(self.locales)
