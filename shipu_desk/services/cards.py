"""登记卡 of merchants: their fields, places, moves, awards, and every change that was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from shipu_desk.documents.cards import write_cards
from shipu_desk.documents.page.card import CardFacts, Happened, Value
from shipu_desk.documents.page.listing import Column
from shipu_desk.documents.proof import Written
from shipu_desk.domain.awards import Award, AwardEvent
from shipu_desk.domain.changes import Act
from shipu_desk.domain.merchants import Industry, Merchant
from shipu_desk.domain.places import ClusterMerchant
from shipu_desk.domain.records import spec_of
from shipu_desk.errors import Refused
from shipu_desk.services import changes, fonts, listing, merchants, proofs, register
from shipu_desk.services.changes import Event
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row

MOST = 500  # cards of one file; more is a list's work
HIDDEN = "联系电话已隐去中间几位。"
_ORDER = (
    "stage", "status", "credit_code", "no_code_reason", "industry_id", "guide", "street_id",
    "joined_on", "left_on", "premises", "operator", "phone", "clusters", "remark",
)  # fmt: skip
_ASKED = frozenset({"no_code_reason", "left_on"})  # only where they say something
NOTHING = "没有要打印的登记卡"


def write(desk: Desk, ids: Sequence[int], path: Path, purpose: str = "") -> Written:
    """A card for each merchant, in this order; with a purpose numbers are whole (journaled).

    Raises ProofFailed, NotWritten, Refused.
    """
    return _write(desk, ids, purpose)(path)


def preview(desk: Desk, ids: Sequence[int]) -> bytes:
    """The very PDF that `write` would make."""
    return proofs.shown(_write(desk, ids, ""))


def _write(desk: Desk, ids: Sequence[int], purpose: str) -> proofs.Writes:
    if not ids:
        raise Refused(NOTHING)
    if len(ids) > MOST:
        raise Refused(f"一次最多打印{MOST}张登记卡，选了{len(ids)}家；请分几次，或改印清单")
    rows = register.page(desk, Merchant, register.still_there(desk, Merchant, ids))
    cards = [_card(desk, row, whole=bool(purpose.strip())) for row in rows]
    type_ = fonts.fonts(desk)
    gone = proofs.gone(Merchant, len(ids) - len(rows))

    def write(path: Path) -> Written:
        with listing.noted(desk, Merchant, len(rows), purpose):
            return write_cards(cards, path, type_)

    return proofs.noted(write, gone)


def _card(desk: Desk, row: Row, *, whole: bool) -> CardFacts:
    changed = _changes(desk, row.id)
    return CardFacts(
        kind=f"{Merchant.LABEL}登记卡",
        name=row.record.name,
        values=tuple(_values(desk, row, whole=whole)),
        tables=(_moves(desk, row.id), _awards(desk, row.id), changed),
        made=listing.made(desk),
        note=_note(row, changed, whole=whole),
    )


def _note(row: Row, changed: Happened, *, whole: bool) -> str:
    """What stands masked on the card: what a number was before stays so in its changes."""
    if not whole:
        return f"注：{HIDDEN}" if row.record.phone else ""
    label = spec_of(Merchant).fields["phone"].label
    masked = any(cells[-1].startswith(f"{label}：") for cells in changed.rows)
    return f"注：“{changed.title}”里的{HIDDEN}" if masked else ""


def _values(desk: Desk, row: Row, *, whole: bool) -> Iterator[Value]:
    spec = spec_of(Merchant)
    others = {"guide": ("行业指导部门", _guide), "clusters": ("所在集群", _clusters)}
    for key in _ORDER:
        if key in others:
            label, look = others[key]
            yield Value(label, look(desk, row), wide=key == "clusters")
            continue
        field, text = spec.fields[key], row.cells[key]
        if key in spec.personal and whole:
            text = field.text(getattr(row.record, key))
        if text or key not in _ASKED:
            yield Value(field.label, text, wide=field.wide)


def _guide(desk: Desk, row: Row) -> str:
    return register.get(desk, Industry, row.record.industry_id).cells["guide_id"]


def _clusters(desk: Desk, row: Row) -> str:
    ids = register.find(desk, ClusterMerchant, Query(equal={"merchant_id": row.id}))
    return "、".join(
        one.cells["cluster_id"] + ("" if one.record.suitable else "（不适合创建）")
        for one in register.page(desk, ClusterMerchant, ids)
    )


def _moves(desk: Desk, id: int) -> Happened:
    cells = [row.cells for row in merchants.moves(desk, id)]
    return Happened(
        "阶段变更",
        (Column("日期", "m"), Column("由", "m"), Column("到", "m"), Column("原因"), Column("依据")),
        (25, 16, 16, 63, 50),
        [(c["moved_on"], c["origin"], c["to"], c["reason"], c["basis"]) for c in cells],
        "入库以后没有变更过阶段。",
    )


def _awards(desk: Desk, id: int) -> Happened:
    rows: list[tuple[str, ...]] = []
    for award in register.page(
        desk, Award, register.find(desk, Award, Query(equal={"merchant_id": id}, order="id"))
    ):
        query = Query(equal={"award_id": award.id}, order="id")
        for event in register.page(desk, AwardEvent, register.find(desk, AwardEvent, query)):
            cells = event.cells
            why = "；".join(filter(None, (cells["reason"], cells["basis"])))
            rows.append((cells["happened_on"], cells["act"], award.record.number, why))
    return Happened(
        "授牌",
        (Column("日期", "m"), Column("事项", "m"), Column("编号"), Column("原因和依据")),
        (25, 20, 40, 85),
        rows,
        "没有授过牌。",
    )


def _changes(desk: Desk, id: int) -> Happened:
    """From the first to the last; what was entered at first stands above in its fields."""
    rows = [
        line for event in reversed(changes.history(desk, Merchant, id)) for line in _told(event)
    ]
    return Happened(
        "登记的改动",
        (Column("时间", "m"), Column("经办人", "m"), Column("改动"), Column("改前 → 改后")),
        (34, 22, 44, 70),
        rows,
        "没有改动。",
    )


def _told(event: Event) -> Iterator[tuple[str, ...]]:
    done = event.change_set
    head = (done.moment[:16].replace("T", " "), done.who, done.title + _undone(event))
    lines = event.lines if event.what == "修改" else ()
    said = [f"{label}：{old or '（空）'} → {new or '（空）'}" for label, old, new in lines]
    for i, text in enumerate(said or [""]):
        yield (*(head if i == 0 else ("", "", "")), text)


def _undone(event: Event) -> str:
    done = event.change_set
    return "（已撤回）" if done.undone_by and done.kind is not Act.UNDO else ""
