"""What a change set holds, packed and unpacked, and the link that seals it to the chain."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from shipu_desk.db.columns import keys_of
from shipu_desk.domain.changes import Change, ChangeSet, Stored
from shipu_desk.errors import DamagedFile


def encode(record: str, changes: Sequence[Change]) -> bytes:
    content = {"record": record, "keys": keys_of(record), "changes": changes}
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 1)


def decode(payload: bytes) -> tuple[str, list[Change]]:
    """The record's name and its changes; rows come back as they were stored.

    What an older schema wrote is laid out as today's columns, a column it had not as None.
    """
    content = unpacked(payload)
    record, keys = content["record"], tuple(content["keys"])
    if keys == keys_of(record):
        pairs = ((row and tuple(row) for row in pair) for pair in content["changes"])
    else:
        known = {key: at for at, key in enumerate(keys)}
        order = [known.get(key) for key in keys_of(record)]
        pairs = ((row and _laid_out(row, order) for row in pair) for pair in content["changes"])
    return record, [Change(*pair) for pair in pairs]


def unpacked(payload: bytes) -> dict[str, Any]:
    """Record, keys and changes as they were packed; DamagedFile for what is none of ours."""
    try:
        content: dict[str, Any] = json.loads(zlib.decompress(payload))
    except (zlib.error, ValueError) as error:
        raise DamagedFile("有改动记录已损坏，读不出来；请用“检查数据”查看，或恢复备份") from error
    return content


def _laid_out(row: Sequence[Any], order: Sequence[int | None]) -> Stored:
    return tuple(None if at is None else row[at] for at in order)


def link_of(before: bytes, draft: ChangeSet, payload_hash: bytes) -> bytes:
    """The chain's next link: all that was said when the set was sealed."""
    said = asdict(replace(draft, undone_by=None))
    return sha256(before + json.dumps(said, ensure_ascii=False).encode() + payload_hash).digest()
