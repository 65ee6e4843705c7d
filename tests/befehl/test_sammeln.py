"""`egh sammeln`: sums are those of the single files, comparisons the textbook's, nothing is left out silently."""

from __future__ import annotations

import shutil
import statistics
import zipfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import stapelmappen
from befehlszeile import Lauf, egh
from mappenbau import mit_openpyxl, umgepackt
from vorlagenbau import bytes_der_vorlage, klein

import workbooks
from workbooks import vorlagen
from workbooks.ergebnisse import summierbar
from workbooks.sammlung.auswertung import gruppen
from workbooks.sammlung.lesen import Auftrag, lies

JE = 8  # files of each template


def satz_geaendert(roh: bytes, **werte: Any) -> bytes:
    """A calculated file with other inputs."""
    pfad = Path("x.xlsx")
    m = workbooks.mappe.Arbeitsmappe(workbooks.mappe.Paket(roh), pfad)
    for name, wert in werte.items():
        m[name] = wert
    return m.rechnen().inhalt()


@pytest.fixture(scope="module")
def ordner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Calculated workbooks of two Länder and one that fails a check, of five providers, some of them twice."""
    wo = tmp_path_factory.mktemp("Anträge")
    for n in range(JE):
        for name in ("nw", "th", "trennung"):
            roh = stapelmappen.ungerechnet(name, (n + 1) ** 2, f"Träger {'ABCDE'[n % 5]}")
            m = workbooks.mappe.Arbeitsmappe(workbooks.mappe.Paket(roh), Path("x.xlsx")).rechnen()
            (wo / f"{name} {n}.xlsx").write_bytes(m.inhalt())
    return wo


@pytest.fixture(scope="module")
def gesammelt(ordner: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Lauf]:
    ziel = tmp_path_factory.mktemp("aus") / "Übersicht.xlsx"
    return ziel, egh("sammeln", ordner, "-o", ziel)


def blatt(pfad: Path, name: str) -> list[list[Any]]:
    """The rows under the header."""
    return [
        list(z) for z in openpyxl.load_workbook(pfad, data_only=True)[name].iter_rows(5, values_only=True)
    ]


def vergleich(pfad: Path, gruppe: str) -> dict[str, list[Any]]:
    """Result name → Summe, Anzahl, Quartil, Median, Quartil, auffällig."""
    zeilen = blatt(pfad, gruppe)
    kopf = openpyxl.load_workbook(pfad)[f"{gruppe} Erbringer"]
    worte = [z.value for z in kopf[4]][2:]
    return {wort: zeilen[n][2:8] for n, wort in enumerate(worte)}


def einzeln(ordner: Path, vorlage: str, name: str) -> dict[str, list[float]]:
    """Provider → the values of its files, read one by one."""
    je = defaultdict(list)
    for datei in sorted(ordner.glob(f"{vorlage} *.xlsx")):
        m = workbooks.oeffnen(datei)
        je[m["meta_traeger"]].append(m[name])
    return je


def test_summen_und_quartile(ordner: Path, gesammelt: tuple[Path, Lauf]) -> None:
    """Recomputed from the single files with the standard library."""
    ziel, lauf = gesammelt
    assert (lauf.returncode, lauf.stderr) == (1, "")
    for gruppe, name, wort in (
        ("nw", "ergebnis_vzae", "Stellen gesamt [VZÄ]"),
        ("nw", "ergebnis_jahresstunden_vzae", "Effektive Betreuungszeit je VZÄ [Std./Jahr]"),
        ("th", "ergebnis_hbg_3_vk", "HBG 3: VK aller"),
        ("th", "ergebnis_stunden_jahr", "Stunden im Jahr [Std./Jahr]"),
    ):
        je = einzeln(ordner, gruppe, name)
        summe, anzahl, unten, mitte, oben, _ = vergleich(ziel, gruppe)[wort]
        if summierbar(name):
            assert summe == pytest.approx(sum(sum(w) for w in je.values()), rel=1e-12), name
            werte = [sum(w) for w in je.values()]
        else:
            assert summe is None
            werte = [statistics.median(w) for w in je.values()]
        q1, q2, q3 = statistics.quantiles(werte, n=4, method="inclusive")
        assert (anzahl, unten, mitte, oben) == (5, *(pytest.approx(q, rel=1e-12) for q in (q1, q2, q3)))
        weit = 1.5 * (q3 - q1)
        draussen = [t for t, w in zip(je, werte, strict=True) if not q1 - weit <= w <= q3 + weit]
        assert (vergleich(ziel, gruppe)[wort][5] or "") == ", ".join(draussen)


def test_ein_ausreisser_wird_genannt(tmp_path: Path) -> None:
    """Four equal ones and one with half the hours per post: quartiles equal, whoever differs is outside."""
    for n, njaz in enumerate((1568.0, 1568.0, 1568.0, 1568.0, 784.0)):
        roh = bytes_der_vorlage("nw", True)
        werte = {"eingabe_njaz": njaz, "Parameter!I6": "Vereinbarung", "meta_traeger": f"Träger {n}"}
        halb = {"Parameter!J6": "Modell"} if njaz < 1000 else {}
        (tmp_path / f"{n}.xlsx").write_bytes(satz_geaendert(roh, **werte, **halb))
    lauf = egh("sammeln", tmp_path, "-o", tmp_path / "u.xlsx")
    genannt = vergleich(tmp_path / "u.xlsx", "nw").get("Stellen gesamt [VZÄ]")
    assert "4 von 5" in lauf.stdout or genannt[5] == "Träger 4"


def test_jede_datei_steht_da(ordner: Path, gesammelt: tuple[Path, Lauf]) -> None:
    ziel, lauf = gesammelt
    genannt = [z[0] for g in ("nw", "th", "trennung Bund") for z in blatt(ziel, f"{g} Dateien")]
    assert sorted(genannt) == sorted(p.name for p in ordner.iterdir())
    nicht = {z[0]: z[3] for z in blatt(ziel, "Nicht gezählt")}
    assert set(nicht) == {p.name for p in ordner.glob("trennung *")}
    assert all("Prüfung nicht WAHR" in grund for grund in nicht.values())
    assert all(name in lauf.stdout for name in nicht)
    ueberblick = {z[0]: z[3:7] for z in blatt(ziel, "Überblick") if z[0] and z[3]}
    assert ueberblick["nw"] == [JE, JE, 5, 0]
    assert ueberblick["trennung"] == [JE, 0, 0, JE]
    assert ueberblick["zusammen"][0] == 3 * JE


def test_das_bild_und_die_form(gesammelt: tuple[Path, Lauf]) -> None:
    buch = openpyxl.load_workbook(gesammelt[0])
    assert [len(buch[name]._charts) for name in ("nw", "th")] == [1, 1]
    m = workbooks.oeffnen(gesammelt[0]).rechnen()
    assert m.fehler() == []


def gezaehlt(ordner: Path, ziel: Path) -> dict[str, str]:
    """File → "ja" or why not, over all sheets."""
    lauf = egh("sammeln", ordner, "-o", ziel, "--ersetzen")
    assert lauf.stderr == "", lauf
    buch = openpyxl.load_workbook(ziel, data_only=True)
    ja = {z[0]: z[1] for s in buch if s.title.endswith(" Dateien") for z in s.iter_rows(5, values_only=True)}
    return ja | {z[0]: z[3] for z in blatt(ziel, "Nicht gezählt") if z[3]}


@pytest.fixture
def drei(tmp_path: Path) -> Path:
    """Three providers, one file each."""
    wo = tmp_path / "ein"
    wo.mkdir()
    for n, name in enumerate("ABC"):
        roh = bytes_der_vorlage("th", True)
        (wo / f"{name}.xlsx").write_bytes(
            satz_geaendert(roh, meta_traeger=f"Träger {name}", meta_aktenzeichen=f"{n}")
        )
    return wo


def test_was_nicht_passt(drei: Path, tmp_path: Path) -> None:
    gut = (drei / "A.xlsx").read_bytes()

    def ohne_namen(name: str, inhalt: bytes) -> bytes:
        return (
            inhalt.replace(b'name="ergebnis_vk"', b'name="weg_vk"') if name == "xl/workbook.xml" else inhalt
        )

    def fehler(name: str, inhalt: bytes) -> bytes:
        return (
            inhalt if name != "xl/workbook.xml" else inhalt.replace(b'name="meta_vorlage"', b'name="meta_x"')
        )

    (drei / "ohne Namen.xlsx").write_bytes(umgepackt(gut, ohne_namen))
    (drei / "ohne Vorlage.xlsx").write_bytes(umgepackt(gut, fehler))
    shutil.copy("tests/alt/th-0.1.0.xlsx", drei / "alt.xlsx")
    (drei / "Kopie.xlsx").write_bytes(gut)
    (drei / "kaputt.xlsx").write_bytes(gut[:3000])
    (drei / "ohne Träger.xlsx").write_bytes(satz_geaendert(gut, meta_traeger=None))
    mit_openpyxl(drei / "fremd.xlsx", {"A1": 1})
    mit_openpyxl(drei / "~$A.xlsx", {"A1": 1})
    (drei / "Verweis.xlsx").symlink_to(drei / "A.xlsx")
    stand = gezaehlt(drei, tmp_path / "u.xlsx")
    assert {d for d, s in stand.items() if s == "ja"} == {"A.xlsx", "B.xlsx", "C.xlsx"}
    assert set(stand) == {p.name for p in drei.iterdir()} - {"~$A.xlsx"}
    for datei, wort in {
        "ohne Namen.xlsx": "es fehlt ergebnis_vk",
        "ohne Vorlage.xlsx": "meta_vorlage fehlt",
        "alt.xlsx": "Version 0.1.0",
        "Kopie.xlsx": "dieselben Werte wie in A.xlsx",
        "kaputt.xlsx": "beschädigt",
        "ohne Träger.xlsx": "Vollständig",
        "fremd.xlsx": "keine unserer Vorlagen",
        "Verweis.xlsx": "Verweis",
    }.items():
        assert wort in stand[datei], (datei, stand[datei])


def test_weniger_als_drei_verraten_sich_nicht(drei: Path, tmp_path: Path) -> None:
    """Two spellings are one provider; two providers are no comparison, their sum is."""
    ziel = tmp_path / "u.xlsx"
    (drei / "C.xlsx").write_bytes(
        satz_geaendert((drei / "C.xlsx").read_bytes(), meta_traeger="träger\u00a0 a", meta_aktenzeichen="9")
    )
    assert set(gezaehlt(drei, ziel).values()) == {"ja"}
    je = vergleich(ziel, "th")["Stunden im Jahr [Std./Jahr]"]
    summe = sum(workbooks.oeffnen(p)["ergebnis_stunden_jahr"] for p in drei.iterdir())
    assert je[0] == pytest.approx(summe)
    assert je[1:] == [2, None, None, None, None]


def test_interne_blaetter_werden_nie_gelesen(drei: Path, tmp_path: Path) -> None:
    """An internal sheet with a result of its own, or whose cells are garbage, changes nothing."""
    ziel = tmp_path / "u.xlsx"
    gezaehlt(drei, ziel)
    vorher = vergleich(ziel, "th")
    for pfad in drei.iterdir():

        def geheim(name: str, inhalt: bytes) -> bytes:
            if name != "xl/workbook.xml":
                return inhalt
            neu = b"<definedName name=\"ergebnis_geheim\">'intern_Personen'!$A$1</definedName></definedNames>"
            return inhalt.replace(b"</definedNames>", neu).replace(b'name="HBG"', b'name="HBG"')

        pfad.write_bytes(umgepackt(pfad.read_bytes(), geheim))
    gezaehlt(drei, ziel)
    assert vergleich(ziel, "th") == vorher
    with zipfile.ZipFile(ziel) as archiv:
        assert not any(b"geheim" in archiv.read(n) for n in archiv.namelist())


def test_gleiches_aktenzeichen_und_verschiedene_zeitraeume(drei: Path, tmp_path: Path) -> None:
    """What may be counted twice or does not belong in one sum is said."""
    b = (drei / "B.xlsx").read_bytes()
    (drei / "B2.xlsx").write_bytes(
        satz_geaendert(b, eingabe_jahresstunden_vk=1250.0, **{"Parameter!I6": "Vereinbarung"})
    )
    lauf = egh("sammeln", drei, "-o", tmp_path / "u.xlsx")
    assert lauf.returncode == 1
    assert "B2.xlsx: gleiches Aktenzeichen und gleicher Zeitraum wie B.xlsx; beide zählen" in lauf.stdout
    gelesen = [lies(Auftrag(p.name, p)) for p in sorted(drei.iterdir())]

    def hinweis(**anders: Any) -> str:
        """What is said of B2 (the third of four), after the changes."""
        b2 = gelesen[2]._replace(zeitraum=anders.get("zeitraum", gelesen[2].zeitraum))
        beide = [b2, gelesen[1]]
        for i, m in enumerate(beide):
            neu = {k: v for k, v in anders.items() if k == "aktenzeichen" or (k == "traeger" and i == 0)}
            beide[i] = m._replace(angaben={**m.angaben, **neu})
        ((g,), _) = gruppen([gelesen[0], beide[1], beide[0], gelesen[3]])
        return next((satz for datei, satz in g.hinweise if datei == "B2.xlsx"), "")

    assert hinweis(aktenzeichen="") == "kein Aktenzeichen und gleicher Zeitraum wie B.xlsx; beide zählen"
    assert hinweis(aktenzeichen="", traeger="Anderer") == ""
    assert (
        hinweis(traeger="Traeger B")
        == "gleiches Aktenzeichen wie B.xlsx, anderer Leistungserbringer; beide zählen"
    )
    mitten = (date(2025, 7, 1), date(2026, 6, 30))
    assert (
        hinweis(zeitraum=mitten)
        == "gleiches Aktenzeichen wie B.xlsx, der Zeitraum überschneidet sich; beide zählen"
    )
    assert hinweis(zeitraum=(date(2026, 1, 1), date(2026, 12, 31))) == ""
    gelesen[-1] = gelesen[-1]._replace(zeitraum=(date(2026, 1, 1), date(2026, 12, 31)))
    ((gruppe,), _) = gruppen(gelesen)
    satz = "2 verschiedene Zeiträume in einer Summe: 01.01.2025–31.12.2025, 01.01.2026–31.12.2026"
    assert gruppe.hinweise[0] == ("", satz)


def test_ergebnisse_einer_tabelle_heissen_nach_zeile_und_spalte(drei: Path, tmp_path: Path) -> None:
    """No internal name is printed where the sheet has words."""
    gezaehlt(drei, tmp_path / "u.xlsx")
    buch = openpyxl.load_workbook(tmp_path / "u.xlsx")
    worte = {z.value for b in buch for zeile in b.iter_rows() for z in zeile if isinstance(z.value, str)}
    worte = {" ".join(w.split()) for w in worte}
    assert {"HBG 0.1: Personen", "HBG 7+: VK aller"} <= worte
    assert not [w for w in worte if w.startswith("hbg ")]


def test_ungerechnet_wird_genannt(drei: Path, tmp_path: Path) -> None:
    """A formula without a stored value is no blank result."""

    def ohne(name: str, inhalt: bytes) -> bytes:
        import re

        if not name.startswith("xl/worksheets/sheet"):
            return inhalt
        return re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", inhalt)

    (drei / "roh.xlsx").write_bytes(umgepackt((drei / "A.xlsx").read_bytes(), ohne))
    assert "noch nicht gerechnet; erst egh rechnen" in gezaehlt(drei, tmp_path / "u.xlsx")["roh.xlsx"]


def test_falsche_aufrufe(drei: Path, tmp_path: Path) -> None:
    (tmp_path / "nichts").mkdir()
    (tmp_path / "da.xlsx").write_bytes(b"alt")
    for argumente in (
        (drei,),
        (drei, "-o", tmp_path / "u.csv"),
        (drei, "-o", tmp_path / "da.xlsx"),
        (drei / "A.xlsx", "-o", tmp_path / "u.xlsx"),
        (tmp_path / "nichts", "-o", tmp_path / "u.xlsx"),
        (tmp_path / "gibt es nicht", "-o", tmp_path / "u.xlsx"),
    ):
        lauf = egh("sammeln", *argumente)
        assert (lauf.returncode, lauf.stderr.count("\n"), lauf.stdout) == (2, 1, ""), argumente
    assert (tmp_path / "da.xlsx").read_bytes() == b"alt"
    assert not (tmp_path / "u.xlsx").exists()


def test_die_uebersicht_im_ordner_selbst(drei: Path) -> None:
    """It does not read itself the second time."""
    for _ in range(2):
        lauf = egh("sammeln", drei, "-o", drei / "u.xlsx", "--ersetzen")
        assert "3 von 3 Dateien" in lauf.stdout
        assert lauf.returncode == 0, lauf.stdout


# Prices, shares, keys, bounds, and what means something else in another template: no sum over workbooks.
NICHT = {
    *("anteil_indirekt", "jahresstunden_vzae", "fachkraftquote", "bjaz", "njaz", "njaz_schicht", "personen_je_vk"),
    *("personalkosten", "fls_satz", "kle", "vorschuss", "preis_fls", "preis_vereinbart_fls", "preis_qa"),
    *("preis_vereinbart_qa", "preis_ua", "preis_vereinbart_ua", "preis_tag", "preis_vereinbart_tag", "preis_monat"),
    *("preis_vereinbart_monat", "personen_bis", "fallkosten", "umsteuerungen", "faktor", "bedarf_unten", "bedarf_oben"),
    *("anteil_wohnen", "fachleistung_tag", "unterkunft_monat", "lebensunterhalt_monat"),
}  # fmt: skip


def test_jedes_ergebnis_ist_eingeordnet() -> None:
    """A new result asks its author whether sums of it mean something."""
    from workbooks.fertigung import teile

    nicht = set()
    for vorlage in vorlagen.ALLE:
        if vorlage.hindernis(None):
            continue
        xml = teile(vorlagen.bauen(vorlage, False, umfang=klein()))["xl/workbook.xml"].decode()
        namen = {n.split('"')[0] for n in xml.split('name="ergebnis_')[1:]}
        nicht |= {n for n in namen if not summierbar(f"ergebnis_{n}")}
    einzelne = {n for n in nicht if not n.startswith(("hbg_", "angebote", "preis_hbg"))}
    assert einzelne == NICHT


def test_was_gelesen_wird_ist_gespeichertes(drei: Path) -> None:
    m = lies(Auftrag("A.xlsx", drei / "A.xlsx"))
    assert m.angaben["land"] == "TH"
    assert m.ergebnisse["ergebnis_personen"].wert == 15
