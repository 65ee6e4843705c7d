"""The command line as its user sees it: exit code and what stands on both streams.

In this process, because a start costs more than most commands; consoles, pipes and signals need a process of their own
(`mit_umgebung`, test_egh_umgebung), and `make paket` calls every command of the installed program.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from egh.__main__ import main


@dataclass(frozen=True)
class Lauf:
    """What is left of a call; named like subprocess.CompletedProcess."""

    returncode: int
    stdout: str
    stderr: str


def egh(*argumente: object, cwd: Path | None = None) -> Lauf:
    """One call. What would be a traceback there is one here, too."""
    aus, fehler = io.StringIO(), io.StringIO()
    ort = contextlib.chdir(cwd) if cwd else contextlib.nullcontext()
    with ort, contextlib.redirect_stdout(aus), contextlib.redirect_stderr(fehler):
        try:
            ende = main(list(map(str, argumente)))
        except SystemExit as schluss:
            ende = int(schluss.code or 0)
        finally:
            gc.enable()  # a command ends with its process and turns it off
    return Lauf(ende, aus.getvalue(), fehler.getvalue())


def mit_umgebung(*argumente: object, **umgebung: str) -> Lauf:
    """One call in a process of its own, with these variables."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **umgebung}
    befehl = [sys.executable, "-m", "egh", *map(str, argumente)]
    fertig = subprocess.run(befehl, capture_output=True, check=False, env=env, encoding="utf-8")
    return Lauf(fertig.returncode, fertig.stdout, fertig.stderr)
