"""设置: the office's names, awards, bulletin, fonts and backups; and the backups themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from shipu_desk.domain.awards import doubt_about_body
from shipu_desk.domain.records import Problem, spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import DeskError
from shipu_desk.services import backups, fonts, register, settings
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Rejected
from shipu_desk.ui import messages
from shipu_desk.ui.parts.backups import Backups
from shipu_desk.ui.parts.basic import (
    Margins,
    Strip,
    button,
    column,
    frame,
    held,
    label,
    row,
    scrolled,
    tone,
)
from shipu_desk.ui.parts.page import page
from shipu_desk.ui.parts.places import FONTS, add_choice
from shipu_desk.ui.record_form import RecordForm
from shipu_desk.ui.theme import metrics, px

GROUPS: dict[str, tuple[str, ...]] = {
    "名称": (
        "office",
        "office_short",
        "group",
        "seat",
        "roster_title",
        "duties_title",
        "near_days",
    ),
    "授牌": ("awarding_body", "award_title", "number_pattern", "number_digits"),
    "简报": ("masthead", "kicker", "editor", "report", "send", "dispatch"),
    "字体": ("font_biaosong", "font_fang", "font_kai", "font_hei", "font_song"),
    "备份": ("backup_folder", "backups_kept"),
}
WIDEST = 52  # em; a longer line of a form is tiring to read
FIRST = 1_000  # to one: the card takes what room there is until it is at its widest


class _NoSources:
    """Settings refer to no register and hide nothing."""

    def choices(self, _name: str, _words: str) -> list[tuple[int, str]]:
        return []

    def title(self, _name: str, _id: int) -> str:
        return ""

    def unmask(self, _key: str) -> str:
        return ""


class SettingsPage(QWidget):
    """One form shared out over tabs; saved as one change."""

    hints = ("Ctrl+S", "F6")

    _committed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.forms = {
            name: RecordForm(spec_of(Settings), _NoSources(), keys) for name, keys in GROUPS.items()
        }
        self.backups = Backups(desk)
        self._offer_places()
        self._body_doubt, self._font_trouble = Strip("warn", ""), Strip("warn", "")
        self.tabs, self._body = QTabBar(), QStackedWidget()
        self.tabs.setAccessibleName("设置的分组")
        self.tabs.setExpanding(False)
        for name in GROUPS:
            self.tabs.addTab(name)
            self._body.addWidget(scrolled(self._sheet(name)))
        self.tabs.currentChanged.connect(self._body.setCurrentIndex)
        self._unsaved = label("", "label")
        self.discard = button("放弃", tip="放弃未保存的改动")
        self.save_button = button("保存(&S)", kind="primary", tip="保存 (Ctrl+S)")
        self.save_button.setShortcut("Ctrl+S")
        self._build()
        self.refresh()

    def _build(self) -> None:
        acts = held(row(self._unsaved, None, self.discard, self.save_button))
        line = _in_the_card_s_width(acts, (16, 8, 16, 8))
        tabs = row(self.tabs, None, margins=(16, 0, 16, 0))
        rest = column(tabs, self._body, frame("foot", line), gap=0)
        rest.setStretch(1, 1)
        whole = page("设置", "改动都记在修改历史里，可以撤回", [], rest)
        self.setLayout(column(whole, gap=0))
        self.setFocusProxy(self.forms["名称"].first_editor())
        for form in self.forms.values():
            form.edited.connect(self._say_unsaved)
            form.finished.connect(self.save)
        self.discard.clicked.connect(self.refresh)
        self.save_button.clicked.connect(self.save)
        self._committed.connect(self._after_commit)
        self._desk.on_commit(self._committed.emit)

    def _offer_places(self) -> None:
        """A font file or a folder is looked for rather than typed."""
        for box in self.forms["字体"].boxes.values():
            add_choice(box, Path.home(), FONTS)
        add_choice(self.forms["备份"].boxes["backup_folder"], backups.folder(self._desk))

    def _sheet(self, name: str) -> QWidget:
        extra: dict[str, list[QWidget]] = {
            "授牌": [self._body_doubt],
            "字体": [self._font_trouble],
            "备份": [self.backups],
        }
        form = self.forms[name]
        body = column(form, *extra.get(name, []), None, gap=8, margins=(0, 0, 0, 12))
        for one in extra.get(name, []):
            one.setContentsMargins(px(4), 0, px(4), 0)
        return held(_in_the_card_s_width(frame("card", body), (16, 12, 16, 12)))

    def refresh(self) -> None:
        """Show what is stored."""
        self._shown = settings.row(self._desk)
        raw = register.raw(self._shown)
        for form in self.forms.values():
            form.show_raw(raw)
        doubt = doubt_about_body(str(raw.get("awarding_body") or ""))
        self._body_doubt.say(doubt or "")
        self._body_doubt.setVisible(bool(doubt))
        troubles = fonts.troubles(self._desk)
        self._font_trouble.say("\n".join(troubles))
        self._font_trouble.setVisible(bool(troubles))
        self.backups.refresh()
        self._say_unsaved()

    def _after_commit(self, changed: object) -> None:
        if isinstance(changed, frozenset) and "settings" in changed and not self._changes():
            self.refresh()

    def _changes(self) -> dict[str, object]:
        return {k: v for form in self.forms.values() for k, v in form.changes().items()}

    def _say_unsaved(self) -> None:
        unsaved = len(self._changes())
        faulty = sum(len(form.faulty) for form in self.forms.values())
        said = [f"{unsaved} 处未保存"] if unsaved else []
        said += [f"{faulty} 处有误"] if faulty else []
        self._unsaved.setText(" · ".join(said))
        tone(self._unsaved, "kind", "fault" if faulty else "label")
        self.discard.setEnabled(bool(said))

    def save(self) -> bool:
        """Write what was changed; a fault turns to its tab."""
        changed = self._changes()
        if not changed:
            return True
        before = self._shown.version
        try:
            kept = settings.change(self._desk, changed, self._shown)
        except Rejected as error:
            self._tell(error.problems)
            return False
        except DeskError as error:
            messages.tell(self, error, "保存设置")
            return False
        self.refresh()
        messages.say(_said(changed, turned=kept.version != before))
        return True

    def _tell(self, problems: object) -> None:
        found = [one for one in problems if isinstance(one, Problem)]  # type: ignore[attr-defined]
        for name, form in reversed(self.forms.items()):
            mine = [one for one in found if one.key in form.boxes]
            form.show_problems(mine)
            if mine:
                self.tabs.setCurrentIndex(list(self.forms).index(name))
                form.focus(mine[0].key)
        self._say_unsaved()

    def may_close(self) -> bool:
        """Whether the window may close over unsaved words."""
        if not self._changes():
            return True
        answer = messages.ask(
            self, "设置有未保存的改动", "保存还是放弃，再关闭窗口。", ("放弃", "保存")
        )
        return self.save() if answer == "保存" else answer == "放弃"


def _said(changed: Mapping[str, object], *, turned: bool) -> str:
    """What became of it; a blank that takes its default is named."""
    fields, defaults = spec_of(Settings).fields, spec_of(Settings).defaults
    blank = [fields[k].label for k, said in changed.items() if not str(said or "") and defaults[k]]
    told = f"（空着的用默认：{'、'.join(blank)}）" if blank else ""
    return f"设置已保存，可用 Ctrl+Z 撤回{told}" if turned else f"和原来一样，没有改动{told}"


def _in_the_card_s_width(piece: QWidget, margins: Margins) -> QHBoxLayout:
    """Cards and the foot below them end on one line."""
    piece.setMaximumWidth(round(WIDEST * metrics().em))
    made = row(piece, None, margins=margins)
    made.setStretch(0, FIRST)
    return made


def build(desk: Desk) -> QWidget:
    return SettingsPage(desk)
