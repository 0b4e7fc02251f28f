"""Where things lie on this computer, and whether a place is safe for the live database."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

FILE = "石浦.db"
PORTABLE = "portable.flag"
_SYNCED = (
    "onedrive", "dropbox", "nutstore", "坚果云", "wpsdrive", "wps云盘", "wps 云盘", "baidusyncdisk",
    "百度网盘", "baidunetdisk", "微云", "weiyun", "icloud", "google drive", "syncthing",
    "nextcloud",
)  # fmt: skip
_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "fuse.sshfs")
)


@dataclass(frozen=True)
class Paths:
    """The data folder and what lies in it."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / FILE

    @property
    def backups(self) -> Path:
        return self.folder / "备份"

    @property
    def lock(self) -> Path:
        return self.folder / "desk.lock"

    @property
    def log(self) -> Path:
        return self.folder / "desk.log"

    @property
    def templates(self) -> Path:
        return self.folder / "版式"

    @property
    def views(self) -> Path:
        """How each clerk wants the tables: beside the data, in no backup."""
        return self.folder / "表格样式.json"

    @property
    def printers(self) -> Path:
        """What this PC knows of its printers: beside the data, never in them or in a backup."""
        return self.folder / "打印机.json"


def portable_folder() -> Path | None:
    """Beside a frozen program that a file `portable.flag` lies with; None otherwise."""
    beside = Path(sys.executable).parent
    if getattr(sys, "frozen", False) and (beside / PORTABLE).is_file():
        return beside / "数据"
    return None


def default_folder() -> Path:
    """The platform's local (never roaming) folder for application data, or the portable one."""
    portable = portable_folder()
    if portable:
        return portable
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "ShipuDesk"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/ShipuDesk"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "shipu-desk"


def doubt(path: PurePath, kind: str) -> str | None:
    """Why a live database must not lie there; `kind` is 'fixed', 'network' or 'removable'."""
    parts = [part.lower() for part in path.parts]
    synced = next((name for name in _SYNCED for part in parts if name in part), None)
    if synced:
        return f"“{path}”在同步文件夹里，同步会弄坏正在使用的数据；请把数据放在本机的普通文件夹"
    if kind == "network" or (isinstance(path, PureWindowsPath) and path.drive.startswith("\\\\")):
        return f"“{path}”在网络盘上，断网或两人同时用会弄坏数据；请把数据放在本机，网络盘只放备份"
    if kind == "removable":
        return f"“{path}”在移动盘上，拔出会丢数据；请把数据放在本机，移动盘只放备份"
    return None


def drive_kind(path: Path) -> str:
    """What kind of drive a path lies on: 'fixed', 'network' or 'removable'."""
    if sys.platform == "win32":
        return _windows_kind(path)
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return "fixed"
    best, kind = Path(), "fixed"
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, system, *_ = line.split(" ")
        place = Path(point.replace("\\040", " "))
        if path.absolute().is_relative_to(place) and len(place.parts) > len(best.parts):
            best, kind = place, "network" if system in _NETWORK else "fixed"
    return kind


def _windows_kind(path: Path) -> str:
    import ctypes

    windll = ctypes.windll  # type: ignore[attr-defined,unused-ignore]
    number = windll.kernel32.GetDriveTypeW(path.absolute().anchor)
    return {2: "removable", 4: "network"}.get(int(number), "fixed")
