"""An office with its data, and one without."""

import pytest
from office import Office


@pytest.fixture
def bare(tmp_path, capsys, monkeypatch):
    """The command line where there is no data yet."""
    monkeypatch.chdir(tmp_path)
    return Office(tmp_path / "数据", capsys, monkeypatch)


@pytest.fixture
def office(bare):
    bare.done("--as", "示例甲", "init")
    return bare
