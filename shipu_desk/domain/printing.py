"""Words of printing: the sides of a sheet, overprinting, what is printed, and which pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from shipu_desk.domain.texts import narrow
from shipu_desk.errors import Refused


class Sides(StrEnum):
    """Which sides of the sheet, and over which edge it is turned."""

    ONE = "单面"
    LONG = "双面，长边翻"
    SHORT = "双面，短边翻"


class Overprint(StrEnum):
    """套打: what goes on bought stock that carries the rest already."""

    WORDS = "套打，印全部文字"
    FIELDS = "套打，只印填写内容"


class Printed(StrEnum):
    """What a line of the print log is about."""

    PLAQUE = "牌匾"
    CERTIFICATE = "证书"
    BULLETIN = "信息简报"
    ROSTER = "名单"
    DUTIES = "责任清单"
    LIST = "清单"
    ROLL = "名册"
    CARDS = "登记卡"
    LABELS = "地址标签"


@dataclass(frozen=True)
class Sent:
    """A job that a printer took: pages from 1, of a document of `whole` pages."""

    printer: str
    pages: tuple[int, ...]
    whole: int
    copies: int = 1
    sides: Sides = Sides.ONE

    @property
    def told(self) -> str:
        """Which pages, as a clerk would type them."""
        every = self.pages == tuple(range(1, self.whole + 1))
        return f"全部 {self.whole} 页" if every else ranges(self.pages)


_EXAMPLE = "写成 1-3, 5 这样"
_DASHES = str.maketrans({"－": "-", "–": "-", "—": "-", "~": "-", "～": "-", "至": "-", "到": "-"})
_SPAN = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


def pages_of(said: str, whole: int) -> tuple[int, ...]:
    """`1-3, 5` as pages from 1, each once, in the order given; blank means every one.

    Full-width signs, 、 ； and 至 are understood. Raises Refused with what is wrong.
    """
    text = narrow(said).translate(_DASHES)
    parts = [
        part for part in re.split(r"[,;、，；]", re.sub(r"\s*-\s*", "-", text)) if part.strip()
    ]
    if not text.strip():
        return tuple(range(1, whole + 1))
    if not parts:
        raise Refused(f"页码看不懂，{_EXAMPLE}")
    found: dict[int, None] = {}
    for part in (one for many in parts for one in many.split()):
        found |= dict.fromkeys(_span(part, whole))
    return tuple(found)


def _span(part: str, whole: int) -> range:
    read = _SPAN.fullmatch(part)
    if not read:
        raise Refused(f"页码“{part}”看不懂，{_EXAMPLE}")
    first, last = int(read[1]), int(read[2] or read[1])
    if first > last:
        raise Refused(f"“{part}”的起止反了，应写成 {last}-{first}")
    if first < 1 or last > whole:
        beyond = first if first < 1 or first > whole else last
        raise Refused(f"没有第 {beyond} 页，共 {whole} 页")
    return range(first, last + 1)


def ranges(pages: Iterable[int]) -> str:
    """Pages as a clerk would type them: (1, 2, 3, 5) → `1-3, 5`."""
    runs = []
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        held = [page for _, page in run]
        runs.append(f"{held[0]}-{held[-1]}" if len(held) > 1 else str(held[0]))
    return ", ".join(runs)


def in_order(
    pages: Iterable[int], copies: int, *, collated: bool, double: bool
) -> list[int | None]:
    """The faces to send where the printer makes no copies itself; None is a blank face.

    Both faces of a sheet stay together, and no copy begins on the back of the one before.
    """
    faces: list[int | None] = list(pages)
    if double and copies > 1 and len(faces) % 2:
        faces.append(None)
    if collated:
        return faces * copies
    step = 2 if double else 1
    sheets = [faces[at : at + step] for at in range(0, len(faces), step)]
    return [face for sheet in sheets for face in sheet * copies]
