"""The check before anything is drawn: all that cannot be printed as typed is listed at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.typography.characters import named
from shipu_desk.documents.typography.fonts import Fonts
from shipu_desk.errors import DeskError

RENAMED = "原文件正被别的程序打开，这次另存为“{}”。"
TOLD = 20  # faults named in the sentence; the others are counted


class ProofFailed(DeskError):
    """Some of the text cannot be printed right; nothing was written. `problems` names each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        shown = "；".join(self.problems[:TOLD])
        rest = f"；另有{len(problems) - TOLD}处" if len(problems) > TOLD else ""
        super().__init__(
            f"有{len(problems)}处不能照原样印出，文件没有生成：{shown}{rest}。改好后再打印。"
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A document on the disk: the path really written, its pages, what the clerk should know.

    A file to be worked on in another program has 0 pages.
    """

    path: Path
    pages: int
    notes: tuple[str, ...] = ()


def finished(sheet: Sheet) -> Written:
    """Save the sheet. Raises NotWritten; an older file of the name is then as it was."""
    saved = sheet.save()
    if saved is None:
        raise TypeError("a document is written to a path")
    said = (RENAMED.format(saved.path.name),) if saved.renamed else ()
    return Written(saved.path, sheet.pages, said)


class Proof:
    """Gathers faults; `close` raises ProofFailed if there are any."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self.problems: list[str] = []

    def text(self, where: str, text: str, role: str) -> None:
        """Every character has a glyph in `role` and shows; line breaks and blanks are allowed."""
        plain = "".join(c for c in text if c not in "\r\n\u3000")
        lacking = dict.fromkeys(self.fonts.missing(plain, role))
        if lacking:
            self.problems.append(
                f"{where}：字体中没有或不能显示的字 {'、'.join(map(named, lacking))}"
            )

    def texts(self, fields: Iterable[tuple[str, str, str]]) -> None:
        """Fields as (where, text, role)."""
        for where, text, role in fields:
            self.text(where, text, role)

    def say(self, problem: str) -> None:
        self.problems.append(problem)

    def close(self) -> None:
        if self.problems:
            raise ProofFailed(self.problems)
