"""A document shown before it is kept: the very bytes, made aside and thrown away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from shipu_desk.errors import DiskTrouble


def shown(write: Callable[[Path], object]) -> bytes:
    """What `write` puts into a file, b"" if it made none. Raises what `write` raises."""
    try:
        with TemporaryDirectory(prefix="shipu-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "预览.pdf"
            write(path)
            return path.read_bytes() if path.exists() else b""
    except OSError as trouble:
        raise DiskTrouble("临时文件夹不能写入，预览没有生成；请腾出磁盘空间后再试") from trouble
