"""Who sits at the desk when nobody was named: the first clerk."""

from __future__ import annotations

from shipu_desk.domain.clerks import Clerk
from shipu_desk.services import register
from shipu_desk.services.desk import Desk

UNNAMED = "经办人"


def seat(desk: Desk) -> Desk:
    """Give the desk its clerk, if it has none yet."""
    if not desk.clerk:
        first = register.find(desk, Clerk)[:1]
        desk.clerk = register.get(desk, Clerk, first[0]).title if first else UNNAMED
    return desk
