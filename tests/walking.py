"""What an eye checks on a window: nothing clipped, nothing overlapping, everything named."""

from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from shipu_desk.ui.parts.basic import Elided

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QLabel)
NAMED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
QT_S_OWN = {"QLineEditIconButton", "QTableCornerButton", "QComboBoxListView"}


def is_ours(widget):
    return widget.metaObject().className() not in QT_S_OWN and not isinstance(widget, QHeaderView)


def shown(root, kinds):
    """Visible widgets of some kinds that are at least partly in sight."""
    for widget in root.findChildren(QWidget):
        wanted = isinstance(widget, kinds) and widget.isVisible() and is_ours(widget)
        if wanted and not widget.visibleRegion().isEmpty():
            yield widget


def said(widget):
    """How a widget is named in a failure."""
    text = getattr(widget, "text", lambda: "")() or widget.accessibleName()
    return f"{type(widget).__name__}“{text[:20]}”{widget.size().toTuple()}"


def clipped(root):
    """Texts that do not fit into their widgets."""
    found = [said(label) for label in shown(root, QLabel) if _label_is_cut(label)]
    found += [said(b) for b in shown(root, QPushButton) if b.width() < b.sizeHint().width() - 1]
    found += [said(line) for line in shown(root, QLineEdit) if _hint_is_cut(line)]
    found += [said(box) for box in shown(root, QComboBox) if _choice_is_cut(box)]
    for table in shown(root, QTableView):
        found += _cut_heads(table)
    return found


def _label_is_cut(label):
    if isinstance(label, Elided) or not label.text():
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return (
        label.sizeHint().width() > label.width() + 1
        or label.sizeHint().height() > label.height() + 2
    )


def _hint_is_cut(line):
    words = QFontMetrics(line.font()).horizontalAdvance(line.placeholderText())
    icons = sum(1 for action in line.actions() if action.isVisible() and action.icon())
    return words > line.width() - 20 - 26 * icons


def _choice_is_cut(box):
    return QFontMetrics(box.font()).horizontalAdvance(box.currentText()) > box.width() - 34


def _cut_heads(table):
    header, model = table.horizontalHeader(), table.model()
    for section in range(header.count()):
        if not table.isColumnHidden(section):
            words = str(model.headerData(section, header.orientation()) or "")
            need = QFontMetrics(header.font()).horizontalAdvance(words) + 12
            if words and header.sectionSize(section) < need:
                yield f"表头“{words}”{header.sectionSize(section)} < {need}"


def _place(widget):
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapToGlobal(seen.topLeft()), seen.size())


def overlapping(root):
    """Pairs of controls that lie over each other."""
    controls = [widget for widget in shown(root, CONTROLS) if widget.width() and widget.height()]
    places = {widget: _place(widget) for widget in controls}
    found = []
    for a, b in combinations(controls, 2):
        if a.isAncestorOf(b) or b.isAncestorOf(a):
            continue
        both = places[a].intersected(places[b])
        if both.width() > 1 and both.height() > 1:
            found.append(f"{said(a)} × {said(b)}")
    return found


def nameless(root):
    """Controls that a screen reader could not name."""
    return [
        f"{type(w).__name__} {w.objectName()}"
        for w in shown(root, NAMED)
        if not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()))
    ]


def outside(root):
    """Controls cut by the edge of what holds them, where nothing scrolls."""
    found = []
    for widget in shown(root, CONTROLS):
        holder = widget.parentWidget()
        if holder and not holder.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            found.append(said(widget))
    return found


def faults(root):
    """All that is wrong with what is shown, by kind."""
    return {
        "clipped": clipped(root),
        "overlapping": overlapping(root),
        "nameless": nameless(root),
        "outside": outside(root),
    }


def at_rest(root):
    """What is wrong once the page has come to rest: counts and words follow a moment later."""
    for _ in range(40):
        QTest.qWait(30)
        found = faults(root)
        if not any(found.values()):
            break
    return found
