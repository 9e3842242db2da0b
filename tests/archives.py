"""Archives for tests, as anybody may make them."""

import io
import zipfile
from collections.abc import Mapping

__all__ = ["zipped"]


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of files by their paths; the same files are the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path), data, method)
    return stream.getvalue()
