"""The plaque as kept on file (存档): the plate 1:1 on white, one red, live type, no ground."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from shipu_desk.documents.awards import AwardFacts
from shipu_desk.documents.batch import Outcome, Progress, write_batch
from shipu_desk.documents.design import templates
from shipu_desk.documents.typography.fonts import Fonts

SHIPPED = ("plaque-600x400-gangdeng",)


def write_plaques(
    facts: Sequence[AwardFacts],
    path: Path | None,
    fonts: Fonts,
    *,
    template: str | Path = SHIPPED[0],
    split: Path | None = None,
    outcome: Outcome | None = None,
) -> Generator[Progress, None, Outcome]:
    """A batch of plaques; `template` is a shipped one's name or a file.

    Raises TemplateRefused at the first step, NotWritten at the last.
    """
    chosen = templates.chosen(template, "plaque")
    return (yield from write_batch(chosen, facts, path, fonts, split=split, outcome=outcome))
