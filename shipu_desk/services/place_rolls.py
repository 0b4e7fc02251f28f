"""Streets and clusters with their merchants: on paper under each place, or as two sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shipu_desk.documents import lists, workbooks
from shipu_desk.documents.page.listing import Column, ListFacts, Section
from shipu_desk.documents.proof import Written
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.places import WANTED_PERCENT, Cluster, ClusterMerchant, Street
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.services import fonts, listing, places, proofs, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.places import Coverage
from shipu_desk.services.register import Query, Row

COUNTED = (
    f"注：适合创建的单位，{WANTED_PERCENT}%以上完成创建为达标（方案二（一）3）；"
    "已创建指阶段为培育或示范；百分比截到一位小数，不进位。"
)
_SHOWN = ("name", "industry_id", "premises", "stage")  # of a merchant
STAGE = _SHOWN.index("stage")
_FLAGS = ("has_rules", "publishes")  # of a street
PAGE = 1_000  # rows read at a time


@dataclass(frozen=True)
class Place:
    """A street or a cluster: what is said of it, its figures for a sheet, and its merchants."""

    name: str
    told: str
    figures: tuple[object, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Roll:
    """All places of a kind; `columns` are those of a merchant, `sums` those of a place."""

    title: str
    unit: str
    columns: tuple[Column, ...]
    sums: tuple[workbooks.Column, ...]
    places: tuple[Place, ...]
    note: str = ""

    @property
    def merchants(self) -> int:
        return sum(len(place.rows) for place in self.places)


def write(desk: Desk, record: type[Record], path: Path) -> Written:
    """示范街 or 示范集群 with their merchants as .pdf or .xlsx.

    Raises ProofFailed with all that cannot be printed, NotWritten.
    """
    return _write(desk, record, path.suffix.lower())(path)


def preview(desk: Desk, record: type[Record]) -> bytes:
    """The very PDF that `write` would make."""
    return proofs.shown(_write(desk, record, ".pdf"))


def _write(desk: Desk, record: type[Record], suffix: str) -> proofs.Writes:
    found = streets(desk) if record is Street else clusters(desk)
    if suffix == ".xlsx":
        return proofs.editable(lambda path: workbooks.write_lists(path, _leaves(found), desk.now()))
    facts = _facts(desk, found)
    type_ = fonts.fonts(desk)
    return lambda path: listing.run(lists.write_list(facts, path, type_))


def streets(desk: Desk) -> Roll:
    """Every street with the merchants that name it, also those without any."""
    fields = spec_of(Street).fields
    found = tuple(_street(desk, row) for row in _every(desk, Street))
    left = register.count(desk, Merchant) - sum(len(place.rows) for place in found)
    return Roll(
        title="示范街及街内单位",
        unit="条",
        columns=_columns((*_SHOWN, "credit_code")),
        sums=(
            workbooks.Column("街区", 20),
            workbooks.Column("单位（家）", 12, "number"),
            *(workbooks.Column(f"{stage}（家）", 12, "number") for stage in Stage),
            *(workbooks.Column(fields[key].label, 18) for key in _FLAGS),
            workbooks.Column(fields["station"].label, 24),
        ),
        places=found,
        note=f"注：培育库另有{left}家没有填街区，没有列入。" if left else "",
    )


def _street(desk: Desk, row: Row) -> Place:
    ids = register.find(desk, Merchant, Query(equal={"street_id": row.id}))
    rows = list(_merchants(desk, ids, (*_SHOWN, "credit_code")).values())
    stages = places.by_stage(row[STAGE] for row in rows)
    flags = [row.cells[key] for key in _FLAGS]
    labels = [spec_of(Street).fields[key].label for key in _FLAGS]
    said = "，".join(f"{k}：{v}" for k, v in zip(labels, flags, strict=True) if v)  # if asked
    told = f"单位{len(rows)}家{places.told_by_stage(stages)}{'；' if said else ''}{said}"
    figures = (len(rows), *stages.values(), *flags, row.cells["station"])
    return Place(row.cells["name"], told, figures, rows)


def clusters(desk: Desk) -> Roll:
    """Every cluster with its merchants and how far it is from the 80 %."""
    known = {one.cluster_id: one for one in places.coverage(desk)}
    return Roll(
        title="示范集群及集群内单位",
        unit="个",
        columns=(*_columns(_SHOWN), Column("适合创建", "m"), Column("备注")),
        sums=(
            workbooks.Column("集群", 24),
            workbooks.Column("单位（家）", 12, "number"),
            workbooks.Column("适合创建（家）", 16, "number"),
            workbooks.Column("已创建（家）", 14, "number"),
            workbooks.Column("已创建/适合创建", 20),
            workbooks.Column("达标", 12),
        ),
        places=tuple(
            _cluster(desk, row.id, known[row.id])
            for row in _every(desk, Cluster)
            if row.id in known
        ),
        note=COUNTED,
    )


def _cluster(desk: Desk, id: int, covered: Coverage) -> Place:
    ids = register.find(desk, ClusterMerchant, Query(equal={"cluster_id": id}))
    links = register.page(desk, ClusterMerchant, ids)
    merchants = _merchants(desk, [link.record.merchant_id for link in links], _SHOWN)
    rows = [  # one that was taken out while the others were read is in neither
        (*merchants[link.record.merchant_id], link.cells["suitable"], link.cells["remark"])
        for link in links
        if link.record.merchant_id in merchants
    ]
    share = covered.share
    stages = places.told_by_stage(places.by_stage(row[STAGE] for row in rows))
    parts = [f"单位{covered.merchants}家{stages}", f"适合创建{share.suitable}家"]
    if share.suitable:
        parts.append(f"已创建{share.created}家，{share}，{covered.verdict}")
    figures = (covered.merchants, share.suitable, share.created, str(share), covered.verdict)
    return Place(covered.name, "，".join(parts), figures, rows)


def _every(desk: Desk, record: type[Record]) -> list[Row]:
    return register.page(desk, record, register.find(desk, record))


def _merchants(desk: Desk, ids: Sequence[int], keys: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Their cells by id, in the order of the ids."""
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(ids), PAGE):
        rows = register.page(desk, Merchant, ids[start : start + PAGE])
        found |= {row.id: tuple(row.cells[key] for key in keys) for row in rows}
    return found


def _columns(keys: Sequence[str]) -> tuple[Column, ...]:
    fields = spec_of(Merchant).fields
    return tuple(Column(fields[key].label, "m" if key == "stage" else "l") for key in keys)


def _facts(desk: Desk, roll: Roll) -> ListFacts:
    """Columns that are empty in every row take no room."""
    used = [i for i in range(len(roll.columns)) if not roll.merchants or _is_used(roll, i)]
    everyone = places.by_stage(row[STAGE] for place in roll.places for row in place.rows)
    sections = (
        Section(f"{one.name}　{one.told}", [tuple(row[i] for i in used) for row in one.rows])
        for one in roll.places
    )
    return ListFacts(
        title=roll.title,
        columns=tuple(roll.columns[i] for i in used),
        sections=tuple(sections),
        told=f"共{len(roll.places)}{roll.unit}，单位{roll.merchants}家{places.told_by_stage(everyone)}",
        made=listing.made(desk),
        note=roll.note,
    )


def _is_used(roll: Roll, i: int) -> bool:
    return any(row[i] for place in roll.places for row in place.rows)


def _leaves(roll: Roll) -> tuple[workbooks.Leaf, ...]:
    """What each place comes to, then every merchant with its place, so that it can be filtered."""
    heads = (workbooks.Column(column.label, 16) for column in roll.columns[1:])
    columns = (roll.sums[0], workbooks.Column(roll.columns[0].label, 30), *heads)
    return (
        workbooks.Leaf(roll.title, roll.sums, ((one.name, *one.figures) for one in roll.places)),
        workbooks.Leaf("单位", columns, _flat(roll)),
    )


def _flat(roll: Roll) -> Iterator[tuple[str, ...]]:
    for place in roll.places:
        for row in place.rows:
            yield place.name, *row
