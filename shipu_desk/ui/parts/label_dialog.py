"""地址标签: on which sheet of labels, from which place on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from shipu_desk.documents.labels import SHEETS, LabelSheet
from shipu_desk.documents.page.columns import A4
from shipu_desk.domain.printing import Printed
from shipu_desk.services import labels
from shipu_desk.services.desk import Desk
from shipu_desk.ui.parts.basic import Strip, button, column, held, label, row
from shipu_desk.ui.parts.batch_settings import combo
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.parts.form import FieldBox, Form
from shipu_desk.ui.parts.paper import PaperDialog
from shipu_desk.ui.theme import C, colour, px

WIDTH = 40  # em
HIGH = 230  # px at 100 % that the picture of a sheet takes


class StartPick(QWidget):
    """A small picture of the sheet: the place that is pointed at is the first to be printed."""

    changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.start = SHEETS[0], 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        self._name()

    def sizeHint(self) -> QSize:
        return QSize(round(px(HIGH) * A4[0] / A4[1]) + 1, px(HIGH) + 1)

    def show_sheet(self, sheet: LabelSheet) -> None:
        self.sheet = sheet
        self.begin_at(min(self.start, sheet.count))

    def begin_at(self, place: int) -> None:
        """`place` counts from 1."""
        self.start = max(1, min(place, self.sheet.count))
        self._name()
        self.update()
        self.changed.emit(self.start)

    def _name(self) -> None:
        self.setAccessibleName(f"从第 {self.start} 格开始")
        self.setAccessibleDescription("方向键移动，Home 回到第一格")

    @property
    def _scale(self) -> float:
        return px(HIGH) / A4[1]

    def rect_of(self, place: int) -> QRectF:
        """The label at `place` (from 1) in pixels."""
        x, y = self.sheet.corner(place - 1)
        k = self._scale
        return QRectF(x * k, y * k, self.sheet.width * k, self.sheet.height * k)

    def place_at(self, point: QPointF) -> int:
        """The place under a point, 0 where there is none."""
        places = range(1, self.sheet.count + 1)
        return next((n for n in places if self.rect_of(n).contains(point)), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(C.focus if self.hasFocus() else C.edge), 1.0))
        painter.setBrush(colour(C.paper))
        painter.drawRect(QRectF(0.5, 0.5, A4[0] * self._scale - 1, A4[1] * self._scale - 1))
        inset = px(1)
        for place in range(1, self.sheet.count + 1):
            used = place < self.start
            first = place == self.start
            painter.setPen(QPen(colour(C.line if used else C.sea), 1.0))
            painter.setBrush(colour(C.line if used else C.sea if first else C.foam))
            box = self.rect_of(place).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, px(2), px(2))
            if first:
                painter.setPen(colour(C.paper))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "从这里")
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position())
        if place:
            self.begin_at(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.sheet.across,
            Qt.Key.Key_Down: self.sheet.across,
            Qt.Key.Key_Home: -self.sheet.count,
            Qt.Key.Key_End: self.sheet.count,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.begin_at(self.start + step)


class LabelDialog(Dialog):
    """Which sheet and where it begins; then the labels are looked at and printed."""

    def __init__(self, parent: QWidget, desk: Desk, ids: Sequence[int]) -> None:
        super().__init__(parent, "地址标签", WIDTH)
        self._desk, self._ids = desk, list(ids)
        self.sheets = combo(*map(str, SHEETS))
        self.pick, self.told = StartPick(), label("", "caption", wrap=True)
        self.sheets.currentIndexChanged.connect(lambda i: self.pick.show_sheet(SHEETS[i]))
        self.pick.changed.connect(lambda _: self._tell())
        count, lacking = labels.without_address(desk, self._ids)
        self._count = len(self._ids) - count
        self.lacking = Strip("info", lacking)
        self.lacking.setVisible(bool(lacking))
        self._build()
        self._tell()

    def _build(self) -> None:
        form = Form()
        form.add(FieldBox("标签纸", self.sheets, hint="按 100% 打印，不要“适合纸张”。"))
        start = column(self.told, None, gap=0)
        beside = row(self.pick, start, gap=16)
        beside.setStretch(1, 1)
        place = held(beside)
        place.setFocusProxy(self.pick)
        form.add(FieldBox("从哪一格开始", place))
        form.done()
        head = column(
            label(self.windowTitle(), "title"),
            label("用过一部分的标签纸，点第一个空格，接着印。", "caption", wrap=True),
            gap=2,
            margins=(24, 16, 24, 0),
        )
        shut = button("关闭", tip="关闭 (Esc)")
        shut.clicked.connect(self.reject)
        self.look = button("看打印稿", "print", "primary", "看过再打印或存为 PDF")
        self.look.clicked.connect(self.look_at_paper)
        body = held(column(self.lacking, form, margins=(8, 0, 8, 0)))
        self.fill(body, None, shut, self.look, primary=self.look, head=held(head))
        self.sheets.setFocus()

    @property
    def sheet(self) -> LabelSheet:
        return SHEETS[self.sheets.currentIndex()]

    def _tell(self) -> None:
        first = self.sheet.count - self.pick.start + 1
        beyond = max(0, self._count - first)
        sheets = 1 + -(-beyond // self.sheet.count)
        self.told.setText(
            f"{self._count} 家，从第 {self.pick.start} 格开始，用 {sheets} 张标签纸。"
        )

    def look_at_paper(self) -> None:
        """看打印稿: the very PDF, from which it is printed or kept."""
        make = partial(labels.preview, self._desk, self._ids, self.sheet, self.pick.start)
        name = f"地址标签 {self._desk.today()}.pdf"
        desk = self._desk
        PaperDialog(self, make, "地址标签", Path(name), desk=desk, kind=Printed.LABELS).exec()
