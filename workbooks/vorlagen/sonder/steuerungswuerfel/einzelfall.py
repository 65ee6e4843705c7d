"""Blatt »Einzelfallsteuerung«: Fälle je Stelle, Anteil der Fälle im Fallmanagement, nach welchen Kriterien sie gewählt sind."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau, Druck, letzte_belegte
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.liste import Platz, liste
from workbooks.bausteine.grund.regeln import Regel, in_worten
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt

BLATT = "Einzelfallsteuerung"
HILFEN = ("EGH", "HzP")
_FAELLE = eingabe.zahl(0, 1e7, "Fälle, ab 0.")
_STELLEN = eingabe.zahl(0.01, 1e4, "Stellen (VZÄ), über 0.")
_KOPF = 20


def einzelfallsteuerung(bau: Bau) -> None:
    """Namen: `fallmanagement_anteil_X`, `faelle_je_stelle_X` (X: egh, hzp), `eingabe_auswahlkriterien`."""
    blatt = bau.blatt(BLATT, bau.titel(BLATT), (58, 20, 20, 20, 14, 14), 3)
    satz = (
        "Fallmanagement gilt Fällen, die zu steuern sind; alle anderen werden bearbeitet. Kann leer bleiben."
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    z = eingaben(bau, blatt, 5, [feld for hilfe in HILFEN for feld in _felder(hilfe)])
    ergebnisse(bau, blatt, z + 1, [wert for hilfe in HILFEN for wert in _werte(hilfe)])
    passt = ",".join(
        f'N(eingabe_{h.lower()}_fallmanagement)<=IF(eingabe_{h.lower()}_faelle="",1E+15,eingabe_{h.lower()}_faelle)'
        for h in HILFEN
    )
    bau.pruefung(
        "fallmanagement",
        "Einzelfallsteuerung: nicht mehr Fälle im Fallmanagement als Fälle",
        f"AND({passt})",
        "Zahlen auf dem Blatt Einzelfallsteuerung berichtigen.",
        nativ=True,
    )
    spalten = (
        Spalte("kriterium", "Auswahlkriterium", 0, grenze=eingabe.TEXT, pflicht=True),
        Spalte("hilfe", "Hilfe", 0, grenze=eingabe.auswahl(*HILFEN), pflicht=True),
        Spalte("faelle", "Fälle", 0, einheiten.FAELLE, _FAELLE),
    )
    alle = 'IF({hilfe}="EGH",eingabe_egh_faelle,eingabe_hzp_faelle)'
    regeln = (
        doppelt("Kriterium steht zweimal da", bestaetigen=False),
        summenwort("kriterium"),
        Regel(
            "mehr Fälle als alle dieser Hilfe", f"AND(N({{faelle}})>0,N({alle})>0,N({{faelle}})>N({alle}))"
        ),
    )
    woran = kennung(als_text("{kriterium}"), als_text("{hilfe}"), wenn=belegt("{kriterium}"))
    platz = Platz("auswahlkriterien", _KOPF)
    t = liste(bau, blatt, platz, spalten, 20, bau.inhalt("kriterien"), regeln, woran)
    bau.name("eingabe_auswahlkriterien", blatt, t.ort("kriterium"))
    bau.gedruckt[BLATT] = Druck("C", letzte_belegte(_KOPF, t.bereich("kriterium")))


def _felder(hilfe: str) -> tuple[Feld, ...]:
    h = hilfe.lower()
    beispiel = {"EGH": (1000, 170, 7), "HzP": (None, None, 3)}[hilfe]
    davon = f"eingabe_{h}_fallmanagement"
    viele = Regel(
        "unter 5 oder über 400 Fälle je Stelle",
        f"AND(N({{wert}})>0,N({davon})>0,OR({davon}>400*N({{wert}}),{davon}<5*N({{wert}})))",
        in_worten("{wert}", "Stellen"),
    )
    return (
        Feld(f"{hilfe}: Fälle", f"{h}_faelle", "#,##0", _FAELLE, beispiel[0], "alle, am Stichtag", False),
        Feld(
            f"{hilfe}: davon im Fallmanagement",
            f"{h}_fallmanagement",
            "#,##0",
            _FAELLE,
            beispiel[1],
            "",
            False,
        ),
        Feld(
            f"{hilfe}: Stellen im Fallmanagement",
            f"{h}_stellen",
            "0.00",
            _STELLEN,
            beispiel[2],
            "VZÄ",
            False,
            viele,
        ),
    )


def _werte(hilfe: str) -> tuple[Wert, ...]:
    h = hilfe.lower()
    faelle, davon, stellen = (f"eingabe_{h}_{x}" for x in ("faelle", "fallmanagement", "stellen"))
    anteil = f'IF(OR({faelle}="",{davon}=""),"",IF({faelle}=0,"",EGH_QUOTE({davon},{faelle})))'
    je_stelle = f'IF(OR({davon}="",{stellen}=""),"",{davon}/{stellen})'
    je = einheiten.Einheit("Fälle je Stelle", zellen.ZAHL, summierbar=False)
    return (
        Wert(
            f"{hilfe}: Anteil im Fallmanagement",
            f"fallmanagement_anteil_{h}",
            anteil,
            einheiten.PROZENT,
            "÷ alle Fälle",
        ),
        Wert(
            f"{hilfe}: Fälle im Fallmanagement je Stelle", f"faelle_je_stelle_{h}", je_stelle, je, "÷ Stellen"
        ),
    )
