"""Blatt »Auslastungsrisiko«: wer was trägt, wenn anders belegt ist als vereinbart."""

from __future__ import annotations

from workbooks.bausteine.grund import eingabe, zellen
from workbooks.bausteine.grund.bau import Bau, Druck
from workbooks.bausteine.grund.einheiten import EUR_ZEICHEN
from workbooks.bausteine.grund.felder import Feld, Wert, eingaben, ergebnisse, kopf
from workbooks.bausteine.grund.regeln import unueblich
from workbooks.vorlagen.sonder.jahrwahl import jahrwahl, kalenderjahr

_BREITEN = (52, 20, 20, 44)
_EURO = zellen.EURO


def auslastung(bau: Bau) -> None:
    """Festes Budget und Einzelabrechnung nebeneinander, für Leistungsträger und Leistungserbringer."""
    blatt = bau.blatt("Auslastungsrisiko", bau.titel("Auslastungsrisiko"), _BREITEN, 3)
    satz = "Auslastung ist Belegung in Tagen. Plus: Vorteil, Minus: Nachteil gegenüber der vereinbarten Auslastung."
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    nr = "auslastung_nummer"
    feld = kalenderjahr("Jahr (Beginn)", "auslastung_jahr", 2024)
    z = jahrwahl(bau, blatt, 5, feld, nr, "eingabe_laufzeit_jahre")
    z = eingaben(bau, blatt, z, _felder_auslastung())
    budget = f'IF({nr}="","",IF(INDEX(budget_operativ,{nr},1)="","",INDEX(budget_operativ,{nr},1)))'
    jahresbudget = Wert(
        "operatives Budget dieses Jahres, alle Leistungserbringer", "budget_des_jahres", budget, EUR_ZEICHEN
    )
    z = ergebnisse(bau, blatt, z, (jahresbudget,))
    namen = ("budget_des_jahres", "eingabe_auslastung_vereinbart", "eingabe_auslastung_ist")
    leer = ",".join(f'{n}=""' for n in namen)
    formel = f'IF(OR({leer}),"",EGH_MINDERNUTZUNG({",".join(namen)}))'
    weg = "Budget × (1 − ist ÷ vereinbart)"
    z = ergebnisse(
        bau,
        blatt,
        z + 1,
        (Wert("Mindernutzung M", "ergebnis_mindernutzung", formel, EUR_ZEICHEN, weg, True),),
    )
    kopf(blatt, z + 1, ("", "Leistungsträger", "Leistungserbringer", "Rechenweg"))
    m, k = "ergebnis_mindernutzung", "eingabe_anteil_variabel"
    zeilen = (
        ("festes Budget", f"-{m}", f"{k}*{m}", "bezahlt, nicht geleistet: −M; gespart: +k · M"),
        ("Einzelabrechnung", "0", f"-(1-{k})*{m}", "nur Geleistetes: 0; fixe Kosten bleiben: −(1 − k) · M"),
    )
    for zeile, (wort, traeger, erbringer, rechenweg) in enumerate(zeilen, z + 2):
        zellen.formelzelle(blatt[f"A{zeile}"], wort, rechts=False)
        for spalte, wert in (("B", traeger), ("C", erbringer)):
            zellen.formelzelle(blatt[f"{spalte}{zeile}"], f'=IF(OR({m}="",{k}=""),"",{wert})', _EURO)
        zellen.text(blatt[f"D{zeile}"], rechenweg, grau=True)
        blatt.row_dimensions[zeile].height = 28
    bau.name("risiko", blatt, f"B{z + 2}:C{z + 3}")
    bau.gedruckt[blatt.title] = Druck("D")


def _felder_auslastung() -> tuple[Feld, ...]:
    anteil = eingabe.ANTEIL
    vereinbart = eingabe.zahl(0.01, 1, "Auslastung über 0 % bis 100 %.")
    variabel = "Anteil der Kosten, der mit der Belegung sinkt"
    return (
        Feld(
            "vereinbarte Auslastung",
            "auslastung_vereinbart",
            zellen.PROZENT,
            vereinbart,
            0.97,
            frage=unueblich("auslastung", "wert"),
        ),
        Feld(
            "tatsächliche Auslastung",
            "auslastung_ist",
            zellen.PROZENT,
            eingabe.zahl(0, 2, "Auslastung ab 0 %; über 100 %: mehr als vereinbart möglich war."),
            0.92,
            frage=unueblich("auslastung_ist", "wert"),
        ),
        Feld(variabel, "anteil_variabel", zellen.PROZENT, anteil, 0.3),
    )
