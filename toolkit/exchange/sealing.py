"""Sealing: a package under a passphrase, as browsers can open it (PBKDF2, AES-GCM; WebCrypto)."""

import base64
import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from toolkit.base.errors import Location, ToolkitError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

__all__ = ["ITERATIONS", "is_sealed", "missing_encryption", "seal", "unseal"]

ITERATIONS = 600_000
"""How often the passphrase is hashed: what OWASP asks of PBKDF2 with SHA-256."""
_MOST_ITERATIONS = 10_000_000
_SALT, _NONCE, _KEY = 16, 12, 32


def is_sealed(value: Mapping[str, object]) -> bool:
    """Whether a value is one that `seal` or a browser has encrypted."""
    return value.get("sealed") == 1


def seal(value: Mapping[str, object], passphrase: str) -> dict[str, object]:
    """Return a value encrypted; salt and nonce are new each time.

    Raises:
        ToolkitError: when the extra `encryption` is not installed.

    """
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    data = json.dumps(value, ensure_ascii=False).encode("utf-8")
    sealed = _cipher(passphrase, salt, ITERATIONS).encrypt(nonce, data, None)
    return {
        "sealed": 1,
        "iterations": ITERATIONS,
        "salt": _base64(salt),
        "iv": _base64(nonce),
        "data": _base64(sealed),
    }


def unseal(value: Mapping[str, object], passphrase: str, path: str) -> Mapping[str, object]:
    """Return what was encrypted.

    Args:
        value: what `seal` or a browser made.
        passphrase: the passphrase.
        path: the file's name, for messages.

    Raises:
        ToolkitError: when the passphrase is wrong, or somebody has changed the file.

    """
    iterations = value.get("iterations")
    if not isinstance(iterations, int) or not 1 <= iterations <= _MOST_ITERATIONS:
        raise _error(path, "the file is incomplete")
    try:
        salt, nonce, data = (
            base64.b64decode(str(value.get(name)), validate=True) for name in ("salt", "iv", "data")
        )
    except ValueError:
        raise _error(path, "the file is incomplete") from None
    cipher = _cipher(passphrase, salt, iterations)
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - an extra

    try:
        found = json.loads(cipher.decrypt(nonce, data, None))
    except (InvalidTag, ValueError):
        raise _error(path, "this is not the passphrase, or the file was changed") from None
    return found if isinstance(found, dict) else {}


def missing_encryption(message: str) -> ToolkitError:
    """Return that the extra `encryption` is not installed, and how to install it.

    Args:
        message: what needs it.

    """
    hint = "run pip install cryptography in the toolkit's environment"
    return ToolkitError.because("missing-extra", message, None, hint)


def _cipher(passphrase: str, salt: bytes, iterations: int) -> "AESGCM":
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - an extra
    except ImportError:
        message = "a kit under a passphrase needs the extra “encryption”"
        raise missing_encryption(message) from None
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    return AESGCM(hashlib.pbkdf2_hmac("sha256", secret, salt, iterations, _KEY))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _error(path: str, message: str) -> ToolkitError:
    hint = "give the passphrase that the file was made with"
    return ToolkitError.because("exchange-passphrase", message, Location(path), hint)
