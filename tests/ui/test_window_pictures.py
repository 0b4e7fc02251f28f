"""The README's pictures of the window can be drawn with the window as it is."""

import importlib.util
from pathlib import Path

import pytest

from shipu_desk.services import demo

SCRIPT = Path(__file__).parents[2] / "docs" / "window_pictures.py"


@pytest.mark.slow
def test_every_page_of_the_demonstration_is_drawn(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("window_pictures", SCRIPT)
    drawing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawing)
    monkeypatch.setattr(drawing, "REST", 0.2)
    list(demo.make(tmp_path / "out"))
    drawing.draw(tmp_path / "out", tmp_path)
    made = {path.stem.removeprefix("window-"): path for path in tmp_path.glob("window-*.png")}
    assert set(made) == set(drawing.SHOWN)
    assert all(path.stat().st_size > 20_000 for path in made.values())
