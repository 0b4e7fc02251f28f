"""The walk over every page and dialog at the office's scales: `docs/walk.py`, one run each.

Least room and most pixels always; SHIPU_DESK_WALK_ALL=1 walks the scales between as well.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shipu_desk.services import demo

WALK = Path(__file__).parents[1] / "docs" / "walk.py"
SCREENS = [("1.5", "1366x768"), ("2", "1920x1080")]
if os.environ.get("SHIPU_DESK_WALK_ALL"):
    SCREENS += [("1", "1366x768"), ("1.25", "1366x768")]


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    for _ in demo.make(folder):
        pass
    return folder


@pytest.mark.parametrize(("scale", "screen"), SCREENS, ids=lambda one: one)
def test_nothing_is_cut_covered_nameless_unseen_or_pale(samples, tmp_path, scale, screen):
    run = subprocess.run(
        [sys.executable, WALK, samples, scale, screen, tmp_path],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert run.returncode == 0, run.stderr[-2000:]
    said = json.loads((tmp_path / "faults.json").read_text(encoding="utf-8"))
    assert said["faults"] == {}
    assert said["stops"] > 55 and len(list(tmp_path.glob("*.png"))) == said["stops"]
