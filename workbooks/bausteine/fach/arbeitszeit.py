"""Blatt »Nettojahresarbeitszeit«: aus Wochen, Wochenstunden und Ausfalltagen, mit und ohne Schichtdienst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from workbooks.bausteine.blaetter.parameterblatt import BREITEN, werte
from workbooks.bausteine.blaetter.werte import Wert
from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, bezug

BLATT = "Nettojahresarbeitszeit"
_LANG = {"urlaub", "krankheit"}  # mit diesen Grenzen bleibt die Nettojahresarbeitszeit immer über 0
_VORSATZ, SCHICHT = "ausfalltage_", "_schichtdienst"


@dataclass(frozen=True)
class Ausfall:
    """Eine Art von Ausfalltagen; `schicht`: Bezeichnung des eigenen Werts für den Schichtdienst, wo es ihn gibt."""

    name: str
    text: str
    schicht: str

    @property
    def kurz(self) -> str:
        """Bezeichnung ohne »(ohne Schichtdienst)«."""
        return self.text.partition(" (")[0]


def arbeitszeit(bau: Bau) -> None:
    """Das Blatt, mit den Ausfalltagen des Vertrags in der Reihenfolge seiner Werte.

    Namen: bjaz, njaz_schicht und njaz (als Hilfsnamen für die Tabellen).
    """
    ausfall = _ausfall(bau.vorlage.land)
    blatt = bau.blatt(BLATT, f"Nettojahresarbeitszeit: {bau.vorlage.landesname}", BREITEN, 5)
    letzte = werte(bau, blatt, 5, [*_grundlagen(), *_tage(ausfall)], {})
    _rechnung(bau, blatt, letzte + 2, ausfall)


def _ausfall(land: str) -> list[Ausfall]:
    text = {
        n.removeprefix(_VORSATZ): p.anzeige
        for n, p in parameter.laden(land).items()
        if n.startswith(_VORSATZ)
    }
    return [
        Ausfall(n, wort, text.get(n + SCHICHT, "")) for n, wort in text.items() if not n.endswith(SCHICHT)
    ]


def netto(land: str, schicht: bool) -> str:
    """Die Nettojahresarbeitszeit aus `{parameter}`: (Wochen − Ausfalltage ÷ 5) × Wochenstunden."""
    tage = "+".join(
        f"{{{a.name}{SCHICHT}}}" if schicht and a.schicht else f"{{{a.name}}}" for a in _ausfall(land)
    )
    return f"(({{wochen_jahr}}-({tage})/5)*{{wochenstunden}})"


def _grundlagen() -> Iterator[Wert]:
    for name, text, einheit, von, bis, wert in (
        ("wochen_jahr", "Anzahl der Wochen im Jahr", "Wochen/Jahr", 50, 53, "wochen_jahr"),
        (
            "wochenstunden",
            "Tariflich vereinbarte Wochenarbeitszeit",
            "Std./Woche",
            30,
            48,
            "wochenarbeitszeit",
        ),
    ):
        wort = "Wochen je Jahr" if name == "wochen_jahr" else "Stunden je Woche"
        grenze = eingabe.zahl(von, bis, f"{wort}, {von} bis {bis}.")
        yield Wert(name, text, einheit, zellen.ZAHL, grenze, wert)


def _tage(ausfall: Sequence[Ausfall]) -> Iterator[Wert]:
    for a in ausfall:
        bis = 60 if a.name in _LANG else 15
        grenze = eingabe.zahl(0, bis, f"Tage je Jahr, 0 bis {bis}.")
        for name, text in ((a.name, a.text), (f"{a.name}{SCHICHT}", a.schicht)):
            if text:
                yield Wert(name, text, "Tage/Jahr", zellen.TAGE, grenze, f"{_VORSATZ}{name}")


def _rechnung(bau: Bau, blatt: Worksheet, z: int, ausfall: Sequence[Ausfall]) -> None:
    zellen.ueberschrift(blatt[f"A{z}"], "Berechnung")
    kopf = ("Position", "mit Schichtdienst", "ohne Schichtdienst", "", "Einheit", "Rechenweg")
    for spalte, wort in zip("ABCDEF", kopf, strict=True):
        zellen.kopfzelle(blatt[f"{spalte}{z + 1}"], wort)
    blatt.row_dimensions[z + 1].height = 30
    zeile, stunden = z + 2, zellen.STUNDEN
    brutto = _wenn("EGH_BJAZ(parameter_wochen_jahr,parameter_wochenstunden)")
    _position(
        blatt, zeile, "Bruttojahresarbeitszeit", [brutto] * 2, stunden, "Std./Jahr", "Wochen × Wochenstunden"
    )
    tag = '=IF(parameter_wochenstunden="","",parameter_wochenstunden/5)'
    _position(
        blatt,
        zeile + 1,
        "Arbeitsstunden je Tag",
        [tag] * 2,
        stunden,
        "Std./Tag",
        "Wochenstunden ÷ 5 Arbeitstage",
    )
    erste = zeile + 2
    for nummer, a in enumerate(ausfall, erste):
        mit = f"{a.name}{SCHICHT}" if a.schicht else a.name
        formeln = [f"=parameter_{mit}", f"=parameter_{a.name}"]
        _position(blatt, nummer, a.kurz, formeln, zellen.TAGE, "Tage/Jahr", "")
    letzte = erste + len(ausfall) - 1
    _ergebnis(blatt, erste, letzte)
    bau.name("bjaz", blatt, f"B{zeile}")
    bau.name("njaz_schicht", blatt, f"B{letzte + 2}")
    bau.name("njaz", blatt, f"C{letzte + 2}")
    eigene = bezug(blatt, f"C6:C{z - 2}")
    ort = [(bezug(blatt, f"{s}{letzte + 2}"), bezug(blatt, f"{s}{letzte + 3}")) for s in "BC"]
    bau.pruefung(
        "njaz_vertrag",
        "Nettojahresarbeitszeit: ohne eigene Werte ergibt sich der Wert des Vertrags",
        f"IF(COUNTA({eigene})>0,TRUE,AND(" + ",".join(f"ABS({a}-{b})<0.005" for a, b in ort) + "))",
        "Die Ausfalltage mit dem Vertrag vergleichen.",
    )


def _ergebnis(blatt: Worksheet, erste: int, letzte: int) -> None:
    """Ausfalltage, Nettojahresarbeitszeit und zum Vergleich der gedruckte Wert."""
    for spalte, schicht in (("B", "TRUE"), ("C", "FALSE")):
        tage = f"{spalte}{erste}:{spalte}{letzte}"
        voll = f"COUNT({tage})<{letzte - erste + 1}"
        ort = [blatt[f"{spalte}{letzte + n}"] for n in (1, 2, 3)]
        zellen.formelzelle(ort[0], f'=IF({voll},"",SUM({tage}))', zellen.TAGE, fett=True)
        fehlt = f'OR({voll},parameter_wochen_jahr="",parameter_wochenstunden="")'
        netto = f"EGH_NJAZ_BERECHNEN(parameter_wochen_jahr,parameter_wochenstunden,{tage})"
        zellen.formelzelle(ort[1], f'=IF({fehlt},"",{netto})', zellen.STUNDEN, fett=True)
        zellen.formelzelle(ort[2], f"=EGH_NJAZ(meta_land,{schicht},meta_stichtag)", zellen.STUNDEN)
    for nummer, (wort, einheit, weg) in enumerate(
        (
            ("Ausfalltage gesamt", "Tage/Jahr", "Summe"),
            ("Nettojahresarbeitszeit", "Std./Jahr", "Bruttojahresarbeitszeit − Ausfalltage × Stunden je Tag"),
            ("zum Vergleich: Wert des Vertrags", "Std./Jahr", "gedruckter Wert"),
        ),
        letzte + 1,
    ):
        _beschriftung(blatt, nummer, wort, einheit, weg, fett=nummer < letzte + 3)


def _wenn(formel: str) -> str:
    return f'=IF(OR(parameter_wochen_jahr="",parameter_wochenstunden=""),"",{formel})'


def _position(
    blatt: Worksheet, z: int, wort: str, formeln: list[str], zahlenformat: str, einheit: str, weg: str
) -> None:
    for spalte, formel in zip("BC", formeln, strict=True):
        zellen.formelzelle(blatt[f"{spalte}{z}"], formel, zahlenformat)
    _beschriftung(blatt, z, wort, einheit, weg)


def _beschriftung(blatt: Worksheet, z: int, wort: str, einheit: str, weg: str, fett: bool = False) -> None:
    zellen.text(blatt[f"A{z}"], wort, fett=fett)
    zellen.text(blatt[f"E{z}"], einheit)
    zellen.text(blatt[f"F{z}"], weg, grau=True)
    blatt.row_dimensions[z].height = zellen.hoehe((wort, BREITEN[0]), (weg, BREITEN[5]))
