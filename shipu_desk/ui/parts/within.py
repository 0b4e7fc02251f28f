"""集群内单位: which merchants a cluster has, and which of them suit creation."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import WANTED_PERCENT, ClusterMerchant
from shipu_desk.errors import DeskError
from shipu_desk.services import places, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Rejected, Row
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, column, elided, emptied, frame, label, row, rule
from shipu_desk.ui.parts.children import SHOWN, Commits
from shipu_desk.ui.parts.composing import Composition
from shipu_desk.ui.parts.entry import Choices
from shipu_desk.ui.parts.finder import Finder
from shipu_desk.ui.parts.focus import kept
from shipu_desk.ui.parts.marks import LIGHTS, Mark
from shipu_desk.ui.theme import State

EMPTY = "集群里还没有单位。在上面输入名称或拼音首字母，按 Enter 加入。"


class Within(QWidget):
    """A line to add by search, then the merchants, each with its stage and a tick."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.cluster: Row | None = None
        self.rows: list[Row] = []
        self.finder = Finder("merchant", Choices(desk, ClusterMerchant))
        self.finder.setPlaceholderText("加入单位：名称或拼音首字母")
        self.finder.setAccessibleName("加入集群内单位，输入名称或拼音首字母")
        self.finder.picked.connect(lambda found, _: self.add(found))
        Composition(self.finder).entered.connect(self._add_typed)
        self.fault = label("", "fault", wrap=True)
        self.fault.hide()
        self.told = label("", "label", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        head = column(self.finder, self.fault, self.told, gap=6, margins=(16, 10, 16, 8))
        self.setLayout(column(head, rule(), self._list, None, gap=0))
        Commits(self, desk, {ClusterMerchant, Merchant}, self.refresh)

    def show_of(self, cluster: Row) -> None:
        """The merchants of this cluster."""
        self.cluster = cluster
        self._say("")
        self.refresh()

    def refresh(self) -> None:
        if self.cluster is None:
            return
        ids = register.find(
            self._desk, ClusterMerchant, Query(equal={"cluster_id": self.cluster.id})
        )
        self.rows = register.page(self._desk, ClusterMerchant, ids[:SHOWN])
        more = f"，先列 {SHOWN} 家" if len(ids) > SHOWN else ""
        self.told.setText(f"共 {len(ids)} 家{more}\n{self._share()}" if len(ids) else EMPTY)
        with kept(self):
            self._show_rows()

    def _show_rows(self) -> None:
        stages = self._stages()
        emptied(self._list)
        for one in self.rows:
            self._list.addWidget(self._line(one, stages.get(one.record.merchant_id, "")))
            self._list.addWidget(rule())

    def _share(self) -> str:
        """Both figures of the rule, and the rule."""
        assert self.cluster
        known = (one for one in places.coverage(self._desk) if one.cluster_id == self.cluster.id)
        found = next(known, None)
        if found is None:
            return ""
        share = found.share
        return (
            f"适合创建 {share.suitable}，已创建 {share.created}：{share}"
            f"（要求 {WANTED_PERCENT}% 以上，{found.verdict}）"
        )

    def _stages(self) -> dict[int, str]:
        ids = [one.record.merchant_id for one in self.rows]
        found = register.page(self._desk, Merchant, ids)
        return {one.id: one.cells["stage"] for one in found}

    def _line(self, one: Row, stage: str) -> QFrame:
        name = one.cells["merchant_id"]
        out = button("移出", kind="link", tip=f"把“{name}”移出集群")
        out.setAccessibleName(f"移出“{name}”")
        out.clicked.connect(lambda: self.remove(one))
        suits = QCheckBox("适合创建")
        suits.setAccessibleName(f"“{name}”适合创建")
        suits.setChecked(one.record.suitable)
        suits.clicked.connect(lambda on: self.suit(one, on))
        top = row(elided(name, "strong"), out, gap=4)
        top.setStretch(0, 1)
        mark = Mark(LIGHTS.get(stage, State.IDLE), stage)
        return frame("sheet", column(top, row(mark, 4, suits, None), gap=2, margins=(16, 6, 10, 6)))

    def _add_typed(self) -> None:
        words, found = self.finder.text().strip(), self.finder.only_hit()
        if found:
            self.add(found[0])
        elif words:
            self.finder.search()

    def add(self, merchant_id: int) -> None:
        """Take a merchant into the cluster, as suitable."""
        if self.cluster is None:
            return
        QTimer.singleShot(0, self.finder.clear)  # the completer writes the title after this
        raw = {"cluster_id": self.cluster.id, "merchant_id": merchant_id, "suitable": "是"}
        self._write(raw, None, "已加入集群")

    def suit(self, one: Row, on: bool) -> None:
        self._write({"suitable": "是" if on else "否"}, one, "已记下是否适合创建")

    def _write(self, raw: dict[str, object], one: Row | None, done: str) -> None:
        self._say("")
        try:
            register.save(self._desk, ClusterMerchant, raw, one)
        except Rejected as error:
            self._say(str(error))
        except DeskError as error:
            messages.tell(self, error, "改集群内单位")
            self.refresh()
        else:
            messages.say(f"{done}，可用 Ctrl+Z 撤回")

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def remove(self, one: Row) -> None:
        """Out of the cluster; the merchant itself stays in the pool."""
        try:
            register.remove(self._desk, ClusterMerchant, [one])
        except DeskError as error:
            messages.tell(self, error, "移出集群")
        else:
            messages.say(f"“{one.cells['merchant_id']}”已移出集群，可用 Ctrl+Z 撤回")
