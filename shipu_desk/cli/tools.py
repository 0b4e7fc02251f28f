"""What every command needs: the data folder, the clerk, the clock, and the desk when asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shipu_desk import interrupts
from shipu_desk.documents.decoding import Undecodable, decoded
from shipu_desk.domain.records import Rejected
from shipu_desk.errors import DeskError, MissingFile
from shipu_desk.paths import Paths

if TYPE_CHECKING:
    from shipu_desk.documents.proof import Written
    from shipu_desk.services.desk import Desk

PURPOSE = "写明用途才给出完整号码，并记入改动记录"
LARGEST = 64 * 2**20  # bytes of a .json file


class NotUsable(DeskError):
    """A file that was handed in cannot be used; nothing was taken from it."""


@dataclass(frozen=True)
class Wiring:
    """What the composition root gives: the window, the clock and the source of randomness."""

    open_window: Callable[[Path, str], int]
    now: Callable[[], datetime]
    random: Callable[[int], bytes]


@dataclass(frozen=True)
class Tools:
    """One call of the command line."""

    wiring: Wiring
    paths: Paths
    clerk: str

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk, opened for one command; what it has to say comes on stderr."""
        from shipu_desk.services import clerks, opening

        try:
            desk = opening.open_desk(self.paths, self.clerk, self.wiring.now, self.wiring.random)
        except MissingFile:
            said = f"“{self.paths.folder}”里还没有数据；先用 init 建立，或用 --data 指明数据在哪里"
            raise MissingFile(said) from None
        try:
            for notice in desk.notices:
                click.echo(notice, err=True)
            with interrupts.heard():
                yield clerks.seat(desk)
        finally:
            desk.close()


def _text_of(path: Path) -> str:
    """A text file in any usual encoding, or standard input for `-`. Raises NotUsable."""
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotUsable(f"找不到文件“{path}”，请检查文件名") from None
    except OSError:
        raise NotUsable(f"文件“{path}”打不开，请检查它是不是文件、有没有权限") from None
    if len(data) > LARGEST:
        raise NotUsable(f"文件“{path}”太大（超过 64 MB），请分成几份")
    try:
        return decoded(data)
    except Undecodable as fault:
        raise NotUsable(f"文件“{path}”没有读取：{fault}") from None


def objects_of(path: Path) -> list[dict[str, Any]]:
    """One object or a list of them from a .json file. Raises NotUsable."""
    called = "标准输入" if str(path) == "-" else path
    try:
        said = json.loads(_text_of(path), parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise NotUsable(f"“{called}”第{error.lineno}行不合格式，应是 .json 的写法") from None
    except (RecursionError, ValueError):
        raise NotUsable(f"“{called}”的内容读不出来，应是 .json 的写法") from None
    found = said if isinstance(said, list) else [said]
    if not found or not all(isinstance(one, dict) for one in found):
        raise NotUsable(f"“{called}”里应是一条登记，或若干条登记的列表")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that says one key twice would keep the last value without a word."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = "、".join(name for name in found if names.count(name) > 1)
        raise NotUsable(f"“{twice}”写了两次，没有写入；请只留一处")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def written(path: Path, wanted: Path, what: str = "") -> None:
    """Tell which file was written, also when another name had to be taken."""
    note = f"（{wanted.name} 正被别的程序打开，另存了一份）" if path.name != wanted.name else ""
    click.echo(f"已写入 {path}{note}{what}")


TWIN = click.option("--twin", is_flag=True, help="与已有的相同也照样新增")


@contextmanager
def twins_told() -> Iterator[None]:
    """A twin is no fault: how to add it all the same is told with it."""
    try:
        yield
    except Rejected as refused:
        if not refused.is_twin:
            raise
        raise NotUsable(f"{refused}；确实是另一条的，加上 --twin 照样新增") from None


def reported(write: Callable[[Path], Path], wanted: Path | None) -> str:
    """Write a report, if one is wanted, and tell it; its trouble comes after what was done."""
    if wanted is None:
        return ""
    try:
        written(write(wanted), wanted)
    except DeskError as trouble:
        return str(trouble)
    return ""


def told_pages(done: Written, wanted: Path) -> None:
    """Say what was written, its pages if it has any, and what is to be checked."""
    written(done.path, wanted, f"：{done.pages}页" if done.pages else "")
    for note in done.notes:
        click.echo(f"请核对：{note}", err=True)
