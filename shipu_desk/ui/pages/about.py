"""关于: the version, where things lie, and whose work the desk stands on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from shipu_desk import __version__, resources
from shipu_desk.services import backups
from shipu_desk.services.desk import Desk
from shipu_desk.services.diagnosis import sqlite_version
from shipu_desk.ui.emblem import Emblem
from shipu_desk.ui.parts.basic import button, column, frame, held, label, row, rule, scrolled
from shipu_desk.ui.parts.page import page
from shipu_desk.ui.theme import metrics

LIBRARIES = (
    ("PySide6-Essentials", "LGPL-3.0-only"),
    ("shiboken6", "LGPL-3.0-only"),
    ("SQLAlchemy", "MIT"),
    ("typing_extensions", "PSF-2.0"),
    ("python-calamine", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("openpyxl", "MIT"),
    ("python-docx", "MIT"),
    ("lxml", "BSD-3-Clause"),
    ("et_xmlfile", "MIT"),
    ("defusedxml", "PSF-2.0"),
    ("reportlab", "BSD-3-Clause"),
    ("pillow", "MIT-CMU"),
    ("charset-normalizer", "MIT"),
    ("pypdfium2", "Apache-2.0 或 BSD-3-Clause"),
    ("zxing-cpp", "Apache-2.0"),
    ("click", "BSD-3-Clause"),
    ("colorama", "BSD-3-Clause"),
)
FONTS = (
    ("思源宋体、思源黑体（Noto Serif SC、Noto Sans SC）", "OFL-1.1"),
    ("霞鹜文楷的子集（改名 Shipu Kai）", "OFL-1.1"),
    ("Fandol 仿宋、宋体", "GPL-3.0，附字体例外"),
)
# What the LGPL asks to be said: that Qt is used, under what, where the texts are, that it may be
# replaced and where its source is (LGPL-3.0, section 4).
QT = (
    "本软件使用 Qt（经 PySide6），依 GNU 宽通用公共许可（LGPL）第 3 版，没有修改它。"
    "Qt 的动态库在程序文件夹里是分开的文件，可以换成自己构建的同版本 Qt，程序照常运行；"
    "允许为调试这样的修改而作反向工程。源代码见 Qt 项目的发布页 download.qt.io。"
    "Qt 是 The Qt Company Ltd. 的商标。"
)
WHERE = "LGPL、GPL 和各软件包、各字体的许可全文："
BY_SOURCE = "随各软件包安装；字体的在 _resources/fonts/licences"


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
        line.setAlignment(head, Qt.AlignmentFlag.AlignTop)
        made.append(held(line))
    return made


def _acts(desk: Desk, parent: QWidget) -> QWidget:
    diagnosis = button("诊断包…", "attach", tip="请人帮忙时用；没有个人信息，存之前可以看")
    diagnosis.clicked.connect(lambda: _diagnose(parent, desk))
    texts = button("许可文本", "folder", tip="打开放着许可全文的文件夹")
    folder = resources.licences()
    texts.setVisible(folder is not None)
    texts.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
    return held(row(diagnosis, texts, None))


def _diagnose(parent: QWidget, desk: Desk) -> None:
    from shipu_desk.ui.parts.diagnosis import DiagnosisDialog

    dialog = DiagnosisDialog(parent, desk)
    dialog.exec()
    dialog.deleteLater()


def _facts(desk: Desk) -> list[tuple[str, str]]:
    return [
        ("版本", __version__),
        ("数据", str(desk.paths.database)),
        ("备份", str(backups.folder(desk))),
        ("运行环境", f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()}"),
        ("许可", "MIT。软件不联网，不收集任何信息，不画、不存、不导入印章。"),
    ]


def _used() -> list[tuple[str, str]]:
    """Python, Qt and SQLite, then every package with its version, where it is there at all."""
    packages = [(name, _version(name), licence) for name, licence in LIBRARIES]
    return [
        (f"Python {platform.python_version()}", "PSF-2.0"),
        (f"Qt {qVersion()}", "LGPL-3.0-only"),
        (f"SQLite {sqlite_version()}", "公有领域"),
        *((f"{name} {known}", licence) for name, known, licence in packages if known),
    ]


def _section(title: str, *pieces: QWidget) -> QWidget:
    return held(column(rule(), 4, label(title, "strong"), *pieces, gap=8))


def build(desk: Desk) -> QWidget:
    made = QWidget()
    name = column(
        label("石浦放心消费工作台", "title"),
        label("协调推进办公室的离线工作台", "caption"),
        gap=2,
    )
    where = label(f"{WHERE}{resources.licences() or BY_SOURCE}", "caption", wrap=True)
    body = column(
        row(Emblem(40), name, None, gap=12),
        rule(),
        *_lines(_facts(desk)),
        _acts(desk, made),
        _section("Qt 的许可声明", label(QT, wrap=True), where),
        _section("所用的开源软件", *_lines(_used())),
        _section("所带的字体", *_lines(list(FONTS))),
        None,
        gap=8,
        margins=(20, 16, 20, 16),
    )
    card = frame("card", body)
    card.setMaximumWidth(round(metrics().em * 56))
    box = row(card, None, margins=(16, 8, 16, 16))
    box.setStretch(0, 1)
    sheet = scrolled(held(box))
    sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read by the arrows
    sheet.setProperty("kind", "read")
    sheet.setAccessibleName("关于")
    made.setLayout(column(page("关于", "版本、存放处与许可", [], sheet), gap=0))
    made.setFocusProxy(sheet)
    return made
