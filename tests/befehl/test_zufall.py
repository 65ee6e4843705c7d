"""A few hundred mutated files and calls from a fixed seed; `make fuzz` runs thousands (zufall.py)."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
import zufall


@pytest.mark.skipif(os.name == "nt", reason="braucht einen Wecker von POSIX")
def test_zufall(tmp_path: Path) -> None:
    vorher = zufall._speicher_mb()
    enden = Counter(zufall.ausprobiert(nummer, tmp_path) for nummer in range(300))
    assert zufall._speicher_mb() - vorher < 600
    assert min(enden[0], enden[1]) > 20  # not everything is refused
    assert enden[2] > 100
