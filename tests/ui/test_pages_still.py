"""The register pages are built without a window of their own flashing up."""

import pytest
import window_samples as samples
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from shipu_desk.ui.pages import duties, merchants, places, roster, units

BUILD = [
    duties.build, merchants.build, places.build_clusters, places.build_streets, roster.build,
    units.build,
]  # fmt: skip


class Shown(QObject):
    """Notes every window that is shown, however shortly."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize(
    "build", BUILD, ids=lambda build: f"{build.__module__[20:]}.{build.__name__}"
)
def test_no_window_flashes_up_while_a_page_is_built(desk, qtbot, build):
    samples.everything(desk)
    seen = Shown()
    QApplication.instance().installEventFilter(seen)
    page = build(desk)
    qtbot.addWidget(page)
    page.show()
    for _ in range(4):
        QApplication.processEvents()
    register_page = getattr(page, "page", page)
    for tab in range(register_page.panel.history_tab + 1):
        register_page.panel.turn_to(tab)
    QApplication.instance().removeEventFilter(seen)
    assert seen.windows == [type(page).__name__]
