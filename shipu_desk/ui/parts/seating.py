"""Who sits at the desk: the menu below the name in the band."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import on_button

MANAGE = "管理经办人…"


def seat_menu(
    by: QWidget, desk: Desk, seated: Callable[[], object], manage: Callable[[], object]
) -> QMenu:
    """Every clerk, the present one ticked; `seated` hears of a change, `manage` opens the page."""
    from shipu_desk.services import clerks

    menu = QMenu(by)
    for name in dict.fromkeys([*clerks.names(desk), desk.clerk]):
        action = menu.addAction(on_button(name))
        action.setCheckable(True)
        action.setChecked(name == desk.clerk)
        action.triggered.connect(lambda _=False, name=name: _sit(by, desk, name, seated))
    menu.addSeparator()
    menu.addAction(MANAGE).triggered.connect(lambda _=False: manage())
    menu.popup(by.mapToGlobal(by.rect().bottomLeft()))
    return menu


def _sit(by: QWidget, desk: Desk, name: str, seated: Callable[[], object]) -> None:
    from shipu_desk.services import clerks

    if name == desk.clerk:
        return
    try:
        clerks.take_over(desk, name)
    except DeskError as error:
        messages.tell(by, error, "换经办人")
        return
    seated()
    messages.say(f"现在由“{name}”经办，以后的改动记在这个名下")
