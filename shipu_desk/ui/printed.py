"""A document on its way to a printer: its bytes, its sheets, and the job made of what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shipu_desk.domain.calibration import Calibration
from shipu_desk.domain.printing import Sent
from shipu_desk.paths import Paths
from shipu_desk.services.desk import Desk


@dataclass(frozen=True)
class Paper:
    """`sizes` in mm, as the pages stand. Without a desk nothing of printers is remembered."""

    data: bytes
    title: str
    sizes: tuple[tuple[float, float], ...]
    desk: Desk | None = None

    @property
    def paths(self) -> Paths | None:
        return self.desk.paths if self.desk else None

    def job(
        self,
        sent: Sent,
        made: Mapping[bool, Calibration | None],
        *,
        collated: bool = True,
        anyway: bool = False,
    ) -> dict[str, Any]:
        """As `spooling.Job` hears it; `made` are the calibrations of lying and upright pages."""
        upright, lying = made.get(False), made.get(True)
        return {
            "printer": sent.printer,
            "title": self.title,
            "pages": list(sent.pages),
            "copies": sent.copies,
            "collated": collated,
            "sides": str(sent.sides),
            "upright": asdict(upright) if upright else None,
            "lying": asdict(lying) if lying else None,
            "anyway": anyway,
        }
