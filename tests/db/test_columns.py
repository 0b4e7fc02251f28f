"""What is read without the mapper is what the mapper stored, for every record and every kind."""

import subprocess
import sys
from random import Random

import pytest
import raws
from conftest import Clock
from sqlalchemy import select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm.exc import UnmappedInstanceError

from shipu_desk.db.columns import codecs, keys_of, records_of, records_where
from shipu_desk.db.tables import TABLES, table_of
from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.fields import Choice, Day, Refs, YesNo
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import ClusterMerchant
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.units import Unit
from shipu_desk.services import register
from shipu_desk.services.founding import create_desk
from shipu_desk.services.plan import load


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.PLURAL)
def test_columns_stand_as_in_the_table(record):
    name = spec_of(record).name
    assert keys_of(name) == tuple(column.key for column in TABLES[name].c)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.PLURAL)
def test_values_are_stored_as_the_mapper_stores_them(record):
    """Day, yes and no, choices and lists have codecs; SQLAlchemy's types are the yardstick."""
    dialect, spec = SQLiteDialect_pysqlite(), spec_of(record)
    samples = {
        Day: lambda field: (field.parse("2023-03-06"), None),
        YesNo: lambda field: (True, False, None),
        Choice: lambda field: (*field.options, None),
        Refs: lambda field: ((3, 1, 2), ()),
    }
    turned = codecs(spec.name)
    assert set(turned) == {key for key, field in spec.fields.items() if type(field) in samples}
    for key, codec in turned.items():
        kind = table_of(record).c[key].type.dialect_impl(dialect)
        store, load = kind.bind_processor(dialect), kind.result_processor(dialect, None)
        for value in samples[type(spec.fields[key])](spec.fields[key]):
            assert codec.stored(value) == store(value), key
            assert codec.value(store(value)) == (load(store(value)) if load else store(value))
            assert codec.value(codec.stored(value)) == value


def plain(record):
    return {key: getattr(record, key) for key in keys_of(spec_of(type(record)).name)}


@pytest.fixture
def office(paths):
    """A desk with the plan's rows."""
    made = create_desk(paths, "示例甲", Clock(), Random(3).randbytes)
    load(made)
    yield made
    made.close()


def test_the_plans_rows_are_read_alike_both_ways(office):
    for record in RECORDS:
        with office.store.reading() as session, office.store.looking() as look:
            mapped = [plain(row) for row in session.scalars(select(record).order_by(record.id))]
            read = [plain(row) for row in records_where(look, record, "1 ORDER BY id")]
        assert read == mapped, record


def test_rows_come_in_the_order_asked_for_and_those_gone_are_absent(desk):
    for name in ("示例甲局", "示例乙局", "示例丙局"):
        register.save(desk, Unit, {"name": name})
    with desk.store.looking() as look:
        assert [row.id for row in records_of(look, Unit, [3, 99, 1])] == [3, 1]


def test_a_unit_of_work_reads_its_own_rows(desk):
    with desk.store.writing("新增", "示例甲") as work:
        work.add(raws.read(Duty, raws.duty(1)))
        [duty] = records_where(work, Duty)
        assert (duty.title, duty.version) == ("示例事项1", work.journal.draft.number)


def test_what_is_read_for_the_screen_is_followed_by_no_session(desk):
    register.save(desk, Unit, {"name": "示例甲局"})
    row = register.page(desk, Unit, [1])[0].record
    assert isinstance(row, Unit) and spec_of(type(row)) is spec_of(Unit)
    row.name = "示例乙局"
    assert register.get(desk, Unit, 1).title == "示例甲局"
    with pytest.raises(UnmappedInstanceError), desk.store.writing("新增", "示例甲") as work:
        work.add(row)


BEFORE_THE_MAPPER = """
import sys
from datetime import datetime
from pathlib import Path
from random import Random
from shipu_desk.domain.units import Unit
from shipu_desk.paths import Paths
from shipu_desk.services import opening, register
desk = opening.open_desk(
    Paths(Path(sys.argv[1])), "", datetime.now, Random(1).randbytes,
    place_accepted=True, backed_up=False,
)
[early, *_] = register.page(desk, Unit, register.find(desk, Unit))
assert "sqlalchemy" not in sys.modules
from sqlalchemy.orm import registry
configure, registry.configure = registry.configure, lambda self: None  # another thread is at it
import shipu_desk.db.tables
[late, *_] = register.page(desk, Unit, register.find(desk, Unit))
print(early.record.name, late.record.name, early.title)
"""


def test_rows_are_read_while_the_mapper_is_being_set_up(office):
    office.close()
    run = [sys.executable, "-c", BEFORE_THE_MAPPER, str(office.paths.folder)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["县府办"] * 3


def test_every_record_with_yes_and_no_or_a_choice_is_among_those_compared():
    """The comparison above would pass over a kind that no record has."""
    kinds = {type(f) for record in (Merchant, Duty, ClusterMerchant) for f in fields_of(record)}
    assert {Day, YesNo, Choice, Refs} <= kinds


def fields_of(record):
    return spec_of(record).fields.values()
