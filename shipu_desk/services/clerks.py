"""Who sits at the desk: the one named, else the first clerk; and who takes over."""

from __future__ import annotations

from shipu_desk.domain.clerks import Clerk
from shipu_desk.errors import Refused
from shipu_desk.services import changes, register
from shipu_desk.services.desk import Desk

UNNAMED = "经办人"


def seat(desk: Desk) -> Desk:
    """Give the desk its clerk, if it has none yet."""
    if not desk.clerk:
        first = register.find(desk, Clerk)[:1]
        desk.clerk = register.get(desk, Clerk, first[0]).title if first else UNNAMED
    return desk


def seat_again(desk: Desk) -> Desk:
    """As `seat`, but who worked last sits there again, if still of the office."""
    if not desk.clerk:
        last = next(iter(changes.audit(desk, 1)), None)
        desk.clerk = last.who if last and last.who in names(desk) else ""
    return seat(desk)


def names(desk: Desk) -> list[str]:
    """Everybody who may sit down, in the order of the register."""
    rows = register.page(desk, Clerk, register.find(desk, Clerk))
    return [row.title for row in rows]


def take_over(desk: Desk, name: str) -> None:
    """From now on changes bear this name. Raises Refused for nobody of the register."""
    if name not in names(desk):
        raise Refused(f"经办人里没有“{name}”，没有换人；请先在“经办人”里登记")
    desk.clerk = name
