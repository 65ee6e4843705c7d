"""`egh bestand`: persons by hand, every fault named without its content, the same from CSV, XLSX and Parquet."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from befehlszeile import Lauf, egh
from personenliste import KOPF, csv, zufaellige
from pyarrow import parquet

from udfs import FUNKTIONEN, aufruf, formel
from workbooks.bestand import lesen
from workbooks.bestand.auswertung import Bestand, gezaehlt
from workbooks.bestand.zeilen import zaehle
from workbooks.bestand.zeitraum import Zeitraum

FORMELN = {formel(f).name: f for f in FUNKTIONEN}
DREI = [
    ("TH", "Träger A", "3", "", "bes. Wohnform", "01.03.2026", "15.09.2026"),
    ("TH", "Träger A", "", "1200", "bes. Wohnform", "01.01.2020", ""),
    ("NW", "Träger B", "", "300", "ambulant", "01.07.2026", "31.12.2026"),
]


def lauf(datei: Path, *mehr: object, zeitraum: str = "01.01.2026–31.12.2026") -> tuple[Lauf, Path]:
    ziel = datei.parent / "aus.xlsx"
    return egh("bestand", datei, "-o", ziel, "--zeitraum", zeitraum, "--ersetzen", *mehr), ziel


def tabelle(ziel: Path, blatt: str = "Leistungserbringer") -> list[dict[str, Any]]:
    kopf, *zeilen = openpyxl.load_workbook(ziel)[blatt].iter_rows(4, values_only=True)
    return [dict(zip(kopf, z, strict=True)) for z in zeilen if z[1] is not None]


def test_drei_personen_von_hand(tmp_path: Path) -> None:
    """TH 3: 226 min → 196.4048 h a year, 199 of 365 days; 1,200 min: 20 h · 365/7; NW 300 min: 5 h · 52, 184 days."""
    e, ziel = lauf(csv(tmp_path / "b.csv", DREI))
    assert (e.returncode, e.stderr) == (0, "")
    a, b = tabelle(ziel)
    assert round(196.4048 * 199 / 365, 2) == 107.08
    stunden = 196.4048 * 199 / 365 + 20 * 365 / 7
    assert a["Stunden"] == pytest.approx(stunden, abs=2e-4)
    assert a["VK (Bezug unbekannt, TH)"] == pytest.approx(0.155897 * 199 / 365 + 0.827770, abs=2e-6)
    assert (a["Fälle"], a["Personen-\ntage"], a["VK (nach indirekter Zeit)"]) == (2, 199 + 365, None)
    assert b["Stunden"] == pytest.approx(5 * 52 * 184 / 365)
    assert b["VK (nach indirekter Zeit)"] == pytest.approx(260 / 1372 * 184 / 365)
    assert b["VK (Bezug unbekannt, TH)"] is None
    assert a["Anteil an\nStunden"] + b["Anteil an\nStunden"] == pytest.approx(1)


def test_minuten_in_thueringen_zaehlen_als_gruppe(tmp_path: Path) -> None:
    """300 minutes are in HBG 4 (270 to 380, mean 320): 320 / 60 · 365 / 7 = 278.10 h, as in its workbook."""
    tag = ("x", "01.01.2026", "")
    zeilen = [
        ("TH", "Minuten", "", "300", *tag),
        ("TH", "Gruppe", "4", "", *tag),
        ("TH", "Keine", "", "5", *tag),
    ]
    e, ziel = lauf(csv(tmp_path / "b.csv", zeilen))
    assert [z["Stunden"] for z in tabelle(ziel)] == [pytest.approx(320 / 60 * 365 / 7)] * 2
    assert "in keiner HBG" in e.stdout


@pytest.mark.parametrize("name", ["Summe Träger Süd", "Träger Süd gesamt", "Zwischensumme: Süd", "GESAMT"])
def test_eine_summenzeile_ist_niemand(name: str, tmp_path: Path) -> None:
    e, _ = lauf(csv(tmp_path / "b.csv", [*DREI, ("TH", name, "3", "", "", "01.01.2026", "")]))
    assert (e.returncode, "1 × Summe statt einer Person" in e.stdout) == (1, True)


def test_ohne_spalte_bis_liefe_jeder_noch(tmp_path: Path) -> None:
    for wort in ("bis (Ende)", "ende"):
        kopf = tuple(wort if w == "bis" else w for w in KOPF)
        e, _ = lauf(csv(tmp_path / "b.csv", DREI, kopf))
        assert (e.returncode, e.stderr) == (2, "egh: Überschrift fehlt: bis.\n")


@pytest.mark.parametrize("spalte", ["bis", "hbg", "minuten_woche"])
def test_eine_formel_ohne_ergebnis_ist_nicht_leer(spalte: str, tmp_path: Path) -> None:
    """Blank would mean: still here, or no group."""
    buch = openpyxl.Workbook()
    buch.active.append(KOPF)
    buch.active.append(["=1+2" if w == spalte else v or None for w, v in zip(KOPF, DREI[0], strict=True)])
    buch.save(tmp_path / "b.xlsx")
    e, ziel = lauf(tmp_path / "b.xlsx")
    assert (e.returncode, ziel.exists()) == (2, False)
    assert (
        e.stderr
        == "egh: b.xlsx, Zeile 2: eine Formel hat noch kein Ergebnis; in Excel öffnen und speichern.\n"
    )


def test_monate_geben_das_jahr(tmp_path: Path) -> None:
    datei = csv(tmp_path / "b.csv", DREI)
    jahr = tabelle(lauf(datei)[1])
    monate = tabelle(lauf(datei, "--nach", "monat")[1])
    assert [z["Abschnitt"] for z in monate if z["Leistungserbringer"] == "Träger A"] == [
        f"{m:02}.2026" for m in range(1, 13)
    ]
    for z in jahr:
        je = [m for m in monate if m["Leistungserbringer"] == z["Leistungserbringer"]]
        assert sum(m["Stunden"] for m in je) == pytest.approx(z["Stunden"])
    maerz = next(m for m in monate if m["Abschnitt"] == "03.2026")
    assert maerz["VK (Bezug unbekannt, TH)"] == pytest.approx(
        0.155897 + 0.827770, abs=2e-6
    )  # all of its days


def test_gesamt_ist_die_summe_der_leistungserbringer(tmp_path: Path) -> None:
    """Each section once; where one provider lacks hours (Berlin), the total lacks them too."""
    ziel = lauf(csv(tmp_path / "b.csv", zufaellige(200)), "--nach", "monat")[1]
    je = tabelle(ziel)
    gesamt = tabelle(ziel, "Gesamt")
    assert len(gesamt) == 12
    for z in gesamt:
        teile = [t for t in je if t["Abschnitt"] == z["Abschnitt"]]
        for spalte in ("Fälle", "Personen-\ntage", "Stunden", "VK (Bezug unbekannt, TH)"):
            assert z[spalte] == pytest.approx(sum(t[spalte] for t in teile)), (z["Abschnitt"], spalte)
    mit_berlin = [*DREI, ("BE", "Träger A", "3", "", "", "01.01.2026", "")]
    (z,) = tabelle(lauf(csv(tmp_path / "b.csv", mit_berlin))[1], "Gesamt")
    assert (z["Fälle"], z["Stunden"]) == (4, None)


def test_gegen_die_formeln_zeile_fuer_zeile(tmp_path: Path) -> None:
    """500 persons, each with EGH_BELEGUNGSTAGE and the formulas of a workbook, in plain Python."""
    zeilen = zufaellige(500)
    stunden: dict[tuple[str, str], float] = defaultdict(float)
    vk: dict[tuple[str, str], float] = defaultdict(float)
    for land, traeger, hbg, minuten, _, von, bis in zeilen:
        for jahr in (2025, 2026):
            tage = aufruf(FORMELN["EGH_BELEGUNGSTAGE"], [von, bis or None, f"01.01.{jahr}", f"31.12.{jahr}"])
            gruppe = hbg or aufruf(FORMELN["EGH_HBG"], [minuten, land])
            im_jahr = aufruf(FORMELN["EGH_HBG_STUNDEN"], [gruppe, land])
            eine = aufruf(FORMELN["EGH_HBG_VK"], [gruppe, land])
            if gruppe == "7+":  # no mean: the minutes themselves
                im_jahr = float(minuten.replace(",", ".")) / 60 * 365 / 7
                eine = aufruf(FORMELN["EGH_VK_MINUTEN"], [minuten, land])
            stunden[str(jahr), traeger] += im_jahr * tage / 365
            vk[str(jahr), traeger] += eine * tage / 365
    e, ziel = lauf(csv(tmp_path / "b.csv", zeilen), zeitraum="01.01.2025 bis 31.12.2026")
    assert e.returncode == 0, e
    gefunden = {(z["Abschnitt"], z["Leistungserbringer"]): z for z in tabelle(ziel)}
    assert set(gefunden) == set(stunden)
    for schluessel, z in gefunden.items():
        assert z["Stunden"] == pytest.approx(stunden[schluessel], rel=1e-11)
        assert z["VK (Bezug unbekannt, TH)"] == pytest.approx(vk[schluessel], rel=1e-11)
    je_typ = defaultdict(float)
    for z in tabelle(ziel, "Leistungstypen"):
        je_typ[z["Abschnitt"], z["Leistungserbringer"]] += z["Stunden"]
    assert je_typ == {k: pytest.approx(v) for k, v in stunden.items()}


def test_dieselben_zahlen_aus_jeder_datei(tmp_path: Path) -> None:
    """Dates and numbers as cells and as columns, too."""
    zeilen = zufaellige(60)
    vorher = tabelle(lauf(csv(tmp_path / "b.csv", zeilen))[1])

    def tag(text: str) -> date | None:
        return date(*map(int, reversed(text.split(".")))) if text else None

    def zahl(text: str) -> float | None:
        return float(text.replace(",", ".")) if text else None

    buch = openpyxl.Workbook()
    buch.active.append(["Name", *(w.title() for w in KOPF)])
    for land, traeger, hbg, minuten, typ, von, bis in zeilen:
        buch.active.append(["Erika", land, traeger, zahl(hbg), zahl(minuten), typ, tag(von), tag(bis)])
    buch.save(tmp_path / "b.xlsx")
    spalten = dict(zip(KOPF, map(list, zip(*zeilen, strict=True)), strict=True))
    spalten |= {"minuten_woche": list(map(zahl, spalten["minuten_woche"]))}
    spalten |= {wort: list(map(tag, spalten[wort])) for wort in ("von", "bis")}
    parquet.write_table(pa.table(spalten), tmp_path / "b.parquet")
    (tmp_path / "alt.csv").write_bytes((tmp_path / "b.csv").read_text("utf-8").encode("cp1252"))
    for name in ("b.xlsx", "b.parquet", "alt.csv"):
        e, ziel = lauf(tmp_path / name)
        assert (e.returncode, tabelle(ziel)) == (0, vorher), name


FALSCH = {
    "land fehlt": ("", "GEHEIM", "3", "", "", "01.01.2026", ""),
    "land ist keines der 16 Länder": ("GEHEIM", "T", "3", "", "", "01.01.2026", ""),
    "leistungserbringer fehlt": ("TH", " \u00a0", "3", "", "GEHEIM", "01.01.2026", ""),
    "Summe statt einer Person": ("TH", "Summe:", "3", "", "GEHEIM", "01.01.2026", ""),
    "hbg ist nicht lesbar (etwa 3, 0.1, 7+)": ("TH", "T", "GEHEIM", "", "", "01.01.2026", ""),
    "HBG gibt es an diesem Tag": ("TH", "T", "9", "", "GEHEIM", "01.01.2026", ""),
    "hbg und minuten_woche zugleich": ("TH", "T", "3", "100", "GEHEIM", "01.01.2026", ""),
    "hbg und minuten_woche fehlen": ("TH", "T", "", "", "GEHEIM", "01.01.2026", ""),
    "minuten_woche ist keine Zahl wie 12,5": ("TH", "T", "", "GEHEIM", "", "01.01.2026", ""),
    "minuten_woche unter 1": ("TH", "T", "", "0,5", "GEHEIM", "01.01.2026", ""),
    "minuten_woche liegt nicht zwischen": ("TH", "T", "", "10081", "GEHEIM", "01.01.2026", ""),
    "von fehlt": ("TH", "T", "3", "", "GEHEIM", "", ""),
    "von ist kein Tag wie 01.03.2026": ("TH", "T", "3", "", "", "GEHEIM", ""),
    "von: diesen Tag gibt es nicht": ("TH", "T", "3", "", "GEHEIM", "31.02.2026", ""),
    "bis ist kein Tag wie": ("TH", "T", "3", "", "", "01.01.2026", "GEHEIM"),
    "bis liegt vor von": ("TH", "T", "3", "", "GEHEIM", "02.01.2026", "01.01.2026"),
    "keine Wochen je Jahr": ("HH", "T", "", "100", "GEHEIM", "01.01.2026", ""),
    "mehr oder weniger Felder": ("TH", "GEHEIM"),
}


def test_jeder_fehler_mit_zeile_und_grund(tmp_path: Path) -> None:
    """Between good rows and blank ones; nobody's name reaches a report, a cell or an error."""
    zeilen: list[tuple[str, ...]] = []
    for zeile in FALSCH.values():
        zeilen += [zeile, DREI[0], ("",) * len(KOPF)]
    e, ziel = lauf(csv(tmp_path / "b.csv", zeilen))
    assert (e.returncode, e.stderr) == (1, "")
    kopf, *genannt = openpyxl.load_workbook(ziel)["Nicht gezählt"].iter_rows(4, values_only=True)
    assert kopf == ("Zeile", "Grund")
    assert [nummer for nummer, _ in genannt] == [2 + 3 * n for n in range(len(FALSCH))]
    for (_, grund), wort in zip(genannt, FALSCH, strict=True):
        assert wort in grund
    assert tabelle(ziel)[0]["Fälle"] == len(FALSCH)
    alles = e.stdout + str([list(s.values) for s in openpyxl.load_workbook(ziel)])
    assert "GEHEIM" not in alles


def test_stunden_statt_minuten_wird_gefragt(tmp_path: Path) -> None:
    """Counted, but asked: most of one provider's weeks have fewer minutes than an hour, or none at all."""
    tag = ("x", "01.01.2026", "")
    zeilen = [("NW", "In Stunden", "", m, *tag) for m in ("3,75", "20", "300")]
    zeilen += [("NW", "Ohne", "", m, *tag) for m in ("0", "300", "400")]
    zeilen += [("NW", "Gut", "", m, *tag) for m in ("30", "300")] + [("TH", "Nur HBG", "3", "", *tag)]
    e, ziel = lauf(csv(tmp_path / "b.csv", zeilen))
    gefragt = [z.strip() for z in e.stdout.splitlines() if "zu prüfen" in z]
    assert (e.returncode, len(gefragt)) == (1, 2)
    assert gefragt[0].startswith("zu prüfen: In Stunden: ")
    assert gefragt[1] == "zu prüfen: Ohne: minuten_woche ist 0, bei 1; fehlt der Bedarf?"
    worte = [str(z[0]) for z in openpyxl.load_workbook(ziel)["Gesamt"].iter_rows(values_only=True)]
    assert sum(w.startswith("Zu prüfen: ") for w in worte) == 2


def test_eine_fehlende_angabe_fehlt_der_summe(tmp_path: Path) -> None:
    """Berlin stores VK and no hours per HBG: the hours of that provider stay blank, its VK stands for itself."""
    zeilen = [("BE", "Träger A", "3", "", "", "01.01.2026", ""), *DREI]
    a, b = tabelle(lauf(csv(tmp_path / "b.csv", zeilen))[1])
    assert (a["Stunden"], a["Anteil an\nStunden"], b["Anteil an\nStunden"]) == (None, None, None)
    assert a["VK (Bezug unbekannt, BE)"] == pytest.approx(0.248)
    assert a["VK (Bezug unbekannt, TH)"] == pytest.approx(0.155897 * 199 / 365 + 0.827770, abs=2e-6)


def test_schreibweisen_sind_derselbe(tmp_path: Path) -> None:
    zeilen = [
        ("TH", name, "3", "", "", "01.01.2026", "") for name in ("Träger A", "träger\u00a0a", "TRÄGER  A ")
    ]
    (a,) = tabelle(lauf(csv(tmp_path / "b.csv", zeilen))[1])
    assert (a["Fälle"], a["Leistungserbringer"]) == (3, "TRÄGER A")


def test_bloecke_und_ihre_folge_sind_gleich(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut anywhere and added in any order: the same numbers to the last bit."""
    datei, z = (
        csv(tmp_path / "b.csv", zufaellige(400)),
        Zeitraum(date(2025, 1, 1), date(2026, 12, 31), "monat"),
    )

    class Rueckwaerts:
        def erledige(self, auftraege: Any) -> Any:
            yield from reversed([(a, zaehle(*a)) for a in auftraege])

    def zahlen() -> list[Any]:
        b: Bestand = gezaehlt(lesen.bloecke(datei), z, Rueckwaerts())
        return [(r.abschnitt, r.gruppe, r.personen, r.stunden, r.vk) for r in b.tabelle(["kennung"])]

    eine = zahlen()
    monkeypatch.setattr(lesen, "_BLOCK_BYTES", 1500)
    assert len(list(lesen.bloecke(datei))) > 10
    assert zahlen() == eine


def test_ein_schaltjahr_und_ein_angebrochenes(tmp_path: Path) -> None:
    """All of 2028 is a whole year; of 01.03. to 30.06. the posts are the mean of those days."""
    zeilen = [("TH", "A", "3", "", "", "01.01.2020", "")]
    (z,) = tabelle(lauf(csv(tmp_path / "b.csv", zeilen), zeitraum="01.01.2028–31.12.2028")[1])
    assert z["Stunden"] == pytest.approx(226 / 60 * 365 / 7)
    (z,) = tabelle(lauf(csv(tmp_path / "b.csv", zeilen), zeitraum="01.03.2026–30.06.2026")[1])
    assert z["Abschnitt"] == "01.03.2026–30.06.2026"
    assert z["VK (Bezug unbekannt, TH)"] == pytest.approx(0.155897, abs=1e-6)
    assert z["Stunden"] == pytest.approx(226 / 60 * 365 / 7 * 122 / 365)


@pytest.mark.parametrize(
    "inhalt",
    [
        b"",
        b"land;leistungserbringer;von\n",
        b"land,leistungserbringer,hbg,von\nTH,A,3,01.01.2026\n",
        b"land;land;leistungserbringer;hbg;von\n",
        b"\0\0\0;",
        b"land;leistungserbringer;hbg;von\n",
        b"land;leistungserbringer;hbg;von\nTH;A;3;falsch\n",
    ],
)
@pytest.mark.parametrize("endung", ["csv", "xlsx", "parquet"])
def test_unbrauchbare_dateien(tmp_path: Path, inhalt: bytes, endung: str) -> None:
    (tmp_path / f"b.{endung}").write_bytes(inhalt)
    e, ziel = lauf(tmp_path / f"b.{endung}")
    assert (e.returncode, e.stderr.count("\n")) == (2, 1), e
    assert "bitte melden" not in e.stderr
    assert not ziel.exists()


def test_falsche_aufrufe(tmp_path: Path) -> None:
    datei = csv(tmp_path / "b.csv", DREI)
    for argumente in (
        (datei, "-o", tmp_path / "a.csv", "--zeitraum", "01.01.2026–31.12.2026"),
        (datei, "-o", datei, "--zeitraum", "01.01.2026–31.12.2026"),
        (datei, "-o", tmp_path / "a.xlsx"),
        (datei, "-o", tmp_path / "a.xlsx", "--zeitraum", "2026"),
        (datei, "-o", tmp_path / "a.xlsx", "--zeitraum", "31.12.2026–01.01.2026"),
        (datei, "-o", tmp_path / "a.xlsx", "--zeitraum", "01.01.1900–31.12.2026"),
        (datei, "-o", tmp_path / "a.xlsx", "--zeitraum", "01.01.2026–31.12.2026", "--nach", "woche"),
        (tmp_path / "nichts.csv", "-o", tmp_path / "a.xlsx", "--zeitraum", "01.01.2026–31.12.2026"),
        (tmp_path, "-o", tmp_path / "a.xlsx", "--zeitraum", "01.01.2026–31.12.2026"),
    ):
        e = egh("bestand", *argumente)
        assert (e.returncode, e.stderr.count("\n"), e.stdout) == (2, 1, ""), (argumente, e)
    assert not (tmp_path / "a.xlsx").exists()
