"""Acts on a store without a desk."""

from shipu_desk.db import changes
from shipu_desk.db.undo import undo
from shipu_desk.domain.changes import Act


def take_back(store, number, by="示例乙"):
    """Undo a change set (or redo an undone one); the number of the new one."""
    with store.writing(f"撤回第{number}号", by, Act.UNDO) as work:
        undo(work, number)
        return work.journal.draft.number


def audit(store, limit=200):
    with store.reading() as session:
        return changes.audit(session, limit)
