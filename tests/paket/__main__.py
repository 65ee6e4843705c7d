"""`make paket`: build, compare, install into fresh environments, try, and collect the wheels for Windows.

Everything that is left lies in dist/: the wheel, the sdist and windows/ for an installation without network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from paket import bauen, windows

ZIEL = bauen.WURZEL / "dist"
PROBE = Path(__file__).with_name("ausprobieren.py")


def pythons() -> dict[str, str]:
    """Version → interpreter that really runs, of PATH or of pyenv, whose shims may exist and fail."""
    gefunden = {}
    for version in windows.PYTHONS:
        pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
        kandidaten = [sys.executable, f"python{version}", *map(str, pyenv.glob(f"{version}.*/bin/python"))]
        for kandidat in kandidaten:
            frage = [kandidat, "-c", "import ensurepip, venv, sys; print('%d.%d' % sys.version_info[:2])"]
            try:
                fertig = subprocess.run(frage, capture_output=True, text=True, check=False)
            except FileNotFoundError:
                continue
            if fertig.stdout.strip() == version:
                gefunden[version] = kandidat
                break
    return gefunden


def ausprobieren(interpreter: str, rad: Path, umfang: str) -> None:
    """Install the wheel into a new environment outside the checkout and run the trial in an empty folder there."""
    umgebung = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    with tempfile.TemporaryDirectory(prefix="egh paket ") as ordner:
        env, arbeit = Path(ordner, "env"), Path(ordner, "arbeit")
        arbeit.mkdir()
        python = env / "bin" / "python"
        subprocess.run([interpreter, "-m", "venv", env], check=True, env=umgebung)
        zusatz = ["pytest"] if umfang == "alles" else []
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, rad, *zusatz], check=True, env=umgebung, cwd=arbeit)
        probe = shutil.copy(PROBE, Path(ordner, "probe.py"))
        subprocess.run([python, probe, umfang], check=True, env=umgebung, cwd=arbeit)


def probe(version: str, interpreter: str, rad: Path, umfang: str) -> bool:
    """One interpreter's trial; says how long it took, or what failed."""
    start = time.monotonic()
    try:
        ausprobieren(interpreter, rad, umfang)
    except subprocess.CalledProcessError as grund:
        print(f"Python {version}: {grund}", flush=True)
        return False
    print(f"Python {version}: in {time.monotonic() - start:.0f} s", flush=True)
    return True


def main() -> int:
    """0 when everything holds; else what does not, and 1."""
    shutil.rmtree(ZIEL, ignore_errors=True)
    rad, _ = bauen.bauen(ZIEL)
    if abweichung := sorted(bauen.fehlend(rad) | bauen.ueberzaehlig(rad)):
        print(f"{rad.name} und die verfolgten Dateien unterscheiden sich: {', '.join(abweichung)}")
        return 1
    vorhanden = pythons()
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each trial mostly waits for pip
        proben = [
            pool.submit(probe, version, interpreter, rad, "kurz" if n else "alles")
            for n, (version, interpreter) in enumerate(vorhanden.items())
        ]
        geholt = pool.submit(windows.holen, rad, ZIEL / "windows")
        if False in [p.result() for p in proben]:
            return 1
        geholt.result()
    if fehlt := [version for version in windows.PYTHONS if version not in vorhanden]:
        print(f"Übersprungen, weil es hier fehlt: Python {', '.join(fehlt)}")
    if luecken := windows.luecken(ZIEL / "windows"):
        print("In dist/windows fehlt: " + "; ".join(luecken))
        return 1
    raeder = [p.name for p in (ZIEL / "windows").iterdir()]
    mb = sum(p.stat().st_size for p in (ZIEL / "windows").iterdir()) / 1e6
    print(
        f"dist/windows: {len(raeder)} Pakete für Python {', '.join(windows.PYTHONS)}, {mb:.0f} MB, vollständig"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
