"""关于: the version, where things lie, and whose work the desk stands on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QWidget

from shipu_desk import __version__
from shipu_desk.services import backups
from shipu_desk.services.desk import Desk
from shipu_desk.ui.emblem import Emblem
from shipu_desk.ui.parts.basic import column, frame, held, label, row, rule, scrolled
from shipu_desk.ui.parts.page import page
from shipu_desk.ui.theme import metrics

LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0，Qt 动态链接，可自行替换其动态库"),
    ("SQLAlchemy", "MIT"),
    ("python-calamine", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("openpyxl", "MIT"),
    ("python-docx", "MIT"),
    ("defusedxml", "PSF-2.0"),
    ("reportlab", "BSD-3-Clause"),
    ("pypdfium2", "Apache-2.0 或 BSD-3-Clause"),
    ("zxing-cpp", "Apache-2.0"),
    ("click", "BSD-3-Clause"),
)
FONTS = (
    ("思源宋体、思源黑体（Noto Serif SC、Noto Sans SC）", "OFL-1.1"),
    ("霞鹜文楷的子集（改名 Shipu Kai）", "OFL-1.1"),
    ("Fandol 仿宋、宋体", "GPL-3.0，附字体例外"),
)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _lines(facts: list[tuple[str, str]]) -> list[QWidget]:
    made = []
    for name, said in facts:
        head, words = label(name, "label"), label(said, wrap=True)
        head.setFixedWidth(round(metrics().em * 15))
        head.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = row(head, words, gap=8)
        line.setStretch(1, 1)
        made.append(held(line))
    return made


def build(desk: Desk) -> QWidget:
    facts = [
        ("版本", __version__),
        ("数据", str(desk.paths.database)),
        ("备份", str(backups.folder(desk))),
        ("运行环境", f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"),
        ("许可", "MIT。软件不联网，不收集任何信息，不画、不存、不导入印章。"),
    ]
    used = [(f"{name} {_version(name)}".strip(), licence) for name, licence in LIBRARIES]
    name = column(
        label("石浦放心消费工作台", "title"),
        label("协调推进办公室的离线工作台", "caption"),
        gap=2,
    )
    body = column(
        row(Emblem(40), name, None, gap=12),
        rule(),
        *_lines(facts),
        rule(),
        label("所用的开源软件", "strong"),
        *_lines(used),
        label("所带的字体", "strong"),
        *_lines(list(FONTS)),
        None,
        gap=8,
        margins=(20, 16, 20, 16),
    )
    card = frame("card", body)
    card.setMaximumWidth(round(metrics().em * 56))
    box = row(card, None, margins=(16, 8, 16, 16))
    box.setStretch(0, 1)
    sheet = scrolled(held(box))
    sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read by the arrows, as nothing else is here
    sheet.setProperty("kind", "read")
    sheet.setAccessibleName("关于")
    made = page("关于", "版本、存放处与许可", [], sheet)
    made.setFocusProxy(sheet)
    return made
