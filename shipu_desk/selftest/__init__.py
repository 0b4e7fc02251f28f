"""`--selftest DIR`: the program proves on this computer that every part of it works.

The verdict is written anew before each step, so that a library which ends the whole process
leaves the name of the step it did that in. Nothing outside the folder is read or changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from shipu_desk.selftest import parts, screen
from shipu_desk.selftest.trial import Trial

STEPS: dict[str, Callable[[Trial], str]] = {
    "environment": parts.environment,
    "documents": parts.documents,
    "workbook": parts.workbook,
    "manuscript": parts.manuscript,
    "backup": parts.backup,
    "lock": parts.lock,
    "rendering": screen.rendering,
    "printers": screen.printers,
    "window": screen.window,
}


def main(arguments: Sequence[str]) -> int:
    """`--selftest DIR`: 0 when every step is good."""
    folder = Path(arguments[0] if arguments else "selftest").absolute()
    trial = Trial(folder, len(STEPS))
    trial.pictures.mkdir(parents=True, exist_ok=True)
    for name, step in STEPS.items():
        trial.take(name, step)
    if sys.stdout is not None:  # a window has none
        for done in trial.steps:
            print("ok  " if done["ok"] else "FAIL", done["name"], done["told"])  # noqa: T201
    return 0 if trial.ok else 1
