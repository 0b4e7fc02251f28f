"""Paragraphs to lines: full, squeezed before pushed out, with a straight right edge.

All measures are in em of the type; a full-width character takes one `pitch` (a cell of the grid).
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from shipu_desk.documents.page import rules
from shipu_desk.documents.page.galley import Advance, Line, Measure, Run

SQUEEZE = (
    0.46  # of a cell: the blank half of a full-width mark, less a hair so that marks never touch
)
OPEN_MOST = 0.5  # a line is not opened by more than half an em per gap; beyond that it stays ragged
TORN = 2.0  # em; keeping 〔2023〕8号 whole may cost this much slack, not more
_EASE = 1e-6
_ALWAYS_WIDE = frozenset("“”‘’…—")


def break_lines(runs: Iterable[Run], advance: Advance, measure: Measure) -> list[Line]:
    """Lines of one paragraph. Every character is kept in order; only blanks at a turn go."""
    runs = [run for run in runs if run.text]
    if not runs:
        return []
    paragraph = _Paragraph(runs, advance, measure)
    return list(paragraph.lines())


class _Paragraph:
    """The text with everything known about each position, as prefix sums (so that it is linear)."""

    def __init__(self, runs: Sequence[Run], advance: Advance, measure: Measure) -> None:
        self.measure = measure
        self.text = "".join(run.text for run in runs)
        self.roles = [run.role for run in runs for _ in run.text]
        self.advances = [
            _advance(c, r, advance) for c, r in zip(self.text, self.roles, strict=True)
        ]
        pairs = zip(self.text, self.advances, strict=True)
        self.widths = [_width(c, a, measure.pitch) for c, a in pairs]
        self.edge = [0.0, *accumulate(self.widths)]
        self.spare = [0.0, *accumulate(self._squeeze(i) for i in range(len(self.text)))]
        kept = [s for s in rules.whole(self.text) if self._fits(*s)]
        self.turns = rules.turns(self.text, iter(kept))
        self.tight = bytearray(len(self.text) + 1)  # no air before these: inside words and pairs
        for start, end in rules.whole(self.text):
            if self.text[start].isascii() or self.text[start] in "—…":
                stop = start + _ascii_length(self.text[start:end])
                self.tight[start + 1 : stop] = b"\1" * max(stop - start - 1, 0)

    def _fits(self, start: int, end: int) -> bool:
        return self.edge[end] - self.edge[start] <= self.measure.width - self.measure.hang

    def _squeeze(self, i: int) -> float:
        full = self.widths[i] == self.measure.pitch
        return SQUEEZE * self.measure.pitch if full and _has_blank(self.text[i]) else 0.0

    def lines(self) -> Iterable[Line]:
        start, total = 0, len(self.text)
        left = self.measure.indent
        while start < total:
            end = self._end(start, self.measure.width - left)
            yield self._line(start, end, left)
            start = self._past_blanks(end)
            left = self.measure.hang

    def _past_blanks(self, i: int) -> int:
        while i < len(self.text) and self.text[i] in rules.BLANKS:
            i += 1
        return i

    def _end(self, start: int, room: float) -> int:
        """Where the line that begins at `start` ends; always at least one character further."""
        total = len(self.text)
        full = bisect_right(self.edge, self.edge[start] + room + _EASE) - 1
        full = max(min(full, total), start + 1)
        if self._past_blanks(full) == total:
            return total
        squeezed = self._squeezed(start, room)
        if squeezed == total and total - full <= 2:  # no last line of one character
            return total
        if self.turns[full] == rules.FREE or self.text[full] in rules.BLANKS:
            return full
        ahead = next((k for k in range(full + 1, squeezed + 1) if self._free(k)), 0)
        return ahead or self._behind(start, full, room)

    def _free(self, k: int) -> bool:
        return k == len(self.text) or self.turns[k] == rules.FREE

    def _squeezed(self, start: int, room: float) -> int:
        """How far the line reaches with every mark squeezed."""
        k, total = start + 1, len(self.text)
        while k < total and self._narrowest(start, k + 1) <= room + _EASE:
            k += 1
        return k

    def _narrowest(self, start: int, end: int) -> float:
        return self.edge[end] - self.edge[start] - (self.spare[end] - self.spare[start])

    def _behind(self, start: int, full: int, room: float) -> int:
        """Push out: the last free turn; 〔2023〕|8号 only if the line would be torn open."""
        free = next((k for k in range(full, start, -1) if self.turns[k] == rules.FREE), 0)
        parted = next((k for k in range(full, free, -1) if self.turns[k] == rules.RELUCTANT), 0)
        torn = not free or room - (self.edge[free] - self.edge[start]) > TORN
        if parted and torn:
            return parted
        return free or full  # marks without end: nothing is left but to cut

    def _line(self, start: int, end: int, left: float) -> Line:
        ends = self._past_blanks(end) == len(self.text)
        while end > start + 1 and self.text[end - 1] in rules.BLANKS:
            end -= 1
        slack = self.measure.width - left - (self.edge[end] - self.edge[start])
        cuts = self._cuts(start, end, -slack) if slack < -_EASE else {}
        straight = self.measure.straight and not ends
        air = self._air(start, end, slack) if slack > _EASE and straight else 0.0
        places, pen = [], left
        for i in range(start, end):
            cut = cuts.get(i, 0.0)
            opening = self.text[i] in rules.HAS_BLANK_LEFT
            if i > start and not self.tight[i]:
                pen += air
            places.append(pen + self._inset(i) - (cut if opening else 0.0))
            pen += self.widths[i] - cut
        roles = tuple(self.roles[start:end])
        return Line(self.text[start:end], roles, tuple(places), pen, ends)

    def _inset(self, i: int) -> float:
        """Where the glyph stands in its cell."""
        rest = self.widths[i] - self.advances[i]
        if self.text[i] in rules.HAS_BLANK_LEFT:
            return rest
        return 0.0 if self.text[i] in rules.HAS_BLANK_RIGHT else rest / 2

    def _air(self, start: int, end: int, slack: float) -> float:
        gaps = sum(not self.tight[i] for i in range(start + 1, end))
        return slack / gaps if gaps and slack / gaps <= OPEN_MOST else 0.0

    def _cuts(self, start: int, end: int, over: float) -> dict[int, float]:
        """What each mark gives up: first the mark at the end and marks beside marks, then all."""
        marks = {i: self._squeeze(i) for i in range(start, end) if self._squeeze(i)}
        first = {i: s for i, s in marks.items() if i == end - 1 or self._beside_mark(i, end)}
        cuts: dict[int, float] = {}
        for group in (first, {i: s for i, s in marks.items() if i not in first}):
            capacity = sum(group.values())
            share = min(over / capacity, 1.0) if capacity else 0.0
            cuts |= {i: s * share for i, s in group.items()}
            over -= capacity * share
        return cuts

    def _beside_mark(self, i: int, end: int) -> bool:
        """A closing mark before any mark, an opening mark after any mark."""
        if self.text[i] in rules.HAS_BLANK_LEFT:
            return i > 0 and _has_blank(self.text[i - 1])
        return i + 1 < end and _has_blank(self.text[i + 1])


def _has_blank(char: str) -> bool:
    return char in rules.HAS_BLANK_LEFT or char in rules.HAS_BLANK_RIGHT


def _ascii_length(text: str) -> int:
    """How much of a stretch is set without air: 2023 of 2023年, all of ——."""
    if text[0] in "—…":
        return len(text)
    return next((i for i, c in enumerate(text) if not c.isascii()), len(text))


def _advance(char: str, role: str, advance: Advance) -> float:
    return 1.0 if char == "\u3000" else advance(char, role)


def _width(char: str, advance: float, pitch: float) -> float:
    """Full-width characters take a cell; others their own advance (em)."""
    kind = unicodedata.east_asian_width(char)
    wide = kind in "WF" or char in _ALWAYS_WIDE or (kind == "A" and advance > 0.7)
    return pitch if wide else advance
