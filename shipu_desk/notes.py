"""Small JSON files beside the data, whatever an editor or another program has made of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any


class Garbled(ValueError):
    """The file is there and is no JSON that we could have written."""


def read(path: Path) -> Any:
    """What the file says; with or without a byte order mark. Raises OSError, Garbled."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise Garbled(path.name) from error


def lay_aside(path: Path) -> None:
    """A copy of what cannot be read, before it is written over. Raises OSError."""
    shutil.copyfile(path, path.with_stem(f"{path.stem}（读不出来）"))


def packed(said: object) -> bytes:
    """As `read` takes it; half of a surrogate pair, which some other program wrote, stays."""
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
