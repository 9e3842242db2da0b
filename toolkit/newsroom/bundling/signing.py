"""Signing: the keys of a newsroom, and what they say of its bundles (Ed25519, RFC 8032)."""

import base64
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.base.errors import Location, ToolkitError
from toolkit.base.files import is_there, read_file, unwritable
from toolkit.base.frozen import frozen
from toolkit.base.replacement import write_atomically
from toolkit.exchange.sealing import missing_encryption

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["PUBLIC_SUFFIX", "SIGNING_KEY", "VerifyingKey", "make_keys", "read_public", "sign"]

SIGNING_KEY = "signing.key"
"""The private key's file in a newsroom's folder."""
PUBLIC_SUFFIX = ".pub"
"""How the public key's file ends, which stands beside it."""
_OWNER_ONLY = 0o600


@frozen
class VerifyingKey:
    """A public key."""

    fingerprint: str
    """What people compare: a digest of it, as ssh-keygen writes those of its keys."""
    accepts: Callable[[bytes, bytes], bool]
    """Whether a signature of these bytes was made with the private key."""


def make_keys(path: Path, shown: str) -> VerifyingKey:
    """Make a private key and its public key, and write both; return the public one.

    Args:
        path: the private key's file, which only its owner can read; the public key's stands beside
            it.
        shown: its name in messages.

    Raises:
        ToolkitError: when there is a key already, it cannot be written, or the extra `encryption`
            is not installed.

    """
    _require_extra()
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    if is_there(path):
        message = "there is a key already, and whoever trusts you knows it"
        hint = "keep it; to begin with a new one all the same, move it away first"
        raise ToolkitError.because("bundle-key", message, Location(shown), hint)
    private = Ed25519PrivateKey.generate()
    secret = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    _write_secret(path, secret)
    write_atomically(path.with_suffix(PUBLIC_SUFFIX), public)
    return _verifying(private.public_key())


def _write_secret(path: Path, data: bytes) -> None:
    """Write a file that is nobody else's from its first byte on."""
    try:
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, _OWNER_ONLY)) as file:
            file.write(data)
    except OSError as error:
        raise unwritable(path, error) from None


def sign(data: bytes, path: Path, shown: str) -> bytes:
    """Return the signature of some bytes: 64 bytes, the same each time.

    Args:
        data: what is signed.
        path: the private key's file.
        shown: its name in messages.

    Raises:
        ToolkitError: when there is no such key, or the extra `encryption` is not installed.

    """
    _require_extra()
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        load_pem_private_key,
    )

    if not is_there(path):
        message = "there is no key to sign with"
        hint = "run toolkit bundle keygen once, or name a key with --key"
        raise ToolkitError.because("bundle-key", message, Location(shown), hint)
    try:
        key = load_pem_private_key(read_file(path, shown), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise _no_key(shown, "private") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(shown, "private")
    return key.sign(data)


def read_public(path: Path, shown: str) -> VerifyingKey:
    """Return the public key that a file holds.

    Raises:
        ToolkitError: when it cannot be read, holds none, or the extra `encryption` is not
            installed.

    """
    _require_extra()
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - an extra
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415

    try:
        key = load_pem_public_key(read_file(path, shown))
    except (ValueError, UnsupportedAlgorithm):
        raise _no_key(shown, "public") from None
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(shown, "public")
    return _verifying(key)


def _verifying(key: "Ed25519PublicKey") -> VerifyingKey:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - an extra

    def accepts(signature: bytes, data: bytes) -> bool:
        try:
            key.verify(signature, data)
        except InvalidSignature:
            return False
        return True

    digest = base64.b64encode(hashlib.sha256(key.public_bytes_raw()).digest()).decode("ascii")
    return VerifyingKey(f"SHA256:{digest.rstrip('=')}", accepts)


def _no_key(shown: str, kind: str) -> ToolkitError:
    message = f"this is no {kind} Ed25519 key in PEM"
    hint = "name the file that toolkit bundle keygen has written"
    return ToolkitError.because("bundle-key", message, Location(shown), hint)


def _require_extra() -> None:
    try:
        import cryptography  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise missing_encryption("signatures need the extra “encryption”") from None
