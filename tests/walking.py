"""What an eye checks on a window: nothing clipped, nothing overlapping, everything named."""

from collections import Counter
from functools import cache
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
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


# what was really painted

WORDS, MARKS = 4.5, 3.0  # the least contrast (WCAG 2.1, 1.4.3 and 1.4.11)
SMALLEST = 12  # pixels of another colour than the ground; fewer are no text


@cache
def _luminance(rgb):
    parts = [((rgb >> shift) & 255) / 255 for shift in (16, 8, 0)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(a, b):
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def painted_contrast(picture):
    """Between the ground of a picture (its most frequent colour) and what stands off most from
    it; strokes are thinner than a pixel here and there, so the darkest pixel is what counts."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    words = memoryview(picture.constBits()).cast("I")
    counts = Counter(word & 0xFFFFFF for word in words)
    ground, _ = counts.most_common(1)[0]
    if sum(counts.values()) - counts[ground] < SMALLEST:
        return None
    return max(_contrast(ground, colour) for colour in counts)


def pale(root):
    """Enabled words and marks with too little contrast, as they are painted."""
    found, picture = [], _picture(root)
    for widget in shown(root, (QLabel, QAbstractButton)):
        text = getattr(widget, "text", str)() or ""
        if not widget.isEnabled() or not (text or isinstance(widget, QAbstractButton)):
            continue
        contrast, least = _seen_in(picture, root, widget), WORDS if text.strip() else MARKS
        if contrast is not None and contrast < least:
            contrast = _once_in_sight(root, widget, contrast)
            if contrast < least:
                found.append(f"{said(widget)} {contrast:.1f} < {least}")
    return found


def _picture(root):
    """What is painted, pixel by pixel, and how many of them make one of the window's."""
    whole = root.grab()
    image = whole.toImage()
    image.setDevicePixelRatio(1)
    return image, whole.devicePixelRatio()


def _seen_in(picture, root, widget):
    """The contrast of what is to be seen of a widget, None where that is next to nothing."""
    image, scale = picture
    seen = widget.visibleRegion().boundingRect().adjusted(3, 3, -3, -3)
    at = widget.mapTo(root, seen.topLeft())
    box = QRect(
        round(at.x() * scale),
        round(at.y() * scale),
        round(seen.width() * scale),
        round(seen.height() * scale),
    )
    return painted_contrast(image.copy(box)) if min(box.width(), box.height()) >= 4 else None


def _once_in_sight(root, widget, contrast):
    """Half a stroke proves nothing: one scrolled half away is looked at when it is whole."""
    area = widget
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None or widget.visibleRegion().boundingRect().height() >= widget.height():
        return contrast
    bar = area.verticalScrollBar()
    before = bar.value()
    area.ensureWidgetVisible(widget)
    QTest.qWait(30)
    whole = _seen_in(_picture(root), root, widget)
    bar.setValue(before)
    QTest.qWait(30)
    return contrast if whole is None else whole


def is_out_of_sight(widget):
    """Whether less than half of a control can be seen."""
    painted = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    seen, whole = painted.visibleRegion().boundingRect(), painted.rect()
    room = max(1, min(whole.height(), 40)) * max(1, min(whole.width(), 80))
    return seen.width() * seen.height() < room / 2
