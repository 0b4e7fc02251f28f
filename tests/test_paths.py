"""A live database lies on a fixed disk of this computer and in no synchronised folder."""

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from PySide6.QtCore import QStandardPaths

from shipu_desk.paths import PORTABLE, Paths, default_folder, doubt, drive_kind


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        (PureWindowsPath(r"C:\Users\示例\OneDrive - 示例\数据"), "fixed", "同步文件夹"),
        (PureWindowsPath(r"D:\坚果云\数据"), "fixed", "同步文件夹"),
        (PureWindowsPath(r"C:\Users\示例\Documents\WPSDrive\1"), "fixed", "同步文件夹"),
        (PureWindowsPath(r"D:\BaiduSyncdisk"), "fixed", "同步文件夹"),
        (PurePosixPath("/home/示例/Dropbox/数据"), "fixed", "同步文件夹"),
        (PureWindowsPath(r"\\server\share\数据"), "fixed", "网络盘"),
        (PureWindowsPath("Z:\\数据"), "network", "网络盘"),
        (PurePosixPath("/mnt/office/数据"), "network", "网络盘"),
        (PureWindowsPath("E:\\数据"), "removable", "移动盘"),
    ],
)
def test_an_unsafe_place_is_told_with_what_to_do(path, kind, said):
    assert said in doubt(path, kind)
    assert "请把数据放在本机" in doubt(path, kind)


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"C:\Users\示例\AppData\Local\ShipuDesk"),
        PureWindowsPath(r"D:\数据\石浦"),
        PurePosixPath("/home/示例/.local/share/shipu-desk"),
    ],
)
def test_an_ordinary_folder_is_safe(path):
    assert doubt(path, "fixed") is None


def test_the_default_folder_is_local_and_never_roaming(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert default_folder() == tmp_path / "shipu-desk"
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setattr(sys, "platform", "win32")
    assert default_folder() == tmp_path / "Local" / "ShipuDesk"


def test_it_is_where_qt_too_keeps_local_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    local = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    assert default_folder().parent == Path(local)


def test_a_portable_program_keeps_its_data_beside_it(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "ShipuDesk.exe"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert default_folder() != tmp_path / "数据"
    (tmp_path / PORTABLE).touch()
    assert default_folder() == tmp_path / "数据"


def test_a_flag_beside_python_itself_means_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    (tmp_path / PORTABLE).touch()
    assert default_folder() != tmp_path / "数据"


def test_everything_of_one_desk_lies_in_one_folder(tmp_path):
    paths = Paths(tmp_path)
    places = [paths.database, paths.backups, paths.lock, paths.log, paths.templates]
    assert {place.parent for place in places} == {tmp_path}
    assert len({place.name for place in places}) == len(places)


def test_this_folder_is_on_a_fixed_disk(tmp_path):
    assert drive_kind(tmp_path) == "fixed"
    assert drive_kind(Path("没有这个文件夹")) == "fixed"
