"""A file as the editions of schema 1 and 2 left it, made out of one of today's."""

import sqlite3

PRINTING = """
CREATE TABLE printing (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    search_text VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    initials VARCHAR NOT NULL,
    award_id INTEGER NOT NULL,
    form VARCHAR(2) NOT NULL,
    moment VARCHAR(30) NOT NULL,
    "by" VARCHAR(30) NOT NULL,
    template VARCHAR(60) NOT NULL,
    file VARCHAR(400) NOT NULL,
    mark VARCHAR(20),
    UNIQUE (uid),
    FOREIGN KEY(award_id) REFERENCES award (id) DEFERRABLE INITIALLY DEFERRED
)
"""
STREET = """
CREATE TABLE street (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    search_text VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    initials VARCHAR NOT NULL,
    name VARCHAR(60) NOT NULL,
    has_rules BOOLEAN NOT NULL,
    publishes BOOLEAN NOT NULL,
    station VARCHAR(100),
    contact VARCHAR(20),
    phone VARCHAR(30),
    remark VARCHAR(500),
    UNIQUE (uid)
)
"""
COLUMNS = 'id, uid, version, search_text, pinyin, initials, award_id, form, moment, "by", template'


STREETS = (  # what schema 3 brought
    STREET.replace("TABLE street", "TABLE earlier"),
    (
        "INSERT INTO earlier SELECT id, uid, version, search_text, pinyin, initials, name,"
        " coalesce(has_rules, 0), coalesce(publishes, 0), station, contact, phone, remark"
        " FROM street"
    ),
    "DROP TABLE street",
    "ALTER TABLE earlier RENAME TO street",
    "CREATE INDEX street_search ON street (search_text, pinyin, initials)",
    "CREATE INDEX street_key ON street (name)",
)


def become_schema_1(path):
    """What schema 2 brought goes out of the file; its rows stay."""
    link = sqlite3.connect(path, isolation_level=None)
    link.execute("PRAGMA foreign_keys=OFF")
    link.execute("BEGIN")
    for said in (
        "DROP INDEX printing_search",
        "DROP INDEX ix_printing_award_id",
        "ALTER TABLE printing RENAME TO later",
        PRINTING,
        f"INSERT INTO printing ({COLUMNS}, file, mark) SELECT {COLUMNS}, file, mark FROM later",
        "DROP TABLE later",
        "CREATE INDEX ix_printing_award_id ON printing (award_id)",
        "CREATE INDEX printing_search ON printing (search_text, pinyin, initials)",
        *STREETS,
        "UPDATE change_set SET schema = 1",
        "PRAGMA user_version=1",
    ):
        link.execute(said)
    link.execute("COMMIT")
    link.close()
