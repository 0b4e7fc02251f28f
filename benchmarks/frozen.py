"""The frozen program to its first usable page against the same from source.

SHIPU_DESK_FROZEN names the folder to try (what `packaging/build.py` made); without it nothing is
compared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.results import Measure, Result
from benchmarks.rounds import in_turn

ROOT = Path(__file__).parents[1]
ROUNDS, MOST = 9, 1.5
PEER = "同一程序从源代码运行"


def first_page() -> Result:
    """Process start to the first painted rows of a folder with the demonstration's data."""
    title, goal = "冻结的程序到第一页", f"≤ {MOST}"
    frozen = os.environ.get("SHIPU_DESK_FROZEN", "")
    if not frozen:
        return Result(title, "没有指定 SHIPU_DESK_FROZEN", goal, PEER)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    program = str(Path(frozen) / ("shipu-desk.exe" if os.name == "nt" else "shipu-desk"))
    source = [sys.executable, str(ROOT / "main.py")]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*source, "demo", folder], check=True, stdout=subprocess.DEVNULL)
        show = ["--first-page", str(Path(folder) / "数据")]
        taken = in_turn({"frozen": [program, *show], "source": [*source, *show]}, ROUNDS)
    mine, other = taken["frozen"].seconds, taken["source"].seconds
    figure = f"{mine:.2f} s，从源代码 {other:.2f} s（{ROUNDS} 次轮流，中位数）"
    return Result(title, figure, goal, PEER, mine / other, mine / other <= MOST)


MEASURES: tuple[Measure, ...] = (first_page,)
