"""The bill of materials, requirements/run.cdx.json: python -m tests.bill_of_materials.

It is CycloneDX 1.6 (ECMA-424), made of requirements/run.txt and of what the installed packages say.
"""

import json
import re
from collections.abc import Mapping
from importlib.metadata import metadata
from pathlib import Path

__all__ = ["BILL", "bill", "licence", "pinned"]

_REQUIREMENTS = Path(__file__).parents[1] / "requirements"
BILL = _REQUIREMENTS / "run.cdx.json"
_PIN = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)", re.MULTILINE)
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""The classifiers of packages that do not say it in SPDX's words yet."""


def pinned(file: str = "run.txt") -> Mapping[str, str]:
    """Return the packages of a file of requirements, and their versions."""
    return dict(_PIN.findall((_REQUIREMENTS / file).read_text("utf-8")))


def licence(name: str) -> str:
    """Return an installed package's licence, as SPDX has it, or in its own words."""
    said = metadata(name)
    classified = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or []
        if each.startswith("License ::")
    ]
    (words, *_) = [
        *(said.get_all("License-Expression") or []),
        *classified,
        *(said.get_all("License") or []),
        "",
    ]
    return _SPDX.get(str(words), str(words))


def bill() -> str:
    """Return the bill of what the toolkit runs with, in CycloneDX's JSON."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"expression": licence(name)}],
        }
        for name, version in sorted(pinned().items())
    ]
    root = {"type": "application", "bom-ref": "toolkit", "name": "toolkit"}
    data = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": components,
        "dependencies": [{"ref": "toolkit", "dependsOn": [str(c["bom-ref"]) for c in components]}],
    }
    return json.dumps(data, indent=2) + "\n"


if __name__ == "__main__":
    BILL.write_text(bill(), encoding="utf-8")
