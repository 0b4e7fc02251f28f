"""The editor of a personal number: masked until the eye is used, which is logged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from shipu_desk.domain.fields import Field
from shipu_desk.ui import icons
from shipu_desk.ui.parts.basic import polish
from shipu_desk.ui.parts.editors import LineEditor, Sources
from shipu_desk.ui.theme import C


class PhoneEditor(LineEditor):
    """An empty number is typed straight away; a stored one shows masked and read-only."""

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(field, latin=True)
        self._sources, self._fixed, self._masked = sources, False, False
        self._mask = self._whole = ""
        place = QLineEdit.ActionPosition.TrailingPosition
        self._eye = self.addAction(icons.icon("visits", C.sea), place)
        self._eye.setText("显示完整号码")
        self._eye.setToolTip("显示完整号码，会记入日志 (Ctrl+M)")
        self._eye.setShortcut(QKeySequence("Ctrl+M"))
        self._eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._eye.triggered.connect(self.unmask)
        self._eye.setVisible(False)

    def show_raw(self, value: object) -> None:
        super().show_raw(value)
        self._mask, self._whole = self.text(), ""
        self._be_masked("*" in self.text())

    def raw(self) -> object:
        """The mask as long as the number was only looked at."""
        return self._mask if self._whole and self.text() == self._whole else self.text()

    def unmask(self) -> None:
        """Show the whole number of the stored record, once."""
        whole = self._sources.unmask(self.objectName()) if self._masked else ""
        if whole:
            self._whole = whole
            self.setText(whole)
            self._be_masked(False)
            self.setFocus()

    def _be_masked(self, masked: bool) -> None:
        self._masked = masked
        self._eye.setVisible(masked)
        self.setReadOnly(masked or self._fixed)
        polish(self)
        self.setToolTip("点右边的眼睛，显示后才能改" if masked else "")

    def be_fixed(self, fixed: bool) -> None:
        self._fixed = fixed
        self.setReadOnly(fixed or self._masked)
        polish(self)
