"""Unter der Freigabe der Kurzfassung: woraus der Bedarf kommt, womit er verglichen ist, und beides als Bild."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine.grund import diagramme, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, bezug
from workbooks.bausteine.grund.worte import KURZFASSUNG
from workbooks.vorlagen.sonder.personalbemessung.verproben import UNTERSCHIED
from workbooks.vorlagen.sonder.personalbemessung.vorgehen import DANACH

_GANZE = (
    ("Stellenplan, Stichtag", "stichtag"),
    ("Stellenplan, Mittel", "mittel"),
    ("Relationsmodell", "relation"),
    ("Benchmark", "benchmark"),
)
"""Die Vergleiche mit dem ganzen Bedarf; die mit einem Teil stehen auf dem Blatt Verproben."""
_ZAHL = '#,##0.00;-#,##0.00;""'  # im Bild steht an einem leeren Balken sonst eine 0


def uebersicht(bau: Bau, wochen: str) -> None:
    """Namen: `ergebnis_vzae_personen`, `ergebnis_vzae_gruppenangebote`."""
    blatt = bau.mappe[KURZFASSUNG]
    z = blatt.max_row + 2
    z = _quellen(bau, blatt, z, wochen)
    z = _geprueft(blatt, z + 1)
    erste = z + 1
    letzte = _verglichen(blatt, erste)
    diagramme.saeulen(
        blatt, "", erste, letzte, 2, f"A{letzte + 2}", "#,##0", liegend=True, spalten="ABCDE", hoehe=4.6
    )
    bau.gedruckt[KURZFASSUNG] = Druck("E", str(letzte + 12))


def _kopf(blatt: Worksheet, z: int, *worte: str) -> None:
    for nummer, wort in enumerate(worte, 1):
        zellen.kopfzelle(blatt.cell(z, nummer), wort)


def _quellen(bau: Bau, blatt: Worksheet, z: int, wochen: str) -> int:
    """Drei Quellen des Bedarfs, die zusammen alle Stellen sind; gibt die nächste freie Zeile."""
    _kopf(blatt, z, "Woraus der Bedarf kommt", "VZÄ (gerundet)", "Stunden im Jahr", "von allen")

    def stunden(art: str) -> str:
        offen = f'OR({art}_qa="",{art}_ua="",{wochen}="")'
        return f'IF({offen},"",({art}_qa+{art}_ua)/60*{wochen})'

    dienste = ("Dienste", "stundentafel", "ergebnis_stunden_anerkannt", "ergebnis_vzae_stundentafel")
    teile = tuple(
        (wort, name, stunden(art), 'IF(OR(C{z}="",betreuungszeit=""),"",C{z}/betreuungszeit)')
        for wort, name, art in (
            ("einzelne Personen", "personen", "minuten"),
            ("Gruppenangebote", "gruppenangebote", "gruppen"),
        )
    )
    for zeile, (wort, name, std, vzae) in enumerate((*teile, dienste), z + 1):
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.formelzelle(blatt[f"B{zeile}"], f"={vzae.format(z=zeile)}", zellen.STUNDEN)
        zellen.formelzelle(blatt[f"C{zeile}"], f"={std}", zellen.STUNDEN)
        zellen.formelzelle(
            blatt[f"D{zeile}"],
            f'=IF(OR(B{zeile}="",ergebnis_vzae=""),"",IF(ergebnis_vzae=0,"",B{zeile}/ergebnis_vzae))',
            zellen.ANTEIL,
        )
        if f"ergebnis_vzae_{name}" not in bau.mappe.defined_names:
            bau.name(f"ergebnis_vzae_{name}", blatt, f"B{zeile}")
    alle = bezug(blatt, f"B{z + 1}:B{z + 3}")
    bau.pruefung(
        "quellen_bedarf",
        "Kurzfassung: die drei Quellen des Bedarfs sind zusammen alle Stellen",
        f'IF(ergebnis_vzae="",TRUE,IFERROR(ABS(SUM({alle})-ergebnis_vzae)<0.000001,FALSE))',
        "Die Formeln der Kurzfassung wiederherstellen.",
    )
    return z + 4


def _geprueft(blatt: Worksheet, z: int) -> int:
    _kopf(blatt, z, "Was geprüft ist", "eigene Angabe")
    for zeile, f in enumerate(DANACH, z + 1):
        zellen.text(blatt[f"A{zeile}"], f.text)
        antwort = f"eingabe_frage_{f.name}"
        zellen.formelzelle(blatt[f"B{zeile}"], f'=IF({antwort}="","",{antwort})', zellen.TEXT, rechts=False)
    return z + len(DANACH) + 1


def _verglichen(blatt: Worksheet, z: int) -> int:
    """Kopf in Zeile z; gibt die letzte Zeile."""
    _kopf(blatt, z, "Bedarf und Vergleich", "VZÄ (gerundet)", "Bedarf − Vergleich", "Urteil", "")
    blatt.merge_cells(f"D{z}:E{z}")
    zellen.text(blatt[f"A{z + 1}"], "Bedarf")
    zellen.formelzelle(blatt[f"B{z + 1}"], "=ergebnis_vzae", _ZAHL)
    for zeile, (wort, name) in enumerate(_GANZE, z + 2):
        unterschied = f"verprobung_{name}"
        zellen.text(blatt[f"A{zeile}"], wort)
        zellen.formelzelle(
            blatt[f"B{zeile}"],
            f'=IF(OR(ergebnis_vzae="",{unterschied}=""),"",ergebnis_vzae-{unterschied})',
            _ZAHL,
        )
        zellen.formelzelle(blatt[f"C{zeile}"], f'=IF({unterschied}="","",{unterschied})', UNTERSCHIED)
        zellen.formelzelle(blatt[f"D{zeile}"], f"=urteil_{name}", zellen.TEXT, rechts=False)
        zellen.formelzelle(blatt[f"E{zeile}"], None)
        blatt.merge_cells(f"D{zeile}:E{zeile}")
    return z + 1 + len(_GANZE)
