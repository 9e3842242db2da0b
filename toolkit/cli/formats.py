"""toolkit formats: what is read, and what is written of it."""

from collections.abc import Iterator

import click

import toolkit.document.formats as registry
from toolkit.cli.options import verb
from toolkit.cli.session import Session, print_table
from toolkit.document.formats.vocabularies import Vocabulary

__all__ = ["formats"]

_HEAD = ("format", "read", "written", "known by")


@verb
@click.pass_obj
def formats(_: Session) -> None:
    """List the formats of sources: what is read and written, and how it is recognised.

    The toolkit recognises a format by the suffix of the file. In XML, the root element chooses the
    ITS rules; with any other root, only the rules of the format apply.

    \b
    Example:
      toolkit formats
    """  # noqa: D301
    print_table([_HEAD, *_rows()])


def _rows() -> Iterator[tuple[str, str, str, str]]:
    for each in registry.formats().values():
        written = "pages, XML editions" if each.article else "the same format"
        yield each.name, each.summary, written, " ".join((*each.suffixes, *each.if_named))
        for vocabulary in each.vocabularies:
            yield f"  {vocabulary.name}", vocabulary.summary, written, _known_by(vocabulary)


def _known_by(vocabulary: Vocabulary) -> str:
    roots = " ".join(f"<{name}>" for name in vocabulary.roots) or "any root"
    return f"{roots} in {vocabulary.namespace}" if vocabulary.namespace else roots
