"""Packing: the editions that were built as one signed bundle, a folder or a ZIP."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urljoin

from toolkit.base.errors import Finding, Location, Severity, ToolkitError
from toolkit.base.files import content_of, read_file
from toolkit.base.markup.html_attributes import attributes_of, with_tags, with_value
from toolkit.base.replacement import replace_all
from toolkit.editions.resources import resource_path
from toolkit.newsroom.bundling.signing import sign
from toolkit.newsroom.bundling.sums import SIGNATURE, SUMS, misplaced, read_sums, write_sums
from toolkit.newsroom.file_names import alike
from toolkit.newsroom.protection.identities import read_protection
from toolkit.newsroom.protection.leaks import bases_of, closed_in, output_leaks
from toolkit.newsroom.publishing.published import read_record, refuse_links, withdraw
from toolkit.newsroom.settings import ProjectSettings
from toolkit.newsroom.source_files import chosen_sources, find_sources

__all__ = ["make_bundle", "write_folder"]

_LINKING = frozenset({b"a", b"link"})


def make_bundle(
    settings: ProjectSettings, documents: Collection[str], key: Path, shown: str
) -> Mapping[str, bytes]:
    """Return the files of what a newsroom has published by their paths, first their signed sums.

    The record of what is published stays behind: it is the newsroom's own. In a bundle of some
    documents, links of their pages to the rest of the site become absolute where the site's
    address is known.

    Args:
        settings: the newsroom.
        documents: patterns of ids or paths; the whole site when empty.
        key: the private key's file.
        shown: its name in messages.

    Raises:
        ToolkitError: when nothing is published, a published file is missing, names a person who is
            protected, cannot be looked through for names, or has a name that not every system can
            hold; when the key is none, or the extra `encryption` is not installed.

    """
    sign(b"", key, shown)  # what is wrong with the key is told at once
    output = settings.root / settings.output
    record = read_record(output)
    wanted = sorted(record.files)
    if documents:
        ids = {each.document_id for each in chosen_sources(find_sources(settings), documents)}
        wanted = [path for path in wanted if ids.intersection(record.files[path] or ())]
    if not wanted:
        message, hint = "there are no editions to bundle", "run toolkit build first"
        raise ToolkitError.because("no-editions", message, Location(settings.output), hint)
    refuse_links(settings.root, output, wanted)
    _refuse_misplaced(settings, wanted)
    files = {path: read_file(output / path, settings.shown(output / path)) for path in wanted}
    _refuse_names(settings, files)
    if documents and settings.base_url:
        there = record.files.keys()
        files = {
            path: _reaching_out(data, path, files.keys(), there, settings.base_url)
            if path.endswith(".html")
            else data
            for path, data in files.items()
        }
    sums = write_sums({path: hashlib.sha256(data).hexdigest() for path, data in files.items()})
    return {SUMS: sums, SIGNATURE: sign(sums, key, shown), **files}


def _refuse_misplaced(settings: ProjectSettings, paths: Collection[str]) -> None:
    """Raise for names that the bundle cannot carry to every system."""
    seen = dict.fromkeys(map(alike, (SUMS, SIGNATURE)), "")
    findings = []
    for path in paths:
        if why := misplaced(path, seen):
            place = Location(f"{settings.output}/{path}")
            hint = "rename its article with toolkit move, or its picture, and build again"
            findings.append(Finding("bundle-path", why, place, hint))
        seen[alike(path)] = path
    if findings:
        raise ToolkitError(*findings)


def _refuse_names(settings: ProjectSettings, files: Mapping[str, bytes]) -> None:
    """Raise for files that say what is protected, or that nobody can look into.

    A build would hold back the first today. A bundle goes from hand to hand and never comes back,
    so that doubt is enough.
    """
    protection = read_protection(settings.root)
    if not protection:
        return
    bases, found = bases_of(settings), list[Finding]()
    for path, data in files.items():
        found += output_leaks(data, path, protection, bases)
        closed = closed_in(data, f"{settings.output}/{path}", protection)
        found += (replace(each, severity=Severity.ERROR) for each in closed)
    if found:
        raise ToolkitError(*found)


def _reaching_out(
    page: bytes, path: str, files: Collection[str], there: Collection[str], base_url: str
) -> bytes:
    """Return a page whose links to pages that it leaves behind lead to the site."""

    def lead(_name: bytes, tag: bytes) -> bytes:
        address = attributes_of(tag).get("href")
        target = resource_path(path, address.value) if address else None
        if address and target in there and target not in files:
            return with_value(tag, "href", urljoin(base_url + quote(path), address.value))
        return tag

    return with_tags(page, _LINKING, lead)


def write_folder(bundle: Mapping[str, bytes], folder: Path, shown: str) -> tuple[int, int]:
    """Write a bundle as a folder: a new one, or one that holds a bundle, which it replaces.

    Args:
        bundle: its files by their paths.
        folder: the folder.
        shown: its name in messages.

    Returns:
        How many files were written, and how many of the former bundle's were removed.

    Raises:
        ToolkitError: when it cannot be written, or the folder holds something else; then nothing
            has changed.

    """
    former: Mapping[str, str] = {}
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        before = content_of(folder / SUMS)
        if before is None:
            message = "the folder is not overwritten: what it holds is no bundle"
            raise ToolkitError.because("work-lost", message, Location(shown), "name a new folder")
        former, _ = read_sums(before)
    refuse_links(folder, folder, bundle)
    # First what is no more in it: the list of a run that dies in between still names these.
    removed = withdraw(folder, former.keys() - bundle.keys())
    written = replace_all({folder / path: data for path, data in bundle.items()})
    return len(written), len(removed)
