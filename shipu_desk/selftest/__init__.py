"""`--selftest DIR`: the program proves on this computer that every part of it works.

The verdict is written anew before each step, so that a library which ends the whole process
leaves the name of the step it did that in. Nothing outside the folder is read or changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from shipu_desk.selftest import parts, screen
from shipu_desk.selftest.trial import VERDICT, Trial, is_of_ours

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


TAKEN = "自检要一个空的或还没有的文件夹，这里有别的东西，没有动它：{}"


def _refused(told: str) -> int:
    if sys.stderr is not None:
        print(told, file=sys.stderr)  # noqa: T201
    return 2


def _may_use(folder: Path) -> bool:
    """Nothing there, or what an earlier selftest left."""
    if not folder.exists():
        return not any(above.is_file() for above in folder.parents)
    return folder.is_dir() and (not any(folder.iterdir()) or is_of_ours(folder / VERDICT))


def main(arguments: Sequence[str]) -> int:
    """`--selftest DIR`: 0 when every step is good, 2 where the folder holds something else."""
    folder = Path(arguments[0] if arguments else "selftest").absolute()
    trial = Trial(folder, len(STEPS))
    try:
        if not _may_use(folder):
            return _refused(TAKEN.format(folder))
        trial.pictures.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _refused(f"自检用的文件夹建不了，请换一个地方：{folder}")
    for name, step in STEPS.items():
        trial.take(name, step)
    if sys.stdout is not None:  # a window has none
        for done in trial.steps:
            print("ok  " if done["ok"] else "FAIL", done["name"], done["told"])  # noqa: T201
    return 0 if trial.ok else 1
