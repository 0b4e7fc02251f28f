"""Words that were typed and not saved when the session ended: a text file beside the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shipu_desk.documents import files
from shipu_desk.errors import DiskTrouble
from shipu_desk.services.desk import Desk
from shipu_desk.services.drafts import FOLDER

NEW, TOLD = "未保存的文字-", "已提示-"


def write_down(desk: Desk, words: Sequence[tuple[str, str, str]]) -> Path | None:
    """Lines of (where, which field, what); None when there are none. Raises DeskError."""
    if not words:
        return None
    moment = desk.now()
    lines = [f"{where}｜{field}：{said}" for where, field, said in words]
    head = f"{moment:%Y-%m-%d %H:%M} 关机时还没有保存的文字（经办人：{desk.clerk}）"
    text = "\r\n".join([head, "", *lines, ""])
    folder = desk.paths.folder / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as trouble:
        raise DiskTrouble(f"文件夹“{folder}”建不了") from trouble
    path = folder / f"{NEW}{moment:%Y%m%d-%H%M%S}.txt"
    return files.write(path, text.encode("utf-8-sig", "surrogatepass")).path


def left_behind(folder: Path) -> list[Path]:
    """Files that nobody was told of yet; from now on they bear another name."""
    found = []
    for path in sorted((folder / FOLDER).glob(f"{NEW}*.txt")):
        try:
            found.append(path.rename(path.with_name(path.name.replace(NEW, TOLD, 1))))
        except OSError:
            found.append(path)
    return found
