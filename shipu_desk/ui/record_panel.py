"""The right half of a register page: one record's form, its tabs, its history, its own footer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QWidget

from shipu_desk.domain.fields import Choice, Whole, YesNo
from shipu_desk.domain.records import Spec
from shipu_desk.services.register import Row
from shipu_desk.ui.parts.basic import (
    Strip,
    button,
    column,
    elided,
    frame,
    held,
    label,
    row,
    rule,
    scrolled,
    tone,
)
from shipu_desk.ui.parts.columns import is_light
from shipu_desk.ui.parts.editors import Sources
from shipu_desk.ui.parts.history import History
from shipu_desk.ui.parts.marks import LIGHTS, Mark
from shipu_desk.ui.record_form import RecordForm
from shipu_desk.ui.theme import State, px

FORM = 0


class RecordPanel(QFrame):
    """Shows what it is given and asks for what the clerk wants; it saves nothing itself."""

    save_wanted = Signal()
    discard_wanted = Signal()
    close_wanted = Signal()
    removal_wanted = Signal()
    tab_turned = Signal(int)

    def __init__(
        self,
        spec: Spec,
        sources: Sources,
        tabs: Sequence[tuple[str, QWidget]],
        removable: bool = True,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._spec = spec
        self._by_acts = bool(spec.record.ACTS_ONLY)
        self._removable = removable and not self._by_acts
        self.gone = button("删除", kind="quiet", tip="删除这一条，可以撤回 (表中 Del)")
        self.gone.clicked.connect(self.removal_wanted)
        self.form = RecordForm(_fixed(spec) if self._by_acts else spec, sources)
        self.form.edited.connect(self._say_unsaved)
        self.form.finished.connect(self.save_wanted)
        self.history = History()
        self._light = next((k for k, f in spec.fields.items() if is_light(f)), "")
        self.title, self._under = elided("", "title"), elided("")
        self._mark = Mark(State.IDLE, "", tinted=True)
        self._notice = Strip("alarm", "")
        self._way_out = button("", kind="link")
        self._way: Callable[[], object] | None = None
        self._way_out.clicked.connect(self._go)
        self._tabs, self._body = QTabBar(), QStackedWidget()
        for name, content in (("资料", self.form), *tabs, ("历史", self.history)):
            self._tabs.addTab(name)
            self._body.addWidget(scrolled(content))
        self._tabs.setAccessibleName(f"{spec.label}的资料与历史")
        self._tabs.setExpanding(False)
        self._tabs.currentChanged.connect(self._turn)
        self._foot = self._make_foot()
        self._build()
        self._foot.setVisible(not self._by_acts)  # with a parent: alone it would be a window

    def _build(self) -> None:
        shut = button("", "close", "quiet", "收起 (Esc)")
        shut.clicked.connect(self.close_wanted)
        name = row(self.title, self.gone, shut, gap=2)
        name.setStretch(0, 1)
        under = row(self._mark, self._under)
        under.setStretch(1, 1)
        top = column(name, under, gap=2, margins=(16, 8, 8, 4))
        notice = column(self._notice, self._way_out, gap=2, margins=(16, 6, 16, 0))
        self._told = held(notice)
        self._told.hide()
        tabs = row(self._tabs, None, margins=(16, 0, 0, 0))
        box = column(top, tabs, rule(), self._told, self._body, self._foot, gap=0)
        box.setStretch(4, 1)
        self.setFocusProxy(self.form.first_editor())
        self.setLayout(box)

    def _make_foot(self) -> QFrame:
        self._unsaved = label("", "caption")
        self.discard = button("放弃", tip="放弃未保存的改动")
        self.discard.clicked.connect(self.discard_wanted)
        self.save = button("保存(&S)", kind="primary", tip="保存 (Ctrl+S)")
        self.save.clicked.connect(self.save_wanted)
        line = row(self._unsaved, self.discard, self.save, margins=(16, 8, 16, 8))
        line.setStretch(0, 1)
        return frame("foot", line)

    def show_row(self, shown: Row, raw: dict[str, object]) -> None:
        """Show a stored row."""
        self.title.setText(shown.title or self._spec.label)
        word = shown.cells.get(self._light, "")
        self._mark.show_state(LIGHTS.get(word, State.IDLE), word)
        self._under.setText(self._second_line(shown))
        self._show(raw, new=False)

    def show_new(self, raw: dict[str, object]) -> None:
        """Show the form of a row that is not stored yet."""
        self.title.setText(f"新增{self._spec.label}")
        self._mark.show_state(State.IDLE, "")
        self._under.setText("保存后才登记")
        self._show(raw, new=True)
        self._tabs.setCurrentIndex(FORM)

    def _show(self, raw: dict[str, object], new: bool) -> None:
        self.say("")
        self.gone.setVisible(self._removable and not new)
        for tab in range(1, self._tabs.count()):
            self._tabs.setTabEnabled(tab, not new)
        self.form.show_raw(raw, new)

    def _second_line(self, shown: Row) -> str:
        keys = [k for k in self._spec.columns if k not in {*self._spec.title, self._light}]
        kinds = self._spec.fields
        said = [
            shown.cells.get(k, "") for k in keys if not isinstance(kinds[k], Choice | Whole | YesNo)
        ]
        return " · ".join([text.replace("\n", " ") for text in said if text][:2])

    @property
    def tab(self) -> int:
        return self._tabs.currentIndex()

    def turn_to(self, tab: int) -> None:
        self._tabs.setCurrentIndex(tab)

    @property
    def history_tab(self) -> int:
        return self._tabs.count() - 1

    def _turn(self, tab: int) -> None:
        self._body.setCurrentIndex(tab)
        self._foot.setVisible(tab == FORM and not self._by_acts)
        self.tab_turned.emit(tab)

    def say(self, text: str, way_out: str = "", act: Callable[[], object] | None = None) -> None:
        """A fault of no single field, with a way out; an empty text takes it away."""
        self._notice.say(text)
        self._told.setVisible(bool(text))
        self._way_out.setText(way_out)
        self._way_out.setAccessibleName(way_out)
        self._way_out.setVisible(bool(way_out))
        self._way = act

    def _go(self) -> None:
        if self._way:
            self._way()

    def _say_unsaved(self) -> None:
        unsaved, faulty = len(self.form.unsaved), len(self.form.faulty)
        said = [f"{unsaved} 处未保存"] if unsaved else []
        said += [f"{faulty} 处有误"] if faulty else []
        self._unsaved.setText(" · ".join(said))
        tone(self._unsaved, "kind", "fault" if faulty else "label")
        self.discard.setEnabled(bool(unsaved or faulty))

    def minimum(self) -> int:
        """px below which the form would be cut."""
        return self.form.minimumSizeHint().width() + px(12)


def _fixed(spec: Spec) -> Spec:
    """Rows that come from acts only are shown, never typed into."""
    fields = {key: replace(field, by_act=True, hint="") for key, field in spec.fields.items()}
    return replace(spec, fields=fields)
