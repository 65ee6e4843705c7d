"""Blatt »Arbeitszeit«: die Nettojahresarbeitszeit mehrerer Gruppen von Mitarbeitenden aus ihren Teilen, und ihre Mischung."""

from __future__ import annotations

from workbooks.bausteine.blaetter.kenntnis import neben
from workbooks.bausteine.grund import eingabe, einheiten, zellen
from workbooks.bausteine.grund.bau import Bau
from workbooks.bausteine.grund.kennung import als_text, belegt, kennung, summenwort
from workbooks.bausteine.grund.regeln import Regel, in_worten, unueblich
from workbooks.bausteine.grund.spalte import Spalte
from workbooks.bausteine.grund.tabelle import doppelt, tabelle

BLATT = "Arbeitszeit"
_WOCHEN = eingabe.zahl(50, 53, "Wochen je Jahr, 50 bis 53.")
_STUNDEN = eingabe.zahl(30, 48, "Stunden je Woche, 30 bis 48.")
_TAGE = eingabe.zahl(0, 60, "Arbeitstage je Jahr, 0 bis 60.")
_AUSFALL = (
    ("urlaub", "Urlaub"),
    ("krank", "Krank-\nheit"),
    ("fort", "Fort-\nbildung"),
    ("feier", "Feier-\ntage"),
    ("sonst", "sonstige"),
)


def mischung(bau: Bau) -> None:
    """Namen: `njaz_mischung` (Σ Anteil × Nettojahresarbeitszeit, leer ohne Gruppen), `pruefung_mischung`."""
    blatt = bau.blatt(BLATT, bau.titel("Arbeitszeit der Mitarbeitenden"), (1,) * 12, 6)
    satz = (
        f"Gilt, wenn auf Angaben keine eigene steht; Anteile zusammen 100 %. Zur Kenntnis: {_kenntnis(bau)}"
    )
    zellen.text(blatt["A3"], satz, grau=True, umbruch=False)
    woran = kennung(als_text("{gruppe}"), wenn=belegt("{gruppe}"))
    t = tabelle(bau, blatt, 5, _spalten(), bau.umfang.weitere, bau.inhalt("arbeitszeit"), _regeln(), woran)
    bau.name("eingabe_arbeitszeit", blatt, t.ort("gruppe", "sonst"))
    bau.name("mischung_anteile", blatt, t.ort("anteil"))
    bau.name("mischung_stunden", blatt, t.ort("stunden"))
    anteile, netto = t.bereich("anteil"), t.bereich("netto")
    eins = f"ABS(SUM({anteile})-1)<0.000001"
    summe = f"IF({eins},SUMPRODUCT({anteile},{netto})+0*SUM({netto}),NA())"
    zellen.text(blatt["A4"], "Nettojahresarbeitszeit, gemischt", fett=True, umbruch=False)
    zellen.formelzelle(blatt["C4"], f"={t.wenn_vollstaendig(summe)}", zellen.STUNDEN, fett=True)
    bau.name("njaz_mischung", blatt, "C4")
    bau.pruefung(
        "mischung",
        "Arbeitszeit: die Anteile der Gruppen sind zusammen 100 %",
        f"IF({t.leer},TRUE,{eins})",
        "Anteile auf dem Blatt Arbeitszeit ergänzen oder berichtigen.",
        nativ=True,
    )


def _kenntnis(bau: Bau) -> str:
    return "; ".join(k["text"] for k in neben("ausfalltage_urlaub", bau.vorlage.land)) + "."


def _spalten() -> tuple[Spalte, ...]:
    tage = einheiten.Einheit("Tage/Jahr", "#,##0.##")
    netto = (
        'IF(OR({anteil}="",{wochen}="",{stunden}="",COUNT({urlaub}:{sonst})=0),"",'
        "EGH_NJAZ_BERECHNEN({wochen},{stunden},{urlaub}:{sonst})+{pruefwert})"
    )
    return (
        Spalte("gruppe", "Gruppe", 24, grenze=eingabe.TEXT, weg="z. B. Tagdienst", pflicht=True),
        Spalte("anteil", "Anteil", 11, einheiten.ANTEIL, eingabe.ANTEIL, weg="an den VZÄ", pflicht=True),
        Spalte("wochen", "Wochen\nje Jahr", 10, einheiten.MENGE, _WOCHEN, weg="z. B. 52,14", pflicht=True),
        Spalte("stunden", "Stunden\nje Woche", 10, einheiten.STD_WOCHE, _STUNDEN, weg="Vollzeit", pflicht=True),
        *(Spalte(name, wort, 10, tage, _TAGE, weg="Tage") for name, wort in _AUSFALL),
        Spalte("ausfall", "Ausfall", 10, tage, formel='IF({netto}="","",SUM({urlaub}:{sonst}))', weg="Tage/Jahr", luecke=True),
        Spalte("netto", "Nettojahres-\narbeitszeit", 22, einheiten.STD_JAHR, formel=netto, weg="(Wochen − Tage ÷ 5) × Std.", pflicht=True),
    )  # fmt: skip


def _regeln() -> tuple[Regel, ...]:
    wenig = 'AND({netto}<>"",OR(N({urlaub})<20,N({urlaub})>40))'
    return (
        doppelt("Gruppe steht zweimal da", bestaetigen=False),
        summenwort("gruppe"),
        Regel("Anteil 0", 'AND({anteil}<>"",N({anteil})=0)', '"0 %"'),
        Regel("üblich sind 20 bis 40 Tage Urlaub", wenig, in_worten("{urlaub}", "Tage")),
        Regel("üblich sind 3 bis 40 Tage Krankheit", 'AND({netto}<>"",OR(N({krank})<3,N({krank})>40))', in_worten("{krank}", "Tage")),
        Regel("üblich sind 8 bis 14 Feiertage", 'AND({netto}<>"",OR(N({feier})<8,N({feier})>14))', in_worten("{feier}", "Tage")),
        Regel("üblich sind bis 10 Tage Fortbildung", 'AND({netto}<>"",N({fort})>10)', in_worten("{fort}", "Tage")),
        Regel("üblich sind bis 10 sonstige Tage", 'AND({netto}<>"",N({sonst})>10)', in_worten("{sonst}", "Tage")),
        unueblich("njaz", "netto"),
    )  # fmt: skip
