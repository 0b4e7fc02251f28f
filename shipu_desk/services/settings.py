"""The office's settings: read by key, changed one or many at a time, kept in the journal."""

from __future__ import annotations

from pathlib import Path

from shipu_desk.documents.typography.faces import FontRefused
from shipu_desk.documents.typography.fonts import opened
from shipu_desk.documents.typography.roles import FontFile
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.records import Problem, Rejected, spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import Refused
from shipu_desk.services import records, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row


def row(desk: Desk) -> Row:
    """The one row of settings, for a form; `register.raw` gives what the form shows."""
    return register.get(desk, Settings, desk.settings().id or 0)


def listed(desk: Desk) -> list[tuple[str, str, str]]:
    """Every setting as (key, label, value as written)."""
    shown, fields = row(desk), spec_of(Settings).fields
    return [(key, field.label, shown.cells[key]) for key, field in fields.items()]


def key_of(said: str) -> str:
    """The key of a setting said by key or by label. Raises Refused."""
    fields = spec_of(Settings).fields
    found = next((k for k, field in fields.items() if said.strip() in (k, field.label)), None)
    if found is None:
        raise Refused(f"没有“{said}”这个设置，可用：{'、'.join(fields)}")
    return found


def change(desk: Desk, raw: Raw, shown: Row | None = None) -> Row:
    """Change what `raw` says (key → value; a blank sets back), one change set; `shown` is the row
    a form was filled from. A value that is the same leaves no trace.

    Raises Rejected (faults by key), Stale, DeskError.
    """
    shown = shown or row(desk)
    fields = spec_of(Settings).fields
    faults = [Problem(key, f"没有“{key}”这个设置") for key in raw if key not in fields]
    faults += [fault for key in raw if key.startswith("font_") for fault in _font(key, raw[key])]
    faults += _backup_folder(raw)
    with desk.store.writing("修改设置", desk.clerk) as work:
        stored = records.shown(work, Settings, shown.id, shown.version)
        read, problems = spec_of(Settings).read(raw, stored)
        if read is None or faults:
            raise Rejected([*faults, *problems])
        turned = [key for key in fields if getattr(read, key) != getattr(stored, key)]
        if turned:
            records.keep(work, read, stored)
            work.title(f"修改设置：{'、'.join(fields[key].label for key in turned)}")
    return row(desk)


def _font(key: str, said: object) -> list[Problem]:
    """A font file that could not be used is told when it is chosen, not when it is printed with."""
    if not str(said or "").strip():
        return []
    try:
        opened(FontFile("office", Path(str(said).strip())))
    except FontRefused as trouble:
        return [Problem(key, str(trouble))]
    return []


def _backup_folder(raw: Raw) -> list[Problem]:
    """A folder that cannot be made is told when it is chosen, not every day after."""
    said = str(raw.get("backup_folder") or "").strip()
    if not said:
        return []
    label = spec_of(Settings).fields["backup_folder"].label
    if not Path(said).is_absolute():
        return [Problem("backup_folder", f"{label}应写完整的位置，从盘符或“/”写起")]
    try:
        Path(said).mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError):
        told = f"{label}“{said}”建不了，没有修改；请检查权限，或另选一处"
        return [Problem("backup_folder", told)]
    return []
