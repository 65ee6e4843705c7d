"""What all tests share: reproducible properties and the LibreOffice to test with."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every machine and every day: a red run is a change of ours, never luck.
settings.register_profile(
    "egh",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("egh")


# The longest files, in this order: started first, so that no core waits for another at the end.
ZUERST = ("test_vorlagen", "test_vorlagen_gegenrechnung", "test_egh_umgebung", "test_eigenschaften_fach")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who asks for LibreOffice carries its marker, so that `-m "not libreoffice"` never misses one."""
    items.sort(key=lambda item: ZUERST.index(item.path.stem) if item.path.stem in ZUERST else len(ZUERST))
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker("libreoffice")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice; without it the test is skipped, or fails where EGH_LIBREOFFICE_PFLICHT=1."""
    gefunden = shutil.which("soffice") or shutil.which("libreoffice")
    return gefunden or _fehlt("LibreOffice (soffice) steht nicht im PATH")


@pytest.fixture(scope="session")
def uno_python(soffice: str) -> str:
    """A Python that can steer LibreOffice: its own, beside soffice, or the system's with the package python3-uno."""
    for kandidat in (Path(soffice).resolve().with_name("python"), Path("/usr/bin/python3")):
        probe = [str(kandidat), "-c", "import uno"]
        if kandidat.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return str(kandidat)
    return _fehlt("Kein Python kann uno importieren (Debian: python3-uno)")


def _fehlt(grund: str) -> NoReturn:
    if os.environ.get("EGH_LIBREOFFICE_PFLICHT") == "1":
        pytest.fail(f"{grund}, EGH_LIBREOFFICE_PFLICHT=1 verlangt es")
    pytest.skip(grund)
