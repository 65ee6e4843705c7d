"""A driver in a process of its own that answers one line of JSON with one line of JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from typing import Any, Self


class Kindprozess:
    """Runs while the context does; ends when its input is closed."""

    def __init__(self, befehl: list[str], umgebung: Mapping[str, str] | None = None) -> None:
        self._befehl = befehl
        self._umgebung = umgebung

    def __enter__(self) -> Self:
        self._prozess = subprocess.Popen(
            self._befehl,
            env=self._umgebung,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._prozess.stdin is not None
        assert self._prozess.stdout is not None
        self._prozess.stdin.close()
        self._prozess.wait(60)
        self._prozess.stdout.close()

    def frage(self, *frage: Any) -> Any:
        assert self._prozess.stdin is not None
        assert self._prozess.stdout is not None
        self._prozess.stdin.write(json.dumps(frage) + "\n")
        self._prozess.stdin.flush()
        return json.loads(self._prozess.stdout.readline())
