"""UUIDv7: time first, then chance (RFC 9562, 5.7)."""

from datetime import datetime
from random import Random
from uuid import UUID

from shipu_desk.domain.identity import uuid7


def test_a_uuid_tells_its_moment():
    moment = datetime(2023, 5, 18, 9, 0)
    made = [UUID(uuid7(moment, Random(seed).randbytes)) for seed in range(100)]
    assert {uid.version for uid in made} == {7}
    assert len(set(made)) == 100
    assert {uid.int >> 80 for uid in made} == {int(moment.timestamp() * 1000)}
    assert {uid.variant for uid in made} == {"specified in RFC 4122"}
