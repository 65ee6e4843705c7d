"""What all tests share: reproducible properties and the LibreOffice to test with."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest
from fremd.office import uno_python_zu
from hypothesis import HealthCheck, settings

# The same examples on every machine and every day: a red run is a change of ours, never luck.
settings.register_profile(
    "egh",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("egh")


# The longest files, in this order: started first, so that no core waits for another at the end.
ZUERST = [
    "test_sonder",
    "test_zeilen",
    "test_ooxml",
    "test_weitergeben",
    "test_erhebung",
    "test_ungerechnet",
    "test_personalbemessung_land",
    "test_laender",
    "test_vorlagen",
    "test_anleitungen",
    "test_vorlagen_formeln",
    "test_rechnen_wiederholt",
    "test_personalbemessung",
    "test_hb_traegerbudget",
    "test_vorjahr_budget",
    "test_traegercontrolling",
    "test_kennung",
    "test_vorlagen_gegenrechnung",
    "test_seiten",
    "test_egh_umgebung",
    "test_ausrutscher",
    "test_vorlage_befehle",
    "test_hh_traegerbudget",
    "test_ueblich",
    "test_listen",
    "test_excelform",
    "test_eigenschaften",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who asks for LibreOffice carries its marker, so that `-m "not libreoffice"` never misses one."""
    items.sort(key=lambda item: ZUERST.index(item.path.stem) if item.path.stem in ZUERST else len(ZUERST))
    for item in items:
        if "soffice" in getattr(item, "fixturenames", ()):
            item.add_marker("libreoffice")


def pytest_unconfigure(config: pytest.Config) -> None:
    """What the processes have built for each other goes when the last of them has ended."""
    lauf = getattr(config.pluginmanager.get_plugin("dsession"), "nodemanager", None)
    if lauf is not None:
        shutil.rmtree(Path(tempfile.gettempdir(), f"egh-vorlagen-{lauf.testrunuid}"), ignore_errors=True)


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice; without it the test is skipped, or fails where EGH_NICHTS_AUSLASSEN=1."""
    gefunden = shutil.which("soffice") or shutil.which("libreoffice")
    return gefunden or fehlt("LibreOffice (soffice) steht nicht im PATH")


@pytest.fixture(scope="session")
def uno_python(soffice: str) -> str:
    """A Python that can steer LibreOffice."""
    return uno_python_zu(soffice) or fehlt("Kein Python kann uno importieren (Debian: python3-uno)")


def fehlt(grund: str) -> NoReturn:
    """Skip, or fail where nothing may be skipped."""
    if os.environ.get("EGH_NICHTS_AUSLASSEN") == "1":
        pytest.fail(f"{grund}, EGH_NICHTS_AUSLASSEN=1 verlangt es")
    pytest.skip(grund)
