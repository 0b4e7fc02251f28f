"""授牌: the awards granted; rows come from acts only, 授牌, 补发, 摘牌."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.awards import Award, AwardEvent, AwardState
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui.parts.award_forms import REISSUE, REVOKE, Deed, do_deed
from shipu_desk.ui.parts.award_grant import grant
from shipu_desk.ui.parts.award_lists import EVENTS, PRINTS
from shipu_desk.ui.parts.award_ways import go_print
from shipu_desk.ui.parts.basic import hover
from shipu_desk.ui.parts.children import Children, Commits, show_children
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.empty import Way
from shipu_desk.ui.record_look import LIST_KEY, Action, Detail, Look
from shipu_desk.ui.record_page import RecordPage

GRANT, PRINT = "授牌…", "打印牌匾与证书…"

LOOK = Look(
    "授牌",
    "二（一）1",
    unit="家",
    chips="state",
    columns=(
        Column("number", "编号", 10.5, "text"),
        "name",
        "state",
        "title",
        "round_id",
        "granted_on",
        "basis",
    ),
    widths={"name": 11.0, "title": 8.0, "round_id": 9.0, "basis": 9.0},
    empty="给“培育”中的单位授牌，编号自动连续。一次评选有好几家的，先登记评选批次更省事。",
    addable=False,
    list_key=LIST_KEY,
)


def _deed(deed: Deed) -> Action:
    def do(page: RecordPage) -> None:
        if page.row is not None:
            do_deed(page, page.desk, deed, page.row)

    icon = "revoke" if deed is REVOKE else "copy"
    return Action(f"{deed.act}…", icon, do, f"给选中的这一家{deed.act}", needs_row=True)


def _print(page: RecordPage) -> None:
    """Those ticked, or else those selected."""
    go_print(page, [row.id for row in page.list.ticked_rows() or page.list.selected_rows()])


def _print_ticked(page: RecordPage) -> None:
    go_print(page, [row.id for row in page.list.ticked_rows()])


class Awards(RecordPage):
    """The register of awards; Ctrl+N grants."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            Award,
            LOOK,
            actions=(
                Action(GRANT, "grant", lambda _: self.add(), "给“培育”中的单位授牌 (Ctrl+N)"),
                _deed(REISSUE),
                _deed(REVOKE),
                Action(
                    PRINT,
                    "plaque",
                    _print,
                    "打印勾选的，没有勾选就打印正看着的 (Ctrl+P)",
                    needs_row=True,
                    primary=True,
                ),
                Action("打印所选…", "plaque", _print_ticked, "勾选的授牌一起打印", batch=True),
            ),
            details=(
                Detail("记事", lambda _: Children(desk, EVENTS), show_children),
                Detail("打印记录", lambda _: Children(desk, PRINTS), show_children),
            ),
        )
        told = "给“培育”中的单位授牌，可以一次几家。"
        self.list.set_ways(Way("grant", "授牌", told, f"{GRANT} (Ctrl+N)", self.add))
        self.tools.named[PRINT].setShortcut("Ctrl+P")
        self.row_shown.connect(lambda row: _be_able(self, row))
        Commits(self, desk, {AwardEvent}, self.refresh)
        _be_able(self, self.row)

    @property
    def hints(self) -> tuple[str, ...]:
        return ("Ctrl+N 授牌", *super().hints)

    def add(self) -> None:
        """授牌: one round, several merchants."""
        grant(self, self.desk)


def _be_able(page: RecordPage, row: Row | None) -> None:
    """What was revoked is neither reissued nor revoked again."""
    valid = row is not None and row.record.state is AwardState.GRANTED
    why = "" if valid or row is None else f"已于 {row.cells['revoked_on']} 摘牌"
    for deed in (REISSUE, REVOKE):
        tool = page.tool(f"{deed.act}…")
        tool.setEnabled(valid)
        hover(tool, why or f"给选中的这一家{deed.act}")


def build(desk: Desk) -> QWidget:
    return Awards(desk)
