import stat
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.base.errors import ToolkitError
from toolkit.newsroom.bundling.signing import make_keys, read_public, sign

WITHOUT_EXTRA = """
import sys
sys.modules["cryptography"] = None
from toolkit.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_public_key_accepts_what_the_private_key_signed(tmp_path: Path) -> None:
    made = make_keys(tmp_path / "signing.key", "signing.key")
    signature = sign(b"list", tmp_path / "signing.key", "signing.key")
    public = read_public(tmp_path / "signing.pub", "signing.pub")
    assert public.accepts(signature, b"list")
    assert not public.accepts(signature, b"lost")
    assert public.fingerprint == made.fingerprint


def test_a_signature_is_the_same_each_time(tmp_path: Path) -> None:
    make_keys(tmp_path / "signing.key", "signing.key")
    one, other = (sign(b"list", tmp_path / "signing.key", "") for _ in range(2))
    assert one == other


def test_only_its_owner_reads_a_private_key(tmp_path: Path) -> None:
    make_keys(tmp_path / "signing.key", "signing.key")
    assert stat.S_IMODE((tmp_path / "signing.key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    make_keys(tmp_path / "signing.key", "signing.key")
    before = (tmp_path / "signing.key").read_bytes()
    with pytest.raises(ToolkitError, match="there is a key already"):
        make_keys(tmp_path / "signing.key", "signing.key")
    assert (tmp_path / "signing.key").read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"-----BEGIN PUBLIC KEY-----\nAAAA\n", b"\xff\x00"])
def test_what_is_no_key_is_said(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.key").write_bytes(data)
    with pytest.raises(ToolkitError, match="no public Ed25519 key"):
        read_public(tmp_path / "x.key", "x.key")
    with pytest.raises(ToolkitError, match="no private Ed25519 key"):
        sign(b"", tmp_path / "x.key", "x.key")


@pytest.mark.slow
def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "x.pub").write_bytes(b"")
    arguments = ["-C", str(tmp_path), "bundle", "verify", "site.zip", "--key", "x.pub"]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_EXTRA, *arguments], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"pip install cryptography" in done.stderr
    assert b"Traceback" not in done.stderr
