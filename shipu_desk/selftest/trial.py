"""One run of the selftest: where it writes, its verdict so far."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from shipu_desk import __version__, notes
from shipu_desk.paths import Paths

if TYPE_CHECKING:
    from shipu_desk.services.desk import Desk

VERDICT = "verdict.json"


class Failed(Exception):
    """What a step found wrong."""


@dataclass
class Trial:
    """One run: where it writes, what is known so far."""

    folder: Path
    planned: int  # steps
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def samples(self) -> Path:
        return self.folder / "示例"

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures"

    def take(self, name: str, step: Callable[[Trial], str]) -> None:
        """One step; what it raises is its result and keeps no other step from its turn."""
        began = time.perf_counter()
        entry: dict[str, Any] = {"name": name, "ok": False, "told": "did not return"}
        self.steps.append(entry)
        self._write(running=name)
        try:
            entry["told"] = step(self)
            entry["ok"] = True
        except Exception as error:  # noqa: BLE001 - the verdict tells it
            entry["told"] = f"{type(error).__name__}: {error}"
            entry["detail"] = "".join(traceback.format_exception(error))
        entry["seconds"] = round(time.perf_counter() - began, 2)
        self._write()

    @property
    def ok(self) -> bool:
        return len(self.steps) == self.planned and all(step["ok"] for step in self.steps)

    def _write(self, running: str = "") -> None:
        said = {"ok": self.ok and not running, "version": __version__, "running": running}
        text = json.dumps(said | {"steps": self.steps}, ensure_ascii=False, indent=1)
        (self.folder / VERDICT).write_text(text + "\n", encoding="utf-8")


def is_of_ours(path: Path) -> bool:
    """Whether this is the verdict of an earlier run."""
    try:
        said = notes.read(path)
    except (OSError, notes.Garbled):
        return False
    return isinstance(said, dict) and {"ok", "version", "running", "steps"} <= set(said)


def sample_desk(folder: Path) -> Desk:
    """The demonstration's data, opened with our fonts only."""
    from shipu_desk.services import opening

    now, random = datetime.now, Random(1).randbytes
    desk = opening.open_desk(Paths(folder), "示例经办人", now, random, place_accepted=True)
    desk.bundled_fonts_only = True
    return desk
