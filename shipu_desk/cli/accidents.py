"""The last resort: one sentence for the clerk, the place of the fault for the maker."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from shipu_desk.paths import Paths, default_folder

_SIZE, _KEPT = 200_000, 3


def note_down(accident: BaseException) -> str:
    """Log where it happened, never what the data were; the sentence to show."""
    paths = Paths(_folder[0] if _folder else default_folder())
    told = "程序出了意外，这一步没有做成，已有的数据不受影响"
    try:
        _write(paths.log, accident)
    except OSError:
        return f"{told}；请把所用的命令告诉维护人员"
    return f"{told}；请把“{paths.log}”交给维护人员"


_folder: list[Path] = []


def remember(folder: Path) -> None:
    """The data folder in use: where the log goes."""
    _folder[:] = [folder]


def _write(log: Path, accident: BaseException) -> None:
    handler = RotatingFileHandler(log, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    frames = traceback.extract_tb(accident.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    record = logging.LogRecord(
        "shipu_desk", logging.ERROR, "", 0, f"{type(accident).__name__}: {places}", None, None
    )
    try:
        handler.emit(record)
    finally:
        handler.close()
