"""What a paste would do, before it does it: every cell with its fault, one button to accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from shipu_desk.domain.records import TWIN, Record, spec_of
from shipu_desk.errors import DeskError
from shipu_desk.services import edits
from shipu_desk.services.desk import Desk
from shipu_desk.services.edits import Edit
from shipu_desk.services.intake import Verdict
from shipu_desk.services.pasting import Laid, Way
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import Strip, button, column, held, label, row
from shipu_desk.ui.parts.dialogs import WIDE, Dialog
from shipu_desk.ui.parts.verdicts import VerdictTable, VerdictView
from shipu_desk.ui.theme import metrics

ROWS_SEEN = 12


class _Line:
    """An edit as the table of verdicts shows it."""

    def __init__(self, edit: Edit, numbers: Mapping[int, int]) -> None:
        self._edit = edit
        self.place = f"第 {numbers[edit.shown.id]} 行" if edit.shown else "新的一行"

    @property
    def result(self) -> str:
        return str(self._edit.verdict)

    def cell(self, key: str) -> str:
        said, typed = self._edit.said, self._edit.typed.get(key)
        return said[key] if said and key in said else "" if typed is None else str(typed)

    def before(self, key: str) -> str:
        shown = self._edit.shown
        return shown.cells.get(key, "") if shown and self._edit.changes(key) else ""

    def fault(self, key: str) -> str:
        return self._edit.fault(key)


class PasteDialog(Dialog):
    """`ids` are the rows that are new or not as they were, once it was accepted."""

    help_topic = "typing"

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        record: type[Record],
        ways: Sequence[Way],
        title: str,
        numbers: Mapping[int, int],
    ) -> None:
        """`numbers` are the places of rows in the table, by id."""
        super().__init__(parent, title, WIDE)
        self._desk, self._record, self._title, self._numbers = desk, record, title, numbers
        self._ways, self._laid = list(ways), Laid([], ())
        self.ids: list[int] = []
        self._make_pieces()
        self._build()
        self._radios[0].setChecked(True)
        if not self._laid.keys:
            self._judge()

    def _make_pieces(self) -> None:
        self.told = label("", "strong", wrap=True)
        self.beside = Strip("warn", "")
        self._radios = [QRadioButton(way.name) for way in self._ways]
        for radio in self._radios:
            radio.toggled.connect(self._turned)
        self.twins = QCheckBox(f"列为相同的{self._record.LABEL}确实不是同一家，也写入")
        self.twins.toggled.connect(lambda _: self._judge())
        self.only_good = QCheckBox("")
        self.only_good.toggled.connect(lambda _: self._dress())
        self.model = VerdictTable([], [])
        self.view = VerdictView("每一格会怎样")
        self.view.setMinimumHeight(metrics().row * (ROWS_SEEN + 1))
        self.why = Strip("alarm", "")
        self.view.looked_at.connect(self._say_why)

    def _build(self) -> None:
        ways_row = held(row(*self._radios, None, gap=16))
        ways_row.setVisible(len(self._ways) > 1)
        body = column(
            ways_row, self.told, self.beside, self.view, self.why, self.twins, self.only_good,
            gap=8, margins=(24, 16, 24, 12),
        )  # fmt: skip
        body.setStretch(3, 1)
        cancel = button("取消")
        cancel.clicked.connect(self.reject)
        self.accept_all = button("写入", kind="primary")
        self.accept_all.clicked.connect(self._write)
        self.fill(held(body), None, cancel, self.accept_all, primary=self.accept_all)

    @property
    def _chosen(self) -> Way:
        on = [way for way, radio in zip(self._ways, self._radios, strict=True) if radio.isChecked()]
        return on[0]

    def _turned(self, on: bool) -> None:
        if on:
            self._judge()

    def _judge(self) -> None:
        """Again, with what was chosen; nothing is written yet."""
        self._laid = self._chosen.lay()
        try:
            edits.judged(self._desk, self._record, self._laid.edits, self.twins.isChecked())
        except DeskError as error:
            messages.tell(self, error, self._title)
            return
        fields = spec_of(self._record).fields
        columns = [(key, fields[key].label) for key in self._laid.keys]
        lines = [_Line(one, self._numbers) for one in self._laid.edits]
        self.model = VerdictTable(lines, columns)
        self.view.show_table(self.model)
        self._dress()

    def _say_why(self, place: str, why: str) -> None:
        self.why.say(f"{place}：{why}")
        self.why.setVisible(bool(why))

    def _count(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self._laid.edits)

    def _dress(self) -> None:
        new, changed = self._count(Verdict.NEW), self._count(Verdict.CHANGED)
        same, faulty = self._count(Verdict.SAME), self._count(Verdict.FAULTY)
        said = [f"新增 {new} 行"] if new else []
        said += [f"修改 {changed} 行"] if changed else []
        said += [f"{same} 行和原来一样"] if same else []
        said += [f"{faulty} 行有误"] if faulty else []
        self.told.setText("，".join(said) or "没有可写的")
        self.beside.say("；".join(self._laid.left_out))
        self.beside.setVisible(bool(self._laid.left_out))
        self.only_good.setText(f"有误的 {faulty} 行先不写，只写其余 {new + changed} 行")
        self.only_good.setVisible(bool(faulty and new + changed))
        twin = any(p.message.endswith(TWIN) for one in self._laid.edits for p in one.problems)
        self.twins.setVisible(twin or self.twins.isChecked())
        can = bool(new + changed) and (not faulty or self.only_good.isChecked())
        self.accept_all.setEnabled(can)
        self.accept_all.setToolTip("" if can else "改好有误的再贴，或勾选只写其余的")

    def _write(self) -> None:
        try:
            twins = self.twins.isChecked()
            self.ids = edits.write(self._desk, self._record, self._laid.edits, self._said(), twins)
        except DeskError as error:
            messages.tell(self, error, self._title)
            self._judge()
            return
        self.accept()

    def _said(self) -> str:
        """As the history tells it."""
        new, changed = self._count(Verdict.NEW), self._count(Verdict.CHANGED)
        parts = [f"改{changed}行"] if changed else []
        parts += [f"新增{new}行"] if new else []
        return f"{self._title}：{'、'.join(parts)}"
