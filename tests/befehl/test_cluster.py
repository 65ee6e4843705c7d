"""`--cluster`: what one machine gives, on a Dask cluster, whose workers may die; and who may get the data."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import stapelmappen
import werkerarbeit
from befehlszeile import Lauf, egh, mit_umgebung
from daskcluster import DaskCluster, warte, zertifikate
from personenliste import csv, zufaellige
from stapelmappen import bericht, inhalt

from workbooks.bestand import lesen
from workbooks.bestand.auswertung import gezaehlt, zaehle_block
from workbooks.bestand.blatt import als_mappe
from workbooks.bestand.zeitraum import Zeitraum
from workbooks.stapel import cluster as modul
from workbooks.stapel.cluster import Cluster, Unerreichbar
from workbooks.stapel.werker import Abgestuerzt, Hier

ANZAHL = 60
JAHR = "01.01.2026–31.12.2026"
PROJEKT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")


@pytest.fixture(scope="module")
def zwei(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Two worker processes; one that dies is started again by its nanny."""
    with DaskCluster(tmp_path_factory.mktemp("cluster")) as cluster:
        cluster.werker(2)
        yield cluster


@pytest.fixture(scope="module")
def quelle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stapelmappen.ordner(tmp_path_factory.mktemp("Anträge 2026"), ANZAHL)


@pytest.fixture(scope="module")
def hier(quelle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What this machine gives."""
    ziel = tmp_path_factory.mktemp("hier") / "aus"
    assert egh("rechnen", quelle, "-o", ziel, "--prozesse", 2).returncode == 1
    return ziel


class Mit:
    """Workers as they are; after the third result something happens to them."""

    def __init__(self, werker: Any, was: Callable[[], None]) -> None:
        self._werker, self._was = werker, was

    def erledige(self, auftraege: Any) -> Iterator[tuple[Any, Any]]:
        for n, ergebnis in enumerate(self._werker.erledige(auftraege)):
            if n == 3:
                self._was()
            yield ergebnis


def einen_erschiessen(cluster: DaskCluster) -> Callable[[], None]:
    return lambda: os.kill(cluster.rechnende()[0], signal.SIGKILL)


def nach_dem_dritten(monkeypatch: pytest.MonkeyPatch, was: Callable[[], None]) -> None:
    """The command, and in the middle of it something happens."""
    alt = Cluster.erledige
    monkeypatch.setattr(Cluster, "erledige", lambda c, auftraege: Mit(_Alt(alt, c), was).erledige(auftraege))


class _Alt:
    def __init__(self, erledige: Any, cluster: Cluster) -> None:
        self.erledige = lambda auftraege: erledige(cluster, auftraege)


def ohne_zeit(ordner: Path) -> dict[str, dict[str, str]]:
    return {datei: {**zeile, "sekunden": ""} for datei, zeile in bericht(ordner).items()}


def test_mappen_und_ein_werker_weniger(
    zwei: DaskCluster, quelle: Path, hier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vorher = set(zwei.rechnende())
    nach_dem_dritten(monkeypatch, einen_erschiessen(zwei))
    lauf = egh("rechnen", quelle, "-o", tmp_path / "aus", "--cluster", zwei.adresse)
    assert (lauf.returncode, lauf.stderr) == (1, "")
    assert set(zwei.rechnende()) != vorher
    assert len(inhalt(tmp_path / "aus")) == ANZAHL
    assert inhalt(tmp_path / "aus") == inhalt(hier)
    assert ohne_zeit(tmp_path / "aus") == ohne_zeit(hier)


def test_personen_und_ein_werker_weniger(
    zwei: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datei = csv(tmp_path / "b.csv", [*zufaellige(3000), ("TH", "Träger A", "3", "", "", "falsch", "")])
    zeitraum = Zeitraum(date(2025, 1, 1), date(2026, 12, 31), "monat")
    monkeypatch.setattr(lesen, "_BLOCK_BYTES", 4000)
    assert len(list(lesen.bloecke(datei))) > 30
    vorher = set(zwei.rechnende())
    with Cluster(zaehle_block, zwei.adresse) as cluster:
        dort = gezaehlt(lesen.bloecke(datei), zeitraum, Mit(cluster, einen_erschiessen(zwei)))
    assert set(zwei.rechnende()) != vorher
    hier = gezaehlt(lesen.bloecke(datei), zeitraum, Hier(zaehle_block))
    assert dort.tabelle(["land", "kennung", "leistungstyp"]) == hier.tabelle(
        ["land", "kennung", "leistungstyp"]
    )
    for b in (dort, hier):
        (tmp_path / f"{b is hier}.xlsx").write_bytes(als_mappe(b, ""))
    assert zellen(tmp_path / "True.xlsx") == zellen(tmp_path / "False.xlsx")
    assert dort.schlecht == hier.schlecht == [(3002, hier.schlecht[0][1])]


def zellen(datei: Path) -> dict[str, list[Any]]:
    m = openpyxl.load_workbook(datei)
    return {b.title: list(b.iter_rows(values_only=True)) for b in m}


def test_personen_als_befehl(zwei: DaskCluster, tmp_path: Path) -> None:
    datei = csv(tmp_path / "b.csv", zufaellige(300))
    gesagt = []
    for ziel, mehr in ((tmp_path / "hier.xlsx", ()), (tmp_path / "dort.xlsx", ("--cluster", zwei.adresse))):
        lauf = egh("bestand", datei, "-o", ziel, "--zeitraum", JAHR, *mehr)
        assert (lauf.returncode, lauf.stderr) == (0, "")
        gesagt.append(lauf.stdout.replace(ziel.name, ""))
    assert gesagt[0] == gesagt[1]
    assert zellen(tmp_path / "hier.xlsx") == zellen(tmp_path / "dort.xlsx")


def test_ein_auftrag_der_seinen_werker_mitnimmt(tmp_path: Path) -> None:
    with DaskCluster(tmp_path, {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}) as c:
        c.werker(2)
        with Cluster(werkerarbeit.arbeit, c.adresse) as cluster:
            ergebnisse = dict(cluster.erledige(range(9)))
    assert isinstance(ergebnisse.pop(3), Abgestuerzt)
    assert isinstance(ergebnisse.pop(4), ValueError)
    assert ergebnisse == {n: 10 * n for n in (0, 1, 2, 5, 6, 7, 8)}


def test_der_ganze_cluster_faellt_aus(
    quelle: Path, hier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done stays; the same call without the cluster goes on."""
    ziel = tmp_path / "aus"
    with DaskCluster(tmp_path) as c:
        c.werker(1)
        nach_dem_dritten(monkeypatch, c.ende_der_verwaltung)
        lauf = egh("rechnen", quelle, "-o", ziel, "--cluster", c.adresse)
    assert lauf.returncode == 1
    assert re.fullmatch(
        rf"egh: Der Cluster {c.adresse} antwortet nicht mehr \(\w+\)\. Was fertig ist, steht in .*; derselbe Aufruf "
        r"setzt fort\.\n",
        lauf.stderr,
    )
    fertig = {p: p.stat().st_mtime_ns for p in ziel.rglob("*.xlsx")}
    assert 3 <= len(fertig) < ANZAHL
    egh("rechnen", quelle, "-o", ziel, "--prozesse", 2)
    assert {p: p.stat().st_mtime_ns for p in fertig} == fertig
    assert inhalt(ziel) == inhalt(hier)


def test_ein_lesefehler_hier_ist_keiner_des_clusters(zwei: DaskCluster) -> None:
    def auftraege() -> Iterator[int]:
        yield 1
        raise OSError(28, "voll")

    with Cluster(werkerarbeit.arbeit, zwei.adresse) as cluster, pytest.raises(OSError, match="voll"):
        list(cluster.erledige(auftraege()))


def test_kein_werker_mehr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modul, "_OHNE_WERKER", 2)
    with DaskCluster(tmp_path) as c:
        c.werker(1, 1, "--no-nanny")
        with Cluster(werkerarbeit.arbeit, c.adresse) as cluster, pytest.raises(Unerreichbar) as satz:
            list(cluster.erledige([1, 3]))
    assert str(satz.value) == f"Im Cluster {c.adresse} ist seit 2 s kein Werker."


def test_verschluesselt_und_mit_zwei_faeden(quelle: Path, hier: Path, tmp_path: Path) -> None:
    """Certificates come from Dask's own settings; who has none is told so."""
    einige = tmp_path / "einige"
    erwartet = dict(sorted(inhalt(hier).items())[::5])
    for datei in erwartet:
        (einige / datei).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(quelle / datei, einige / datei)
    umgebung = zertifikate(tmp_path)
    with DaskCluster(tmp_path, umgebung, "tls") as c:
        assert c.adresse.startswith("tls://")
        c.werker(1, 2)
        aufruf = ("rechnen", einige, "-o", tmp_path / "aus", "--cluster", c.adresse)
        lauf = mit_umgebung(*aufruf, **umgebung)
        assert (lauf.returncode, lauf.stderr) == (0, "")
        assert inhalt(tmp_path / "aus") == erwartet
        ohne = egh(*aufruf)
        assert (ohne.returncode, ohne.stderr.count("\n")) == (2, 1)
        assert "Zertifikate" in ohne.stderr
        fremd = zertifikate(einige)
        assert "nicht erreichbar" in mit_umgebung(*aufruf, **fremd).stderr
        unverschluesselt = egh(*aufruf[:-1], c.adresse.replace("tls", "tcp"))
        assert "nicht erreichbar" in unverschluesselt.stderr


def test_nicht_ueberall_derselbe_stand(tmp_path: Path) -> None:
    """One worker as we are, one with another value, one without the program."""
    andere, leere = tmp_path / "andere", tmp_path / "leere" / "workbooks"
    for teil in ("calc", "egh", "recalculation", "udfs", "workbooks"):
        shutil.copytree(PROJEKT / teil, andere / teil, ignore=shutil.ignore_patterns("__pycache__"))
    werte = sorted((andere / "calc").rglob("*.toml"))[0]
    werte.write_text(werte.read_text("utf-8") + "\n# anders\n", "utf-8")
    stapelmappen.mit_einer(tmp_path / "ein")
    leere.mkdir(parents=True)
    (leere / "__init__.py").write_text("raise ModuleNotFoundError", "utf-8")
    with DaskCluster(tmp_path) as c:
        c.werker(1)
        c.werker(1, PYTHONPATH=str(andere))
        c.werker(1, PYTHONPATH=str(leere.parent))
        warte(lambda: len(c.rechnende()) == 3)

        def alle_drei() -> bool:
            satz = egh("rechnen", tmp_path / "ein", "-o", tmp_path / "aus", "--cluster", c.adresse)
            return "bei 2 von 3" in satz.stderr

        warte(alle_drei)


def test_ohne_adresse_kein_dask(tmp_path: Path) -> None:
    stapelmappen.mit_einer(tmp_path / "ein")
    csv(tmp_path / "b.csv", zufaellige(3))
    text = (
        "import sys\nfrom egh.__main__ import main\n"
        "a = main(['rechnen', 'ein', '-o', 'aus', '--prozesse', '1'])\n"
        f"b = main(['bestand', 'b.csv', '-o', 'b.xlsx', '--zeitraum', '{JAHR}'])\n"
        "assert (a, b) == (0, 0), (a, b)\n"
        "assert not {'dask', 'distributed'} & set(sys.modules), 'Dask'\n"
    )
    fertig = subprocess.run(
        [sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (fertig.returncode, fertig.stderr) == (0, "")


@pytest.mark.parametrize(
    ("angaben", "satz"),
    [
        (("--cluster", "tcp://192.0.2.7:8786"), "unverschlüsselt"),
        (("--cluster", "tcp://[2001:db8::7]:8786"), "unverschlüsselt"),
        (("--cluster", "tcp://gibt.es.nicht.invalid:8786"), "unverschlüsselt"),
        (("--cluster", "rechner:8786"), "keine Adresse"),
        (("--cluster", "http://127.0.0.1:8786"), "keine Adresse"),
        (("--cluster", "tcp://127.0.0.1"), "keine Adresse"),
        (("--cluster", ""), "keine Adresse"),
        (("--cluster", "tcp://127.0.0.1:9"), "nicht erreichbar"),
        (("--cluster", "tcp://127.0.0.1:99999"), "nicht erreichbar"),
        (("--cluster", "tcp://gibt.es.nicht.invalid:8786", "--unverschluesselt"), "nicht erreichbar"),
        (("--unverschluesselt",), "--cluster"),
    ],
)
@pytest.mark.parametrize("befehl", ["rechnen", "bestand"])
def test_falsche_angaben(
    befehl: str, angaben: tuple[str, ...], satz: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modul, "_VERBINDEN", 1)
    stapelmappen.mit_einer(tmp_path / "ein")
    csv(tmp_path / "b.csv", zufaellige(3))
    aufruf = {
        "rechnen": ("rechnen", tmp_path / "ein", "-o", tmp_path / "aus"),
        "bestand": ("bestand", tmp_path / "b.csv", "-o", tmp_path / "b.xlsx", "--zeitraum", JAHR),
    }
    lauf = egh(*aufruf[befehl], *angaben)
    assert (lauf.returncode, lauf.stdout, lauf.stderr.count("\n")) == (2, "", 1)
    assert satz in lauf.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"ein", "b.csv"}


def test_was_nicht_zusammengeht(tmp_path: Path) -> None:
    stapelmappen.mit_einer(tmp_path / "ein")
    (eine,) = (tmp_path / "ein").iterdir()
    hier: Lauf = egh("rechnen", eine, "--cluster", "tcp://127.0.0.1:9")
    assert (hier.returncode, hier.stderr) == (
        2,
        "egh: --prozesse, --ersetzen und --cluster gelten nur für einen Ordner.\n",
    )
    beides = egh(
        "rechnen", tmp_path / "ein", "-o", tmp_path / "aus", "--prozesse", 1, "--cluster", "tcp://127.0.0.1:9"
    )
    assert (beides.returncode, "--prozesse" in beides.stderr) == (2, True)


def test_ein_werker_auf_einem_anderen_rechner(tmp_path: Path) -> None:
    """The scheduler is here, a worker is not: its data would leave this machine in the clear."""
    with DaskCluster(tmp_path) as c:
        c.werker(
            1,
            1,
            "--listen-address",
            "tcp://127.0.0.1:0",
            "--contact-address",
            "tcp://192.0.2.7:4711",
            "--no-nanny",
        )
        with pytest.raises(Unerreichbar, match=r"tcp://192\.0\.2\.7:4711 liegt auf einem anderen Rechner"):
            Cluster(werkerarbeit.arbeit, c.adresse).__enter__()
