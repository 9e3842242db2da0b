"""Built-in rules: the toolkit's own SRX files, which are translated before anybody needs them.

To translate the rules of one language takes a tenth of a second. So each file has its translation
beside it, with a digest of what it was made of; `make sentences` writes it. One that has changed
since is translated when it is read.
"""

import json
import re
from dataclasses import astuple
from hashlib import blake2b

from toolkit.language.known import file_of
from toolkit.language.sentences.segmentation_rules import Rule

__all__ = ["built_in_rules", "translation"]


def built_in_rules(language: str, name: str, tag: str) -> tuple[Rule, ...]:
    """Return the rules that a file of the toolkit's has for a language tag; none without a file.

    Args:
        language: the folder that it stands in.
        name: its name, without its ending.
        tag: what they are wanted for.

    """
    data = file_of(language, f"{name}.srx")
    if data is None:
        return ()
    translated = json.loads(file_of(language, f"{name}.json") or "{}")
    if translated.get("digest") == _digest(data):
        return tuple(
            Rule(*rule)
            for pattern, rules in translated["maps"]
            if re.fullmatch(pattern, tag, re.IGNORECASE)
            for rule in rules
        )
    from toolkit.language.sentences.srx import read_srx  # noqa: PLC0415 - seldom, and it takes long

    return read_srx(data, f"{language}/{name}.srx", only=tag).for_tag(tag)


def translation(data: bytes, path: str) -> str:
    """Return the translation of an SRX file, as it stands beside it.

    Args:
        data: the file's bytes. All its language maps count, and their patterns are such as the
            standard library understands.
        path: its name, for messages.

    Raises:
        ToolkitError: when it is not SRX 2.0, or a rule cannot be translated.

    """
    from toolkit.language.sentences.srx import read_srx  # noqa: PLC0415 - as above

    maps = [(each.pattern, list(map(astuple, each.rules))) for each in read_srx(data, path).maps]
    made = {"digest": _digest(data), "maps": maps}
    return json.dumps(made, ensure_ascii=False, indent=0) + "\n"


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
