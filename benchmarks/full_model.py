"""The yardstick for a large register: a plain table model that reads every row at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FullModel(QAbstractTableModel):
    """All rows as tuples in memory, each cell turned into text when it is asked for."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows[0])

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            value = self._rows[index.row()][index.column()]
            return "" if value is None else str(value)
        return None


def full_view(database: Path, size: tuple[int, int]) -> QTableView:
    """The whole register with the names of what it refers to, shown and painted."""
    link = sqlite3.connect(database)
    sql = (
        "SELECT m.*, i.name, s.name FROM merchant m"
        " LEFT JOIN industry i ON i.id = m.industry_id LEFT JOIN street s ON s.id = m.street_id"
    )
    rows = link.execute(sql).fetchall()
    link.close()
    view = QTableView()
    view.setModel(FullModel(rows))
    view.model().setParent(view)
    view.resize(*size)
    view.show()
    view.viewport().repaint()
    return view
