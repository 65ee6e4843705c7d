"""Blatt »Krankenhaus 64b«: Plätze nach Art und Jahr, und wo aufsuchende Teams (BravO) geplant oder erreicht sind."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import diagramme, eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.vorlagen.sonder.felder import kopf

# Veröffentlicht: Plätze der GeNo 2019 bis 2027, 2020 bis 2022 nicht genannt; Vortrag zu den Bremer Projekten.
JAHRE = tuple(range(2019, 2028))
PLAETZE = (
    ("Vollstationäre Plätze", (289, None, None, None, 210, 182, 156, 131, 130)),
    ("Tagesklinische Plätze", (179, None, None, None, 213, 222, 222, 222, 222)),
)
_REGIONEN_2023 = ("Ost", "Mitte", "Süd")
_REGIONEN = ("Ost", "West", "Mitte", "Süd", "Nord")
_ARTEN, _PLATZ_REGIONEN = 4, 6
_SPALTEN = tuple(get_column_letter(n + 2) for n in range(len(JAHRE)))
_VON, _BIS = _SPALTEN[0], _SPALTEN[-1]
_GEPLANT, _ERREICHT = "geplant", "erreicht"


def krankenhaus(bau: Bau) -> None:
    """Namen: `plaetze` (Eingaben), `plaetze_aenderung` (je Art), `eingabe_bravo`."""
    blatt = bau.blatt(
        "Krankenhaus 64b", bau.titel("Krankenhaus, § 64b SGB V"), (34, *(11,) * len(JAHRE), 14), 3
    )
    satz = "Ein Jahr ohne Angabe bleibt eine Lücke. Änderung: letztes angegebenes Jahr gegen das erste."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    _kopf(bau, blatt)
    _plaetze(bau, blatt, 7)
    z = 7 + _ARTEN + 2
    zellen.ueberschrift(blatt[f"A{z}"], "Plätze je Jahr")
    diagramme.reihen(blatt, 6, (7, 8), f"{_VON}:{_BIS}", f"A{z + 1}")
    _bravo(bau, blatt, z + 16)
    blatt.page_setup.fitToHeight = 1
    bau.gedruckt[blatt.title] = Druck(get_column_letter(len(JAHRE) + 2))


def _kopf(bau: Bau, blatt: Worksheet) -> None:
    zellen.text(blatt["A5"], "erstes Jahr")
    zellen.eingabezelle(blatt["B5"], JAHRE[0] if bau.beispiel else None, "0")
    grenze = eingabe.zahl(2000, 2099, "Kalenderjahr.")
    grenze.anwenden(blatt, "B5")
    bau.werte_falsch.append(grenze.verletzt(bezug(blatt, "B5")))
    kopf(blatt, 6, ("Plätze", *("",) * len(JAHRE), "Änderung"), 18)
    for n, s in enumerate(_SPALTEN):
        zellen.kopfzelle(blatt[f"{s}6"], f'=IF($B$5="","",$B$5+{n})')


def _plaetze(bau: Bau, blatt: Worksheet, erste: int) -> None:
    letzte = erste + _ARTEN - 1
    grenze = eingabe.zahl(0, 1e5, "Anzahl der Plätze, ab 0; leer: nicht bekannt.")
    for n, zeile in enumerate(range(erste, letzte + 1)):
        art, werte = PLAETZE[n] if bau.beispiel and n < len(PLAETZE) else (None, (None,) * len(JAHRE))
        zellen.eingabezelle(blatt[f"A{zeile}"], art, zellen.TEXT, rechts=False)
        for s, wert in zip(_SPALTEN, werte, strict=True):
            zellen.eingabezelle(blatt[f"{s}{zeile}"], wert, "#,##0")
        zellen.formelzelle(blatt[f"K{zeile}"], f"={_aenderung(zeile)}", "+#,##0;-#,##0;0", fett=True)
        bau.werte_falsch.append(grenze.verletzt(bezug(blatt, f"{_VON}{zeile}:{_BIS}{zeile}")))
    bereich = f"{_VON}{erste}:{_BIS}{letzte}"
    grenze.anwenden(blatt, bereich)
    bau.name("eingabe_plaetze", blatt, bereich)
    bau.name("plaetze_aenderung", blatt, f"K{erste}:K{letzte}")
    arten, alle = bezug(blatt, f"A{erste}:A{letzte}"), bezug(blatt, bereich)
    ohne = "+".join(
        f'IF(AND(INDEX({arten},{n},1)="",COUNTA(INDEX({alle},{n},1):INDEX({alle},{n},{len(JAHRE)}))>0),1,0)'
        for n in range(1, _ARTEN + 1)
    )
    bau.pruefung(
        "plaetze",
        "Krankenhaus 64b: jede Zeile mit Plätzen hat eine Art, und das erste Jahr ist eingetragen",
        f'AND({ohne}=0,OR(COUNTA({alle})=0,{bezug(blatt, "B5")}<>""))',
        "Art der Plätze und erstes Jahr ergänzen.",
        nativ=True,
    )


def _aenderung(z: int) -> str:
    """Letzter angegebener Wert gegen den ersten; leer bei weniger als zwei, #NV bei einem Text darunter."""
    werte = f"${_VON}{z}:${_BIS}{z}"
    nummer = "{" + ",".join(str(n) for n in range(1, len(JAHRE) + 1)) + "}"
    letzter = f'SUMPRODUCT(MAX(({werte}<>"")*{nummer}))'
    erster = f'{len(JAHRE) + 1}-SUMPRODUCT(MAX(({werte}<>"")*({len(JAHRE) + 1}-{nummer})))'
    differenz = f"INDEX({werte},1,{letzter})-INDEX({werte},1,{erster})"
    return f'IF(COUNTA({werte})<>COUNT({werte}),NA(),IF(COUNT({werte})<2,"",{differenz}))'


def _bravo(bau: Bau, blatt: Worksheet, z: int) -> None:
    """Je Region und Jahr geplant oder erreicht, darunter gezählt."""
    kopf(blatt, z, ("BravO: aufsuchende Teams", *("",) * len(JAHRE)), 18)
    for s in _SPALTEN:
        zellen.kopfzelle(blatt[f"{s}{z}"], f'=IF({s}$6="","",{s}$6)')
    erste, letzte = z + 1, z + _PLATZ_REGIONEN
    for n, zeile in enumerate(range(erste, letzte + 1)):
        region = _REGIONEN[n] if bau.beispiel and n < len(_REGIONEN) else None
        zellen.eingabezelle(blatt[f"A{zeile}"], region, zellen.TEXT, rechts=False)
        for s, jahr in zip(_SPALTEN, JAHRE, strict=True):
            # der Vortrag nennt die Regionen je Jahr; was davon erreicht ist, sagt er nicht
            genannt = region and jahr >= 2023 and (jahr > 2023 or region in _REGIONEN_2023)
            zellen.eingabezelle(
                blatt[f"{s}{zeile}"], _GEPLANT if genannt else None, zellen.TEXT, rechts=False
            )
    bereich = f"{_VON}{erste}:{_BIS}{letzte}"
    eingabe.auswahl(_GEPLANT, _ERREICHT).anwenden(blatt, bereich)
    bau.name("eingabe_bravo", blatt, bereich)
    for versatz, wort in ((1, _GEPLANT), (2, _ERREICHT)):
        zellen.formelzelle(blatt[f"A{letzte + versatz}"], f"Regionen {wort}", rechts=False, fett=True)
        for s in _SPALTEN:
            spalte = f"{s}{erste}:{s}{letzte}"
            formel = f'=IF(COUNTA({spalte})=0,"",COUNTIF({spalte},"{wort}"))'
            zellen.formelzelle(blatt[f"{s}{letzte + versatz}"], formel, "0", fett=True)
    alle, regionen = bezug(blatt, bereich), bezug(blatt, f"A{erste}:A{letzte}")
    bau.werte_falsch.append(f'SUMPRODUCT(({alle}<>"")*({alle}<>"{_GEPLANT}")*({alle}<>"{_ERREICHT}"))>0')
    bau.werte_falsch.append(f'SUMPRODUCT(({regionen}="")*({alle}<>""))>0')
