"""The window. Qt is bound here, before any other module of it.

PySide6 puts an import of its own in Python's place, which reads the source of every module that
comes later to see whether it asks for a `__feature__`. None of ours does; 300 modules later that
has cost a tenth of a second, so the import of before is put back.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - from here on its import is in place

setattr(builtins, "__import__", getattr(builtins, "__orig_import__", builtins.__import__))  # noqa: B010
