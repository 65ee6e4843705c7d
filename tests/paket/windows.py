"""The wheels for a PC with Windows and no way to a package index, and whether any is missing.

pip on another system takes the markers of that system: it leaves out what only Windows needs, without a word.
So that is named here, and `luecken` follows Requires-Dist with the markers of Windows, independently of pip.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

PYTHONS = ("3.11", "3.12", "3.13")
PLATTFORM = "win_amd64"
NUR_WINDOWS = ("pywin32", "tzdata")


def holen(rad: Path, ziel: Path) -> None:
    """The wheel itself and what it needs on each Python, into `ziel`. [asks the package index]"""
    for python in PYTHONS:
        befehl = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        welche = ["--platform", PLATTFORM, "--python-version", python, "--implementation", "cp"]
        fertig = subprocess.run(
            [*befehl, *welche, "--only-binary=:all:", "--dest", str(ziel), str(rad), *NUR_WINDOWS],
            capture_output=True,
            text=True,
            check=False,
        )
        if fertig.returncode:
            raise RuntimeError(f"Python {python}: {fertig.stderr}")


def luecken(ordner: Path, paket: str = "egh-kalkulation") -> list[str]:
    """What pip would not find in the folder, one line for each Python and requirement."""
    raeder = [(*parse_wheel_filename(rad.name), rad) for rad in sorted(ordner.glob("*.whl"))]
    gefunden = []
    for python in PYTHONS:
        offen, gesehen = [Requirement(paket)], set()
        while offen:
            bedarf = offen.pop()
            name = canonicalize_name(bedarf.name)
            passend = [
                rad
                for rad_name, version, _, tags, rad in raeder
                if rad_name == name
                and bedarf.specifier.contains(version, prereleases=True)
                and tags & _tags(python)
            ]
            if not passend:
                gefunden.append(f"Python {python}: {bedarf}")
            elif name not in gesehen:
                gesehen.add(name)
                offen += [b for b in _braucht(passend[-1]) if _gilt(b, python)]
    return gefunden


@cache
def _tags(python: str) -> frozenset[Tag]:
    haupt, neben = map(int, python.split("."))
    tags: Iterator[Tag] = cpython_tags((haupt, neben), platforms=[PLATTFORM])
    return frozenset([*tags, *compatible_tags((haupt, neben), f"cp{haupt}{neben}", [PLATTFORM])])


def _braucht(rad: Path) -> list[Requirement]:
    with zipfile.ZipFile(rad) as archiv:
        (name,) = [n for n in archiv.namelist() if n.endswith(".dist-info/METADATA") and n.count("/") == 1]
        kopf = Parser().parsestr(archiv.read(name).decode("utf-8"))
    return [Requirement(zeile) for zeile in kopf.get_all("Requires-Dist", [])]


def _gilt(bedarf: Requirement, python: str) -> bool:
    umgebung = {
        "extra": "",
        "implementation_name": "cpython",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "platform_system": "Windows",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "win32",
    }
    return bedarf.marker is None or bedarf.marker.evaluate(umgebung)
