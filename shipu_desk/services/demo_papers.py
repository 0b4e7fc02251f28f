"""Every document of the demonstration, written into one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from shipu_desk.documents.proof import Written
from shipu_desk.domain.awards import Form
from shipu_desk.domain.catalogue import BY_PLURAL
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import Cluster, Street
from shipu_desk.domain.records import Record
from shipu_desk.services import (
    bulletins,
    cards,
    duties,
    exports,
    labels,
    place_rolls,
    printing,
    reconciling,
    register,
    roster,
)
from shipu_desk.services.desk import Desk

FORMS: tuple[type[Record], ...] = (Merchant, Member, Duty)
LISTS: tuple[type[Record], ...] = (Merchant, BY_PLURAL["awards"], Duty)


def make(desk: Desk, folder: Path) -> Iterator[str]:
    """Write every document there is, telling each file. Raises DeskError."""
    issue = bulletins.issue(desk, "2023-1")
    merchants = list(register.find(desk, Merchant))
    papers: dict[str, Callable[[Path], Written]] = {
        "附件1.pdf": lambda path: roster.write(desk, path),
        "附件2.pdf": lambda path: duties.write(desk, path),
        "示范街及街内单位.pdf": lambda path: place_rolls.write(desk, Street, path),
        "示范集群及集群内单位.pdf": lambda path: place_rolls.write(desk, Cluster, path),
        "登记卡.pdf": lambda path: cards.write(desk, merchants, path),
        "地址标签.pdf": lambda path: labels.write(desk, merchants, path),
        "信息简报-2023-1.pdf": lambda path: bulletins.write(desk, issue.id, path),
    }
    for name, write in papers.items():
        yield f"{name}：{write(folder / name).pages}页"
    for name, kept in {
        "附件1": partial(roster.write, desk),
        "附件2": partial(duties.write, desk),
    }.items():
        for ending in (".docx", ".xlsx"):
            yield kept(folder / f"{name}{ending}").path.name
    for form in Form:
        yield from _awards(desk, form, folder)
    for record in FORMS:
        yield exports.form(desk, record, folder / f"导入表-{record.LABEL}.xlsx").path.name
    for record in LISTS:
        for ending in (".xlsx", ".csv", ".pdf"):
            path = folder / f"{record.LABEL}一览{ending}"
            yield f"{path.name}：{exports.export(desk, record, path).count}条"


def _awards(desk: Desk, form: Form, folder: Path) -> Iterator[str]:
    path = folder / f"{form}.pdf"
    outcome = printing.run(printing.print_awards(desk, form, path))
    yield f"{path.name}：{reconciling.summary(form, outcome)}"
    yield reconciling.write(desk, form, outcome, folder / f"{form}对账.xlsx").path.name
