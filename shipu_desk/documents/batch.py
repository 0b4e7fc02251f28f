"""Printing many awards: one merged file, one file each, or both; nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from shipu_desk.documents.awards import AwardFacts
from shipu_desk.documents.design.layout import Page, Template, add_page, lay_ground
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.filenames import distinct, legal_name
from shipu_desk.documents.files import Written
from shipu_desk.documents.typography.fonts import Fonts
from shipu_desk.errors import DeskError
from shipu_desk.interrupts import whole

WORDS = {"plaque": "牌匾存档", "certificate": "证书"}
STEP = 20
"""Awards between two reports of progress."""


@dataclass(frozen=True)
class Progress:
    """How far the batch is, and what it is at."""

    done: int
    whole: int
    what: str


class Made(NamedTuple):
    """A printed award: its page (from 1) in the file `path`; `own` is its single file, if any."""

    number: str
    page: int
    path: Path
    own: Path | None = None


class Left(NamedTuple):
    """An award that was not printed, and why."""

    number: str
    name: str
    reason: str


class Note(NamedTuple):
    """Something to look at on a printed award."""

    number: str
    name: str
    note: str


@dataclass
class Outcome:
    """What became of every award: made + skipped + failed is what was asked for.

    `files` are the files really written; `messages` say where another name had to be taken.
    """

    made: list[Made] = field(default_factory=list)
    skipped: list[Left] = field(default_factory=list)
    failed: list[Left] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def written(self, wanted: Path, written: Written) -> Path:
        """Remember a file; returns where it really is."""
        self.files.append(written.path)
        if written.renamed:
            self.messages.append(f"{wanted.name} 正被别的程序打开，已另存为 {written.path.name}。")
        return written.path


def write_batch(
    template: Template,
    facts: Sequence[AwardFacts],
    path: Path | None,
    fonts: Fonts,
    *,
    split: Path | None = None,
    outcome: Outcome | None = None,
) -> Generator[Progress, None, Outcome]:
    """Print into the file `path` (merged, in the order given) and the folder `split` (one each).

    Yields progress and returns the outcome. Closing it early leaves no half file: the merged
    one is written at the end, each single one whole; an `outcome` given then holds those.
    Raises NotWritten for the merged file.
    """
    if path is None and split is None:
        raise ValueError("neither a file nor a folder to print into")
    outcome = Outcome() if outcome is None else outcome
    press = _Press(template, fonts, path, split, outcome)
    try:
        for done, award in enumerate(_once(facts, outcome)):
            if done % STEP == 0:
                yield Progress(done, len(facts), award.name or award.number)
            with whole():
                press.print(award)
        yield Progress(len(facts), len(facts), "写入文件")
        with whole():
            press.finish()
    finally:
        press.stop()
    return outcome


def single_name(kind: str, number: str, name: str, folder: Path) -> str:
    """`SPFX-2023-0007 示例店 证书.pdf`: plaques and certificates may lie in one folder."""
    return legal_name(number, name, f" {WORDS[kind]}.pdf", folder)


def run(batch: Generator[Progress, None, Outcome]) -> Outcome:
    """The outcome of a batch whose progress nobody watches."""
    while True:
        try:
            next(batch)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome


def _once(facts: Sequence[AwardFacts], outcome: Outcome) -> Iterator[AwardFacts]:
    """Each number once: the same award again is skipped, two awards of one number both fail."""
    first: dict[str, AwardFacts] = {}
    torn: dict[str, AwardFacts] = {}
    for award in facts:
        if first.setdefault(award.number, award) != award:
            torn.setdefault(award.number, award)
    seen: set[str] = set()
    for award in facts:
        if award.number and award.number in torn:
            names = f"“{first[award.number].name}”和“{torn[award.number].name}”"
            reason = f"编号重复而内容不同：{names}，请先核对编号"
            outcome.failed.append(Left(award.number, award.name, reason))
        elif award.number and award.number in seen:
            reason = "同一份在本批中出现了不止一次，只打印一份"
            outcome.skipped.append(Left(award.number, award.name, reason))
        else:
            seen.add(award.number)
            yield award


class _Press:
    """The files of one batch under way."""

    def __init__(
        self,
        template: Template,
        fonts: Fonts,
        path: Path | None,
        split: Path | None,
        outcome: Outcome,
    ) -> None:
        self._template, self._fonts, self._outcome = template, fonts, outcome
        self._path, self._split = path, split
        self._ground = template.ground(fonts)
        self._word = WORDS[template.kind]
        self._merged = self._sheet(path, self._word) if path else None
        self._names: dict[str, str] = {}
        self._done: list[tuple[str, int, Path | None]] = []

    def _sheet(self, path: Path, title: str) -> Sheet:
        sheet = Sheet(path, *self._template.size, self._fonts, title=title)
        lay_ground(sheet, self._ground)
        return sheet

    def print(self, award: AwardFacts) -> None:
        page = self._template.page(award, self._fonts)
        reason = "；".join(page.problems)
        try:
            own = self._single(award, page) if self._split and not reason else None
        except DeskError as trouble:
            reason = str(trouble)
        if reason:
            self._outcome.failed.append(Left(award.number, award.name, reason))
            return
        if self._merged:
            add_page(self._merged, page)
        self._done.append((award.number, self._merged.pages if self._merged else 1, own))
        self._outcome.notes += [Note(award.number, award.name, note) for note in page.notes]

    def _single(self, award: AwardFacts, page: Page) -> Path:
        assert self._split is not None
        name = single_name(self._template.kind, award.number, award.name, self._split)
        if name.casefold() in self._names:
            name = distinct(name, self._names.values())
        self._names[name.casefold()] = name
        wanted = self._split / name
        sheet = self._sheet(wanted, f"{self._word} {award.number} {award.name}".strip())
        add_page(sheet, page)
        return self._save(sheet, wanted)

    def _save(self, sheet: Sheet, wanted: Path) -> Path:
        written = sheet.save()
        assert written is not None  # a sheet with a path
        return self._outcome.written(wanted, written)

    def finish(self) -> None:
        """Write the merged file, if anything was printed; raises NotWritten."""
        final = None
        if self._merged and self._path and self._done:
            final = self._save(self._merged, self._path)
        for number, page, own in self._done:
            path = final or own
            assert path is not None  # every printed award is in one file at least
            self._outcome.made.append(Made(number, page, path, own))
        self._done = []

    def stop(self) -> None:
        """Before the end: what lies in a single file was made all the same."""
        singles = [(number, own) for number, _, own in self._done if own]
        self._outcome.made += [Made(number, 1, own, own) for number, own in singles]
        self._done = []
