"""Which editor a field has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.fields import Choice, Code, Day, Field, Phone, Ref, Refs, Text, Whole, YesNo
from shipu_desk.ui.parts.choosing import ChoiceFinder
from shipu_desk.ui.parts.editors import (
    ChoiceEditor,
    CodeEditor,
    LineEditor,
    Sources,
    choice_editor,
    text_editor,
)
from shipu_desk.ui.parts.masked import PhoneEditor
from shipu_desk.ui.parts.refs import RefEditor, RefsEditor
from shipu_desk.ui.parts.told import Told

EDITORS: dict[type[Field], Callable[[Field, Sources], QWidget]] = {
    Text: lambda field, _: text_editor(field),
    Whole: lambda field, _: LineEditor(field, latin=True),
    Day: lambda field, _: LineEditor(field),
    YesNo: lambda _, __: ChoiceEditor(["是", "否"]),
    Choice: lambda field, _: choice_editor(field),
    Ref: RefEditor,
    Refs: RefsEditor,
    Code: lambda field, _: CodeEditor(field),
    Phone: PhoneEditor,
}
_HAS_A_WAY = (Phone, Refs)  # to unmask a number, to go on to a record


def cell_editor_of(field: Field, sources: Sources) -> QWidget:
    """The editor that opens in a cell of a table: everything there begins by typing."""
    if isinstance(field, Choice):
        return ChoiceFinder([str(word) for word in field.options])
    if isinstance(field, YesNo):
        return ChoiceFinder(["是", "否"])
    return EDITORS[type(field)](field, sources)


def editor_of(field: Field, sources: Sources, *, told: bool) -> QWidget:
    """The editor; where the whole form is only `told`, words instead of boxes."""
    if told and not isinstance(field, _HAS_A_WAY):
        return Told(field, sources)
    return EDITORS[type(field)](field, sources)
