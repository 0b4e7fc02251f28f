"""What is asked before printing: which printer, which pages, how many copies, one side or both."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from shipu_desk.domain.printing import Sides, pages_of
from shipu_desk.domain.texts import narrow
from shipu_desk.errors import Refused
from shipu_desk.ui.parts.basic import button, column, elided, held, hover, label, row, tone
from shipu_desk.ui.parts.batch_settings import combo
from shipu_desk.ui.parts.form import FieldBox, Form
from shipu_desk.ui.theme import metrics

MOST = 999  # copies
NO_DOUBLE = "这台打印机没有说能双面打印"
NOT_ASKED = "还不知道这台打印机能不能双面打印"


class Line(QLineEdit):
    """A line that shows its fault."""

    def be_faulty(self, faulty: bool) -> None:
        tone(self, "state", "faulty" if faulty else "")


class PrintSettings(QWidget):
    """`chosen` when another printer is; `changed` when anything typed is."""

    chosen = Signal(str)
    changed = Signal()

    def __init__(self, whole: int, paper: str) -> None:
        super().__init__()
        self._whole = whole
        self.printers, self.sides = combo(), combo(str(Sides.ONE))
        self.state = label("", "caption", wrap=True)
        self.pages, self.copies = Line(), Line("1")
        self.pages.setEnabled(whole > 1)
        self.pages.setPlaceholderText(f"全部 {whole} 页")
        self.copies.setMaximumWidth(round(metrics().em * 6))
        self.collated = QCheckBox("逐份")
        self.paper = elided(paper, "body")
        self.paper.setMinimumHeight(metrics().control)
        self.calibration = elided("", "body")
        self.calibrate = button("校准…", tip="印一张校准页，量好以后这台打印机都按它修正")
        self.clear = button("清除", kind="link", tip="以后按未校准打印")
        self._build()
        self.be_able(())
        self.say_calibration("", made=False)
        self.printers.currentTextChanged.connect(self.chosen)
        for line in (self.pages, self.copies):
            line.textChanged.connect(lambda _: self._judge())
        self._judge()

    def _build(self) -> None:
        form = Form()
        form.add(FieldBox("打印机", self.printers))
        form.add(self.state)
        hint = "空着印全部；也可以写 1-3, 5" if self._whole > 1 else ""
        self._pages = FieldBox("页码", self.pages, hint=hint)
        self._copies = FieldBox("份数", self.copies)
        self._copies.put_beside(self.collated)
        hover(self.collated, "印完一份再印下一份；不勾选时每一页连着印几张")
        self.collated.setChecked(True)
        form.add(self._pages, half=True)
        form.add(self._copies, half=True)
        form.add(FieldBox("单双面", self.sides), half=True)
        form.add(FieldBox("纸张", self.paper), half=True)
        line = row(self.calibration, self.clear, self.calibrate, gap=6)
        line.setStretch(0, 1)
        told = held(line)
        told.setFocusProxy(self.calibrate)
        self._calibration = FieldBox("校准", told)
        form.add(self._calibration)
        form.done()
        self.setLayout(column(form, margins=(8, 0, 8, 0)))
        self.setFocusProxy(self.printers)

    # what is asked

    @property
    def printer(self) -> str:
        return self.printers.currentText()

    @property
    def asked_pages(self) -> tuple[int, ...]:
        """Raises Refused."""
        return pages_of(self.pages.text(), self._whole)

    @property
    def asked_copies(self) -> int:
        """Raises Refused."""
        said = narrow(self.copies.text()).strip()
        if not (said.isascii() and said.isdigit() and len(said) < 9 and 1 <= int(said) <= MOST):
            raise Refused(f"份数应是 1 到 {MOST} 的整数")
        return int(said)

    @property
    def asked_sides(self) -> Sides:
        return Sides(self.sides.currentText())

    @property
    def sound(self) -> bool:
        return not (self._pages.fault.text() or self._copies.fault.text())

    def _judge(self) -> None:
        for box, ask in (
            (self._pages, lambda: self.asked_pages),
            (self._copies, lambda: self.asked_copies),
        ):
            try:
                ask()
                box.say("")
            except Refused as fault:
                box.say(str(fault))
        several = self._copies.fault.text() == "" and self.asked_copies > 1
        self.collated.setEnabled(several)
        self.changed.emit()

    # what is known

    def list_printers(self, names: Iterable[str], wanted: str) -> None:
        """The printers there are, the wanted one chosen where it is among them."""
        self.printers.blockSignals(True)
        self.printers.clear()
        self.printers.addItems(list(names))
        self.printers.setCurrentIndex(max(0, self.printers.findText(wanted)))
        self.printers.blockSignals(False)
        self.printers.setEnabled(self.printers.count() > 0)

    def be_able(self, sides: Iterable[str], known: bool = False) -> None:
        """Both sides are offered only where the printer can."""
        kept = self.sides.currentText()
        able = list(dict.fromkeys([str(Sides.ONE), *sides]))
        self.sides.clear()
        self.sides.addItems(able)
        self.sides.setCurrentIndex(max(0, self.sides.findText(kept)))
        self.sides.setEnabled(len(able) > 1)
        hover(self.sides, "" if len(able) > 1 else NO_DOUBLE if known else NOT_ASKED)

    def say_calibration(self, told: str, *, made: bool) -> None:
        self.calibration.setText(told)
        tone(self.calibration, "kind", "body" if made else "caption")
        self.clear.setVisible(made)

    def say_state(self, said: str) -> None:
        """What is known of the printers, below their list."""
        self.state.setText(said)
        self.state.setVisible(bool(said))

    def hide_calibration(self) -> None:
        self._calibration.hide()
