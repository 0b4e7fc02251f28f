"""A document shown before it is kept: the very bytes, made aside and thrown away."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from shipu_desk.documents import files
from shipu_desk.documents.proof import RENAMED, Written
from shipu_desk.domain.records import Record
from shipu_desk.errors import DiskTrouble

Writes = Callable[[Path], Written]
"""What writes a paper into a file and tells its pages and what is to be checked."""


def shown(write: Callable[[Path], object]) -> bytes:
    """What `write` puts into a file, b"" if it made none. Raises what `write` raises."""
    with _aside() as path:
        write(path)
        return path.read_bytes() if path.exists() else b""


def shown_by_steps(
    write: Callable[[Path], Generator[int, None, object]],
) -> Generator[int, None, bytes]:
    """The same of a long paper, which can be stopped at each step."""
    with _aside() as path:
        yield from write(path)
        return path.read_bytes() if path.exists() else b""


@contextmanager
def _aside() -> Iterator[Path]:
    """A file that nobody sees. Raises DiskTrouble."""
    try:
        with TemporaryDirectory(prefix="shipu-", ignore_cleanup_errors=True) as folder:
            yield Path(folder) / "预览.pdf"
    except OSError as trouble:
        raise DiskTrouble("临时文件夹不能写入，预览没有生成；请腾出磁盘空间后再试") from trouble


def noted(write: Callable[[Path], Written], notes: Sequence[str]) -> Writes:
    """The same paper with more to be told of it."""

    def run(path: Path) -> Written:
        written = write(path)
        return replace(written, notes=(*written.notes, *notes))

    return run


def gone(record: type[Record], count: int) -> list[str]:
    """What is told of rows that were deleted after they had been chosen."""
    return [f"选中的有{count}条{record.LABEL}已删去，没有印"] if count else []


def editable(write: Callable[[Path], files.Written], notes: Sequence[str] = ()) -> Writes:
    """A file that has no pages of its own: the program that opens it counts them."""

    def run(path: Path) -> Written:
        written = write(path)
        renamed = (RENAMED.format(written.path.name),) if written.renamed else ()
        return Written(written.path, 0, (*renamed, *notes))

    return run
