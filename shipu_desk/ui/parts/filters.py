"""Filter chips with counts, and drop-downs for the other fields one can filter by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from shipu_desk.domain.fields import Choice, Day, Field, Ref, Text, YesNo
from shipu_desk.domain.records import Record
from shipu_desk.services import narrowing, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Between, Query
from shipu_desk.ui.parts.basic import chip, on_button, row
from shipu_desk.ui.theme import px

GAP = 6  # px between chips
CHIP = 12  # characters of a name on a chip


class Filters(QWidget):
    """`equal` is what the chips ask for; `count` writes the figures on them."""

    changed = Signal()

    def __init__(self, desk: Desk, record: type[Record], chips: str = "") -> None:
        super().__init__()
        self._desk, self._record = desk, record
        self.equal: dict[str, object] = {}
        self._fields = fields = narrowing.fields_of(record)
        first = next((k for k, f in fields.items() if isinstance(f, Choice)), "")
        self._key = chips or first
        self._all = chip("全部", True)
        self._all.clicked.connect(lambda: self._choose(None))
        self._chips = self._value_chips(fields.get(self._key))
        self._drops = {k: self._drop(k, f) for k, f in fields.items() if k != self._key}
        self._firm = (self._all, *self._chips.values()) if self._chips else ()
        self._more = self._menu_chip("更多 ▾", "更多筛选", self._fill_more)
        self._more.hide()
        self.setLayout(row(*self._firm, *self._drops.values(), self._more, None, gap=GAP))

    def _value_chips(self, field: Field | None) -> dict[object, QPushButton]:
        if not isinstance(field, Choice):
            return {}
        made: dict[object, QPushButton] = {}
        for option in field.options:
            made[option] = chip(str(option))
            made[option].clicked.connect(lambda _=False, option=option: self._choose(option))
        return made

    def _choose(self, value: object) -> None:
        self._take(self._key, None if value == self.equal.get(self._key) else value)

    def _show_choice(self) -> None:
        chosen = self.equal.get(self._key)
        self._all.setChecked(chosen is None)
        for option, made in self._chips.items():
            made.setChecked(option == chosen)
        for key, drop in self._drops.items():
            label, value = self._fields[key].label, self.equal.get(key)
            said = label if value is None else f"{label}：{on_button(self._word(key, value), CHIP)}"
            drop.setText(f"{said} ▾")
            drop.setChecked(value is not None)
        self._fold()

    def clear(self) -> None:
        """No filter at all."""
        self.take({})

    def choose(self, key: str, value: object) -> None:
        """Filter by one value from elsewhere, such as a figure that was pressed."""
        self.take({**self.equal, key: value})

    def take(self, equal: Mapping[str, object]) -> None:
        """Filter by these values and no others."""
        self.equal = dict(equal)
        self._show_choice()
        self.changed.emit()

    def _drop(self, key: str, field: Field) -> QPushButton:
        fill = partial(self._fill_menu, key=key, field=field)
        return self._menu_chip(f"{field.label} ▾", f"按{field.label}筛选", fill)

    def _menu_chip(self, text: str, name: str, fill: Callable[[QMenu], None]) -> QPushButton:
        made = chip(text)
        made.setAccessibleName(name)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: fill(menu))
        made.setMenu(menu)
        return made

    # where room is short the last ones go into 更多

    def minimumSizeHint(self) -> QSize:
        """The chips with their figures, and 更多."""
        firm = [*(one for one in self._firm if not one.isHidden()), self._more]
        wide = sum(one.sizeHint().width() for one in firm) + px(GAP) * len(firm)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Hide the last drop-downs that have no room; 更多 stands for them."""
        hints = {key: drop.sizeHint().width() + px(GAP) for key, drop in self._drops.items()}
        firm = [one for one in self._firm if not one.isHidden()]
        room = self.width() - sum(one.sizeHint().width() + px(GAP) for one in firm)
        shown = list(self._drops)
        if sum(hints.values()) > room:
            room -= self._more.sizeHint().width()
            while shown and sum(hints[key] for key in shown) > room:
                shown.pop()
        for key, drop in self._drops.items():
            drop.setVisible(key in shown)
        folded = [key for key in self._drops if key not in shown]
        self._more.setVisible(bool(folded))
        self._more.setChecked(any(key in self.equal for key in folded))

    def _fill_more(self, menu: QMenu) -> None:
        menu.clear()
        for key, drop in self._drops.items():
            if drop.isHidden():
                inner = menu.addMenu(drop.text().removesuffix(" ▾"))
                self._fill_menu(inner, key, self._fields[key])

    def _fill_menu(self, menu: QMenu, key: str, field: Field) -> None:
        menu.clear()
        every = menu.addAction("不限")
        every.triggered.connect(lambda: self._take(key, None))
        menu.addSeparator()
        for value, words in self._values(key, field):
            action = menu.addAction(on_button(words))
            action.triggered.connect(lambda _=False, value=value: self._take(key, value))

    def _values(self, key: str, field: Field) -> list[tuple[object, str]]:
        if isinstance(field, Choice):
            return [(option, str(option)) for option in field.options]
        if isinstance(field, Ref):
            return list(register.choices(self._desk, field.to, limit=100))
        if isinstance(field, Day):
            return [(one, one.word) for one in narrowing.periods(self._desk.today())]
        if isinstance(field, Text):
            return self._texts(key, field)
        return [(True, "是"), (False, "否")] if isinstance(field, YesNo) else []

    def _texts(self, key: str, field: Text) -> list[tuple[object, str]]:
        """The texts that rows have, or the times that are asked for."""
        if field.moment:
            return [(one, one.word) for one in narrowing.periods(self._desk.today())]
        found = register.tally(self._desk, self._record, key)
        return sorted((said, str(said)) for said in found if said)

    def _take(self, key: str, value: object) -> None:
        if value is None:
            self.take({one: said for one, said in self.equal.items() if one != key})
        else:
            self.choose(key, value)

    def told(self) -> list[str]:
        """What the rows are chosen by: 阶段：培育."""
        fields = self._fields
        return [
            f"{fields[key].label}：{self._word(key, value)}" for key, value in self.equal.items()
        ]

    def _word(self, key: str, value: object) -> str:
        field = self._fields[key]
        if isinstance(field, Ref):
            return register.title(self._desk, field.to, int(str(value)))
        return value.word if isinstance(value, Between) else field.shown(value)

    def count(self, query: Query, base: Mapping[str, object]) -> None:
        """Write how many rows each chip would show."""
        if not self._chips:
            return
        others = {**base, **{k: v for k, v in self.equal.items() if k != self._key}}
        query = replace(query, equal=others)
        counts = register.tally(self._desk, self._record, self._key, query)
        self._all.setText(f"全部 {sum(counts.values())}")
        for option, made in self._chips.items():
            found = counts.get(option, 0)
            made.setText(f"{option} {found}")
            made.setVisible(bool(found) or made.isChecked())
        self.updateGeometry()
        self._fold()
