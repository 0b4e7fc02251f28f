"""What nobody expected: noted down by its place in the program, never by what the data were.

One file beside the data, rotated, for the window and the command line alike. A line holds the
time, the kind of error and where it came from; no message, since messages quote what was typed.
"""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path

from shipu_desk.paths import Paths

_SIZE, _KEPT = 200_000, 3
_PLACE = r"[\w.<>-]+\.py:\d+ [\w<>]+"
LINE = re.compile(
    rf"\d{{4}}-\d\d-\d\d [\d:,]+ [A-Za-z_]\w*:(?: {_PLACE}(?: < {_PLACE})*)?", re.ASCII
)
_folder: list[Path] = []


def remember(folder: Path) -> None:
    """The data folder in use: where the log goes."""
    _folder[:] = [folder]


def known_folder() -> Path | None:
    return _folder[0] if _folder else None


def note(accident: BaseException, folder: Path | None = None) -> Path | None:
    """Write where it happened; the log, None where no folder is known or it takes no word."""
    place = folder or known_folder()
    if place is None:
        return None
    log = Paths(place).log
    try:
        _write(log, accident)
    except OSError:
        return None
    return log


def told(accident: BaseException) -> str:
    """Kind and places, innermost first: `KeyError: rows.py:12 fetch < register.py:40 page`."""
    frames = traceback.extract_tb(accident.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"{type(accident).__name__}: {places}".strip()


def _write(log: Path, accident: BaseException) -> None:
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(log, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    record = logging.LogRecord("shipu_desk", logging.ERROR, "", 0, told(accident), None, None)
    try:
        handler.emit(record)
    finally:
        handler.close()


def noted(log: Path, most: int) -> list[str]:
    """The newest lines of the log, oldest first; lines of any other shape are left out."""
    lines: list[str] = []
    for path in (log.with_name(f"{log.name}.1"), log):
        try:
            lines += path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
    return [line for line in lines if LINE.fullmatch(line)][-most:]
