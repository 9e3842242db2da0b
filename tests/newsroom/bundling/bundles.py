"""A newsroom with a key and something built, and its bundles."""

from collections.abc import Mapping
from pathlib import Path

from tests.newsrooms import CONFIGURATION, make, translate
from toolkit.newsroom.bundling.packing import make_bundle
from toolkit.newsroom.bundling.signing import SIGNING_KEY, make_keys, read_public
from toolkit.newsroom.bundling.verifying import Verified, verify_bundle
from toolkit.newsroom.project import Project

ADDRESS = 'base_url = "https://news.example/"\n'


def built(folder: Path, configuration: str = ADDRESS + CONFIGURATION) -> Project:
    """Return a newsroom of two articles that is built, with a key."""
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "heat.txt").write_text("Heat\n\nIt is warm.\n")
    project = make(folder, configuration)
    translate(project, "kk")
    translate(project, "kk", document_id="heat")
    project.build()
    make_keys(folder / SIGNING_KEY, SIGNING_KEY)
    return project


def bundled(project: Project, *documents: str) -> Mapping[str, bytes]:
    """Return a newsroom's bundle, signed with its key."""
    return make_bundle(
        project.settings, documents, project.settings.root / SIGNING_KEY, SIGNING_KEY
    )


def verified(project: Project, path: Path) -> Verified:
    """Return what verifying a bundle with a newsroom's key finds."""
    return verify_bundle(path, path.name, read_public(project.settings.root / "signing.pub", ""))
