"""Where Tab goes: one reading order for a whole window, the same forwards and backwards.

Qt's own chain is the order in which widgets were made. Panels that are built late and lists that
are made anew would stand at its end, so the order is read off the layouts when Tab is pressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

COVERED = "covered"  # a property: something lies over this widget, Tab leaves it out


def stops(root: QWidget, now: QWidget | None = None) -> list[QWidget]:
    """All that Tab reaches inside, in reading order; `now` too, even if it was just hidden."""
    return list(_stops(root, now, True))


def _stops(holder: QWidget, now: QWidget | None, seen: bool) -> Iterator[QWidget]:
    for one in _inside(holder):
        shown = seen and not one.isHidden() and not one.property(COVERED)
        if one is now or (shown and _is_stop(one)):
            yield one
        if shown or (now is not None and one.isAncestorOf(now)):
            yield from _stops(one, now, shown)


def _is_stop(one: QWidget) -> bool:
    by_tab = one.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and one.isEnabled() and one.focusProxy() is None


def _inside(holder: QWidget) -> list[QWidget]:
    """Children: those of the layout in its order, then those placed by hand as they were made."""
    layout = holder.layout()
    widgets = [one for one in holder.children() if isinstance(one, QWidget)]
    laid = list(_laid(layout, widgets)) if layout is not None else []
    known = set(laid)
    placed = [one for one in widgets if one not in known]
    return [*laid, *(one for one in placed if not one.isWindow())]


def _laid(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """In the layout's order, asked by place: never by `itemAt`. Qt deletes such an item without a
    word, its wrapper stays, and the next object made at that address is taken for it: a crash.
    """
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in widgets]
    placed += [(layout.indexOf(one), one) for one in inner]
    for at, piece in sorted(placed, key=lambda pair: pair[0]):
        if isinstance(piece, QLayout):
            yield from _laid(piece, widgets)
        elif at >= 0:
            yield piece


def step(root: QWidget, forward: bool) -> bool:
    """For `focusNextPrevChild` of a window or dialog: to the next stop, round and round."""
    now = root.focusWidget()
    found = stops(root, now)
    if not found or found == [now]:
        return False
    at = found.index(now) if now in found else -1 if forward else 0
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    found[(at + (1 if forward else -1)) % len(found)].setFocus(reason)
    return True


def enter(area: QWidget) -> None:
    """Into an area: where it wants the focus; else, and if that is hidden, its first stop."""
    wanted = area
    while proxy := wanted.focusProxy():
        wanted = proxy
    able = wanted.isVisibleTo(area) and wanted.isEnabled()
    if able and wanted.focusPolicy() != Qt.FocusPolicy.NoFocus:
        wanted.setFocus()
        return
    within = wanted if able else area
    (next(iter(stops(within)), None) or within).setFocus()


@contextmanager
def kept(holder: QWidget) -> Iterator[None]:
    """Around making widgets anew: the focus goes to the successor of the one that had it.

    That is the one of the same name; where it is gone, the one of its kind in its place.
    """
    had = holder.window().focusWidget()
    if had is None or not holder.isAncestorOf(had):
        yield
        return
    before = [one for one in stops(holder, had) if _is_like(one, had)]
    place = before.index(had)
    yield
    _show_new(holder)
    after = stops(holder)
    named = [one for one in after if one.accessibleName() == had.accessibleName()]
    alike = [one for one in after if _is_like(one, had)]
    if had in after:
        had.setFocus()
    elif found := named or alike[place:] or alike[-1:] or after:
        found[0].setFocus()


def _show_new(holder: QWidget) -> None:
    """Qt shows what a layout was given a moment later; the focus is wanted now."""
    for one in _inside(holder):
        if one.isHidden() and not one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            one.show()


def _is_like(one: QWidget, other: QWidget) -> bool:
    """Of one kind: the same button on another line."""
    if isinstance(one, QAbstractButton) and isinstance(other, QAbstractButton):
        return one.text() == other.text()
    return type(one) is type(other)
