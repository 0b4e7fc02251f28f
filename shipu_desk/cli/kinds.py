"""What may be typed as a parameter: registers, files, days, numbers."""

from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path
from typing import Any

import click
from click import Context, Parameter

from shipu_desk.domain.catalogue import BY_PLURAL
from shipu_desk.domain.fields import Day, FieldError
from shipu_desk.domain.records import Record
from shipu_desk.domain.texts import narrow

BY_LABEL = {record.LABEL: record for record in BY_PLURAL.values()}


class _Kind(click.ParamType[Any]):
    """Faults follow the parameter's name, as in “登记”没有…"""

    name = "值"


class RegisterKind(_Kind):
    """The plural English noun of a register, or its Chinese name."""

    name = "register"

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> type[Record]:
        found = BY_PLURAL.get(value) or BY_LABEL.get(value)
        if found is None:
            known = "、".join(f"{name}（{one.LABEL}）" for name, one in BY_PLURAL.items())
            self.fail(f"没有“{value}”这一种，可用：{known}", param, ctx)
        return found


class FileKind(_Kind):
    """A path whose ending is one of those given; whether it can be used is told when used."""

    name = "file"

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> Path:
        if not str(value).strip() or "\0" in str(value):
            self.fail("是空的，应写文件名", param, ctx)
        path = Path(value)
        if not _is_possible(path):
            self.fail("太长或有不能用的字符，应写短一些的文件名", param, ctx)
        if self.endings and path.suffix.lower() not in self.endings:
            self.fail(f"“{value}”的后缀应为 {' 或 '.join(self.endings)}", param, ctx)
        return path


def _is_possible(path: Path) -> bool:
    """Whether the system can take the name at all; whether anything is there is no matter."""
    if os.name == "nt" and len(str(path.absolute())) > 259:  # told there as a file that is missing
        return False
    try:
        path.lstat()
    except OSError as trouble:
        return trouble.errno not in {errno.ENAMETOOLONG, errno.EINVAL}
    return True


class DayKind(_Kind):
    """A day as the forms take it."""

    name = "day"

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            read = Day("日期").read(value)
        except FieldError as error:
            self.fail(f"“{value}”{error}", param, ctx)
        if not isinstance(read, date):
            self.fail("是空的，应写成 2023-03-06 这样的日期", param, ctx)
        return read


class NumberKind(_Kind):
    """A whole number from 1."""

    name = "number"

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> int:
        if isinstance(value, int):
            return value
        text = narrow(str(value))
        if not (text.isascii() and text.isdigit() and text.strip("0")):
            self.fail(f"“{value}”不是从1起的整数", param, ctx)
        if len(text) > 15:
            self.fail(f"“{value}”太大", param, ctx)
        return int(text)


class WordKind(_Kind):
    """One of a few words."""

    name = "word"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: Parameter | None, ctx: Context | None) -> str:
        if value not in self.words:
            self.fail(f"没有“{value}”，可用：{'、'.join(self.words)}", param, ctx)
        return str(value)


REGISTER, DAY, NUMBER, FOLDER = RegisterKind(), DayKind(), NumberKind(), FileKind()
