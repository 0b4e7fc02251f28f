"""Archives (workbooks, documents) whose bytes depend on nothing but what is in them."""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

BEIJING = timedelta(hours=8)


def universal(moment: datetime) -> datetime:
    """The desk's clock is China's; what a document says of its making is read as UTC."""
    return moment.replace(microsecond=0) - BEIJING


class Dated(zipfile.ZipFile):
    """An archive whose members all carry one date."""

    def __init__(self, path: Path, moment: datetime) -> None:
        super().__init__(path, "w", zipfile.ZIP_DEFLATED)
        self._date = (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *given: Any) -> None:
        info = zipfile.ZipInfo(str(zinfo_or_arcname), self._date)
        info.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(info, data, *given)

    def write(self, filename: Any, arcname: Any = None, *_given: Any) -> None:
        """openpyxl hands sheets over as temporary files."""
        self.writestr(arcname or filename, Path(filename).read_bytes())
