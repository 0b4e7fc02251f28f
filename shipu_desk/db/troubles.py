"""SQLite's own troubles, told in one sentence each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from shipu_desk.errors import Busy, DamagedFile, DeskError, DiskTrouble, Refused

_SAID: dict[str, tuple[type[DeskError], str]] = {
    "SQLITE_BUSY": (Busy, "另一个窗口或命令正在写入，本次没有写入；等它完成后再试一次"),
    "SQLITE_LOCKED": (Busy, "另一个窗口或命令正在写入，本次没有写入；等它完成后再试一次"),
    "SQLITE_FULL": (DiskTrouble, "磁盘已满，本次没有写入，原有数据不受影响；清出空间后再试"),
    "SQLITE_READONLY": (DiskTrouble, "数据文件或所在文件夹是只读的，本次没有写入；请检查权限"),
    "SQLITE_IOERR": (
        DiskTrouble,
        "磁盘读写出错，可能是磁盘已满，本次没有写入；请清出空间，再检查磁盘",
    ),
    "SQLITE_CANTOPEN": (
        DiskTrouble,
        "数据文件打不开，请检查文件夹是否还在、有没有权限、所在的盘是不是只读",
    ),
    "SQLITE_CORRUPT": (DamagedFile, "数据文件已损坏，请停止录入，用“恢复备份”找回"),
    "SQLITE_CONSTRAINT_FOREIGNKEY": (
        Refused,
        "有一处引用的登记已不在了，本次没有写入；刷新后改选再试",
    ),
    "SQLITE_CONSTRAINT_UNIQUE": (Refused, "编号与已有的重复，本次没有写入；请换一个编号"),
    "SQLITE_CONSTRAINT_PRIMARYKEY": (
        DamagedFile,
        "改动记录与数据对不上，本次没有写入；请用“检查数据”查看，或恢复备份",
    ),
    "SQLITE_NOTADB": (DamagedFile, "数据文件已损坏，请停止录入，用“恢复备份”找回"),
}


@contextmanager
def told() -> Iterator[None]:
    """Raise what SQLite reports of its surroundings as a trouble a clerk can act on."""
    try:
        yield
    except sqlite3.Error as error:
        raise_told(error, error)


def raise_told(reason: BaseException | None, error: Exception) -> None:
    """`error` as what a clerk can act on, if SQLite's `reason` is known; else as it is."""
    name = getattr(reason, "sqlite_errorname", "") or ""
    for start, (kind, said) in _SAID.items():
        if name.startswith(start):
            raise kind(said) from error
    if "Could not decode" in str(reason):  # text that is no UTF-8: SQLite gives it no name
        raise DamagedFile(_SAID["SQLITE_CORRUPT"][1]) from error
    raise error
