"""The command line as a script uses it: words in, exit code and two streams of text out."""

import io
import json
import random
import sys
from dataclasses import dataclass

from conftest import Clock

from shipu_desk import cli
from shipu_desk.cli.tools import Wiring


@dataclass
class Said:
    code: int
    out: str
    err: str


class Office:
    """One data folder and the commands on it; the window is only noted."""

    def __init__(self, folder, capsys, monkeypatch):
        self.folder, self._capsys, self._monkeypatch = folder, capsys, monkeypatch
        self.opened = []
        self._wiring = Wiring(self._open, Clock(), random.Random(5).randbytes)

    def _open(self, folder, clerk):
        self.opened.append((folder, clerk))
        return 0

    def run(self, *words, stdin=""):
        data = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        self._monkeypatch.setattr(sys, "stdin", data)
        self._capsys.readouterr()
        words = [str(word) for word in words]
        code = cli.main(self._wiring, ["--data", str(self.folder), *words])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def done(self, *words, stdin=""):
        """Run a command that must succeed; what it said."""
        said = self.run(*words, stdin=stdin)
        assert said.code == 0, said
        return said.out

    def refused(self, *words, stdin="", code=1):
        """Run a command that must not; the one line of why."""
        said = self.run(*words, stdin=stdin)
        assert said.code == code, said
        assert said.err.count("\n") == 1, said
        return said.err.strip()

    def add(self, record, *rows):
        return self.done("add", record, "--json", "-", stdin=json.dumps(rows))

    def list(self, record, *words):
        return json.loads(self.done("list", record, "--json", *words))
