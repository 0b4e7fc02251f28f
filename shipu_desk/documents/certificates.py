"""The certificate: wording, number, basis and QR code, and white paper where the seal will be."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from shipu_desk.documents.awards import AwardFacts
from shipu_desk.documents.batch import Outcome, Progress, write_batch
from shipu_desk.documents.design import templates
from shipu_desk.documents.typography.fonts import Fonts

SHIPPED = ("certificate-a4-landscape",)


def write_certificates(
    facts: Sequence[AwardFacts],
    path: Path | None,
    fonts: Fonts,
    *,
    template: str | Path = SHIPPED[0],
    split: Path | None = None,
    outcome: Outcome | None = None,
) -> Generator[Progress, None, Outcome]:
    """A batch of certificates; `template` is a shipped one's name or a file.

    Raises TemplateRefused at the first step, NotWritten at the last.
    """
    chosen = templates.chosen(template, "certificate")
    return (yield from write_batch(chosen, facts, path, fonts, split=split, outcome=outcome))
