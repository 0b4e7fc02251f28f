"""The desk that use cases work at: the store, the clerk, the clock and the places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from shipu_desk.db.columns import records_where
from shipu_desk.db.store import Changed, Store
from shipu_desk.domain.identity import Random
from shipu_desk.domain.settings import Settings
from shipu_desk.paths import Paths


@dataclass
class Desk:
    """One opened database and the clerk who works with it; services take it first."""

    store: Store
    clerk: str
    paths: Paths
    now: Callable[[], datetime]
    random: Random
    bundled_fonts_only: bool = False  # the demo and the tests print the same everywhere
    notices: list[str] = field(default_factory=list)  # what the clerk is told once it is open
    backup_made: list[Callable[[], None]] = field(default_factory=list)  # who wants to hear of it

    def today(self) -> date:
        return self.now().date()

    def settings(self) -> Settings:
        with self.store.looking() as look:
            [only] = records_where(look, Settings)
        return only

    def on_commit(self, listener: Callable[[Changed], None]) -> None:
        self.store.on_commit(listener)

    def as_clerk(self, name: str) -> Desk:
        return replace(self, clerk=name)

    def close(self) -> None:
        self.store.close()
