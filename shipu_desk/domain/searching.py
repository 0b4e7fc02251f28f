"""The derived columns that search reads: text, pinyin and initials of the searched fields."""

from __future__ import annotations

from shipu_desk.domain.fields import Ref, Refs
from shipu_desk.domain.pinyin import readings
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.domain.texts import narrow

_LONGEST = 2_000  # an article's body is found by its first characters


def derive(record: Record) -> None:
    """Fill `search_text`, `pinyin` and `initials` from the record's searched fields.

    Half width and lower case, as the words looked for are; names of references are looked up
    in their own registers, so that a renamed unit is found under its new name at once.
    """
    spec = spec_of(type(record))
    texts = [
        narrow(field.text(getattr(record, key)))
        for key, field in spec.searched
        if not isinstance(field, Ref | Refs)
    ]
    text = "\n".join(t for t in texts if t)[:_LONGEST].lower()
    spoken = [readings(t) for t in text.split("\n") if not t.isascii()]
    record.search_text = text
    record.pinyin = "\n".join(full for full, _ in spoken)
    record.initials = "\n".join(short for _, short in spoken)
