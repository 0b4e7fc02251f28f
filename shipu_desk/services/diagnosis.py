"""诊断包: what whoever maintains the desk needs to know, and nothing about anybody.

Nothing is scrubbed out of texts that may hold a name: only figures, versions, words of our own
and places in the program go in at all. A row, a setting's text, a path, a name of this computer
or its user, the words of an error are never read into it.
"""

from __future__ import annotations

import io
import locale
import os
import platform
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from shipu_desk import __version__, accidents
from shipu_desk.db.header import SCHEMA
from shipu_desk.documents import files
from shipu_desk.documents.files import Written
from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.fields import Whole
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import DeskError
from shipu_desk.paths import PORTABLE, Paths, drive_kind, portable_folder
from shipu_desk.services import backups, changes, checking, register
from shipu_desk.services.desk import Desk

Facts = Sequence[tuple[str, str]]
LINES = 200  # of the log, at most
MB = 2**20
LIBRARIES = (
    "PySide6-Essentials", "SQLAlchemy", "reportlab", "pypdfium2", "openpyxl", "XlsxWriter",
    "python-calamine", "zxing-cpp", "click", "pillow",
)  # fmt: skip
SYSTEM_FONTS = ("simfang.ttf", "simkai.ttf", "simhei.ttf", "simsun.ttc", "msyh.ttc")
DRIVES = {"fixed": "本机硬盘", "network": "网络盘", "removable": "移动盘"}
ABOUT = """石浦放心消费工作台 诊断包

这里只有版本、系统、数量、大小和出错的位置，用来找出问题在哪里。
没有：姓名、单位名称、电话、代码、编号、地址、稿件；Windows 的用户名和电脑的名字；
文件夹的完整位置；打印机的名字；出错时的原话。

系统.txt  软件和系统的版本、屏幕、字体、磁盘
数据.txt  每种登记有几条、文件多大、检查的结果
设置.txt  设置里的数字；文字只说是默认的还是改过的
出错.txt  最近出错的位置：哪一类错、哪个程序文件第几行
"""


@dataclass(frozen=True)
class Sheet:
    """One file of the package."""

    name: str
    text: str


def sheets(paths: Paths, desk: Desk | None, screen: Facts = (), refusal: str = "") -> list[Sheet]:
    """All files of the package. `screen` is what only a window knows; without a desk `refusal`
    names the kind of error that kept the data from being opened."""
    data = list(_data(desk)) if desk else [("数据", f"没有打开（{refusal or '没有数据'}）")]
    sizes = list(_sizes(paths, desk))
    return [
        Sheet("先读我.txt", ABOUT),
        Sheet("系统.txt", _lines([*_system(paths), *screen])),
        Sheet("数据.txt", _lines([*data, *sizes])),
        Sheet("设置.txt", _lines(list(_settings(desk.settings())) if desk else [])),
        Sheet("出错.txt", _troubles(paths)),
    ]


def sqlite_version() -> str:
    return sqlite3.sqlite_version


def write(path: Path, made: Sequence[Sheet]) -> Written:
    """The sheets as one .zip in place of `path`. Raises NotWritten."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for one in made:
            package.writestr(one.name, one.text.encode("utf-8-sig"))  # for the Windows editor
    return files.write(path, data.getvalue())


def _lines(facts: Facts) -> str:
    return "".join(f"{name}：{said}\n" for name, said in facts) or "（没有）\n"


def _system(paths: Paths) -> Iterator[tuple[str, str]]:
    yield "软件", __version__
    yield "打包", "打包的程序" if getattr(sys, "frozen", False) else "从源代码运行"
    yield PORTABLE, "有" if portable_folder() else "没有"
    yield "系统", _windows() or f"{platform.system()} {platform.release()}"
    yield "处理器", f"{platform.machine()}，{os.cpu_count()} 核"
    yield "Python", platform.python_version()
    yield "SQLite", sqlite_version()
    for name in LIBRARIES:
        yield name, _version(name)
    yield "语言和编码", f"{locale.getlocale()[0]}，{locale.getpreferredencoding(False)}"
    yield "系统字体", "、".join(_system_fonts()) or "没有要找的几种"
    yield "数据所在的盘", DRIVES.get(drive_kind(paths.folder), "不详")
    yield "还空着", _free(paths.folder)


def _windows() -> str:
    if sys.platform != "win32":
        return ""
    found = sys.getwindowsversion()
    return f"Windows {found.major}.{found.minor}，内部版本 {found.build}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "没有"


def _system_fonts() -> list[str]:
    folder = Path(os.environ.get("WINDIR", "")) / "Fonts"
    return [name for name in SYSTEM_FONTS if (folder / name).is_file()]


def _free(folder: Path) -> str:
    try:
        return f"{shutil.disk_usage(folder).free // MB:,} MB"
    except OSError:
        return "读不出"


def _data(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "数据的版本", str(SCHEMA)
    newest = next(iter(changes.audit(desk, 1)), None)
    yield "改动", f"{newest.number if newest else 0} 次"
    for record in RECORDS:
        yield record.LABEL, f"{register.count(desk, record)} 条"
    yield "检查", _verdict(desk)


def _verdict(desk: Desk) -> str:
    """How many findings, never their words: they name rows."""
    found = checking.check(desk)
    broken = backups.is_damaged(desk)
    return f"发现 {len(found)} 处{'，文件已损坏' if broken else ''}" if found else "完好"


def _sizes(paths: Paths, desk: Desk | None) -> Iterator[tuple[str, str]]:
    for name, path in (
        ("数据文件", paths.database),
        ("还没合并的改动", paths.database.with_name(f"{paths.database.name}-wal")),
        ("出错记录", paths.log),
    ):
        yield name, _size(path)
    if desk:
        kept = _listed(desk)
        yield "备份", f"{len(kept)} 份"
        yield "最近的备份", f"{kept[0].moment:%Y-%m-%d %H:%M}" if kept else "没有"


def _listed(desk: Desk) -> list[backups.Backup]:
    try:
        return backups.listed(desk)
    except (DeskError, OSError):
        return []


def _size(path: Path) -> str:
    try:
        return f"{path.stat().st_size:,} 字节"
    except OSError:
        return "没有"


def _settings(settings: Settings) -> Iterator[tuple[str, str]]:
    """Figures as they are; of texts only whether they were changed."""
    spec = spec_of(Settings)
    for key, field in spec.fields.items():
        value, default = getattr(settings, key), spec.defaults.get(key)
        if isinstance(field, Whole):
            yield field.label, str(value)
        else:
            yield field.label, "默认" if value == default else "改过" if value else "空着"


def _troubles(paths: Paths) -> str:
    found = accidents.noted(paths.log, LINES)
    return "".join(f"{line}\n" for line in found) or "没有记下出错。\n"
