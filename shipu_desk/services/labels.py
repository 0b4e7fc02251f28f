"""Address labels of merchants: where they trade, what they are called, who runs them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shipu_desk.db.columns import as_list
from shipu_desk.documents.labels import SHEETS, LabelFacts, LabelSheet, write_labels
from shipu_desk.documents.proof import Written
from shipu_desk.domain.merchants import Merchant
from shipu_desk.errors import Refused
from shipu_desk.services import fonts, proofs, register
from shipu_desk.services.desk import Desk

TOLD = 20  # merchants named that have no address; the others are counted
PAGE = 1_000  # rows read at a time


def sheet_named(key: str) -> LabelSheet:
    """The sheet of so many labels across and down, such as 3×8 or 3x8. Raises Refused."""
    for one in SHEETS:
        if one.key == key.strip().lower().replace("x", "×").replace("*", "×"):
            return one
    raise Refused(f"没有“{key}”这种标签纸；可以选：{'、'.join(one.key for one in SHEETS)}")


def write(
    desk: Desk, ids: Sequence[int], path: Path, sheet: LabelSheet = SHEETS[0], start: int = 1
) -> Written:
    """A label for each merchant that has an address, from place `start` (from 1) on.

    Raises Refused, ProofFailed, NotWritten.
    """
    return _write(desk, ids, sheet, start)(path)


def preview(desk: Desk, ids: Sequence[int], sheet: LabelSheet, start: int) -> bytes:
    """The very PDF that `write` would make."""
    return proofs.shown(_write(desk, ids, sheet, start))


def _write(desk: Desk, ids: Sequence[int], sheet: LabelSheet, start: int) -> proofs.Writes:
    if not 1 <= start <= sheet.count:
        raise Refused(f"这种标签纸一张{sheet.count}格，开始的格应在1到{sheet.count}之间")
    there = register.still_there(desk, Merchant, ids)
    labels, lacking = _labels(desk, there)
    if not labels:
        raise Refused("没有一家填了经营场所，没有标签可印" if lacking else "没有要印标签的单位")
    type_ = fonts.fonts(desk)
    notes = [_told(lacking)] if lacking else []
    notes += proofs.gone(Merchant, len(ids) - len(there))
    return proofs.noted(lambda path: write_labels(labels, sheet, path, type_, start), notes)


def without_address(desk: Desk, ids: Sequence[int]) -> tuple[int, str]:
    """How many get no label, and who, as a sentence; empty where everybody does."""
    sql = (
        "SELECT name FROM json_each(?) JOIN merchant ON merchant.id = value"
        " WHERE coalesce(premises, '') = '' ORDER BY key"
    )
    with desk.store.looking() as look:
        lacking = [name for (name,) in look.rows(sql, (as_list(ids),))]
    return len(lacking), _told(lacking) if lacking else ""


def _labels(desk: Desk, ids: Sequence[int]) -> tuple[list[LabelFacts], list[str]]:
    labels, lacking = list[LabelFacts](), list[str]()
    for start in range(0, len(ids), PAGE):
        for row in register.page(desk, Merchant, ids[start : start + PAGE]):
            merchant = row.record
            if merchant.premises:
                person = f"{merchant.operator}　收" if merchant.operator else ""
                labels.append(LabelFacts(merchant.premises, merchant.name, person))
            else:
                lacking.append(merchant.name)
    return labels, lacking


def _told(lacking: Sequence[str]) -> str:
    rest = f"等{len(lacking)}家" if len(lacking) > TOLD else ""
    return f"没有填经营场所、没有印标签的：{'、'.join(lacking[:TOLD])}{rest}"
