"""The frozen program: what the one command makes proves itself, and what may not be inside."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from shipu_desk import selftest, windows
from shipu_desk.selftest import trial

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"


def loaded(name):
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module


finish = loaded("finish")
build = loaded("build")


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    """A folder frozen for this test, which has run its selftest; about a minute."""
    out = tmp_path_factory.mktemp("frozen")
    done = subprocess.run(
        [PACKAGING / "selftest.sh", out],
        env=os.environ | {"PYTHON": sys.executable},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out


def _proves_itself(frozen):
    verdict = json.loads((frozen / "selftest" / trial.VERDICT).read_text(encoding="utf-8"))
    assert verdict["ok"]
    assert [step["name"] for step in verdict["steps"]] == list(selftest.STEPS)
    assert "frozen" in verdict["steps"][0]["told"]
    assert "utf8=1" in verdict["steps"][0]["told"]
    pictures = list((frozen / "selftest" / "pictures").glob("*.png"))
    assert len(pictures) > 16
    assert all(path.stat().st_size > 1_000 for path in pictures)


def _carries_every_licence(frozen):
    inside = frozen / finish.NAME / finish.LICENCES
    listed = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    packages = re.findall(r"^\| ([A-Za-z0-9_.-]+) \|", listed, re.MULTILINE)
    texts = {path.name.lower().replace("-", "_") for path in inside.iterdir() if path.is_dir()}
    for name in packages:
        if name not in {"PySide6-Essentials", "shiboken6", "colorama"}:  # LGPL below; Windows only
            assert name.lower().replace("-", "_") in texts, name
    for name in ("LICENSE", "THIRD_PARTY.md", "LGPL-3.0.txt", "GPL-3.0.txt", "Python.txt"):
        assert (inside / name).stat().st_size > 500
    assert any((inside / "fonts").iterdir())


def _carries_the_help(frozen):
    inside = frozen / finish.NAME / finish.LIBRARY / "shipu_desk/_resources/help"
    source = ROOT / "resources/help"
    names = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    assert names == {path.relative_to(inside) for path in inside.rglob("*") if path.is_file()}


def _is_archived_whole_and_its_sum_told(frozen):
    [path] = frozen.glob("*.zip")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        run = archive.getinfo("ShipuDesk/shipu-desk")
    assert "ShipuDesk/先读我.txt" in names
    assert run.external_attr >> 16 & 0o100
    digest, name = (frozen / "SHA256SUMS").read_text(encoding="utf-8").split()
    assert name == path.name and len(digest) == 64


@pytest.mark.slow
def test_the_frozen_folder(frozen):
    """One test, so that no two workers freeze a folder each."""
    _proves_itself(frozen)
    _carries_every_licence(frozen)
    _carries_the_help(frozen)
    _is_archived_whole_and_its_sum_told(frozen)


# what finish.py refuses, on a folder of a few bytes


@pytest.fixture
def folder(tmp_path):
    """The least a Windows folder is."""
    made = tmp_path / "ShipuDesk"
    (made / "lib/shipu_desk/_resources/fonts/licences").mkdir(parents=True)
    (made / "lib/shipu_desk/_resources/fonts/licences/OFL.txt").write_text("OFL")
    (made / "ShipuDesk.exe").write_bytes(b"MZ")
    return made


@pytest.mark.parametrize(
    "name",
    ["lib/icuuc.dll", "lib/PySide6/mscms.dll", "lib/pytest/__init__.pyc", "lib/Qt6Charts.dll",
     "lib/mypy-2.4.dist-info/METADATA", "lib/opengl32sw.dll"],
)  # fmt: skip
def test_what_must_not_be_given_away_is_refused(folder, name):
    finish.refuse(folder)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    with pytest.raises(finish.NotReady, match=re.escape(path.name)):
        finish.refuse(folder)


def test_a_library_of_wines_is_refused_whatever_its_name(folder):
    (folder / "lib/fine.dll").write_bytes(b"MZ" + bytes(62) + b"Wine builtin DLL" + bytes(100))
    with pytest.raises(finish.NotReady, match=r"fine\.dll"):
        finish.refuse(folder)


def test_a_folder_that_grew_too_large_is_refused(folder, monkeypatch):
    monkeypatch.setitem(finish.MOST, True, 10)
    (folder / "lib/large.bin").write_bytes(bytes(20))
    with pytest.raises(finish.NotReady, match="at most"):
        finish.refuse(folder)


def test_the_fonts_do_not_count_on_windows(folder, monkeypatch):
    monkeypatch.setitem(finish.MOST, True, 10)
    (folder / "lib/shipu_desk/_resources/fonts/large.ttf").write_bytes(bytes(20))
    finish.refuse(folder)


def test_the_same_folder_gives_the_same_archive(folder, tmp_path):
    first = finish.archive(folder).read_bytes()
    os.utime(folder / "ShipuDesk.exe", (1, 1))
    assert finish.archive(folder).read_bytes() == first


def test_the_details_of_the_program_tell_its_version():
    said = build.version_file()
    assert finish.version() in said
    four = re.search(r"filevers=\((\d+), (\d+), (\d+), 0\)", said)
    assert ".".join(four.groups()) == finish.version()


def test_installer_and_program_ask_for_the_same_windows():
    script = (PACKAGING / "setup.nsi").read_text(encoding="utf-8")
    assert re.search(r"!define OLDEST (\d+)", script)[1] == str(windows.OLDEST)


def test_the_installer_never_removes_data():
    """It names the data folder to tell of it, and removes nothing there."""
    script = (PACKAGING / "setup.nsi").read_text(encoding="utf-8")
    removed = re.findall(r"^\s*(?:RMDir|Delete)\b.*$", script, re.MULTILINE)
    assert removed and not [line for line in removed if "${DATA}" in line or "数据" in line]
    assert "$LOCALAPPDATA\\ShipuDesk" in script and "RequestExecutionLevel user" in script
