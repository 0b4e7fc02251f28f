"""How each clerk wants the tables: columns and filters, by page.

It lies beside the data and in no backup: losing it costs a few drags of the mouse. What cannot be
read is laid aside and begun anew; what cannot be written is not kept, and work goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from shipu_desk import notes
from shipu_desk.documents import files
from shipu_desk.domain.views import Saved, View
from shipu_desk.errors import DeskError
from shipu_desk.services.desk import Desk

WIDEST = 80.0  # em; a column that is wider was not meant
COLUMNS, FILTERS = "columns", "filters"
log = logging.getLogger(__name__)


def view(desk: Desk, page: str) -> View:
    """The clerk's own; the table's where there is none."""
    said = _page(_seen(desk), desk.clerk, page).get(COLUMNS)
    said = said if isinstance(said, dict) else {}
    widths = said.get("widths")
    sound = {
        key: float(wide)
        for key, wide in (widths if isinstance(widths, dict) else {}).items()
        if isinstance(wide, int | float) and 0 < wide <= WIDEST
    }
    return View(_texts(said.get("order")), sound, frozenset(_texts(said.get("hidden"))))


def keep_view(desk: Desk, page: str, made: View) -> None:
    hidden = sorted(made.hidden)
    _keep(desk, page, COLUMNS, {"order": made.order, "widths": made.widths, "hidden": hidden})


def filters(desk: Desk, page: str) -> list[Saved]:
    """The filters saved, in the order they were."""
    said = _page(_seen(desk), desk.clerk, page).get(FILTERS)
    return [one for one in map(_saved, said if isinstance(said, list) else []) if one]


def keep_filters(desk: Desk, page: str, saved: Sequence[Saved]) -> None:
    _keep(desk, page, FILTERS, [asdict(one) for one in saved])


def _saved(said: object) -> Saved | None:
    if not isinstance(said, dict) or not isinstance(said.get("name"), str):
        return None
    words, equal = said.get("words"), said.get("equal")
    return Saved(
        said["name"],
        words if isinstance(words, str) else "",
        equal if isinstance(equal, dict) else {},
    )


def _texts(said: object) -> tuple[str, ...]:
    return tuple(one for one in said if isinstance(one, str)) if isinstance(said, list) else ()


def _page(whole: dict[str, Any], clerk: str, page: str) -> dict[str, Any]:
    """One page of one clerk, made where it is not there."""
    found = whole
    for key in (clerk, page):
        inner = found.get(key)
        found[key] = inner = inner if isinstance(inner, dict) else {}
        found = inner
    return found


def _keep(desk: Desk, page: str, what: str, said: object) -> None:
    with suppress(DeskError, OSError):
        whole = _read(desk)  # what cannot be read at this moment is not written over
        _page(whole, desk.clerk, page)[what] = said
        written = files.write(desk.paths.views, notes.packed(whole))
        if written.renamed:  # under another name nobody would find it again
            written.path.unlink(missing_ok=True)


def _seen(desk: Desk) -> dict[str, Any]:
    """What is shown: as the pages bring it while the file cannot be had."""
    with suppress(OSError):
        return _read(desk)
    return {}


def _read(desk: Desk) -> dict[str, Any]:
    """Empty where there is no file yet. Raises OSError for one that is there and held."""
    path = desk.paths.views
    try:
        whole = notes.read(path)
        if isinstance(whole, dict):
            return whole
    except FileNotFoundError:
        return {}
    except notes.Garbled:
        log.warning("表格样式读不出来，按原样显示")
    with suppress(OSError):
        notes.lay_aside(path)
    return {}
