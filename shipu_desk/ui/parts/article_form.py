"""The form of an article: title, source, and the text that takes the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QWidget

from shipu_desk.domain.bulletins import Article
from shipu_desk.domain.fields import FieldError, Text
from shipu_desk.domain.records import Problem, spec_of
from shipu_desk.ui.parts.article_body import BodyEditor, counted
from shipu_desk.ui.parts.basic import column, label, tone
from shipu_desk.ui.parts.composing import Composition
from shipu_desk.ui.parts.editors import Editor, LineEditor
from shipu_desk.ui.parts.form import FieldBox
from shipu_desk.ui.theme import metrics, px

HINT = "“一、”开头的段落排成黑体标题，“（一）”开头的排成楷体标题；一行一段，不用空格缩进"
SHORT_HINT = "“一、”排黑体，“（一）”排楷体；一行一段，不用缩进"
LIMIT = 50_000
LOW = 25  # em of height


class ArticleForm(QWidget):
    """Title, source, text. Saving leaves the cursor and the undo of the text where they are."""

    edited = Signal()
    finished = Signal()  # Ctrl+Enter in the text

    def __init__(self) -> None:
        super().__init__()
        fields = spec_of(Article).fields
        editors: dict[str, QWidget] = {
            "title": LineEditor(fields["title"]),
            "source": LineEditor(fields["source"]),
            "body": BodyEditor(fields["body"]),
        }
        self._shown: dict[str, object] = dict.fromkeys(editors, "")
        self.boxes: dict[str, FieldBox] = {}
        for key, editor in editors.items():
            editor.setObjectName(key)
            hint = SHORT_HINT if key == "body" else ""
            required = key in spec_of(Article).required
            self.boxes[key] = FieldBox(fields[key].label, editor, required=required, hint=hint)
            self._connect(key, editor)
        self.count = label("", "caption")
        self.boxes["body"].setToolTip(HINT)
        cast(BodyEditor, editors["body"]).setPlaceholderText(f"正文。{HINT}")
        self._heads = column(self.boxes["title"], self.boxes["source"], gap=6)
        for key in ("title", "source"):  # level, whether or not there is a fault below one
            self._heads.setAlignment(self.boxes[key], Qt.AlignmentFlag.AlignTop)
        self._heads.setStretch(0, 3)
        self._heads.setStretch(1, 1)
        box = column(self._heads, self.boxes["body"], gap=6, margins=(16, 8, 16, 8))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(editors["title"])

    def _connect(self, key: str, editor: QWidget) -> None:
        cast(Editor, editor).edited.connect(lambda: self._note(key))
        composition = Composition(editor, keeps_enter=key == "body")
        composition.entered.connect(lambda: self._entered(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window title and source share a line and the text stands without its label
        and its hint, which it says itself while it is empty."""
        super().resizeEvent(event)
        low = self.height() < LOW * metrics().em
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._heads.setDirection(across if low else down)
        self._heads.setSpacing(px(12 if low else 6))
        self.boxes["body"].be_bare(low)

    def editor(self, key: str) -> Editor:
        return cast(Editor, self.boxes[key].editor)

    def show_raw(self, values: Mapping[str, object], new: bool = False) -> None:
        """Show what is stored, or an empty form."""
        for key, box in self.boxes.items():
            self.editor(key).show_raw(values.get(key) or "")
            self._shown[key] = "" if new else self.editor(key).raw()
            box.be_changed(False)
            box.say("")
        self._count()
        self.edited.emit()

    def retype(self, values: Mapping[str, str]) -> None:
        """Put words in that are not saved."""
        for key in self.boxes:
            if key in values and self.editor(key).raw() != values[key]:
                self.editor(key).show_raw(values[key])
                self._note(key)

    def settle(self, values: Mapping[str, object]) -> None:
        """What is typed was stored as `values`: nothing moves under the clerk's hands."""
        for key, box in self.boxes.items():
            if key != "body" and self.editor(key).raw() != (values.get(key) or ""):
                self.editor(key).show_raw(values.get(key) or "")
            self._shown[key] = self.editor(key).raw()
            box.be_changed(False)
            box.say("")
        self.edited.emit()

    def values(self) -> dict[str, str]:
        return {key: str(self.editor(key).raw()) for key in self.boxes}

    def changes(self) -> dict[str, object]:
        return {key: said for key, said in self.values().items() if said != self._shown[key]}

    @property
    def unsaved(self) -> list[str]:
        return [self.boxes[key].name for key in self.changes()]

    @property
    def words(self) -> int:
        return counted(str(self.editor("body").raw()))

    def _note(self, key: str) -> None:
        box = self.boxes[key]
        box.be_changed(self.editor(key).raw() != self._shown[key])
        if box.fault.text():
            box.say(self._fault_of(key))
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        body = str(self.editor("body").raw())
        over = f"，超过 {LIMIT:,}" if len(body.strip()) > LIMIT else ""
        words = counted(body)
        said = f"{words:,}" if words >= 10_000 else str(words)
        self.count.setText(f"{said} 字{over}")
        tone(self.count, "kind", "fault" if over else "caption")

    def _fault_of(self, key: str) -> str:
        field = spec_of(Article).fields[key]
        assert isinstance(field, Text)
        try:
            value = field.read(self.editor(key).raw())
        except FieldError as error:
            return f"{field.label}{error}"
        return f"{field.label}必填" if value is None and key in spec_of(Article).required else ""

    def show_problems(self, problems: Sequence[Problem]) -> list[str]:
        """Tell faults beside their fields; those of no field here are given back."""
        said = {problem.key: problem.message for problem in reversed(problems)}
        for key, box in self.boxes.items():
            box.say(said.get(key, ""))
        first = next((key for key in self.boxes if key in said), None)
        if first:
            self.focus(first)
        return [problem.message for problem in problems if problem.key not in self.boxes]

    def be_fixed(self, fixed: bool) -> None:
        for key in self.boxes:
            self.editor(key).be_fixed(fixed)

    def focus(self, key: str = "title") -> None:
        self.boxes[key].editor.setFocus()

    def look_for(self, words: str) -> None:
        """Select the first place where these words stand."""
        title, body = self.boxes["title"].editor, self.boxes["body"].editor
        assert isinstance(title, LineEditor)
        assert isinstance(body, BodyEditor)
        at = title.text().find(words) if words else -1
        if at >= 0:
            title.setFocus()
            title.setSelection(at, len(words))
        elif words and body.toPlainText().find(words) >= 0:
            body.setFocus()
            body.moveCursor(QTextCursor.MoveOperation.Start)
            body.find(words)

    def _entered(self, key: str) -> None:
        keys = list(self.boxes)
        later = keys[keys.index(key) + 1 :]
        if later:
            self.focus(later[0])
        else:
            self.finished.emit()
