"""Blatt »Nettojahresarbeitszeit«: aus Wochen, Wochenstunden und Ausfalltagen, mit und ohne Schichtdienst."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from calc import parameter
from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, bezug
from workbooks.bausteine.parameterblatt import BREITEN, Wert, werte

BLATT = "Nettojahresarbeitszeit"
_LANG = {"urlaub", "krankheit"}  # mit diesen Grenzen bleibt die Nettojahresarbeitszeit immer über 0
SCHICHT = "_schichtdienst"


def arbeitszeit(bau: Bau, ausfall: tuple[tuple[str, str], ...]) -> None:
    """Das Blatt; `ausfall` nennt die Ausfalltage (Parameter ohne Vorsatz, Bezeichnung).

    Namen: ergebnis_bjaz, njaz_schicht und njaz (als Hilfsnamen für die Tabellen).
    """
    vertrag = parameter.laden(bau.vorlage.land)
    liste = [
        Wert(
            "wochen_jahr",
            "Anzahl der Wochen im Jahr",
            "Wochen/Jahr",
            zellen.ZAHL,
            eingabe.zahl(50, 53, "Wochen je Jahr, 50 bis 53."),
            "wochen_jahr",
        ),
        Wert(
            "wochenstunden",
            "Tariflich vereinbarte Wochenarbeitszeit",
            "Std./Woche",
            zellen.ZAHL,
            eingabe.zahl(30, 48, "Stunden je Woche, 30 bis 48."),
            "wochenarbeitszeit",
        ),
    ]
    for name, text in ausfall:
        bis = 60 if name in _LANG else 15
        tage = eingabe.zahl(0, bis, f"Tage je Jahr, 0 bis {bis}.")
        eigen = f"ausfalltage_{name}{SCHICHT}" in vertrag
        liste.append(
            Wert(
                name,
                f"{text}{' (ohne Schichtdienst)' if eigen else ''}",
                "Tage/Jahr",
                zellen.TAGE,
                tage,
                f"ausfalltage_{name}",
            )
        )
        if eigen:
            liste.append(
                Wert(
                    f"{name}{SCHICHT}",
                    f"{text} (mit Schichtdienst)",
                    "Tage/Jahr",
                    zellen.TAGE,
                    tage,
                    f"ausfalltage_{name}{SCHICHT}",
                )
            )
    blatt = bau.blatt(BLATT, f"Nettojahresarbeitszeit: {bau.vorlage.landesname}", BREITEN, 5)
    letzte = werte(bau, blatt, 5, liste, {})
    _rechnung(bau, blatt, letzte + 2, ausfall, set(vertrag))


def _rechnung(
    bau: Bau, blatt: Worksheet, z: int, ausfall: tuple[tuple[str, str], ...], vertrag: set[str]
) -> None:
    zellen.ueberschrift(blatt[f"A{z}"], "Berechnung")
    for spalte, wort in zip(
        "ABCDEF",
        ("Position", "mit Schichtdienst", "ohne Schichtdienst", "", "Einheit", "Rechenweg"),
        strict=True,
    ):
        zellen.kopfzelle(blatt[f"{spalte}{z + 1}"], wort)
    blatt.row_dimensions[z + 1].height = 30
    zeile = z + 2
    _position(
        blatt,
        zeile,
        "Bruttojahresarbeitszeit",
        [_wenn("EGH_BJAZ(parameter_wochen_jahr,parameter_wochenstunden)")] * 2,
        zellen.STUNDEN,
        "Std./Jahr",
        "Wochen × Wochenstunden",
    )
    _position(
        blatt,
        zeile + 1,
        "Arbeitsstunden je Tag",
        ['=IF(parameter_wochenstunden="","",parameter_wochenstunden/5)'] * 2,
        zellen.STUNDEN,
        "Std./Tag",
        "Wochenstunden ÷ 5 Arbeitstage",
    )
    erste = zeile + 2
    for nummer, (name, text) in enumerate(ausfall, erste):
        mit = f"{name}{SCHICHT}" if f"ausfalltage_{name}{SCHICHT}" in vertrag else name
        _position(
            blatt, nummer, text, [f"=parameter_{mit}", f"=parameter_{name}"], zellen.TAGE, "Tage/Jahr", ""
        )
    letzte = erste + len(ausfall) - 1
    for spalte in "BC":
        tage = f"{spalte}{erste}:{spalte}{letzte}"
        voll = f"COUNT({tage})<{len(ausfall)}"
        zellen.formelzelle(
            blatt[f"{spalte}{letzte + 1}"], f'=IF({voll},"",SUM({tage}))', zellen.TAGE, fett=True
        )
        zellen.formelzelle(
            blatt[f"{spalte}{letzte + 2}"],
            f'=IF(OR({voll},parameter_wochen_jahr="",parameter_wochenstunden=""),"",EGH_NJAZ_BERECHNEN(parameter_wochen_jahr,parameter_wochenstunden,{tage}))',
            zellen.STUNDEN,
            fett=True,
        )
        zellen.formelzelle(
            blatt[f"{spalte}{letzte + 3}"],
            f"=EGH_NJAZ(meta_land,{'TRUE' if spalte == 'B' else 'FALSE'},meta_stichtag)",
            zellen.STUNDEN,
        )
    for nummer, (wort, einheit, weg) in enumerate(
        (
            ("Ausfalltage gesamt", "Tage/Jahr", "Summe"),
            ("Nettojahresarbeitszeit", "Std./Jahr", "Bruttojahresarbeitszeit − Ausfalltage × Stunden je Tag"),
            ("zum Vergleich: Wert des Vertrags", "Std./Jahr", "gedruckter Wert"),
        ),
        letzte + 1,
    ):
        _beschriftung(blatt, nummer, wort, einheit, weg, fett=nummer < letzte + 3)
    bau.name("bjaz", blatt, f"B{zeile}")
    bau.name("njaz_schicht", blatt, f"B{letzte + 2}")
    bau.name("njaz", blatt, f"C{letzte + 2}")
    eigene = bezug(blatt, f"C6:C{z - 2}")
    ort = {s: (bezug(blatt, f"{s}{letzte + 2}"), bezug(blatt, f"{s}{letzte + 3}")) for s in "BC"}
    bau.pruefung(
        "njaz_vertrag",
        "Nettojahresarbeitszeit: ohne eigene Werte ergibt sich der Wert des Vertrags",
        f"IF(COUNTA({eigene})>0,TRUE,AND(" + ",".join(f"ABS({a}-{b})<0.005" for a, b in ort.values()) + "))",
        "Die Ausfalltage mit dem Vertrag vergleichen.",
    )


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
    if len(wort) > 34:
        blatt.row_dimensions[z].height = 26
