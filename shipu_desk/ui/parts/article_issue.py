"""The form of an issue of the bulletin: number, day, state and to whom it goes."""

from __future__ import annotations

from collections.abc import Mapping

from shipu_desk.domain.bulletins import Bulletin
from shipu_desk.domain.records import spec_of
from shipu_desk.ui.record_form import RecordForm


class _NoSources:
    """An issue refers to no register and hides nothing."""

    def choices(self, _name: str, _words: str) -> list[tuple[int, str]]:
        return []

    def title(self, _name: str, _id: int) -> str:
        return ""

    def unmask(self, _key: str) -> str:
        return ""


class IssueForm(RecordForm):
    """Number, day, state, 编印单位, 报, 送, 发, 印数."""

    def __init__(self) -> None:
        super().__init__(spec_of(Bulletin), _NoSources())

    def retype(self, values: Mapping[str, str]) -> None:
        """Put words in that are not saved."""
        for key, said in values.items():
            if key in self.boxes and self.editor(key).raw() != said:
                self.editor(key).show_raw(said)
                self.editor(key).edited.emit()

    def settle(self, values: Mapping[str, object]) -> None:
        self.show_raw(values)

    def values(self) -> dict[str, str]:
        return {key: str(self.editor(key).raw() or "") for key in self.boxes}

    def be_fixed(self, fixed: bool) -> None:
        """An issue that was sent: all but its state, which makes it a draft again."""
        for key in self.boxes:
            self.editor(key).be_fixed(fixed and key != "state")
