"""One field of many rows set to one value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.fields import Field, FieldError, Ref, Refs
from shipu_desk.domain.records import Problem, Rejected, Spec
from shipu_desk.ui.parts.editors import Sources
from shipu_desk.ui.parts.entry import FormDialog
from shipu_desk.ui.record_form import RecordForm


class FillDialog(FormDialog):
    """`value` is what was typed; blank empties the field where it may be empty."""

    help_topic = "typing"

    def __init__(self, parent: QWidget, spec: Spec, key: str, sources: Sources, many: str) -> None:
        self._spec, self._key = spec, key
        self.value: object = None
        field: Field = spec.fields[key]
        only = replace(spec, fields={key: replace(field, hint=field.hint or _blank(spec, key))})
        form = RecordForm(only, sources)
        form.show_raw({}, new=True)
        super().__init__(parent, f"批量改{field.label}", f"选中的{many}都改成：", form, "改")

    def act(self) -> None:
        self.value = self.form.editor(self._key).raw()
        field = self._spec.fields[self._key]
        try:
            # names of rows are looked up when the rows are judged
            blank = (
                not self.value if isinstance(field, Ref | Refs) else _is_blank(field, self.value)
            )
        except FieldError as error:
            raise Rejected([Problem(self._key, f"{field.label}{error}")]) from None
        if blank and self._key in self._spec.required:
            raise Rejected([Problem(self._key, f"{field.label}必填")])


def _is_blank(field: Field, value: object) -> bool:
    read: Any = field.read(value)
    return read is None


def _blank(spec: Spec, key: str) -> str:
    return "" if key in spec.required else "空着就是清空"
