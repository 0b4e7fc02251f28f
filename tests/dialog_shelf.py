"""Every dialog of the window, made over sample data, by a name of its own."""

from pathlib import Path

from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.printing import Printed
from shipu_desk.services import granting, register, roster
from shipu_desk.services.register import Query
from shipu_desk.ui.first_start import FirstStart
from shipu_desk.ui.messages import Question, Trouble
from shipu_desk.ui.pages import merchants
from shipu_desk.ui.parts.award_forms import REISSUE, REVOKE, DeedDialog
from shipu_desk.ui.parts.award_grant import GrantDialog
from shipu_desk.ui.parts.calibration_dialog import CalibrationDialog
from shipu_desk.ui.parts.diagnosis import DiagnosisDialog
from shipu_desk.ui.parts.dialogs import QuestionDialog, TroubleDialog
from shipu_desk.ui.parts.entry import EntryDialog
from shipu_desk.ui.parts.label_dialog import LabelDialog
from shipu_desk.ui.parts.list_dialog import ListDialog
from shipu_desk.ui.parts.paper import PaperDialog
from shipu_desk.ui.parts.print_dialog import PrintDialog
from shipu_desk.ui.parts.stages import StageDialog
from shipu_desk.ui.printed import Paper

A4 = (210.0, 297.0)
MANY = "\n".join(f"第 {number} 处：" + "示例说明，" * 12 for number in range(14))
DEEP = "/示例/" + "很长的文件夹/" * 9


def cultivated(desk):
    found = register.find(desk, Merchant, Query(equal={"stage": Stage.CULTIVATED}))
    return register.page(desk, Merchant, found)[0]


def award(desk):
    raw = {"merchant": cultivated(desk).id, "on": "2023-05-18", "basis": "示例文号"}
    return granting.grant(desk, raw).rows[0]


def entry(record):
    return lambda win, desk: EntryDialog(win, desk, record, "示例", {})


def listing(window, desk):
    page = merchants.build(desk)
    page.setParent(window)
    page.setGeometry(window.rect())
    page.show()
    return ListDialog(page)


def labelling(window, desk):
    return LabelDialog(window, desk, list(register.find(desk, Merchant)))


DIALOGS = {
    "first start": lambda win, desk: FirstStart(win, DEEP, lambda _: desk),
    "grant": GrantDialog,
    "revoke": lambda win, desk: DeedDialog(win, desk, REVOKE, award(desk)),
    "reissue": lambda win, desk: DeedDialog(win, desk, REISSUE, award(desk)),
    "stage": lambda win, desk: StageDialog(win, desk, [cultivated(desk)]),
    "duty": entry(Duty),
    "member": entry(Member),
    "paper": lambda win, desk: PaperDialog(
        win,
        lambda: roster.preview(desk),
        "示例",
        Path("示例.pdf"),
        desk=desk,
        kind=Printed.ROSTER,
    ),
    "list": listing,
    "diagnosis": DiagnosisDialog,
    "labels": labelling,
    "print": lambda win, desk: PrintDialog(win, Paper(b"", "示例", (A4,) * 9, desk)),
    "calibration": lambda win, desk: CalibrationDialog(
        win, Paper(b"", "示例", (A4,), desk), "示例打印机", A4
    ),
    "question": lambda win, _: QuestionDialog(win, Question("示例", MANY, ("放弃", "保存"))),
    "trouble": lambda win, _: TroubleDialog(win, Trouble("示例", MANY, MANY, MANY)),
}
