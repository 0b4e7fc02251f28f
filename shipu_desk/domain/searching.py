"""The derived columns that search reads: text, pinyin and initials of the searched fields."""

from __future__ import annotations

from shipu_desk.domain.pinyin import readings
from shipu_desk.domain.records import Record, spec_of

_LONGEST = 2_000  # an article's body is found by its first characters


def derive(record: Record) -> None:
    """Fill `search_text`, `pinyin` and `initials` from the record's searched fields."""
    spec = spec_of(type(record))
    texts = [
        field.text(getattr(record, key)) for key, field in spec.searched if not key.endswith("_id")
    ]
    text = "\n".join(t for t in texts if t)[:_LONGEST].lower()
    spoken = [readings(t) for t in text.split("\n") if not t.isascii()]
    record.search_text = text
    record.pinyin = "\n".join(full for full, _ in spoken)
    record.initials = "\n".join(short for _, short in spoken)
