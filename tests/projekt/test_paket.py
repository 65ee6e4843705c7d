"""The wheel holds what git tracks in the packages: with an editable installation nobody else would notice."""

from __future__ import annotations

import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from paket import bauen, windows


@pytest.fixture(scope="module")
def pakete(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return bauen.bauen(tmp_path_factory.mktemp("dist"))


def test_das_rad_enthaelt_genau_die_verfolgten_dateien(pakete: tuple[Path, Path]) -> None:
    assert bauen.fehlend(pakete[0]) == set()
    assert bauen.ueberzaehlig(pakete[0]) == set()


@pytest.mark.parametrize(
    "ohne",
    ["workbooks/vorlagen/sonder/hh_asp/zeitreihe.py", "calc/parameter/nw.toml"],
)
def test_eine_fehlende_datei_faellt_auf(tmp_path: Path, ohne: str) -> None:
    rad, _ = bauen.bauen(tmp_path, [name for name in bauen.verfolgt() if name != ohne])
    assert bauen.fehlend(rad) == {ohne}


def test_die_quellen_lassen_die_tests_weg(pakete: tuple[Path, Path]) -> None:
    """Without their helpers and cases they could not run; what is there builds the same wheel."""
    with tarfile.open(pakete[1]) as archiv:
        oben = {name.split("/")[1] for name in archiv.getnames() if "/" in name}
    assert set(bauen.PAKETE) <= oben
    assert "tests" not in oben


def test_jede_abhaengigkeit_hat_eine_obere_grenze(pakete: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(pakete[0]) as archiv:
        (name,) = [n for n in archiv.namelist() if n.endswith(".dist-info/METADATA")]
        kopf = Parser().parsestr(archiv.read(name).decode())
    bedarf = [Requirement(z) for z in kopf.get_all("Requires-Dist", []) if "extra ==" not in z]
    assert bedarf
    for eintrag in bedarf:
        assert {s.operator for s in eintrag.specifier} & {"<", "==", "~="}, eintrag


def _rad(ordner: Path, name: str, *bedarf: str) -> None:
    with zipfile.ZipFile(ordner / f"{name}.whl", "w") as archiv:
        kopf = "".join(f"Requires-Dist: {zeile}\n" for zeile in bedarf)
        archiv.writestr(f"{name}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: x\n{kopf}")


def test_was_auf_windows_fehlt_wird_genannt(tmp_path: Path) -> None:
    """Markers of Windows, not of this machine; versions; platforms of the wheels."""
    _rad(
        tmp_path,
        "egh_kalkulation-1-py3-none-any",
        'a>=2; sys_platform == "win32"',
        'z; sys_platform == "linux"',
    )
    _rad(tmp_path, "a-1-py3-none-any")
    assert windows.luecken(tmp_path) == [
        f'Python {p}: a>=2; sys_platform == "win32"' for p in windows.PYTHONS
    ]

    _rad(tmp_path, "a-2-py3-none-any", "b")
    _rad(tmp_path, "b-1-cp311-abi3-win_amd64")
    _rad(tmp_path, "b-1-cp310-cp310-win_amd64")
    assert windows.luecken(tmp_path) == []

    (tmp_path / "b-1-cp311-abi3-win_amd64.whl").unlink()
    _rad(tmp_path, "b-1-cp312-cp312-win_amd64")
    _rad(tmp_path, "b-1-cp311-cp311-manylinux_2_17_x86_64")
    assert windows.luecken(tmp_path) == ["Python 3.11: b", "Python 3.13: b"]
