"""Words typed and not saved yet: one small file each beside the data, found again after a crash."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path

from shipu_desk import notes
from shipu_desk.documents import files
from shipu_desk.errors import DiskTrouble
from shipu_desk.services.desk import Desk

FOLDER = "草稿"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """What a draft belongs to: a stored row by its uid, or (uid empty) a new row of `owner`."""

    record: str
    uid: str
    owner: str = ""

    @property
    def file(self) -> str:
        return f"{self.record}-{self.uid or f'new-{self.owner}'}.json"


@dataclass(frozen=True)
class Draft:
    """Values as typed, by field."""

    place: Place
    moment: str
    values: dict[str, str] = field(default_factory=dict)


class Drafts:
    """All drafts of one data folder; what is read from the disk once is kept in memory."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._folder = desk.paths.folder / FOLDER
        self._kept: dict[Place, Draft] = {}
        self._files: dict[Place, set[Path]] = {}
        for path in sorted(self._folder.glob("*.json")):
            self._read(path)

    def _read(self, path: Path) -> None:
        """A file that is no draft of ours stays untouched and unused."""
        try:
            said = notes.read(path)
            place = Place(**{key: str(value) for key, value in said["place"].items()})
            values = {str(key): str(value) for key, value in said["values"].items()}
            draft = Draft(place, str(said["moment"]), values)
        except (OSError, notes.Garbled, TypeError, KeyError, AttributeError):
            log.warning("不是草稿，没有读取：%s", path.name)
            return
        self._files.setdefault(place, set()).add(path)
        before = self._kept.get(place)
        if before is None or before.moment <= draft.moment:
            self._kept[place] = draft

    def get(self, place: Place) -> Draft | None:
        return self._kept.get(place)

    def keep(self, place: Place, values: dict[str, str]) -> Draft:
        """Write what is typed. Raises NotWritten, DiskTrouble; in memory it is kept anyway."""
        draft = Draft(place, self._desk.now().isoformat(timespec="seconds"), dict(values))
        self._kept[place] = draft
        data = notes.packed(asdict(draft))
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as trouble:
            raise DiskTrouble(f"草稿没有记下：文件夹“{self._folder}”建不了") from trouble
        written = files.write(self._folder / place.file, data)
        self._files.setdefault(place, set()).add(written.path)
        return draft

    def drop(self, place: Place) -> None:
        """It was saved or given up."""
        self._kept.pop(place, None)
        for path in self._files.pop(place, set()):
            try:
                path.unlink(missing_ok=True)
            except OSError:  # the next start shows it again, as not saved
                log.warning("草稿没有删掉：%s", path.name)
