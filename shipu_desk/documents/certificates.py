"""The certificate: wording, number, basis and QR code, and white paper where the seal will be."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from shipu_desk.documents.awards import AwardFacts
from shipu_desk.documents.batch import Outcome, Progress, write_batch
from shipu_desk.documents.design import templates
from shipu_desk.documents.typography.fonts import Fonts
from shipu_desk.domain.printing import Overprint

SHIPPED = ("certificate-a4-landscape",)


def write_certificates(
    facts: Sequence[AwardFacts],
    path: Path | None,
    fonts: Fonts,
    *,
    template: str | Path = SHIPPED[0],
    split: Path | None = None,
    outcome: Outcome | None = None,
    overprint: Overprint | None = None,
) -> Generator[Progress, None, Outcome]:
    """A batch of certificates; `template` is a shipped one's name or a file, `overprint` leaves
    out what bought stock carries.

    Raises TemplateRefused at the first step, NotWritten at the last.
    """
    chosen = replace(templates.chosen(template, "certificate"), overprint=overprint)
    return (yield from write_batch(chosen, facts, path, fonts, split=split, outcome=outcome))
