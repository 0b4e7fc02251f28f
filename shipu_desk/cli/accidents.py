"""The last resort: one sentence for the clerk, the place of the fault for the maker."""

from __future__ import annotations

from shipu_desk import accidents
from shipu_desk.accidents import remember
from shipu_desk.paths import default_folder

__all__ = ["note_down", "remember"]


def note_down(accident: BaseException) -> str:
    """Log where it happened, never what the data were; the sentence to show."""
    log = accidents.note(accident, accidents.known_folder() or default_folder())
    told = "程序出了意外，这一步没有做成，已有的数据不受影响"
    if log is None:
        return f"{told}；请把所用的命令告诉维护人员"
    return f"{told}；请把“{log}”交给维护人员"
