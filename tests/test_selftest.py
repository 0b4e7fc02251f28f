"""The selftest keeps to a folder of its own."""

import json

import pytest

from shipu_desk import selftest
from shipu_desk.selftest.trial import VERDICT, Trial


@pytest.fixture
def steps(monkeypatch):
    """One step that leaves a file, in the place of all."""
    monkeypatch.setattr(selftest, "STEPS", {"environment": lambda trial: str(trial.folder)})


def test_it_runs_again_where_it_ran_before(tmp_path, steps):
    folder = tmp_path / "自检"
    assert selftest.main([str(folder)]) == selftest.main([str(folder)]) == 0
    assert json.loads((folder / VERDICT).read_text(encoding="utf-8"))["ok"]


@pytest.mark.parametrize("verdict", [None, "{}", "[1]", "junk"])
def test_a_folder_with_anything_else_is_left_alone(tmp_path, steps, capsys, verdict):
    data = tmp_path / "empty" / "石浦.db"
    data.parent.mkdir()
    data.write_text("数据", encoding="utf-8")
    if verdict is not None:
        (tmp_path / VERDICT).write_text(verdict, encoding="utf-8")
    assert selftest.main([str(tmp_path)]) == 2
    assert "这里有别的东西，没有动它" in capsys.readouterr().err
    assert data.read_text(encoding="utf-8") == "数据"


@pytest.mark.parametrize("inside", ["", "x", "x/y"])
def test_a_file_is_no_folder(tmp_path, steps, capsys, inside):
    (tmp_path / "文件").write_text("数据", encoding="utf-8")
    assert selftest.main([str(tmp_path / "文件" / inside)]) == 2
    assert "没有动它" in capsys.readouterr().err


def test_a_step_that_fails_keeps_no_other_from_its_turn(tmp_path):
    trial = Trial(tmp_path, 2)
    trial.take("documents", lambda _: 1 / 0)
    trial.take("workbook", lambda _: "told")
    assert not trial.ok and [step["ok"] for step in trial.steps] == [False, True]
