"""What the two programs of the frozen folder run."""

import sys

from shipu_desk.app import main


def start() -> int:
    """A program without a console would end without a word; this one says where to look."""
    try:
        return main()
    except Exception as error:  # noqa: BLE001 - nobody else is left to tell it
        from shipu_desk import windows
        from shipu_desk.cli.accidents import note_down

        windows.box(f"工作台没有打开，数据没有动过。\n{note_down(error)}")
        return 1


sys.exit(start())
