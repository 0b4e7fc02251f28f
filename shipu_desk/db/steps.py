"""The steps from each schema to the next; what they write is literal, and never changes again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

Step = Callable[[sqlite3.Connection], None]


def log_of_printers(link: sqlite3.Connection) -> None:
    """1 → 2: the print log takes other documents than awards, and what a printer was told.

    All new columns are blank in old rows, so that these stay as the journal has them.
    """
    old = 'id, uid, version, search_text, pinyin, initials, moment, form, award_id, "by", template'
    for said in (
        "DROP INDEX printing_search",
        "DROP INDEX ix_printing_award_id",
        "ALTER TABLE printing RENAME TO printing_1",
        _PRINTING_2,
        f"INSERT INTO printing ({old}, file, mark) SELECT {old}, file, mark FROM printing_1",
        "DELETE FROM sqlite_sequence WHERE name = 'printing'",
        "UPDATE sqlite_sequence SET name = 'printing' WHERE name = 'printing_1'",
        "DROP TABLE printing_1",
        "CREATE INDEX ix_printing_award_id ON printing (award_id)",
        "CREATE INDEX printing_search ON printing (search_text, pinyin, initials)",
    ):
        link.execute(said)


_PRINTING_2 = """
CREATE TABLE printing (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    search_text VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    initials VARCHAR NOT NULL,
    moment VARCHAR(30) NOT NULL,
    form VARCHAR(4) NOT NULL,
    award_id INTEGER,
    what VARCHAR(120),
    printer VARCHAR(200),
    pages VARCHAR(200),
    copies INTEGER,
    sides VARCHAR(6),
    overprint VARCHAR(9),
    "by" VARCHAR(30) NOT NULL,
    template VARCHAR(60),
    file VARCHAR(400) NOT NULL,
    mark VARCHAR(20),
    UNIQUE (uid),
    FOREIGN KEY(award_id) REFERENCES award (id) DEFERRABLE INITIALLY DEFERRED
)
"""


def streets_unasked(link: sqlite3.Connection) -> None:
    """2 → 3: whether a street has rules and publishes complaints may be unsaid.

    What stands there stays: a 否 of before cannot be told from one that nobody said. The new table
    takes the old one's name only when that is gone, so that references keep pointing at it.
    """
    rows = (
        "id, uid, version, search_text, pinyin, initials, name, has_rules, publishes, station,"
        " contact, phone, remark"
    )
    for said in (
        _STREET_3,
        f"INSERT INTO street_3 ({rows}) SELECT {rows} FROM street",
        "DELETE FROM sqlite_sequence WHERE name = 'street_3'",
        "UPDATE sqlite_sequence SET name = 'street_3' WHERE name = 'street'",
        "DROP TABLE street",
        "ALTER TABLE street_3 RENAME TO street",
        "CREATE INDEX street_search ON street (search_text, pinyin, initials)",
        "CREATE INDEX street_key ON street (name)",
    ):
        link.execute(said)


_STREET_3 = """
CREATE TABLE street_3 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    search_text VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    initials VARCHAR NOT NULL,
    name VARCHAR(60) NOT NULL,
    has_rules BOOLEAN,
    publishes BOOLEAN,
    station VARCHAR(100),
    contact VARCHAR(20),
    phone VARCHAR(30),
    remark VARCHAR(500),
    UNIQUE (uid)
)
"""

STEPS: Mapping[int, Step] = {1: log_of_printers, 2: streets_unasked}
"""By the schema that they begin with; 1 is the first that was released."""
