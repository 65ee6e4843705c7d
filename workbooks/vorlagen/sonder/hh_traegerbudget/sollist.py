"""Blatt »Soll-Ist«: Fallkostenwerte im Budget und bei Einzelabrechnung, woraus sich der Gesamtwert ändert, der Plan."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from workbooks.bausteine import diagramme, eingabe, zellen
from workbooks.bausteine.bau import Bau, Druck, bezug
from workbooks.vorlagen.sonder.felder import jahresluecken, kopf

# Veröffentlicht: Jahr, Fallkostenwert im Budget, bei Einzelabrechnung, gesamt [EUR]; Vortrag zu Trägerbudgets in Hamburg.
FALLKOSTENWERTE = (
    (2014, 18703, 17492, 18039),
    (2015, 16185, 18946, 17548),
    (2016, 21278, 13939, 17661),
    (2017, 21600, 13893, 17934),
    (2018, 21691, 12103, 17165),
    (2019, 18328, 24318, 20119),
    (2020, 17522, 34993, 21611),
    (2021, 17891, 33991, 22124),
)
_ZEILEN = 12
_KOPF = (
    "Jahr",
    "im Budget\nEUR",
    "Einzel-\nabrechnung",
    "gesamt",
    "Mischanteil\n(rechnerisch)",
    "Änderung\ngesamt",
    "durch Werte\nim Budget",
    "durch Einzel-\nabrechnung",
    "Struktur-\neffekt",
    "Plan im\nBudget",
    "Ist − Plan",
)


def sollist(bau: Bau) -> None:
    """Je Jahr gegen das vorige, in der letzten Zeile gegen das erste; der Plan schreibt den ersten Wert fort."""
    blatt = bau.blatt("Soll-Ist", bau.titel("Soll-Ist der Fallkostenwerte"), (17, *(14,) * 10), 6)
    zellen.text(
        blatt["A3"],
        "Mischanteil: (gesamt − Einzelabrechnung) ÷ (Budget − Einzelabrechnung), rechnerisch. "
        "Gedruckt für 2021: ca. 57 % der Personen im Budget.",
        grau=True,
        umbruch=False,
    )
    zellen.text(
        blatt["A4"],
        "Plan: erster Wert, fortgeschrieben mit der Veränderung der Fallkosten (Blatt Fortschreibung).",
        grau=True,
        umbruch=False,
    )
    kopf(blatt, 6, _KOPF)
    erste, letzte = 7, 6 + _ZEILEN
    for n, zeile in enumerate(range(erste, letzte + 1)):
        reihe = FALLKOSTENWERTE[n] if bau.beispiel and n < len(FALLKOSTENWERTE) else (None,) * 4
        for spalte, wert, zahlenformat in zip("ABCD", reihe, ("0", *(zellen.STUNDEN,) * 3), strict=True):
            zellen.eingabezelle(blatt[f"{spalte}{zeile}"], wert, zahlenformat)
        _gerechnet(blatt, zeile, zeile - 1 if n else 0, erste)
    _gesamt(bau, blatt, letzte + 1, erste, letzte)
    zellen.einblenden(blatt, f"E{erste}:K{letzte}", f'$A{erste}<>""')
    jahr = eingabe.zahl(2000, 2099, "Kalenderjahr.")
    werte = eingabe.zahl(0.01, 1e6, "Fallkostenwert in Euro, über 0.")
    jahr.anwenden(blatt, f"A{erste}:A{letzte}")
    werte.anwenden(blatt, f"B{erste}:D{letzte}")
    bau.werte_falsch += [jahr.verletzt(bezug(blatt, f"A{erste}:A{letzte}"))]
    bau.werte_falsch += [werte.verletzt(bezug(blatt, f"{s}{erste}:{s}{letzte}")) for s in "BCD"]
    _pruefung(bau, blatt, erste, letzte)
    bau.gedruckt["Soll-Ist"] = Druck("K")


def _gerechnet(blatt: Worksheet, z: int, davor: int, erste: int) -> None:
    leer = f'OR($A{z}="",$B{z}="",$C{z}="",$D{z}="")'
    zellen.stumm(blatt[f"E{z}"], f'=IF({leer},"",EGH_MISCHANTEIL($D{z},$B{z},$C{z}))', zellen.ANTEIL)
    if davor:
        _effekte(blatt, z, z, davor, f'OR({leer},$D{davor}="")')
    plan = f"EGH_BUDGET($B${erste},$A{z}-$A${erste},0,eingabe_veraenderung_fallkosten)"
    ohne = f'OR($A{z}="",$B${erste}="",eingabe_veraenderung_fallkosten="")'
    zellen.stumm(blatt[f"J{z}"], f'=IF({ohne},"",{plan})', zellen.STUNDEN)
    zellen.stumm(blatt[f"K{z}"], f'=IF(OR($J{z}="",$B{z}=""),"",$B{z}-$J{z})', zellen.STUNDEN)


def _effekte(blatt: Worksheet, ziel: int, neu: int | str, alt: int, leer: str) -> None:
    """Änderung des Gesamtwerts in drei Teilen, die zusammen alles ergeben: s1·Δb, (1 − s1)·Δe, Δs·(b0 − e0)."""
    b, e, g, s = (f"${x}{{}}" for x in "BCDE")

    def wert(spalte: str, zeile: int | str) -> str:
        return (
            spalte.format(zeile)
            if isinstance(zeile, int)
            else f"INDEX({spalte.format('$7')}:{spalte.format('$18')},{zeile},1)"
        )

    teile = (
        ("F", f"{wert(g, neu)}-{wert(g, alt)}"),
        ("G", f"{wert(s, neu)}*({wert(b, neu)}-{wert(b, alt)})"),
        ("H", f"(1-{wert(s, neu)})*({wert(e, neu)}-{wert(e, alt)})"),
        ("I", f"({wert(s, neu)}-{wert(s, alt)})*({wert(b, alt)}-{wert(e, alt)})"),
    )
    for spalte, formel in teile:
        zellen.stumm(blatt[f"{spalte}{ziel}"], f'=IF({leer},"",{formel})', zellen.STUNDEN)


def _gesamt(bau: Bau, blatt: Worksheet, z: int, erste: int, letzte: int) -> None:
    """Das letzte belegte Jahr gegen das erste."""
    zellen.formelzelle(blatt[f"A{z}"], "erstes → letztes", rechts=False, fett=True)
    anzahl = f"COUNT($D${erste}:$D${letzte})"
    _effekte(blatt, z, anzahl, erste, f"{anzahl}<2")
    zellen.einblenden(blatt, f"F{z}:I{z}", "TRUE")
    zellen.ueberschrift(blatt[f"A{z + 2}"], "Änderung des Gesamtwerts, erstes → letztes Jahr, in EUR")
    diagramme.reihen(blatt, erste - 1, (z,), "G:I", f"A{z + 3}")
    bau.name("sollist_aenderung", blatt, f"F{z}:I{z}")
    bau.name("sollist_mischanteil", blatt, f"E{erste}:E{letzte}")
    bau.name("sollist_plan", blatt, f"J{erste}:J{letzte}")


def _pruefung(bau: Bau, blatt: Worksheet, erste: int, letzte: int) -> None:
    a, b, c, d = (bezug(blatt, f"{s}{erste}:{s}{letzte}") for s in "ABCD")
    folge = jahresluecken(a, letzte - erste + 1)
    bau.pruefung(
        "sollist",
        "Soll-Ist: Jahre ohne Lücke untereinander, jede Zeile vollständig, die drei Teile ergeben die Änderung",
        f'AND(SUMPRODUCT(({a}<>"")*((({b}="")+({c}="")+({d}=""))>0))=0,SUMPRODUCT(({a}="")*((({b}<>"")+({c}<>"")'
        f"+({d}<>\"\"))>0))=0,{folge}=0,ABS(SUM('Soll-Ist'!$G${erste}:$I${letzte})-SUM('Soll-Ist'!$F${erste}:$F${letzte}))<0.01)",
        "Fehlende Werte ergänzen; ein fehlendes Jahr gehört als Lücke nicht in die Tabelle.",
    )
