"""What a measure says: a ratio to a yardstick, its goal, and with which versions it was taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """`ratio` is None when the peer is not there; `held` says whether the goal is."""

    title: str
    figure: str
    goal: str
    peer: str
    ratio: float | None = None
    held: bool | None = None

    def told(self) -> str:
        """A block of lines for the console."""
        if self.ratio is None:
            verdict = "没有对照，未比较"
        else:
            verdict = (
                f"比值 {self.ratio:.2f}，目标 {self.goal}，{'达到' if self.held else '没有达到'}"
            )
        return f"{self.title}\n  {self.figure}\n  {verdict}\n  对照：{self.peer}"


Measure = Callable[[], Result]
