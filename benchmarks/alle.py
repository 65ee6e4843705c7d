"""All benchmarks, one after the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPTS = (
    "rechnen.py",
    "maschine.py",
    "dauerlauf.py",
    "verdoppeln.py",
    "personen.py",
    "bestand.py",
    "stapel.py",
    "bereich.py",
    "excel.py",
    "formen.py",
    "szenarien.py",
)


def main() -> None:
    for script in SCRIPTS:
        subprocess.run([sys.executable, Path(__file__).with_name(script)], check=True)


if __name__ == "__main__":
    main()
