"""Beside a field that holds a place on the disk: 选…, to look for it instead of typing it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button
from shipu_desk.ui.parts.editors import LineEditor
from shipu_desk.ui.parts.form import FieldBox

FONTS = "字体文件 (*.ttf *.otf *.ttc)"


def add_choice(box: FieldBox, folder: Path, kinds: str = "") -> None:
    """`kinds` of files as Qt has them, or none for a folder; `folder` is where looking begins."""
    editor = cast(LineEditor, box.editor)
    choose = button("选…", "folder", tip=f"选{box.name}")
    choose.setAccessibleName(f"选{box.name}")

    def look() -> None:
        typed = Path(editor.text().strip()) if editor.text().strip() else folder
        if kinds:
            begin = typed if os.path.isdir(typed) else typed.parent
            found = messages.open_path(box, f"选{box.name}", begin, kinds)
        else:
            found = messages.folder(box, f"选{box.name}", typed)
        if found:
            editor.setText(str(found))
            editor.edited.emit()
            editor.setFocus()

    choose.clicked.connect(look)
    box.put_beside(choose)
