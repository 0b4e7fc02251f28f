"""A sitting: one row under the clerk's hands, its form, its draft on the disk, and its saving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.records import Problem, Record, spec_of
from shipu_desk.errors import DeskError, Stale
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.drafts import Draft, Drafts, Place
from shipu_desk.services.register import Rejected, Row
from shipu_desk.ui import messages

SOON = 2_000  # ms of typing that a crash may cost
Ways = tuple[tuple[str, Callable[[], object]], ...]


class SittingForm(Protocol):
    """What a sitting asks of its form."""

    @property
    def edited(self) -> SignalInstance: ...
    @property
    def unsaved(self) -> list[str]: ...
    def show_raw(self, values: Mapping[str, object], new: bool = False) -> None: ...
    def retype(self, values: Mapping[str, str]) -> None: ...
    def settle(self, values: Mapping[str, object]) -> None: ...
    def values(self) -> dict[str, str]: ...
    def changes(self) -> dict[str, object]: ...
    def show_problems(self, problems: Sequence[Problem]) -> list[str]: ...


class Sitting(QObject):
    """Typed words go to the draft within two seconds and to the register with 保存 or on leaving.

    `row` is the stored row, None for a new one; `owner` is what a new row belongs to.
    """

    edited = Signal()
    settled = Signal()  # saved, given up, opened: what is listed may read differently
    told = Signal(str, object)  # a sentence with its ways out; empty: nothing to tell

    def __init__(
        self, desk: Desk, record: type[Record], form: SittingForm, drafts: Drafts, base: str = ""
    ) -> None:
        """`base` is the field of a new row that names its owner."""
        super().__init__()
        self.row: Row | None = None
        self.owner: Row | None = None
        self.is_open = False
        self.recorded = ""  # the time of the draft on the disk, HH:MM
        self._desk, self._record, self.form, self._drafts = desk, record, form, drafts
        self._base = base
        self._quiet = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.keep_draft)
        form.edited.connect(self._note)

    @property
    def place(self) -> Place:
        uid = self.row.record.uid if self.row else ""
        owner = self.owner.record.uid if self.owner and not self.row else ""
        return Place(spec_of(self._record).name, uid, owner)

    @property
    def unsaved(self) -> bool:
        return self.is_open and bool(self.form.unsaved)

    # opening and leaving

    def open(self, row: Row | None, owner: Row | None = None) -> None:
        """Show a row (None: a new one of `owner`) with the words typed before, if any."""
        self.row, self.owner, self.is_open = row, owner, True
        draft = self._drafts.get(self.place)
        self._quiet = True
        self.form.show_raw(register.raw(row) if row else {}, new=row is None)
        if draft:
            self.form.retype(draft.values)
        self._quiet = False
        self.recorded = draft.moment[11:16] if draft and self.unsaved else ""
        if draft and not self.unsaved:
            self._drafts.drop(self.place)
        self._tell_found(draft)
        self.settled.emit()

    def _tell_found(self, draft: Draft | None) -> None:
        if draft is None or not self.unsaved:
            self.told.emit("", ())
            return
        when = draft.moment[:16].replace("T", " ")
        said = f"这里是 {when} 写下、还没有保存的文字。"
        self.told.emit(said, (("保存", self.save), ("放弃这些改动", self.discard)))

    def close(self) -> None:
        """Nothing is under the clerk's hands; put it away first."""
        self._soon.stop()
        self.row, self.owner, self.is_open = None, None, False
        self._quiet = True
        self.form.show_raw({}, new=True)
        self._quiet = False
        self.told.emit("", ())

    def put_away(self) -> bool:
        """Leaving: save what can be saved; the rest stays as a draft. False if neither went."""
        if not self.unsaved:
            return True
        try:
            self._write()
        except (Rejected, DeskError):
            return self.keep_draft()
        return True

    # the draft

    def _note(self) -> None:
        if self._quiet or not self.is_open:
            return
        if self.unsaved:
            if not self._soon.isActive():
                self._soon.start()
        else:
            self._drop()
        self.edited.emit()

    def _drop(self) -> None:
        self._soon.stop()
        self.recorded = ""
        self._drafts.drop(self.place)

    def keep_draft(self) -> bool:
        """Write the draft now; a trouble of the disk is told in the page, not in a dialog."""
        self._soon.stop()
        if not self.unsaved:
            return True
        try:
            draft = self._drafts.keep(self.place, self.form.values())
        except DeskError as error:
            said = f"草稿没有记到磁盘：{error} 文字还在窗口里。"
            self.told.emit(said, (("再试一次", self.keep_draft),))
            return False
        self.recorded = draft.moment[11:16]
        self.edited.emit()
        return True

    # saving

    def save(self, twin_accepted: bool = False) -> bool:
        """Ctrl+S: into the register as one change set; faults are told beside the fields."""
        if not self.unsaved and (self.row or not self.is_open):
            return True
        try:
            kept = self._write(twin_accepted)
        except Rejected as error:
            self.keep_draft()
            self._tell_faults(error)
        except Stale as error:
            self.keep_draft()
            over = (("用我写的盖过去", self.overwrite), ("载入最新的，放弃我写的", self.discard))
            self.told.emit(str(error), over)
        except DeskError as error:
            self.keep_draft()
            messages.tell(self._parent(), error, f"保存{self._record.LABEL}")
        else:
            messages.say(f"已保存“{kept.title}”，可用 Ctrl+Z 撤回")
            return True
        return False

    def _parent(self) -> QWidget | None:
        return self.form if isinstance(self.form, QWidget) else None

    def _write(self, twin_accepted: bool = False) -> Row:
        raw = self.form.changes()
        if self.row is None and self.owner is not None:
            raw = {**self.form.values(), self._base: self.owner.id}
        place = self.place
        kept = register.save(self._desk, self._record, raw, self.row, twin_accepted=twin_accepted)
        self._soon.stop()
        self._drafts.drop(place)
        self.row, self.recorded = kept, ""
        self._settle(kept)
        return kept

    def _settle(self, kept: Row) -> None:
        self._quiet = True
        self.form.settle(register.raw(kept))
        self._quiet = False
        self.told.emit("", ())
        self.settled.emit()

    def _tell_faults(self, error: Rejected) -> None:
        rest = self.form.show_problems(error.problems)
        twin = error.is_twin
        ways: Ways = (("标题相同，仍要保存", lambda: self.save(True)),) if twin else ()
        self.told.emit(str(error) if twin else "；".join(rest), ways)

    def overwrite(self) -> None:
        """The clerk's words win over what was stored meanwhile; the history keeps both."""
        if self.row:
            typed = self.form.values()
            self._show_stored(register.get(self._desk, self._record, self.row.id))
            self.form.retype(typed)
            self.save()

    def discard(self) -> None:
        """放弃: back to what is stored."""
        self._drop()
        if self.row:
            self.row = register.get(self._desk, self._record, self.row.id)
        self._show_stored(self.row)
        self.told.emit("", ())
        self.settled.emit()

    def _show_stored(self, row: Row | None) -> None:
        self.row, self._quiet = row, True
        self.form.show_raw(register.raw(row) if row else {}, new=row is None)
        self._quiet = False

    def reread(self) -> None:
        """Something was committed: take over what changed, unless words here are unsaved."""
        if not self.is_open or self.row is None:
            return
        found = register.page(self._desk, self._record, [self.row.id])
        if not found:
            self._lost()
        elif found[0].version != self.row.version:
            same = self._fields(found[0]) == self._fields(self.row)
            if not self.unsaved and not same:
                self._show_stored(found[0])
            elif same:
                self.row = found[0]

    def _fields(self, row: Row) -> dict[str, object]:
        raw = register.raw(row)
        return {key: raw.get(key) for key in self.form.values()}

    def _lost(self) -> None:
        """The row is gone; unsaved words become a new one of the same owner."""
        typed = self.form.values() if self.unsaved and self.owner else {}
        self._drop()
        self.row = None
        if not typed:
            self.close()
            return
        self._show_stored(None)
        self.form.retype(typed)
        self.keep_draft()
