"""Blatt »Träger«: das Budget je Träger, im ersten Jahr eingetragen, danach nach seinem Anteil."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.bausteine.rahmen import HOECHSTENS_JAHRE
from workbooks.bausteine.spalte import keine_zahl
from workbooks.vorlagen.sonder.felder import kopf
from workbooks.vorlagen.sonder.hh_traegerbudget.fortschreibung import EURO

BLATT = "Träger"
_FAELLE = eingabe.zahl(
    0, 1e6, "Fälle im Budget mit Leistungen nach dem Siebten Kapitel SGB XII; muss 0 sein."
)
_GANZ = "#,##0"
_KOPF = 5
_BEISPIEL = (("Träger 1", 120000000), ("Träger 2", 100000000), ("Träger 3", 49560232.73))


def traeger(bau: Bau) -> None:
    """Namen: `eingabe_traeger`, `eingabe_traeger_budget`, `budget_traeger` (Zeilen × Jahre, ungerundet)."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (22, 15.5, 10, *(12,) * HOECHSTENS_JAHRE), _KOPF)
    zellen.text(
        blatt["A4"],
        f"Gezeigt in ganzen Euro. Platz für {bau.umfang.anbieter} Träger.",
        grau=True,
        umbruch=False,
    )
    kopf(blatt, _KOPF, ("Träger", "erstes Jahr\nEUR", "7. Kap.\nSGB XII", *("",) * HOECHSTENS_JAHRE))
    erste, letzte = _KOPF + 2, _KOPF + 1 + bau.umfang.anbieter
    for n, zeile in enumerate(range(erste, letzte + 1)):
        name, betrag = _BEISPIEL[n] if bau.beispiel and n < len(_BEISPIEL) else (None, None)
        zellen.stumm(blatt[f"A{zeile}"], name, zellen.TEXT, rechts=False, eingabe=True)
        zellen.stumm(blatt[f"B{zeile}"], betrag, zellen.STUNDEN, eingabe=True)
        zellen.stumm(blatt[f"C{zeile}"], None if name is None else 0, "0", eingabe=True)
    EURO.anwenden(blatt, f"B{erste}:B{letzte}")
    _FAELLE.anwenden(blatt, f"C{erste}:C{letzte}")
    bau.werte_falsch.append(_FAELLE.verletzt(bezug(blatt, f"C{erste}:C{letzte}")))
    eingabe.TEXT.anwenden(blatt, f"A{erste}:A{letzte}")
    bau.werte_falsch.append(EURO.verletzt(bezug(blatt, f"B{erste}:B{letzte}")))
    ende = get_column_letter(HOECHSTENS_JAHRE + 3)
    _jahre(blatt, erste, letzte)
    frei = f"ROWS($A${erste}:$A{erste})<=IF(COUNTA($A${erste}:$C${letzte})=0,5,1)"
    belegt = f'OR($A{erste}<>"",$B{erste}<>"",$A{erste - 1}<>"",{frei})'
    zellen.einblenden(blatt, f"A{erste}:C{letzte}", belegt, zellen.EINGABE)
    zellen.einblenden(blatt, f"D{erste}:{ende}{letzte}", f'$B{erste}<>""')
    bau.name("eingabe_traeger", blatt, f"A{erste}:A{letzte}")
    bau.name("eingabe_traeger_budget", blatt, f"B{erste}:B{letzte}")
    bau.name("budget_traeger", blatt, f"D{erste}:{ende}{letzte}")
    _pruefung(bau, blatt, erste, letzte)
    _pruefung_132(bau, blatt, erste, letzte)
    namen = bezug(blatt, f"A{erste}:A{letzte}")
    bau.gedruckt[BLATT] = Druck(ende, f'MAX({erste},SUMPRODUCT(MAX(({namen}<>"")*ROW({namen}))))')


def _jahre(blatt: Worksheet, erste: int, letzte: int) -> None:
    """Je Jahr der Laufzeit eine Spalte, die Summen oben."""
    b, summe = f"$B${erste}:$B${letzte}", erste - 1
    zellen.formelzelle(blatt[f"A{summe}"], "alle Träger", rechts=False, fett=True)
    zellen.formelzelle(blatt[f"C{summe}"], None)
    zellen.formelzelle(
        blatt[f"B{summe}"],
        f'=IF(COUNTA({b})=0,"",IF({EURO.verletzt(b)},NA(),SUM({b})))',
        zellen.STUNDEN,
        fett=True,
    )
    for t in range(1, HOECHSTENS_JAHRE + 1):
        s, gesamt = get_column_letter(t + 3), f"INDEX(budget_jahre,{t},1)"
        jahr = f"INDEX(budget_jahreszahlen,{t},1)"
        zellen.kopfzelle(blatt[f"{s}{_KOPF}"], f'=IF({jahr}="","",{jahr})')
        for zeile in range(erste, letzte + 1):
            formel = f'=IF(OR({gesamt}="",$B{zeile}=""),"",{gesamt}*$B{zeile}/$B${summe})'
            zellen.stumm(blatt[f"{s}{zeile}"], formel, _GANZ)
        spalte = f"{s}{erste}:{s}{letzte}"
        formel = f'=IF({keine_zahl(spalte)},"",SUM({spalte}))'
        zellen.formelzelle(blatt[f"{s}{summe}"], formel, _GANZ, fett=True)


def _pruefung(bau: Bau, blatt: Worksheet, erste: int, letzte: int) -> None:
    a, b = bezug(blatt, f"A{erste}:A{letzte}"), bezug(blatt, f"B{erste}:B{letzte}")
    bau.pruefung(
        "summe_traeger",
        "Träger: zusammen ergeben sie das Budget des ersten Jahres, jeder steht einmal da, mit Namen und Budget",
        f'AND(ABS(SUM({b})-N(eingabe_budget))<0.005,SUMPRODUCT(({a}="")*({b}<>""))=0,'
        f'SUMPRODUCT(({a}<>"")*({b}=""))=0,SUM({_doppelte(blatt, erste, letzte)})=0)',
        "Namen und Budgets auf dem Blatt Träger ergänzen oder berichtigen.",
        nativ=True,
    )


def _pruefung_132(bau: Bau, blatt: Worksheet, erste: int, letzte: int) -> None:
    """§ 132 Abs. 3 SGB IX: ein Budget umfasst keine Leistungen nach dem Siebten Kapitel SGB XII."""
    a, c = bezug(blatt, f"A{erste}:A{letzte}"), bezug(blatt, f"C{erste}:C{letzte}")
    bau.pruefung(
        "132",
        "Träger: im Budget ist kein Fall mit Leistungen nach dem Siebten Kapitel SGB XII (§ 132 Abs. 3 SGB IX)",
        f'AND(SUM({c})=0,SUMPRODUCT(({a}<>"")*({c}=""))=0)',
        "Solche Fälle aus dem Budget nehmen und je Träger 0 eintragen.",
        nativ=True,
    )


def _doppelte(blatt: Worksheet, erste: int, letzte: int) -> str:
    """Verborgene Spalte: 1 je Zeile, deren Name noch einmal vorkommt; gibt ihren Bereich."""
    spalte = get_column_letter(HOECHSTENS_JAHRE + 4)
    for zeile in range(erste, letzte + 1):
        gleich = f"SUMPRODUCT(--($A${erste}:$A${letzte}=$A{zeile}))"
        zellen.stumm(blatt[f"{spalte}{zeile}"], f'=IF($A{zeile}="","",IF({gleich}>1,1,0))', "0")
    blatt.column_dimensions[spalte].hidden = True
    return bezug(blatt, f"{spalte}{erste}:{spalte}{letzte}")
